/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What placements cost on a day, who pays, and what is missing or too much; and the bands of a council's
 * minutes of 18 December 2017. */
#include "buying.h"
#include "children.h"
#include "figures.h"
#include "prices.h"
#include "world.h"

#define ADD(func) g_test_add ("/prices/" #func, World, NULL, world_set_up, func, world_tear_down)
#define DAY (kin_day (2017, 12, 18))
#define BEFORE (kin_day (2017, 6, 1))

static gint64
add_placement (World *world, const char *type, const char *category)
{
  gint64 child = world_child (world, "Child", kin_day (2005, 1, 1));
  gint64 placement = world_placement (world, child, 0, type, BEFORE, 0);

  world_care (world, child, BEFORE, 0);
  if (category != NULL)
    world_set_text (world, &kin_placement, placement, KIN_PLACEMENT_CATEGORY, category);
  return placement;
}

static void
add_many (World *world, int n, const char *type, const char *category, gint64 care, gint64 education)
{
  for (int i = 0; i < n; i++)
    {
      gint64 placement = add_placement (world, type, category);

      world_price (world, placement, "core", "care", care, BEFORE, 0);
      if (education != 0)
        world_price (world, placement, "additional", "education", education, BEFORE, 0);
    }
}

static void
share_with_health (World *world, gint64 placement)
{
  KinRecord *split = kin_record_new (&kin_funding_split);

  kin_record_set_link (split, KIN_FUNDING_SPLIT_PLACEMENT, placement);
  kin_record_set_text (split, KIN_FUNDING_SPLIT_FUNDER, "health");
  kin_record_set_number (split, KIN_FUNDING_SPLIT_SHARE, 5000);
  kin_record_set_period (split, KIN_FUNDING_SPLIT_PERIOD, BEFORE, 0);
  world_add (world, split);
}

/* The 80 placements of those minutes; on the basis "total" 19 general ones would be above £3,500, and that is wrong. */
static void
fill_seed (World *world, gpointer data)
{
  gint64 school;

  add_many (world, 1, "K1", "residential_secure", 560000, 0);
  add_many (world, 7, "K2", "residential_general", 360000, 40000);
  add_many (world, 12, "K2", "residential_general", 320000, 40000);
  add_many (world, 3, "K2", "residential_disability", 370000, 0);
  add_many (world, 3, "K2", "residential_disability", 300000, 0);
  school = add_placement (world, "S1", "residential_school");
  world_price (world, school, "core", "care", 380000, BEFORE, 0);
  share_with_health (world, school);
  add_many (world, 47, "U6", "agency_foster", 85000, 0);
  add_many (world, 3, "H5", "supported_16", 60000, 0);
  add_many (world, 2, "U5", "concurrent", 70000, 0);
  add_many (world, 1, "R3", "mother_and_baby", 350000, 0); /* exactly £3,500 is not above */
  add_many (world, 2, "U6", NULL, 40000, 0);
}

static void
expect_part (GPtrArray *parts, const char *code, gint64 value, gint64 low, gint64 high)
{
  for (guint i = 0; i < parts->len; i++)
    {
      KinFigurePart *part = parts->pdata[i];

      if (!g_str_equal (part->code, code))
        continue;
      g_assert_cmpint (part->value, ==, value);
      g_assert_cmpint (part->more[0], ==, low);
      g_assert_cmpint (part->more[1], ==, high);
      return;
    }
  g_assert_not_reached ();
}

static void
commissioned (World *world, gconstpointer data)
{
  KinFigureAsk ask = { .name = "commissioned", .at = DAY };
  g_autoptr (KinFigure) figure = NULL;
  KinFigurePart *residential;

  world_write (world, fill_seed, NULL);
  figure = kin_book_figure (world->reader, &ask, NULL);
  g_assert_cmpint (figure->value, ==, 80);
  expect_part (figure->parts, "agency_foster", 47, 0, 0);
  expect_part (figure->parts, "residential", 27, 12, 1);
  expect_part (figure->parts, "supported_16", 3, 0, 0);
  expect_part (figure->parts, "concurrent", 2, 0, 0);
  expect_part (figure->parts, "mother_and_baby", 1, 0, 0);
  residential = figure->parts->pdata[1];
  expect_part (residential->parts, "residential_secure", 1, 1, 1);
  expect_part (residential->parts, "residential_general", 19, 7, 0);
  expect_part (residential->parts, "residential_disability", 6, 3, 0);
  expect_part (residential->parts, "residential_school", 1, 1, 0);
  /* With education all 19 general ones would be above; of the school social care pays only half. */
  g_assert_cmpint (residential->more[2], ==, 24);
  g_assert_cmpint (residential->more[4], ==, 23);
}

