/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame first, from the outside in: key, then the axis of values (its labels say how wide), then the axis of days. */
#include "chart_parts.h"

#include <glib/gi18n-lib.h>

void
kin_plot_begin (KinPlot *plot, cairo_t *cr, const KinChart *chart, const KinStyle *style, double width, double height)
{
  double scale = kin_style_scale (style);

  *plot = (KinPlot) { cr, chart, style, kin_palette (style->theme), { .font = style->font, .size = 9.5 * scale, .lines = 1 }, scale };
  plot->width = MAX (0, width);
  plot->height = MAX (0, height);
  plot->month_ends = chart->days != NULL && chart->n_points > 0;
  for (guint i = 0; chart->days != NULL && i < chart->n_points; i++)
    {
      int next;

      kin_day_split (chart->days[i] + 1, NULL, NULL, &next);
      plot->month_ends = plot->month_ends && next == 1;
    }
}

double
kin_plot_line (const KinPlot *plot)
{
  return 14 * plot->scale;
}

gboolean
kin_plot_is_empty (KinPlot *plot)
{
  const char *words = plot->chart->empty != NULL ? plot->chart->empty : _("Nothing to show");

  for (guint i = 0; i < plot->chart->n_series; i++)
    for (guint j = 0; j < plot->chart->n_points; j++)
      if (plot->chart->series[i].values[j] != KIN_CHART_BLANK)
        return FALSE;
  kin_colour_set (plot->cr, kin_style_dim (plot->style));
  plot->text.align = PANGO_ALIGN_CENTER;
  kin_lettering_draw (plot->cr, &plot->text, 0, MAX (0, plot->height / 2 - kin_plot_line (plot)), plot->width, words);
  return TRUE;
}

void
kin_plot_dash (const KinPlot *plot, guint series)
{
  static const double dashes[][4] = { { 6, 3, 6, 3 }, { 2, 2, 2, 2 }, { 8, 2, 2, 2 }, { 10, 4, 10, 4 }, { 4, 1, 4, 1 } };

  cairo_set_line_width (plot->cr, 1.8 * plot->scale);
  cairo_set_line_join (plot->cr, CAIRO_LINE_JOIN_ROUND);
  if (series % KIN_PALETTE_SERIES == 0)
    cairo_set_dash (plot->cr, NULL, 0, 0);
  else
    cairo_set_dash (plot->cr, dashes[series % KIN_PALETTE_SERIES - 1], 4, 0);
}

void
kin_plot_mark (const KinPlot *plot, guint series, double x, double y)
{
  double r = 2.6 * plot->scale;

  cairo_new_path (plot->cr);
  switch (series % 4)
    {
    case 0:
      cairo_arc (plot->cr, x, y, r, 0, 2 * G_PI);
      break;
    case 1:
      cairo_rectangle (plot->cr, x - r, y - r, 2 * r, 2 * r);
      break;
    default:
      cairo_move_to (plot->cr, x - 1.2 * r, series % 4 == 2 ? y + r : y - r);
      cairo_line_to (plot->cr, x + 1.2 * r, series % 4 == 2 ? y + r : y - r);
      cairo_line_to (plot->cr, x, series % 4 == 2 ? y - 1.2 * r : y + 1.2 * r);
      cairo_close_path (plot->cr);
    }
  cairo_fill (plot->cr);
}

static void
draw_sample (KinPlot *plot, guint series, double x, double y, double size, gboolean sample)
{
  kin_colour_set (plot->cr, plot->palette->line[series % KIN_PALETTE_SERIES]);
  if (sample)
    {
      cairo_save (plot->cr);
      kin_plot_dash (plot, series);
      cairo_move_to (plot->cr, x, y + size / 2);
      cairo_line_to (plot->cr, x + 2 * size, y + size / 2);
      cairo_stroke (plot->cr);
      cairo_restore (plot->cr);
      kin_plot_mark (plot, series, x + size, y + size / 2);
      return;
    }
  kin_path_round (plot->cr, x, y, size, size, 2);
  kin_colour_fill (plot->cr, plot->palette->fill[series % KIN_PALETTE_SERIES], plot->palette->line[series % KIN_PALETTE_SERIES], kin_hatch_of_series (series));
  kin_colour_set (plot->cr, plot->palette->line[series % KIN_PALETTE_SERIES]);
  cairo_set_line_width (plot->cr, 0.8);
  kin_path_round (plot->cr, x, y, size, size, 2);
  cairo_stroke (plot->cr);
}

