/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways out of each kind of clash: each closes what it may close and nothing else, and undo opens it again. */
#include <string.h>

#include "buying.h"
#include "children.h"
#include "clash-ways.h"
#include "history.h"
#include "people.h"
#include "world.h"

/* Monday 30 November 2026: six working days end on Tuesday 8 December. */
#define TODAY (kin_day (2026, 11, 30))

typedef struct
{
  gint64 home, child[5], stay[5];
  guint  n;
  int    places;
} Home;

static void
fill_home (World *world, gpointer data)
{
  static const char *const names[] = { "Ada", "Ben", "Cleo", "Dan", "Effie" };
  Home *home = data;

  home->home = world_home (world, "Ashdown");
  world_approval (world, home->home, home->places, TODAY - 400, 0);
  for (guint i = 0; i < home->n; i++)
    {
      home->child[i] = world_child (world, names[i], kin_day (2012 + (int) i, 5, 3));
      home->stay[i] = world_placement (world, home->child[i], home->home, "U6", i + 2 < home->n ? TODAY - 100 + (KinDay) i : TODAY, 0);
    }
}

static const KinWay *
find_way (GPtrArray *ways, KinWayKind kind, gint64 record)
{
  for (guint i = 0; i < ways->len; i++)
    if (((KinWay *) ways->pdata[i])->kind == kind && ((KinWay *) ways->pdata[i])->record == record)
      return ways->pdata[i];
  return NULL;
}

typedef struct
{
  const KinClash *clash;
  const KinWay   *way;
  KinWayAnswer    answer;
} Taking;

static gboolean
take_way (KinWriter *writer, gpointer data, GError **error)
{
  const Taking *taking = data;

  return kin_clash_take (writer, taking->clash, taking->way, &taking->answer, TODAY, error);
}

static gboolean
take (World *world, const KinClash *clash, const KinWay *way, GError **error)
{
  Taking taking = { clash, way, { "P. Example", "no other bed", way->day } };

  return kin_store_write (world->store, "decide", "Clash decided", take_way, &taking, NULL, NULL, error);
}

static guint
n_open (World *world)
{
  g_autoptr (GPtrArray) clashes = kin_book_clashes (world->reader);

  return kin_clashes_n_open (clashes);
}

/* Each way alone, then back; one that is offered does what it says. */
static void
try_way (World *world, const KinClash *clash, const KinWay *way, guint left, KinDay open_from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (KinAction) action = NULL;
  guint before = n_open (world);

  g_assert_nonnull (way);
  g_test_message ("%s", way->label);
  g_assert_true (take (world, clash, way, &error));
  g_assert_no_error (error);
  after = kin_book_clashes (world->reader);
  g_assert_cmpuint (kin_clashes_n_open (after), ==, left);
  for (guint i = 0; i < after->len && open_from != KIN_NO_DAY; i++)
    if (strcmp (((KinClash *) after->pdata[i])->id, clash->id) == 0 && ((KinClash *) after->pdata[i])->is_open)
      g_assert_cmpint (((KinClash *) after->pdata[i])->open_from, ==, open_from);
  if (left < before)
    {
      g_autoptr (GError) late = NULL;

      g_assert_false (take (world, clash, way, &late)); /* settled: a second laptop's window says so */
      g_assert_nonnull (late);
    }
  action = kin_reader_undoable (world->reader);
  g_assert_cmpstr (action->label, ==, kin_way_action (way->kind));
  kin_store_undo (world->store, action->no, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_open (world), ==, before);
}

