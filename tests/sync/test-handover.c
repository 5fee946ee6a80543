/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unsent work sealed to the authority: who has its secret key reads all of it, who has the file alone reads none. */
#include <sodium.h>
#include <string.h>

#include "backup.h"
#include "fixture.h"
#include "handover.h"
#include "receive.h"
#include "wipe.h"
#include "wire.h"

#define CHILDREN 1200 /* more than a push holds */

typedef struct
{
  Fixture fixture;
  guint8  public_key[crypto_box_PUBLICKEYBYTES], secret_key[crypto_box_SECRETKEYBYTES];
  char   *file;
} World;

static void
set_up (World *world, gconstpointer data)
{
  fixture_set_up (&world->fixture, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  crypto_box_keypair (world->public_key, world->secret_key);
  world->file = g_build_filename (world->fixture.folder, "unsent", NULL);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_free (world->file);
  fixture_tear_down (&world->fixture, NULL);
}

static void
join (World *world)
{
  char hex[2 * crypto_box_PUBLICKEYBYTES + 1];

  sodium_bin2hex (hex, sizeof hex, world->public_key, sizeof world->public_key);
  g_assert_true (kin_store_set_fact (world->fixture.store, "sync-generation", "g1", NULL));
  g_assert_true (kin_store_set_fact (world->fixture.store, "sync-public-key", hex, NULL));
}

/* An office that was set back has not said what it calls itself now, and this laptop is signed out meanwhile. */
static void
test_between_generations (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) child = fixture_child (&world->fixture, "Ada", "Example");
  static const char *const facts[] = { "sync-generation", "", "sync-generation-before", "g1", NULL };
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  join (world);
  g_assert_true (kin_store_set_facts (world->fixture.store, facts, &error));
  g_assert_true (kin_handover_save (kin_store_reader (world->fixture.store), world->file, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 1);
}

static gboolean
create_children (KinWriter *writer, gpointer data, GError **error)
{
  for (guint i = 0; i < CHILDREN; i++)
    {
      g_autoptr (KinRecord) child = kin_record_new (&kin_child);

      kin_record_set_text (child, KIN_CHILD_SURNAME, "Hiddenname");
      if (!kin_writer_create (writer, child, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_sealed (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sealed = NULL;
  g_autofree guint8 *plain = NULL;
  g_auto (GStrv) lines = NULL;
  gsize length;
  gint64 n = 0, next = 1;
  KinId device;

  join (world);
  g_assert_true (kin_store_write (world->fixture.store, "import", "Import", create_children, NULL, NULL, NULL, &error));
  g_assert_true (kin_handover_save (kin_store_reader (world->fixture.store), world->file, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, CHILDREN);
  g_assert_true (g_file_get_contents (world->file, &sealed, &length, NULL));
  g_assert_null (g_strstr_len (sealed, (gssize) length, "Hiddenname"));
  plain = g_malloc0 (length);
  g_assert_cmpint (crypto_box_seal_open (plain, (const guint8 *) sealed, length, world->public_key, world->secret_key), ==, 0);
  g_assert_true (kin_reader_device (kin_store_reader (world->fixture.store), &device));
  lines = g_strsplit ((const char *) plain, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (lines[i], strlen (lines[i]));
      g_autoptr (KinPush) push = kin_push_parse (body, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (push->generation, ==, "g1");
      g_assert_true (kin_id_equal (&push->device, &device));
      for (guint c = 0; c < push->changes->len; c++, next++)
        g_assert_cmpint (((KinWireChange *) push->changes->pdata[c])->n, ==, next);
    }
  g_assert_cmpint (next, ==, CHILDREN + 1);
}

static void
assert_refused (World *world)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kin_handover_save (kin_store_reader (world->fixture.store), world->file, NULL, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (world->file, G_FILE_TEST_EXISTS));
}

static void
test_refused (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) child = NULL;

  assert_refused (world); /* joined nowhere */
  join (world);
  assert_refused (world); /* nothing unsent */
  child = fixture_child (&world->fixture, "Ada", "Example");
  g_free (world->file);
  world->file = g_build_filename (world->fixture.folder, "no-such-folder", "unsent", NULL);
  assert_refused (world);
}

/* What lies in the folder, but the file that it is all about. */
static guint
count_others (World *world, const char *sealed)
{
  g_autoptr (GDir) folder = g_dir_open (world->fixture.folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (world->fixture.folder, name, NULL);

      n += g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_strcmp0 (path, sealed) != 0;
    }
  return n;
}

static char *
find_sealed (World *world)
{
  g_autoptr (GDir) folder = g_dir_open (world->fixture.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".sealed"))
      return g_build_filename (world->fixture.folder, name, NULL);
  return NULL;
}

/* Signed out, and told to keep nothing: the unsent work is sealed, and of the rest there is nothing, neither in the backups. */
static void
test_wiped (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) child = fixture_child (&world->fixture, "Ada", "Hiddenname");
  g_autofree char *backup = NULL, *sidecar = g_strconcat (world->fixture.path, ".key", NULL), *sentence = NULL, *sealed = NULL, *contents = NULL;
  g_autofree guint8 *plain = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  join (world);
  g_assert_true (g_file_set_contents (sidecar, "a sealed key", -1, NULL));
  backup = kin_store_backup (world->fixture.store, NULL, &error);
  g_assert_no_error (error);
  sentence = kin_sync_wipe (world->fixture.store, &error);
  g_assert_no_error (error);
  sealed = find_sealed (world);
  g_assert_nonnull (sealed);
  g_assert_nonnull (strstr (sentence, sealed)); /* says where it lies */
  g_assert_cmpuint (count_others (world, sealed), ==, 0);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (sealed, &contents, &length, NULL));
  plain = g_malloc0 (length + 1);
  g_assert_cmpint (crypto_box_seal_open (plain, (const guint8 *) contents, length, world->public_key, world->secret_key), ==, 0);
  g_assert_nonnull (strstr ((const char *) plain, "Hiddenname"));
}

/* What cannot be sealed is not erased. */
static void
test_not_wiped (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) child = fixture_child (&world->fixture, "Ada", "Example");
  g_autoptr (GError) error = NULL;

  g_assert_null (kin_sync_wipe (world->fixture.store, &error));
  g_assert_nonnull (error);
  fixture_reopen (&world->fixture);
  g_assert_nonnull (fixture_now (&world->fixture, child));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/handover/sealed-to-the-authority", World, NULL, set_up, test_sealed, tear_down);
  g_test_add ("/handover/between-generations", World, NULL, set_up, test_between_generations, tear_down);
  g_test_add ("/handover/refused", World, NULL, set_up, test_refused, tear_down);
  g_test_add ("/handover/then-nothing-stays", World, NULL, set_up, test_wiped, tear_down);
  g_test_add ("/handover/or-all-stays", World, NULL, set_up, test_not_wiped, tear_down);
  return g_test_run ();
}
