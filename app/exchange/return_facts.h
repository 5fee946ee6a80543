/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of one child say, as records: the child, periods of care, legal statuses, placements, family homes, reviews
 * and so on. The same rows always make the same records, ids included; so what the last import said can be made again. */
#pragma once

#include "overlay.h"
#include "return_row.h"

G_BEGIN_DECLS

typedef struct
{
  KinRecord          *record; /* owned; its child link is empty */
  const char         *key;    /* "placement 2017-05-03": tells it from the child's others. Interned in the set's strings */
  const KinReturnRow *row;    /* the row it stands in, NULL for what is made of many (episodes) */
} KinReturnFact;

typedef struct
{
  KinReturnSet *set;        /* takes strings and remarks */
  const char   *authority;  /* "" when not known */
  int           latest;     /* the latest year of which episodes were imported */
  GHashTable   *declined;   /* keys of proposals that were declined; used when there is no plan */
  KinReturnPlan *plan;      /* asked what to do with a proposal; NULL */
  GPtrArray    *proposals;  /* of KinReturnProposal; NULL: do not tell */
  gboolean      tell_odd;   /* remark upon what was odd about the episodes */
  GHashTable   *told;       /* keys of proposals: without a plan they are gathered (NULL: not), with one they were told before */
} KinReturnContext;

/* rows: of KinReturnRow, of any table and year, all of the child. New array that owns its KinReturnFacts, the child (if a
 * Header or an episode names it) first. */
GPtrArray   *kin_return_facts        (KinReturnContext *context, const char *child, GPtrArray *rows);
/* The fields of a type that a return says something of: n of them. 0 for a type that no return speaks of. */
const guint *kin_return_fields       (const KinType *type, guint *n);
/* The types that returns speak of: n of them, the child first. */
const KinType *const *kin_return_types (guint *n);
/* The field that links the type to its child; -1 for the child itself. */
int          kin_return_child_field  (const KinType *type);
/* The day that tells a record from the child's others of its type: a period's start, the day of a review. A year as a number. */
gint64       kin_return_record_day   (KinRecord *record);
/* The key of the fact that a row of any table but Header, Episodes and UASC makes. New string. */
char        *kin_return_fact_key     (const KinReturnRow *row);
void         kin_return_id           (KinId *id, const char *key, const char *authority, const char *child);

/* Merging the episodes of several years (return_merge.c): episodes is a GArray of KinEpisode whose row is the place
 * in rows; left sorted. Each step is a proposal. */
void         kin_return_merge        (KinReturnContext *context, const char *child, GArray *episodes, GPtrArray *rows);
/* An episode out of a row; its strings are the row's. */
KinEpisode   kin_return_episode      (const KinReturnRow *row, guint place);

G_END_DECLS
