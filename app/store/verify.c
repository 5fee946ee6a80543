/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is everything still as it was written? The pages, the indexes, and every row against the fold of its changes. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <glib/gstdio.h>
#include <string.h>

#include "backup.h"
#include "log_read.h"
#include "rows.h"
#include "store_private.h"

static gboolean
records_equal (KinRecord *x, KinRecord *y)
{
  if (x == NULL || y == NULL)
    return x == y;
  for (guint i = 0; i < kin_record_type (x)->n_fields; i++)
    if (!kin_value_equal (kin_record_get (x, i), kin_record_get (y, i)))
      return FALSE;
  return json_object_equal (kin_record_extra (x), kin_record_extra (y));
}

static void
check_rows (KinReader *reader, GPtrArray *problems)
{
  g_autoptr (GArray) records = kin_reader_numbers (reader, "SELECT no FROM record ORDER BY no /* scan: all of it */", 0);

  for (guint i = 0; i < records->len && problems->len < 100; i++)
    {
      gint64 no = g_array_index (records, gint64, i);
      const KinType *type = kin_reader_type_of (reader, no);
      g_autoptr (KinRecord) row = type != NULL ? kin_reader_get (reader, type, no) : NULL;
      g_autoptr (KinRecord) folded = type != NULL ? kin_log_state_at (reader, type, no, G_MAXINT64) : NULL;

      if (!records_equal (row, folded))
        g_ptr_array_add (problems, g_strdup_printf (_("%s no. %" PRId64 " is not what its changes say. Restore a backup, or let the tables be made anew."),
                                                    _(type->label), no));
    }
}

static void
check_log (KinReader *reader, GPtrArray *problems)
{
  gint64 gaps = kin_reader_number (reader, "SELECT max(n) - " KIN_SQL_ACKED " - count(*) FROM change WHERE device = " KIN_SQL_DEVICE
                                           " AND n > " KIN_SQL_ACKED " /* scan: all that was not sent */", 0);

  if (gaps != 0)
    g_ptr_array_add (problems, g_strdup_printf (_("%" PRId64 " of this machine's changes are missing from the log. Restore a backup."), gaps));
  /* In a file of an authority the office's order counts, and its clock (log_prefix.h). */
  if (kin_reader_number (reader, "SELECT count(*) FROM change c WHERE known < (SELECT known FROM change d WHERE d.no = c.no - 1)"
                                 " AND NOT EXISTS (SELECT 1 FROM fact WHERE name = 'sync-authority' AND value <> '')"
                                 " AND NOT EXISTS (SELECT 1 FROM change WHERE seq IS NOT NULL) /* scan: all of it */", 0) != 0)
    g_ptr_array_add (problems, g_strdup (_("The log's times go backwards.")));
}

gboolean
kin_store_check (KinStore *store, GPtrArray *problems, GError **error)
{
  guint before = problems->len;
  g_autoptr (KinReader) reader = NULL;

  /* SQLCipher checks the pages as they lie in the file: after a power cut some may be half written there, and whole in the log. */
  kin_store_checkpoint (store);
  reader = kin_store_new_reader (store, error);
  if (reader == NULL)
    return FALSE;
  if (kin_connection_is_sound (reader->db, problems))
    {
      check_log (reader, problems);
      check_rows (reader, problems);
    }
  if (reader->error != NULL) /* what could not be read was not checked */
    {
      g_propagate_error (error, kin_reader_take_error (reader));
      return FALSE;
    }
  return problems->len == before;
}

gboolean
kin_store_save_unsent (KinStore *store, const char *file, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (KinReader) reader = kin_store_new_reader (store, error);
  g_autoptr (KinQuery) query = NULL;

  if (reader == NULL)
    return FALSE;
  query = kin_reader_query (reader, "SELECT c.n, r.type, r.id, c.op, c.field, c.value, c.at FROM change c JOIN record r ON r.no = c.record WHERE c.device = " KIN_SQL_DEVICE
                                    " AND c.n > " KIN_SQL_ACKED " AND c.seq IS NULL ORDER BY c.n /* scan: the outbox */");
  while (kin_query_step (query))
    {
      struct json_object *json = json_object_new_object ();
      gsize n;
      KinId id = { { 0 } };
      const void *blob = kin_query_get_blob (query, 2, &n);
      char text[KIN_ID_TEXT];

      memcpy (&id, blob, MIN (n, sizeof id));
      kin_id_to_text (&id, text);
      json_object_object_add (json, "n", json_object_new_int64 (kin_query_get_int (query, 0)));
      json_object_object_add (json, "type", json_object_new_string (kin_query_get_text (query, 1) != NULL ? kin_query_get_text (query, 1) : ""));
      json_object_object_add (json, "record", json_object_new_string (text));
      json_object_object_add (json, "op", json_object_new_string (kin_op_name ((KinOp) kin_query_get_int (query, 3))));
      if (!kin_query_is_null (query, 4))
        json_object_object_add (json, "field", json_object_new_string (kin_query_get_text (query, 4)));
      if (!kin_query_is_null (query, 5))
        json_object_object_add (json, "value", json_tokener_parse (kin_query_get_text (query, 5)));
      json_object_object_add (json, "at", json_object_new_int64 (kin_query_get_int (query, 6)));
      g_string_append_printf (lines, "%s\n", json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
      json_object_put (json);
    }
  if (reader->error != NULL)
    {
      g_propagate_error (error, kin_reader_take_error (reader));
      return FALSE;
    }
  if (g_file_set_contents_full (file, lines->str, (gssize) lines->len, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
    return TRUE;
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_READ_ONLY, _("The file could not be written. Choose a folder where you may write."));
  return FALSE;
}
