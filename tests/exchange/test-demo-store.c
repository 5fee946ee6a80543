/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up authority in a store: one action, and the program's own figures on it are those that a council
 * published (minutes of 18 December 2017, a summary of July 2018), agencies' share on both bases. */
#include <string.h>

#include "demo.h"
#include "figures.h"
#include "fixture.h"
#include "homes.h"

#define TODAY (kin_day (2026, 11, 20))

static KinFigure *
ask (Fixture *fixture, KinFigureAsk asked)
{
  g_autoptr (GError) error = NULL;
  KinFigure *figure = kin_book_figure (kin_store_reader (fixture->store), &asked, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < figure->because->len; i++)
    g_test_message ("%s: %s", figure->name, (char *) figure->because->pdata[i]);
  return figure;
}

static KinFigurePart *
find_part (GPtrArray *parts, const char *group, const char *code)
{
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      KinFigurePart *part = parts->pdata[i], *below;

      if (strcmp (part->group, group) == 0 && strcmp (part->code, code) == 0)
        return part;
      if ((below = find_part (part->parts, group, code)) != NULL)
        return below;
    }
  return NULL;
}

static void
assert_part (KinFigure *figure, const char *group, const char *code, gint64 value)
{
  KinFigurePart *part = find_part (figure->parts, group, code);

  for (guint i = 0; part == NULL && i < figure->parts->len; i++)
    g_test_message ("%s %s", ((KinFigurePart *) figure->parts->pdata[i])->group, ((KinFigurePart *) figure->parts->pdata[i])->code);
  g_assert_nonnull (part);
  g_assert_cmpint (part->value, ==, value);
}

static void
assert_share (Fixture *fixture, KinAgencyBasis basis, gint64 permille, guint numerator, guint denominator)
{
  g_autoptr (KinFigure) share = ask (fixture, (KinFigureAsk) { .name = "agency-share", .at = KIN_DEMO_DAY, .basis = basis });

  g_assert_cmpuint (share->numerator->len, ==, numerator);
  g_assert_cmpuint (share->denominator->len, ==, denominator);
  g_assert_cmpint (share->value, ==, permille);
}

static void
check_looked_after (Fixture *fixture)
{
  g_autoptr (KinFigure) then = ask (fixture, (KinFigureAsk) { .name = "looked-after", .at = KIN_DEMO_DAY });
  g_autoptr (KinFigure) before = ask (fixture, (KinFigureAsk) { .name = "looked-after", .at = kin_day (2017, 10, 5) });
  g_autoptr (KinFigure) year_before = ask (fixture, (KinFigureAsk) { .name = "looked-after", .at = kin_day (2016, 10, 5) });

  g_assert_cmpint (then->value, ==, 398);
  assert_part (then, "sex", "male", 223);
  assert_part (then, "ethnicity", "WBRI", 306);
  g_assert_cmpint (before->value, ==, 376);
  g_assert_cmpint (year_before->value, ==, 346);
}

static void
check_commissioned (Fixture *fixture)
{
  g_autoptr (KinFigure) bought = ask (fixture, (KinFigureAsk) { .name = "commissioned", .at = KIN_DEMO_DAY });
  static const struct { const char *code; gint64 n, above_3500, above_5500; } rows[] = {
    { "agency_foster", 47, 0, 0 }, { "residential_general", 19, 7, 0 }, { "residential_disability", 6, 3, 0 }, { "residential_secure", 1, 1, 1 },
    { "residential_school", 1, 1, 0 }, { "supported_16", 3, 0, 0 }, { "concurrent", 2, 0, 0 }, { "mother_and_baby", 1, 0, 0 },
  };

  g_assert_cmpint (bought->value, ==, 80);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KinFigurePart *part = find_part (bought->parts, "category", rows[i].code);

      g_assert_nonnull (part);
      g_assert_cmpint (part->value, ==, rows[i].n);
      for (guint j = 0; j < bought->n_columns; j++)
        if (strcmp (bought->columns[j], "above_3500") == 0)
          g_assert_cmpint (part->more[j], ==, rows[i].above_3500);
        else if (strcmp (bought->columns[j], "above_5500") == 0)
          g_assert_cmpint (part->more[j], ==, rows[i].above_5500);
    }
}

/* About one in ten moved that often, and most brothers and sisters are together. */
static void
check_lives (Fixture *fixture)
{
  g_autoptr (KinFigure) moved = ask (fixture, (KinFigureAsk) { .name = "three-placements", .at = KIN_DEMO_DAY });
  g_autoptr (KinFigure) together = ask (fixture, (KinFigureAsk) { .name = "siblings-together", .at = TODAY });

  g_assert_cmpuint (moved->denominator->len, ==, 398);
  g_assert_cmpint (moved->value, >=, 40);
  g_assert_cmpint (moved->value, <=, 180);
  g_test_message ("three placements %d, together %d of a thousand", (int) moved->value, (int) together->value);
  g_assert_cmpint (together->value, >=, 350);
}

