/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up authority against the figures that a council published (minutes of 18 December 2017, a summary of July 2018), asked
 * of the book: the one that fills the record and the one that counts know nothing of each other. */
#include "demo.h"
#include "figures.h"
#include "homes.h"
#include "prices.h"
#include "world.h"

#define TODAY (kin_day (2020, 6, 1))

static World world;

static KinFigure *
ask (const char *name, KinDay at, KinAgencyBasis basis)
{
  KinFigureAsk what = { .name = name, .at = at, .basis = basis, .by = KIN_FLOW_CALENDAR_YEAR };
  g_autoptr (GError) error = NULL;
  KinFigure *figure = kin_book_figure (world.reader, &what, &error);

  g_assert_no_error (error);
  return figure;
}

static const KinFigurePart *
part (GPtrArray *parts, const char *group, const char *code)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const KinFigurePart *each = parts->pdata[i];

      if (g_str_equal (each->group, group) && g_str_equal (each->code, code))
        return each;
    }
  g_assert_not_reached ();
}

static void
looked_after (void)
{
  g_autoptr (KinFigure) figure = ask ("looked-after", KIN_DEMO_DAY, 0);
  gint64 boys = part (figure->parts, "sex", "male")->value, british = part (figure->parts, "ethnicity", "WBRI")->value;

  g_assert_cmpint (figure->value, ==, 398);
  g_assert_cmpint (boys, >=, 221);
  g_assert_cmpint (boys, <=, 224);
  g_assert_cmpint (part (figure->parts, "sex", "female")->value, ==, 398 - boys);
  g_assert_cmpint (british, >=, 305);
  g_assert_cmpint (british, <=, 308);
}

static void
commissioned (void)
{
  static const struct
  {
    const char *code;
    gint64      count, above;
  } residential[] = { { "residential_secure", 1, 1 }, { "residential_general", 19, 7 }, { "residential_disability", 6, 3 }, { "residential_school", 1, 1 } };
  g_autoptr (KinFigure) figure = ask ("commissioned", KIN_DEMO_DAY, 0);
  const KinFigurePart *all = part (figure->parts, "category", "residential");

  g_assert_cmpint (figure->value, ==, 80);
  g_assert_cmpint (part (figure->parts, "category", "agency_foster")->value, ==, 47);
  g_assert_cmpint (all->value, ==, 27);
  g_assert_cmpint (part (figure->parts, "category", "supported_16")->value, ==, 3);
  g_assert_cmpint (part (figure->parts, "category", "concurrent")->value, ==, 2);
  g_assert_cmpint (part (figure->parts, "category", "mother_and_baby")->value, ==, 1);
  g_assert_cmpint (all->more[1], ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (residential); i++)
    {
      const KinFigurePart *each = part (all->parts, "category", residential[i].code);

      g_assert_cmpint (each->value, ==, residential[i].count);
      g_assert_cmpint (each->more[0], ==, residential[i].above);
    }
}

static void
agency_share (void)
{
  g_autoptr (KinFigure) category = ask ("agency-share", KIN_DEMO_DAY, KIN_BASIS_CATEGORY);
  g_autoptr (KinFigure) by_return = ask ("agency-share", KIN_DEMO_DAY, KIN_BASIS_903);
  g_autofree char *text = kin_figure_value_to_text (category);

  g_assert_cmpuint (category->numerator->len, ==, 47);
  g_assert_cmpuint (category->denominator->len, ==, 251);
  g_assert_cmpstr (text, ==, "18.7 %");
  g_assert_cmpuint (by_return->numerator->len, ==, 49);
  g_assert_cmpuint (by_return->denominator->len, ==, 253);
}

static void
entering_leaving (void)
{
  static const int table[][2] = { { 111, 95 },  { 103, 117 }, { 131, 134 }, { 102, 104 }, { 119, 100 }, { 94, 104 },  { 97, 92 },   { 114, 104 }, { 151, 94 },
                                  { 112, 123 }, { 155, 128 }, { 125, 149 }, { 123, 120 }, { 89, 125 },  { 163, 139 }, { 170, 139 }, { 161, 143 } };
  g_autoptr (KinFigure) figure = ask ("entering-leaving", kin_day (2017, 12, 31), 0);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *year = g_strdup_printf ("%u", 2001 + i);
      const KinFigurePart *row = part (figure->parts, "period", year);

      g_assert_cmpint (row->more[0], ==, table[i][0]);
      g_assert_cmpint (row->more[1], ==, table[i][1]);
      g_assert_cmpint (row->more[5], ==, 0);
    }
}

/* Whatever the figures are, they agree with each other on any day. */
static void
agreement (void)
{
  for (KinDay day = kin_day (2012, 2, 29); day <= TODAY; day += 199)
    {
      g_autoptr (KinFigure) in_care = ask ("looked-after", day, 0), mix = ask ("placement-mix", day, 0), flow = ask ("entering-leaving", day, 0);
      g_autoptr (KinFigure) moved = ask ("three-placements", day, 0);
      g_autoptr (KinHomes) homes = kin_book_homes (world.reader, day, TODAY);
      g_autoptr (KinCosts) costs = kin_book_costs_at (world.reader, day);
      const KinHomesBalance *b = &homes->balance;
      KinPence parts = 0;
      gint64 sum = 0;

      for (guint i = 0; i < mix->parts->len; i++)
        if (g_str_equal (((KinFigurePart *) mix->parts->pdata[i])->group, "place"))
          sum += ((KinFigurePart *) mix->parts->pdata[i])->value;
      g_assert_cmpint (in_care->value, ==, sum);
      g_assert_cmpint (in_care->value, ==, flow->value);
      g_assert_cmpint (in_care->value, ==, moved->denominator->len);
      g_assert_cmpint (b->terms + b->over, ==, b->filled + b->held + b->not_available + b->restricted + b->vacant_firm + b->vacant_unconfirmed);
      for (int i = 0; i < KIN_N_FUNDERS; i++)
        parts += costs->parts[i];
      g_assert_cmpint (parts, ==, costs->weekly[KIN_COSTS_TOTAL]);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  world_set_up (&world, NULL);
  kin_demo_fill (world.store, 1, 1, TODAY, NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/oracle/looked-after", looked_after);
  g_test_add_func ("/oracle/commissioned", commissioned);
  g_test_add_func ("/oracle/agency-share", agency_share);
  g_test_add_func ("/oracle/entering-leaving", entering_leaving);
  g_test_add_func ("/oracle/agreement", agreement);
  result = g_test_run ();
  world_tear_down (&world, NULL);
  return result;
}
