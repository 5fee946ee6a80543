/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys first, so that whatever cuts it short leaves nothing that can be read. */
#include "destroy.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "backup.h"
#include "keys.h"

#define CHUNK (64 * 1024)

static void
overwrite (const char *path)
{
  static const guint8 zeros[CHUNK];
  GStatBuf info;
  int file = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  if (file < 0)
    return;
  if (g_stat (path, &info) == 0)
    for (gint64 at = 0; at < info.st_size; at += CHUNK)
      if (pwrite (file, zeros, (size_t) MIN (CHUNK, info.st_size - at), at) < 0)
        break;
  fsync (file);
  close (file);
}

static void
remove_one (const char *path, const char *tail, gboolean *all)
{
  g_autofree char *file = g_strconcat (path, tail, NULL);

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return;
  overwrite (file);
  if (g_remove (file) != 0)
    *all = FALSE;
}

gboolean
kin_store_destroy (const char *path, GError **error)
{
  static const char *const tails[] = { "-wal", "-shm", "-journal", "", ".lock" };
  g_autoptr (GPtrArray) backups = kin_backups_list (path);
  gboolean all = TRUE;

  kin_keys_forget (path, NULL);
  remove_one (path, ".key", &all);
  for (guint i = 0; i < backups->len; i++)
    remove_one (((KinBackup *) backups->pdata[i])->path, ".key", &all);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    remove_one (path, tails[i], &all);
  for (guint i = 0; i < backups->len; i++)
    for (guint t = 0; t + 1 < G_N_ELEMENTS (tails); t++)
      remove_one (((KinBackup *) backups->pdata[i])->path, tails[t], &all);
  if (!all)
    g_set_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_READ_ONLY, _("Some of the files of %s could not be removed. Their key is gone; remove them by hand."), path);
  return all;
}
