/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record on one machine: kept, encrypted, found, changed, refused. */
#define _GNU_SOURCE /* memmem */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "as_known.h"
#include "fixture.h"

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) home = kin_record_new (&kin_household);
  g_autoptr (KinRecord) approval = kin_record_new (&kin_approval);
  g_autoptr (KinRecord) back = NULL;
  g_autoptr (KinRecord) terms = NULL;

  kin_record_set_text (home, KIN_HOUSEHOLD_NAME, "Ashdown");
  kin_record_set_address (home, KIN_HOUSEHOLD_ADDRESS, "1 Example Row\nExampleton", "ZZ1 1AA");
  kin_record_set_flag (home, KIN_HOUSEHOLD_SMOKERS, FALSE);
  kin_record_set_text (approval, KIN_APPROVAL_CATEGORIES, "long_term short_term");
  kin_record_set_period (approval, KIN_APPROVAL_PERIOD, kin_day (2020, 2, 29), KIN_NO_DAY);
  kin_record_set_number (approval, KIN_APPROVAL_PLACES, 0);
  kin_record_set_link_to (approval, KIN_APPROVAL_HOUSEHOLD, home);
  /* The approval first: a link may name what is created later. */
  g_assert_true (kin_store_create (f->store, approval, "Approval added", &error));
  g_assert_true (kin_store_create (f->store, home, "Home added", &error));
  fixture_reopen (f);
  back = fixture_now (f, home);
  terms = fixture_now (f, approval);
  for (guint i = 0; i < KIN_HOUSEHOLD_N_FIELDS; i++)
    g_assert_true (kin_value_equal (kin_record_get (home, i), kin_record_get (back, i)));
  g_assert_cmpint (kin_record_link (terms, KIN_APPROVAL_HOUSEHOLD), ==, kin_record_no (home));
  g_assert_true (kin_record_has (terms, KIN_APPROVAL_PLACES)); /* nought is a value */
  g_assert_cmpint (kin_record_day (terms, KIN_APPROVAL_PERIOD), ==, kin_day (2020, 2, 29));
  g_assert_true (kin_record_has_code (terms, KIN_APPROVAL_CATEGORIES, "short_term"));
  g_assert_false (kin_record_has_code (terms, KIN_APPROVAL_CATEGORIES, "short"));
}

static void
test_file_is_encrypted (Fixture *f, gconstpointer data)
{
  g_autoptr (KinRecord) child = fixture_child (f, "Zebedee", "Example");
  static const char *const tails[] = { "", "-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (f->path, tails[i], NULL);
      g_autofree char *bytes = NULL;
      gsize n = 0;

      if (!g_file_get_contents (path, &bytes, &n, NULL))
        continue;
      g_assert_null (g_strstr_len (bytes, 16, "SQLite format 3"));
      g_assert_null (memmem (bytes, n, "Zebedee", 7));
      g_assert_null (memmem (bytes, n, "surname", 7));
    }
}

static void
test_wrong_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint8 wrong[KIN_KEY_BYTES] = { 1 };

  fixture_close (f);
  g_assert_null (kin_store_open (f->path, wrong, 0, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY);
}