static void
agency_share (World *world, gconstpointer data)
{
  KinFigureAsk ask = { .name = "agency-share", .at = DAY, .basis = KIN_BASIS_CATEGORY };
  g_autoptr (KinFigure) figure = NULL;

  world_write (world, fill_seed, NULL);
  figure = kin_book_figure (world->reader, &ask, NULL);
  g_assert_cmpuint (figure->numerator->len, ==, 47);
  g_assert_cmpuint (figure->denominator->len, ==, 49);
  g_assert_cmpint (figure->value, ==, 959); /* 95.918 */
}

typedef struct
{
  gint64 shared, late, ended, free, retained;
} Odd;

static void
fill_odd (World *world, gpointer data)
{
  Odd *odd = data;
  KinValue over = { TRUE, BEFORE, DAY - 30, NULL, NULL };

  odd->shared = add_placement (world, "K2", "residential_general");
  world_price (world, odd->shared, "core", "care", 350001, BEFORE, 0);
  share_with_health (world, odd->shared);
  odd->late = add_placement (world, "U6", NULL);
  odd->free = add_placement (world, "P1", NULL);
  odd->ended = add_placement (world, "U6", NULL);
  world_set (world, &kin_placement, odd->ended, KIN_PLACEMENT_PERIOD, &over);
  world_price (world, odd->ended, "core", "fee", 21000, BEFORE, 0);
  odd->retained = add_placement (world, "U6", NULL);
  world_set (world, &kin_placement, odd->retained, KIN_PLACEMENT_PERIOD, &over);
  world_price (world, odd->retained, "retainer", "absence", 10000, DAY - 30, 0);
}

static void
odd_ones (World *world, gconstpointer data)
{
  g_autoptr (KinCosts) costs = NULL;
  g_autoptr (KinCostsOn) one = NULL;
  g_autoptr (KinCostsBetween) month = NULL;
  const KinCostUncovered *paid;
  Odd odd;

  world_write (world, fill_odd, &odd);
  costs = kin_book_costs_at (world->reader, DAY);
  g_assert_cmpuint (costs->rows->len, ==, 3);
  g_assert_cmpint (costs->weekly[KIN_COSTS_TOTAL], ==, 350001);
  g_assert_cmpint (costs->parts[KIN_FUNDER_HEALTH], ==, 175001);
  g_assert_cmpint (costs->weekly[KIN_COSTS_NET], ==, 175000);
  g_assert_cmpuint (costs->unpriced->len, ==, 1);
  g_assert_cmpint (g_array_index (costs->unpriced, gint64, 0), ==, odd.late);
  g_assert_cmpuint (costs->uncovered->len, ==, 2);
  paid = &g_array_index (costs->uncovered, KinCostUncovered, 0);
  g_assert_cmpint (paid->placement, ==, odd.ended);
  g_assert_cmpint (paid->since, ==, DAY - 30);
  g_assert_cmpint (paid->weekly, ==, 21000);
  g_assert_true (g_array_index (costs->uncovered, KinCostUncovered, 1).on_purpose);
  g_assert_cmpint (costs->uncovered_weekly, ==, 21000);
  one = kin_book_placement_cost (world->reader, odd.shared, DAY);
  g_assert_cmpint (one->weekly[KIN_COSTS_TOTAL], ==, 350001);
  g_assert_cmpuint (one->because->len, >, 0);
  month = kin_book_placement_cost_between (world->reader, odd.ended, DAY - 30, DAY - 24);
  g_assert_cmpint (month->total, ==, 0);
  g_assert_cmpint (month->uncovered, ==, 21000);
  g_assert_null (kin_book_placement_cost (world->reader, 99999, DAY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (commissioned);
  ADD (agency_share);
  ADD (odd_ones);
  return g_test_run ();
}
