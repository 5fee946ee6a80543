/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidecar: the data key, sealed twice. A passphrase is slow to try (argon2id); the recovery key is long enough not to need it. */
#include "keys.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-c/json.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define SIDECAR_VERSION 1
#define RECOVERY_FIGURES 25 /* of 32: 125 bits */

static const char figures[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* no I, L, O, U: they are misread */

static gboolean
fail (GError **error, KinStoreError code, const char *sentence)
{
  g_set_error_literal (error, KIN_STORE_ERROR, (gint) code, sentence);
  return FALSE;
}

static gboolean
say_damaged (GError **error)
{
  return fail (error, KIN_STORE_ERROR_DAMAGED, _("The key file (.key) beside the record is damaged. Fetch it from a backup."));
}

static gboolean
start_sodium (GError **error)
{
  return sodium_init () >= 0 || fail (error, KIN_STORE_ERROR_CIPHER, _("This machine gives no random numbers, so nothing can be encrypted."));
}

static char *
sidecar_of (const char *path)
{
  return g_strconcat (path, ".key", NULL);
}

static void
add_bytes (struct json_object *json, const char *name, const guint8 *bytes, gsize n)
{
  g_autofree char *text = g_base64_encode (bytes, n);

  json_object_object_add (json, name, json_object_new_string (text));
}

static gboolean
take_bytes (struct json_object *json, const char *name, guint8 *bytes, gsize n)
{
  struct json_object *text;
  g_autofree guchar *decoded = NULL;
  gsize length = 0;

  if (!json_object_object_get_ex (json, name, &text) || !json_object_is_type (text, json_type_string))
    return FALSE;
  decoded = g_base64_decode (json_object_get_string (text), &length);
  if (length != n)
    return FALSE;
  memcpy (bytes, decoded, n);
  return TRUE;
}

/* What may be typed in any case, with any spaces and dashes; O for 0 and I or L for 1 are forgiven. */
static char *
plain_recovery (const char *typed)
{
  GString *plain = g_string_new (NULL);
  const char *p = typed;

  if (g_ascii_strncasecmp (p, "KKR-", 4) == 0)
    p += 4;
  for (; *p != '\0'; p++)
    {
      char c = g_ascii_toupper (*p);

      c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
      if (strchr (figures, c) != NULL)
        g_string_append_c (plain, c);
      else if (c != ' ' && c != '-')
        {
          g_string_truncate (plain, 0);
          break;
        }
    }
  return g_string_free (plain, FALSE);
}

static gboolean
derive (const char *secret, gboolean slow, const guint8 *salt, guint8 *sealing, GError **error)
{
  if (!slow)
    return crypto_generichash (sealing, crypto_secretbox_KEYBYTES, (const guint8 *) secret, strlen (secret), salt, crypto_pwhash_SALTBYTES) == 0;
  if (crypto_pwhash (sealing, crypto_secretbox_KEYBYTES, secret, strlen (secret), salt, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                     crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;
  return fail (error, KIN_STORE_ERROR_OTHER, _("There is not enough memory to check the passphrase (64 MB are needed)."));
}

static struct json_object *
seal (const char *secret, gboolean slow, const guint8 key[KIN_KEY_BYTES], GError **error)
{
  guint8 salt[crypto_pwhash_SALTBYTES], nonce[crypto_secretbox_NONCEBYTES], sealing[crypto_secretbox_KEYBYTES];
  guint8 box[KIN_KEY_BYTES + crypto_secretbox_MACBYTES];
  struct json_object *json;

  randombytes_buf (salt, sizeof salt);
  randombytes_buf (nonce, sizeof nonce);
  if (!derive (secret, slow, salt, sealing, error))
    return NULL;
  crypto_secretbox_easy (box, key, KIN_KEY_BYTES, nonce, sealing);
  sodium_memzero (sealing, sizeof sealing);
  json = json_object_new_object ();
  add_bytes (json, "salt", salt, sizeof salt);
  add_bytes (json, "nonce", nonce, sizeof nonce);
  add_bytes (json, "box", box, sizeof box);
  return json;
}

/* A secret that does not fit, and a seal that nothing can fit, ask different things of a person. */
static gboolean
unseal (struct json_object *json, const char *secret, gboolean slow, guint8 key[KIN_KEY_BYTES], GError **error)
{
  guint8 salt[crypto_pwhash_SALTBYTES], nonce[crypto_secretbox_NONCEBYTES], sealing[crypto_secretbox_KEYBYTES];
  guint8 box[KIN_KEY_BYTES + crypto_secretbox_MACBYTES];
  gboolean opened;

  if (!json_object_is_type (json, json_type_object) || !take_bytes (json, "salt", salt, sizeof salt) ||
      !take_bytes (json, "nonce", nonce, sizeof nonce) || !take_bytes (json, "box", box, sizeof box))
    return say_damaged (error);
  if (!derive (secret, slow, salt, sealing, error))
    return FALSE;
  opened = crypto_secretbox_open_easy (key, box, sizeof box, nonce, sealing) == 0;
  sodium_memzero (sealing, sizeof sealing);
  return opened || fail (error, KIN_STORE_ERROR_KEY, _("That passphrase does not open the record. Try again, or type the recovery key."));
}

static gboolean
write_sidecar (const char *path, struct json_object *json, GError **error)
{
  g_autofree char *sidecar = sidecar_of (path);
  const char *text = json_object_to_json_string_ext (json, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_NOSLASHESCAPE);

  /* Written beside and renamed, so that a power cut leaves the old one or the new one. */
  if (g_file_set_contents_full (sidecar, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
    return TRUE;
  return fail (error, KIN_STORE_ERROR_READ_ONLY,
               _("The key file beside the record could not be written. Make room, or ask for the right to write in that folder."));
}

static struct json_object *
read_sidecar (const char *path, GError **error)
{
  g_autofree char *sidecar = sidecar_of (path);
  g_autofree char *text = NULL;
  struct json_object *json;

  if (!g_file_get_contents (sidecar, &text, NULL, NULL))
    {
      fail (error, KIN_STORE_ERROR_MISSING, _("The key file (.key) that belongs beside the record is missing. Fetch it from a backup; without it or a raw key nothing opens the record."));
      return NULL;
    }
  json = json_tokener_parse (text);
  if (json == NULL || !json_object_is_type (json, json_type_object))
    {
      json_object_put (json);
      say_damaged (error);
      return NULL;
    }
  return json;
}

static char *
make_recovery (char plain[RECOVERY_FIGURES + 1])
{
  GString *shown = g_string_new ("KKR");

  for (guint i = 0; i < RECOVERY_FIGURES; i++)
    {
      plain[i] = figures[randombytes_uniform (32)];
      if (i % 5 == 0)
        g_string_append_c (shown, '-');
      g_string_append_c (shown, plain[i]);
    }
  plain[RECOVERY_FIGURES] = '\0';
  return g_string_free (shown, FALSE);
}

gboolean
kin_keys_create (const char *path, const char *passphrase, guint8 key[KIN_KEY_BYTES], char **recovery, GError **error)
{
  char plain[RECOVERY_FIGURES + 1];
  struct json_object *json, *sealed;
  g_autofree char *sidecar = sidecar_of (path);
  gboolean ok;

  if (!start_sodium (error))
    return FALSE;
  if (g_file_test (sidecar, G_FILE_TEST_EXISTS))
    return fail (error, KIN_STORE_ERROR_MISSING, _("There is a key file of that name already. It opens another record: choose another name."));
  randombytes_buf (key, KIN_KEY_BYTES);
  *recovery = make_recovery (plain);
  json = json_object_new_object ();
  json_object_object_add (json, "kinkeeper-key", json_object_new_int (SIDECAR_VERSION));
  json_object_object_add (json, "recovery", seal (plain, FALSE, key, NULL));
  sealed = passphrase != NULL && *passphrase != '\0' ? seal (passphrase, TRUE, key, error) : NULL;
  if (sealed != NULL)
    json_object_object_add (json, "passphrase", sealed);
  ok = (passphrase == NULL || *passphrase == '\0' || sealed != NULL) && write_sidecar (path, json, error);
  json_object_put (json);
  sodium_memzero (plain, sizeof plain);
  if (!ok)
    g_clear_pointer (recovery, g_free);
  return ok;
}

/* What looks like a recovery key may be a passphrase, too. Where no passphrase was chosen there is no seal of it. */
static gboolean
unseal_either (struct json_object *json, const char *typed, guint8 key[KIN_KEY_BYTES], GError **error)
{
  struct json_object *by_recovery = json_object_object_get (json, "recovery"), *by_passphrase = NULL;
  g_autofree char *plain = plain_recovery (typed);
  gboolean has_passphrase = json_object_object_get_ex (json, "passphrase", &by_passphrase);
  gboolean is_recovery = strlen (plain) == RECOVERY_FIGURES;
  g_autoptr (GError) first = NULL;

  if ((is_recovery || !has_passphrase) && unseal (by_recovery, plain, FALSE, key, &first))
    return TRUE;
  if (has_passphrase && unseal (by_passphrase, typed, TRUE, key, first == NULL ? &first : NULL))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

gboolean
kin_keys_unseal (const char *path, const char *typed, guint8 key[KIN_KEY_BYTES], GError **error)
{
  struct json_object *json = start_sodium (error) ? read_sidecar (path, error) : NULL;
  gboolean opened = json != NULL && unseal_either (json, typed, key, error);

  json_object_put (json);
  return opened;
}

static gboolean
replace_seal (const char *path, const char *name, const char *secret, gboolean slow, const guint8 key[KIN_KEY_BYTES], GError **error)
{
  struct json_object *json = start_sodium (error) ? read_sidecar (path, error) : NULL;
  struct json_object *sealed = json != NULL ? seal (secret, slow, key, error) : NULL;
  gboolean ok = FALSE;

  if (sealed != NULL)
    {
      json_object_object_add (json, name, sealed);
      ok = write_sidecar (path, json, error);
    }
  json_object_put (json);
  return ok;
}

gboolean
kin_keys_reseal (const char *path, const guint8 key[KIN_KEY_BYTES], const char *passphrase, GError **error)
{
  return replace_seal (path, "passphrase", passphrase, TRUE, key, error);
}

gboolean
kin_keys_new_recovery (const char *path, const guint8 key[KIN_KEY_BYTES], char **recovery, GError **error)
{
  char plain[RECOVERY_FIGURES + 1];
  gboolean ok;

  if (!start_sodium (error))
    return FALSE;
  *recovery = make_recovery (plain);
  ok = replace_seal (path, "recovery", plain, FALSE, key, error);
  sodium_memzero (plain, sizeof plain);
  if (!ok)
    g_clear_pointer (recovery, g_free);
  return ok;
}

gboolean
kin_keys_read_file (const char *file, guint8 key[KIN_KEY_BYTES], GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (file, &text, NULL, NULL))
    return fail (error, KIN_STORE_ERROR_MISSING, _("The key file cannot be read. Check its name and that it is yours to read."));
  g_strstrip (text);
  if (strlen (text) == 2 * KIN_KEY_BYTES && sodium_hex2bin (key, KIN_KEY_BYTES, text, strlen (text), NULL, &length, NULL) == 0 && length == KIN_KEY_BYTES)
    return TRUE;
  return fail (error, KIN_STORE_ERROR_KEY, _("That is not a key file: it holds 64 figures and letters a to f, nothing else."));
}

gboolean
kin_keys_write_file (const char *file, const guint8 key[KIN_KEY_BYTES], GError **error)
{
  char text[2 * KIN_KEY_BYTES + 2];
  gboolean ok;

  sodium_bin2hex (text, 2 * KIN_KEY_BYTES + 1, key, KIN_KEY_BYTES);
  strcat (text, "\n");
  ok = g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
  sodium_memzero (text, sizeof text);
  return ok || fail (error, KIN_STORE_ERROR_READ_ONLY, _("The key file could not be written. Choose a folder where you may write."));
}
