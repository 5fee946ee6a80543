/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens in the desktop's keyring (Secret Service), where there is one. */
#include "vault.h"

#include <libsecret/secret.h>

static const SecretSchema *
schema (void)
{
  static const SecretSchema the_schema = {
    "org.kinkeeper.Kinkeeper.Token", SECRET_SCHEMA_NONE, { { "device", SECRET_SCHEMA_ATTRIBUTE_STRING } }
  };

  return &the_schema;
}

static gboolean
remember (const char *device, const char *token, gpointer data)
{
  return secret_password_store_sync (schema (), SECRET_COLLECTION_DEFAULT, "Kinkeeper", token, NULL, NULL, "device", device, NULL);
}

static char *
recall (const char *device, gpointer data)
{
  char *token = secret_password_lookup_sync (schema (), NULL, NULL, "device", device, NULL);
  char *copy = g_strdup (token);

  secret_password_free (token);
  return copy;
}

const KinTalkVault *
kin_vault_keyring (void)
{
  static const KinTalkVault vault = { remember, recall, NULL };

  return &vault;
}

void
kin_vault_forget (const char *device)
{
  secret_password_clear_sync (schema (), NULL, NULL, "device", device, NULL);
}
