/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An authority's tables in a PostgreSQL schema of its own. Any number of processes may serve the same ones: each write takes the row
 * of `authority` first, so numbers are given in the order of commits, and each commit that adds changes notifies the others. */
#include <string.h>

#include "endpoint-resources.h"
#include "log.h"
#include "postgres.h"

#define MOST_VALUES 16

typedef struct
{
  KinLog       log;
  char        *url;
  KinPostgres *postgres;
  KinPostgres *ear;    /* a connection that does nothing but listen; NULL: nobody watches */
  gboolean     inside; /* between begin and commit */
  gboolean     added;  /* changes: the others want to know */
  GError      *error;  /* the first since begin, or since it was last taken */
} KinLogPostgres;

typedef struct
{
  KinLogPostgres *log;
  const char     *sql;
  PGresult       *result;
  int             row, n;
  gboolean        asked;
  char           *values[MOST_VALUES]; /* owned */
  int             lengths[MOST_VALUES], formats[MOST_VALUES];
  GByteArray     *blob; /* what get_blob lends */
} Statement;

static void
close_log (KinLog *log)
{
  KinLogPostgres *self = (KinLogPostgres *) log;

  kin_postgres_close (self->postgres);
  kin_postgres_close (self->ear);
  g_clear_error (&self->error);
  g_free (self->url);
  g_free (self);
}

/* May anything be done now? Inside a transaction nothing after its first failure. */
static gboolean
is_open (KinLogPostgres *self)
{
  if (self->inside)
    return self->error == NULL;
  g_clear_error (&self->error);
  return kin_postgres_revive (self->postgres, &self->error);
}

static gboolean
begin (KinLog *log, GError **error)
{
  KinLogPostgres *self = (KinLogPostgres *) log;

  g_clear_error (&self->error);
  self->added = FALSE;
  if (!kin_postgres_revive (self->postgres, error) || !kin_postgres_run (self->postgres, "BEGIN", error))
    return FALSE;
  self->inside = kin_postgres_run (self->postgres, "UPDATE authority SET head = head", error);
  if (!self->inside)
    kin_postgres_run (self->postgres, "ROLLBACK", NULL);
  return self->inside;
}

static void
roll_back (KinLog *log)
{
  KinLogPostgres *self = (KinLogPostgres *) log;

  if (self->inside)
    kin_postgres_run (self->postgres, "ROLLBACK", NULL);
  self->inside = FALSE;
  g_clear_error (&self->error);
}

static gboolean
commit (KinLog *log, GError **error)
{
  KinLogPostgres *self = (KinLogPostgres *) log;

  if (self->error == NULL && self->added)
    kin_postgres_run (self->postgres, "SELECT pg_notify (current_schema (), '')", &self->error);
  if (self->error == NULL && kin_postgres_run (self->postgres, "COMMIT", &self->error))
    {
      self->inside = FALSE;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&self->error));
  roll_back (log);
  return FALSE;
}

static GError *
take_error (KinLog *log)
{
  return g_steal_pointer (&((KinLogPostgres *) log)->error);
}

/* Rows that were overwritten lie about until the table is written anew. */
static gboolean
scrub (KinLog *log, GError **error)
{
  KinLogPostgres *self = (KinLogPostgres *) log;

  return kin_postgres_revive (self->postgres, error) && kin_postgres_run (self->postgres, "VACUUM (FULL) change", error) &&
         kin_postgres_run (self->postgres, "VACUUM (FULL) purge", error);
}

static gpointer
ask (KinLog *log, const char *sql)
{
  Statement *statement = g_new0 (Statement, 1);

  statement->log = (KinLogPostgres *) log;
  statement->sql = sql;
  statement->row = -1;
  return statement;
}

static void
bind (Statement *statement, int index, char *value, gsize length, int format)
{
  g_return_if_fail (index >= 1 && index <= MOST_VALUES);
  g_free (statement->values[index - 1]);
  statement->values[index - 1] = value;
  statement->lengths[index - 1] = (int) length;
  statement->formats[index - 1] = format;
  statement->n = MAX (statement->n, index);
}

static void
bind_int (gpointer statement, int index, gint64 value)
{
  bind (statement, index, g_strdup_printf ("%" G_GINT64_FORMAT, value), 0, 0);
}

static void
bind_text (gpointer statement, int index, const char *value)
{
  bind (statement, index, g_strdup (value), 0, 0);
}

static void
bind_blob (gpointer statement, int index, const void *bytes, gsize n)
{
  bind (statement, index, bytes != NULL ? g_memdup2 (bytes, MAX (n, 1)) : NULL, n, 1);
}

static void
run (Statement *statement)
{
  KinLogPostgres *self = statement->log;

  statement->asked = TRUE;
  if (is_open (self))
    statement->result = kin_postgres_ask (self->postgres, statement->sql, statement->n, (const char *const *) statement->values, statement->lengths, statement->formats, &self->error);
}

