/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cannot be done is refused in one clear sentence, and nothing is lost: a full disk, a folder that may only be read, a
 * newer file, a damaged key file, a second program. */
#define _GNU_SOURCE /* unshare */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "keys.h"
#include "state.h"

#define NOBODY 65534

/* The message begins with the words, is one of ours, and ends as a sentence does. */
static void
assert_refused (GError **error, KinStoreError code, const char *words)
{
  g_assert_error (*error, KIN_STORE_ERROR, (gint) code);
  if (!g_str_has_prefix ((*error)->message, words) || !g_str_has_suffix ((*error)->message, "."))
    g_error ("\"%s\" is said instead of \"%s...\"", (*error)->message, words);
  g_clear_error (error);
}

static void
test_full_disk (void)
{
  Fixture fixture = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("kinkeeper-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *seal = NULL;
  g_autofree char *now = NULL;
  g_autofree char *backup = NULL;
  guint imports = 0;

  /* In a namespace of this program's own, so that the mount ends with it. */
  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("tmpfs", folder, "tmpfs", 0, "size=3m") != 0)
    {
      g_test_skip ("no right to mount a small disk here");
      fixture_remove (folder);
      return;
    }
  fixture.path = g_build_filename (folder, "example.kin", NULL);
  fixture.store = kin_store_open (fixture.path, fixture.key, KIN_STORE_CREATE, &error);
  g_assert_no_error (error);
  while (imports < 1000 && state_import (fixture.store, 100, NULL, &error))
    imports++;
  assert_refused (&error, KIN_STORE_ERROR_FULL, "There is no room left on the disk.");
  g_assert_cmpuint (imports, >, 0);
  g_assert_null (backup = kin_store_backup (fixture.store, NULL, &error));
  g_assert_true (error->domain == KIN_STORE_ERROR);
  g_clear_error (&error);
  g_assert_cmpint (kin_reader_number (kin_store_reader (fixture.store), "SELECT count(*) FROM child", 0), ==, imports * 100);
  fixture_close (&fixture);
  g_assert_cmpint (mount (NULL, folder, NULL, MS_REMOUNT, "size=64m"), ==, 0); /* somebody made room */
  state_assert_sound (fixture.path, fixture.key);
  seal = state_digest (fixture.path, fixture.key);
  fixture_reopen (&fixture);
  g_assert_cmpint (kin_reader_number (kin_store_reader (fixture.store), "SELECT count(*) FROM child", 0), ==, imports * 100);
  g_assert_true (state_import (fixture.store, 100, NULL, &error));
  fixture_close (&fixture);
  now = state_digest (fixture.path, fixture.key);
  g_assert_cmpstr (now, !=, seal);
  umount (folder);
  fixture_remove (folder);
  g_free (fixture.path);
}

/* Root may write everywhere: as nobody, in a process of its own. What the function asserts decides. */
static void
run_as_nobody (Fixture *f, void (*function) (Fixture *f))
{
  pid_t pid;
  int status;

  if (getuid () != 0)
    {
      function (f);
      return;
    }
  fixture_close (f);
  pid = fork ();
  if (pid == 0)
    {
      if (setgid (NOBODY) != 0 || setuid (NOBODY) != 0)
        _exit (77);
      prctl (PR_SET_DUMPABLE, 1);
      function (f);
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("no other user to be");
  else if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("it went wrong for somebody who may only read (%d)", status);
}

static void
expect_reading_only (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "new.kin", NULL);
  g_autoptr (KinStore) store = NULL;
  guint8 key[KIN_KEY_BYTES];
  char *recovery = NULL;

  g_assert_null (kin_store_open (f->path, f->key, 0, &error));
  assert_refused (&error, KIN_STORE_ERROR_READ_ONLY, "The file or its folder cannot be ");
  g_assert_null (kin_store_open (path, f->key, KIN_STORE_CREATE, &error));
  assert_refused (&error, KIN_STORE_ERROR_READ_ONLY, "The file or its folder cannot be ");
  g_assert_false (kin_keys_create (path, NULL, key, &recovery, &error));
  assert_refused (&error, KIN_STORE_ERROR_READ_ONLY, "The key file beside the record could not be written.");
  /* Reading goes on, and sees all: also what is in the log only, because the last program that wrote was killed. */
  store = kin_store_open (f->path, f->key, KIN_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kin_reader_number (kin_store_reader (store), "SELECT count(*) FROM child", 0), ==, 41);
  g_assert_false (kin_store_set_fact (store, "demo", "yes", &error));
  assert_refused (&error, KIN_STORE_ERROR_READ_ONLY, "The file is open for reading only.");
  kin_store_close (store);
}

