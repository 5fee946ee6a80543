/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an action may do: create, set, delete, restore. Each appends to the log and moves the row, the heads and the search
 * index with it, in the same transaction. */
#include "write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "heads.h"
#include "log_read.h"
#include "rows.h"
#include "seek.h"
#include "store_private.h"

/* What one change, and what a reader must see together, may hold: small enough to be sent whole. */
#define MOST_FIELD_BYTES (64 * 1024)
#define MOST_CREATE_BYTES (256 * 1024)
#define MOST_TXN_CHANGES 500
#define MOST_TXN_BYTES (512 * 1024)

static gboolean
is_small_enough (KinOp op, const char *value, GError **error)
{
  gsize most = op == KIN_OP_CREATE ? MOST_CREATE_BYTES : MOST_FIELD_BYTES;

  if (value == NULL || strlen (value) <= most)
    return TRUE;
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_TOO_BIG,
                       _("That is too long: at most 64 KB of text fit one field. Use a note for each part."));
  return FALSE;
}

gboolean
kin_writer_append (KinWriter *writer, gint64 record, KinScope scope, KinOp op, const char *field, const char *base, const char *value, GError **error)
{
  KinQuery *query;
  gsize bytes = value != NULL ? strlen (value) : 0;
  KinId id;

  if (!is_small_enough (op, value, error))
    return FALSE;
  writer->no++;
  writer->n++;
  if (writer->txn == 0 || writer->n - writer->txn >= MOST_TXN_CHANGES || writer->txn_bytes + bytes > MOST_TXN_BYTES)
    {
      writer->txn = writer->n;
      writer->txn_bytes = 0;
    }
  writer->txn_bytes += bytes;
  kin_id_make (&id, writer->at);
  query = kin_reader_query (writer->reader, "INSERT INTO change (no, device, n, id, txn, action, record, scope, op, field, base, value, \"by\", at, known)"
                                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
  kin_query_int (query, 1, writer->no);
  kin_query_int (query, 2, writer->device);
  kin_query_int (query, 3, writer->n);
  kin_query_blob (query, 4, &id, sizeof id);
  kin_query_int (query, 5, writer->txn);
  kin_query_int (query, 6, writer->action);
  kin_query_int (query, 7, record);
  kin_query_int (query, 8, scope);
  kin_query_int (query, 9, op);
  kin_query_text (query, 10, field);
  kin_query_text (query, 11, base);
  kin_query_text (query, 12, value);
  kin_query_int (query, 13, writer->person);
  kin_query_int (query, 14, writer->at);
  kin_query_int (query, 15, writer->known);
  return kin_query_done (query, error);
}

/* The number of a record, made when this is the first that is heard of it. 0 on error. */
static gint64
number_of (KinWriter *writer, const KinId *id, GError **error)
{
  gint64 no = kin_reader_no_of (writer->reader, id);
  KinQuery *query;

  if (no != 0)
    return no;
  query = kin_reader_query (writer->reader, "INSERT INTO record (id, type) VALUES (?1, NULL)");
  kin_query_blob (query, 1, id, sizeof *id);
  if (!kin_query_done (query, error))
    return 0;
  return sqlite3_last_insert_rowid (writer->reader->db);
}

/* Gives a link value both its faces: the number for the row, the id for the log. */
static gboolean
complete_link (KinWriter *writer, KinValue *link, GError **error)
{
  KinId id;

  if (link->a != 0)
    {
      if (!kin_reader_id_of (writer->reader, link->a, &id))
        {
          g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, _("A link leads to nothing."));
          return FALSE;
        }
      g_free (link->s);
      link->s = g_malloc (KIN_ID_TEXT);
      kin_id_to_text (&id, link->s);
      return TRUE;
    }
  if (!kin_id_parse (&id, link->s))
    {
      g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, _("A link leads to nothing."));
      return FALSE;
    }
  link->a = number_of (writer, &id, error);
  return link->a != 0;
}

static gboolean
complete_links (KinWriter *writer, KinRecord *record, GError **error)
{
  const KinType *type = kin_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    {
      g_auto (KinValue) link = KIN_VALUE_NONE;

      if (type->fields[i].kind != KIN_LINK || !kin_record_has (record, i))
        continue;
      kin_value_copy (&link, kin_record_get (record, i));
      if (!complete_link (writer, &link, error))
        return FALSE;
      kin_record_set (record, i, &link);
    }
  return TRUE;
}

