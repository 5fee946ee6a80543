/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export told: as JSON for programs, as lines for people. */
#include <glib/gi18n-lib.h>
#include <json-c/json.h>

#include "return_out.h"

guint
kin_return_export_n_rows (KinReturnExport *export, KinReturnTable table)
{
  g_assert (table < KIN_RETURN_N_TABLES);
  return export->rows[table]->len;
}

GPtrArray *
kin_return_export_changes (KinReturnExport *export)
{
  return export->changes;
}

GPtrArray *
kin_return_export_files (KinReturnExport *export)
{
  return export->files;
}

struct json_object *
kin_return_export_to_json (KinReturnExport *export)
{
  struct json_object *json = json_object_new_object (), *tables = json_object_new_object ();
  struct json_object *files = json_object_new_array (), *differences = json_object_new_array ();

  for (guint t = 0; t < KIN_RETURN_N_TABLES; t++)
    json_object_object_add (tables, kin_return_table (t)->name, json_object_new_int64 (export->rows[t]->len));
  for (guint i = 0; i < export->files->len; i++)
    json_object_array_add (files, json_object_new_string (export->files->pdata[i]));
  for (guint i = 0; i < export->changes->len; i++)
    {
      const KinReturnChange *change = export->changes->pdata[i];
      struct json_object *object = json_object_new_object ();

      json_object_object_add (object, "table", json_object_new_string (kin_return_table ((KinReturnTable) change->table)->name));
      json_object_object_add (object, "cause", json_object_new_string (change->cause));
      json_object_object_add (object, "sent_as_it_came", json_object_new_boolean (change->sent_as_it_came));
      json_object_object_add (object, "rows", json_object_new_int64 (change->n));
      json_object_object_add (object, "example", json_object_new_string (change->example));
      json_object_array_add (differences, object);
    }
  json_object_object_add (json, "year", json_object_new_int (export->year));
  json_object_object_add (json, "tables", tables);
  json_object_object_add (json, "files", files);
  json_object_object_add (json, "differences", differences);
  return json;
}

char *
kin_return_export_to_text (KinReturnExport *export)
{
  GString *text = g_string_new (NULL);

  for (guint t = 0; t < KIN_RETURN_N_TABLES; t++)
    if (export->rows[t]->len > 0)
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%-15s %6u row\n", "%-15s %6u rows\n", export->rows[t]->len),
                              kin_return_table (t)->name, export->rows[t]->len);
  for (guint i = 0; i < export->changes->len; i++)
    {
      const KinReturnChange *change = export->changes->pdata[i];

      g_string_append_printf (text,
                              change->sent_as_it_came ? g_dngettext (GETTEXT_PACKAGE, "%s, %u row sent as it came: %s (%s)\n",
                                                                     "%s, %u rows sent as they came: %s (such as %s)\n", change->n)
                                                      : g_dngettext (GETTEXT_PACKAGE, "%s, %u row: %s (%s)\n", "%s, %u rows: %s (such as %s)\n", change->n),
                              kin_return_table ((KinReturnTable) change->table)->name, change->n, change->cause, change->example);
    }
  return g_string_free (text, FALSE);
}