static void
import_and_die (const char *path, const guint8 *key)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      KinStore *store = kin_store_open (path, key, 0, NULL);

      if (store != NULL && state_import (store, 40, NULL, NULL))
        kill (getpid (), SIGKILL); /* what was written stays in the log */
      _exit (1);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
}

static void
test_read_only_folder (Fixture *f, gconstpointer data)
{
  static const char *const tails[] = { "", "-wal", "-shm", ".lock" };
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);

  g_object_unref (fixture_child (f, "Ada", "Example"));
  fixture_close (f);
  if (g_strcmp0 (data, "killed") == 0)
    {
      import_and_die (f->path, f->key);
      g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
    }
  else
    {
      fixture_reopen (f);
      g_assert_true (state_import (f->store, 40, NULL, NULL));
      fixture_close (f);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (f->path, tails[i], NULL);

      g_chmod (path, 0444);
    }
  g_chmod (f->folder, 0555);
  run_as_nobody (f, expect_reading_only);
  g_chmod (f->folder, 0755);
  g_chmod (f->path, 0644);
}

static void
test_newer (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *seal = NULL;
  g_autofree char *now = NULL;

  g_object_unref (fixture_child (f, "Ada", "Example"));
  fixture_close (f);
  state_set_version (f->path, f->key, 99);
  seal = state_digest (f->path, f->key);
  g_assert_null (kin_store_open (f->path, f->key, 0, &error));
  assert_refused (&error, KIN_STORE_ERROR_NEWER, "The file was written by a newer version of Kinkeeper.");
  g_assert_null (kin_store_open (f->path, f->key, KIN_STORE_READ_ONLY, &error));
  assert_refused (&error, KIN_STORE_ERROR_NEWER, "The file was written by a newer version of Kinkeeper.");
  now = state_digest (f->path, f->key);
  g_assert_cmpstr (now, ==, seal);
  /* Of an older version, and read only: it is whole, and what is to be done is said; it is not called damaged. */
  state_set_version (f->path, f->key, 1);
  g_assert_null (kin_store_open (f->path, f->key, KIN_STORE_READ_ONLY, &error));
  assert_refused (&error, KIN_STORE_ERROR_NEWER, "The file is of an older version of Kinkeeper.");
  state_set_version (f->path, f->key, 2);
  state_assert_sound (f->path, f->key);
}

/* What a disk that was full, or a copy that was broken off, leaves: no record, and none is made of it by opening it. */
static void
test_empty (Fixture *f, gconstpointer data)
{
  static const KinStoreFlags flags[] = { 0, KIN_STORE_READ_ONLY };
  g_autofree char *path = g_build_filename (f->folder, "empty.kin", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_assert_null (kin_store_open (path, f->key, flags[i], &error));
      assert_refused (&error, KIN_STORE_ERROR_DAMAGED, "The file is empty; there is no record in it.");
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_size, ==, 0);
    }
}

static void
test_damaged_sidecar (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "sealed.kin", NULL);
  g_autofree char *sidecar = g_strconcat (path, ".key", NULL);
  g_autofree char *recovery = NULL;
  g_autofree char *bytes = NULL;
  guint8 key[KIN_KEY_BYTES], opened[KIN_KEY_BYTES];
  gsize n;

  g_assert_true (kin_keys_create (path, NULL, key, &recovery, &error));
  g_assert_true (g_file_get_contents (sidecar, &bytes, &n, NULL));
  for (gsize i = 0; i < n; i += 7) /* a flipped byte anywhere: refused, or harmless; never another key */
    {
      bytes[i] ^= 4;
      g_assert_true (g_file_set_contents (sidecar, bytes, (gssize) n, NULL));
      if (kin_keys_unseal (path, recovery, opened, &error))
        g_assert_cmpmem (key, sizeof key, opened, sizeof opened);
      else
        g_assert_true (error->domain == KIN_STORE_ERROR);
      g_clear_error (&error);
      bytes[i] ^= 4;
    }
  g_assert_true (g_file_set_contents (sidecar, bytes, (gssize) n / 2, NULL)); /* torn off */
  g_assert_false (kin_keys_unseal (path, recovery, opened, &error));
  assert_refused (&error, KIN_STORE_ERROR_DAMAGED, "The key file (.key) beside the record is damaged.");
  g_assert_true (g_file_set_contents (sidecar, "", 0, NULL));
  g_assert_false (kin_keys_unseal (path, recovery, opened, &error));
  assert_refused (&error, KIN_STORE_ERROR_DAMAGED, "The key file (.key) beside the record is damaged.");
  g_assert_true (g_file_set_contents (sidecar, bytes, (gssize) n, NULL));
  g_assert_true (kin_keys_unseal (path, recovery, opened, &error));
}

