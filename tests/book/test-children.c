/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A child's page, brothers and sisters, search, and who may be the same child. */
#include "brothers.h"
#include "children.h"
#include "life.h"
#include "people.h"
#include "search.h"
#include "similar.h"
#include "where.h"
#include "world.h"

#define ADD(func) g_test_add ("/children/" #func, World, NULL, world_set_up, func, world_tear_down)
#define TODAY (kin_day (2026, 6, 1))

typedef struct
{
  gint64 ada, ben, cal, ash, oak, group;
} Family;

static void
fill (World *world, gpointer data)
{
  Family *f = data;
  KinRecord *sibling = kin_record_new (&kin_sibling);
  KinValue address = { TRUE, 0, 0, (char *) "1 Example Street\nExampleton", (char *) "BB1 7DY" };
  gint64 placement;

  f->ash = world_home (world, "Ash");
  f->oak = world_home (world, "Oak");
  world_set (world, &kin_household, f->ash, KIN_HOUSEHOLD_ADDRESS, &address);
  f->ada = world_child (world, "Ada", kin_day (2019, 4, 3));
  f->ben = world_child (world, "Ben", kin_day (2021, 1, 1));
  f->cal = world_child (world, "Cal", kin_day (2007, 1, 1));
  world_set (world, &kin_child, f->cal, KIN_CHILD_KNOWN_AS, &(KinValue){ TRUE, 0, 0, (char *) "Cass", NULL });
  for (int i = 0; i < 2; i++)
    {
      gint64 child = i == 0 ? f->ada : f->ben;

      world_care (world, child, kin_day (2025, 1, 1), 0);
      world_status (world, child, "C1", kin_day (2025, 1, 1), kin_day (2025, 7, 1));
      world_status (world, child, "C2", kin_day (2025, 7, 1), 0);
    }
  world_placement (world, f->ada, f->oak, "U6", kin_day (2025, 1, 1), kin_day (2025, 9, 1));
  placement = world_placement (world, f->ada, f->ash, "U6", kin_day (2025, 9, 1), 0);
  world_price (world, placement, "core", "fee", 40400, kin_day (2025, 9, 1), 0);
  world_placement (world, f->ben, f->oak, "U6", kin_day (2025, 1, 1), 0);
  f->group = world_group (world, "The Examples", (gint64[]) { f->ada, f->ben, f->cal }, 3);
  kin_record_set_link (sibling, KIN_SIBLING_GROUP, f->group);
  kin_record_set_text (sibling, KIN_SIBLING_NAME, "Quin Example");
  world_add (world, sibling);
}

typedef struct
{
  Family f;
  gint64 hospital, lost, free;
} Away;

static void
fill_away (World *world, gpointer data)
{
  Away *away = data;

  fill (world, &away->f);
  away->hospital = world_placement (world, away->f.ada, 0, "T1", kin_day (2026, 5, 20), 0);
  away->lost = world_placement (world, away->f.cal, 0, "T2", kin_day (2026, 5, 20), 0);
  away->free = world_placement (world, away->f.cal, 0, "U6", kin_day (2026, 5, 25), 0);
}

/* A child who is away for a while has a home; and no price is not a price of nothing. */
static void
away (World *world, gconstpointer data)
{
  g_autofree char *hospital = NULL, *lost = NULL, *home = NULL;
  gint64           placement;
  Away             away;

  world_write (world, fill_away, &away);
  placement = kin_book_placement_on (world->reader, away.f.ada, TODAY);
  g_assert_cmpint (placement, ==, away.hospital);
  hospital = kin_book_where (world->reader, placement);
  g_assert_cmpstr (hospital, ==, "away: Temporary stay in hospital, home is Ash");
  lost = kin_book_where (world->reader, away.lost);
  g_assert_cmpstr (lost, ==, "away: Temporarily away on holiday");
  home = kin_book_where (world->reader, kin_book_placement_on (world->reader, away.f.ben, TODAY));
  g_assert_cmpstr (home, ==, "Oak");
  g_assert_cmpstr (kin_book_no_price (world->reader, away.hospital, TODAY), ==, "none is expected");
  g_assert_cmpstr (kin_book_no_price (world->reader, away.free, TODAY), ==, "no price");
  g_assert_null (kin_book_no_price (world->reader, kin_book_placement_on (world->reader, away.f.ada, kin_day (2026, 5, 1)), TODAY));
  g_assert_cmpint (kin_book_placement_on (world->reader, away.f.ada, kin_day (2024, 1, 1)), ==, 0);
}

static void
page (World *world, gconstpointer data)
{
  g_autoptr (KinChildLife) life = NULL;
  KinLane *placements, *ben;
  Family f;

  world_write (world, fill, &f);
  life = kin_book_child (world->reader, f.ada, TODAY, TRUE);
  g_assert_cmpstr (life->age, ==, "7 years 1 month");
  g_assert_cmpstr (life->care, ==, "looked after for 1 year 5 months");
  g_assert_cmpstr (life->where, ==, "Ash");
  g_assert_cmpint (life->weekly, ==, 40400);
  g_assert_cmpuint (life->lanes->len, ==, 5);
  placements = life->lanes->pdata[2];
  g_assert_cmpuint (placements->bars->len, ==, 2);
  g_assert_cmpstr (g_array_index (placements->bars, KinBar, 1).text, ==, "Ash · £404.00");
  g_assert_cmpint (g_array_index (placements->bars, KinBar, 1).tone, ==, KIN_BAR_IN_HOUSE);
  ben = life->lanes->pdata[4];
  g_assert_cmpint (ben->sibling, ==, f.ben);
  g_assert_cmpstr (ben->label, ==, "With Ben, 5"); /* no surname */
  g_assert_cmpstr (((KinLane *) life->lanes->pdata[3])->label, ==, "With Cass, 19"); /* as they are known */
  g_assert_cmpuint (ben->bars->len, ==, 2);
  g_assert_cmpint (g_array_index (ben->bars, KinBar, 0).tone, ==, KIN_BAR_TOGETHER);
  g_assert_cmpint (g_array_index (ben->bars, KinBar, 1).tone, ==, KIN_BAR_APART);
  g_assert_cmpint (g_array_index (ben->bars, KinBar, 1).from, ==, kin_day (2025, 9, 1));
  g_assert_null (kin_book_child (world->reader, f.ash, TODAY, TRUE));
}

