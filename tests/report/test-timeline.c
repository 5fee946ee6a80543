/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lanes of a life: every bar can be hit and is named; none lies on another, however many and however narrow. */
#include "drawing.h"
#include "timeline.h"

static void
free_life (KinChildLife *life)
{
  g_ptr_array_unref (life->lanes);
  g_free (life);
}

static void
test_whole (void)
{
  static const char *const names[] = { "timeline-light", "timeline-dark", "timeline-print" };
  KinChildLife *life = drawing_life ();
  KinTimelineView view = { .today = life->day };

  for (KinTheme theme = 0; theme < KIN_N_THEMES; theme++)
    {
      KinStyle style = { .theme = theme };
      double height = kin_timeline_height (life, &view, &style, 690);
      cairo_t *cr = drawing_begin (theme, 690, height);
      g_autoptr (GArray) hits = kin_timeline_draw (cr, life, &view, &style, 690, height);

      drawing_check (hits, 690, height);
      g_assert_cmpuint (hits->len, ==, 12);
      g_assert_cmpstr (g_array_index (hits, KinHit, 0).text, ==, "Looked after since 11 June 2025");
      g_assert_cmpstr (g_array_index (hits, KinHit, 5).text, ==, "Placement: Agency · £912.00, 13 July 2025 to 4 November 2025, 114 nights");
      g_assert_cmpint (g_array_index (hits, KinHit, 5).record, ==, 16);
      g_assert_cmpint (g_array_index (hits, KinHit, 9).record, ==, 41);
      drawing_end (cr, names[theme]);
    }
  free_life (life);
}

static void
test_narrow (void)
{
  KinChildLife *life = drawing_life ();
  KinTimelineView view = { .today = life->day };

  for (double scale = 1; scale < 2.3; scale += 0.6)
    for (int width = 1200; width > 60; width = width * 3 / 4)
      {
        KinStyle style = { .theme = KIN_THEME_LIGHT, .scale = scale };
        double height = kin_timeline_height (life, &view, &style, width);
        g_autofree char *name = width < 400 ? g_strdup_printf ("timeline-%d-%.1f", width, scale) : NULL;
        cairo_t *cr = drawing_begin (KIN_THEME_LIGHT, width, height);
        g_autoptr (GArray) hits = kin_timeline_draw (cr, life, &view, &style, width, height);

        g_assert_cmpuint (hits->len, ==, 12);
        drawing_check (hits, width, height);
        drawing_end (cr, name);
      }
  free_life (life);
}

/* Forty moves of three days, some of none, beside nothing else. */
static void
test_restless (void)
{
  KinChildLife *life = drawing_restless_life (40);
  KinStyle style = { .theme = KIN_THEME_LIGHT };
  cairo_t *cr = drawing_begin (KIN_THEME_LIGHT, 500, 120);
  g_autoptr (GArray) hits = kin_timeline_draw (cr, life, NULL, &style, 500, 120);
  KinTimelineView part = { .today = life->day, .from = life->day - 30, .to = life->day };
  g_autoptr (GArray) few = NULL;

  cairo_push_group (cr);
  few = kin_timeline_draw (cr, life, &part, &style, 500, 120);
  cairo_pattern_destroy (cairo_pop_group (cr));
  drawing_check (hits, 500, 120);
  g_assert_cmpuint (hits->len, ==, 40);
  g_assert_cmpuint (few->len, <, 14);
  drawing_end (cr, "timeline-restless");
  free_life (life);
}

/* Two placements at once stand below each other. */
static void
test_contested (void)
{
  KinChildLife *life = drawing_life ();
  KinLane *lane = g_ptr_array_index (life->lanes, 2);
  KinBar twice = { kin_day (2026, 9, 1), KIN_NO_DAY, g_strdup ("Damson"), NULL, 99, KIN_BAR_IN_HOUSE };
  KinStyle style = { .theme = KIN_THEME_LIGHT };
  double before = kin_timeline_height (life, NULL, &style, 690), height;
  g_autoptr (GArray) hits = NULL;
  cairo_t *cr;

  g_array_insert_val (lane->bars, 3, twice);
  height = kin_timeline_height (life, NULL, &style, 690);
  g_assert_cmpfloat (height, >, before);
  cr = drawing_begin (KIN_THEME_LIGHT, 690, height);
  hits = kin_timeline_draw (cr, life, NULL, &style, 690, height);
  drawing_check (hits, 690, height);
  g_assert_cmpfloat (g_array_index (hits, KinHit, 7).y, >, g_array_index (hits, KinHit, 6).y + 15);
  drawing_end (cr, "timeline-contested");
  free_life (life);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/whole", test_whole);
  g_test_add_func ("/timeline/narrow", test_narrow);
  g_test_add_func ("/timeline/restless", test_restless);
  g_test_add_func ("/timeline/contested", test_contested);
  return g_test_run ();
}