static void
test_second_program (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) child = fixture_child (f, "Ada", "Example");
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      KinStore *store = kin_store_open (f->path, f->key, 0, &error);

      _exit (store == NULL && g_error_matches (error, KIN_STORE_ERROR, KIN_STORE_ERROR_IN_USE) &&
             g_str_has_prefix (error->message, "The file is already open in another window or program.") ? 0 : 1);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  kin_record_set_text (child, KIN_CHILD_NOTE, "Still here.");
  g_assert_true (kin_store_save_field (f->store, child, KIN_CHILD_NOTE, &error));
  fixture_close (f);
  state_assert_sound (f->path, f->key);
}

/* Another program makes the file while this one is about to: it must not be taken away from it. */
static void
test_made_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "twice.kin", NULL);
  g_autoptr (KinStore) first = kin_store_open (path, f->key, KIN_STORE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_null (kin_store_open (path, f->key, KIN_STORE_CREATE, &error));
  assert_refused (&error, KIN_STORE_ERROR_MISSING, "There is a file of that name already.");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  kin_store_close (first);
  state_assert_sound (path, f->key);
}

/* Bits that rot: never a crash, never silence. */
static void
test_rot (Fixture *f, gconstpointer data)
{
  g_autofree char *whole = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autofree char *base = g_build_filename (f->folder, "base", NULL);
  gsize n;

  g_object_unref (fixture_child (f, "Ada", "Example"));
  g_assert_true (state_import (f->store, 60, NULL, NULL));
  fixture_close (f);
  state_copy (f->path, base);
  g_assert_true (g_file_get_contents (f->path, &whole, &n, NULL));
  for (guint i = 0; i < 25; i++)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) n);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      char flipped = (char) (1 << g_rand_int_range (rand, 0, 8));
      KinStore *store;

      whole[at] ^= flipped;
      state_copy (base, f->path); /* with nothing left beside it */
      g_assert_true (g_file_set_contents (f->path, whole, (gssize) n, NULL));
      store = kin_store_open (f->path, f->key, 0, &error);
      if (store != NULL)
        {
          g_autoptr (GArray) all = kin_reader_numbers (kin_store_reader (store), "SELECT no FROM child ORDER BY born /* scan */", 0);

          state_import (store, 3, NULL, NULL); /* may or may not be possible */
          if (kin_store_check (store, problems, &error))
            g_error ("byte %" G_GSIZE_FORMAT " was changed, and the check found nothing", at);
          kin_store_close (store);
          g_clear_object (&store);
        }
      else
        g_assert_true (error->domain == KIN_STORE_ERROR);
      g_clear_error (&error);
      whole[at] ^= flipped;
    }
}

int
main (int argc, char **argv)
{
  state_use_memory ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, function) g_test_add (path, Fixture, data, fixture_set_up, function, fixture_tear_down)
  ADD ("/refusals/read-only-folder", NULL, test_read_only_folder);
  ADD ("/refusals/read-only-folder-after-a-kill", "killed", test_read_only_folder);
  ADD ("/refusals/newer-file", NULL, test_newer);
  ADD ("/refusals/empty-file", NULL, test_empty);
  ADD ("/refusals/damaged-key-file", NULL, test_damaged_sidecar);
  ADD ("/refusals/second-program", NULL, test_second_program);
  ADD ("/refusals/made-twice", NULL, test_made_twice);
  ADD ("/refusals/rot", NULL, test_rot);
  g_test_add_func ("/refusals/full-disk", test_full_disk); /* last: it leaves the common namespace */
  return g_test_run ();
}
