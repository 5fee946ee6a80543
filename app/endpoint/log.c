/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the office's SQL to whichever backend keeps its tables. */
#include "log.h"

#include <string.h>

struct _KinAsk
{
  const KinLogKind *kind;
  gpointer          statement;
};

/* clang-format off */
const KinLogTable kin_log_authority  = { "authority", "no, version, title, generation, head, head_id, known, office_n, public_key, secret_key, digest_at", "iittibiibbi" };
const KinLogTable kin_log_generation = { "generation", "no, name, parent, parent_at, made", "ittii" };
const KinLogTable kin_log_person     = { "person", "no, id, name, role, scopes, gone", "ittiii" };
const KinLogTable kin_log_device     = { "device", "no, id, person, name, token, last_n, made, seen, got, revoked, wipe, family", "ibitbiiiiiii" };
const KinLogTable kin_log_code       = { "code", "word, person, hash, until, tries, device", "titiib" };
const KinLogTable kin_log_change     = { "change", "seq, device, n, id, txn, record, scope, op, held, received, first_device, first_n, body", "iiibibiiiibit" };
const KinLogTable kin_log_alias      = { "alias", "device, n, id, seq", "iibi" };
const KinLogTable kin_log_digest     = { "digest", "scope, count, sum", "iii" };
const KinLogTable kin_log_purge      = { "purge", "no, record, type, scope, reason, asked, asked_at, approved, approved_at, seq, scrubbed", "ibtitiiiiii" };
/* clang-format on */

const KinLogTable *const *
kin_log_tables (void)
{
  static const KinLogTable *const tables[] = {
    &kin_log_authority, &kin_log_generation, &kin_log_person, &kin_log_device, &kin_log_code, &kin_log_change, &kin_log_alias, &kin_log_digest, &kin_log_purge, NULL
  };

  return tables;
}

char **
kin_log_names (const KinLogPlace *place, GError **error)
{
  return place->url != NULL ? kin_log_postgres_names (place->url, error) : kin_log_sqlite_names (place->state, error);
}

KinLog *
kin_log_open (const KinLogPlace *place, const char *authority, gboolean create, GError **error)
{
  g_autofree char *name = g_strconcat (authority, ".db", NULL);
  g_autofree char *path = g_build_filename (place->state, name, NULL);

  if (place->url != NULL)
    return kin_log_postgres_open (place->url, authority, create, error);
  return kin_log_sqlite_open (path, place->key, authority, create, error);
}

void
kin_log_close (KinLog *log)
{
  if (log == NULL)
    return;
  g_free (log->authority);
  log->kind->close (log);
}

gboolean
kin_log_begin (KinLog *log, GError **error)
{
  return log->kind->begin (log, error);
}

gboolean
kin_log_commit (KinLog *log, GError **error)
{
  return log->kind->commit (log, error);
}

void
kin_log_roll_back (KinLog *log)
{
  log->kind->roll_back (log);
}

GError *
kin_log_take_error (KinLog *log)
{
  return log->kind->take_error (log);
}

gboolean
kin_log_scrub (KinLog *log, GError **error)
{
  return log->kind->scrub (log, error);
}

void
kin_log_add (KinLog *log, const KinLogTable *table, const KinCell *cells, guint n_rows)
{
  if (n_rows > 0)
    log->kind->add (log, table, cells, n_rows);
}

KinAsk *
kin_log_ask (KinLog *log, const char *sql)
{
  KinAsk *ask = g_new (KinAsk, 1);

  ask->kind = log->kind;
  ask->statement = log->kind->ask (log, sql);
  return ask;
}

void
kin_ask_int (KinAsk *ask, int index, gint64 value)
{
  ask->kind->bind_int (ask->statement, index, value);
}

void
kin_ask_text (KinAsk *ask, int index, const char *value)
{
  ask->kind->bind_text (ask->statement, index, value);
}

void
kin_ask_blob (KinAsk *ask, int index, const void *bytes, gsize n)
{
  ask->kind->bind_blob (ask->statement, index, bytes, n);
}

void
kin_ask_id (KinAsk *ask, int index, const KinId *id)
{
  ask->kind->bind_blob (ask->statement, index, id, sizeof *id);
}

gboolean
kin_ask_next (KinAsk *ask)
{
  return ask->kind->next (ask->statement);
}

gint64
kin_ask_get_int (KinAsk *ask, int column)
{
  return ask->kind->get_int (ask->statement, column);
}

const char *
kin_ask_get_long (KinAsk *ask, int column, gsize *n)
{
  return ask->kind->get_text (ask->statement, column, n);
}

const char *
kin_ask_get_text (KinAsk *ask, int column)
{
  gsize n;

  return ask->kind->get_text (ask->statement, column, &n);
}

gboolean
kin_ask_get_bytes (KinAsk *ask, int column, void *bytes, gsize n)
{
  gsize length = 0;
  const void *blob = ask->kind->get_blob (ask->statement, column, &length);

  memset (bytes, 0, n);
  if (blob == NULL || length != n)
    return FALSE;
  memcpy (bytes, blob, n);
  return TRUE;
}

const void *
kin_ask_get_raw (KinAsk *ask, int column, gsize *n)
{
  return ask->kind->get_blob (ask->statement, column, n);
}

gboolean
kin_ask_get_id (KinAsk *ask, int column, KinId *id)
{
  return kin_ask_get_bytes (ask, column, id, sizeof *id);
}

void
kin_ask_end (KinAsk *ask)
{
  ask->kind->end (ask->statement);
  g_free (ask);
}

gint64
kin_log_number (KinLog *log, const char *sql, guint n, ...)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, sql);
  va_list values;

  va_start (values, n);
  for (guint i = 0; i < n; i++)
    kin_ask_int (ask, (int) i + 1, va_arg (values, gint64));
  va_end (values);
  return kin_ask_next (ask) ? kin_ask_get_int (ask, 0) : 0;
}
