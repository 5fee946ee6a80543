/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same child entered twice becomes one, and two again. */
#include <string.h>

#include "children.h"
#include "history.h"
#include "merge.h"
#include "people.h"
#include "search.h"
#include "similar.h"
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

/* Sought under either name it is found once, and it is the one that stays. */
static void
test_search (World *world, gconstpointer data)
{
  KinStore *store = world->store;
  g_autoptr (KinRecord) kept = child (store, "Adelaide", NULL), twin = child (store, "Zuleika", NULL), again = child (store, "Xanthe", NULL);
  Pair first = { twin, kept }, second = { again, twin };
  static const char *const names[] = { "adelaide", "zuleika", "xanthe" };

  g_assert_true (kin_store_write (store, "merge", "Merged", merge_pair, &second, NULL, NULL, NULL));
  g_assert_true (kin_store_write (store, "merge", "Merged", merge_pair, &first, NULL, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) groups = kin_book_search (world->reader, names[i], KIN_SEE_ALL, 6, kin_day (2026, 1, 1));
      const KinFoundGroup *group = groups->len == 1 ? groups->pdata[0] : NULL;

      g_assert_nonnull (group);
      g_assert_cmpuint (group->found->len, ==, 1);
      g_assert_cmpint (((KinFound *) group->found->pdata[0])->record, ==, kin_reader_no_of (world->reader, kin_record_id (kept)));
    }
}

static KinRecord *
carer (KinStore *store, const char *forename, const char *surname)
{
  KinRecord *record = kin_record_new (&kin_carer);

  kin_record_set_text (record, KIN_CARER_FORENAME, forename);
  kin_record_set_text (record, KIN_CARER_SURNAME, surname);
  return add (store, record);
}

/* Homes by name or telephone, carers by both names; never itself, never one merged away. */
static void
test_similar (World *world, gconstpointer data)
{
  KinStore *store = world->store;
  g_autoptr (KinRecord) home = kin_record_new (&kin_household), same = kin_record_new (&kin_household), other = kin_record_new (&kin_household);
  g_autoptr (KinRecord) ida = carer (store, "Ida", "Sample"), twin = carer (store, "IDA", "sample"), sister = carer (store, "Ada", "Sample");
  g_autoptr (GPtrArray) homes = NULL, carers = NULL, left = NULL;
  Pair pair = { twin, ida };

  kin_record_set_text (home, KIN_HOUSEHOLD_NAME, "Ashdown");
  kin_record_set_text (home, KIN_HOUSEHOLD_TELEPHONE, "01254 000001");
  add (store, home);
  kin_record_set_text (other, KIN_HOUSEHOLD_NAME, "Birchwood");
  add (store, other);
  /* Not saved yet: as it is being typed. */
  kin_record_set_text (same, KIN_HOUSEHOLD_NAME, "ashdown");
  kin_record_set_text (same, KIN_HOUSEHOLD_TELEPHONE, "01254 000001");
  homes = kin_book_similar (world->reader, same);
  g_assert_cmpuint (homes->len, ==, 1);
  g_assert_cmpint (((KinSimilar *) homes->pdata[0])->record, ==, kin_reader_no_of (world->reader, kin_record_id (home)));
  g_assert_nonnull (strstr (((KinSimilar *) homes->pdata[0])->text, "01254 000001"));
  carers = kin_book_similar (world->reader, ida);
  g_assert_cmpuint (carers->len, ==, 1);
  g_assert_cmpint (((KinSimilar *) carers->pdata[0])->record, ==, kin_record_no (twin));
  g_assert_true (kin_store_write (store, "merge", "Merged", merge_pair, &pair, NULL, NULL, NULL));
  left = kin_book_similar (world->reader, ida);
  g_assert_cmpuint (left->len, ==, 0);
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
  g_test_add ("/book/merge/search", World, NULL, world_set_up, test_search, world_tear_down);
  g_test_add ("/book/merge/similar", World, NULL, world_set_up, test_similar, world_tear_down);
  g_test_add ("/book/merge/refusals", World, NULL, world_set_up, test_refusals, world_tear_down);
  return g_test_run ();
}
