/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many records at once, against the same done one by one: what changes, what is counted, and what one undo brings back. */
#include "bulk.h"
#include "history.h"
#include "people.h"
#include "world.h"

#define N 40

static KinRecord *
home (World *world, guint i)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("Home %u", i);
  KinRecord *record = kin_record_new (&kin_household);

  kin_record_set_text (record, KIN_HOUSEHOLD_NAME, name);
  if (g_test_rand_bit ())
    kin_record_set_text (record, KIN_HOUSEHOLD_TEAM, g_test_rand_bit () ? "North" : "South");
  kin_store_create (world->store, record, "Added", &error);
  g_assert_no_error (error);
  return record;
}

static const char *
team (World *world, KinRecord *record, KinRecord **fresh)
{
  g_set_object (fresh, NULL);
  *fresh = kin_reader_get (kin_store_reader (world->store), &kin_household, kin_reader_no_of (kin_store_reader (world->store), kin_record_id (record)));
  return *fresh != NULL ? kin_record_text (*fresh, KIN_HOUSEHOLD_TEAM) : "gone";
}

static void
run (World *world, const char *value, gboolean delete)
{
  KinReader *reader = kin_store_reader (world->store);
  g_autoptr (GPtrArray) homes = g_ptr_array_new_with_free_func (g_object_unref), before = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KinBulk) bulk = NULL;
  g_autoptr (KinRecord) fresh = NULL, gone = NULL;
  g_autoptr (KinAction) action = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gboolean chosen[N];
  KinValue wanted = { value != NULL, 0, 0, (char *) value, NULL };
  guint differ = 0;
  gint64 no;

  for (guint i = 0; i < N; i++)
    {
      g_ptr_array_add (homes, home (world, i));
      g_ptr_array_add (before, g_strdup (team (world, homes->pdata[i], &fresh)));
      no = kin_record_no (fresh);
      chosen[i] = g_test_rand_bit ();
      if (!chosen[i])
        continue;
      g_array_append_val (ids, no);
      differ += delete || g_strcmp0 (before->pdata[i], value) != 0;
    }
  /* One that somebody else deleted meanwhile is no reason to stop. */
  gone = home (world, N);
  no = kin_reader_no_of (reader, kin_record_id (gone));
  g_clear_object (&fresh);
  fresh = kin_reader_get (reader, &kin_household, no);
  kin_store_delete (world->store, fresh, "Deleted", &error);
  g_assert_no_error (error);
  g_array_append_val (ids, no);
  bulk = kin_bulk_new (&kin_household, ids, delete ? -1 : KIN_HOUSEHOLD_TEAM, &wanted, "home", "homes");
  g_assert_cmpuint (kin_bulk_differ (reader, bulk), ==, differ);
  kin_store_write (world->store, delete ? "delete" : "edit", "Many", kin_bulk_work, bulk, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N; i++)
    g_assert_cmpstr (team (world, homes->pdata[i], &fresh), ==, !chosen[i] ? before->pdata[i] : delete ? "gone" : value);
  if (differ == 0)
    return;
  action = kin_reader_undoable (reader);
  label = g_strdup_printf (delete ? "%u %s deleted" : "%u %s changed: Team", differ, differ == 1 ? "home" : "homes");
  g_assert_cmpstr (action->label, ==, label);
  g_assert_true (kin_store_undo (world->store, action->no, NULL, NULL, NULL, &error));
  for (guint i = 0; i < N; i++)
    g_assert_cmpstr (team (world, homes->pdata[i], &fresh), ==, before->pdata[i]);
}

static void
test_set (World *world, gconstpointer data)
{
  run (world, "North", FALSE);
  run (world, NULL, FALSE);
}

static void
test_delete (World *world, gconstpointer data)
{
  run (world, NULL, TRUE);
}

static void
test_fields (void)
{
  g_assert_true (kin_bulk_may_set (&kin_household, KIN_HOUSEHOLD_TEAM));
  g_assert_false (kin_bulk_may_set (&kin_household, KIN_HOUSEHOLD_NAME));
  g_assert_false (kin_bulk_may_set (&kin_household, KIN_HOUSEHOLD_MERGED_INTO));
  g_assert_false (kin_bulk_may_set (&kin_carer, KIN_CARER_HOUSEHOLD));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/bulk/set", World, NULL, world_set_up, test_set, world_tear_down);
  g_test_add ("/bulk/delete", World, NULL, world_set_up, test_delete, world_tear_down);
  g_test_add_func ("/bulk/fields", test_fields);
  return g_test_run ();
}
