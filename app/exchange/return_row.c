/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of rows: where their strings live, and the list of what was odd. */
#include "return_row.h"

#include <glib/gi18n-lib.h>
#include <json-c/json.h>
#include <string.h>

/* More than any value of a return needs; and with twelve others still one change in the log. */
#define MOST_CELL_BYTES 4000

KinReturnSet *
kin_return_set_new (void)
{
  KinReturnSet *set = g_new0 (KinReturnSet, 1);

  set->strings = g_string_chunk_new (64 * 1024);
  set->rows = g_ptr_array_new_with_free_func (g_free);
  set->files = g_ptr_array_new_with_free_func (g_free);
  set->rejected = g_ptr_array_new_with_free_func (g_free);
  set->remarks = g_ptr_array_new_with_free_func (g_free);
  set->remarks_by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return set;
}

void
kin_return_set_free (KinReturnSet *set)
{
  if (set == NULL)
    return;
  g_ptr_array_unref (set->rows);
  g_ptr_array_unref (set->files);
  g_ptr_array_unref (set->rejected);
  g_ptr_array_unref (set->remarks);
  g_hash_table_unref (set->remarks_by);
  g_string_chunk_free (set->strings);
  g_free (set);
}

const char *
kin_return_set_keep (KinReturnSet *set, const char *text)
{
  return text == NULL || *text == '\0' ? "" : g_string_chunk_insert_const (set->strings, text);
}

void
kin_return_set_remark (KinReturnSet *set, int table, const char *field, const char *file, guint line, const char *text)
{
  g_autofree char *key = g_strdup_printf ("%d\n%s\n%s", table, field, text);
  KinReturnRemark *remark = g_hash_table_lookup (set->remarks_by, key);

  if (remark == NULL)
    {
      remark = g_new (KinReturnRemark, 1);
      *remark = (KinReturnRemark) { table, field, kin_return_set_keep (set, text), 0, kin_return_set_keep (set, file), line };
      g_ptr_array_add (set->remarks, remark);
      g_hash_table_insert (set->remarks_by, g_steal_pointer (&key), remark);
    }
  remark->n++;
}

void
kin_return_set_reject (KinReturnSet *set, const KinReturnRow *row, int column, const char *reason)
{
  KinReturnReject *reject = g_new (KinReturnReject, 1);
  const KinReturnTableInfo *info = kin_return_table (row->table);

  *reject = (KinReturnReject) { row->file, row->line, (int) row->table, kin_return_set_keep (set, row->came[0]), column >= 0 ? info->columns[column].name : "",
                                column >= 0 ? kin_return_set_keep (set, row->came[column]) : "", kin_return_set_keep (set, reason) };
  g_ptr_array_add (set->rejected, reject);
}

/* FALSE: the row is to be rejected, and was. */
static gboolean
read_cell (KinReturnSet *set, KinReturnRow *row, int c, gboolean quiet)
{
  const KinReturnColumn *column = &kin_return_table (row->table)->columns[c];
  g_autofree char *clean = NULL;
  g_autofree char *text = NULL;
  KinReading reading;

  if (strlen (row->came[c]) > MOST_CELL_BYTES)
    {
      row->came[c] = "";
      kin_return_set_reject (set, row, c, _("The value is far too long."));
      return FALSE;
    }
  reading = kin_return_read_cell (column, row->year, row->came[c], &clean, &text);
  if (reading == KIN_READ_NOT && !quiet)
    kin_return_set_reject (set, row, c, text);
  else if (reading == KIN_READ_ODDLY && !quiet)
    kin_return_set_remark (set, (int) row->table, column->name, row->file, row->line, text);
  row->clean[c] = kin_return_set_keep (set, clean);
  return reading != KIN_READ_NOT;
}

void
kin_return_row_reread (KinReturnSet *set, KinReturnRow *row, int column)
{
  read_cell (set, row, column, TRUE);
}

