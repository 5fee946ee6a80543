/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of an import, and doing it. */
#include "csv_import.h"

#include <glib/gi18n-lib.h>

#include "csv_import_row.h"
#include "csv_write.h"

#define ROWS_BETWEEN_PROGRESS 256

static void
free_problem (gpointer data)
{
  KinRowProblem *problem = data;

  g_free (problem->field);
  g_free (problem->value);
  g_free (problem->reason);
  g_free (problem);
}

static void
free_row (gpointer data)
{
  KinRowPlan *row = data;

  g_free (row->title);
  g_free (row->changes);
  g_free (row);
}

static void
free_target (gpointer data)
{
  kin_import_target_free (data);
}

void
kin_import_reject (KinCsvImport *import, const char *field, const char *value, const char *reason)
{
  KinRowProblem *problem = g_new0 (KinRowProblem, 1);

  problem->line = import->line;
  problem->field = g_strdup (field != NULL ? field : "");
  problem->value = g_strdup (value);
  problem->reason = g_strdup (reason);
  g_ptr_array_add (import->problems, problem);
}

static KinCsvPlan *
plan_new (KinReader *reader, const KinCsvMap *map, KinDay today)
{
  KinCsvPlan *plan = g_new0 (KinCsvPlan, 1);
  KinCsvImport *import = g_new0 (KinCsvImport, 1);

  plan->type = import->type = kin_csv_map_type (map);
  plan->rows = g_ptr_array_new_with_free_func (free_row);
  plan->problems = import->problems = g_ptr_array_new_with_free_func (free_problem);
  plan->notes = g_ptr_array_new_with_free_func (g_free);
  plan->import = import;
  import->reader = reader;
  import->map = map;
  import->today = today;
  import->indexes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  import->names = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  import->targets = g_ptr_array_new_with_free_func (free_target);
  import->by_no = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  import->touched = g_ptr_array_new ();
  return plan;
}

void
kin_csv_plan_free (KinCsvPlan *plan)
{
  if (plan == NULL)
    return;
  g_hash_table_unref (plan->import->indexes);
  g_hash_table_unref (plan->import->names);
  g_hash_table_unref (plan->import->by_no);
  g_ptr_array_unref (plan->import->touched);
  g_ptr_array_unref (plan->import->targets);
  g_free (plan->import->label);
  g_free (plan->import);
  g_ptr_array_unref (plan->rows);
  g_ptr_array_unref (plan->problems);
  g_ptr_array_unref (plan->notes);
  g_free (plan);
}

static void
note_assumptions (KinCsvPlan *plan, const KinCsv *csv, const KinCsvMap *map)
{
  g_autoptr (GString) unused = g_string_new (NULL);
  const KinMapTarget *target;
  const char *text;

  for (guint i = 0; i < kin_csv_map_n_columns (map); i++)
    if (kin_csv_map_target (map, i)->type == NULL && *kin_csv_map_heading (map, i) != '\0')
      g_string_append_printf (unused, "%s“%s”", unused->len > 0 ? ", " : "", kin_csv_map_heading (map, i));
  if (unused->len > 0)
    g_ptr_array_add (plan->notes, g_strdup_printf (_("Columns that are not used: %s."), unused->str));
  if (kin_csv_guessed (csv))
    g_ptr_array_add (plan->notes, g_strdup (_("The file is not UTF-8. It was read as Windows-1252.")));
  for (guint i = 0; kin_csv_map_always (map, i, &target, &text); i++)
    g_ptr_array_add (plan->notes, g_strdup_printf (_("%s is “%s” in every row that does not say it."), _(target->type->fields[target->field].label), text));
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
  return FALSE;
}

static gboolean
is_useful (const KinCsv *csv, const KinCsvMap *map, GError **error)
{
  if (kin_csv_n_rows (csv) == 0)
    return refuse (error, _("The file is empty."));
  for (guint i = 0; i < kin_csv_map_n_columns (map); i++)
    if (kin_csv_map_target (map, i)->type == kin_csv_map_type (map) && kin_csv_map_target (map, i)->part != KIN_MAP_ID)
      return TRUE;
  return refuse (error, _("No column of the file is known. The first line must hold headings; a mapping (--map) says which column is what."));
}

KinCsvPlan *
kin_csv_plan_new (KinReader *reader, const KinCsv *csv, const KinCsvMap *map, KinDay today, GError **error)
{
  KinCsvPlan *plan;

  if (!is_useful (csv, map, error))
    return NULL;
  plan = plan_new (reader, map, today);
  note_assumptions (plan, csv, map);
  for (guint i = 1; i < kin_csv_n_rows (csv); i++)
    {
      KinRowPlan *row = g_new0 (KinRowPlan, 1);
      guint n;
      const char *const *cells = kin_csv_row (csv, i, &n, &row->line);

      plan->import->line = row->line;
      row->fate = kin_import_row (plan->import, cells, n, &row->title, &row->changes, &plan->n_parts);
      plan->n[row->fate]++;
      g_ptr_array_add (plan->rows, row);
    }
  plan->import->reader = NULL;
  plan->import->map = NULL;
  g_hash_table_remove_all (plan->import->indexes);
  g_hash_table_remove_all (plan->import->names);
  return plan;
}

static gboolean
write_target (KinWriter *writer, KinImportTarget *target, GError **error)
{
  const KinType *type = kin_record_type (target->planned);

  if (target->original == NULL)
    return kin_writer_create (writer, target->planned, error);
  for (guint i = 0; i < type->n_fields; i++)
    if (target->changed != NULL && target->changed[i] &&
        !kin_writer_set (writer, target->original, i, kin_record_get (target->planned, i), error))
      return FALSE;
  return TRUE;
}

gboolean
kin_csv_plan_work (KinWriter *writer, gpointer data, GError **error)
{
  KinCsvPlan *plan = data;
  GPtrArray *touched = plan->import->touched;

  for (guint i = 0; i < touched->len; i++)
    if (!write_target (writer, touched->pdata[i], error) ||
        (i % ROWS_BETWEEN_PROGRESS == 0 && !kin_writer_progress (writer, i, touched->len, error)))
      return FALSE;
  if (plan->import->label != NULL)
    kin_writer_set_label (writer, plan->import->label);
  return TRUE;
}

gboolean
kin_csv_plan_apply (KinCsvPlan *plan, KinStore *store, const char *name, GCancellable *cancellable, gint64 *action, GError **error)
{
  g_free (plan->import->label);
  /* Translators: the label of an import in the history: a file's name, a type of record, and counts */
  plan->import->label = g_strdup_printf (_("Import of %s: %s, %u new, %u changed"), name, _(plan->type->plural), plan->n[KIN_ROW_NEW],
                                         plan->n[KIN_ROW_CHANGED]);
  return kin_store_write (store, "import", plan->import->label, kin_csv_plan_work, plan, cancellable, action, error);
}

GString *
kin_csv_plan_problems_to_csv (const KinCsvPlan *plan)
{
  GString *out = g_string_new ("\xef\xbb\xbfline,column,value,reason\r\n");

  for (guint i = 0; i < plan->problems->len; i++)
    {
      const KinRowProblem *problem = plan->problems->pdata[i];

      g_string_append_printf (out, "%u,", problem->line);
      kin_csv_append (out, problem->field);
      g_string_append_c (out, ',');
      kin_csv_append (out, problem->value);
      g_string_append_c (out, ',');
      kin_csv_append (out, problem->reason);
      g_string_append (out, "\r\n");
    }
  return out;
}
