/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the made-up authority, one borough after another: planned whole, written, forgotten. */
#include "demo.h"

#include <glib/gi18n-lib.h>

#include "demo_plan.h"
#include "write.h"

/* Placements of one borough, at least. */
#define PLACEMENTS_EACH 10000

/* UUIDs of version 7 in shape, with a time and a counter that only count, and the rest from the seed. */
static void
make_id (DemoOut *out, KinId *id)
{
  DemoRandom random = { out->seed ^ (out->count * G_GUINT64_CONSTANT (0xd1342543de82ef95)) };
  guint64    ms = G_GUINT64_CONSTANT (1704067200000) + (out->count >> 12), rest = kin_demo_random (&random);

  for (int i = 0; i < 6; i++)
    id->bytes[i] = (guint8) (ms >> (40 - 8 * i));
  id->bytes[6] = (guint8) (0x70 | ((out->count >> 8) & 0xf));
  id->bytes[7] = (guint8) out->count;
  for (int i = 0; i < 8; i++)
    id->bytes[8 + i] = (guint8) (rest >> (8 * i));
  id->bytes[8] = (guint8) (0x80 | (id->bytes[8] & 0x3f));
  out->count++;
}

KinRecord *
kin_demo_record (DemoOut *out, const KinType *type)
{
  KinId id;

  make_id (out, &id);
  return kin_record_new_as (type, &id, 0);
}

gint64
kin_demo_put (DemoOut *out, KinRecord *record)
{
  gint64 no = out->sink (record, out->data, out->error) ? kin_record_no (record) : 0;

  g_object_unref (record);
  return no;
}

static void
init_unit (DemoUnit *unit, guint64 seed, guint index, guint attempt, KinDay today)
{
  DemoRandom mix = { seed * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d) + index + attempt * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) };

  *unit = (DemoUnit) { .random = { kin_demo_random (&mix) }, .index = index, .today = today };
  unit->children = g_array_new (FALSE, TRUE, sizeof (DemoChild));
  unit->spells = g_array_new (FALSE, TRUE, sizeof (DemoSpell));
  unit->groups = g_array_new (FALSE, TRUE, sizeof (DemoGroup));
  unit->homes = g_array_new (FALSE, TRUE, sizeof (DemoHome));
  unit->provider_nos = g_new0 (gint64, kin_demo_n_providers);
  unit->place_nos = g_new0 (gint64, kin_demo_n_places);
}

static void
clear_unit (DemoUnit *unit)
{
  for (guint i = 0; i < unit->homes->len; i++)
    g_array_unref (DEMO_HOME (unit, i)->guests);
  g_array_unref (unit->children);
  g_array_unref (unit->spells);
  g_array_unref (unit->groups);
  g_array_unref (unit->homes);
  g_free (unit->provider_nos);
  g_free (unit->place_nos);
}

/* One draw in a hundred cannot be brought to the published figures; then the next is taken, the same for the same seed. */
static void
plan_unit (DemoUnit *unit, guint64 seed, guint index, KinDay today)
{
  for (guint attempt = 0;; attempt++)
    {
      init_unit (unit, seed, index, attempt, today);
      kin_demo_plan_flow (unit);
      if (!unit->unlucky)
        kin_demo_plan_lives (unit);
      if (!unit->unlucky)
        {
          kin_demo_plan_others (unit);
          kin_demo_plan_homes (unit);
        }
      if (!unit->unlucky)
        {
          kin_demo_plan_law (unit);
          kin_demo_plan_today (unit);
        }
      if (!unit->unlucky)
        return;
      g_assert (attempt < 100);
      clear_unit (unit);
    }
}

static gboolean
make_unit (DemoOut *out, guint64 seed, guint index, KinDay today)
{
  DemoUnit unit;
  gboolean fine;

  plan_unit (&unit, seed, index, today);
  fine = kin_demo_write_places (&unit, out) && kin_demo_write_people (&unit, out) && kin_demo_write_homes (&unit, out) &&
         kin_demo_write_lives (&unit, out) && kin_demo_write_care (&unit, out) && kin_demo_write_work (&unit, out);
  clear_unit (&unit);
  return fine;
}

static gboolean
check_wish (guint scale, KinDay today, GError **error)
{
  if (scale < 1 || scale > KIN_DEMO_MAX_SCALE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("The scale is a number from 1 to %d."), KIN_DEMO_MAX_SCALE);
      return FALSE;
    }
  if (today < kin_day (2019, 1, 1))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("The made-up authority has a history until the end of 2018 at least. Give a later day."));
      return FALSE;
    }
  return TRUE;
}

gboolean
kin_demo_make (guint64 seed, guint scale, KinDay today, KinDemoSink sink, KinDemoProgress progress, gpointer data, GError **error)
{
  DemoOut out = { seed, 0, sink, data, error };

  if (!check_wish (scale, today, error))
    return FALSE;
  for (guint i = 0; i < scale; i++)
    if (!make_unit (&out, seed, i, today) || (progress != NULL && !progress (i + 1, scale, data, error)))
      return FALSE;
  return TRUE;
}

guint
kin_demo_scale_for_placements (guint64 placements)
{
  return (guint) CLAMP ((placements + PLACEMENTS_EACH - 1) / PLACEMENTS_EACH, 1, KIN_DEMO_MAX_SCALE);
}

typedef struct
{
  guint64 seed;
  guint   scale;
  KinDay  today;
} Wish;

static gboolean
create (KinRecord *record, gpointer data, GError **error)
{
  return kin_writer_create (data, record, error);
}

static gboolean
tell (guint done, guint total, gpointer data, GError **error)
{
  return kin_writer_progress (data, done, total, error);
}

static gboolean
work (KinWriter *writer, gpointer data, GError **error)
{
  const Wish *wish = data;

  return kin_demo_make (wish->seed, wish->scale, wish->today, create, tell, writer, error);
}

gboolean
kin_demo_fill (KinStore *store, guint64 seed, guint scale, KinDay today, GCancellable *cancellable, GError **error)
{
  Wish wish = { seed, scale, today };

  if (!check_wish (scale, today, error))
    return FALSE;
  return kin_store_write (store, "demo", _("Made-up authority"), work, &wish, cancellable, NULL, error) &&
         kin_store_set_fact (store, "authority", "000", error) && kin_store_set_fact (store, "authority-name", "Example Borough", error) &&
         kin_store_set_fact (store, "demo", "1", error);
}
