/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many records, one action. */
#include "bulk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

KinBulk *
kin_bulk_new (const KinType *type, const GArray *ids, int field, const KinValue *value, const char *one, const char *many)
{
  KinBulk *bulk = g_new0 (KinBulk, 1);

  bulk->type = type;
  bulk->ids = g_array_copy ((GArray *) ids);
  bulk->field = field;
  bulk->one = g_strdup (one);
  bulk->many = g_strdup (many);
  if (value != NULL)
    kin_value_copy (&bulk->value, value);
  return bulk;
}

void
kin_bulk_free (KinBulk *bulk)
{
  kin_value_clear (&bulk->value);
  g_array_unref (bulk->ids);
  g_free (bulk->one);
  g_free (bulk->many);
  g_free (bulk);
}

gboolean
kin_bulk_may_set (const KinType *type, guint field)
{
  const KinField *f = &type->fields[field];

  if ((f->flags & (KIN_HIDDEN | KIN_OWNER | KIN_NAMING)) != 0 || strcmp (f->name, "born") == 0)
    return FALSE;
  return f->kind != KIN_IDENTIFIER && f->kind != KIN_PERIOD;
}

guint
kin_bulk_differ (KinReader *reader, const KinBulk *bulk)
{
  guint n = 0;

  for (guint i = 0; i < bulk->ids->len; i++)
    {
      g_autoptr (KinRecord) record = kin_reader_get (reader, bulk->type, g_array_index (bulk->ids, gint64, i));

      n += record != NULL && (bulk->field < 0 || !kin_value_equal (kin_record_get (record, (guint) bulk->field), &bulk->value));
    }
  return n;
}

static char *
label_of (const KinBulk *bulk, guint n)
{
  const char *what = n == 1 ? bulk->one : bulk->many;

  if (bulk->field < 0)
    /* Translators: an action in the history: "12 homes deleted" */
    return g_strdup_printf (_("%u %s deleted"), n, what);
  /* Translators: an action in the history: how many of what, and which field: "12 homes changed: Team" */
  return g_strdup_printf (_("%u %s changed: %s"), n, what, _(bulk->type->fields[bulk->field].label));
}

gboolean
kin_bulk_work (KinWriter *writer, gpointer data, GError **error)
{
  KinBulk         *bulk = data;
  guint            n = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < bulk->ids->len; i++)
    {
      g_autoptr (KinRecord) record = kin_reader_get (kin_writer_reader (writer), bulk->type, g_array_index (bulk->ids, gint64, i));
      gboolean              same = record == NULL || (bulk->field >= 0 && kin_value_equal (kin_record_get (record, (guint) bulk->field), &bulk->value));

      if (!kin_writer_progress (writer, i, bulk->ids->len, error))
        return FALSE;
      if (same)
        continue;
      if (bulk->field < 0 ? !kin_writer_delete (writer, record, error) : !kin_writer_set (writer, record, (guint) bulk->field, &bulk->value, error))
        return FALSE;
      n++;
    }
  label = label_of (bulk, n);
  kin_writer_set_label (writer, label);
  return TRUE;
}
