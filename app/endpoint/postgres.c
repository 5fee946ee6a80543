/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection that may break at any time: outside a transaction it is made again, inside one the transaction has failed. */
#include "postgres.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (kin-postgres-error-quark, kin_postgres_error)

#define SCHEMA_PREFIX "kinkeeper_"

/* Not into our logs: notices may quote. */
static void
drop_notice (void *data, const char *message)
{
}

static gboolean
set_up (KinPostgres *postgres, GError **error)
{
  g_autofree char *path = postgres->schema != NULL ? g_strdup_printf ("SET search_path TO %s", postgres->schema) : NULL; /* names from the tables */

  g_hash_table_remove_all (postgres->prepared);
  PQsetErrorVerbosity (postgres->connection, PQERRORS_TERSE);
  PQsetNoticeProcessor (postgres->connection, drop_notice, NULL);
  return kin_postgres_run (postgres, "SET client_min_messages TO error; SET client_encoding TO 'UTF8'; SET synchronous_commit TO on;"
                                     " SET bytea_output TO 'hex'; SET idle_in_transaction_session_timeout TO '60s'",
                           error) &&
         (path == NULL || kin_postgres_run (postgres, path, error));
}

static gboolean
say_gone (GError **error)
{
  g_set_error_literal (error, KIN_POSTGRES_ERROR, KIN_POSTGRES_ERROR_GONE,
                       _("PostgreSQL does not answer. See that it runs, and that the address, the name and the password in --database are right."));
  return FALSE;
}

/* What the address does not say itself. A server that has gone without a word must not hold the office up for minutes: everybody else waits. */
static PGconn *
connect_to (const char *url)
{
  static const char *const names[] = { "connect_timeout", "tcp_user_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "dbname", NULL };
  const char *const values[] = { "5", "10000", "10", "5", "2", url, NULL };

  return PQconnectdbParams (names, values, 1);
}

KinPostgres *
kin_postgres_open (const char *url, const char *schema, GError **error)
{
  g_autoptr (KinPostgres) postgres = g_new0 (KinPostgres, 1);

  postgres->schema = g_strdup (schema);
  postgres->prepared = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  postgres->texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  postgres->connection = connect_to (url);
  if (PQstatus (postgres->connection) != CONNECTION_OK)
    {
      say_gone (error);
      return NULL;
    }
  if (PQserverVersion (postgres->connection) < 150000)
    {
      g_set_error_literal (error, KIN_POSTGRES_ERROR, KIN_POSTGRES_ERROR_REFUSED, _("PostgreSQL 15 or newer is needed."));
      return NULL;
    }
  return set_up (postgres, error) ? g_steal_pointer (&postgres) : NULL;
}

void
kin_postgres_close (KinPostgres *postgres)
{
  if (postgres == NULL)
    return;
  PQfinish (postgres->connection);
  g_hash_table_unref (postgres->prepared);
  g_hash_table_unref (postgres->texts);
  g_free (postgres->schema);
  g_free (postgres);
}

gboolean
kin_postgres_revive (KinPostgres *postgres, GError **error)
{
  if (PQstatus (postgres->connection) == CONNECTION_OK)
    return TRUE;
  PQreset (postgres->connection);
  return PQstatus (postgres->connection) == CONNECTION_OK ? set_up (postgres, error) : say_gone (error);
}

gboolean
kin_postgres_check (KinPostgres *postgres, PGresult *result, GError **error)
{
  ExecStatusType status = PQresultStatus (result);
  const char *why;

  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_COPY_IN)
    return TRUE;
  why = result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
  if (PQstatus (postgres->connection) != CONNECTION_OK)
    say_gone (error);
  else
    g_set_error (error, KIN_POSTGRES_ERROR, KIN_POSTGRES_ERROR_REFUSED, _("PostgreSQL says: %s"), why != NULL ? why : _("nothing"));
  PQclear (result);
  return FALSE;
}

gboolean
kin_postgres_run (KinPostgres *postgres, const char *sql, GError **error)
{
  PGresult *result = PQexec (postgres->connection, sql);

  if (!kin_postgres_check (postgres, result, error))
    return FALSE;
  PQclear (result);
  return TRUE;
}

/* A literal that is at an address once is there for ever; equal ones at two addresses are two statements, which costs nothing. */
static const char *
prepare (KinPostgres *postgres, const char *sql, GError **error)
{
  char *name = g_hash_table_lookup (postgres->prepared, sql);
  char *words = g_hash_table_lookup (postgres->texts, sql);
  PGresult *result;

  if (name != NULL)
    return name;
  if (words == NULL)
    {
      words = kin_postgres_words (sql);
      g_hash_table_insert (postgres->texts, (gpointer) sql, words);
    }
  name = g_strdup_printf ("s%u", g_hash_table_size (postgres->prepared) + 1);
  result = PQprepare (postgres->connection, name, words, 0, NULL);
  if (!kin_postgres_check (postgres, result, error))
    {
      g_free (name);
      return NULL;
    }
  PQclear (result);
  g_hash_table_insert (postgres->prepared, (gpointer) sql, name);
  return name;
}

PGresult *
kin_postgres_ask (KinPostgres *postgres, const char *sql, int n, const char *const *values, const int *lengths, const int *formats, GError **error)
{
  const char *name = prepare (postgres, sql, error);
  PGresult *result = name != NULL ? PQexecPrepared (postgres->connection, name, n, values, lengths, formats, 0) : NULL;

  return name != NULL && kin_postgres_check (postgres, result, error) ? result : NULL;
}

char *
kin_postgres_words (const char *sql)
{
  GString *words = g_string_new (sql);

  g_string_replace (words, "?", "$", 0);
  return g_string_free (words, FALSE);
}

/* Order by the bytes, as SQLite does: C is the collation of every text. */
char *
kin_postgres_tables (const char *sql)
{
  static const struct
  {
    const char *from, *to;
  } words[] = { { "\\bINTEGER\\b", "bigint" }, { "\\bBLOB\\b", "bytea" }, { "\\bTEXT\\b", "text COLLATE \"C\"" }, { "\\)\\s*STRICT\\s*(,\\s*WITHOUT ROWID\\s*)?;", ");" } };
  char *text = g_strdup (sql);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (words[i].from, G_REGEX_OPTIMIZE, 0, NULL);
      g_autofree char *before = text;

      text = g_regex_replace_literal (regex, before, -1, 0, words[i].to, 0, NULL);
    }
  return text;
}

/* Names of authorities are figures, small letters and dashes (kin_wire_is_name), so there is nothing to escape. */
char *
kin_postgres_schema (const char *authority)
{
  return g_strdup_printf ("\"" SCHEMA_PREFIX "%s\"", authority); /* names from the tables */
}
