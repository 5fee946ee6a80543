/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding a file's key and opening the file, all on one thread. */
#include "unlock.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "backup.h"
#include "keys.h"

KinUnlock *
kin_unlock_new (KinUnlockStep step, const char *path, const char *typed)
{
  KinUnlock *unlock = g_new0 (KinUnlock, 1);

  unlock->step = step;
  unlock->path = g_strdup (path);
  unlock->typed = g_strdup (typed);
  return unlock;
}

void
kin_unlock_free (KinUnlock *unlock)
{
  explicit_bzero (unlock->key, sizeof unlock->key);
  if (unlock->typed != NULL)
    explicit_bzero (unlock->typed, strlen (unlock->typed));
  if (unlock->recovery != NULL)
    explicit_bzero (unlock->recovery, strlen (unlock->recovery));
  g_clear_object (&unlock->store);
  g_free (unlock->typed);
  g_free (unlock->path);
  g_free (unlock->recovery);
  g_free (unlock);
}

char *
kin_unlock_example_key (const char *path)
{
  return g_strconcat (path, ".open-key", NULL);
}

char *
kin_unlock_free_path (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "kinkeeper", NULL);
  char            *path = g_strdup_printf ("%s/%s.kinkeeper", folder, name);

  for (int i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/%s-%d.kinkeeper", folder, name, i);
    }
  return path;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_READ_ONLY, _("The folder %s cannot be made. Choose another place for the file."), folder);
  return FALSE;
}

static gboolean
open_store (KinUnlock *unlock, KinStoreFlags flags, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_atomic_int_set (&unlock->opening, TRUE);
  unlock->store = kin_store_open (unlock->path, unlock->key, flags, error);
  g_atomic_int_set (&unlock->opening, unlock->store != NULL);
  return unlock->store != NULL;
}

static gboolean
is_example (KinStore *store)
{
  g_autofree char *demo = kin_reader_fact (kin_store_reader (store), "demo");

  return g_strcmp0 (demo, "1") == 0;
}

/* FALSE without an error: no key lies there, or the file is not the example, and is closed again. */
static gboolean
open_example (KinUnlock *unlock, GCancellable *cancellable, GError **error)
{
  g_autofree char   *file = kin_unlock_example_key (unlock->path);
  g_autoptr (GError) problem = NULL;

  if (!g_file_test (file, G_FILE_TEST_EXISTS) || !kin_keys_read_file (file, unlock->key, NULL))
    return FALSE;
  if (!open_store (unlock, 0, cancellable, &problem))
    {
      if (!g_error_matches (problem, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY))
        g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (is_example (unlock->store))
    return TRUE;
  kin_store_close (unlock->store);
  g_clear_object (&unlock->store);
  g_atomic_int_set (&unlock->opening, FALSE);
  return FALSE;
}

static gboolean
open_untyped (KinUnlock *unlock, GCancellable *cancellable, GError **error)
{
  GError *problem = NULL;

  if (open_example (unlock, cancellable, &problem))
    return TRUE;
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (kin_keys_recall (unlock->path, unlock->key, NULL))
    return open_store (unlock, 0, cancellable, error);
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY, _("The file needs its passphrase or its recovery key."));
  return FALSE;
}

static gboolean
restore (KinUnlock *unlock, GCancellable *cancellable, GError **error)
{
  g_autofree char *copy = kin_unlock_free_path ("restored");

  if (!make_folder (copy, error) || !kin_backup_restore (unlock->path, copy, unlock->key, error))
    return FALSE;
  g_free (unlock->path);
  unlock->path = g_steal_pointer (&copy);
  return open_store (unlock, 0, cancellable, error);
}

gboolean
kin_unlock_run (KinUnlock *unlock, GCancellable *cancellable, GError **error)
{
  switch (unlock->step)
    {
    case KIN_UNLOCK_CREATE:
    case KIN_UNLOCK_EXAMPLE:
      return make_folder (unlock->path, error) && kin_keys_create (unlock->path, unlock->typed, unlock->key, &unlock->recovery, error) &&
             open_store (unlock, KIN_STORE_CREATE, cancellable, error);
    case KIN_UNLOCK_TYPED:
      return kin_keys_unseal (unlock->path, unlock->typed, unlock->key, error) && open_store (unlock, 0, cancellable, error);
    case KIN_UNLOCK_RESTORE:
      return kin_keys_unseal (unlock->path, unlock->typed, unlock->key, error) && restore (unlock, cancellable, error);
    default:
      return open_untyped (unlock, cancellable, error);
    }
}
