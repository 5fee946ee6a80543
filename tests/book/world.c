/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One action writes a whole made-up record. */
#include "world.h"

#include "../folder.h"
#include "buying.h"
#include "children.h"
#include "people.h"

static gint64
tell_time (gpointer data)
{
  return ((World *) data)->now++;
}

void
world_set_up (World *world, gconstpointer data)
{
  guint8 key[KIN_KEY_BYTES] = { 1, 2, 3 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  world->folder = g_dir_make_tmp ("kinkeeper-XXXXXX", NULL);
  world->now = G_GINT64_CONSTANT (1700000000000);
  path = g_build_filename (world->folder, "made-up.kin", NULL);
  world->store = kin_store_open (path, key, KIN_STORE_CREATE, &error);
  g_assert_no_error (error);
  kin_store_set_clock (world->store, tell_time, world);
  kin_store_set_fact (world->store, "authority", "888", &error);
  g_assert_no_error (error);
  world->reader = kin_store_reader (world->store);
}

void
world_tear_down (World *world, gconstpointer data)
{
  g_clear_object (&world->store);
  folder_remove (world->folder);
  g_free (world->folder);
}

typedef struct
{
  World    *world;
  WorldFunc fill;
  gpointer  data;
} Work;

static gboolean
work (KinWriter *writer, gpointer data, GError **error)
{
  Work *what = data;

  what->world->writer = writer;
  what->fill (what->world, what->data);
  what->world->writer = NULL;
  return TRUE;
}

void
world_write (World *world, WorldFunc fill, gpointer data)
{
  Work what = { world, fill, data };
  g_autoptr (GError) error = NULL;

  kin_store_write (world->store, "edit", "Made up", work, &what, NULL, NULL, &error);
  g_assert_no_error (error);
}

gint64
world_add (World *world, KinRecord *record)
{
  g_autoptr (GError) error = NULL;
  gint64 no;

  kin_writer_create (world->writer, record, &error);
  g_assert_no_error (error);
  no = kin_record_no (record);
  g_object_unref (record);
  return no;
}

gint64
world_home (World *world, const char *name)
{
  KinRecord *home = kin_record_new (&kin_household);

  kin_record_set_text (home, KIN_HOUSEHOLD_NAME, name);
  kin_record_set_text (home, KIN_HOUSEHOLD_STATUS, "active");
  return world_add (world, home);
}

gint64
world_approval (World *world, gint64 home, int places, KinDay from, KinDay to)
{
  KinRecord *approval = kin_record_new (&kin_approval);

  kin_record_set_link (approval, KIN_APPROVAL_HOUSEHOLD, home);
  kin_record_set_number (approval, KIN_APPROVAL_PLACES, places);
  kin_record_set_period (approval, KIN_APPROVAL_PERIOD, from, to);
  return world_add (world, approval);
}

gint64
world_child (World *world, const char *forename, KinDay born)
{
  KinRecord *child = kin_record_new (&kin_child);

  kin_record_set_text (child, KIN_CHILD_FORENAME, forename);
  kin_record_set_text (child, KIN_CHILD_SURNAME, "Example");
  kin_record_set_day (child, KIN_CHILD_BORN, born);
  return world_add (world, child);
}

gint64
world_care (World *world, gint64 child, KinDay from, KinDay to)
{
  KinRecord *care = kin_record_new (&kin_care_period);

  kin_record_set_link (care, KIN_CARE_PERIOD_CHILD, child);
  kin_record_set_period (care, KIN_CARE_PERIOD_PERIOD, from, to);
  return world_add (world, care);
}

gint64
world_status (World *world, gint64 child, const char *code, KinDay from, KinDay to)
{
  KinRecord *status = kin_record_new (&kin_legal_status);

  kin_record_set_link (status, KIN_LEGAL_STATUS_CHILD, child);
  kin_record_set_text (status, KIN_LEGAL_STATUS_STATUS, code);
  kin_record_set_period (status, KIN_LEGAL_STATUS_PERIOD, from, to);
  return world_add (world, status);
}

gint64
world_placement (World *world, gint64 child, gint64 home, const char *type, KinDay from, KinDay to)
{
  KinRecord *placement = kin_record_new (&kin_placement);

  kin_record_set_link (placement, KIN_PLACEMENT_CHILD, child);
  kin_record_set_link (placement, KIN_PLACEMENT_HOUSEHOLD, home);
  kin_record_set_text (placement, KIN_PLACEMENT_PLACEMENT_TYPE, type);
  kin_record_set_text (placement, KIN_PLACEMENT_PLACEMENT_PROVIDER, type != NULL && *type != 'T' ? "PR1" : NULL);
  kin_record_set_period (placement, KIN_PLACEMENT_PERIOD, from, to);
  return world_add (world, placement);
}

gint64
world_price (World *world, gint64 placement, const char *kind, const char *purpose, gint64 weekly, KinDay from, KinDay to)
{
  KinRecord *price = kin_record_new (&kin_price_line);

  kin_record_set_link (price, KIN_PRICE_LINE_PLACEMENT, placement);
  kin_record_set_text (price, KIN_PRICE_LINE_KIND, kind);
  kin_record_set_text (price, KIN_PRICE_LINE_PURPOSE, purpose);
  kin_record_set_price (price, KIN_PRICE_LINE_PRICE, weekly, "week");
  kin_record_set_period (price, KIN_PRICE_LINE_PERIOD, from, to);
  return world_add (world, price);
}

gint64
world_group (World *world, const char *name, const gint64 *children, guint n)
{
  KinRecord *group = kin_record_new (&kin_sibling_group);
  gint64 no;

  kin_record_set_text (group, KIN_SIBLING_GROUP_NAME, name);
  no = world_add (world, group);
  for (guint i = 0; i < n; i++)
    {
      KinRecord *sibling = kin_record_new (&kin_sibling);

      kin_record_set_link (sibling, KIN_SIBLING_GROUP, no);
      kin_record_set_link (sibling, KIN_SIBLING_CHILD, children[i]);
      kin_record_set_text (sibling, KIN_SIBLING_RELATION, "full");
      world_add (world, sibling);
    }
  return no;
}

void
world_set (World *world, const KinType *type, gint64 no, guint field, const KinValue *value)
{
  g_autoptr (KinRecord) record = kin_reader_get (kin_writer_reader (world->writer), type, no);
  g_autoptr (GError) error = NULL;

  kin_writer_set (world->writer, record, field, value, &error);
  g_assert_no_error (error);
}

void
world_set_text (World *world, const KinType *type, gint64 no, guint field, const char *text)
{
  KinValue value = { TRUE, 0, 0, (char *) text, NULL };

  world_set (world, type, no, field, &value);
}

void
world_set_day (World *world, const KinType *type, gint64 no, guint field, KinDay day)
{
  KinValue value = { TRUE, day, 0, NULL, NULL };

  world_set (world, type, no, field, &value);
}
