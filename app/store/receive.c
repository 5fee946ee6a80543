/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what other devices made. Each record touched is folded again once, whatever came and in what order. */
#include "receive.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "log_read.h"
#include "rows.h"
#include "seek.h"
#include "store_private.h"

typedef struct
{
  KinWriter  *writer;
  GHashTable *records; /* no -> no, to be folded again */
} Receiving;

/* The number of an id in device or person or record, made when it is new. */
static gint64
number_in (KinReader *reader, const char *find, const char *make, const void *id, gsize length, const char *extra, GError **error)
{
  gint64 no = 0;
  {
    g_autoptr (KinQuery) query = kin_reader_query (reader, find);

    if (length > 0)
      kin_query_blob (query, 1, id, length);
    else
      kin_query_text (query, 1, id);
    if (kin_query_step (query))
      no = kin_query_get_int (query, 0);
  }
  if (no == 0)
    {
      KinQuery *query = kin_reader_query (reader, make);

      if (length > 0)
        kin_query_blob (query, 1, id, length);
      else
        kin_query_text (query, 1, id);
      if (extra != NULL)
        kin_query_text (query, 2, extra);
      if (kin_query_done (query, error))
        no = sqlite3_last_insert_rowid (reader->db);
    }
  return no;
}

static gint64
record_number (KinReader *reader, const KinWireChange *change, GError **error)
{
  gint64 no = number_in (reader, "SELECT no FROM record WHERE id = ?1", "INSERT INTO record (id) VALUES (?1)", &change->record, sizeof change->record, NULL, error);
  KinQuery *query;

  if (no == 0 || change->type == NULL)
    return no;
  query = kin_reader_query (reader, "UPDATE record SET type = ?1 WHERE no = ?2 AND type IS NULL");
  kin_query_text (query, 1, change->type);
  kin_query_int (query, 2, no);
  return kin_query_done (query, error) ? no : 0;
}

