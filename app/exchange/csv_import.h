/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A spreadsheet into the record: first a plan that changes nothing, then one action that can be undone.
 *
 * Each row finds its record by what is stable: our id; a child's number on the return or UPN; a home's reference, else its name;
 * a provider's URN, else its name; else names with birth date; for what belongs to another record, that record and the first day.
 * A row whose record is there already sets only the fields it gives and that differ; an empty cell leaves what is there.
 * Links are found by reference, number or name. What is unknown or ambiguous rejects the row with the reason; nothing is invented,
 * and a number that a spreadsheet has damaged is not mended. */
#pragma once

#include "csv_map.h"
#include "csv_read.h"
#include "write.h"

G_BEGIN_DECLS

typedef enum { KIN_ROW_NEW, KIN_ROW_SAME, KIN_ROW_CHANGED, KIN_ROW_REJECTED, KIN_N_ROW_FATES } KinRowFate;

typedef struct
{
  guint line;    /* of the file, from 1 */
  char *field;   /* the column's heading, or the field's label; "" for the row as a whole */
  char *value;   /* as it came */
  char *reason;  /* a sentence */
} KinRowProblem;

typedef struct
{
  guint      line;
  KinRowFate fate;
  char      *title;   /* what the record is called */
  char      *changes; /* "Telephone: 01632 960001, before 01632 960002"; "" unless it is changed */
} KinRowPlan;

typedef struct _KinCsvImport KinCsvImport; /* private */

typedef struct
{
  const KinType *type;
  guint          n[KIN_N_ROW_FATES];
  guint          n_parts;  /* records made beside those of the rows: approvals, memberships */
  GPtrArray     *rows;     /* KinRowPlan *, in the order of the file */
  GPtrArray     *problems; /* KinRowProblem * */
  GPtrArray     *notes;    /* char *: what was assumed, columns not used, the file's encoding */
  KinCsvImport  *import;
} KinCsvPlan;

/* NULL with a sentence when the file has no heading or no column that is of use. The reader may be on any state; it is not needed
 * after this. today: for dates of two figures and what may not lie in the future. */
KinCsvPlan *kin_csv_plan_new   (KinReader *reader, const KinCsv *csv, const KinCsvMap *map, KinDay today, GError **error);
void        kin_csv_plan_free  (KinCsvPlan *plan);
/* Does it, as one action of the kind "import" labelled with the name of the file and the counts; once. Rejected rows are left out. */
gboolean    kin_csv_plan_apply (KinCsvPlan *plan, KinStore *store, const char *name, GCancellable *cancellable, gint64 *action, GError **error);
/* The same as work for kin_store_write_async (); data is the plan, which must not be touched until it has ended. */
gboolean    kin_csv_plan_work  (KinWriter *writer, gpointer plan, GError **error);
/* The rejected rows as CSV: line, column, value, reason. New string. */
GString    *kin_csv_plan_problems_to_csv (const KinCsvPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinCsvPlan, kin_csv_plan_free)

G_END_DECLS
