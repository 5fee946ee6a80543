/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and closing the file: the lock, the two connections, the schema, the writer thread. */
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "store_private.h"

G_DEFINE_FINAL_TYPE (KinStore, kin_store, G_TYPE_OBJECT)

static gint64
machine_clock (gpointer data)
{
  return g_get_real_time () / 1000;
}

static void
kin_store_finalize (GObject *object)
{
  KinStore *store = KIN_STORE (object);

  kin_store_close (store);
  explicit_bzero (store->key, sizeof store->key);
  g_async_queue_unref (store->jobs);
  g_mutex_clear (&store->progress_lock);
  g_main_context_unref (store->context);
  g_free (store->path);
  G_OBJECT_CLASS (kin_store_parent_class)->finalize (object);
}

static void
kin_store_class_init (KinStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kin_store_finalize;
  g_signal_new ("changed", KIN_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static void
kin_store_init (KinStore *store)
{
  store->lock = -1;
  store->clock = machine_clock;
  store->jobs = g_async_queue_new ();
  store->context = g_main_context_ref_thread_default ();
  g_mutex_init (&store->progress_lock);
}

static gboolean
take_lock (KinStore *store, GError **error)
{
  g_autofree char *lock = g_strconcat (store->path, ".lock", NULL);

  store->lock = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (store->lock < 0)
    {
      if (errno == ENOSPC)
        g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_FULL,
                             _("There is no room left on the disk. Free some space and try again; nothing was changed."));
      else
        g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_READ_ONLY,
                             _("The file or its folder cannot be written. Ask for the right to write there, or open a copy elsewhere."));
      return FALSE;
    }
  if (flock (store->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_IN_USE,
                       _("The file is already open in another window or program. Close it there first; it can be read meanwhile."));
  return FALSE;
}

/* No byte in the file, none in its log, and no backup on its way to it. */
static gboolean
is_empty (KinStore *store)
{
  g_autofree char *log = g_strconcat (store->path, "-wal", NULL);
  GStatBuf file, wal;

  return g_stat (store->path, &file) == 0 && S_ISREG (file.st_mode) && file.st_size == 0 && (g_stat (log, &wal) != 0 || wal.st_size == 0) &&
         !kin_restore_pending (store->path);
}

static gboolean
check_presence (KinStore *store, KinStoreFlags flags, GError **error)
{
  gboolean exists = g_file_test (store->path, G_FILE_TEST_EXISTS) || kin_restore_pending (store->path);

  if (exists && (flags & KIN_STORE_CREATE) != 0)
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_MISSING, _("There is a file of that name already. Choose another name, or open it."));
  else if (!exists && (flags & KIN_STORE_CREATE) == 0)
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_MISSING, _("There is no such file. Check its name, or make a new one."));
  else if (exists && is_empty (store))
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED,
                         _("The file is empty; there is no record in it. Restore the newest backup, or delete the file and make a new one."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
set_up_tables (KinStore *store, GError **error)
{
  g_auto (GStrv) steps = kin_migrate_steps ();
  g_autofree char *records = kin_connection_resource ("records.sql");

  return kin_migrate (store->writer->db, (const char *const *) steps, store->path, error) &&
         kin_project (store->writer, (const char *const *) steps, records, error);
}

/* ours: from here on the file is this program's to make or to unmake; another may have made it a moment ago. */
static gboolean
open_writer (KinStore *store, KinStoreFlags flags, gboolean *ours, GError **error)
{
  sqlite3 *db;

  if (!take_lock (store, error) || !kin_restore_finish (store->path, error) || !check_presence (store, flags, error))
    return FALSE;
  *ours = TRUE;
  db = kin_connection_open (store->path, store->key, KIN_CONNECTION_WRITER, (flags & KIN_STORE_CREATE) == 0, error);
  if (db == NULL)
    return FALSE;
  store->writer = kin_reader_new (db, TRUE);
  return set_up_tables (store, error);
}

static gboolean
is_ours (KinStore *store, GError **error)
{
  g_auto (GStrv) steps = kin_migrate_steps ();
  gint64 version, newest = (gint64) g_strv_length (steps);

  if (!kin_connection_read (store->reader->db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == newest)
    return TRUE;
  if (version > newest)
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_NEWER,
                         _("The file was written by a newer version of Kinkeeper. Install that version to open it; nothing was changed."));
  else if (version > 0)
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_NEWER,
                         _("The file is of an older version of Kinkeeper. Open it once to work in it, and it is brought up to date; a backup is made first."));
  else
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED,
                         _("The file was not finished when it was made; there is no record in it. Delete it and make a new one."));
  return FALSE;
}

