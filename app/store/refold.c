/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding a record again, whatever has come of it and in what order. */
#include "refold.h"

#include "log_read.h"
#include "rows.h"
#include "seek.h"
#include "store_private.h"

/* A link may lead to what has not come yet: it gets its number now. */
static gint64
resolve (const KinId *id, gpointer data)
{
  KinReader *reader = data;
  gint64 no = kin_reader_no_of (reader, id);
  KinQuery *query;

  if (no != 0)
    return no;
  query = kin_reader_query (reader, "INSERT INTO record (id) VALUES (?1)");
  kin_query_blob (query, 1, id, sizeof *id);
  return kin_query_done (query, NULL) ? sqlite3_last_insert_rowid (reader->db) : 0;
}

static gboolean
put_heads (KinReader *reader, gint64 record, const char *field, const KinLogChange *all, guint n, GError **error)
{
  g_autoptr (GArray) heads = kin_fold_heads (all, n, field);

  for (guint h = 0; h < heads->len; h++)
    {
      KinQuery *query = kin_reader_query (reader, "INSERT INTO head (record, field, change) VALUES (?1, ?2, ?3)");

      kin_query_int (query, 1, record);
      kin_query_text (query, 2, field);
      kin_query_int (query, 3, all[g_array_index (heads, guint, h)].no);
      if (!kin_query_done (query, error))
        return FALSE;
    }
  return TRUE;
}

/* What a create says of, when it is not the only one: each of its fields, and that the record is there. */
static void
add_fields_of (const KinLogChange *create, GHashTable *fields)
{
  struct json_object *values = create->value != NULL ? json_tokener_parse (create->value) : NULL;

  g_hash_table_add (fields, g_strdup (KIN_REGISTER_EXISTS));
  if (json_object_is_type (values, json_type_object))
    {
      json_object_object_foreach (values, key, value)
        {
          (void) value;
          g_hash_table_add (fields, g_strdup (key));
        }
    }
  json_object_put (values);
}

/* The registers that may have another head than the one create. */
static GHashTable *
name_registers (const GArray *changes)
{
  const KinLogChange *all = &g_array_index (changes, KinLogChange, 0);
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint creates = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      creates += all[i].op == KIN_OP_CREATE;
      if (kin_log_change_register (&all[i]) != NULL)
        g_hash_table_add (fields, g_strdup (kin_log_change_register (&all[i])));
    }
  for (guint i = 0; creates > 1 && i < changes->len; i++)
    if (all[i].op == KIN_OP_CREATE)
      add_fields_of (&all[i], fields);
  return fields;
}

/* The head rows of a record as the fold sees them: none where the only head is the create. */
static gboolean
write_heads (KinReader *reader, gint64 record, gboolean is_new, const GArray *changes, GError **error)
{
  const KinLogChange *all = &g_array_index (changes, KinLogChange, 0);
  g_autoptr (GHashTable) fields = name_registers (changes);
  GHashTableIter iter;
  gpointer field;

  if (!is_new)
    {
      KinQuery *query = kin_reader_query (reader, "DELETE FROM head WHERE record = ?1");

      kin_query_int (query, 1, record);
      if (!kin_query_done (query, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    if (!put_heads (reader, record, field, all, changes->len, error))
      return FALSE;
  return TRUE;
}

static gboolean
put_row (KinReader *reader, const KinType *type, const KinId *id, gint64 no, gboolean is_new, struct json_object *state, GError **error)
{
  g_autoptr (KinRecord) record = kin_row_from_state (type, id, no, state, resolve, reader);

  return (is_new ? kin_row_add (reader, record, error) : kin_row_write (reader, record, error)) && kin_seek_add (reader, record, !is_new, error);
}

gboolean
kin_refold_record (KinWriter *writer, gint64 no, gboolean is_new, GError **error)
{
  KinReader *reader = writer->reader;
  const KinType *type = kin_reader_type_of (reader, no);
  g_autoptr (GArray) changes = kin_log_changes_of (reader, no, G_MAXINT64);
  struct json_object *state = kin_fold_record (&g_array_index (changes, KinLogChange, 0), changes->len);
  gboolean ok = write_heads (reader, no, is_new, changes, error);
  KinId id;

  kin_writer_touch (writer, no, type);
  if (ok && type != NULL && state != NULL && kin_reader_id_of (reader, no, &id))
    ok = put_row (reader, type, &id, no, is_new, state, error);
  else if (ok && type != NULL && !is_new)
    ok = kin_row_remove (reader, type, no, error) && kin_seek_remove (reader, no, error);
  json_object_put (state);
  return ok;
}

gboolean
kin_refold_create (KinWriter *writer, gint64 no, const KinWireChange *create, GError **error)
{
  const KinType *type = kin_type_find (create->type);
  KinLogChange only = { .op = KIN_OP_CREATE, .value = create->value };
  struct json_object *state;
  gboolean ok;

  kin_writer_touch (writer, no, type);
  if (type == NULL)
    return TRUE; /* waits in the log for the version that knows it */
  state = kin_fold_record (&only, 1);
  ok = put_row (writer->reader, type, &create->record, no, TRUE, state, error);
  json_object_put (state);
  return ok;
}
