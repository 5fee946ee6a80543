/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts: every bar and point can be hit and says its number; nothing leaves the page, however narrow; text can be read. */
#include <math.h>
#include <string.h>

#include "chart.h"
#include "drawing.h"

static const gint64 in_house[] = { 180, 176, 186, 175, 189, 195, 196, 197, 196, 198, 200, 202, 204 };
static const gint64 agency[] = { 38, 44, 44, 54, 48, 52, 51, 50, 49, 50, 49, 48, 47 };
static const KinChartSeries series[] = { { "In-house", in_house }, { "Agency", agency } };
static KinDay month_ends[13];

static const char *const reasons[] = { "No place in-house", "Skill: older, acute needs", "Brothers and sisters: group too large", "Safety, distance needed", "Not recorded" };
static const gint64 counts[] = { 23, 14, 7, 2, 1 };
static const KinChartSeries counted[] = { { "Children", counts } };

static KinChart
make_areas (void)
{
  for (int i = 0; i < 13; i++)
    month_ends[i] = kin_day_add_months (kin_day (2017, 1, 1), i) - 1;
  return (KinChart) { .unit = KIN_UNIT_COUNT, .days = month_ends, .n_points = 13, .series = series, .n_series = 2 };
}

static KinChart
make_bars (void)
{
  return (KinChart) { .unit = KIN_UNIT_COUNT, .labels = reasons, .n_points = 5, .series = counted, .n_series = 1, .muted = 1 << 4 };
}

static void
test_area (void)
{
  static const char *const names[] = { "area-light", "area-dark", "area-print" };
  KinChart chart = make_areas ();

  for (KinTheme theme = 0; theme < KIN_N_THEMES; theme++)
    {
      KinStyle style = { .theme = theme };
      cairo_t *cr = drawing_begin (theme, 480, 200);
      g_autoptr (GArray) hits = kin_chart_draw_area (cr, &chart, &style, 480, 200);

      drawing_check (hits, 480, 200);
      g_assert_cmpuint (hits->len, ==, 26);
      g_assert_cmpstr (g_array_index (hits, KinHit, 25).text, ==, "Agency: 47 of 251 on 31 December 2017");
      /* The same number is as high for both series: 204 and 47 stand in their proportion. */
      g_assert_cmpfloat_with_epsilon (g_array_index (hits, KinHit, 12).height / g_array_index (hits, KinHit, 25).height, 204.0 / 47, 0.001);
      g_assert_cmpint (kin_hits_at (hits, 475, g_array_index (hits, KinHit, 25).y + 2), ==, 25);
      kin_hit_draw (cr, &g_array_index (hits, KinHit, 20), &style);
      drawing_end (cr, names[theme]);
    }
}

static void
test_bars (void)
{
  KinChart chart = make_bars ();
  KinStyle style = { .theme = KIN_THEME_LIGHT };
  cairo_t *cr = drawing_begin (KIN_THEME_LIGHT, 480, kin_chart_bars_height (&chart, &style));
  g_autoptr (GArray) hits = kin_chart_draw_bars (cr, &chart, &style, 480, kin_chart_bars_height (&chart, &style));

  drawing_check (hits, 480, kin_chart_bars_height (&chart, &style));
  g_assert_cmpuint (hits->len, ==, 5);
  g_assert_cmpstr (g_array_index (hits, KinHit, 1).text, ==, "Skill: older, acute needs: 14");
  g_assert_cmpfloat_with_epsilon (g_array_index (hits, KinHit, 0).width / g_array_index (hits, KinHit, 1).width, 23.0 / 14, 0.001);
  drawing_end (cr, "bars-light");
}

