/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An authority's tables in a SQLCipher file of its own. */
#include <string.h>

#include "database.h"
#include "endpoint-resources.h"
#include "log.h"

typedef struct
{
  KinLog      log;
  KinReader  *database;
  GHashTable *inserts; /* KinLogTable -> SQL */
} KinLogSqlite;

typedef struct
{
  KinQuery *query;
  gboolean  stepped;
} Statement;

static void
close_log (KinLog *log)
{
  KinLogSqlite *self = (KinLogSqlite *) log;

  g_clear_pointer (&self->database, kin_reader_free);
  g_hash_table_unref (self->inserts);
  g_free (self);
}

static gboolean
begin (KinLog *log, GError **error)
{
  return kin_database_begin (((KinLogSqlite *) log)->database, error);
}

static gboolean
commit (KinLog *log, GError **error)
{
  return kin_database_commit (((KinLogSqlite *) log)->database, error);
}

static void
roll_back (KinLog *log)
{
  kin_database_roll_back (((KinLogSqlite *) log)->database);
}

static GError *
take_error (KinLog *log)
{
  return kin_reader_take_error (((KinLogSqlite *) log)->database);
}

static gboolean
scrub (KinLog *log, GError **error)
{
  return kin_database_scrub (((KinLogSqlite *) log)->database, error);
}

static gpointer
ask (KinLog *log, const char *sql)
{
  Statement *statement = g_new0 (Statement, 1);

  statement->query = kin_reader_query (((KinLogSqlite *) log)->database, sql);
  return statement;
}

static void
bind_int (gpointer statement, int index, gint64 value)
{
  kin_query_int (((Statement *) statement)->query, index, value);
}

static void
bind_text (gpointer statement, int index, const char *value)
{
  kin_query_text (((Statement *) statement)->query, index, value);
}

static void
bind_blob (gpointer statement, int index, const void *bytes, gsize n)
{
  kin_query_blob (((Statement *) statement)->query, index, bytes, n);
}

static gboolean
next (gpointer statement)
{
  ((Statement *) statement)->stepped = TRUE;
  return kin_query_step (((Statement *) statement)->query);
}

static gint64
get_int (gpointer statement, int column)
{
  return kin_query_get_int (((Statement *) statement)->query, column);
}

static const char *
get_text (gpointer statement, int column, gsize *n)
{
  KinQuery *query = ((Statement *) statement)->query;
  const char *text = kin_query_get_text (query, column);

  *n = 0;
  if (text != NULL)
    kin_query_get_blob (query, column, n); /* the same bytes, and SQLite knows how many */
  return text;
}

static const void *
get_blob (gpointer statement, int column, gsize *n)
{
  return kin_query_get_blob (((Statement *) statement)->query, column, n);
}

static void
end (gpointer data)
{
  Statement *statement = data;

  if (statement->stepped)
    kin_query_end (statement->query);
  else
    kin_database_do (statement->query);
  g_free (statement);
}

static const char *
insert_of (KinLogSqlite *self, const KinLogTable *table)
{
  char *sql = g_hash_table_lookup (self->inserts, table);

  if (sql == NULL)
    {
      g_autoptr (GString) values = g_string_new (NULL);

      for (gsize i = 1; i <= strlen (table->kinds); i++)
        g_string_append_printf (values, "%s?%" G_GSIZE_FORMAT, i > 1 ? ", " : "", i);
      sql = g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", table->name, table->columns, values->str); /* names from the tables */
      g_hash_table_insert (self->inserts, (gpointer) table, sql);
    }
  return sql;
}

static void
add (KinLog *log, const KinLogTable *table, const KinCell *cells, guint n_rows)
{
  KinLogSqlite *self = (KinLogSqlite *) log;
  const char *sql = insert_of (self, table);
  int n = (int) strlen (table->kinds);
  gboolean good = TRUE;

  for (guint row = 0; row < n_rows && good; row++, cells += n)
    {
      KinQuery *query = kin_reader_query (self->database, sql);

      for (int i = 0; i < n; i++)
        if (table->kinds[i] == 'i')
          kin_query_int (query, i + 1, cells[i].i);
        else if (table->kinds[i] == 't')
          kin_query_text (query, i + 1, cells[i].bytes);
        else if (cells[i].bytes != NULL)
          kin_query_blob (query, i + 1, cells[i].bytes, cells[i].n);
      good = kin_database_do (query);
    }
}

static const KinLogKind kind = {
  "SQLite", close_log, begin, commit, roll_back, take_error, ask, bind_int, bind_text, bind_blob, next, get_int, get_text, get_blob, end, add, scrub, NULL, NULL
};

static gboolean
make_tables (KinReader *database, GError **error)
{
  g_autoptr (GBytes) sql = NULL;

  kin_endpoint_sql_register_resource ();
  sql = g_resource_lookup_data (kin_endpoint_sql_get_resource (), "/org/kinkeeper/sql/endpoint.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (sql != NULL && kin_database_begin (database, error))
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));

      if (kin_database_run (database, text, error))
        return kin_database_commit (database, error);
      kin_database_roll_back (database);
    }
  return FALSE;
}

KinLog *
kin_log_sqlite_open (const char *path, const guint8 key[32], const char *authority, gboolean create, GError **error)
{
  KinReader *database = kin_database_open (path, key, create, error);
  KinLogSqlite *self;

  if (database == NULL)
    return NULL;
  if (create && !make_tables (database, error))
    {
      kin_reader_free (database);
      return NULL;
    }
  self = g_new0 (KinLogSqlite, 1);
  self->log.kind = &kind;
  self->log.authority = g_strdup (authority);
  self->database = database;
  self->inserts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return &self->log;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
kin_log_sqlite_names (const char *state, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (state, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *file;

  if (dir == NULL)
    return NULL;
  while ((file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".db") && strlen (file) > 3)
      g_ptr_array_add (names, g_strndup (file, strlen (file) - 3));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
