/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The access record behind every export and print. */
#include "access_log.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "codes.h"
#include "office.h"
#include "write.h"

static char *
fingerprint (const char *path, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (65536);
  FILE *file = g_fopen (path, "re");
  gsize got;

  if (file == NULL)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("%s could not be read: %s."), path, g_strerror (errno));
      return NULL;
    }
  while ((got = fread (block, 1, 65536, file)) > 0)
    g_checksum_update (sum, block, (gssize) got);
  fclose (file);
  return g_strdup (g_checksum_get_string (sum));
}

static const char *
who (void)
{
  const char *name = g_get_real_name ();

  return name != NULL && *name != '\0' && strcmp (name, "Unknown") != 0 ? name : g_get_user_name ();
}

static gint64
minute_of_day (gint64 ms)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/London");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);

  return g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local);
}

static gboolean
create_record (KinWriter *writer, gpointer data, GError **error)
{
  return kin_writer_create (writer, data, error);
}

static void
fill_when_and_who (KinRecord *access, const char *kind, const char *for_whom, gint64 at)
{
  kin_record_set_text (access, KIN_ACCESS_KIND, kind);
  kin_record_set_day (access, KIN_ACCESS_AT, kin_day_of_ms (at));
  kin_record_set_number (access, KIN_ACCESS_TIME, minute_of_day (at));
  kin_record_set_text (access, KIN_ACCESS_BY, who ());
  kin_record_set_text (access, KIN_ACCESS_FOR_WHOM, for_whom);
}

static KinRecord *
make_access (const KinAccessNote *note, GError **error)
{
  g_autofree char *sum = note->path != NULL ? fingerprint (note->path, error) : NULL;
  KinRecord *access;

  if (note->path != NULL && sum == NULL)
    return NULL;
  access = kin_record_new (&kin_access);
  fill_when_and_who (access, note->kind, note->for_whom, note->at != 0 ? note->at : g_get_real_time () / 1000);
  kin_record_set_text (access, KIN_ACCESS_RECIPIENT, note->recipient);
  kin_record_set_text (access, KIN_ACCESS_WHAT, note->what);
  kin_record_set_number (access, KIN_ACCESS_ROWS, note->rows);
  kin_record_set_text (access, KIN_ACCESS_FILTER, note->filter);
  kin_record_set_text (access, KIN_ACCESS_FILE_NAME, note->name);
  kin_record_set_text (access, KIN_ACCESS_FINGERPRINT, sum);
  kin_record_set_flag (access, KIN_ACCESS_NAMES_INCLUDED, note->names);
  return access;
}

static gboolean
create_records (KinWriter *writer, gpointer records, GError **error)
{
  for (guint i = 0; i < ((GPtrArray *) records)->len; i++)
    if (!kin_writer_create (writer, ((GPtrArray *) records)->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
kin_access_leave_all (KinStore *store, const KinAccessNote *notes, guint n, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  const char *kind = kin_code_label ("access_kind", notes[0].kind), *whom = kin_code_label ("access_for", notes[0].for_whom);
  /* Translators: an action in the history: "Exported: Children, for Internal, 12 rows" */
  g_autofree char *label = n == 1 ? g_strdup_printf (_("%s: %s, for %s, %u rows"), kind, notes[0].what, whom, notes[0].rows)
                                  : g_strdup_printf (_("%s: %s, for %s, %u files"), kind, notes[0].what, whom, n);

  for (guint i = 0; i < n; i++)
    {
      KinRecord *access = make_access (&notes[i], error);

      if (access == NULL)
        return FALSE;
      g_ptr_array_add (records, access);
    }
  return kin_store_write (store, "access", label, create_records, records, NULL, NULL, error);
}

gboolean
kin_access_leave (KinStore *store, const KinAccessNote *note, GError **error)
{
  return kin_access_leave_all (store, note, 1, error);
}

void
kin_access_opened_async (KinStore *store, KinRecord *record, GAsyncReadyCallback callback, gpointer user_data)
{
  KinRecord *access = kin_record_new (&kin_access);
  const char *what = _(kin_record_type (record)->label);
  /* Translators: an action in the history: "Opened: Child" */
  g_autofree char *label = g_strdup_printf (_("Opened: %s"), what);

  fill_when_and_who (access, "opened", "internal", g_get_real_time () / 1000);
  kin_record_set_link (access, KIN_ACCESS_ABOUT, kin_record_no (record));
  kin_record_set_text (access, KIN_ACCESS_WHAT, what);
  kin_record_set_flag (access, KIN_ACCESS_NAMES_INCLUDED, TRUE);
  kin_store_write_async (store, "access", label, create_record, access, g_object_unref, NULL, callback, user_data);
}