static void
groups (World *world, gconstpointer data)
{
  g_autoptr (KinGroup) group = NULL;
  g_autoptr (GArray) in_care = NULL;
  const KinGroupMember *eldest;
  Family f;

  world_write (world, fill, &f);
  group = kin_book_group (world->reader, f.group, TODAY);
  g_assert_cmpuint (group->members->len, ==, 4);
  g_assert_cmpuint (group->in_care, ==, 2);
  g_assert_cmpuint (group->homes, ==, 2);
  g_assert_cmpuint (group->apart->len, ==, 1);
  g_assert_cmpint (g_array_index (group->apart, KinSiblingPair, 0).since, ==, kin_day (2025, 9, 1));
  eldest = &g_array_index (group->members, KinGroupMember, 0);
  g_assert_cmpint (eldest->child, ==, f.cal);
  g_assert_cmpint (eldest->together, ==, KIN_TOGETHER_NOT_IN_CARE);
  g_assert_cmpstr (g_array_index (group->members, KinGroupMember, 3).name, ==, "Quin Example");
  in_care = kin_book_groups_in_care (world->reader, TODAY);
  g_assert_cmpuint (in_care->len, ==, 1);
  g_array_set_size (in_care, 0);
}

static const KinFound *
first_of (GPtrArray *groups, const KinType *type)
{
  for (guint i = 0; i < groups->len; i++)
    if (((KinFoundGroup *) groups->pdata[i])->type == type)
      return ((KinFoundGroup *) groups->pdata[i])->found->pdata[0];
  return NULL;
}

static void
search (World *world, gconstpointer data)
{
  static const char *const postcodes[] = { "BB1 7DY", "bb17dy", "bb17", "bb1 7", "bb1" };
  g_autoptr (GPtrArray) names = NULL, nothing = NULL;
  Family f;

  world_write (world, fill, &f);
  names = kin_book_search (world->reader, "ada ex", KIN_SEE_ALL, 10, TODAY);
  g_assert_cmpint (first_of (names, &kin_child)->record, ==, f.ada);
  g_assert_cmpstr (first_of (names, &kin_child)->subtitle, ==, "7 years 1 month · Ash");
  for (guint i = 0; i < G_N_ELEMENTS (postcodes); i++)
    {
      g_autoptr (GPtrArray) found = kin_book_search (world->reader, postcodes[i], KIN_SEE_ALL, 10, TODAY);

      g_assert_cmpint (first_of (found, &kin_household)->record, ==, f.ash);
      g_assert_cmpstr (first_of (found, &kin_household)->subtitle, ==, "1 Example Street Exampleton · BB1 7DY");
    }
  nothing = kin_book_search (world->reader, "  ", KIN_SEE_ALL, 10, TODAY);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
protect (World *world, gpointer data)
{
  KinValue yes = { TRUE, 1, 0, NULL, NULL };

  world_set (world, &kin_child, ((Family *) data)->ada, KIN_CHILD_PROTECTED_ADDRESS, &yes);
}

static void
protected_address (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  Family f;

  world_write (world, fill, &f);
  world_write (world, protect, &f);
  found = kin_book_search (world->reader, "ada", KIN_SEE_GENERAL, 10, TODAY);
  g_assert_cmpstr (first_of (found, &kin_child)->subtitle, ==, "7 years 1 month");
}

static void
expect_similar (World *world, const char *surname, const char *forename, KinDay born, gint64 child, int least)
{
  g_autoptr (GPtrArray) similar = kin_book_similar_children (world->reader, surname, forename, born);

  if (child == 0)
    {
      g_assert_cmpuint (similar->len, ==, 0);
      return;
    }
  g_assert_cmpuint (similar->len, >=, 1);
  g_assert_cmpint (((KinSimilar *) similar->pdata[0])->record, ==, child);
  g_assert_cmpint (((KinSimilar *) similar->pdata[0])->likeness, >=, least);
}

static void
similar (World *world, gconstpointer data)
{
  Family f;

  world_write (world, fill, &f);
  expect_similar (world, "Example", "Ada", kin_day (2019, 4, 3), f.ada, 100);
  expect_similar (world, "EXAMPLE", "ada", kin_day (2019, 3, 4), f.ada, 80);  /* day and month */
  expect_similar (world, "Exampel", "Ada", kin_day (2019, 4, 3), f.ada, 80);  /* a slip */
  expect_similar (world, "Other", "Ada", kin_day (2019, 4, 3), f.ada, 60);    /* a new surname */
  expect_similar (world, "Example", "Ada", KIN_NO_DAY, f.ada, 60);
  expect_similar (world, "Sample", "Zed", kin_day (2001, 1, 1), 0, 0);
  expect_similar (world, NULL, NULL, KIN_NO_DAY, 0, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (page);
  ADD (away);
  ADD (groups);
  ADD (search);
  ADD (protected_address);
  ADD (similar);
  return g_test_run ();
}
