/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the record, read once: no row of a return asks for anything by itself. */
#include <string.h>

#include "child_life.h"
#include "children.h"
#include "return_plan.h"
#include "returns.h"

gint64
kin_return_position (KinReader *reader)
{
  return kin_reader_number (reader, "SELECT max(no) FROM change", 0);
}

static void
index_record (KinReturnHere *here, KinRecord *record)
{
  int field = kin_return_child_field (kin_record_type (record));
  gint64 child = field >= 0 ? kin_record_link (record, (guint) field) : 0;
  const char *code = field < 0 ? kin_record_text (record, KIN_CHILD_CHILD_CODE) : NULL;
  GPtrArray *of_child;

  g_hash_table_insert (here->by_id, (gpointer) kin_record_id (record), record);
  if (code != NULL && !kin_record_has (record, KIN_CHILD_MERGED_INTO))
    g_hash_table_insert (here->by_code, g_ascii_strup (code, -1), record);
  if (child == 0)
    return;
  of_child = g_hash_table_lookup (here->by_child, &child);
  if (of_child == NULL)
    {
      of_child = g_ptr_array_new ();
      g_hash_table_insert (here->by_child, g_memdup2 (&child, sizeof child), of_child);
    }
  g_ptr_array_add (of_child, record);
}

static void
read_deleted (KinReturnHere *here, KinReader *reader, const KinType *type)
{
  g_autofree char *sql = g_strdup_printf ("SELECT r.id, r.no FROM record r LEFT JOIN \"%s\" t ON t.no = r.no /* scan: all of a type */"
                                          " WHERE r.type = ?1 AND t.no IS NULL", type->name);
  g_autoptr (KinQuery) query = kin_reader_query (reader, g_intern_string (sql));

  kin_query_text (query, 1, type->name);
  while (kin_query_step (query))
    {
      gint64 no = kin_query_get_int (query, 1);
      gsize n;
      const void *id = kin_query_get_blob (query, 0, &n);

      if (n == sizeof (KinId))
        g_hash_table_insert (here->deleted, g_memdup2 (id, n), g_memdup2 (&no, sizeof no));
    }
}

KinReturnHere *
kin_return_here_read (KinReader *reader)
{
  KinReturnHere *here = g_new0 (KinReturnHere, 1);
  guint n;
  const KinType *const *types = kin_return_types (&n);

  here->all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  here->by_id = g_hash_table_new ((GHashFunc) kin_id_hash, (GEqualFunc) kin_id_equal);
  here->by_child = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  here->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  here->deleted = g_hash_table_new_full ((GHashFunc) kin_id_hash, (GEqualFunc) kin_id_equal, g_free, g_free);
  for (guint i = 0; i < n; i++)
    {
      GPtrArray *records = kin_reader_list (reader, types[i], "1 ORDER BY no /* scan: a return is compared with all of it */", 0);

      g_ptr_array_add (here->all, records);
      for (guint r = 0; r < records->len; r++)
        index_record (here, records->pdata[r]);
      read_deleted (here, reader, types[i]);
    }
  read_deleted (here, reader, &kin_return_row);
  return here;
}

void
kin_return_here_free (KinReturnHere *here)
{
  if (here == NULL)
    return;
  g_hash_table_unref (here->by_id);
  g_hash_table_unref (here->by_child);
  g_hash_table_unref (here->by_code);
  g_hash_table_unref (here->deleted);
  g_ptr_array_unref (here->all);
  g_free (here);
}

gboolean
kin_return_here_is_linked (KinReader *reader, KinRecord *record)
{
  guint n;
  const KinType *const *types = kin_types (&n);

  for (guint t = 0; t < n; t++)
    for (guint f = 0; f < types[t]->n_fields; f++)
      {
        g_autofree char *sql = NULL;

        if (types[t]->fields[f].kind != KIN_LINK || g_strcmp0 (types[t]->fields[f].link, kin_record_type (record)->name) != 0)
          continue;
        sql = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE \"%s\" = ?1 /* scan: rarely asked */", types[t]->name, types[t]->fields[f].name);
        if (kin_reader_number (reader, g_intern_string (sql), 1, kin_record_no (record)) > 0)
          return TRUE;
      }
  return FALSE;
}

static void
read_kept (KinReturnSet *set, KinQuery *query, int table)
{
  KinReturnRow *row = g_new0 (KinReturnRow, 1);
  const char *key;

  row->table = (KinReturnTable) table;
  row->no = kin_query_get_int (query, 0);
  row->year = (int) kin_query_get_int (query, 1);
  row->child = kin_query_get_int (query, 5);
  row->file = "";
  for (guint i = 0; i < KIN_RETURN_MOST_COLUMNS; i++)
    row->came[i] = row->clean[i] = "";
  key = kin_return_set_keep (set, kin_query_get_text (query, 3));
  if (!kin_return_row_from_json (set, row, kin_query_get_text (query, 4)))
    {
      g_free (row);
      return;
    }
  row = kin_return_set_add (set, row, TRUE);
  if (row == NULL)
    return;
  row->key = key;
}

KinReturnSet *
kin_return_kept_read (KinReader *reader, GHashTable *declined)
{
  KinReturnSet *set = kin_return_set_new ();
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no, year, return_table, row_key, row_values, child FROM return_row"
                                                         " ORDER BY no /* scan: all rows of earlier imports */");

  while (kin_query_step (query))
    {
      const char *name = kin_query_get_text (query, 2);
      int table = kin_return_table_find (name);

      if (table >= 0)
        read_kept (set, query, table);
      else if (g_strcmp0 (name, "declined") == 0 && declined != NULL && kin_query_get_text (query, 3) != NULL)
        {
          gint64 no = kin_query_get_int (query, 0);

          g_hash_table_replace (declined, g_strdup (kin_query_get_text (query, 3)), g_memdup2 (&no, sizeof no));
        }
    }
  return set;
}
