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

/* Longer than any copy rests between two writes: nobody is at it any more. */
#define ABANDONED_AFTER_SECONDS (60 * 60)

void
kin_backup_free (KinBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_free (backup->last_label);
  g_free (backup);
}

static gboolean
say_unwritable (GError **error)
{
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_READ_ONLY,
                       _("The backup could not be written. Choose a folder where you may write and where there is room."));
  return FALSE;
}

/* A new name is kept only when its folder is. */
static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* VACUUM INTO under another name first: a copy cut short must never look like a backup. */
static gboolean
copy_database (sqlite3 *db, const char *target, GError **error)
{
  g_autofree char *part = g_strconcat (target, ".part", NULL);
  g_autoptr (sqlite3_stmt) statement = kin_connection_prepare (db, "VACUUM INTO ?1", error);
  gboolean ok;

  if (statement == NULL)
    return FALSE;
  g_unlink (part);
  kin_connection_make_private (part);
  ok = (sqlite3_bind_text (statement, 1, part, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_step (statement) == SQLITE_DONE) ||
       kin_connection_fail (db, error);
  ok = ok && (g_rename (part, target) == 0 || say_unwritable (error));
  if (ok)
    sync_folder_of (target);
  else
    g_unlink (part);
  return ok;
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

/* A killed program's half of a copy, and the key that went before it. */
static void
remove_abandoned (const char *folder, const char *name)
{
  g_autofree char *part = g_build_filename (folder, name, NULL);
  g_autofree char *target = g_strndup (part, strlen (part) - strlen (".part"));
  g_autofree char *key = g_strconcat (target, ".key", NULL);
  GStatBuf info;

  if (g_stat (part, &info) != 0 || info.st_mtime > g_get_real_time () / G_USEC_PER_SEC - ABANDONED_AFTER_SECONDS)
    return;
  g_unlink (part);
  if (!g_file_test (target, G_FILE_TEST_EXISTS))
    g_unlink (key);
}

static void
remove_leftovers (const char *path, const char *folder)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (base, "-", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".part"))
      g_ptr_array_add (names, g_strdup (name));
  for (guint i = 0; i < names->len; i++)
    remove_abandoned (folder, names->pdata[i]);
}

gboolean
kin_copy_record (sqlite3 *db, const char *path, const char *target, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *from = g_strconcat (path, ".key", NULL);
  g_autofree char *to = g_strconcat (target, ".key", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return say_unwritable (error);
  remove_leftovers (path, folder);
  if (copy_file (from, to, error) && copy_database (db, target, error)) /* the key first: a backup without it opens for nobody */
    return TRUE;
  g_unlink (to);
  return FALSE;
}

char *
kin_store_backup (KinStore *store, const char *folder, GError **error)
{
  g_autofree char *target = dated_name (store->path, folder);
  sqlite3 *db;
  gboolean ok;

  kin_store_flush (store);
  db = kin_connection_open (store->path, store->key, KIN_CONNECTION_READER, TRUE, error);
  ok = db != NULL && kin_copy_record (db, store->path, target, error);
  sqlite3_close_v2 (db);
  return ok ? g_steal_pointer (&target) : NULL;
}

static gint
newest_first (gconstpointer a, gconstpointer b)
{
  const KinBackup *x = *(KinBackup *const *) a, *y = *(KinBackup *const *) b;

  return x->at != y->at ? (x->at < y->at ? 1 : -1) : strcmp (y->path, x->path);
}

static gboolean
is_backup (const char *name, const char *prefix)
{
  static const char *const others[] = { ".key", "-wal", "-shm", ".part", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_has_suffix (name, others[i]))
      return FALSE;
  return g_str_has_prefix (name, prefix);
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

      if (!is_backup (name, prefix))
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
look_inside (sqlite3 *db, const char *path, GError **error)
{
  g_autoptr (KinBackup) backup = g_new0 (KinBackup, 1);
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
  if (reader->error == NULL)
    return g_steal_pointer (&backup);
  g_propagate_error (error, kin_reader_take_error (reader));
  return NULL;
}

KinBackup *
kin_backup_look (const char *path, const guint8 key[KIN_KEY_BYTES], GError **error)
{
  sqlite3 *db = kin_connection_open (path, key, KIN_CONNECTION_READER, TRUE, error);
  KinBackup *backup = NULL;
  gint64 version;

  if (db != NULL && kin_connection_read (db, "PRAGMA user_version", &version, error) && version > 0)
    backup = look_inside (db, path, error);
  else if (db != NULL && (error == NULL || *error == NULL))
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED, _("There is no record in that file. Choose another backup."));
  sqlite3_close_v2 (db);
  return backup;
}

static gboolean
run_check (sqlite3 *db, const char *check, GPtrArray *problems)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean sound = TRUE;
  int result = sqlite3_prepare_v2 (db, check, -1, &statement, NULL);

  while (result == SQLITE_OK || result == SQLITE_ROW)
    {
      const char *line = result == SQLITE_ROW ? (const char *) sqlite3_column_text (statement, 0) : "ok";

      if (g_strcmp0 (line, "ok") != 0)
        {
          sound = FALSE;
          if (problems != NULL)
            g_ptr_array_add (problems, g_strdup (line));
        }
      result = sqlite3_step (statement);
    }
  if (result == SQLITE_DONE)
    return sound;
  if (problems != NULL)
    g_ptr_array_add (problems, g_strdup_printf (_("The file could not be read to its end (%s). Restore the newest backup."), sqlite3_errmsg (db)));
  return FALSE;
}