static void
test_not_a_record (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "letter.kin", NULL);

  g_file_set_contents (path, "Dear all, this is a letter and no record at all, however long it may become in the end.", -1, NULL);
  g_assert_null (kin_store_open (path, f->key, 0, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY);
  g_clear_error (&error);
  g_assert_null (kin_store_open ("/nowhere/at/all.kin", f->key, 0, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (kin_store_open (f->path, f->key, KIN_STORE_CREATE, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_MISSING);
}

static void
test_second_program_is_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinStore) reader = NULL;
  g_autoptr (KinRecord) child = fixture_child (f, "Ada", "Example");
  g_autoptr (KinRecord) seen = NULL;

  g_assert_null (kin_store_open (f->path, f->key, 0, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  reader = kin_store_open (f->path, f->key, KIN_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  seen = kin_reader_get (kin_store_reader (reader), &kin_child, kin_record_no (child));
  g_assert_cmpstr (kin_record_text (seen, KIN_CHILD_FORENAME), ==, "Ada");
  g_assert_false (kin_store_delete (reader, seen, "Deleted", &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_READ_ONLY);
}

static void
test_seek (Fixture *f, gconstpointer data)
{
  g_autoptr (KinRecord) child = fixture_child (f, "Zoë", "O'Neil-Example");
  g_autoptr (GError) error = NULL;
  static const char *const finds[] = { "zoe", "ONEIL", "zo one", "exam", NULL };
  static const char *const misses[] = { "zoex", "\"", "a* OR b", "zoe ada", NULL };

  for (guint i = 0; finds[i] != NULL; i++)
    {
      g_autoptr (GArray) found = kin_reader_seek (kin_store_reader (f->store), &kin_child, finds[i], 10);

      g_assert_cmpuint (found->len, ==, 1);
    }
  for (guint i = 0; misses[i] != NULL; i++)
    {
      g_autoptr (GArray) found = kin_reader_seek (kin_store_reader (f->store), NULL, misses[i], 10);

      g_assert_cmpuint (found->len, ==, 0);
    }
  kin_record_set_text (child, KIN_CHILD_FORENAME, "Una");
  g_assert_true (kin_store_save_field (f->store, child, KIN_CHILD_FORENAME, &error));
  {
    g_autoptr (GArray) old = kin_reader_seek (kin_store_reader (f->store), NULL, "zoe", 10);
    g_autoptr (GArray) now = kin_reader_seek (kin_store_reader (f->store), NULL, "una", 10);

    g_assert_cmpuint (old->len, ==, 0);
    g_assert_cmpuint (now->len, ==, 1);
  }
}

static void
test_delete_takes_parts (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) home = fixture_household (f, "Birchwood");
  g_autoptr (KinRecord) carer = kin_record_new (&kin_carer);
  g_autoptr (KinAction) undoable = NULL;
  g_autofree char *title = NULL;

  kin_record_set_text (carer, KIN_CARER_SURNAME, "Example");
  kin_record_set_link_to (carer, KIN_CARER_HOUSEHOLD, home);
  g_assert_true (kin_store_create (f->store, carer, "Carer added", &error));
  g_assert_true (kin_store_delete (f->store, home, "Home deleted", &error));
  g_assert_null (fixture_now (f, home));
  g_assert_null (fixture_now (f, carer));
  g_assert_true (kin_reader_is_deleted (kin_store_reader (f->store), kin_record_no (home)));
  title = kin_reader_title (kin_store_reader (f->store), kin_record_no (home));
  g_assert_cmpstr (title, ==, "Birchwood"); /* what is struck through still has its name */
  undoable = kin_reader_undoable (kin_store_reader (f->store));
  g_assert_cmpstr (undoable->label, ==, "Home deleted");
  g_assert_cmpuint (undoable->n_changes, ==, 2);
  g_assert_true (kin_store_undo (f->store, undoable->no, NULL, NULL, NULL, &error));
  {
    g_autoptr (KinRecord) h = fixture_now (f, home);
    g_autoptr (KinRecord) c = fixture_now (f, carer);

    g_assert_nonnull (h);
    g_assert_cmpint (kin_record_link (c, KIN_CARER_HOUSEHOLD), ==, kin_record_no (home));
  }
}

static gboolean
write_and_fail (KinWriter *writer, gpointer data, GError **error)
{
  g_autoptr (KinRecord) child = kin_record_new (&kin_child);

  kin_record_set_text (child, KIN_CHILD_SURNAME, "Example");
  g_assert_true (kin_writer_create (writer, child, error));
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_CANCELLED, "no");
  return FALSE;
}

static void
test_failed_work_leaves_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) after = NULL;

  g_assert_false (kin_store_write (f->store, "import", "Import", write_and_fail, NULL, NULL, NULL, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_CANCELLED);
  g_assert_cmpint (kin_reader_number (kin_store_reader (f->store), "SELECT count(*) FROM change", 0), ==, 0);
  g_assert_cmpint (kin_reader_number (kin_store_reader (f->store), "SELECT count(*) FROM child", 0), ==, 0);
  after = fixture_child (f, "Ada", "Example"); /* numbers stay dense */
  g_assert_cmpint (kin_reader_number (kin_store_reader (f->store), "SELECT max(n) FROM change", 0), ==, 1);
}

static void
test_too_big (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) child = fixture_child (f, "Ada", "Example");
  g_autofree char *long_note = g_strnfill (70000, 'x');

  kin_record_set_text (child, KIN_CHILD_NOTE, long_note);
  g_assert_false (kin_store_save_field (f->store, child, KIN_CHILD_NOTE, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_TOO_BIG);
}

static void
collect_draft (const KinId *record, const char *type, const char *field, const char *text, gpointer data)
{
  g_string_append_printf (data, "%s.%s=%s;", type, field, text);
}

static void
test_drafts (Fixture *f, gconstpointer data)
{
  g_autoptr (KinRecord) child = fixture_child (f, "Ada", "Example");
  g_autoptr (GString) drafts = g_string_new (NULL);

  kin_store_draft (f->store, kin_record_id (child), "child", "note", "half a sen");
  kin_store_draft (f->store, kin_record_id (child), "child", "note", "half a sentence");
  fixture_reopen (f);
  kin_reader_drafts (kin_store_reader (f->store), collect_draft, drafts);
  g_assert_cmpstr (drafts->str, ==, "child.note=half a sentence;");
  g_assert_cmpint (kin_reader_number (kin_store_reader (f->store), "SELECT count(*) FROM change", 0), ==, 1);
  kin_store_draft_forget (f->store, kin_record_id (child), NULL);
  kin_store_flush (f->store);
  g_string_truncate (drafts, 0);
  kin_reader_drafts (kin_store_reader (f->store), collect_draft, drafts);
  g_assert_cmpstr (drafts->str, ==, "");
}

static void
test_as_known (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) ada = fixture_child (f, "Ada", "Example");
  g_autoptr (KinRecord) ben = NULL;
  g_autoptr (KinReader) then = NULL;
  g_autoptr (KinRecord) as_then = NULL;
  g_autoptr (KinReader) early = NULL;
  gint64 moment = f->now;

  f->now += 1000;
  ben = fixture_child (f, "Ben", "Example");
  kin_record_set_text (ada, KIN_CHILD_FORENAME, "Una");
  g_assert_true (kin_store_save_field (f->store, ada, KIN_CHILD_FORENAME, &error));
  then = kin_store_as_known (f->store, moment, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kin_reader_number (then, "SELECT count(*) FROM child", 0), ==, 1);
  as_then = kin_reader_get (then, &kin_child, kin_record_no (ada));
  g_assert_cmpstr (kin_record_text (as_then, KIN_CHILD_FORENAME), ==, "Ada");
  /* It does not move when others go on writing. */
  f->now += 1000;
  g_assert_true (kin_store_delete (f->store, ada, "Deleted", &error));
  g_clear_object (&as_then);
  as_then = kin_reader_get (then, &kin_child, kin_record_no (ada));
  g_assert_cmpstr (kin_record_text (as_then, KIN_CHILD_FORENAME), ==, "Ada");
  g_assert_null (fixture_now (f, ada));
  early = kin_store_as_known (f->store, moment - 1, NULL, &error);
  g_assert_null (early);
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_TOO_EARLY);
}

