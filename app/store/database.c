/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An encrypted database of somebody else's tables. */
#include "database.h"

#include <glib/gi18n-lib.h>

#include "reader.h"

KinReader *
kin_database_open (const char *path, const guint8 key[KIN_KEY_BYTES], gboolean create, GError **error)
{
  sqlite3 *db;

  if (create && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_MISSING, _("There is a file %s already. Nothing was changed."), path);
      return NULL;
    }
  if (!create && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_MISSING, _("There is no file %s."), path);
      return NULL;
    }
  db = kin_connection_open (path, key, KIN_CONNECTION_WRITER, !create, error);
  if (db == NULL)
    return NULL;
  if (!kin_connection_run (db, "PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536", error))
    {
      sqlite3_close_v2 (db);
      return NULL;
    }
  return kin_reader_new (db, TRUE);
}

gboolean
kin_database_run (KinReader *database, const char *sql, GError **error)
{
  return kin_connection_run (database->db, sql, error);
}

gboolean
kin_database_begin (KinReader *database, GError **error)
{
  g_clear_error (&database->error);
  database->in_action = kin_connection_run (database->db, "BEGIN IMMEDIATE", error);
  return database->in_action;
}

gboolean
kin_database_commit (KinReader *database, GError **error)
{
  database->in_action = FALSE;
  if (database->error == NULL && kin_connection_run (database->db, "COMMIT", error))
    return TRUE;
  if (database->error != NULL)
    g_propagate_error (error, g_steal_pointer (&database->error));
  kin_database_roll_back (database);
  return FALSE;
}

void
kin_database_roll_back (KinReader *database)
{
  database->in_action = FALSE;
  g_clear_error (&database->error);
  if (!sqlite3_get_autocommit (database->db)) /* SQLite may have done so by itself */
    sqlite3_exec (database->db, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
kin_database_do (KinQuery *query)
{
  return kin_query_done (query, NULL);
}

KinQuery *
kin_database_query_composed (KinReader *database, const char *sql)
{
  return kin_reader_query_composed (database, sql);
}

gboolean
kin_database_scrub (KinReader *database, GError **error)
{
  return kin_connection_scrub (database->db, error);
}
