/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simplest actions, which windows and tools ask for all day: one record made, deleted, or one field of it saved. */
#include <glib/gi18n-lib.h>

#include "write.h"

typedef struct
{
  KinRecord *record; /* asynchronous: the work's own copy */
  guint      field;
} Simple;

static Simple *
new_simple (KinRecord *record, guint field)
{
  Simple *simple = g_new0 (Simple, 1);

  simple->record = kin_record_copy (record);
  simple->field = field;
  return simple;
}

static void
free_simple (gpointer data)
{
  Simple *simple = data;

  g_object_unref (simple->record);
  g_free (simple);
}

static gboolean
do_create (KinWriter *writer, gpointer data, GError **error)
{
  return kin_writer_create (writer, ((Simple *) data)->record, error);
}

static gboolean
do_set (KinWriter *writer, gpointer data, GError **error)
{
  Simple *simple = data;

  return kin_writer_set (writer, simple->record, simple->field, kin_record_get (simple->record, simple->field), error);
}

static gboolean
do_delete (KinWriter *writer, gpointer data, GError **error)
{
  return kin_writer_delete (writer, ((Simple *) data)->record, error);
}

static char *
label_for_field (KinRecord *record, guint field)
{
  const KinType *type = kin_record_type (record);

  /* Translators: what was changed, in the history: "Home: Telephone" */
  return g_strdup_printf (_("%s: %s"), _(type->label), _(type->fields[field].label));
}

void
kin_store_save_field_async (KinStore *store, KinRecord *record, guint field, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *label = label_for_field (record, field);

  kin_store_write_async (store, "edit", label, do_set, new_simple (record, field), free_simple, NULL, callback, user_data);
}

void
kin_store_create_async (KinStore *store, KinRecord *record, const char *label, GAsyncReadyCallback callback, gpointer user_data)
{
  kin_store_write_async (store, "edit", label, do_create, new_simple (record, 0), free_simple, NULL, callback, user_data);
}

void
kin_store_delete_async (KinStore *store, KinRecord *record, const char *label, GAsyncReadyCallback callback, gpointer user_data)
{
  kin_store_write_async (store, "delete", label, do_delete, new_simple (record, 0), free_simple, NULL, callback, user_data);
}

gboolean
kin_store_create (KinStore *store, KinRecord *record, const char *label, GError **error)
{
  Simple simple = { .record = record };

  return kin_store_write (store, "edit", label, do_create, &simple, NULL, NULL, error);
}

gboolean
kin_store_save_field (KinStore *store, KinRecord *record, guint field, GError **error)
{
  Simple simple = { .record = record, .field = field };
  g_autofree char *label = label_for_field (record, field);

  return kin_store_write (store, "edit", label, do_set, &simple, NULL, NULL, error);
}

gboolean
kin_store_delete (KinStore *store, KinRecord *record, const char *label, GError **error)
{
  Simple simple = { .record = record };

  return kin_store_write (store, "delete", label, do_delete, &simple, NULL, NULL, error);
}