/* What no single cell can tell. */
static gboolean
judge_row (KinReturnSet *set, KinReturnRow *row)
{
  KinDay start, end;

  if (row->table != KIN_RETURN_EPISODES)
    return TRUE;
  start = kin_return_row_day (row, KIN_EPISODES_DECOM);
  end = kin_return_row_day (row, KIN_EPISODES_DEC);
  if (end == KIN_NO_DAY || end > start)
    return TRUE;
  kin_return_set_reject (set, row, KIN_EPISODES_DEC,
                         end == start ? _("The episode starts and ends on the same day.") : _("The episode ends before it starts."));
  return FALSE;
}

KinReturnRow *
kin_return_set_add (KinReturnSet *set, KinReturnRow *row, gboolean quiet)
{
  const KinReturnTableInfo *info = kin_return_table (row->table);
  gboolean ok = TRUE;

  set->n_read[row->table]++;
  for (guint c = 0; ok && c < info->n_columns; c++)
    ok = read_cell (set, row, (int) c, quiet);
  if (!ok || !judge_row (set, row))
    {
      g_free (row);
      return NULL;
    }
  g_ptr_array_add (set->rows, row);
  return row;
}

void
kin_return_set_key (KinReturnSet *set)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* year, table and key -> how many */

  for (guint i = 0; i < set->rows->len; i++)
    {
      KinReturnRow *row = set->rows->pdata[i];
      const KinReturnTableInfo *info = kin_return_table (row->table);
      g_autofree char *key = g_strdup_printf ("%s%s%s", row->clean[0], info->key >= 0 ? " " : "", info->key >= 0 ? row->clean[info->key] : "");
      char *whole = g_strdup_printf ("%d %d %s", row->year, (int) row->table, key);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, whole)) + 1;
      g_autofree char *nth = n > 1 ? g_strdup_printf ("%s #%u", key, n) : NULL;

      g_hash_table_replace (seen, whole, GUINT_TO_POINTER (n));
      row->key = kin_return_set_keep (set, nth != NULL ? nth : key);
    }
}

KinDay
kin_return_row_day (const KinReturnRow *row, int column)
{
  return *row->clean[column] == '\0' ? KIN_NO_DAY : kin_day_from_iso (row->clean[column]);
}

const char *
kin_return_row_code (const KinReturnRow *row, int column)
{
  return *row->clean[column] == '\0' ? NULL : row->clean[column];
}

gboolean
kin_return_row_same (const KinReturnRow *a, const KinReturnRow *b)
{
  for (guint c = 0; c < kin_return_table (a->table)->n_columns; c++)
    if (strcmp (a->clean[c], b->clean[c]) != 0)
      return FALSE;
  return g_strcmp0 (a->extra, b->extra) == 0;
}

static void
append_json_string (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *text < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) (guchar) *text);
      else
        g_string_append_c (json, *text);
    }
  g_string_append_c (json, '"');
}

char *
kin_return_row_to_json (const KinReturnRow *row)
{
  GString *json = g_string_sized_new (200);

  for (guint c = 0; c < kin_return_table (row->table)->n_columns; c++)
    {
      g_string_append_c (json, c == 0 ? '[' : ',');
      append_json_string (json, row->came[c]);
    }
  if (row->extra != NULL)
    g_string_append_printf (json, ",%s", row->extra);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

gboolean
kin_return_row_from_json (KinReturnSet *set, KinReturnRow *row, const char *text)
{
  guint n = kin_return_table (row->table)->n_columns;
  struct json_object *json = text != NULL ? json_tokener_parse (text) : NULL;
  gboolean ok = json_object_is_type (json, json_type_array) && json_object_array_length (json) >= n;

  for (guint c = 0; ok && c < n; c++)
    {
      struct json_object *cell = json_object_array_get_idx (json, c);

      row->came[c] = kin_return_set_keep (set, cell != NULL ? json_object_get_string (cell) : NULL);
    }
  if (ok && json_object_array_length (json) > n)
    row->extra = kin_return_set_keep (set, json_object_to_json_string_ext (json_object_array_get_idx (json, n), JSON_C_TO_STRING_PLAIN));
  json_object_put (json);
  return ok;
}