static gboolean
next (gpointer data)
{
  Statement *statement = data;

  if (!statement->asked)
    run (statement);
  return statement->result != NULL && ++statement->row < PQntuples (statement->result);
}

static gboolean
is_null (const Statement *statement, int column)
{
  return statement->result == NULL || statement->row < 0 || statement->row >= PQntuples (statement->result) || PQgetisnull (statement->result, statement->row, column);
}

/* A sum is a numeric and a comparison a boolean there. */
static gint64
get_int (gpointer data, int column)
{
  Statement *statement = data;
  const char *text = is_null (statement, column) ? "0" : PQgetvalue (statement->result, statement->row, column);

  return *text == 't' ? 1 : g_ascii_strtoll (text, NULL, 10);
}

static const char *
get_text (gpointer data, int column, gsize *n)
{
  Statement *statement = data;

  *n = 0;
  if (is_null (statement, column))
    return NULL;
  *n = (gsize) PQgetlength (statement->result, statement->row, column);
  return PQgetvalue (statement->result, statement->row, column);
}

/* "\x0a1b" */
static const void *
get_blob (gpointer data, int column, gsize *n)
{
  Statement *statement = data;
  const char *text = get_text (data, column, n);

  if (text == NULL || *n < 2)
    return NULL;
  if (statement->blob == NULL)
    statement->blob = g_byte_array_new ();
  g_byte_array_set_size (statement->blob, 0);
  for (text += 2; text[0] != '\0' && text[1] != '\0'; text += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));

      g_byte_array_append (statement->blob, &byte, 1);
    }
  *n = statement->blob->len;
  return statement->blob->data != NULL ? (const void *) statement->blob->data : "";
}

static void
end (gpointer data)
{
  Statement *statement = data;

  if (!statement->asked)
    run (statement);
  PQclear (statement->result);
  for (int i = 0; i < MOST_VALUES; i++)
    g_free (statement->values[i]);
  g_clear_pointer (&statement->blob, g_byte_array_unref);
  g_free (statement);
}

static void
put_int (GByteArray *bytes, gint64 value, guint width)
{
  for (guint i = width; i > 0; i--)
    {
      guint8 byte = (guint8) ((guint64) value >> (8 * (i - 1)));

      g_byte_array_append (bytes, &byte, 1);
    }
}

