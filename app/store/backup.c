/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of the record, a look inside one, and getting one back. */
#include "backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "store_private.h"

void
kin_backup_free (KinBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_free (backup->last_label);
  g_free (backup);
}

gboolean
kin_copy_database (sqlite3 *db, const char *target, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = kin_connection_prepare (db, "VACUUM INTO ?1", error);
  gboolean ok;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, target, -1, SQLITE_STATIC);
  ok = sqlite3_step (statement) == SQLITE_DONE || kin_connection_fail (db, error);
  if (!ok)
    g_unlink (target);
  return ok;
}

static gboolean
say_unwritable (GError **error)
{
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_READ_ONLY,
                       _("The backup could not be written. Choose a folder where you may write and where there is room."));
  return FALSE;
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  if (!g_file_query_exists (source, NULL))
    return TRUE; /* a record opened by a raw key has no sidecar */
  return g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL) || say_unwritable (error);
}

static char *
dated_name (const char *path, const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *beside = g_build_filename (parent, "backups", NULL);
  char *name = g_strdup_printf ("%s/%s-%s", folder != NULL ? folder : beside, base, stamp);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s/%s-%s-%u", folder != NULL ? folder : beside, base, stamp, i);
    }
  return name;
}

static gboolean
copy_with_sidecar (sqlite3 *db, const char *path, const char *target, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *from = g_strconcat (path, ".key", NULL);
  g_autofree char *to = g_strconcat (target, ".key", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return say_unwritable (error);
  return kin_copy_database (db, target, error) && copy_file (from, to, error);
}

char *
kin_store_backup (KinStore *store, const char *folder, GError **error)
{
  g_autofree char *target = dated_name (store->path, folder);
  sqlite3 *db;
  gboolean ok;

  kin_store_flush (store);
  db = kin_connection_open (store->path, store->key, KIN_CONNECTION_READER, TRUE, error);
  ok = db != NULL && copy_with_sidecar (db, store->path, target, error);
  sqlite3_close_v2 (db);
  return ok ? g_steal_pointer (&target) : NULL;
}

static gint
newest_first (gconstpointer a, gconstpointer b)
{
  const KinBackup *x = *(KinBackup *const *) a, *y = *(KinBackup *const *) b;

  return x->at != y->at ? (x->at < y->at ? 1 : -1) : strcmp (y->path, x->path);
}

GPtrArray *
kin_backups_list (const char *path)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_backup_free);
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *parent = g_path_get_dirname (whole);
  g_autofree char *folder = g_build_filename (parent, "backups", NULL);
  g_autofree char *prefix = NULL, *base = g_path_get_basename (whole);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  prefix = g_strconcat (base, "-", NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      KinBackup *backup;
      GStatBuf info;

      if (!g_str_has_prefix (name, prefix) || g_str_has_suffix (name, ".key") || g_str_has_suffix (name, "-wal") || g_str_has_suffix (name, "-shm"))
        continue;
      backup = g_new0 (KinBackup, 1);
      backup->path = g_build_filename (folder, name, NULL);
      backup->at = g_stat (backup->path, &info) == 0 ? (gint64) info.st_mtime * 1000 : 0;
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, newest_first);
  return backups;
}

static KinBackup *
look_inside (sqlite3 *db, const char *path)
{
  KinBackup *backup = g_new0 (KinBackup, 1);
  g_autoptr (KinReader) reader = kin_reader_new (db, FALSE);
  GStatBuf info;
  guint n;
  const KinType *const *types = kin_types (&n);
  g_autoptr (KinQuery) query = NULL;

  backup->path = g_strdup (path);
  backup->at = g_stat (path, &info) == 0 ? (gint64) info.st_mtime * 1000 : 0;
  backup->n_changes = kin_reader_number (reader, "SELECT count(*) FROM change /* scan: a look */", 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\" /* scan: a look */", types[i]->name); /* names from the tables */
      gint64 count = kin_connection_number (db, sql); /* 0 where an older version had no such table */

      backup->n_records += count;
    }
  query = kin_reader_query (reader, "SELECT at, label FROM deed ORDER BY no DESC LIMIT 1");
  if (kin_query_step (query))
    {
      backup->last_change = kin_query_get_int (query, 0);
      backup->last_label = g_strdup (kin_query_get_text (query, 1));
    }
  return backup;
}

KinBackup *
kin_backup_look (const char *path, const guint8 key[KIN_KEY_BYTES], GError **error)
{
  sqlite3 *db = kin_connection_open (path, key, KIN_CONNECTION_READER, TRUE, error);
  KinBackup *backup = NULL;

  if (db != NULL && kin_connection_number (db, "PRAGMA user_version") > 0)
    backup = look_inside (db, path);
  else if (db != NULL)
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED, _("There is no record in that file. Choose another backup."));
  sqlite3_close_v2 (db);
  return backup;
}

gboolean
kin_connection_is_sound (sqlite3 *db, GPtrArray *problems)
{
  static const char *const checks[] = { "PRAGMA cipher_integrity_check", "PRAGMA integrity_check(20)" };
  gboolean sound = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (sqlite3_stmt) statement = NULL;

      if (sqlite3_prepare_v2 (db, checks[i], -1, &statement, NULL) != SQLITE_OK)
        return FALSE;
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          const char *line = (const char *) sqlite3_column_text (statement, 0);

          if (g_strcmp0 (line, "ok") == 0)
            continue;
          sound = FALSE;
          if (problems != NULL)
            g_ptr_array_add (problems, g_strdup (line));
        }
    }
  return sound;
}

/* Moves the file now in place aside, as a backup of its own, then puts the copy where it stood. */
static gboolean
swap_in (const char *fresh, const char *path, GError **error)
{
  static const char *const tails[] = { "", "-wal", "-shm" };
  g_autofree char *aside = dated_name (path, NULL);
  g_autofree char *folder = g_path_get_dirname (aside);
  g_autofree char *from = g_strconcat (path, ".key", NULL);
  g_autofree char *to = g_strconcat (aside, ".key", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0 || !copy_file (from, to, error))
    return say_unwritable (error != NULL && *error != NULL ? NULL : error);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *old = g_strconcat (path, tails[i], NULL);
      g_autofree char *kept = g_strconcat (aside, tails[i], NULL);

      if (g_file_test (old, G_FILE_TEST_EXISTS) && g_rename (old, kept) != 0)
        return say_unwritable (error);
    }
  return g_rename (fresh, path) == 0 || say_unwritable (error);
}

gboolean
kin_backup_restore (const char *backup, const char *path, const guint8 key[KIN_KEY_BYTES], GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *fresh = g_strconcat (whole, ".restoring", NULL);
  g_autofree char *lock = g_strconcat (whole, ".lock", NULL);
  g_autofree char *sidecar = g_strconcat (backup, ".key", NULL);
  g_autofree char *own_sidecar = g_strconcat (whole, ".key", NULL);
  sqlite3 *db;
  int fd = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  gboolean ok = FALSE;

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (fd >= 0)
        close (fd);
      g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_IN_USE, _("The record is open in another window or program. Close it there first."));
      return FALSE;
    }
  g_unlink (fresh);
  db = kin_connection_open (backup, key, KIN_CONNECTION_READER, TRUE, error);
  if (db != NULL && !kin_connection_is_sound (db, NULL))
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED, _("That backup is damaged, so nothing was replaced. Choose an older one."));
  else if (db != NULL)
    ok = kin_copy_database (db, fresh, error) && swap_in (fresh, whole, error) && copy_file (sidecar, own_sidecar, error);
  sqlite3_close_v2 (db);
  close (fd);
  return ok;
}
