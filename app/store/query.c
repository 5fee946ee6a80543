/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements on a reader: prepared once, kept by their text, and reset before the main loop turns. */
#include "query.h"

#include <string.h>

#include "reader.h"

struct _KinQuery
{
  sqlite3_stmt *statement;
  KinReader    *reader;
  gboolean      busy;
  gboolean      kept; /* in the reader's table; otherwise a second use of the same SQL at the same time */
  const char   *sql;  /* the table's, when kept */
};

static void
free_query (gpointer data)
{
  KinQuery *query = data;

  sqlite3_finalize (query->statement);
  g_free (query);
}

KinReader *
kin_reader_new (sqlite3 *db, gboolean owns)
{
  KinReader *reader = g_new0 (KinReader, 1);

  reader->db = db;
  reader->owns_db = owns;
  reader->queries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_query);
  reader->fields = g_ptr_array_new_with_free_func (g_free);
  return reader;
}

void
kin_reader_free (KinReader *reader)
{
  if (reader == NULL)
    return;
  g_hash_table_unref (reader->queries);
  g_ptr_array_unref (reader->fields);
  g_clear_error (&reader->error);
  g_clear_pointer (&reader->as_known, kin_as_known_free);
  kin_reader_keep (reader, NULL, NULL);
  if (reader->owns_db)
    sqlite3_close_v2 (reader->db);
  g_free (reader);
}

void
kin_reader_rest (KinReader *reader)
{
  sqlite3_db_release_memory (reader->db);
}

gpointer
kin_reader_kept (KinReader *reader)
{
  return reader->kept;
}

void
kin_reader_keep (KinReader *reader, gpointer data, GDestroyNotify free_data)
{
  if (reader->kept != NULL)
    reader->free_kept (reader->kept);
  reader->kept = data;
  reader->free_kept = free_data;
}

static KinQuery *
new_query (KinReader *reader, const char *sql)
{
  g_autoptr (GError) error = NULL;
  KinQuery *query = g_new0 (KinQuery, 1);

  query->reader = reader;
  query->statement = kin_connection_prepare (reader->db, sql, &error);
  /* A mistake in the program; but not where a failing disk made SQLite roll back, and temporary tables went with it. */
  if (query->statement == NULL && reader->error == NULL && (sqlite3_errcode (reader->db) & 0xff) == SQLITE_ERROR)
    g_error ("%s: %s", sqlite3_errmsg (reader->db), sql);
  /* Anything else (a damaged or vanished file) is not a bug: the query has no rows, and the reader tells. */
  if (query->statement == NULL && reader->error == NULL)
    reader->error = g_steal_pointer (&error);
  return query;
}

static KinQuery *
find_query (KinReader *reader, const char *sql)
{
  KinQuery *query = g_hash_table_lookup (reader->queries, sql);

  if (query != NULL)
    return query;
  query = new_query (reader, sql);
  query->kept = query->statement != NULL; /* what could not be prepared now may be another time */
  if (query->kept)
    {
      char *copy = g_strdup (sql);

      query->sql = copy;
      g_hash_table_insert (reader->queries, copy, query);
    }
  return query;
}

static KinQuery *
use_query (KinReader *reader, KinQuery *query)
{
  if (query->busy)
    query = new_query (reader, query->sql);
  query->busy = TRUE;
  return query;
}

KinQuery *
kin_reader_query_composed (KinReader *reader, const char *sql)
{
  if (reader->as_known != NULL)
    kin_as_known_enter (reader);
  return use_query (reader, find_query (reader, sql));
}

KinQuery *
kin_reader_query (KinReader *reader, const char *sql)
{
  KinQuery **recent = &reader->recent[(GPOINTER_TO_SIZE (sql) ^ GPOINTER_TO_SIZE (sql) >> 8) % KIN_N_RECENT];
  KinQuery *query = *recent;

  if (reader->as_known != NULL)
    kin_as_known_enter (reader);
  /* The same address may hold another text by now; comparing is cheaper than hashing. */
  if (query == NULL || strcmp (query->sql, sql) != 0)
    {
      query = find_query (reader, sql);
      if (query->kept)
        *recent = query;
    }
  return use_query (reader, query);
}

sqlite3_stmt *
kin_query_statement (KinQuery *query)
{
  return query->statement;
}