/* A file half made is nobody's. */
static void
unmake (KinStore *store)
{
  static const char *const tails[] = { "", "-wal", "-shm" };

  g_clear_pointer (&store->reader, kin_reader_free);
  g_clear_pointer (&store->writer, kin_reader_free);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (store->path, tails[i], NULL);

      g_unlink (path);
    }
}

KinStore *
kin_store_open (const char *path, const guint8 key[KIN_KEY_BYTES], KinStoreFlags flags, GError **error)
{
  g_autoptr (KinStore) store = g_object_new (KIN_TYPE_STORE, NULL);
  gboolean reading = (flags & KIN_STORE_READ_ONLY) != 0;
  gboolean ours = FALSE;
  gboolean opened;

  store->path = g_canonicalize_filename (path, NULL);
  memcpy (store->key, key, sizeof store->key);
  if (!check_presence (store, flags, error))
    return NULL;
  opened = (reading || open_writer (store, flags, &ours, error)) && (store->reader = kin_store_new_reader (store, error)) != NULL &&
           is_ours (store, error) && (reading || kin_writer_start (store, error));
  if (!opened && ours && (flags & KIN_STORE_CREATE) != 0)
    unmake (store);
  return opened ? g_steal_pointer (&store) : NULL;
}

void
kin_store_set_clock (KinStore *store, KinClock clock, gpointer data)
{
  kin_store_flush (store);
  store->clock = clock != NULL ? clock : machine_clock;
  store->clock_data = data;
}

void
kin_store_close (KinStore *store)
{
  kin_writer_stop (store);
  g_clear_pointer (&store->reader, kin_reader_free);
  g_clear_pointer (&store->writer, kin_reader_free);
  if (store->lock >= 0)
    close (store->lock);
  store->lock = -1;
}

const char *
kin_store_path (KinStore *store)
{
  return store->path;
}

void
kin_store_copy_key (KinStore *store, guint8 key[KIN_KEY_BYTES])
{
  memcpy (key, store->key, KIN_KEY_BYTES);
}

KinReader *
kin_store_reader (KinStore *store)
{
  return store->reader;
}

KinReader *
kin_store_new_reader (KinStore *store, GError **error)
{
  sqlite3 *db = kin_connection_open (store->path, store->key, KIN_CONNECTION_READER, TRUE, error);

  return db != NULL ? kin_reader_new (db, TRUE) : NULL;
}

gboolean
kin_writer_fact (KinWriter *writer, const char *name, const char *value, GError **error)
{
  KinQuery *query = kin_reader_query (kin_writer_reader (writer), "INSERT OR REPLACE INTO fact (name, value) VALUES (?1, ?2)");

  kin_query_text (query, 1, name);
  kin_query_text (query, 2, value);
  return kin_query_done (query, error);
}

gboolean
kin_writer_facts (KinWriter *writer, const char *const *facts, GError **error)
{
  for (guint i = 0; facts != NULL && facts[i] != NULL; i += 2)
    if (!kin_writer_fact (writer, facts[i], *facts[i + 1] != '\0' ? facts[i + 1] : NULL, error))
      return FALSE;
  return TRUE;
}

gboolean
kin_writer_rewrote (KinWriter *writer, GError **error)
{
  g_autofree char *times = g_strdup_printf ("%" G_GINT64_FORMAT, kin_reader_rewritten (writer->reader) + 1);

  return kin_writer_fact (writer, "rewritten", times, error);
}

static gboolean
write_facts (KinWriter *writer, gpointer data, GError **error)
{
  return kin_writer_facts (writer, data, error);
}

gboolean
kin_store_set_facts (KinStore *store, const char *const *facts, GError **error)
{
  return kin_store_write_quietly (store, write_facts, (gpointer) facts, error);
}

gboolean
kin_store_set_fact (KinStore *store, const char *name, const char *value, GError **error)
{
  const char *const facts[] = { name, value != NULL ? value : "", NULL };

  return kin_store_set_facts (store, facts, error);
}
