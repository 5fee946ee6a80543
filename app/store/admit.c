/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An admission is a change like any other, whose base names what it lets in. */
#include "admit.h"

#include "erase.h"
#include "log_read.h"
#include "refold.h"
#include "store_private.h"

static gboolean
counts (const GArray *changes, gint64 no)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, KinLogChange, i).no == no)
      return TRUE;
  return FALSE;
}

/* "device.n device.n" of what is held of the record and no admission names; *scope: theirs. New string. */
static char *
name_held (KinReader *reader, gint64 record, gint64 *scope)
{
  g_autoptr (GArray) counting = kin_log_changes_of (reader, record, G_MAXINT64);
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no, device, n, scope FROM change WHERE record = ?1 AND held = 1 AND op < 4 ORDER BY no");
  GString *names = g_string_new (NULL);

  kin_query_int (query, 1, record);
  while (kin_query_step (query))
    if (!counts (counting, kin_query_get_int (query, 0)))
      {
        *scope = kin_query_get_int (query, 3);
        g_string_append_printf (names, "%s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, names->len > 0 ? " " : "", kin_query_get_int (query, 1), kin_query_get_int (query, 2));
      }
  return g_string_free (names, FALSE);
}

GArray *
kin_reader_held_records (KinReader *reader, guint limit)
{
  GArray *records = kin_reader_numbers (reader, "SELECT DISTINCT record FROM change WHERE held = 1 AND op < 4 /* scan: rare */", 0);
  guint kept = 0;

  for (guint i = 0; i < records->len && kept < limit; i++)
    {
      gint64 record = g_array_index (records, gint64, i), scope;
      g_autofree char *names = kin_record_is_purged (reader, record) ? NULL : name_held (reader, record, &scope);

      if (names != NULL && *names != '\0')
        g_array_index (records, gint64, kept++) = record;
    }
  g_array_set_size (records, kept);
  return records;
}

gboolean
kin_writer_admit (KinWriter *writer, gint64 record, GError **error)
{
  gint64 scope = 0;
  g_autofree char *names = kin_record_is_purged (writer->reader, record) ? NULL : name_held (writer->reader, record, &scope);

  return names == NULL || *names == '\0' ||
         (kin_writer_append (writer, record, (KinScope) scope, KIN_OP_ADMIT, NULL, names, NULL, error) && kin_refold_record (writer, record, FALSE, error));
}
