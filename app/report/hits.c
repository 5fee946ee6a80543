/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hits are few (hundreds), so every question walks them all. */
#include "hits.h"

#include <math.h>

static void
clear_hit (gpointer data)
{
  g_free (((KinHit *) data)->text);
}

GArray *
kin_hits_new (void)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (KinHit));

  g_array_set_clear_func (hits, clear_hit);
  return hits;
}

void
kin_hits_add (GArray *hits, double x, double y, double width, double height, guint row, guint column, gint64 record, char *text)
{
  KinHit hit = { x, y, width, height, row, column, record, text };

  g_array_append_val (hits, hit);
}

static double
distance (const KinHit *hit, double x, double y)
{
  double across = MAX (MAX (hit->x - x, 0), x - hit->x - hit->width);
  double down = MAX (MAX (hit->y - y, 0), y - hit->y - hit->height);

  return hypot (across, down);
}

int
kin_hits_at (const GArray *hits, double x, double y)
{
  double best = 3;
  int found = -1;

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      double far = distance (&g_array_index (hits, KinHit, i), x, y);

      if (far < best)
        {
          best = far;
          found = (int) i;
        }
    }
  return found;
}

/* The nearest row with hits in the direction, or from's own. */
static guint
next_row (const GArray *hits, const KinHit *from, int rows)
{
  guint row = from->row, best = G_MAXUINT;

  for (guint i = 0; i < hits->len; i++)
    {
      guint other = g_array_index (hits, KinHit, i).row;
      guint far = rows > 0 ? other - from->row : from->row - other;

      if ((rows > 0) == (other > from->row) && other != from->row && far < best)
        {
          best = far;
          row = other;
        }
    }
  return row;
}

static int
nearest_in_row (const GArray *hits, guint row, const KinHit *from)
{
  double middle = from->x + from->width / 2, best = HUGE_VAL;
  int found = -1;

  for (guint i = 0; i < hits->len; i++)
    {
      const KinHit *hit = &g_array_index (hits, KinHit, i);

      if (hit->row == row)
        {
          double far = MAX (MAX (hit->x - middle, 0), middle - hit->x - hit->width);

          if (far < best)
            {
              best = far;
              found = (int) i;
            }
        }
    }
  return found;
}

int
kin_hits_beside (const GArray *hits, int from, int rows, int columns)
{
  const KinHit *hit;

  if (hits == NULL || hits->len == 0)
    return -1;
  if (from < 0 || (guint) from >= hits->len)
    return 0;
  hit = &g_array_index (hits, KinHit, from);
  if (rows != 0)
    {
      guint row = next_row (hits, hit, rows);

      return row == hit->row ? from : nearest_in_row (hits, row, hit);
    }
  for (int i = 0; i < (int) hits->len; i++)
    {
      const KinHit *other = &g_array_index (hits, KinHit, i);

      if (other->row == hit->row && (gint64) other->column == (gint64) hit->column + columns)
        return i;
    }
  return from;
}

void
kin_hit_draw (cairo_t *cr, const KinHit *hit, const KinStyle *style)
{
  cairo_save (cr);
  kin_path_round (cr, hit->x - 1, hit->y - 1, hit->width + 2, hit->height + 2, 4);
  kin_colour_set (cr, kin_palette (style->theme)->accent);
  cairo_set_line_width (cr, style->contrast ? 3 : 2);
  cairo_stroke (cr);
  cairo_restore (cr);
}