static void
note_error (KinReader *reader)
{
  if (reader->error == NULL)
    kin_connection_fail (reader->db, &reader->error);
}

void
kin_query_int (KinQuery *query, int index, gint64 value)
{
  if (query->statement != NULL)
    sqlite3_bind_int64 (query->statement, index, value);
}

void
kin_query_text (KinQuery *query, int index, const char *value)
{
  if (query->statement != NULL && sqlite3_bind_text (query->statement, index, value, -1, SQLITE_TRANSIENT) != SQLITE_OK)
    note_error (query->reader);
}

void
kin_query_blob (KinQuery *query, int index, const void *bytes, gsize n)
{
  if (query->statement != NULL && sqlite3_bind_blob64 (query->statement, index, bytes, n, SQLITE_TRANSIENT) != SQLITE_OK)
    note_error (query->reader);
}

/* After some errors SQLite has rolled back by itself, and what is written next would stand alone: an action that met any
 * error does nothing more. */
static gboolean
may_go_on (KinReader *reader)
{
  return !reader->in_action || reader->error == NULL;
}

gboolean
kin_query_step (KinQuery *query)
{
  int result;

  if (query->statement == NULL || !may_go_on (query->reader))
    return FALSE;
  result = sqlite3_step (query->statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    note_error (query->reader);
  return result == SQLITE_ROW;
}

gint64
kin_query_get_int (KinQuery *query, int column)
{
  return sqlite3_column_int64 (query->statement, column);
}

const char *
kin_query_get_text (KinQuery *query, int column)
{
  const char *text = (const char *) sqlite3_column_text (query->statement, column);

  if (text == NULL && sqlite3_errcode (query->reader->db) == SQLITE_NOMEM)
    note_error (query->reader); /* it is not that there is none */
  return text;
}

gboolean
kin_query_is_null (KinQuery *query, int column)
{
  return sqlite3_column_type (query->statement, column) == SQLITE_NULL;
}

const void *
kin_query_get_blob (KinQuery *query, int column, gsize *n)
{
  const void *blob = sqlite3_column_blob (query->statement, column);

  *n = (gsize) sqlite3_column_bytes (query->statement, column);
  return blob;
}

void
kin_query_end (KinQuery *query)
{
  KinReader *reader = query->reader;

  if (query->statement != NULL)
    kin_connection_reset (query->statement);
  query->busy = FALSE;
  if (!query->kept)
    free_query (query);
  if (reader->as_known != NULL)
    kin_as_known_leave (reader);
}

gboolean
kin_query_done (KinQuery *query, GError **error)
{
  KinReader *reader = query->reader;
  gboolean may = query->statement != NULL && may_go_on (reader);
  int result = may ? sqlite3_step (query->statement) : SQLITE_ERROR;
  gboolean done = result == SQLITE_DONE || result == SQLITE_ROW;

  if (!done)
    {
      GError *own = NULL;

      if (may || reader->error == NULL)
        kin_connection_fail (reader->db, &own);
      if (reader->in_action && reader->error == NULL)
        reader->error = g_error_copy (own);
      g_propagate_error (error, own != NULL ? own : g_error_copy (reader->error));
    }
  kin_query_end (query);
  return done;
}

GError *
kin_reader_take_error (KinReader *reader)
{
  return g_steal_pointer (&reader->error);
}

void
kin_reader_interrupt (KinReader *reader)
{
  sqlite3_interrupt (reader->db);
}

gint64
kin_reader_number (KinReader *reader, const char *sql, guint n, ...)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, sql);
  va_list values;

  va_start (values, n);
  for (guint i = 0; i < n; i++)
    kin_query_int (query, (int) i + 1, va_arg (values, gint64));
  va_end (values);
  return kin_query_step (query) ? kin_query_get_int (query, 0) : 0;
}

GArray *
kin_reader_numbers (KinReader *reader, const char *sql, guint n, ...)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, sql);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  va_list values;

  va_start (values, n);
  for (guint i = 0; i < n; i++)
    kin_query_int (query, (int) i + 1, va_arg (values, gint64));
  va_end (values);
  while (kin_query_step (query))
    {
      gint64 number = kin_query_get_int (query, 0);

      g_array_append_val (numbers, number);
    }
  return numbers;
}
