/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeping the made-up authority's records, and asking them the plainest questions. */
#include "demo-kept.h"

#include <string.h>


GPtrArray *
demo_of (Demo *demo, const KinType *type)
{
  return demo->of[kin_type_number (type)];
}

static gboolean
keep (KinRecord *record, gpointer data, GError **error)
{
  Demo  *demo = data;
  int    type = kin_type_number (kin_record_type (record));
  char   id[KIN_ID_TEXT];

  g_ptr_array_add (demo->all, g_object_ref (record));
  kin_record_set_no (record, demo->all->len);
  if (demo->of[type] == NULL)
    demo->of[type] = g_ptr_array_new ();
  g_ptr_array_add (demo->of[type], record);
  kin_id_to_text (kin_record_id (record), id);
  g_checksum_update (demo->sum, (const guchar *) id, -1);
  for (guint i = 0; i < kin_record_type (record)->n_fields; i++)
    {
      const KinValue *value = kin_record_get (record, i);

      g_checksum_update (demo->sum, (const guchar *) &value->a, sizeof value->a);
      g_checksum_update (demo->sum, (const guchar *) &value->b, sizeof value->b);
      g_checksum_update (demo->sum, (const guchar *) (value->s != NULL ? value->s : "-"), -1);
    }
  return TRUE;
}

Demo *
demo_make (guint64 seed, guint scale)
{
  Demo *demo = g_new0 (Demo, 1);
  g_autoptr (GError) error = NULL;
  GPtrArray *its[3];

  demo->all = g_ptr_array_new_with_free_func (g_object_unref);
  demo->sum = g_checksum_new (G_CHECKSUM_SHA256);
  kin_demo_make (seed, scale, TODAY, keep, NULL, demo, &error);
  g_assert_no_error (error);
  demo->parts = g_new0 (GPtrArray *, demo->all->len + 1);
  its[0] = demo_of (demo, &kin_care_period);
  its[1] = demo_of (demo, &kin_legal_status);
  its[2] = demo_of (demo, &kin_placement);
  for (guint t = 0; t < 3; t++)
    for (guint i = 0; i < its[t]->len; i++)
      {
        KinRecord  *record = g_ptr_array_index (its[t], i);
        GPtrArray **at = &demo->parts[kin_record_link (record, 0)];

        if (*at == NULL)
          *at = g_ptr_array_new ();
        g_ptr_array_add (*at, record);
      }
  return demo;
}

void
demo_drop (Demo *demo)
{
  for (guint i = 1; i <= demo->all->len; i++)
    if (demo->parts[i] != NULL)
      g_ptr_array_unref (demo->parts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (demo->of); i++)
    if (demo->of[i] != NULL)
      g_ptr_array_unref (demo->of[i]);
  g_free (demo->parts);
  g_ptr_array_unref (demo->all);
  g_checksum_free (demo->sum);
  g_free (demo);
}

static guint
period_of (KinRecord *record)
{
  const KinType *type = kin_record_type (record);

  return type == &kin_care_period ? KIN_CARE_PERIOD_PERIOD : type == &kin_legal_status ? KIN_LEGAL_STATUS_PERIOD : (guint) KIN_PLACEMENT_PERIOD;
}

KinDay
start_of (KinRecord *record)
{
  return kin_record_day (record, period_of (record));
}

KinDay
end_of (KinRecord *record)
{
  return kin_record_end (record, period_of (record));
}

gboolean
runs (KinRecord *record, KinDay day)
{
  return start_of (record) <= day && (end_of (record) == KIN_NO_DAY || end_of (record) > day);
}

KinRecord *
part_on (Demo *demo, gint64 child, const KinType *type, KinDay day)
{
  GPtrArray *parts = demo->parts[child];

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    if (kin_record_type (g_ptr_array_index (parts, i)) == type && runs (g_ptr_array_index (parts, i), day))
      return g_ptr_array_index (parts, i);
  return NULL;
}

gboolean
is_short_break (const char *status)
{
  return g_strcmp0 (status, "V3") == 0 || g_strcmp0 (status, "V4") == 0;
}

gboolean
looked_after (Demo *demo, gint64 child, KinDay day)
{
  KinRecord *law = part_on (demo, child, &kin_legal_status, day);

  return part_on (demo, child, &kin_care_period, day) != NULL && law != NULL && !is_short_break (kin_record_text (law, KIN_LEGAL_STATUS_STATUS));
}

gboolean
is_away (KinRecord *placement)
{
  return kin_record_text (placement, KIN_PLACEMENT_PLACEMENT_TYPE)[0] == 'T';
}