static gboolean
register_record (KinWriter *writer, KinRecord *record, GError **error)
{
  const KinType *type = kin_record_type (record);
  const KinId *id = kin_record_id (record);
  KinQuery *query = kin_reader_query (writer->reader, "INSERT OR IGNORE INTO record (id, type) VALUES (?1, ?2)");
  gint64 no;

  kin_query_blob (query, 1, id, sizeof *id);
  kin_query_text (query, 2, type->name);
  if (!kin_query_done (query, error))
    return FALSE;
  if (sqlite3_changes (writer->reader->db) == 1)
    {
      kin_record_set_no (record, sqlite3_last_insert_rowid (writer->reader->db));
      return TRUE;
    }
  no = kin_reader_no_of (writer->reader, id);
  if (kin_reader_type_of (writer->reader, no) != NULL)
    {
      g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, _("That record is here already."));
      return FALSE;
    }
  query = kin_reader_query (writer->reader, "UPDATE record SET type = ?1 WHERE no = ?2");
  kin_query_text (query, 1, type->name);
  kin_query_int (query, 2, no);
  kin_record_set_no (record, no);
  return kin_query_done (query, error);
}

gboolean
kin_writer_create (KinWriter *writer, KinRecord *record, GError **error)
{
  const KinType *type = kin_record_type (record);
  struct json_object *values;
  gboolean ok;

  if (!complete_links (writer, record, error) || !register_record (writer, record, error))
    return FALSE;
  values = kin_record_to_json (record);
  ok = kin_writer_append (writer, kin_record_no (record), type->scope, KIN_OP_CREATE, NULL, NULL,
                          json_object_to_json_string_ext (values, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE), error) &&
       kin_row_add (writer->reader, record, error) && kin_seek_add (writer->reader, record, FALSE, error);
  json_object_put (values);
  kin_record_set_seen (record, writer->no);
  kin_writer_touch (writer, kin_record_no (record), type);
  return ok;
}

static gboolean
say_deleted (GError **error)
{
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER,
                       _("The record has been deleted meanwhile. Undo the deletion to go on with it."));
  return FALSE;
}

/* Where people disagree, the value in force need not be the one that was just set. */
static gboolean
take_value_in_force (KinWriter *writer, KinRecord *current, guint field, const KinValue *value, gboolean contested)
{
  const KinField *f = &kin_record_type (current)->fields[field];
  struct json_object *json;
  g_auto (KinValue) in_force = KIN_VALUE_NONE;

  if (!contested)
    {
      kin_record_set (current, field, value);
      return TRUE;
    }
  json = kin_log_register_at (writer->reader, kin_record_no (current), f->name, G_MAXINT64, NULL);
  kin_field_from_json (f, json, &in_force);
  json_object_put (json);
  if (f->kind == KIN_LINK && in_force.is_set && !complete_link (writer, &in_force, NULL))
    return FALSE;
  kin_record_set (current, field, &in_force);
  return TRUE;
}

static void
forget_extra (KinRecord *record, const char *field)
{
  struct json_object *extra = kin_record_extra (record);

  if (extra == NULL || !json_object_object_get_ex (extra, field, NULL))
    return;
  json_object_object_del (extra, field);
  if (json_object_object_length (extra) == 0)
    kin_record_set_extra (record, NULL);
}

gboolean
kin_writer_set (KinWriter *writer, KinRecord *record, guint field, const KinValue *value, GError **error)
{
  return kin_writer_set_over (writer, record, field, value, NULL, error);
}

gboolean
kin_writer_set_over (KinWriter *writer, KinRecord *record, guint field, const KinValue *value, const char *over, GError **error)
{
  const KinType *type = kin_record_type (record);
  const KinField *f = &type->fields[field];
  gint64 no = kin_record_no (record);
  g_autoptr (KinRecord) current = kin_reader_get (writer->reader, type, no);
  g_auto (KinValue) wanted = KIN_VALUE_NONE;
  g_autofree char *base = NULL;
  struct json_object *json;
  gboolean contested, ok;

  if (current == NULL)
    return say_deleted (error);
  kin_value_copy (&wanted, value);
  if (f->kind == KIN_LINK && wanted.is_set && !complete_link (writer, &wanted, error))
    return FALSE;
  base = kin_heads_seen (writer->reader, no, f->name, kin_record_seen (record), &contested);
  if (over != NULL)
    {
      g_free (base);
      base = g_strdup (over);
    }
  if (f->kind == KIN_LINK ? kin_record_link (current, field) == wanted.a : kin_value_equal (kin_record_get (current, field), &wanted))
    if (!contested && over == NULL)
      return TRUE;
  json = kin_field_to_json (f, &wanted);
  ok = kin_writer_append (writer, no, type->scope, KIN_OP_SET, f->name, base,
                          json != NULL ? json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE) : NULL, error) &&
       kin_heads_replace (writer->reader, no, f->name, base, writer->no, &contested, error);
  json_object_put (json);
  if (!ok || !take_value_in_force (writer, current, field, &wanted, contested))
    return FALSE;
  forget_extra (current, f->name);
  kin_writer_touch (writer, no, type);
  return kin_row_write_field (writer->reader, current, field, error) &&
         ((f->flags & KIN_SOUGHT) == 0 || kin_seek_add (writer->reader, current, TRUE, error));
}