static void
check_flows (Fixture *fixture)
{
  static const gint64 rows[][2] = {
    { 111, 95 },  { 103, 117 }, { 131, 134 }, { 102, 104 }, { 119, 100 }, { 94, 104 },  { 97, 92 },   { 114, 104 }, { 151, 94 },
    { 112, 123 }, { 155, 128 }, { 125, 149 }, { 123, 120 }, { 89, 125 },  { 163, 139 }, { 170, 139 }, { 161, 143 }, { 55, 81 },
  };
  g_autoptr (KinFigure) table = ask (fixture, (KinFigureAsk) { .name = "entering-leaving", .at = kin_day (2018, 6, 28), .by = KIN_FLOW_CALENDAR_YEAR,
                                                               .from = kin_day (2001, 1, 1) });

  g_assert_cmpuint (table->parts->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < table->parts->len; i++)
    {
      KinFigurePart *part = table->parts->pdata[i];

      for (guint j = 0; j < table->n_columns; j++)
        if (strcmp (table->columns[j], "entering") == 0)
          g_assert_cmpint (part->more[j], ==, rows[i][0]);
        else if (strcmp (table->columns[j], "leaving") == 0)
          g_assert_cmpint (part->more[j], ==, rows[i][1]);
    }
}

/* The duty board of today balances, and all that is wrong on it is what was made so: one home over its terms. */
static void
check_board (Fixture *fixture)
{
  g_autoptr (KinHomes) homes = kin_book_homes (kin_store_reader (fixture->store), TODAY, TODAY);
  g_autofree char *words = kin_homes_balance_to_text (&homes->balance);
  g_autoptr (KinHomes) then = kin_book_homes (kin_store_reader (fixture->store), KIN_DEMO_DAY, KIN_DEMO_DAY);
  guint wrong = 0, contested = 0;

  g_test_message ("%u homes: %s", homes->homes->len, words);
  for (guint i = 0; i < homes->homes->len; i++)
    {
      KinHome *home = homes->homes->pdata[i];

      for (guint j = 0; j < home->places->breaches->len; j++, wrong++)
        g_test_message ("%s (%s): %s", home->name, home->terms, ((KinPlacesBreach *) home->places->breaches->pdata[j])->text);
      contested += home->state == KIN_HOME_CONTESTED;
    }
  for (guint i = 0; i < then->homes->len; i++)
    {
      KinHome *home = then->homes->pdata[i];

      for (guint j = 0; j < home->places->breaches->len; j++)
        g_test_message ("%s: %s", home->name, ((KinPlacesBreach *) home->places->breaches->pdata[j])->text);
      g_assert_cmpuint (home->places->breaches->len, ==, 0);
    }
  g_assert_cmpuint (homes->balance.homes, ==, 183);
  g_assert_cmpint (homes->balance.over, ==, 1);
  g_assert_cmpuint (wrong, ==, 1);
  g_assert_cmpuint (contested, ==, 1); /* that one: nobody has decided it */
  g_assert_cmpint (homes->balance.held, >=, 3);
  g_assert_cmpint (homes->balance.vacant_firm, >=, 20);
  g_assert_cmpint (homes->balance.not_available, >=, 10);
}

static void
test_figures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *authority = NULL, *name = NULL;
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GPtrArray) actions = NULL;

  kin_demo_fill (fixture->store, 1, 1, TODAY, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("filled in %d ms", (int) ((g_get_monotonic_time () - began) / 1000));
  actions = kin_reader_actions (kin_store_reader (fixture->store), 0, 10);
  g_assert_cmpuint (actions->len, ==, 1);
  authority = kin_reader_fact (kin_store_reader (fixture->store), "authority");
  name = kin_reader_fact (kin_store_reader (fixture->store), "authority-name");
  g_assert_cmpstr (authority, ==, "000");
  g_assert_cmpstr (name, ==, "Example Borough");
  check_looked_after (fixture);
  assert_share (fixture, KIN_BASIS_CATEGORY, 187, 47, 251);
  assert_share (fixture, KIN_BASIS_903, 194, 49, 253);
  check_commissioned (fixture);
  check_flows (fixture);
  check_lives (fixture);
  check_board (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/demo-store/figures", Fixture, NULL, fixture_set_up, test_figures, fixture_tear_down);
  return g_test_run ();
}
