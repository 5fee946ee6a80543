/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What opens a record, and what does not. */
#include <string.h>

#include "fixture.h"
#include "keys.h"

static char *
new_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kinkeeper-XXXXXX", NULL);

  return g_build_filename (folder, "example.kin", NULL);
}

static void
test_passphrase_and_recovery (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = new_path ();
  g_autofree char *recovery = NULL;
  g_autofree char *sloppy = NULL;
  guint8 key[KIN_KEY_BYTES], opened[KIN_KEY_BYTES];

  g_assert_true (kin_keys_create (path, "a long enough phrase", key, &recovery, &error));
  g_assert_no_error (error);
  g_assert_true (kin_keys_unseal (path, "a long enough phrase", opened, &error));
  g_assert_cmpmem (key, sizeof key, opened, sizeof opened);
  memset (opened, 0, sizeof opened);
  sloppy = g_ascii_strdown (recovery, -1);
  g_strdelimit (sloppy, "-", ' ');
  sloppy[3] = '-'; /* "kkr-" */
  g_assert_true (kin_keys_unseal (path, sloppy, opened, &error));
  g_assert_cmpmem (key, sizeof key, opened, sizeof opened);
  g_assert_false (kin_keys_unseal (path, "another phrase", opened, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY);
  g_clear_error (&error);
  /* A second record must not take the first one's key file. */
  g_assert_false (kin_keys_create (path, "x", opened, &sloppy, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_MISSING);
}

static void
test_new_passphrase (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = new_path ();
  g_autofree char *recovery = NULL;
  g_autofree char *second = NULL;
  guint8 key[KIN_KEY_BYTES], opened[KIN_KEY_BYTES];

  g_assert_true (kin_keys_create (path, "first", key, &recovery, &error));
  g_assert_true (kin_keys_reseal (path, key, "second", &error));
  g_assert_false (kin_keys_unseal (path, "first", opened, NULL));
  g_assert_true (kin_keys_unseal (path, "second", opened, NULL));
  g_assert_true (kin_keys_new_recovery (path, key, &second, &error));
  g_assert_false (kin_keys_unseal (path, recovery, opened, NULL));
  g_assert_true (kin_keys_unseal (path, second, opened, NULL));
  g_assert_true (kin_keys_unseal (path, "second", opened, NULL));
}

static void
test_sidecar_holds_no_secret (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *sidecar = g_strconcat (path, ".key", NULL);
  g_autofree char *recovery = NULL;
  g_autofree char *text = NULL;
  g_autofree char *hex = g_malloc0 (2 * KIN_KEY_BYTES + 1);
  guint8 key[KIN_KEY_BYTES];
  GStatBuf info;

  g_assert_true (kin_keys_create (path, "hunter-gatherer", key, &recovery, NULL));
  g_assert_true (g_file_get_contents (sidecar, &text, NULL, NULL));
  for (guint i = 0; i < KIN_KEY_BYTES; i++)
    g_snprintf (hex + 2 * i, 3, "%02x", key[i]);
  g_assert_null (strstr (text, hex));
  g_assert_null (strstr (text, "hunter"));
  g_assert_null (strstr (text, recovery + 4));
  g_assert_cmpint (g_stat (sidecar, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0077, ==, 0);
}

static void
test_missing_and_damaged_sidecar (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = new_path ();
  g_autofree char *sidecar = g_strconcat (path, ".key", NULL);
  guint8 key[KIN_KEY_BYTES];

  g_assert_false (kin_keys_unseal (path, "x", key, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_MISSING);
  g_clear_error (&error);
  g_file_set_contents (sidecar, "{ \"recovery\": 7, ", -1, NULL);
  g_assert_false (kin_keys_unseal (path, "x", key, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_file_set_contents (sidecar, "{ \"recovery\": 7, \"passphrase\": { \"salt\": \"AAAA\" } }", -1, NULL);
  g_assert_false (kin_keys_unseal (path, "x", key, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_file_set_contents (sidecar, "{}", -1, NULL);
  g_assert_false (kin_keys_unseal (path, "x", key, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED);
}

/* Cuts a letter out of the first or of the last box, salt or nonce: still JSON, and no seal any more. */
static void
damage (const char *sidecar, const char *name, gboolean last)
{
  g_autofree char *text = NULL;
  g_autofree char *quoted = g_strdup_printf ("\"%s\":", name);
  GString *cut;
  char *at;

  g_assert_true (g_file_get_contents (sidecar, &text, NULL, NULL));
  at = last ? g_strrstr (text, quoted) : strstr (text, quoted);
  g_assert_nonnull (at);
  cut = g_string_new (text);
  g_string_erase (cut, at - text + (gssize) strlen (quoted) + 3, 4);
  g_assert_true (g_file_set_contents (sidecar, cut->str, -1, NULL));
  g_string_free (cut, TRUE);
}

/* A person who is told that the passphrase is wrong goes on guessing; this one needs the backup's key file. */
static void
test_damaged_seals (void)
{
  static const char *const names[] = { "salt", "nonce", "box" };
  g_autofree char *path = new_path ();
  g_autofree char *sidecar = g_strconcat (path, ".key", NULL);
  g_autofree char *recovery = NULL;
  g_autofree char *whole = NULL;
  guint8 key[KIN_KEY_BYTES], opened[KIN_KEY_BYTES];

  g_assert_true (kin_keys_create (path, "a phrase", key, &recovery, NULL));
  g_assert_true (g_file_get_contents (sidecar, &whole, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (sidecar, whole, -1, NULL));
      damage (sidecar, names[i], TRUE); /* the passphrase's: sealed last */
      g_assert_true (kin_keys_unseal (path, recovery, opened, &error));
      g_assert_false (kin_keys_unseal (path, "a phrase", opened, &error));
      g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED);
      g_clear_error (&error);
      g_assert_true (g_file_set_contents (sidecar, whole, -1, NULL));
      damage (sidecar, names[i], FALSE); /* the recovery key's */
      g_assert_true (kin_keys_unseal (path, "a phrase", opened, &error));
      g_assert_false (kin_keys_unseal (path, "another phrase", opened, &error));
      g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY);
      g_clear_error (&error);
      g_assert_false (kin_keys_unseal (path, recovery, opened, &error));
      g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED);
    }
}

static void
test_no_passphrase (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = new_path ();
  g_autofree char *recovery = NULL;
  guint8 key[KIN_KEY_BYTES], opened[KIN_KEY_BYTES];

  g_assert_true (kin_keys_create (path, NULL, key, &recovery, NULL));
  g_assert_false (kin_keys_unseal (path, "a phrase", opened, &error)); /* none was chosen: nothing is damaged */
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY);
}

static void
test_key_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = new_path ();
  guint8 key[KIN_KEY_BYTES] = { 1, 2, 0xff }, read[KIN_KEY_BYTES];

  g_assert_true (kin_keys_write_file (path, key, &error));
  g_assert_true (kin_keys_read_file (path, read, &error));
  g_assert_cmpmem (key, sizeof key, read, sizeof read);
  g_file_set_contents (path, "short", -1, NULL);
  g_assert_false (kin_keys_read_file (path, read, &error));
  g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/passphrase-and-recovery-key", test_passphrase_and_recovery);
  g_test_add_func ("/keys/a-new-passphrase", test_new_passphrase);
  g_test_add_func ("/keys/the-sidecar-tells-nothing", test_sidecar_holds_no_secret);
  g_test_add_func ("/keys/missing-and-damaged-sidecar", test_missing_and_damaged_sidecar);
  g_test_add_func ("/keys/damaged-seals", test_damaged_seals);
  g_test_add_func ("/keys/no-passphrase", test_no_passphrase);
  g_test_add_func ("/keys/key-file", test_key_file);
  return g_test_run ();
}
