/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The generic record: an array of values beside a table. */
#include "record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _KinRecord
{
  GObject             parent;
  const KinType      *type;
  KinId               id;
  gint64              no;
  gint64              seen;
  KinValue           *values;
  struct json_object *extra;
};

G_DEFINE_FINAL_TYPE (KinRecord, kin_record, G_TYPE_OBJECT)

static guint changed_signal;

static void
kin_record_finalize (GObject *object)
{
  KinRecord *record = KIN_RECORD (object);

  for (guint i = 0; i < record->type->n_fields; i++)
    kin_value_clear (&record->values[i]);
  g_free (record->values);
  json_object_put (record->extra);
  G_OBJECT_CLASS (kin_record_parent_class)->finalize (object);
}

static void
kin_record_class_init (KinRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kin_record_finalize;
  changed_signal = g_signal_new ("changed", KIN_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kin_record_init (KinRecord *record)
{
}

KinRecord *
kin_record_new_as (const KinType *type, const KinId *id, gint64 no)
{
  KinRecord *record = g_object_new (KIN_TYPE_RECORD, NULL);

  record->type = type;
  record->id = *id;
  record->no = no;
  record->values = g_new0 (KinValue, type->n_fields);
  return record;
}

KinRecord *
kin_record_new (const KinType *type)
{
  KinId id;

  kin_id_make (&id, g_get_real_time () / 1000);
  return kin_record_new_as (type, &id, 0);
}

KinRecord *
kin_record_copy (KinRecord *record)
{
  KinRecord *copy = kin_record_new_as (record->type, &record->id, record->no);

  copy->seen = record->seen;
  for (guint i = 0; i < record->type->n_fields; i++)
    kin_value_copy (&copy->values[i], &record->values[i]);
  copy->extra = json_object_get (record->extra);
  return copy;
}

const KinType *
kin_record_type (KinRecord *record)
{
  return record->type;
}

const KinId *
kin_record_id (KinRecord *record)
{
  return &record->id;
}

gint64
kin_record_no (KinRecord *record)
{
  return record->no;
}

void
kin_record_set_no (KinRecord *record, gint64 no)
{
  record->no = no;
}

gint64
kin_record_seen (KinRecord *record)
{
  return record->seen;
}

void
kin_record_set_seen (KinRecord *record, gint64 seen)
{
  record->seen = seen;
}

const KinValue *
kin_record_get (KinRecord *record, guint field)
{
  g_assert (field < record->type->n_fields);
  return &record->values[field];
}

void
kin_record_set (KinRecord *record, guint field, const KinValue *value)
{
  static const KinValue none;

  g_assert (field < record->type->n_fields);
  if (value == NULL)
    value = &none;
  if (kin_value_equal (&record->values[field], value))
    return;
  kin_value_copy (&record->values[field], value);
  g_signal_emit (record, changed_signal, 0, field);
}

gboolean
kin_record_has (KinRecord *record, guint field)
{
  return kin_record_get (record, field)->is_set;
}

const char *
kin_record_text (KinRecord *record, guint field)
{
  return kin_record_get (record, field)->s;
}

gint64
kin_record_number (KinRecord *record, guint field)
{
  return kin_record_get (record, field)->a;
}

KinDay
kin_record_day (KinRecord *record, guint field)
{
  return (KinDay) kin_record_get (record, field)->a;
}

KinDay
kin_record_end (KinRecord *record, guint field)
{
  return (KinDay) kin_record_get (record, field)->b;
}

gboolean
kin_record_flag (KinRecord *record, guint field)
{
  return kin_record_get (record, field)->a != 0;
}

gint64
kin_record_link (KinRecord *record, guint field)
{
  return kin_record_get (record, field)->a;
}

gboolean
kin_record_has_code (KinRecord *record, guint field, const char *code)
{
  const char *codes = kin_record_text (record, field);
  gsize length = strlen (code);

  for (const char *p = codes; p != NULL && (p = strstr (p, code)) != NULL; p += length)
    if ((p == codes || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}

void
kin_record_set_text (KinRecord *record, guint field, const char *text)
{
  KinValue value = { text != NULL && *text != '\0', 0, 0, (char *) text, NULL };

  kin_record_set (record, field, value.is_set ? &value : NULL);
}

void
kin_record_set_number (KinRecord *record, guint field, gint64 number)
{
  KinValue value = { TRUE, number, 0, NULL, NULL };

  kin_record_set (record, field, &value);
}

void
kin_record_set_day (KinRecord *record, guint field, KinDay day)
{
  KinValue value = { day != KIN_NO_DAY, day, 0, NULL, NULL };

  kin_record_set (record, field, &value);
}

void
kin_record_set_period (KinRecord *record, guint field, KinDay start, KinDay end)
{
  KinValue value = { start != KIN_NO_DAY || end != KIN_NO_DAY, start, end, NULL, NULL };

  kin_record_set (record, field, &value);
}

void
kin_record_set_price (KinRecord *record, guint field, gint64 pence, const char *basis)
{
  KinValue value = { TRUE, pence, 0, (char *) basis, NULL };

  kin_record_set (record, field, &value);
}

void
kin_record_set_address (KinRecord *record, guint field, const char *lines, const char *postcode)
{
  KinValue value = { lines != NULL || postcode != NULL, 0, 0, (char *) lines, (char *) postcode };

  kin_record_set (record, field, &value);
}

void
kin_record_set_flag (KinRecord *record, guint field, gboolean flag)
{
  KinValue value = { TRUE, flag != FALSE, 0, NULL, NULL };

  kin_record_set (record, field, &value);
}

void
kin_record_set_link (KinRecord *record, guint field, gint64 no)
{
  KinValue value = { no != 0, no, 0, NULL, NULL };

  kin_record_set (record, field, &value);
}

void
kin_record_set_link_to (KinRecord *record, guint field, KinRecord *target)
{
  char text[KIN_ID_TEXT];
  KinValue value = { TRUE, target->no, 0, NULL, NULL };

  if (target->no == 0)
    {
      kin_id_to_text (&target->id, text);
      value.s = text;
    }
  kin_record_set (record, field, &value);
}

struct json_object *
kin_record_extra (KinRecord *record)
{
  return record->extra;
}

void
kin_record_set_extra (KinRecord *record, struct json_object *extra)
{
  json_object_put (record->extra);
  record->extra = extra;
}

char *
kin_record_title (KinRecord *record)
{
  char *title;

  if (record->type->title != NULL)
    title = record->type->title (record);
  else
    title = kin_field_to_text (&record->type->fields[0], &record->values[0]);
  if (title != NULL && *title != '\0')
    return title;
  /* Nothing in it to call it by: it is called what it is. */
  g_free (title);
  return g_strdup (g_dgettext (GETTEXT_PACKAGE, record->type->label));
}

struct json_object *
kin_record_to_json (KinRecord *record)
{
  struct json_object *json = json_object_new_object ();

  for (guint i = 0; i < record->type->n_fields; i++)
    if (record->values[i].is_set)
      json_object_object_add_ex (json, record->type->fields[i].name, kin_field_to_json (&record->type->fields[i], &record->values[i]),
                                 JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY);
  if (record->extra != NULL)
    {
      json_object_object_foreach (record->extra, key, value)
        json_object_object_add (json, key, json_object_get (value));
    }
  return json;
}