/* Whoever deletes names what he had seen of the record: a change that he does not name was made by somebody who did not know, and
 * is asked about (conflicts.h). New string. */
static char *
name_what_was_seen (KinReader *reader, gint64 no, gint64 seen, const char *existence)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT c.device, c.n FROM head h JOIN change c ON c.no = h.change LEFT JOIN deed d ON d.no = c.action"
                                                         " WHERE h.record = ?1 AND h.field <> '_exists' AND (h.change <= ?2 OR coalesce (d.mine, 1) = 1)");
  GString *base = g_string_new (existence);

  kin_query_int (query, 1, no);
  kin_query_int (query, 2, seen);
  while (seen >= 0 && kin_query_step (query))
    g_string_append_printf (base, "%s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, base->len > 0 ? " " : "", kin_query_get_int (query, 0), kin_query_get_int (query, 1));
  return g_string_free (base, FALSE);
}

static gboolean
append_existence (KinWriter *writer, const KinType *type, gint64 no, KinOp op, gint64 seen, GError **error)
{
  gboolean contested;
  g_autofree char *existence = kin_heads_seen (writer->reader, no, KIN_REGISTER_EXISTS, G_MAXINT64, &contested);
  g_autofree char *base = op == KIN_OP_DELETE ? name_what_was_seen (writer->reader, no, seen, existence) : g_strdup (existence);

  kin_writer_touch (writer, no, type);
  return kin_writer_append (writer, no, type->scope, op, NULL, base, NULL, error) &&
         kin_heads_replace (writer->reader, no, KIN_REGISTER_EXISTS, base, writer->no, &contested, error);
}

gboolean
kin_writer_delete_again (KinWriter *writer, const KinType *type, gint64 no, gint64 seen, GError **error)
{
  return append_existence (writer, type, no, KIN_OP_DELETE, seen, error);
}

const GArray *
kin_parts_all (void)
{
  static gsize made;

  if (g_once_init_enter (&made))
    {
      GArray *parts = g_array_new (FALSE, FALSE, sizeof (KinPart));
      guint n;
      const KinType *const *types = kin_types (&n);

      for (guint t = 0; t < n; t++)
        for (guint i = 0; i < types[t]->n_fields; i++)
          {
            const KinField *f = &types[t]->fields[i];
            KinPart part = { types[t], f->name, f->link, NULL, NULL };

            if ((f->flags & KIN_OWNER) == 0)
              continue;
            part.any = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE \"%s\" = ?1 LIMIT 1", types[t]->name, f->name); /* names from the tables */
            part.condition = g_strdup_printf ("\"%s\" = ?1", f->name); /* names from the tables */
            g_array_append_val (parts, part);
          }
      g_once_init_leave (&made, (gsize) parts);
    }
  return (const GArray *) made;
}

/* Most records have none, so a look comes before a list: an undone import deletes tens of thousands. */
static gboolean
delete_parts (KinWriter *writer, gint64 owner, const KinType *owner_type, GError **error)
{
  const GArray *all = kin_parts_all ();

  for (guint i = 0; i < all->len; i++)
    {
      const KinPart *part = &g_array_index (all, KinPart, i);
      g_autoptr (GPtrArray) parts = NULL;

      if ((part->owner != NULL && strcmp (part->owner, owner_type->name) != 0) || kin_reader_number (writer->reader, part->any, 1, owner) == 0)
        continue;
      parts = kin_reader_list (writer->reader, part->type, part->condition, 1, owner);
      for (guint p = 0; p < parts->len; p++)
        if (!kin_writer_delete (writer, parts->pdata[p], error))
          return FALSE;
    }
  return TRUE;
}

gboolean
kin_writer_delete (KinWriter *writer, KinRecord *record, GError **error)
{
  const KinType *type = kin_record_type (record);
  gint64 no = kin_record_no (record);
  g_autoptr (KinRecord) current = kin_reader_get (writer->reader, type, no);

  if (current == NULL)
    return TRUE; /* somebody else did it; what is wanted is so */
  return append_existence (writer, type, no, KIN_OP_DELETE, kin_record_seen (record), error) && kin_row_remove (writer->reader, type, no, error) &&
         kin_seek_remove (writer->reader, no, error) && delete_parts (writer, no, type, error);
}

gboolean
kin_writer_restore (KinWriter *writer, gint64 no, GError **error)
{
  const KinType *type = kin_reader_type_of (writer->reader, no);
  g_autoptr (KinRecord) record = NULL;

  if (type == NULL)
    return say_deleted (error);
  if (!append_existence (writer, type, no, KIN_OP_RESTORE, 0, error))
    return FALSE;
  record = kin_log_state_at (writer->reader, type, no, G_MAXINT64);
  return record == NULL || (kin_row_write (writer->reader, record, error) && kin_seek_add (writer->reader, record, TRUE, error));
}