static void
test_terms (World *world, gconstpointer data)
{
  Home home = { .n = 3, .places = 2 };
  g_autoptr (GPtrArray) clashes = NULL, ways = NULL;
  const KinClash *clash;

  world_write (world, fill_home, &home);
  clashes = kin_book_clashes (world->reader);
  g_assert_cmpuint (clashes->len, ==, 1);
  clash = clashes->pdata[0];
  ways = kin_clash_ways (world->reader, clash, TODAY);
  try_way (world, clash, find_way (ways, KIN_WAY_VARY, 0), 0, KIN_NO_DAY);
  /* Six working days, then it is open again: the law gives no more. */
  try_way (world, clash, find_way (ways, KIN_WAY_REG23, home.stay[2]), 1, kin_day (2026, 12, 9));
  try_way (world, clash, find_way (ways, KIN_WAY_MOVE, home.stay[1]), 0, KIN_NO_DAY);
  try_way (world, clash, find_way (ways, KIN_WAY_WRONG, home.stay[2]), 0, KIN_NO_DAY);
  /* Not of this law; and who was there before does not compete. */
  g_assert_null (find_way (ways, KIN_WAY_EXEMPTION, 0));
  g_assert_null (find_way (ways, KIN_WAY_SIBLINGS, 0));
  g_assert_null (find_way (ways, KIN_WAY_MOVE, home.stay[0]));
  g_assert_null (find_way (ways, KIN_WAY_WRITE_DOWN, 0));
}

static void
test_three (World *world, gconstpointer data)
{
  Home home = { .n = 4, .places = 3 };
  g_autoptr (GPtrArray) clashes = NULL, ways = NULL;
  const KinClash *clash;

  world_write (world, fill_home, &home);
  clashes = kin_book_clashes (world->reader);
  g_assert_cmpuint (clashes->len, ==, 2); /* both tests */
  clash = clashes->pdata[1];
  g_assert_cmpint (clash->rule, ==, KIN_CLASH_THREE);
  ways = kin_clash_ways (world->reader, clash, TODAY);
  g_assert_null (find_way (ways, KIN_WAY_VARY, 0));
  g_assert_null (find_way (ways, KIN_WAY_REG23, home.stay[3]));
  /* Neither cures the terms. */
  try_way (world, clash, find_way (ways, KIN_WAY_EXEMPTION, 0), 1, KIN_NO_DAY);
  try_way (world, clash, find_way (ways, KIN_WAY_SIBLINGS, 0), 1, KIN_NO_DAY);
  try_way (world, clash, find_way (ways, KIN_WAY_MOVE, home.stay[3]), 0, KIN_NO_DAY);
}

static void
add_old (World *world, gpointer data)
{
  Home *home = data;

  home->home = world_home (world, "Birchwood");
  world_approval (world, home->home, 1, TODAY - 400, 0);
  home->child[0] = world_child (world, "Fay", kin_day (2014, 5, 3));
  home->child[1] = world_child (world, "Gus", kin_day (2015, 5, 3));
  world_placement (world, home->child[0], home->home, "U6", TODAY - 60, 0);
  world_placement (world, home->child[1], home->home, "U6", TODAY - 30, TODAY - 10);
}

static void
test_past (World *world, gconstpointer data)
{
  Home home = { 0 };
  g_autoptr (GPtrArray) clashes = NULL, ways = NULL;

  world_write (world, add_old, &home);
  clashes = kin_book_clashes (world->reader);
  ways = kin_clash_ways (world->reader, clashes->pdata[0], TODAY);
  try_way (world, clashes->pdata[0], find_way (ways, KIN_WAY_WRITE_DOWN, 0), 0, KIN_NO_DAY);
}

static void
fill_pairs (World *world, gpointer data)
{
  gint64 *no = data;

  no[0] = world_child (world, "Ada", kin_day (2016, 5, 3));
  no[1] = world_placement (world, no[0], world_home (world, "Ashdown"), "U6", TODAY - 20, 0);
  no[2] = world_placement (world, no[0], world_home (world, "Birchwood"), "U6", TODAY, 0);
  no[3] = world_price (world, no[1], "core", "fee", 20000, TODAY - 20, 0);
  no[4] = world_price (world, no[1], "core", "fee", 21000, TODAY - 3, 0);
  no[5] = world_child (world, "Ben", kin_day (2016, 5, 3));
  no[6] = world_child (world, "Ben", kin_day (2016, 5, 3));
  world_set_text (world, &kin_child, no[5], KIN_CHILD_SURNAME, "Example");
  world_set_text (world, &kin_child, no[6], KIN_CHILD_SURNAME, "Example");
}

static void
delete_home (World *world, gpointer data)
{
  g_autoptr (KinRecord) home = kin_reader_get (kin_writer_reader (world->writer), &kin_household, *(gint64 *) data);
  g_autoptr (GError) error = NULL;

  kin_writer_delete (world->writer, home, &error);
  g_assert_no_error (error);
}