static void
test_clock_backwards (Fixture *f, gconstpointer data)
{
  g_autoptr (KinRecord) ada = fixture_child (f, "Ada", "Example");
  g_autoptr (KinRecord) ben = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  f->now -= 365 * G_GINT64_CONSTANT (86400000);
  ben = fixture_child (f, "Ben", "Example");
  g_assert_cmpint (kin_reader_number (kin_store_reader (f->store), "SELECT count(DISTINCT known) FROM change", 0), ==, 1);
  g_assert_true (kin_store_check (f->store, problems, NULL));
}

static void
test_backup_and_restore (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) ada = fixture_child (f, "Ada", "Example");
  g_autofree char *backup = kin_store_backup (f->store, NULL, &error);
  g_autoptr (KinRecord) ben = NULL;
  g_autoptr (KinBackup) inside = NULL;

  g_assert_no_error (error);
  ben = fixture_child (f, "Ben", "Example");
  inside = kin_backup_look (backup, f->key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (inside->n_records, ==, 1);
  g_assert_cmpstr (inside->last_label, ==, "Child added");
  g_assert_false (kin_backup_restore (backup, f->path, f->key, &error)); /* it is open */
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  fixture_close (f);
  g_assert_true (kin_backup_restore (backup, f->path, f->key, &error));
  fixture_reopen (f);
  g_assert_cmpint (kin_reader_number (kin_store_reader (f->store), "SELECT count(*) FROM child", 0), ==, 1);
  {
    g_autoptr (GPtrArray) backups = kin_backups_list (f->path);

    g_assert_cmpuint (backups->len, ==, 2); /* the backup, and what it replaced */
  }
}

static void
assert_mine_alone (const char *path, const char *tail)
{
  g_autofree char *whole = g_strconcat (path, tail, NULL);
  GStatBuf info;

  if (g_stat (whole, &info) != 0)
    g_error ("%s is not there", whole);
  if ((info.st_mode & 0077) != 0)
    g_error ("%s may be opened by others (%o)", whole, info.st_mode & 0777);
}