gboolean
kin_connection_is_sound (sqlite3 *db, GPtrArray *problems)
{
  gboolean pages = run_check (db, "PRAGMA cipher_integrity_check", problems);

  return run_check (db, "PRAGMA integrity_check(20)", problems) && pages;
}

/* Where the record goes that a restored one replaces: named after the copy that replaces it, so that whoever goes on with a
 * restore finds the same name. */
static char *
name_replaced (const char *path, const char *fresh)
{
  GStatBuf info;
  g_autoptr (GDateTime) at = g_stat (fresh, &info) == 0 ? g_date_time_new_from_unix_local (info.st_mtime) : g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (at, "%Y-%m-%d-%H%M%S");
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *parent = g_path_get_dirname (path);
  char *name = g_strdup_printf ("%s/backups/%s-%s-replaced", parent, base, stamp);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s/backups/%s-%s-replaced-%u", parent, base, stamp, i);
    }
  return name;
}

static gboolean
move_if_there (const char *from, const char *from_tail, const char *to, const char *to_tail, GError **error)
{
  g_autofree char *old = g_strconcat (from, from_tail, NULL);
  g_autofree char *new = g_strconcat (to, to_tail, NULL);

  return !g_file_test (old, G_FILE_TEST_EXISTS) || g_rename (old, new) == 0 || say_unwritable (error);
}

/* The record goes last, so that as long as it is there its log is either beside it or beside the name it will have. */
static gboolean
move_aside (const char *path, const char *fresh, GError **error)
{
  g_autofree char *aside = name_replaced (path, fresh);
  g_autofree char *folder = g_path_get_dirname (aside);
  g_autofree char *from = g_strconcat (path, ".key", NULL);
  g_autofree char *to = g_strconcat (aside, ".key", NULL);
  g_autofree char *memory = g_strconcat (path, "-shm", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return say_unwritable (error);
  if (!copy_file (from, to, error) || !move_if_there (path, "-wal", aside, "-wal", error))
    return FALSE;
  g_unlink (memory);
  return g_rename (path, aside) == 0 || say_unwritable (error);
}

static char *
restored_name (const char *path)
{
  return g_strconcat (path, ".restored", NULL);
}

gboolean
kin_restore_pending (const char *path)
{
  g_autofree char *fresh = restored_name (path);

  return g_file_test (fresh, G_FILE_TEST_EXISTS);
}

/* Once FILE.restored is there the restore is decided. Each step may be the last before the power goes: the next opening finds
 * FILE.restored and goes on. */
gboolean
kin_restore_finish (const char *path, GError **error)
{
  g_autofree char *fresh = restored_name (path);

  if (!g_file_test (fresh, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !move_aside (path, fresh, error))
    return FALSE;
  if (!move_if_there (fresh, ".key", path, ".key", error) || !move_if_there (fresh, "", path, "", error))
    return FALSE;
  sync_folder_of (path);
  return TRUE;
}

/* The complete copy and its key under the names that decide. */
static gboolean
bring_beside (sqlite3 *db, const char *backup, const char *path, GError **error)
{
  g_autofree char *fresh = restored_name (path);
  g_autofree char *key = g_strconcat (fresh, ".key", NULL);
  g_autofree char *sidecar = g_strconcat (backup, ".key", NULL);

  g_unlink (key);
  if (copy_file (sidecar, key, error) && copy_database (db, fresh, error))
    return TRUE;
  g_unlink (key);
  return FALSE;
}

gboolean
kin_backup_restore (const char *backup, const char *path, const guint8 key[KIN_KEY_BYTES], GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *lock = g_strconcat (whole, ".lock", NULL);
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
  db = kin_restore_finish (whole, error) ? kin_connection_open (backup, key, KIN_CONNECTION_READER, TRUE, error) : NULL;
  if (db != NULL && !kin_connection_is_sound (db, NULL))
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED, _("That backup is damaged, so nothing was replaced. Choose an older one."));
  else if (db != NULL)
    ok = bring_beside (db, backup, whole, error) && kin_restore_finish (whole, error);
  sqlite3_close_v2 (db);
  close (fd);
  return ok;
}