static const KinClash *
find_rule (GPtrArray *clashes, KinClashRule rule)
{
  for (guint i = 0; i < clashes->len; i++)
    if (((KinClash *) clashes->pdata[i])->rule == rule)
      return clashes->pdata[i];
  g_assert_not_reached ();
}

static void
test_pairs (World *world, gconstpointer data)
{
  gint64 no[7];
  g_autoptr (GPtrArray) clashes = NULL, places = NULL, prices = NULL, twins = NULL;

  world_write (world, fill_pairs, no);
  clashes = kin_book_clashes (world->reader);
  g_assert_cmpuint (clashes->len, ==, 3);
  places = kin_clash_ways (world->reader, find_rule (clashes, KIN_CLASH_TWO_PLACES), TODAY);
  try_way (world, find_rule (clashes, KIN_CLASH_TWO_PLACES), find_way (places, KIN_WAY_END, no[1]), 2, KIN_NO_DAY);
  try_way (world, find_rule (clashes, KIN_CLASH_TWO_PLACES), find_way (places, KIN_WAY_WRONG, no[2]), 2, KIN_NO_DAY);
  g_assert_null (find_way (places, KIN_WAY_BOTH, 0)); /* nobody sleeps in two beds */
  prices = kin_clash_ways (world->reader, find_rule (clashes, KIN_CLASH_PRICES), TODAY);
  try_way (world, find_rule (clashes, KIN_CLASH_PRICES), find_way (prices, KIN_WAY_END, no[3]), 2, KIN_NO_DAY);
  try_way (world, find_rule (clashes, KIN_CLASH_PRICES), find_way (prices, KIN_WAY_BOTH, 0), 2, KIN_NO_DAY);
  twins = kin_clash_ways (world->reader, find_rule (clashes, KIN_CLASH_SAME_CHILD), TODAY);
  try_way (world, find_rule (clashes, KIN_CLASH_SAME_CHILD), find_way (twins, KIN_WAY_MERGE, no[6]), 2, KIN_NO_DAY);
  try_way (world, find_rule (clashes, KIN_CLASH_SAME_CHILD), find_way (twins, KIN_WAY_BOTH, 0), 2, KIN_NO_DAY);
}

static void
test_gone (World *world, gconstpointer data)
{
  Home home = { .n = 2, .places = 2 };
  g_autoptr (GPtrArray) clashes = NULL, ways = NULL;
  const KinClash *clash;

  world_write (world, fill_home, &home);
  world_write (world, delete_home, &home.home);
  clashes = kin_book_clashes (world->reader);
  g_assert_cmpuint (clashes->len, ==, 2); /* two placements lead to it */
  clash = clashes->pdata[0];
  ways = kin_clash_ways (world->reader, clash, TODAY);
  try_way (world, clash, find_way (ways, KIN_WAY_RESTORE, home.home), 0, KIN_NO_DAY);
  try_way (world, clash, find_way (ways, KIN_WAY_LET_GO, g_array_index (clash->records, gint64, 0)), 1, KIN_NO_DAY);
}

static void
test_answers (World *world, gconstpointer data)
{
  Home home = { .n = 3, .places = 2 };
  g_autoptr (GPtrArray) clashes = NULL, ways = NULL;
  g_autoptr (GError) error = NULL;
  Taking taking = { 0 };

  world_write (world, fill_home, &home);
  clashes = kin_book_clashes (world->reader);
  ways = kin_clash_ways (world->reader, clashes->pdata[0], TODAY);
  taking = (Taking) { clashes->pdata[0], find_way (ways, KIN_WAY_REG23, home.stay[2]), { "P. Example", "", KIN_NO_DAY } };
  g_assert_false (kin_store_write (world->store, "decide", "Clash decided", take_way, &taking, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, "Say why.");
  g_assert_cmpuint (n_open (world), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, World, NULL, world_set_up, test, world_tear_down)
  ADD ("/clash-ways/terms", test_terms);
  ADD ("/clash-ways/three", test_three);
  ADD ("/clash-ways/past", test_past);
  ADD ("/clash-ways/pairs", test_pairs);
  ADD ("/clash-ways/gone", test_gone);
  ADD ("/clash-ways/answers", test_answers);
  return g_test_run ();
}