/* PostgreSQL's binary form of COPY: the fastest way in. */
static GByteArray *
copy_rows (const KinLogTable *table, const KinCell *cells, guint n_rows)
{
  static const guint8 header[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0"; /* and the literal's own NUL */
  GByteArray *bytes = g_byte_array_new ();
  guint n = (guint) strlen (table->kinds);

  g_byte_array_append (bytes, header, sizeof header);
  for (guint row = 0; row < n_rows; row++, cells += n)
    {
      put_int (bytes, n, 2);
      for (guint i = 0; i < n; i++)
        if (table->kinds[i] == 'i')
          {
            put_int (bytes, 8, 4);
            put_int (bytes, cells[i].i, 8);
          }
        else if (cells[i].bytes == NULL)
          put_int (bytes, -1, 4);
        else
          {
            gsize length = table->kinds[i] == 't' ? strlen (cells[i].bytes) : cells[i].n;

            put_int (bytes, (gint64) length, 4);
            g_byte_array_append (bytes, cells[i].bytes, (guint) length);
          }
    }
  put_int (bytes, -1, 2);
  return bytes;
}

static gboolean
copy_in (KinPostgres *postgres, const KinLogTable *table, GByteArray *bytes, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("COPY %s (%s) FROM STDIN WITH (FORMAT binary)", table->name, table->columns); /* names from the tables */
  PGresult *result = PQexec (postgres->connection, sql);
  gboolean good = TRUE;

  if (!kin_postgres_check (postgres, result, error))
    return FALSE;
  PQclear (result);
  good = PQputCopyData (postgres->connection, (const char *) bytes->data, (int) bytes->len) == 1;
  good = PQputCopyEnd (postgres->connection, good ? NULL : "interrupted") == 1 && good;
  while ((result = PQgetResult (postgres->connection)) != NULL)
    if (kin_postgres_check (postgres, result, error != NULL && *error == NULL ? error : NULL))
      PQclear (result);
    else
      good = FALSE;
  if (!good && error != NULL && *error == NULL)
    g_set_error_literal (error, KIN_POSTGRES_ERROR, KIN_POSTGRES_ERROR_GONE, PQerrorMessage (postgres->connection));
  return good;
}

static void
add (KinLog *log, const KinLogTable *table, const KinCell *cells, guint n_rows)
{
  KinLogPostgres *self = (KinLogPostgres *) log;

  if (is_open (self))
    {
      g_autoptr (GByteArray) bytes = copy_rows (table, cells, n_rows);

      self->added |= table == &kin_log_change;
      copy_in (self->postgres, table, bytes, &self->error);
    }
}

/* A connection of its own, because any answer on the other one brings the notices along and its descriptor then says nothing. */
static gboolean
start_listening (KinLogPostgres *self)
{
  g_autofree char *sql = g_strdup_printf ("LISTEN %s", self->postgres->schema); /* names from the tables */

  if (self->ear == NULL)
    self->ear = kin_postgres_open (self->url, self->postgres->schema, NULL);
  else if (!kin_postgres_revive (self->ear, NULL))
    return FALSE;
  return self->ear != NULL && kin_postgres_run (self->ear, sql, NULL);
}

static int
watch_fd (KinLog *log)
{
  KinLogPostgres *self = (KinLogPostgres *) log;

  if ((self->ear == NULL || PQstatus (self->ear->connection) != CONNECTION_OK) && !start_listening (self))
    return -1;
  return PQsocket (self->ear->connection);
}

static gboolean
watch_read (KinLog *log)
{
  KinLogPostgres *self = (KinLogPostgres *) log;
  PGnotify *notice;

  if (self->ear == NULL || PQconsumeInput (self->ear->connection) == 0)
    return FALSE;
  while ((notice = PQnotifies (self->ear->connection)) != NULL)
    PQfreemem (notice);
  return PQstatus (self->ear->connection) == CONNECTION_OK;
}

static const KinLogKind kind = {
  "PostgreSQL", close_log, begin, commit, roll_back, take_error, ask, bind_int, bind_text, bind_blob, next, get_int, get_text, get_blob, end, add, scrub, watch_fd, watch_read
};

/* What ANALYZE samples it keeps where no purge reaches it. */
static const char unsampled[] = "ALTER TABLE change ALTER COLUMN body SET STATISTICS 0; ALTER TABLE purge ALTER COLUMN reason SET STATISTICS 0";

/* Left behind by a move that was interrupted. */
static gboolean
is_empty (KinPostgres *postgres)
{
  PGresult *result = PQexec (postgres->connection, "SELECT count(*) FROM authority");
  gboolean empty = PQresultStatus (result) == PGRES_TUPLES_OK && strcmp (PQgetvalue (result, 0, 0), "0") == 0;

  PQclear (result);
  return empty;
}

static gboolean
make_schema (KinPostgres *postgres, GError **error)
{
  g_autoptr (GBytes) sql = NULL;
  g_autofree char *create = g_strdup_printf ("CREATE SCHEMA %s", postgres->schema); /* names from the tables */
  g_autofree char *tables = NULL, *text = NULL;

  kin_endpoint_sql_register_resource ();
  sql = g_resource_lookup_data (kin_endpoint_sql_get_resource (), "/org/kinkeeper/sql/endpoint.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (sql == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));
  tables = kin_postgres_tables (text);
  if (kin_postgres_run (postgres, "BEGIN", error) && kin_postgres_run (postgres, create, error) && kin_postgres_run (postgres, tables, error) &&
      kin_postgres_run (postgres, unsampled, error) &&
      kin_postgres_run (postgres, "COMMIT", error))
    return TRUE;
  kin_postgres_run (postgres, "ROLLBACK", NULL);
  return FALSE;
}

KinLog *
kin_log_postgres_open (const char *url, const char *authority, gboolean create, GError **error)
{
  g_autofree char *schema = kin_postgres_schema (authority);
  g_autoptr (KinPostgres) postgres = kin_postgres_open (url, schema, error);
  KinLogPostgres *self;

  if (postgres == NULL || (create && !is_empty (postgres) && !make_schema (postgres, error)))
    return NULL;
  self = g_new0 (KinLogPostgres, 1);
  self->log.kind = &kind;
  self->log.authority = g_strdup (authority);
  self->url = g_strdup (url);
  self->postgres = g_steal_pointer (&postgres);
  return &self->log;
}

char **
kin_log_postgres_names (const char *url, GError **error)
{
  static const char sql[] = "SELECT substr (nspname, 11) FROM pg_namespace WHERE nspname LIKE 'kinkeeper\\_%' ORDER BY nspname COLLATE \"C\"";
  g_autoptr (KinPostgres) postgres = kin_postgres_open (url, NULL, error);
  PGresult *result = postgres != NULL ? PQexec (postgres->connection, sql) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (postgres == NULL || !kin_postgres_check (postgres, result, error))
    return NULL;
  for (int i = 0; i < PQntuples (result); i++)
    g_ptr_array_add (names, g_strdup (PQgetvalue (result, i, 0)));
  g_ptr_array_add (names, NULL);
  PQclear (result);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