void
kin_plot_key (KinPlot *plot, gboolean samples)
{
  double x = plot->x, y = plot->y, line = kin_plot_line (plot), size = 9 * plot->scale, swatch = (samples ? 2 * size : size) + 5 * plot->scale;

  for (guint i = 0; i < plot->chart->n_series; i++)
    {
      const char *name = plot->chart->series[i].name;
      double room = plot->width - swatch, wide = MIN (room, kin_lettering_width (plot->cr, &plot->text, name) + 1);

      if (room <= 0)
        return;
      if (x > plot->x && x + swatch + wide > plot->x + plot->width)
        {
          x = plot->x;
          y += line;
        }
      draw_sample (plot, i, x, y + (line - size) / 2, size, samples);
      kin_colour_set (plot->cr, plot->palette->ink);
      kin_lettering_draw (plot->cr, &plot->text, x + swatch, y + (line - 13 * plot->scale) / 2, wide, name);
      x += swatch + wide + 12 * plot->scale;
    }
  y += line + 4 * plot->scale;
  plot->height = MAX (0, plot->height - (y - plot->y));
  plot->y = y;
}

static void
draw_value_axis (KinPlot *plot, gint64 low, gint64 high)
{
  double line = kin_plot_line (plot), foot = plot->chart->days != NULL ? line + 4 * plot->scale : 0, wide = 0;
  g_autoptr (GArray) ticks = NULL;
  KinLettering text = plot->text;

  plot->height = MAX (line, plot->height - foot - line / 2);
  plot->y += line / 2;
  ticks = kin_ticks_of_numbers (low, high, plot->chart->unit, MAX (1, (guint) (plot->height / (line * 1.8))));
  plot->low = g_array_index (ticks, KinTick, 0).value;
  plot->high = g_array_index (ticks, KinTick, ticks->len - 1).value;
  for (guint i = 0; i < ticks->len; i++)
    wide = MAX (wide, kin_lettering_width (plot->cr, &text, g_array_index (ticks, KinTick, i).label));
  wide = MIN (wide, plot->width / 3);
  text.align = PANGO_ALIGN_RIGHT;
  cairo_set_line_width (plot->cr, 1);
  for (guint i = 0; i < ticks->len; i++)
    {
      const KinTick *tick = &g_array_index (ticks, KinTick, i);
      double y = kin_plot_y (plot, tick->value);

      kin_colour_set (plot->cr, kin_style_dim (plot->style));
      kin_lettering_draw (plot->cr, &text, plot->x, y - line / 2, wide + 1, tick->label);
      kin_colour_set (plot->cr, tick->value == 0 ? kin_style_dim (plot->style) : plot->palette->grid);
      cairo_move_to (plot->cr, plot->x + wide + 6, y);
      cairo_line_to (plot->cr, plot->x + plot->width, y);
      cairo_stroke (plot->cr);
    }
  plot->x += wide + 6;
  plot->width = MAX (1, plot->width - wide - 6 - 4 * plot->scale); /* the last mark stands half outside */
}

static void
draw_day_axis (KinPlot *plot)
{
  const KinDay *days = plot->chart->days;
  double each = kin_lettering_width (plot->cr, &plot->text, "Mmm 2000") + 8 * plot->scale, last = -G_MAXDOUBLE;
  g_autoptr (GArray) ticks = kin_ticks_of_days (days[0], days[plot->chart->n_points - 1], 1 + (guint) (plot->width / each),
                                                 plot->month_ends ? days[plot->chart->n_points - 1] : KIN_NO_DAY);

  for (guint i = 0; i < ticks->len; i++)
    {
      const KinTick *tick = &g_array_index (ticks, KinTick, i);
      double x = plot->x + plot->width * kin_axis_share (tick->value, days[0], days[plot->chart->n_points - 1]);
      double wide = kin_lettering_width (plot->cr, &plot->text, tick->label) + 1;
      double left = CLAMP (x - wide / 2, plot->x, MAX (plot->x, plot->x + plot->width - wide));

      kin_colour_set (plot->cr, plot->palette->grid);
      cairo_move_to (plot->cr, x, plot->y + plot->height);
      cairo_line_to (plot->cr, x, plot->y + plot->height + 4);
      cairo_stroke (plot->cr);
      if (left < last + 4)
        continue;
      kin_colour_set (plot->cr, kin_style_dim (plot->style));
      kin_lettering_draw (plot->cr, &plot->text, left, plot->y + plot->height + 4, wide, tick->label);
      last = left + wide;
    }
}

void
kin_plot_axes (KinPlot *plot, gint64 low, gint64 high)
{
  draw_value_axis (plot, low, high);
  if (plot->chart->days != NULL)
    draw_day_axis (plot);
}

double
kin_plot_x (const KinPlot *plot, guint point)
{
  return plot->x + plot->width * kin_axis_share (plot->chart->days[point], plot->chart->days[0], plot->chart->days[plot->chart->n_points - 1]);
}

double
kin_plot_y (const KinPlot *plot, gint64 value)
{
  return plot->y + plot->height * (1 - kin_axis_share (value, plot->low, plot->high));
}

void
kin_plot_strip (const KinPlot *plot, guint point, double *x, double *width)
{
  double here = kin_plot_x (plot, point);
  double left = point == 0 ? plot->x : (here + kin_plot_x (plot, point - 1)) / 2;
  double right = point + 1 == plot->chart->n_points ? plot->x + plot->width : (here + kin_plot_x (plot, point + 1)) / 2;

  *x = left;
  *width = right - left;
}
