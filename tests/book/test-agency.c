/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agency and in-house: every number of the page against the figures of the same name and a twin that asks placement by placement. */
#include <string.h>

#include "agency.h"
#include "children.h"
#include "figures.h"
#include "world.h"

#define ADD(func) g_test_add ("/agency/" #func, World, NULL, world_set_up, func, world_tear_down)
#define TODAY (kin_day (2026, 6, 17))
#define N_CHILDREN 60

typedef struct
{
  GRand *random;
  struct
  {
    gint64      no;
    const char *type, *whose, *category, *reason; /* category, reason NULL: none */
    KinDay      from, to, in, out;
  } placements[N_CHILDREN];
} Made;

static void
fill (World *world, gpointer data)
{
  static const char *const types[] = { "U6", "U4", "U1", "K2", "T4", "P1" }, *const whose[] = { "PR1", "PR2", "PR4", "PR5" };
  static const char *const categories[] = { NULL, NULL, "agency_foster", "concurrent", "residential_general" }, *const reasons[] = { NULL, "no_place", "siblings" };
  Made *made = data;

  for (guint i = 0; i < N_CHILDREN; i++)
    {
      gint64 child = world_child (world, "Child", kin_day (2014, 1, 1));
      KinDay in = TODAY - g_rand_int_range (made->random, 0, 500), out = g_rand_int_range (made->random, 0, 3) == 0 ? in + g_rand_int_range (made->random, 1, 400) : 0;
      KinDay from = in + g_rand_int_range (made->random, 0, 20), to = out != 0 ? MAX (out, from + 1) : 0;

      made->placements[i].type = types[g_rand_int_range (made->random, 0, G_N_ELEMENTS (types))];
      made->placements[i].whose = whose[g_rand_int_range (made->random, 0, G_N_ELEMENTS (whose))];
      made->placements[i].category = categories[g_rand_int_range (made->random, 0, G_N_ELEMENTS (categories))];
      made->placements[i].reason = reasons[g_rand_int_range (made->random, 0, G_N_ELEMENTS (reasons))];
      made->placements[i].in = in;
      made->placements[i].out = out;
      made->placements[i].from = from;
      made->placements[i].to = to;
      world_care (world, child, in, out);
      made->placements[i].no = world_placement (world, child, 0, made->placements[i].type, from, to);
      world_set_text (world, &kin_placement, made->placements[i].no, KIN_PLACEMENT_PLACEMENT_PROVIDER, made->placements[i].whose);
      if (made->placements[i].category != NULL)
        world_set_text (world, &kin_placement, made->placements[i].no, KIN_PLACEMENT_CATEGORY, made->placements[i].category);
      if (made->placements[i].reason != NULL)
        world_set_text (world, &kin_placement, made->placements[i].no, KIN_PLACEMENT_OUTSIDE_REASON, made->placements[i].reason);
      if (g_rand_int_range (made->random, 0, 4) > 0)
        world_price (world, made->placements[i].no, "core", "placement", g_rand_int_range (made->random, 1, 600000), from, from + 200);
      if (g_rand_int_range (made->random, 0, 4) == 0)
        world_price (world, made->placements[i].no, "additional", "education", g_rand_int_range (made->random, 1, 100000), from + 50, 0);
    }
}

static guint
count (World *world, const char *name, KinDay day, KinAgencyBasis basis, guint *of)
{
  KinFigureAsk ask = { .name = name, .at = day, .basis = basis };
  g_autoptr (KinFigure) figure = kin_book_figure (world->reader, &ask, NULL);

  if (of != NULL)
    *of = figure->denominator->len;
  return figure->numerator->len;
}

