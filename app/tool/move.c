/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spreadsheets in and lists out: import csv, export csv, export xlsx. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "codes.h"
#include "command.h"
#include "csv_import.h"
#include "spec_words.h"
#include "table_out.h"
#include "text_table.h"

static KinCsvMap *
make_map (KinTool *tool, const KinType *type, const KinCsv *csv, GError **error)
{
  const char *path = kin_tool_option (tool, "map");
  const char *const *headings = NULL;
  guint n = 0;

  if (kin_csv_n_rows (csv) > 0)
    headings = kin_csv_row (csv, 0, &n, NULL);
  return path != NULL ? kin_csv_map_load (type, path, headings, n, error) : kin_csv_map_guess (type, headings, n);
}

static void
add_count (struct json_object *json, const char *name, guint count)
{
  json_object_object_add (json, name, json_object_new_int64 (count));
}

static struct json_object *
problems_json (const KinCsvPlan *plan)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; i < plan->problems->len; i++)
    {
      const KinRowProblem *problem = plan->problems->pdata[i];
      struct json_object *json = json_object_new_object ();

      add_count (json, "line", problem->line);
      json_object_object_add (json, "field", json_object_new_string (problem->field));
      json_object_object_add (json, "value", json_object_new_string (problem->value));
      json_object_object_add (json, "reason", json_object_new_string (problem->reason));
      json_object_array_add (array, json);
    }
  return array;
}

static void
tell_json (KinTool *tool, const KinCsvPlan *plan, const KinCsvMap *map, gint64 action)
{
  struct json_object *json = json_object_new_object (), *columns = json_object_new_object (), *notes = json_object_new_array ();

  json_object_object_add (json, "type", json_object_new_string (plan->type->name));
  json_object_object_add (json, "dry_run", json_object_new_boolean (kin_tool_flag (tool, "dry-run")));
  add_count (json, "new", plan->n[KIN_ROW_NEW]);
  add_count (json, "same", plan->n[KIN_ROW_SAME]);
  add_count (json, "changed", plan->n[KIN_ROW_CHANGED]);
  add_count (json, "rejected", plan->n[KIN_ROW_REJECTED]);
  add_count (json, "parts", plan->n_parts);
  for (guint i = 0; i < kin_csv_map_n_columns (map); i++)
    {
      g_autofree char *name = kin_csv_map_target_name (map, i);

      json_object_object_add (columns, kin_csv_map_heading (map, i), name != NULL ? json_object_new_string (name) : NULL);
    }
  json_object_object_add (json, "columns", columns);
  for (guint i = 0; i < plan->notes->len; i++)
    json_object_array_add (notes, json_object_new_string (plan->notes->pdata[i]));
  json_object_object_add (json, "notes", notes);
  json_object_object_add (json, "problems", problems_json (plan));
  json_object_object_add (json, "action", action != 0 ? json_object_new_int64 (action) : NULL);
  kin_tool_json (json);
}

static void
tell_text (KinTool *tool, const KinCsvPlan *plan)
{
  for (guint i = 0; i < plan->notes->len; i++)
    kin_tool_say ("%s", (char *) plan->notes->pdata[i]);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const KinRowPlan *row = plan->rows->pdata[i];

      if (row->fate == KIN_ROW_CHANGED && *row->changes != '\0')
        kin_tool_say (_("Line %u, %s: %s"), row->line, row->title, row->changes);
    }
  for (guint i = 0; i < plan->problems->len; i++)
    {
      const KinRowProblem *problem = plan->problems->pdata[i];

      if (*problem->field != '\0')
        kin_tool_warn (_("Line %u, %s “%s”: %s"), problem->line, problem->field, problem->value, problem->reason);
      else
        kin_tool_warn (_("Line %u: %s"), problem->line, problem->reason);
    }
  kin_tool_say (kin_tool_flag (tool, "dry-run") ? _("%s: %u would be new, %u the same, %u changed, %u rejected.")
                                                : _("%s: %u new, %u the same, %u changed, %u rejected."),
                _(plan->type->plural), plan->n[KIN_ROW_NEW], plan->n[KIN_ROW_SAME], plan->n[KIN_ROW_CHANGED], plan->n[KIN_ROW_REJECTED]);
}

