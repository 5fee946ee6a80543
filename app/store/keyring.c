/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop's own keyring (Secret Service): where there is one, nobody types a passphrase twice. */
#include <libsecret/secret.h>
#include <sodium.h>
#include <string.h>

#include "keys.h"

static const SecretSchema *
schema (void)
{
  static const SecretSchema the_schema = {
    "org.kinkeeper.Kinkeeper.Key", SECRET_SCHEMA_NONE, { { "file", SECRET_SCHEMA_ATTRIBUTE_STRING } }
  };

  return &the_schema;
}

gboolean
kin_keys_remember (const char *path, const guint8 key[KIN_KEY_BYTES], GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  char hex[2 * KIN_KEY_BYTES + 1];
  gboolean ok;

  sodium_bin2hex (hex, sizeof hex, key, KIN_KEY_BYTES);
  ok = secret_password_store_sync (schema (), SECRET_COLLECTION_DEFAULT, "Kinkeeper", hex, NULL, NULL, "file", whole, NULL);
  sodium_memzero (hex, sizeof hex);
  return ok;
}

gboolean
kin_keys_recall (const char *path, guint8 key[KIN_KEY_BYTES], GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  char *hex = secret_password_lookup_sync (schema (), NULL, NULL, "file", whole, NULL);
  gsize length = 0;
  gboolean ok = hex != NULL && sodium_hex2bin (key, KIN_KEY_BYTES, hex, strlen (hex), NULL, &length, NULL) == 0 && length == KIN_KEY_BYTES;

  secret_password_free (hex);
  return ok;
}

gboolean
kin_keys_forget (const char *path, GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);

  return secret_password_clear_sync (schema (), NULL, NULL, "file", whole, NULL);
}