static void
test_lines (void)
{
  static const gint64 entering[] = { 111, 103, 131, 102, 119, 94, 97, 114, 151, 112, 155, 125, 123, 89, 163, 170, 161 };
  static const gint64 leaving[] = { 95, 117, 134, 104, 100, 104, 92, 104, 94, 123, 128, 149, 120, 125, 139, 139, 143 };
  static gint64 net[17];
  KinChartSeries three[] = { { "Entering", entering }, { "Leaving", leaving }, { "Net", net } };
  KinDay days[17];
  KinChart chart = { .unit = KIN_UNIT_COUNT, .days = days, .n_points = 17, .series = three, .n_series = 3 };
  KinStyle style = { .theme = KIN_THEME_LIGHT };
  cairo_t *cr = drawing_begin (KIN_THEME_LIGHT, 480, 220);
  g_autoptr (GArray) hits = NULL;

  for (int i = 0; i < 17; i++)
    {
      days[i] = kin_day (2001 + i, 12, 31);
      net[i] = i == 5 ? KIN_CHART_BLANK : entering[i] - leaving[i];
    }
  hits = kin_chart_draw_lines (cr, &chart, &style, 480, 220);
  drawing_check (hits, 480, 220);
  g_assert_cmpuint (hits->len, ==, 51);
  g_assert_cmpstr (g_array_index (hits, KinHit, 39).text, ==, "Net: not known on 31 December 2006");
  g_assert_cmpstr (g_array_index (hits, KinHit, 47).text, ==, "Net: −36 on 31 December 2014");
  drawing_end (cr, "lines-light");
}

/* Every width down to almost nothing, with large text: hits stay inside and apart. */
static void
test_narrow (void)
{
  KinChart areas = make_areas (), bars = make_bars ();

  for (double scale = 1; scale < 2.3; scale += 0.6)
    for (int width = 900; width > 60; width = width * 3 / 4)
      {
        KinStyle style = { .theme = KIN_THEME_LIGHT, .scale = scale, .contrast = TRUE };
        g_autofree char *name = width < 400 ? g_strdup_printf ("narrow-%d-%.1f", width, scale) : NULL;
        cairo_t *cr = drawing_begin (KIN_THEME_LIGHT, width, 460);
        g_autoptr (GArray) first = kin_chart_draw_area (cr, &areas, &style, width, 220);
        g_autoptr (GArray) second = NULL;

        drawing_check (first, width, 220);
        cairo_translate (cr, 0, 230);
        second = kin_chart_draw_bars (cr, &bars, &style, width, 230);
        drawing_check (second, width, 230);
        drawing_end (cr, name);
      }
}

static void
test_empty (void)
{
  KinStyle style = { .theme = KIN_THEME_DARK };
  KinChart chart = make_areas ();
  cairo_t *cr = drawing_begin (KIN_THEME_DARK, 300, 100);
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) one = NULL;

  chart.n_points = 0;
  none = kin_chart_draw_area (cr, &chart, &style, 300, 100);
  g_assert_cmpuint (none->len, ==, 0);
  chart.n_points = 1;
  one = kin_chart_draw_area (cr, &chart, &style, 300, 100);
  g_assert_cmpuint (one->len, ==, 2);
  drawing_end (cr, "area-empty");
}

static double
linear (double part)
{
  return part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
contrast (KinColour a, KinColour b)
{
  double one = 0.2126 * linear (a.red) + 0.7152 * linear (a.green) + 0.0722 * linear (a.blue);
  double two = 0.2126 * linear (b.red) + 0.7152 * linear (b.green) + 0.0722 * linear (b.blue);

  return (MAX (one, two) + 0.05) / (MIN (one, two) + 0.05);
}

static void
test_contrast (void)
{
  for (KinTheme theme = 0; theme < KIN_N_THEMES; theme++)
    {
      const KinPalette *palette = kin_palette (theme);

      g_assert_cmpfloat (contrast (palette->ink, palette->page), >=, 7);
      g_assert_cmpfloat (contrast (palette->dim, palette->page), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->accent, palette->page), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->good, palette->page), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->warn, palette->page), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->bad, palette->page), >=, 4.5);
      g_assert_cmpfloat (contrast (palette->ink, palette->apart), >=, 4.5);
      for (int i = 0; i < KIN_PALETTE_SERIES; i++)
        {
          g_assert_cmpfloat (contrast (palette->ink, palette->fill[i]), >=, 4.5);
          g_assert_cmpfloat (contrast (palette->line[i], palette->page), >=, 3);
        }
    }
}

static void
check_ticks (GArray *ticks, const char *expected)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "", g_array_index (ticks, KinTick, i).label);
  g_assert_cmpstr (words->str, ==, expected);
  g_string_free (words, TRUE);
  g_array_unref (ticks);
}

