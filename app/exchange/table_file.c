/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way in which a list leaves the record: written beside its place, noted as given out, and only then put there. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "access_log.h"
#include "codes.h"
#include "csv_write.h"
#include "xlsx_write.h"

static gboolean
fail_io (const char *path, int number, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), _("%s could not be written: %s."), path, g_strerror (number));
  return FALSE;
}

/* A new empty file beside path that only its owner reads, so that half a file never has the final name. New string. */
static char *
make_beside (const char *path, GError **error)
{
  char *beside = g_strdup_printf ("%s.XXXXXX", path);
  int fd = g_mkstemp_full (beside, O_WRONLY | O_CLOEXEC, 0600);

  if (fd >= 0)
    {
      close (fd);
      return beside;
    }
  fail_io (path, errno, error);
  g_free (beside);
  return NULL;
}

static gboolean
settle (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean good = fd >= 0 && fsync (fd) == 0;
  int number = errno;

  if (fd >= 0)
    close (fd);
  return good || fail_io (path, number, error);
}

static gboolean
write_file (KinTableOut *table, KinFileFormat format, const char *path, GError **error)
{
  g_autoptr (GString) bytes = NULL;
  FILE *file;
  gboolean good;
  int number;

  if (format == KIN_FILE_XLSX)
    return kin_xlsx_write (table, path, error) && settle (path, error);
  bytes = kin_csv_write (table);
  file = g_fopen (path, "we");
  good = file != NULL && fwrite (bytes->str, 1, bytes->len, file) == bytes->len;
  number = errno;
  if (file != NULL && fclose (file) != 0)
    {
      number = errno;
      good = FALSE;
    }
  return good ? settle (path, error) : fail_io (path, number, error);
}

static gboolean
leave_access (KinTableOut *table, KinStore *store, const char *name, const char *path, GError **error)
{
  g_autofree char *filter = kin_table_out_filter (table);
  const KinAccessNote note = {
    .kind = "exported",
    .what = kin_table_out_title (table),
    .for_whom = kin_table_out_for_whom (table),
    .recipient = kin_table_out_recipient (table),
    .filter = filter,
    .name = name,
    .path = path,
    .rows = kin_table_out_n_rows (table),
    .names = kin_table_out_names_anyone (table),
    .at = kin_table_out_made (table),
  };

  return kin_access_leave (store, &note, error);
}

gboolean
kin_table_out_export (KinTableOut *table, KinStore *store, KinFileFormat format, const char *path, GError **error)
{
  g_autofree char *beside = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gboolean good;

  if (kin_code_find ("access_for", kin_table_out_for_whom (table)) == NULL || !kin_table_out_may_go (table))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, _("%s are not exported for that recipient."), kin_table_out_title (table));
      return FALSE;
    }
  beside = make_beside (path, error);
  if (beside == NULL)
    return FALSE;
  good = write_file (table, format, beside, error) && leave_access (table, store, name, beside, error);
  if (good && g_rename (beside, path) != 0)
    good = fail_io (path, errno, error);
  if (!good)
    g_unlink (beside);
  return good;
}
