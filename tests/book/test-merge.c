/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same child entered twice becomes one, and two again. */
#include "children.h"
#include "history.h"
#include "merge.h"
#include "people.h"
#include "world.h"

typedef struct
{
  KinRecord *loser, *survivor;
} Pair;

static gboolean
merge_pair (KinWriter *writer, gpointer data, GError **error)
{
  Pair *pair = data;

  return kin_book_merge (writer, pair->loser, pair->survivor, error);
}

static KinRecord *
add (KinStore *store, KinRecord *record)
{
  g_autoptr (GError) error = NULL;

  kin_store_create (store, record, "Added", &error);
  g_assert_no_error (error);
  return record;
}

static KinRecord *
child (KinStore *store, const char *forename, const char *note)
{
  KinRecord *record = kin_record_new (&kin_child);

  kin_record_set_text (record, KIN_CHILD_FORENAME, forename);
  kin_record_set_text (record, KIN_CHILD_NOTE, note);
  return add (store, record);
}

static void
test_merge_and_unmerge (World *world, gconstpointer data)
{
  KinStore *store = world->store;
  KinReader *reader = kin_store_reader (store);
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) kept = child (store, "Ada", NULL);
  g_autoptr (KinRecord) twin = child (store, "Adah", "likes trains");
  g_autoptr (KinRecord) placement = kin_record_new (&kin_placement);
  g_autoptr (KinMergeLook) look = NULL;
  g_autoptr (KinRecord) after = NULL;
  g_autoptr (KinRecord) moved = NULL;
  g_autoptr (KinRecord) back = NULL;
  Pair pair = { twin, kept };
  gint64 action;

  kin_record_set_link_to (placement, KIN_PLACEMENT_CHILD, twin);
  add (store, placement);
  look = kin_book_merge_look (reader, twin, kept);
  g_assert_cmpuint (look->links, ==, 1);
  g_assert_cmpuint (look->taken, ==, 1);
  g_assert_cmpuint (look->differ->len, ==, 1); /* how the forename is spelt */
  g_assert_true (kin_store_write (store, "merge", "Two records of one child merged", merge_pair, &pair, NULL, &action, &error));
  after = kin_reader_get (reader, &kin_child, kin_record_no (kept));
  moved = kin_reader_get (reader, &kin_placement, kin_record_no (placement));
  g_assert_cmpstr (kin_record_text (after, KIN_CHILD_FORENAME), ==, "Ada");
  g_assert_cmpstr (kin_record_text (after, KIN_CHILD_NOTE), ==, "likes trains");
  g_assert_cmpint (kin_record_link (moved, KIN_PLACEMENT_CHILD), ==, kin_record_no (kept));
  g_assert_true (kin_store_undo (store, action, NULL, NULL, NULL, &error));
  g_clear_object (&after);
  after = kin_reader_get (reader, &kin_child, kin_record_no (kept));
  back = kin_reader_get (reader, &kin_placement, kin_record_no (placement));
  g_assert_null (kin_record_text (after, KIN_CHILD_NOTE));
  g_assert_cmpint (kin_record_link (back, KIN_PLACEMENT_CHILD), ==, kin_record_no (twin));
}

static void
test_refusals (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) ada = child (world->store, "Ada", NULL);
  g_autoptr (KinRecord) home = kin_record_new (&kin_household);
  Pair self = { ada, ada }, kinds = { ada, home };

  kin_record_set_text (home, KIN_HOUSEHOLD_NAME, "Ashdown");
  add (world->store, home);
  g_assert_false (kin_store_write (world->store, "merge", "Merged", merge_pair, &self, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (kin_store_write (world->store, "merge", "Merged", merge_pair, &kinds, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/book/merge/and-unmerge", World, NULL, world_set_up, test_merge_and_unmerge, world_tear_down);
  g_test_add ("/book/merge/refusals", World, NULL, world_set_up, test_refusals, world_tear_down);
  return g_test_run ();
}
