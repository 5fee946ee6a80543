/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days against GDate, the calendar vectors of the guides, and what people type. */
#include "day.h"

static KinDay
day (const char *text)
{
  KinDay d = kin_day_from_return (text);

  g_assert_cmpint (d, !=, KIN_NO_DAY);
  return d;
}

static void
test_split (void)
{
  GDate date;

  for (KinDay d = KIN_DAY_MIN; d <= KIN_DAY_MAX; d += d > 690000 && d < 760000 ? 1 : 37)
    {
      int year, month, dom;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, (guint32) d);
      kin_day_split (d, &year, &month, &dom);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, (int) g_date_get_month (&date));
      g_assert_cmpint (dom, ==, g_date_get_day (&date));
      g_assert_cmpint (kin_day_weekday (d), ==, (int) g_date_get_weekday (&date));
      g_assert_cmpint (kin_day (year, month, dom), ==, d);
    }
  g_assert_cmpint (kin_day (1, 1, 1), ==, KIN_DAY_MIN);
  g_assert_cmpint (kin_day (9999, 12, 31), ==, KIN_DAY_MAX);
  g_assert_cmpint (kin_day (2023, 2, 29), ==, KIN_NO_DAY);
  g_assert_cmpint (kin_day (1900, 2, 29), ==, KIN_NO_DAY);
  g_assert_cmpint (kin_day (0, 1, 1), ==, KIN_NO_DAY);
  g_assert_cmpint (kin_day (2024, 13, 1), ==, KIN_NO_DAY);
}

static void
test_london (void)
{
  /* In summer a London day ends at 23:00 UTC. */
  g_assert_cmpint (kin_day_end_ms (kin_day (1970, 1, 1)) / 1000, ==, 86400 - 1 - 3600); /* British Standard Time */
  g_assert_cmpint (kin_day_end_ms (kin_day (2018, 12, 18)), ==, G_GINT64_CONSTANT (1545177600000) - 1);
  g_assert_cmpint (kin_day_end_ms (kin_day (2018, 6, 28)), ==, G_GINT64_CONSTANT (1530226800000) - 1);
  g_assert_cmpint (kin_day_of_ms (G_GINT64_CONSTANT (1530226800000) - 1), ==, kin_day (2018, 6, 28));
  g_assert_cmpint (kin_day_of_ms (G_GINT64_CONSTANT (1530226800000)), ==, kin_day (2018, 6, 29));
  g_assert_cmpint (kin_day_of_ms (-1), ==, kin_day (1970, 1, 1));
  for (KinDay d = kin_day (2010, 1, 1); d < kin_day (2045, 1, 1); d++)
    {
      g_assert_cmpint (kin_day_of_ms (kin_day_end_ms (d)), ==, d);
      g_assert_cmpint (kin_day_of_ms (kin_day_end_ms (d) + 1), ==, d + 1);
    }
  g_assert_cmpint (kin_day_of_ms (G_MAXINT64), ==, KIN_NO_DAY);
  g_assert_cmpint (kin_day_of_ms (G_MININT64), ==, KIN_NO_DAY);
}

static void
test_months (void)
{
  g_assert_cmpint (kin_day_add_months (day ("30/11/2017"), 3), ==, day ("28/02/2018"));
  g_assert_cmpint (kin_day_add_months (day ("31/08/2018"), 6), ==, day ("28/02/2019"));
  g_assert_cmpint (kin_day_add_months (day ("31/03/2020"), -1), ==, day ("29/02/2020"));
  g_assert_cmpint (kin_day_add_months (day ("18/01/2018"), 3), ==, day ("18/04/2018"));
  g_assert_cmpint (kin_day_add_months (KIN_NO_DAY, 3), ==, KIN_NO_DAY);
  g_assert_cmpint (kin_day_add_months (KIN_DAY_MAX, 1), ==, KIN_NO_DAY);
}

