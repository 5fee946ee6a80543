/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at files from outside, on connections of its own. */
#include "state.h"

#include <string.h>
#include <unistd.h>

#include "store_private.h"

static void
add_rows (sqlite3 *db, GChecksum *sum, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) statement = kin_connection_prepare (db, sql, &error);
  int result;

  g_assert_no_error (error);
  g_checksum_update (sum, (const guchar *) sql, -1);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      {
        const char *text = (const char *) sqlite3_column_text (statement, i);

        g_checksum_update (sum, (const guchar *) (text != NULL ? text : "\1"), -1);
        g_checksum_update (sum, (const guchar *) "\2", 1);
      }
  g_assert_cmpint (result, ==, SQLITE_DONE);
}

static sqlite3 *
look (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = kin_connection_open (path, key, KIN_CONNECTION_READER, TRUE, &error);

  g_assert_no_error (error);
  return db;
}

char *
state_digest (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *db = look (path, key);
  guint n;
  const KinType *const *types = kin_types (&n);

  add_rows (db, sum, "SELECT no, device, n, txn, action, record, op, field, base, value FROM change ORDER BY no /* scan */");
  add_rows (db, sum, "SELECT no, n, kind, label, undoes, first, last FROM deed ORDER BY no");
  add_rows (db, sum, "SELECT * FROM head ORDER BY record, field, change");
  add_rows (db, sum, "SELECT field, type, text FROM draft ORDER BY record, field");
  add_rows (db, sum, "SELECT no, type FROM record ORDER BY no");
  add_rows (db, sum, "SELECT rowid FROM sought ORDER BY rowid");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY no /* scan */", types[i]->name);

      add_rows (db, sum, sql);
    }
  sqlite3_close_v2 (db);
  return g_strdup (g_checksum_get_string (sum));
}

gint64
state_number (const char *path, const guint8 key[KIN_KEY_BYTES], const char *sql)
{
  sqlite3 *db = look (path, key);
  gint64 number = kin_connection_number (db, sql);

  sqlite3_close_v2 (db);
  return number;
}

void
state_assert_sound (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  KinStore *store = kin_store_open (path, key, 0, &error);
  KinReader *reader;

  g_assert_no_error (error);
  if (!kin_store_check (store, problems, &error))
    g_error ("not sound: %s", problems->len > 0 ? (char *) problems->pdata[0] : error != NULL ? error->message : "?");
  reader = kin_store_reader (store);
  g_assert_cmpint (kin_reader_number (reader, "SELECT coalesce (max(no), 0) - count(*) FROM change /* scan */", 0), ==, 0);
  g_assert_cmpint (kin_reader_number (reader, "SELECT coalesce (max(n), 0) - count(*) FROM change /* scan */", 0), ==, 0);
  g_assert_cmpint (kin_reader_number (reader, "SELECT coalesce (max(no), 0) - count(*) FROM deed", 0), ==, 0);
  /* The deeds share the log out among themselves. */
  g_assert_cmpint (kin_reader_number (reader, "SELECT (SELECT count(*) FROM change) - coalesce (sum(last - first + 1), 0) FROM deed /* scan */", 0), ==, 0);
  g_assert_cmpint (kin_reader_number (reader, "SELECT count(*) FROM deed d WHERE last - first + 1 <>"
                                              " (SELECT count(*) FROM change c WHERE c.no BETWEEN d.first AND d.last AND c.action = d.no) /* scan */", 0), ==, 0);
  g_assert_cmpint (kin_reader_number (reader, "SELECT (SELECT count(*) FROM sought) - (SELECT count(*) FROM child) - (SELECT count(*) FROM household) /* scan */", 0), ==, 0);
  kin_store_close (store);
  g_object_unref (store);
}

