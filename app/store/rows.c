/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The DML of every record type, composed once from its table. */
#include "rows.h"

#include <string.h>

/* Names out of the type tables only; the values are always bound. */
static void
append_columns (GString *sql, const KinType *type, const char *before, const char *after)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const KinKindInfo *kind = kin_kind_info (type->fields[i].kind);

      for (guint c = 0; c < kind->n_columns; c++)
        g_string_append_printf (sql, "%s\"%s%s\"%s", before, type->fields[i].name, kind->columns[c].suffix, after);
    }
}

typedef enum { SELECT, GET, INSERT, REPLACE, REMOVE, VALUES, N_TEMPLATES } Template;

static void
append_values (GString *sql, const KinType *type)
{
  guint n = 2;

  g_string_append (sql, "(no");
  append_columns (sql, type, ", ", "");
  for (guint i = 0; i < type->n_fields; i++)
    n += kin_kind_info (type->fields[i].kind)->n_columns;
  g_string_append (sql, ", extra) VALUES (?");
  for (guint i = 1; i < n; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
}

static char *
compose (const KinType *type, Template template)
{
  GString *sql = g_string_new (NULL);

  switch (template)
    {
    case SELECT:
    case GET:
      g_string_append_printf (sql, "SELECT no, (SELECT id FROM record WHERE record.no = \"%s\".no)", type->name); /* names from the tables */
      append_columns (sql, type, ", ", "");
      g_string_append_printf (sql, ", extra, (SELECT max(no) FROM change) FROM \"%s\"%s", type->name, template == GET ? " WHERE no = ?1" : ""); /* names from the tables */
      break;
    case INSERT:
    case REPLACE:
      g_string_append_printf (sql, "INSERT %sINTO \"%s\" ", template == REPLACE ? "OR REPLACE " : "", type->name); /* names from the tables */
      append_values (sql, type);
      break;
    case REMOVE:
      g_string_append_printf (sql, "DELETE FROM \"%s\" WHERE no = ?", type->name); /* names from the tables */
      break;
    default:
      append_values (sql, type);
    }
  return g_string_free (sql, FALSE);
}

static const char *
template_of (const KinType *type, Template template)
{
  static GMutex lock;
  static GHashTable *composed; /* of arrays, by type */
  char **of_type;
  const char *sql;

  g_mutex_lock (&lock);
  if (composed == NULL)
    composed = g_hash_table_new (NULL, NULL);
  of_type = g_hash_table_lookup (composed, type);
  if (of_type == NULL)
    {
      of_type = g_new0 (char *, N_TEMPLATES);
      g_hash_table_insert (composed, (gpointer) type, of_type);
    }
  if (of_type[template] == NULL)
    of_type[template] = compose (type, template);
  sql = of_type[template];
  g_mutex_unlock (&lock);
  return sql;
}

const char *
kin_row_select (const KinType *type)
{
  return template_of (type, SELECT);
}

const char *
kin_row_select_one (const KinType *type)
{
  return template_of (type, GET);
}

static gboolean
read_slot (sqlite3_stmt *row, int column, KinSlot slot, KinValue *value)
{
  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    return FALSE;
  if (slot == KIN_SLOT_A)
    value->a = sqlite3_column_int64 (row, column);
  else if (slot == KIN_SLOT_B)
    value->b = sqlite3_column_int64 (row, column);
  else if (slot == KIN_SLOT_S)
    value->s = (char *) sqlite3_column_text (row, column);
  else
    value->t = (char *) sqlite3_column_text (row, column);
  return TRUE;
}

KinRecord *
kin_row_read (KinQuery *query, const KinType *type)
{
  sqlite3_stmt *row = kin_query_statement (query);
  KinId id = { { 0 } };
  KinRecord *record;
  int column = 2;
  const char *extra;

  if (sqlite3_column_bytes (row, 1) == sizeof id)
    memcpy (&id, sqlite3_column_blob (row, 1), sizeof id);
  record = kin_record_new_as (type, &id, sqlite3_column_int64 (row, 0));
  for (guint i = 0; i < type->n_fields; i++)
    {
      const KinKindInfo *kind = kin_kind_info (type->fields[i].kind);
      KinValue value = KIN_VALUE_NONE; /* borrows from the row */

      for (guint c = 0; c < kind->n_columns; c++)
        if (read_slot (row, column++, kind->columns[c].slot, &value))
          value.is_set = TRUE;
      if (value.is_set)
        kin_record_set (record, i, &value);
    }
  extra = (const char *) sqlite3_column_text (row, column);
  if (extra != NULL)
    kin_record_set_extra (record, json_tokener_parse (extra));
  kin_record_set_seen (record, sqlite3_column_int64 (row, column + 1));
  return record;
}

static int
bind_field (sqlite3_stmt *statement, int index, KinRecord *record, guint field)
{
  KinKind kind = kin_record_type (record)->fields[field].kind;
  const KinKindInfo *info = kin_kind_info (kind);
  const KinValue *value = kin_record_get (record, field);

  for (guint c = 0; c < info->n_columns; c++, index++)
    {
      KinSlot slot = info->columns[c].slot;

      if (!kin_value_slot_is_set (value, slot, kind))
        sqlite3_bind_null (statement, index);
      else if (slot == KIN_SLOT_A || slot == KIN_SLOT_B)
        sqlite3_bind_int64 (statement, index, slot == KIN_SLOT_A ? value->a : value->b);
      else
        sqlite3_bind_text (statement, index, slot == KIN_SLOT_S ? value->s : value->t, -1, SQLITE_STATIC);
    }
  return index;
}

static void
bind_extra (sqlite3_stmt *statement, int index, KinRecord *record)
{
  struct json_object *extra = kin_record_extra (record);

  if (extra != NULL)
    sqlite3_bind_text (statement, index, json_object_to_json_string_ext (extra, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE), -1, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null (statement, index);
}

static gboolean
write_row (KinQuery *query, KinRecord *record, GError **error)
{
  sqlite3_stmt *statement = kin_query_statement (query);
  guint n_fields = kin_record_type (record)->n_fields;
  int index = 2;

  sqlite3_bind_int64 (statement, 1, kin_record_no (record));
  for (guint i = 0; i < n_fields; i++)
    index = bind_field (statement, index, record, i);
  bind_extra (statement, index, record);
  return kin_query_done (query, error);
}

gboolean
kin_row_write_to (KinReader *reader, const char *table, KinRecord *record, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO %s %s", table, template_of (kin_record_type (record), VALUES)); /* names from the tables */

  return write_row (kin_reader_query_composed (reader, sql), record, error);
}

gboolean
kin_row_write (KinReader *reader, KinRecord *record, GError **error)
{
  return write_row (kin_reader_query (reader, template_of (kin_record_type (record), REPLACE)), record, error);
}

gboolean
kin_row_add (KinReader *reader, KinRecord *record, GError **error)
{
  return write_row (kin_reader_query (reader, template_of (kin_record_type (record), INSERT)), record, error);
}

gboolean
kin_row_write_field (KinReader *reader, KinRecord *record, guint field, GError **error)
{
  const KinType *type = kin_record_type (record);
  const KinKindInfo *kind = kin_kind_info (type->fields[field].kind);
  g_autoptr (GString) sql = g_string_new (NULL);
  KinQuery *query;
  int index;

  g_string_append_printf (sql, "UPDATE \"%s\" SET ", type->name); /* names from the tables */
  for (guint c = 0; c < kind->n_columns; c++)
    g_string_append_printf (sql, "\"%s%s\" = ?, ", type->fields[field].name, kind->columns[c].suffix);
  g_string_append (sql, "extra = ? WHERE no = ?");
  query = kin_reader_query_composed (reader, sql->str);
  index = bind_field (kin_query_statement (query), 1, record, field);
  bind_extra (kin_query_statement (query), index, record);
  kin_query_int (query, index + 1, kin_record_no (record));
  return kin_query_done (query, error);
}

gboolean
kin_row_remove (KinReader *reader, const KinType *type, gint64 no, GError **error)
{
  KinQuery *query = kin_reader_query (reader, template_of (type, REMOVE));

  kin_query_int (query, 1, no);
  return kin_query_done (query, error);
}

gboolean
kin_row_take_field (KinRecord *record, guint field, struct json_object *json, KinResolve resolve, gpointer data)
{
  const KinField *f = &kin_record_type (record)->fields[field];
  g_auto (KinValue) value = KIN_VALUE_NONE;
  KinId id;

  if (!kin_field_from_json (f, json, &value))
    {
      kin_record_set (record, field, NULL);
      return FALSE;
    }
  if (f->kind == KIN_LINK && value.is_set && kin_id_parse (&id, value.s))
    {
      value.a = resolve (&id, data);
      g_clear_pointer (&value.s, g_free);
    }
  kin_record_set (record, field, &value);
  return TRUE;
}

KinRecord *
kin_row_from_state (const KinType *type, const KinId *id, gint64 no, struct json_object *state, KinResolve resolve, gpointer data)
{
  KinRecord *record = kin_record_new_as (type, id, no);
  struct json_object *extra = NULL;

  json_object_object_foreach (state, key, value)
    {
      int field = kin_type_field (type, key);

      if (field < 0 || !kin_row_take_field (record, (guint) field, value, resolve, data))
        {
          if (extra == NULL)
            extra = json_object_new_object ();
          json_object_object_add (extra, key, json_object_get (value));
        }
    }
  kin_record_set_extra (record, extra);
  return record;
}