static void
test_working (void)
{
  static const char *const holidays[] = {
    "01/01/2018", "30/03/2018", "02/04/2018", "07/05/2018", "28/05/2018", "27/08/2018", "25/12/2018", "26/12/2018",
    "02/01/2017", "03/01/2022", "27/12/2021", "28/12/2021", "26/12/2022", "27/12/2022", "28/12/2020", "08/05/2020",
    "02/06/2022", "03/06/2022", "19/09/2022", "08/05/2023", "01/05/2023", "29/04/2011", "04/06/2012", "05/06/2012",
    "03/06/2002", "04/06/2002", "21/04/2025", "03/04/2026", "06/04/2026",
  };
  static const char *const not_holidays[] = { "04/05/2020", "30/05/2022", "28/05/2012", "27/05/2002", "24/12/2018", "27/12/2018",
                                              "20/08/2018", "04/01/2022" };

  for (gsize i = 0; i < G_N_ELEMENTS (holidays); i++)
    g_assert_true (kin_day_is_bank_holiday (day (holidays[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (not_holidays); i++)
    g_assert_false (kin_day_is_bank_holiday (day (not_holidays[i])));
  g_assert_cmpint (kin_day_add_working (day ("18/12/2017"), 20), ==, day ("18/01/2018"));
  g_assert_cmpint (kin_day_add_working (day ("19/03/2018"), 20), ==, day ("18/04/2018"));
  g_assert_cmpint (kin_day_add_working (day ("28/06/2018"), 20), ==, day ("26/07/2018"));
  g_assert_cmpint (kin_day_add_working (day ("18/01/2018"), -20), ==, day ("18/12/2017"));
  for (int year = 2013; year < 2040; year++)
    {
      int count = 0;

      for (KinDay d = kin_day (year, 1, 1); d <= kin_day (year, 12, 31); d++)
        count += kin_day_is_bank_holiday (d);
      g_assert_cmpint (count, ==, year == 2022 ? 10 : year == 2023 ? 9 : 8);
    }
}

static void
test_age (void)
{
  g_assert_cmpint (kin_day_age (day ("29/02/2004"), day ("28/02/2022")), ==, 17);
  g_assert_cmpint (kin_day_age (day ("29/02/2004"), day ("01/03/2022")), ==, 18);
  g_assert_cmpint (kin_day_birthday (day ("29/02/2004"), 18), ==, day ("01/03/2022"));
  g_assert_cmpint (kin_day_birthday (day ("29/02/2004"), 16), ==, day ("29/02/2020"));
  g_assert_cmpint (kin_day_age (day ("15/06/2010"), day ("14/06/2018")), ==, 7);
  g_assert_cmpint (kin_day_age (day ("15/06/2010"), day ("15/06/2018")), ==, 8);
  g_assert_cmpint (kin_day_year_ending (day ("31/03/2018")), ==, 2018);
  g_assert_cmpint (kin_day_year_ending (day ("01/04/2018")), ==, 2019);
  g_assert_cmpint (kin_day_year_start (2018), ==, day ("01/04/2017"));
  g_assert_cmpint (kin_day_year_end (2018), ==, day ("31/03/2018"));
}

static void
test_typed (void)
{
  KinDay today = kin_day (2024, 6, 15);
  const struct {
    const char *text;
    KinDay day;
  } typed[] = {
    { "3/5/2024", kin_day (2024, 5, 3) },    { "03.05.24", kin_day (2024, 5, 3) },   { "2024-05-03", kin_day (2024, 5, 3) },
    { "3 may 2024", kin_day (2024, 5, 3) },  { "3 May", kin_day (2024, 5, 3) },      { "20 dec", kin_day (2023, 12, 20) },
    { "1 jan", kin_day (2024, 1, 1) },       { "10 nov", kin_day (2024, 11, 10) },   { "today", today },
    { "Yesterday", today - 1 },              { " tomorrow ", today + 1 },            { "+7", today + 7 },
    { "-1", today - 1 },                     { "3rd sept 2023", kin_day (2023, 9, 3) }, { "3may24", kin_day (2024, 5, 3) },
    { "15/6/44", kin_day (2044, 6, 15) },    { "16/6/44", kin_day (1944, 6, 16) },   { "1-2-03", kin_day (2003, 2, 1) },
    { "29 feb", kin_day (2024, 2, 29) },     { "3/5", kin_day (2024, 5, 3) },        { "2024/5/3", kin_day (2024, 5, 3) },
    { "30/2/2024", 0 },  { "", 0 },  { "31", 0 },  { "3/13/2024", 0 },  { "may", 0 },  { "3 ma 2024", 0 },  { "3/5/202", 0 },
    { "3/5/2024 x", 0 }, { "+", 0 }, { "+x", 0 },  { "1/2/3/4", 0 },    { "3;5;2024", 0 }, { "\xff", 0 }, { "+999999", 0 },
    { "99999999999999999999999999999999999999/1/2", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_test_message ("%s", typed[i].text);
      g_assert_cmpint (kin_day_from_typed (typed[i].text, today), ==, typed[i].day);
    }
  g_assert_cmpint (kin_day_from_typed (NULL, today), ==, KIN_NO_DAY);
}

static void
test_text (void)
{
  g_autofree char *iso = kin_day_to_iso (kin_day (2024, 5, 3));
  g_autofree char *row = kin_day_to_return (kin_day (2024, 5, 3));
  g_autofree char *words = kin_day_to_words (kin_day (2024, 5, 3));

  g_assert_cmpstr (iso, ==, "2024-05-03");
  g_assert_cmpstr (row, ==, "03/05/2024");
  g_assert_cmpstr (words, ==, "3 May 2024");
  g_assert_null (kin_day_to_iso (KIN_NO_DAY));
  g_assert_null (kin_day_to_words (KIN_NO_DAY));
  g_assert_cmpint (kin_day_from_iso ("2024-5-03"), ==, KIN_NO_DAY);
  g_assert_cmpint (kin_day_from_return ("3/05/2024"), ==, KIN_NO_DAY);
  g_assert_cmpint (kin_day_from_return ("30/02/2024"), ==, KIN_NO_DAY);
  g_assert_cmpint (kin_day_from_return (NULL), ==, KIN_NO_DAY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/split", test_split);
  g_test_add_func ("/day/london", test_london);
  g_test_add_func ("/day/months", test_months);
  g_test_add_func ("/day/working", test_working);
  g_test_add_func ("/day/age", test_age);
  g_test_add_func ("/day/typed", test_typed);
  g_test_add_func ("/day/text", test_text);
  return g_test_run ();
}
