/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a plan. Private to the files return_*.c. */
#pragma once

#include "return_facts.h"
#include "return_read.h"

G_BEGIN_DECLS

typedef enum { KIN_RETURN_CREATE, KIN_RETURN_REVIVE, KIN_RETURN_SET, KIN_RETURN_DELETE } KinReturnStepKind;

/* One thing that applying the plan does. */
typedef struct
{
  KinReturnStepKind kind;
  KinRecord        *record; /* owned: to be created, or the saved one */
  gint64            no;     /* REVIVE: of the deleted record that comes back */
  guint             field;  /* SET */
  KinValue          value;  /* SET */
} KinReturnStep;

/* A cell that an accepted proposal changed, to be put back when the plan is compared anew. */
typedef struct
{
  KinReturnRow *row;
  int           column;
  const char   *came;
} KinReturnEdit;

/* One child as files, record and last import know it. */
typedef struct
{
  const char *code;
  GPtrArray  *fresh;     /* rows as they will be kept: the files', and the kept ones they say nothing of */
  GPtrArray  *kept;      /* rows of earlier imports */
  GPtrArray  *files;     /* of fresh, those out of the files */
  guint       n_same;    /* of files, those that the last import had, too */
  KinRecord  *here;      /* the child's record, borrowed; NULL */
  KinRecord  *made;      /* the record that will be created, borrowed; NULL */
  gint64      revived;   /* or the deleted one that comes back */
} KinReturnChild;

/* What stands in the record now, of all types that returns speak of. */
typedef struct
{
  GPtrArray  *all;       /* of arrays of KinRecord, that own them */
  GHashTable *by_id;     /* KinId -> KinRecord */
  GHashTable *by_child;  /* gint64 -> GPtrArray of KinRecord */
  GHashTable *by_code;   /* CHILD -> KinRecord */
  GHashTable *deleted;   /* KinId -> gint64: records of these types that were deleted */
} KinReturnHere;

struct _KinReturnPlan
{
  KinReturnSet *files;     /* what was read */
  KinReturnSet *kept;      /* rows of earlier imports */
  KinReturnSet *notes;     /* strings, remarks and rejections of the comparison */
  KinReturnHere *here;
  int           year;
  KinDay        today;
  char         *authority;
  GArray       *edits;     /* of KinReturnEdit */
  GHashTable   *accepted;  /* keys of proposals accepted ... */
  GHashTable   *declined;  /* ... and declined, by a person now */
  GHashTable   *was_declined; /* key -> gint64: the row that remembers it from an earlier import */
  gint8         by_kind[KIN_N_PROPOSALS]; /* 0: as is usual, 1: accept, -1: decline */
  GHashTable   *children;  /* CHILD -> KinReturnChild */
  GPtrArray    *order;     /* the same, in the order of the files */
  GPtrArray    *proposals;
  GPtrArray    *differences;
  GPtrArray    *remarks;   /* borrowed from files and notes */
  GPtrArray    *rejected;
  GPtrArray    *steps;     /* of KinReturnStep */
  KinReturnCounts counts[KIN_RETURN_N_TABLES];
  KinReturnTypeCounts types[64];
  gint64        position;  /* of the log when it was compared; -1: it must be compared anew */
  int           latest;    /* year of which episodes will be known */
  int           kept_latest; /* and were, by earlier imports */
};

/* return_here.c */
KinReturnHere *kin_return_here_read (KinReader *reader);
void           kin_return_here_free (KinReturnHere *here);
gboolean       kin_return_here_is_linked (KinReader *reader, KinRecord *record); /* something else leads to it */
/* Rows of earlier imports; declined proposals go into that table (may be NULL) with the number of their row. */
KinReturnSet  *kin_return_kept_read (KinReader *reader, GHashTable *declined);
gint64         kin_return_position  (KinReader *reader);

/* return_proposals.c: damaged identifiers in the files; accepted ones are mended in place. */
void           kin_return_propose_identifiers (KinReturnPlan *plan);
gboolean       kin_return_plan_decide         (KinReturnPlan *plan, KinReturnProposalKind kind, const char *key);

/* return_compare.c: three ways, for one child. */
void           kin_return_compare_child (KinReturnPlan *plan, KinReader *reader, KinReturnChild *child);
void           kin_return_add_step      (KinReturnPlan *plan, KinReturnStepKind kind, KinRecord *record, gint64 no, guint field, const KinValue *value);
/* The record here that is meant by a fact: the one of its id, else one of the same child, type and day, that no import made
 * (its id is not in ours) and no other fact uses. */
KinRecord     *kin_return_find_here (KinReturnHere *here, gint64 child, GHashTable *ours, GHashTable *used, KinRecord *fact);
/* Equal for the return: a flag that is not set is no. */
gboolean       kin_return_value_equal   (const KinField *field, const KinValue *a, const KinValue *b);

G_END_DECLS
