/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far an erasure reaches: the parts, also those that were deleted, what is about nothing else, and nothing of anybody else. */
#include "extent.h"

#include "buying.h"
#include "fixture.h"
#include "homes_life.h"
#include "requests.h"
#include "returns.h"

static KinRecord *
add (Fixture *fixture, const KinType *type, guint field, KinRecord *target, int other_field, KinRecord *other)
{
  g_autoptr (GError) error = NULL;
  KinRecord *record = kin_record_new (type);

  if (target != NULL)
    kin_record_set_link_to (record, field, target);
  if (other != NULL)
    kin_record_set_link_to (record, (guint) other_field, other);
  kin_store_create (fixture->store, record, "Something added", &error);
  g_assert_no_error (error);
  return record;
}

static void
delete (Fixture *fixture, KinRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) now = fixture_now (fixture, record);

  kin_store_delete (fixture->store, now, "Deleted", &error);
  g_assert_no_error (error);
}

static gboolean
stays (const KinExtent *extent, KinRecord *record)
{
  for (guint i = 0; i < extent->staying->len; i++)
    if (g_array_index (extent->staying, gint64, i) == kin_record_no (record))
      return TRUE;
  return FALSE;
}

static gint64
place_of (const KinExtent *extent, KinRecord *record)
{
  for (guint i = 0; i < extent->going->len; i++)
    if (g_array_index (extent->going, gint64, i) == kin_record_no (record))
      return i;
  return -1;
}

static KinExtent *
extent_of (Fixture *fixture, KinRecord *record)
{
  return kin_reader_extent (kin_store_reader (fixture->store), kin_record_no (record));
}

static void
test_child (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinRecord) zelda = fixture_child (fixture, "Zelda", "Example");
  g_autoptr (KinRecord) ada = fixture_child (fixture, "Ada", "Example");
  g_autoptr (KinRecord) home = fixture_household (fixture, "A home");
  g_autoptr (KinRecord) placement = add (fixture, &kin_placement, KIN_PLACEMENT_CHILD, zelda, KIN_PLACEMENT_HOUSEHOLD, home);
  g_autoptr (KinRecord) absence = add (fixture, &kin_absence, KIN_ABSENCE_PLACEMENT, placement, 0, NULL);
  g_autoptr (KinRecord) before = add (fixture, &kin_placement, KIN_PLACEMENT_CHILD, zelda, KIN_PLACEMENT_HOUSEHOLD, home);
  g_autoptr (KinRecord) row = add (fixture, &kin_return_row, KIN_RETURN_ROW_CHILD, zelda, 0, NULL);
  g_autoptr (KinRecord) request = add (fixture, &kin_placement_request, KIN_PLACEMENT_REQUEST_CHILD, zelda, KIN_PLACEMENT_REQUEST_PLACEMENT, placement);
  g_autoptr (KinRecord) offer = add (fixture, &kin_offer, KIN_OFFER_REQUEST, request, KIN_OFFER_HOUSEHOLD, home);
  g_autoptr (KinRecord) shared = add (fixture, &kin_placement_request, KIN_PLACEMENT_REQUEST_CHILD, ada, 0, NULL);
  g_autoptr (KinRecord) line = add (fixture, &kin_request_child, KIN_REQUEST_CHILD_REQUEST, shared, KIN_REQUEST_CHILD_CHILD, zelda);
  g_autoptr (KinRecord) concern = add (fixture, &kin_concern, KIN_CONCERN_HOUSEHOLD, home, KIN_CONCERN_CHILD, zelda);
  g_autoptr (KinRecord) twin = add (fixture, &kin_child, KIN_CHILD_MERGED_INTO, zelda, 0, NULL);
  g_autoptr (KinRecord) others = add (fixture, &kin_placement, KIN_PLACEMENT_CHILD, ada, KIN_PLACEMENT_HOUSEHOLD, home);
  KinRecord *going[] = { zelda, placement, absence, before, row, request, offer, line, twin };
  KinRecord *not[] = { ada, home, shared, concern, others };
  g_autoptr (KinExtent) extent = NULL;

  delete (fixture, before);
  delete (fixture, row);
  extent = extent_of (fixture, zelda);
  for (guint i = 0; i < G_N_ELEMENTS (going); i++)
    g_assert_true (kin_extent_has (extent, kin_record_no (going[i])));
  for (guint i = 0; i < G_N_ELEMENTS (not); i++)
    g_assert_false (kin_extent_has (extent, kin_record_no (not[i])));
  g_assert_cmpuint (extent->going->len, ==, G_N_ELEMENTS (going));
  g_assert_cmpint (place_of (extent, zelda), ==, 0);
  g_assert_cmpint (place_of (extent, placement), <, place_of (extent, absence));
  g_assert_true (stays (extent, concern)); /* it speaks of the home as well */
  g_assert_cmpuint (extent->staying->len, ==, 1);
}

/* A child that was deleted is erased like any other. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinRecord) zelda = fixture_child (fixture, "Zelda", "Example");
  g_autoptr (KinRecord) placement = add (fixture, &kin_placement, KIN_PLACEMENT_CHILD, zelda, 0, NULL);
  g_autoptr (KinRecord) absence = add (fixture, &kin_absence, KIN_ABSENCE_PLACEMENT, placement, 0, NULL);
  g_autoptr (KinExtent) extent = NULL;

  delete (fixture, zelda);
  g_assert_null (fixture_now (fixture, absence));
  extent = extent_of (fixture, zelda);
  g_assert_cmpuint (extent->going->len, ==, 3);
  g_assert_cmpint (place_of (extent, absence), ==, 2);
}

static void
test_home (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinRecord) agency = add (fixture, &kin_provider, KIN_PROVIDER_MERGED_INTO, NULL, 0, NULL);
  g_autoptr (KinRecord) home = add (fixture, &kin_household, KIN_HOUSEHOLD_PROVIDER, agency, 0, NULL);
  g_autoptr (KinRecord) carer = add (fixture, &kin_carer, KIN_CARER_HOUSEHOLD, home, 0, NULL);
  g_autoptr (KinRecord) check = add (fixture, &kin_check, KIN_CHECK_PERSON, carer, 0, NULL);
  g_autoptr (KinRecord) zelda = fixture_child (fixture, "Zelda", "Example");
  g_autoptr (KinRecord) placement = add (fixture, &kin_placement, KIN_PLACEMENT_CHILD, zelda, KIN_PLACEMENT_HOUSEHOLD, home);
  g_autoptr (KinExtent) extent = extent_of (fixture, home);
  g_autoptr (KinExtent) of_agency = extent_of (fixture, agency);
  g_autoptr (KinExtent) of_carer = extent_of (fixture, carer);

  g_assert_cmpuint (extent->going->len, ==, 3);
  g_assert_cmpint (place_of (extent, check), ==, 2);
  g_assert_true (stays (extent, placement)); /* it is the child's */
  g_assert_cmpuint (of_agency->going->len, ==, 1);
  g_assert_true (stays (of_agency, home));
  g_assert_cmpuint (of_carer->going->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/extent/of-a-child", test_child);
  ADD ("/extent/of-what-was-deleted", test_deleted);
  ADD ("/extent/of-a-home", test_home);
  return g_test_run ();
}