static gboolean
write_rejected (KinTool *tool, const KinCsvPlan *plan, GError **error)
{
  const char *path = kin_tool_option (tool, "rejected");
  g_autoptr (GString) csv = NULL;

  if (path == NULL)
    return TRUE;
  csv = kin_csv_plan_problems_to_csv (plan);
  return g_file_set_contents_full (path, csv->str, (gssize) csv->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

KinExit
kin_run_import_csv (KinTool *tool)
{
  const KinType *type = kin_tool_type (tool, kin_tool_word (tool, 0));
  const char *path = kin_tool_word (tool, 1), *save = kin_tool_option (tool, "save-map");
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (KinCsvMap) map = NULL;
  g_autoptr (KinCsvPlan) plan = NULL;
  g_autoptr (KinCsv) csv = NULL;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  if (type == NULL)
    return KIN_EXIT_USAGE;
  csv = kin_csv_read_file (path, &error);
  map = csv != NULL ? make_map (tool, type, csv, &error) : NULL;
  if (map == NULL || (save != NULL && !kin_csv_map_save (map, save, &error)))
    return kin_tool_fail (error);
  plan = kin_csv_plan_new (tool->reader, csv, map, tool->today, &error);
  if (plan == NULL || !write_rejected (tool, plan, &error))
    return kin_tool_fail (error);
  if (!kin_tool_flag (tool, "dry-run") && !kin_csv_plan_apply (plan, tool->store, name, NULL, &action, &error))
    return kin_tool_fail (error);
  if (kin_tool_flag (tool, "json"))
    tell_json (tool, plan, map, action);
  else
    tell_text (tool, plan);
  return plan->n[KIN_ROW_REJECTED] > 0 ? KIN_EXIT_FOUND : KIN_EXIT_DONE;
}

/* "surname=Example": the parts of what the list took. */
static void
add_filters (KinTool *tool, const KinType *type, KinTableOut *table)
{
  GPtrArray *wheres = kin_tool_wheres (tool);

  for (guint i = 0; wheres != NULL && i < wheres->len; i++)
    {
      const char *where = wheres->pdata[i], *equals = strchr (where, '=');
      g_autofree char *name = g_strstrip (g_strndup (where, (gsize) (equals - where)));

      kin_table_out_add_filter (table, (guint) kin_type_field (type, name), equals + 1);
    }
}

/* What else chose the rows: words sought, and a day. */
static void
add_words (KinTool *tool, const KinListSpec *spec, KinTableOut *table)
{
  if (spec->words != NULL)
    kin_table_out_set_words (table, spec->words);
  kin_table_out_set_day (table, spec->open_on);
}

static KinExit
export_list (KinTool *tool, KinFileFormat format)
{
  const KinType *type = kin_tool_type (tool, kin_tool_word (tool, 0));
  const char *path = kin_tool_word (tool, 1), *whom = kin_tool_option (tool, "for");
  g_autoptr (KinListSpec) spec = type != NULL ? kin_tool_spec (tool, type) : NULL;
  g_autoptr (GArray) fields = spec != NULL ? kin_tool_fields (tool, type, TRUE) : NULL;
  g_autoptr (KinTableOut) table = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GError) error = NULL;

  if (fields == NULL)
    return KIN_EXIT_USAGE;
  if (whom != NULL && kin_code_find ("access_for", whom) == NULL)
    return kin_tool_usage (_("“%s” is nobody to export for (--for). It is one of: %s."), whom,
                           "internal, ofsted, provider, other_authority, court, family, panel, public");
  numbers = kin_book_list (tool->reader, spec);
  table = kin_table_out_new (tool->reader, type, numbers, whom != NULL ? whom : "internal");
  kin_table_out_set_fields (table, (guint *) (void *) fields->data, fields->len);
  kin_table_out_set_recipient (table, kin_tool_option (tool, "recipient"));
  if (spec->sort >= 0)
    kin_table_out_set_sort (table, (guint) spec->sort, spec->descending);
  add_filters (tool, type, table);
  add_words (tool, spec, table);
  if (!kin_table_out_export (table, tool->store, format, path, &error))
    return kin_tool_fail (error);
  kin_tool_say (_("%s: %u rows of %s, for %s"), path, numbers->len, _(type->plural),
                kin_code_label ("access_for", whom != NULL ? whom : "internal"));
  return KIN_EXIT_DONE;
}

KinExit
kin_run_export_csv (KinTool *tool)
{
  return export_list (tool, KIN_FILE_CSV);
}

KinExit
kin_run_export_xlsx (KinTool *tool)
{
  return export_list (tool, KIN_FILE_XLSX);
}