/* Back to "device.n", as the log has it. What cannot be found is on a record that this device does not hold. */
static char *
base_from_wire (KinReader *reader, gint64 device, const char *wire)
{
  g_auto (GStrv) names = g_strsplit (wire, " ", -1);
  GString *base = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 number = *names[i] != '\0' ? g_ascii_strtoll (names[i] + 1, NULL, 10) : 0;

      if (*names[i] == 'n')
        g_string_append_printf (base, "%s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, base->len > 0 ? " " : "", device, number);
      else if (*names[i] == 's')
        {
          g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT device, n FROM change WHERE seq = ?1");

          kin_query_int (query, 1, number);
          if (kin_query_step (query))
            g_string_append_printf (base, "%s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, base->len > 0 ? " " : "", kin_query_get_int (query, 0), kin_query_get_int (query, 1));
        }
    }
  return g_string_free (base, FALSE);
}

/* TRUE when it is here already; its number is noted if it had none. */
static gboolean
is_known (Receiving *receiving, gint64 device, const KinWireChange *change, gboolean *known, GError **error)
{
  KinReader *reader = receiving->writer->reader;
  gint64 record = kin_reader_number (reader, "SELECT record FROM change WHERE device = ?1 AND n = ?2", 2, device, change->n);
  KinQuery *query;

  *known = record != 0;
  if (record == 0 || change->seq == 0)
    return TRUE;
  query = kin_reader_query (reader, "UPDATE change SET seq = ?1 WHERE device = ?2 AND n = ?3 AND seq IS NULL");
  kin_query_int (query, 1, change->seq);
  kin_query_int (query, 2, device);
  kin_query_int (query, 3, change->n);
  if (!kin_query_done (query, error))
    return FALSE;
  if (sqlite3_changes (reader->db) > 0) /* the lowest number is in force in a conflict: the order may turn */
    g_hash_table_add (receiving->records, g_memdup2 (&record, sizeof record));
  return TRUE;
}

/* The deed that a foreign change belongs to, extended to it. 0 on error. */
static gint64
deed_number (KinWriter *writer, gint64 device, gint64 person, const KinWireChange *change, GError **error)
{
  gint64 no = kin_reader_number (writer->reader, "SELECT no FROM deed WHERE device = ?1 AND n = ?2", 2, device, change->action);
  KinQuery *query;

  if (no != 0)
    {
      query = kin_reader_query (writer->reader, "UPDATE deed SET last = ?1 WHERE no = ?2");
      kin_query_int (query, 1, writer->no);
      kin_query_int (query, 2, no);
      return kin_query_done (query, error) ? no : 0;
    }
  no = writer->action++;
  query = kin_reader_query (writer->reader, "INSERT INTO deed (no, device, n, kind, label, \"by\", at, first, last) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)");
  kin_query_int (query, 1, no);
  kin_query_int (query, 2, device);
  kin_query_int (query, 3, change->action);
  kin_query_text (query, 4, change->kind != NULL ? change->kind : "edit");
  kin_query_text (query, 5, change->label != NULL ? change->label : "");
  kin_query_int (query, 6, person);
  kin_query_int (query, 7, change->at);
  kin_query_int (query, 8, writer->no);
  return kin_query_done (query, error) ? no : 0;
}

static gboolean
append_foreign (Receiving *receiving, gint64 device, const KinWireChange *change, GError **error)
{
  KinWriter *writer = receiving->writer;
  gint64 record = record_number (writer->reader, change, error);
  gint64 person = number_in (writer->reader, "SELECT no FROM person WHERE id = ?1", "INSERT INTO person (id, name) VALUES (?1, ?2)",
                             change->by != NULL ? change->by : "", 0, change->by_name != NULL ? change->by_name : "", error);
  g_autofree char *base = change->base != NULL ? base_from_wire (writer->reader, device, change->base) : NULL;
  gint64 deed;
  KinQuery *query;

  writer->no++;
  deed = record != 0 && person != 0 ? deed_number (writer, device, person, change, error) : 0;
  if (deed == 0)
    return FALSE;
  query = kin_reader_query (writer->reader, "INSERT INTO change (no, seq, device, n, id, txn, action, record, scope, op, field, base, value, \"by\", at, known)"
                                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
  kin_query_int (query, 1, writer->no);
  if (change->seq != 0)
    kin_query_int (query, 2, change->seq);
  kin_query_int (query, 3, device);
  kin_query_int (query, 4, change->n);
  kin_query_blob (query, 5, &change->id, sizeof change->id);
  kin_query_int (query, 6, change->txn);
  kin_query_int (query, 7, deed);
  kin_query_int (query, 8, record);
  kin_query_int (query, 9, change->scope);
  kin_query_int (query, 10, change->op);
  kin_query_text (query, 11, change->field);
  kin_query_text (query, 12, base);
  kin_query_text (query, 13, change->value);
  kin_query_int (query, 14, person);
  kin_query_int (query, 15, change->at);
  if (device == KIN_OWN_DEVICE) /* made here before this file was restored from a backup */
    writer->n = MAX (writer->n, change->n);
  writer->known = MAX (writer->known, change->received);
  kin_query_int (query, 16, writer->known);
  g_hash_table_add (receiving->records, g_memdup2 (&record, sizeof record));
  return kin_query_done (query, error);
}

static gint64
resolve (const KinId *id, gpointer data)
{
  return number_in (data, "SELECT no FROM record WHERE id = ?1", "INSERT INTO record (id) VALUES (?1)", id, sizeof *id, NULL, NULL);
}

/* The head rows of a record as the fold sees them: none where the only head is the create. */
static gboolean
write_heads (KinReader *reader, gint64 record, const GArray *changes, GError **error)
{
  const KinLogChange *all = &g_array_index (changes, KinLogChange, 0);
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer field;
  KinQuery *query = kin_reader_query (reader, "DELETE FROM head WHERE record = ?1");

  kin_query_int (query, 1, record);
  if (!kin_query_done (query, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (kin_log_change_register (&all[i]) != NULL)
      g_hash_table_add (fields, (gpointer) kin_log_change_register (&all[i]));
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    {
      g_autoptr (GArray) heads = kin_fold_heads (all, changes->len, field);

      for (guint h = 0; h < heads->len; h++)
        {
          query = kin_reader_query (reader, "INSERT INTO head (record, field, change) VALUES (?1, ?2, ?3)");
          kin_query_int (query, 1, record);
          kin_query_text (query, 2, field);
          kin_query_int (query, 3, all[g_array_index (heads, guint, h)].no);
          if (!kin_query_done (query, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
fold_again (KinWriter *writer, gint64 no, GError **error)
{
  KinReader *reader = writer->reader;
  const KinType *type = kin_reader_type_of (reader, no);
  g_autoptr (GArray) changes = kin_log_changes_of (reader, no, G_MAXINT64);
  struct json_object *state = kin_fold_record (&g_array_index (changes, KinLogChange, 0), changes->len);
  gboolean ok = write_heads (reader, no, changes, error);
  KinId id;

  kin_writer_touch (writer, no, type);
  if (ok && type != NULL && state != NULL && kin_reader_id_of (reader, no, &id))
    {
      g_autoptr (KinRecord) record = kin_row_from_state (type, &id, no, state, resolve, reader);

      ok = kin_row_write (reader, record, error) && kin_seek_add (reader, record, TRUE, error);
    }
  else if (ok && type != NULL)
    ok = kin_row_remove (reader, type, no, error) && kin_seek_remove (reader, no, error);
  json_object_put (state);
  return ok;
}

static gboolean
receive_all (KinWriter *writer, gpointer data, GError **error)
{
  GPtrArray *changes = data;
  g_autoptr (GHashTable) records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Receiving receiving = { writer, records };
  GHashTableIter iter;
  gpointer no;

  for (guint i = 0; i < changes->len; i++)
    {
      const KinWireChange *change = changes->pdata[i];
      gint64 device = number_in (writer->reader, "SELECT no FROM device WHERE id = ?1", "INSERT INTO device (id) VALUES (?1)", &change->device, sizeof change->device, NULL, error);
      gboolean known;

      if (device == 0 || !is_known (&receiving, device, change, &known, error) || (!known && !append_foreign (&receiving, device, change, error)))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &no, NULL))
    if (!fold_again (writer, *(gint64 *) no, error))
      return FALSE;
  return TRUE;
}

gboolean
kin_store_receive (KinStore *store, GPtrArray *changes, GError **error)
{
  return kin_store_write_receive (store, receive_all, changes, error);
}
