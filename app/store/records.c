/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking a reader for records, ids, types and titles. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "history.h"
#include "log_read.h"
#include "rows.h"

KinRecord *
kin_reader_get (KinReader *reader, const KinType *type, gint64 no)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, kin_row_select_one (type));

  kin_query_int (query, 1, no);
  return kin_query_step (query) ? kin_row_read (query, type) : NULL;
}

GPtrArray *
kin_reader_list (KinReader *reader, const KinType *type, const char *condition, guint n, ...)
{
  g_autofree char *sql = g_strdup_printf ("%s WHERE %s", kin_row_select (type), condition); /* names from the tables */
  g_autoptr (KinQuery) query = kin_reader_query_composed (reader, sql);
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  va_list values;

  va_start (values, n);
  for (guint i = 0; i < n; i++)
    kin_query_int (query, (int) i + 1, va_arg (values, gint64));
  va_end (values);
  while (kin_query_step (query))
    g_ptr_array_add (records, kin_row_read (query, type));
  return records;
}

gint64
kin_reader_no_of (KinReader *reader, const KinId *id)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no FROM record WHERE id = ?1");

  kin_query_blob (query, 1, id, sizeof *id);
  return kin_query_step (query) ? kin_query_get_int (query, 0) : 0;
}

gboolean
kin_reader_id_of (KinReader *reader, gint64 no, KinId *id)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT id FROM record WHERE no = ?1");
  const void *blob;
  gsize n;

  kin_query_int (query, 1, no);
  if (!kin_query_step (query))
    return FALSE;
  blob = kin_query_get_blob (query, 0, &n);
  if (n != sizeof *id)
    return FALSE;
  memcpy (id, blob, sizeof *id);
  return TRUE;
}

const KinType *
kin_reader_type_of (KinReader *reader, gint64 no)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT type FROM record WHERE no = ?1");

  kin_query_int (query, 1, no);
  return kin_query_step (query) ? kin_type_find (kin_query_get_text (query, 0)) : NULL;
}

KinRecord *
kin_reader_find (KinReader *reader, const char *text)
{
  KinId id;
  gint64 no = kin_id_parse (&id, text) ? kin_reader_no_of (reader, &id) : 0;
  const KinType *type = no != 0 ? kin_reader_type_of (reader, no) : NULL;

  return type != NULL ? kin_reader_get (reader, type, no) : NULL;
}

gboolean
kin_reader_is_deleted (KinReader *reader, gint64 no)
{
  const KinType *type = kin_reader_type_of (reader, no);
  g_autoptr (KinRecord) record = type != NULL ? kin_reader_get (reader, type, no) : NULL;

  return type != NULL && record == NULL;
}

char *
kin_reader_title (KinReader *reader, gint64 no)
{
  const KinType *type = kin_reader_type_of (reader, no);
  g_autoptr (KinRecord) record = type != NULL ? kin_reader_get (reader, type, no) : NULL;

  if (record == NULL && type != NULL)
    record = kin_log_last_state (reader, type, no);
  if (record != NULL)
    return kin_record_title (record);
  return g_strdup (type != NULL ? _(type->label) : _("A record that is not here yet"));
}

struct json_object *
kin_reader_json (KinReader *reader, KinRecord *record)
{
  const KinType *type = kin_record_type (record);
  g_autoptr (KinRecord) copy = kin_record_copy (record);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const KinValue *link = kin_record_get (copy, i);
      char text[KIN_ID_TEXT];
      KinId id;

      if (type->fields[i].kind != KIN_LINK || !link->is_set || link->s != NULL)
        continue;
      if (kin_reader_id_of (reader, link->a, &id))
        {
          KinValue named = { TRUE, link->a, 0, text, NULL };

          kin_id_to_text (&id, text);
          kin_record_set (copy, i, &named);
        }
      else
        kin_record_set (copy, i, NULL);
    }
  return kin_record_to_json (copy);
}

char *
kin_reader_fact (KinReader *reader, const char *name)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT value FROM fact WHERE name = ?1");

  kin_query_text (query, 1, name);
  return kin_query_step (query) ? g_strdup (kin_query_get_text (query, 0)) : NULL;
}

gint64
kin_reader_rewritten (KinReader *reader)
{
  return kin_reader_number (reader, "SELECT CAST (value AS INTEGER) FROM fact WHERE name = 'rewritten'", 0);
}
