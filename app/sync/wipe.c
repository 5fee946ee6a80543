/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seal, forget, erase. */
#include "wipe.h"

#include <glib/gi18n-lib.h>

#include "destroy.h"
#include "handover.h"
#include "history.h"
#include "vault.h"

/* "example unsent 2026-12-01 0910.sealed", beside the file; never over another. New string. */
static char *
name_sealed (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = g_date_time_format (now, "%Y-%m-%d %H%M");
  const char *dot = g_strrstr (path, ".kin");
  g_autofree char *stem = dot != NULL && dot[4] == '\0' ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
  char *name = g_strdup_printf ("%s unsent %s.sealed", stem, when);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s unsent %s %u.sealed", stem, when, i);
    }
  return name;
}

static void
forget_tokens (KinReader *reader)
{
  static const char *const facts[] = { "sync-token-device", "sync-first-device" };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *device = kin_reader_fact (reader, facts[i]);

      if (device != NULL && *device != '\0')
        kin_vault_forget (device);
    }
}

char *
kin_sync_wipe (KinStore *store, GError **error)
{
  KinReader *reader = kin_store_reader (store);
  g_autofree char *path = g_strdup (kin_store_path (store)), *sealed = NULL;
  g_autoptr (GError) left = NULL;
  gint64 n = 0;

  kin_store_flush (store);
  if (kin_reader_n_pending (reader) > 0)
    {
      sealed = name_sealed (path);
      if (!kin_handover_save (reader, sealed, &n, error))
        return NULL;
    }
  forget_tokens (reader);
  kin_store_close (store);
  if (!kin_store_destroy (path, &left))
    return g_strdup (left->message);
  if (sealed == NULL)
    return g_strdup (_("The office has signed this laptop out and asked that nothing stays on it. It had everything; the record has been erased here."));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The office has signed this laptop out and asked that nothing stays on it. The record has been erased here. %d change that was not sent is in the file %s: hand it in; only the office can read it.",
                                       "The office has signed this laptop out and asked that nothing stays on it. The record has been erased here. %d changes that were not sent are in the file %s: hand it in; only the office can read it.",
                                       (gulong) n),
                          (int) n, sealed);
}