static void
test_ticks (void)
{
  check_ticks (kin_ticks_of_numbers (0, 251, KIN_UNIT_COUNT, 3), "0 100 200 300");
  check_ticks (kin_ticks_of_numbers (0, 2, KIN_UNIT_COUNT, 5), "0 1 2");
  check_ticks (kin_ticks_of_numbers (0, 0, KIN_UNIT_COUNT, 5), "0 1");
  check_ticks (kin_ticks_of_numbers (-36, 57, KIN_UNIT_COUNT, 4), "−50 0 50 100");
  check_ticks (kin_ticks_of_numbers (0, 14648000, KIN_UNIT_PENCE, 4), "£0 £50,000 £100,000 £150,000");
  check_ticks (kin_ticks_of_numbers (0, 187, KIN_UNIT_PERMILLE, 4), "0 % 5 % 10 % 15 % 20 %");
  check_ticks (kin_ticks_of_days (kin_day (2025, 6, 1), kin_day (2026, 12, 10), 8, KIN_NO_DAY), "Jul 2025 Oct Jan 2026 Apr Jul Oct");
  check_ticks (kin_ticks_of_days (kin_day (2016, 12, 31), kin_day (2017, 12, 31), 5, kin_day (2017, 12, 31)), "Dec 2016 Mar 2017 Jun Sep Dec");
  check_ticks (kin_ticks_of_days (kin_day (2001, 12, 31), kin_day (2017, 12, 31), 9, KIN_NO_DAY), "2002 2004 2006 2008 2010 2012 2014 2016");
  check_ticks (kin_ticks_of_days (kin_day (2001, 12, 31), kin_day (2017, 12, 31), 9, kin_day (2017, 12, 31)), "2001 2003 2005 2007 2009 2011 2013 2015 2017");
  check_ticks (kin_ticks_of_days (kin_day (2014, 3, 31), kin_day (2017, 3, 31), 4, kin_day (2017, 3, 31)), "Mar 2014 Mar 2015 Mar 2016 Mar 2017");
}

/* Random numbers: the ticks enclose them, are even, and are no more than asked for and two. */
static void
test_tick_properties (void)
{
  for (int round = 0; round < 3000; round++)
    {
      gint64 a = g_test_rand_int_range (-2000000, 2000000), b = g_test_rand_int_range (-2000000, 2000000);
      guint most = (guint) g_test_rand_int_range (1, 12);
      g_autoptr (GArray) ticks = kin_ticks_of_numbers (MIN (a, b), MAX (a, b), round % KIN_UNIT_PERMILLE, most);
      gint64 step = g_array_index (ticks, KinTick, 1).value - g_array_index (ticks, KinTick, 0).value;

      g_assert_cmpint (g_array_index (ticks, KinTick, 0).value, <=, MIN (a, b));
      g_assert_cmpint (g_array_index (ticks, KinTick, ticks->len - 1).value, >=, MAX (a, b));
      g_assert_cmpuint (ticks->len, <=, MAX (2, most) + 1);
      for (guint i = 1; i < ticks->len; i++)
        g_assert_cmpint (g_array_index (ticks, KinTick, i).value - g_array_index (ticks, KinTick, i - 1).value, ==, step);
    }
}

static void
test_keys (void)
{
  KinChart chart = make_areas ();
  KinStyle style = { .theme = KIN_THEME_LIGHT };
  cairo_t *cr = drawing_begin (KIN_THEME_LIGHT, 480, 200);
  g_autoptr (GArray) hits = kin_chart_draw_area (cr, &chart, &style, 480, 200);

  g_assert_cmpint (kin_hits_beside (hits, -1, 0, 1), ==, 0);
  g_assert_cmpint (kin_hits_beside (hits, 0, 0, 1), ==, 1);
  g_assert_cmpint (kin_hits_beside (hits, 0, 0, -1), ==, 0);
  g_assert_cmpint (kin_hits_beside (hits, 5, 1, 0), ==, 18);
  g_assert_cmpint (kin_hits_beside (hits, 18, 1, 0), ==, 18);
  g_assert_cmpint (kin_hits_beside (hits, 18, -1, 0), ==, 5);
  g_assert_cmpint (kin_hits_beside (NULL, 18, -1, 0), ==, -1);
  cairo_destroy (cr);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/area", test_area);
  g_test_add_func ("/chart/bars", test_bars);
  g_test_add_func ("/chart/lines", test_lines);
  g_test_add_func ("/chart/narrow", test_narrow);
  g_test_add_func ("/chart/empty", test_empty);
  g_test_add_func ("/chart/contrast", test_contrast);
  g_test_add_func ("/chart/ticks", test_ticks);
  g_test_add_func ("/chart/ticks-random", test_tick_properties);
  g_test_add_func ("/chart/keys", test_keys);
  return g_test_run ();
}
