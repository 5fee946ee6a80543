/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key that lies beside a file opens the example and nothing else. */
#include <glib/gstdio.h>

#include "../folder.h"
#include "keys.h"
#include "unlock.h"

typedef struct
{
  char *folder, *path, *key_file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer demo)
{
  g_autoptr (KinUnlock) made = NULL;
  g_autoptr (GError)    error = NULL;

  fixture->folder = g_dir_make_tmp ("kin-unlock-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "record.kinkeeper", NULL);
  fixture->key_file = kin_unlock_example_key (fixture->path);
  made = kin_unlock_new (KIN_UNLOCK_CREATE, fixture->path, "four words are better");
  g_assert_true (kin_unlock_run (made, NULL, &error));
  g_assert_no_error (error);
  if (demo != NULL)
    g_assert_true (kin_store_set_fact (made->store, "demo", demo, NULL));
  g_assert_true (kin_keys_write_file (fixture->key_file, made->key, &error));
  kin_store_close (made->store);
}

static void
tear_down (Fixture *fixture, gconstpointer demo)
{
  folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->key_file);
}

static void
test_example (Fixture *fixture, gconstpointer demo)
{
  g_autoptr (KinUnlock) unlock = kin_unlock_new (KIN_UNLOCK_OPEN, fixture->path, NULL);
  g_autoptr (GError)    error = NULL;

  g_assert_true (kin_unlock_run (unlock, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (unlock->store);
}

/* And it is closed again: the passphrase opens it at once. */
static void
test_other (Fixture *fixture, gconstpointer demo)
{
  g_autoptr (KinUnlock) unlock = kin_unlock_new (KIN_UNLOCK_OPEN, fixture->path, NULL);
  g_autoptr (KinUnlock) typed = kin_unlock_new (KIN_UNLOCK_TYPED, fixture->path, "four words are better");
  g_autoptr (GError)    error = NULL;

  g_assert_false (kin_unlock_run (unlock, NULL, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY);
  g_assert_null (unlock->store);
  g_clear_error (&error);
  g_assert_true (kin_unlock_run (typed, NULL, &error));
  g_assert_no_error (error);
}

static void
test_wrong_key (Fixture *fixture, gconstpointer demo)
{
  g_autoptr (KinUnlock) unlock = kin_unlock_new (KIN_UNLOCK_OPEN, fixture->path, NULL);
  g_autoptr (GError)    error = NULL;

  g_assert_true (g_file_set_contents (fixture->key_file, "not a key", -1, NULL));
  g_assert_false (kin_unlock_run (unlock, NULL, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY);
}

static void
test_cancelled (Fixture *fixture, gconstpointer demo)
{
  g_autoptr (KinUnlock)    unlock = kin_unlock_new (KIN_UNLOCK_TYPED, fixture->path, "four words are better");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_false (kin_unlock_run (unlock, cancellable, NULL));
  g_assert_null (unlock->store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/unlock/key-beside-the-example", Fixture, "1", set_up, test_example, tear_down);
  g_test_add ("/unlock/key-beside-another-file", Fixture, NULL, set_up, test_other, tear_down);
  g_test_add ("/unlock/key-beside-one-that-is-not-made-up", Fixture, "0", set_up, test_other, tear_down);
  g_test_add ("/unlock/wrong-key", Fixture, "1", set_up, test_wrong_key, tear_down);
  g_test_add ("/unlock/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
