/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the tests of drawings. */
#include "drawing.h"

cairo_t *
drawing_begin (KinTheme theme, double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  kin_colour_set (cr, kin_palette (theme)->page);
  cairo_paint (cr);
  return cr;
}

void
drawing_end (cairo_t *cr, const char *name)
{
  g_autofree char *file = g_strconcat (name != NULL ? name : "", ".png", NULL);
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_BUILT), "report", file, NULL);

  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  if (name != NULL)
    cairo_surface_write_to_png (cairo_get_target (cr), path);
  cairo_destroy (cr);
}

static gboolean
overlap (const KinHit *a, const KinHit *b)
{
  double across = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
  double down = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

  return across > 0.01 && down > 0.01;
}

void
drawing_check (const GArray *hits, double width, double height)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const KinHit *hit = &g_array_index (hits, KinHit, i);

      g_assert_cmpfloat (hit->x, >=, -0.01);
      g_assert_cmpfloat (hit->y, >=, -6);
      g_assert_cmpfloat (hit->x + hit->width, <=, width + 0.01);
      g_assert_cmpfloat (hit->y + hit->height, <=, height + 6);
      g_assert_nonnull (hit->text);
      g_assert_cmpstr (hit->text, !=, "");
      for (guint j = 0; j < i; j++)
        {
          const KinHit *other = &g_array_index (hits, KinHit, j);

          if (other->row == hit->row)
            g_assert_false (overlap (hit, other));
        }
    }
}

static void
free_lane (gpointer data)
{
  KinLane *lane = data;

  for (guint i = 0; i < lane->bars->len; i++)
    {
      g_free (g_array_index (lane->bars, KinBar, i).text);
      g_free (g_array_index (lane->bars, KinBar, i).code);
    }
  g_array_unref (lane->bars);
  g_free (lane->label);
  g_free (lane);
}

static KinLane *
add_lane (KinChildLife *life, KinLaneKind kind, const char *label, gint64 sibling)
{
  KinLane *lane = g_new0 (KinLane, 1);

  lane->kind = kind;
  lane->label = g_strdup (label);
  lane->sibling = sibling;
  lane->bars = g_array_new (FALSE, TRUE, sizeof (KinBar));
  g_ptr_array_add (life->lanes, lane);
  return lane;
}

static void
add_bar (KinLane *lane, KinDay from, KinDay to, const char *text, KinBarTone tone, gint64 record)
{
  KinBar bar = { from, to, g_strdup (text), NULL, record, tone };

  g_array_append_val (lane->bars, bar);
}

static KinChildLife *
new_life (void)
{
  KinChildLife *life = g_new0 (KinChildLife, 1);

  life->day = kin_day (2026, 11, 20);
  life->lanes = g_ptr_array_new_with_free_func (free_lane);
  return life;
}

KinChildLife *
drawing_life (void)
{
  KinChildLife *life = new_life ();
  KinLane *care = add_lane (life, KIN_LANE_CARE, "Looked after", 0);
  KinLane *status = add_lane (life, KIN_LANE_STATUS, "Legal status", 0);
  KinLane *placement = add_lane (life, KIN_LANE_PLACEMENT, "Placement", 0);
  KinLane *ben = add_lane (life, KIN_LANE_SIBLING, "With Ben, 5", 41);
  KinLane *pip = add_lane (life, KIN_LANE_SIBLING, "With Pip, 2", 42);
  KinDay start = kin_day (2025, 6, 11), moved = kin_day (2025, 7, 13), ours = kin_day (2025, 11, 4);

  add_bar (care, start, KIN_NO_DAY, "since 11 June 2025", KIN_BAR_PLAIN, 11);
  add_bar (status, start, kin_day (2025, 6, 26), "E1 Emergency protection order", KIN_BAR_PLAIN, 12);
  add_bar (status, kin_day (2025, 6, 26), kin_day (2026, 2, 6), "C1 Interim care order", KIN_BAR_PLAIN, 13);
  add_bar (status, kin_day (2026, 2, 6), KIN_NO_DAY, "C2 Full care order", KIN_BAR_PLAIN, 14);
  add_bar (placement, start, moved, "Elm · £404.00", KIN_BAR_TEMPORARY, 15);
  add_bar (placement, moved, ours, "Agency · £912.00", KIN_BAR_AGENCY, 16);
  add_bar (placement, ours, KIN_NO_DAY, "Ashdown · £404.00", KIN_BAR_IN_HOUSE, 17);
  add_bar (placement, kin_day (2026, 12, 20), KIN_NO_DAY, "Birchwood", KIN_BAR_PLANNED, 18);
  add_bar (ben, start, moved, "together", KIN_BAR_TOGETHER, 0);
  add_bar (ben, moved, ours, "apart", KIN_BAR_APART, 0);
  add_bar (ben, ours, KIN_NO_DAY, "together", KIN_BAR_TOGETHER, 0);
  add_bar (pip, kin_day (2026, 6, 3), KIN_NO_DAY, "apart", KIN_BAR_APART, 0);
  return life;
}

KinChildLife *
drawing_restless_life (guint moves)
{
  KinChildLife *life = new_life ();
  KinLane *placement = add_lane (life, KIN_LANE_PLACEMENT, "Placement, and a very long label for a lane that has one", 0);
  KinDay day = life->day - (KinDay) moves * 3;

  for (guint i = 0; i < moves; i++, day += 3)
    add_bar (placement, day, i + 1 < moves ? day + (i % 5 == 0 ? 0 : 3) : KIN_NO_DAY, "Home with a long name · £1,404.00", i % KIN_BAR_PLANNED, (gint64) i + 1);
  return life;
}
