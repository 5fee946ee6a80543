/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undoing an import as sets: tens of thousands of records that nobody has touched since go in a handful of statements. */
#include "change.h"
#include "store_private.h"

/* Below this the one-by-one way is quick enough, and says more. */
#define FEWEST 200

/* A count that could not be read is not "few". */
static gboolean
count (KinWriter *writer, const char *sql, gint64 first, gint64 last, gint64 action, gint64 *n, GError **error)
{
  *n = kin_reader_number (writer->reader, sql, 3, first, last, action);
  if (writer->reader->error == NULL)
    return TRUE;
  g_propagate_error (error, kin_reader_take_error (writer->reader));
  return FALSE;
}

/* Created by the action, and nothing else was ever said of them. */
static gboolean
choose (KinWriter *writer, gint64 action, gint64 first, gint64 last, GError **error)
{
  KinQuery *query;
  gint64 n;

  if (!kin_connection_run (writer->reader->db, "CREATE TEMP TABLE IF NOT EXISTS going (no INTEGER PRIMARY KEY) STRICT; DELETE FROM temp.going", error))
    return FALSE;
  if (!count (writer, "SELECT count(*) FROM change WHERE no BETWEEN ?1 AND ?2 AND op = 0 AND action = ?3 /* scan: one action */", first, last, action, &n, error))
    return FALSE;
  if (n < FEWEST)
    return TRUE;
  query = kin_reader_query (writer->reader, "INSERT INTO temp.going (no) SELECT record FROM change c WHERE no BETWEEN ?1 AND ?2 AND op = 0 AND action = ?3"
                                            " AND NOT EXISTS (SELECT 1 FROM change d WHERE d.record = c.record AND d.no <> c.no) /* scan: one action */");
  kin_query_int (query, 1, first);
  kin_query_int (query, 2, last);
  kin_query_int (query, 3, action);
  return kin_query_done (query, error);
}

/* A record with a part that stays, stays; and so does what it is a part of. */
static gboolean
keep_owners (KinWriter *writer, GError **error)
{
  const GArray *parts = kin_parts_all ();
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < parts->len; i++)
        {
          const KinPart *part = &g_array_index (parts, KinPart, i);
          g_autofree char *sql = g_strdup_printf ("DELETE FROM temp.going WHERE no IN (SELECT \"%s\" FROM \"%s\" WHERE \"%s\" IN (SELECT no FROM temp.going)" /* names from the tables */
                                                  " AND no NOT IN (SELECT no FROM temp.going)) /* scan: what goes */", part->field, part->type->name, part->field);

          if (!kin_query_done (kin_reader_query_composed (writer->reader, sql), error))
            return FALSE;
          again = again || sqlite3_changes (writer->reader->db) > 0;
        }
    }
  return TRUE;
}

static gboolean
append_deletes (KinWriter *writer, GError **error)
{
  KinQuery *query = kin_reader_query (writer->reader, "INSERT INTO change (no, device, n, id, txn, action, record, scope, op, base, \"by\", at, known)"
    " SELECT ?1 + g.k, ?6, ?2 + g.k, randomblob (16), ?2 + 1 + (g.k - 1) / 500 * 500, ?3, g.no, c.scope, 2, c.device || '.' || c.n, ?7, ?4, ?5"
    " FROM (SELECT no, row_number () OVER (ORDER BY no) AS k FROM temp.going) g JOIN change c ON c.record = g.no /* scan: what goes */");

  kin_query_int (query, 1, writer->no);
  kin_query_int (query, 2, writer->n);
  kin_query_int (query, 3, writer->action);
  kin_query_int (query, 4, writer->at);
  kin_query_int (query, 5, writer->known);
  kin_query_int (query, 6, writer->device);
  kin_query_int (query, 7, writer->person);
  if (!kin_query_done (query, error))
    return FALSE;
  query = kin_reader_query (writer->reader, "INSERT INTO head (record, field, change) SELECT record, '" KIN_REGISTER_EXISTS "', no FROM change WHERE no > ?1 ORDER BY record /* scan: what goes */");
  kin_query_int (query, 1, writer->no);
  return kin_query_done (query, error);
}

static gboolean
remove_rows (KinWriter *writer, GError **error)
{
  guint n;
  const KinType *const *types = kin_types (&n);

  for (guint t = 0; t < n; t++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE no IN (SELECT no FROM temp.going) /* scan: what goes */", types[t]->name); /* names from the tables */

      if (!kin_query_done (kin_reader_query_composed (writer->reader, sql), error))
        return FALSE;
    }
  return kin_query_done (kin_reader_query (writer->reader, "DELETE FROM sought WHERE rowid IN (SELECT no FROM temp.going) /* scan: what goes */"), error);
}

gboolean
kin_undo_creates (KinWriter *writer, gint64 action, gint64 first, gint64 last, GError **error)
{
  gint64 n;

  if (!choose (writer, action, first, last, error) || !keep_owners (writer, error))
    return FALSE;
  n = kin_reader_number (writer->reader, "SELECT count(*) FROM temp.going", 0);
  if (n == 0)
    return TRUE;
  if (!kin_writer_progress (writer, 0, (guint64) n, error) || !append_deletes (writer, error) || !remove_rows (writer, error))
    return FALSE;
  writer->no += n;
  writer->n += n;
  writer->txn = 0; /* the next change begins a txn of its own */
  writer->many = TRUE;
  return TRUE;
}