static gboolean
import (KinWriter *writer, gpointer data, GError **error)
{
  guint n = GPOINTER_TO_UINT (data);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KinRecord) child = kin_record_new (&kin_child);
      g_autofree char *surname = g_strdup_printf ("Example %u", i);

      kin_record_set_text (child, KIN_CHILD_FORENAME, "Ada");
      kin_record_set_text (child, KIN_CHILD_SURNAME, surname);
      kin_record_set_day (child, KIN_CHILD_BORN, kin_day (2010, 1, 1) + (KinDay) i);
      if (!kin_writer_progress (writer, i, n, error) || !kin_writer_create (writer, child, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
state_import (KinStore *store, guint n, gint64 *action, GError **error)
{
  return kin_store_write (store, "import", "Import", import, GUINT_TO_POINTER (n), NULL, action, error);
}

gboolean
state_type_part (KinStore *store, guint nth, GError **error)
{
  g_autoptr (GArray) children = kin_reader_numbers (kin_store_reader (store), "SELECT no FROM child ORDER BY no /* scan */", 0);
  g_autoptr (KinRecord) child = children->len > nth ? kin_reader_get (kin_store_reader (store), &kin_child, g_array_index (children, gint64, nth)) : NULL;
  g_autoptr (KinRecord) placement = kin_record_new (&kin_placement);

  if (child == NULL)
    return FALSE; /* it cannot even be read */
  kin_record_set_link_to (placement, KIN_PLACEMENT_CHILD, child);
  return kin_store_create (store, placement, "Placement added", error);
}

char *
state_typed (guint i)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%u: Zoë said “no”, ", i);
  for (guint n = (i * 7919) % 97; n > 0; n -= MIN (n, 3))
    g_string_append (text, (i + n) % 5 == 0 ? "and so on, and so on, and so on.\n" : "\xf0\x9f\x8f\xa0 ");
  return g_string_free (text, FALSE);
}

gboolean
state_migrate (const char *path, const guint8 key[KIN_KEY_BYTES], GError **error)
{
  g_auto (GStrv) today = kin_migrate_steps ();
  g_autofree char *records = kin_connection_resource ("records.sql");
  g_autofree char *changed = g_strconcat (records, "\n-- and one thing more\n", NULL);
  const char *const steps[] = { today[0], today[1], "ALTER TABLE deed ADD COLUMN weight INTEGER; UPDATE deed SET weight = last - first + 1;"
                                "CREATE TABLE tally (deed INTEGER PRIMARY KEY, weight INTEGER) STRICT; INSERT INTO tally SELECT no, weight FROM deed;",
                                "CREATE INDEX deed_weight ON deed (weight); UPDATE deed SET weight = weight + 1;", NULL };
  sqlite3 *db = kin_connection_open (path, key, KIN_CONNECTION_WRITER, TRUE, error);
  KinReader *writer;
  gboolean ok;

  if (db == NULL)
    return FALSE;
  writer = kin_reader_new (db, TRUE);
  ok = kin_migrate (db, steps, path, error) && kin_project (writer, steps, changed, error);
  kin_reader_free (writer);
  return ok;
}

void
state_go_back (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) steps = kin_migrate_steps ();
  g_autofree char *records = kin_connection_resource ("records.sql");
  sqlite3 *db = kin_connection_open (path, key, KIN_CONNECTION_WRITER, TRUE, &error);
  KinReader *writer = kin_reader_new (db, TRUE);
  gint64 version = kin_connection_number (db, "PRAGMA user_version");

  g_assert_no_error (error);
  if (version > 2)
    g_assert_true (kin_connection_run (db, "DROP INDEX IF EXISTS deed_weight; ALTER TABLE deed DROP COLUMN weight; DROP TABLE tally; PRAGMA user_version = 2", &error));
  g_assert_true (kin_project (writer, (const char *const *) steps, records, &error));
  kin_reader_free (writer);
}

void
state_set_version (const char *path, const guint8 key[KIN_KEY_BYTES], int version)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", version);
  sqlite3 *db = kin_connection_open (path, key, KIN_CONNECTION_WRITER, TRUE, &error);

  g_assert_no_error (error);
  g_assert_true (kin_connection_run (db, sql, &error));
  sqlite3_close_v2 (db);
}

char *
state_migrated (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  g_autofree char *records = kin_connection_resource ("records.sql");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, records, -1);
  sqlite3 *db = look (path, key);
  KinReader *reader = kin_reader_new (db, TRUE);
  gint64 version = kin_connection_number (db, "PRAGMA user_version");
  g_autofree char *made_by = kin_reader_fact (reader, "records.sql");

  g_assert_cmpint (kin_connection_number (db, "SELECT count(*) FROM pragma_table_info ('deed') WHERE name = 'weight'"), ==, version > 2);
  g_assert_cmpint (kin_connection_number (db, "SELECT count(*) FROM sqlite_master WHERE name = 'deed_weight'"), ==, version > 3);
  if (version > 2) /* a table of the log stays, whichever of the numbered files made it */
    g_assert_cmpint (kin_connection_number (db, "SELECT count(*) FROM tally JOIN deed ON no = deed"), ==, kin_connection_number (db, "SELECT count(*) FROM deed"));
  if (version > 2)
    g_assert_cmpint (kin_connection_number (db, "SELECT max (deed.weight - (last - first + 1)) FROM deed"), ==, version - 3);
  kin_reader_free (reader);
  return g_strdup_printf ("%d %s", (int) version, g_strcmp0 (hash, made_by) == 0 ? "old" : "new");
}

void
state_use_memory (void)
{
  if (g_getenv ("TMPDIR") == NULL && g_access ("/dev/shm", R_OK | W_OK | X_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
}

void
state_copy (const char *from, const char *path)
{
  static const char *const tails[] = { "-wal", "-shm", "-journal", ".key", ".restored", ".restored.key", ".restoring" };
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize n;

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *old = g_strconcat (path, tails[i], NULL);

      g_remove (old);
    }
  g_assert_true (g_file_get_contents (from, &bytes, &n, NULL));
  g_file_set_contents_full (path, bytes, (gssize) n, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}
