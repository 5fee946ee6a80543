/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing a children looked after return (SSDA903): first a plan (the dry run), which only reads; then one action.
 *
 * A plan holds what the files said, row by row, and what would become of each: it is computed against the record as the
 * reader sees it. Every row is kept as it came (return_row); what it says becomes children, periods of care, legal statuses,
 * placements, family homes, reviews and so on, with ids that two imports of the same return agree on. No home is made from a
 * postcode or an Ofsted number (app/DESIGN.md, "The return"): placements stay without one.
 *
 * A later import compares three ways: what the last import said, what this file says, what stands here. What was typed here
 * stays; the plan lists "case system says / we say". Code lists: the DfE's guide to the SSDA903
 * (resources/codes); merging of years: return_merge.c. */
#pragma once

#include "return_table.h"
#include "write.h"

G_BEGIN_DECLS

typedef struct _KinReturnPlan KinReturnPlan;

typedef struct
{
  guint n_rows;     /* read, rejected ones included */
  guint n_new;
  guint n_same;     /* as in the last import of that year; perhaps written differently (1/4/2017 for 01/04/2017) */
  guint n_changed;
  guint n_gone;     /* in the last import of that year and in these files no longer */
  guint n_rejected;
} KinReturnCounts;

typedef struct
{
  const char *path;
  const char *name;     /* without the folder */
  int         table;    /* KinReturnTable; -1: none, or many (XML) */
  guint       n_rows;
  gboolean    guessed;  /* was not UTF-8: read as Windows-1252 */
  const char *problem;  /* a sentence why it was left out, or NULL */
} KinReturnFile;

typedef struct
{
  const char *file;
  guint       line;
  int         table;
  const char *child;    /* CHILD as it came: an XML is often one long line */
  const char *field;    /* column, "" when it is about the whole row */
  const char *value;    /* as it came */
  const char *reason;   /* a sentence */
} KinReturnReject;

typedef enum
{
  KIN_PROPOSAL_CHILD,     /* a CHILD that a spreadsheet damaged; not accepted unless asked for */
  KIN_PROPOSAL_NUMBER,    /* the same for UPN and URN */
  KIN_PROPOSAL_SAME_START,/* two years give the same episode differently; accepted unless declined, as all that follow */
  KIN_PROPOSAL_SAME_END,
  KIN_PROPOSAL_CLOSE,     /* open in one year, followed by another in a later one */
  KIN_PROPOSAL_SHORTEN,
  KIN_PROPOSAL_EXTEND,
  KIN_PROPOSAL_CLOSE_LAST,/* open, and the child is not in later returns */
  KIN_N_PROPOSALS
} KinReturnProposalKind;

typedef struct
{
  KinReturnProposalKind kind;
  const char           *key;      /* tells it from others, the same in every run */
  const char           *child;    /* CHILD */
  const char           *text;     /* a sentence */
  gboolean              accepted;
} KinReturnProposal;

/* Case system says / we say. All as people read it, "" for nothing. */
typedef struct
{
  const char *child;  /* CHILD */
  const char *type;   /* of the record: "placement" */
  const char *what;   /* "Placement from 3 May 2017" */
  const char *field;  /* its name; "" when it is about the whole record */
  const char *last;   /* what the last import said */
  const char *theirs; /* what this file says */
  const char *ours;   /* what stands here, and stays */
} KinReturnDifference;

/* What was odd and taken as it is, counted by cause. */
typedef struct
{
  int         table;
  const char *field;
  const char *text;   /* a sentence; names the value where there is one */
  guint       n;
  const char *file;   /* the first of them */
  guint       line;
} KinReturnRemark;

/* Reads the files (each path a CSV, an XML or a folder of CSVs) and compares. year_ending: the return is of the year that ends
 * on 31 March of it. NULL when nothing of a return could be read: the error's sentence says why. today is what "seen from
 * today" means. authority: the file's fact of that name is part of the ids. */
KinReturnPlan *kin_return_plan_new     (KinReader *reader, const char *const *paths, guint n_paths, int year_ending, KinDay today,
                                        GCancellable *cancellable, GError **error);
void           kin_return_plan_free    (KinReturnPlan *plan);

int            kin_return_plan_year    (KinReturnPlan *plan);
KinReturnCounts kin_return_plan_counts (KinReturnPlan *plan, KinReturnTable table);
/* The records of a type that would be made, changed, deleted, or stay. */
typedef struct
{
  guint n_new, n_changed, n_deleted, n_same;
} KinReturnTypeCounts;
KinReturnTypeCounts kin_return_plan_type_counts (KinReturnPlan *plan, const KinType *type);

/* Arrays are borrowed until the plan is compared anew or freed. */
GPtrArray     *kin_return_plan_files       (KinReturnPlan *plan); /* of KinReturnFile */
GPtrArray     *kin_return_plan_rejected    (KinReturnPlan *plan); /* of KinReturnReject */
GPtrArray     *kin_return_plan_proposals   (KinReturnPlan *plan); /* of KinReturnProposal */
GPtrArray     *kin_return_plan_differences (KinReturnPlan *plan); /* of KinReturnDifference */
GPtrArray     *kin_return_plan_remarks     (KinReturnPlan *plan); /* of KinReturnRemark */

/* Accepts or declines one proposal by its key, or all of a kind; then compare anew. Declined merges are remembered. */
void           kin_return_plan_accept      (KinReturnPlan *plan, const char *key, gboolean accept);
void           kin_return_plan_accept_kind (KinReturnPlan *plan, KinReturnProposalKind kind, gboolean accept);
gboolean       kin_return_plan_compare     (KinReturnPlan *plan, KinReader *reader, GError **error);
const char    *kin_proposal_kind_name      (KinReturnProposalKind kind); /* "child", "number", "same-start" ... */
int            kin_proposal_kind_find      (const char *name);           /* -1: none */

/* One object: "year", "files", "tables" (by name: "rows", "new", "same", "changed", "gone", "rejected"), "records" (by type:
 * "new", "changed", "deleted", "same"), "rejected", "proposals", "differences", "remarks". New reference. */
struct json_object *kin_return_plan_to_json (KinReturnPlan *plan);
/* The same for people: some lines. New string. */
char          *kin_return_plan_to_text     (KinReturnPlan *plan);
/* CSV (UTF-8 with BOM): file, line, table, child, field, value, reason. */
gboolean       kin_return_plan_write_rejected (KinReturnPlan *plan, GFile *file, GError **error);

/* Writes it all as one action of the kind "import", which undo takes back. The record may have changed since the plan was made:
 * then it is compared anew inside the action. action may be NULL; 0 when there was nothing to do. */
gboolean       kin_return_plan_apply       (KinReturnPlan *plan, KinStore *store, GCancellable *cancellable, gint64 *action, GError **error);
/* For kin_store_write_async: a KinWork whose data is the plan. */
gboolean       kin_return_plan_work        (KinWriter *writer, gpointer plan, GError **error);
char          *kin_return_plan_label       (KinReturnPlan *plan); /* of that action. New string. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinReturnPlan, kin_return_plan_free)

G_END_DECLS