/* Whatever the umask lets through: the record, its log, its copies. */
static void
test_files_are_the_owners (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "mine.kin", NULL);
  g_autofree char *backup = NULL;
  mode_t before = umask (0);
  g_autoptr (KinStore) store = kin_store_open (path, f->key, KIN_STORE_CREATE, &error);

  g_assert_no_error (error);
  assert_mine_alone (path, "");
  assert_mine_alone (path, "-wal");
  assert_mine_alone (path, "-shm");
  assert_mine_alone (path, ".lock");
  backup = kin_store_backup (store, f->folder, &error);
  g_assert_no_error (error);
  assert_mine_alone (backup, "");
  kin_store_close (store);
  g_assert_true (kin_backup_restore (backup, path, f->key, &error));
  assert_mine_alone (path, "");
  umask (before);
}

static void
leave_file (const char *path, gint64 age)
{
  struct utimbuf times = { 0 };

  times.actime = times.modtime = (time_t) (g_get_real_time () / G_USEC_PER_SEC - age);
  g_assert_true (g_file_set_contents (path, "cut short", -1, NULL));
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

/* What a killed backup left goes with the next one; what another may be writing this minute, and other records', stays. */
static void
test_leftovers_of_backups (Fixture *f, gconstpointer data)
{
  static const struct { const char *name; gint64 age; gboolean stays; } files[] = {
    { "example.kin-2024-05-01-101500.part", 7200, FALSE }, { "example.kin-2024-05-01-101500.key", 7200, FALSE },
    { "example.kin-version-1-2024-05-01-101500.part", 7200, FALSE },
    { "example.kin-2024-05-01-101501.part", 60, TRUE },    { "example.kin-2024-05-01-101501.key", 7200, TRUE },
    { "example.kin-2024-05-01-101502", 7200, TRUE },       { "example.kin-2024-05-01-101502.key", 7200, TRUE },
    { "example.kin-2024-05-01-101502.part", 7200, FALSE }, { "other.kin-2024-05-01-101500.part", 7200, TRUE },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (f->folder, "backups", NULL);
  g_autofree char *backup = NULL;

  g_mkdir (folder, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);

      leave_file (path, files[i].age);
    }
  backup = kin_store_backup (f->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS) != files[i].stays)
        g_error ("%s is %sthere", files[i].name, files[i].stays ? "no longer " : "still ");
    }
}

static void
test_damage_is_told (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize n;
  g_autoptr (KinStore) store = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 50; i++)
    g_object_unref (fixture_child (f, "Ada", "Example"));
  fixture_close (f);
  g_assert_true (g_file_get_contents (f->path, &bytes, &n, NULL));
  for (gsize i = 5000; i < n; i += 4096)
    bytes[i] ^= 0x55;
  g_assert_true (g_file_set_contents (f->path, bytes, (gssize) n, NULL));
  store = kin_store_open (f->path, f->key, KIN_STORE_READ_ONLY, &error);
  if (store != NULL)
    {
      g_assert_false (kin_store_check (store, problems, NULL));
      g_assert_cmpuint (problems->len, >, 0);
    }
  else
    g_assert_true (g_error_matches (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED) || g_error_matches (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/store/what-is-kept-comes-back", test_round_trip);
  ADD ("/store/the-file-is-encrypted", test_file_is_encrypted);
  ADD ("/store/a-wrong-key-opens-nothing", test_wrong_key);
  ADD ("/store/what-is-no-record-is-refused", test_not_a_record);
  ADD ("/store/a-second-program-may-read-not-write", test_second_program_is_refused);
  ADD ("/store/seek", test_seek);
  ADD ("/store/delete-takes-the-parts-and-undo-brings-them-back", test_delete_takes_parts);
  ADD ("/store/work-that-fails-leaves-nothing", test_failed_work_leaves_nothing);
  ADD ("/store/too-big-is-refused-with-a-sentence", test_too_big);
  ADD ("/store/drafts-survive", test_drafts);
  ADD ("/store/as-known", test_as_known);
  ADD ("/store/a-clock-that-goes-backwards", test_clock_backwards);
  ADD ("/store/backup-and-restore", test_backup_and_restore);
  ADD ("/store/files-are-the-owners", test_files_are_the_owners);
  ADD ("/store/leftovers-of-backups", test_leftovers_of_backups);
  ADD ("/store/damage-is-told", test_damage_is_told);
  return g_test_run ();
}