static void
check_month (World *world, const Made *made, const KinAgencyMonth *month)
{
  KinAgencySum sums[KIN_N_PROVISIONS] = { { 0 } };
  guint fostered, fostered_by_category, agency;

  g_assert_cmpuint (month->looked_after, ==, count (world, "looked-after", month->day, KIN_BASIS_903, NULL));
  agency = count (world, "agency-share", month->day, KIN_BASIS_903, &fostered);
  g_assert_cmpuint (month->agency_by_category, ==, count (world, "agency-share", month->day, KIN_BASIS_CATEGORY, &fostered_by_category));
  g_assert_cmpuint (month->fostered, ==, fostered);
  g_assert_cmpuint (month->fostered_by_category, ==, fostered_by_category);
  g_assert_cmpuint (month->by_return[KIN_PROVISION_AGENCY].children, ==, agency);
  for (guint i = 0; i < N_CHILDREN; i++)
    {
      g_autoptr (KinCostsOn) cost = kin_book_placement_cost (world->reader, made->placements[i].no, month->day);
      const char *whose = made->placements[i].whose;
      KinProvision k = strcmp (whose, "PR1") == 0 ? KIN_PROVISION_OWN : strcmp (whose, "PR2") == 0 ? KIN_PROVISION_OTHER : KIN_PROVISION_AGENCY;

      if (made->placements[i].type[0] != 'U' || made->placements[i].from > month->day || (made->placements[i].to != 0 && made->placements[i].to <= month->day) ||
          (made->placements[i].out != 0 && made->placements[i].out <= month->day))
        continue;
      sums[k].children++;
      sums[k].priced += cost->weekly[KIN_COSTS_TOTAL] != 0;
      sums[k].gross += cost->weekly[KIN_COSTS_TOTAL];
      sums[k].net += cost->weekly[KIN_COSTS_NET];
    }
  for (int k = 0; k < KIN_N_PROVISIONS; k++)
    {
      g_assert_cmpuint (month->by_return[k].children, ==, sums[k].children);
      g_assert_cmpuint (month->by_return[k].priced, ==, sums[k].priced);
      g_assert_cmpint (month->by_return[k].gross, ==, sums[k].gross);
      g_assert_cmpint (month->by_return[k].net, ==, sums[k].net);
    }
}

static void
check_lines (World *world, const KinAgency *agency)
{
  g_autoptr (KinCosts) costs = kin_book_costs_at (world->reader, agency->at);

  g_assert_cmpuint (agency->commissioned, ==, count (world, "commissioned", agency->at, KIN_BASIS_903, NULL));
  g_assert_cmpuint (agency->lines->len, ==, costs->groups->len);
  for (guint i = 0; i < agency->lines->len; i++)
    {
      const KinAgencyLine *line = &g_array_index (agency->lines, KinAgencyLine, i);
      const KinCostGroup *group = &g_array_index (costs->groups, KinCostGroup, i);

      g_assert_cmpstr (line->code, ==, group->code);
      g_assert_cmpuint (line->sum.children, ==, group->count);
      g_assert_cmpint (line->sum.gross, ==, group->weekly[KIN_COSTS_TOTAL]);
      g_assert_cmpint (line->without_education, ==, group->weekly[KIN_COSTS_WITHOUT_EDUCATION]);
      g_assert_cmpuint (line->above[0], ==, group->above[KIN_COSTS_WITHOUT_EDUCATION][0]);
      g_assert_cmpuint (line->above[1], ==, group->above[KIN_COSTS_WITHOUT_EDUCATION][1]);
    }
}

static void
a_year (World *world, gconstpointer data)
{
  Made made = { .random = g_rand_new_with_seed (889) };

  world_write (world, fill, &made);
  for (KinDay day = TODAY; day > TODAY - 300; day -= 97)
    {
      KinAgency *agency = kin_book_agency (world->reader, day);
      gint64 reasons = 0, outside = 0;

      for (int i = 0; i < KIN_AGENCY_MONTHS; i++)
        {
          g_assert_true (i == 0 || agency->months[i - 1].day < agency->months[i].day);
          check_month (world, &made, &agency->months[i]);
        }
      g_assert_cmpint (agency->months[KIN_AGENCY_MONTHS - 1].day, ==, day);
      check_lines (world, agency);
      for (guint i = 0; i < agency->reason_counts->len; i++)
        reasons += g_array_index (agency->reason_counts, gint64, i);
      for (guint i = 0; i < agency->lines->len; i++)
        if (strcmp (g_array_index (agency->lines, KinAgencyLine, i).code, "agency_foster") == 0)
          outside = g_array_index (agency->lines, KinAgencyLine, i).sum.children;
      g_assert_cmpint (reasons, ==, outside);
      kin_agency_free (agency);
    }
  g_rand_free (made.random);
}

/* 47 of 251 is 18.7 %, 162 of 181 is 89.5 % (a council's minutes of 18 December 2017). */
static void
shares (World *world, gconstpointer data)
{
  const KinAgencySum three = { 3, 2, 301, 0 }, none = { 3, 0, 0, 0 };

  g_assert_cmpint (kin_agency_share (47, 251), ==, 187);
  g_assert_cmpint (kin_agency_share (162, 181), ==, 895);
  g_assert_cmpint (kin_agency_share (0, 0), ==, -1);
  g_assert_cmpint (kin_agency_per_child (&three), ==, 151);
  g_assert_cmpint (kin_agency_per_child (&none), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_year);
  ADD (shares);
  return g_test_run ();
}
