/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts over time: areas stacked, and lines. */
#include "chart_parts.h"

#include <glib/gi18n-lib.h>

static gint64
value_of (const KinChart *chart, guint series, guint point)
{
  return MAX (0, chart->series[series].values[point]); /* a blank is the least of all numbers */
}

/* The stack below a series at a point. */
static gint64
sum_below (const KinChart *chart, guint series, guint point)
{
  gint64 sum = 0;

  for (guint i = 0; i < series; i++)
    sum += value_of (chart, i, point);
  return sum;
}

static char *
say_point (const KinChart *chart, guint series, guint point, gboolean of_sum)
{
  g_autofree char *value = kin_unit_to_text (chart->unit, chart->series[series].values[point]);
  g_autofree char *day = kin_day_to_words (chart->days[point]);
  g_autofree char *sum = NULL;

  if (!of_sum || chart->n_series < 2)
    /* Translators: a point of a chart: the series, its value, the day. */
    return g_strdup_printf (_("%s: %s on %s"), chart->series[series].name, value, day);
  sum = kin_unit_to_text (chart->unit, sum_below (chart, chart->n_series, point));
  /* Translators: a point of a chart: the series, its value, the sum of all series, the day. */
  return g_strdup_printf (_("%s: %s of %s on %s"), chart->series[series].name, value, sum, day);
}

static void
trace_edge (const KinPlot *plot, guint series, gboolean back)
{
  guint n = plot->chart->n_points;

  for (guint i = 0; i < n; i++)
    {
      guint point = back ? n - 1 - i : i;

      cairo_line_to (plot->cr, kin_plot_x (plot, point), kin_plot_y (plot, sum_below (plot->chart, series, point)));
    }
}

static void
draw_band (KinPlot *plot, guint series)
{
  guint look = series % KIN_PALETTE_SERIES;

  cairo_new_path (plot->cr);
  if (plot->chart->n_points == 1)
    cairo_rectangle (plot->cr, plot->x, kin_plot_y (plot, sum_below (plot->chart, series + 1, 0)), plot->width,
                     kin_plot_y (plot, sum_below (plot->chart, series, 0)) - kin_plot_y (plot, sum_below (plot->chart, series + 1, 0)));
  else
    {
      trace_edge (plot, series + 1, FALSE);
      trace_edge (plot, series, TRUE);
      cairo_close_path (plot->cr);
    }
  kin_colour_fill (plot->cr, plot->palette->fill[look], plot->palette->line[look], kin_hatch_of_series (series));
  trace_edge (plot, series + 1, FALSE);
  kin_colour_set (plot->cr, plot->style->contrast ? plot->palette->ink : plot->palette->line[look]);
  cairo_set_line_width (plot->cr, 1.4 * plot->scale);
  cairo_stroke (plot->cr);
}

static void
add_band_hits (const KinPlot *plot, guint series, GArray *hits)
{
  for (guint i = 0; i < plot->chart->n_points; i++)
    {
      double x, width, top = kin_plot_y (plot, sum_below (plot->chart, series + 1, i));
      double height = kin_plot_y (plot, sum_below (plot->chart, series, i)) - top;

      kin_plot_strip (plot, i, &x, &width);
      kin_hits_add (hits, x, top, width, height, series, i, plot->chart->series[series].records != NULL ? plot->chart->series[series].records[i] : 0,
                    say_point (plot->chart, series, i, TRUE));
    }
}

/* "Agency 47": the name and the last value. */
static char *
name_band (const KinPlot *plot, guint series)
{
  g_autofree char *value = kin_unit_to_text (plot->chart->unit, plot->chart->series[series].values[plot->chart->n_points - 1]);

  return g_strdup_printf ("%s %s", plot->chart->series[series].name, value);
}

/* The height at a given x of the edge below a series. */
static double
edge_at (const KinPlot *plot, guint series, double x)
{
  for (guint i = 1; i < plot->chart->n_points; i++)
    {
      double x0 = kin_plot_x (plot, i - 1), x1 = kin_plot_x (plot, i), y0, y1;

      if (x > x1 && i + 1 < plot->chart->n_points)
        continue;
      y0 = kin_plot_y (plot, sum_below (plot->chart, series, i - 1));
      y1 = kin_plot_y (plot, sum_below (plot->chart, series, i));
      return x1 <= x0 ? y1 : y0 + (y1 - y0) * CLAMP ((x - x0) / (x1 - x0), 0, 1);
    }
  return kin_plot_y (plot, sum_below (plot->chart, series, 0));
}

/* Where a label of that width stands clear within its band, as far right as it can; FALSE when it does nowhere. */
static gboolean
find_clear_place (const KinPlot *plot, guint series, double width, double *left, double *middle)
{
  for (double x = plot->x + plot->width - width - 8; x >= plot->x + 4; x -= 8)
    {
      double top = 0, bottom = G_MAXDOUBLE;

      for (int i = 0; i <= 8; i++)
        {
          top = MAX (top, edge_at (plot, series + 1, x + width * i / 8));
          bottom = MIN (bottom, edge_at (plot, series, x + width * i / 8));
        }
      if (bottom - top >= kin_plot_line (plot) + 6)
        {
          *left = x;
          *middle = (top + bottom) / 2;
          return TRUE;
        }
    }
  return FALSE;
}

/* Every band is named inside itself, or none is. With draw FALSE only asks whether that can be. */
static gboolean
name_bands (KinPlot *plot, gboolean draw)
{
  double line = kin_plot_line (plot);

  for (guint i = 0; i < plot->chart->n_series; i++)
    {
      g_autofree char *name = name_band (plot, i);
      double width = kin_lettering_width (plot->cr, &plot->text, name) + 1, left, middle;

      if (!find_clear_place (plot, i, width + 8, &left, &middle))
        return FALSE;
      if (!draw)
        continue;
      kin_colour_set (plot->cr, plot->palette->fill[i % KIN_PALETTE_SERIES]);
      kin_path_round (plot->cr, left, middle - line / 2 - 1, width + 8, line + 2, 3);
      cairo_fill (plot->cr);
      kin_colour_set (plot->cr, plot->palette->ink);
      kin_lettering_draw (plot->cr, &plot->text, left + 4, middle - line / 2, width, name);
    }
  return TRUE;
}

GArray *
kin_chart_draw_area (cairo_t *cr, const KinChart *chart, const KinStyle *style, double width, double height)
{
  GArray *hits = kin_hits_new ();
  gint64 most = 0;
  gboolean named;
  KinPlot plot, probe;

  kin_plot_begin (&plot, cr, chart, style, width, height);
  if (kin_plot_is_empty (&plot))
    return hits;
  for (guint i = 0; i < chart->n_points; i++)
    most = MAX (most, sum_below (chart, chart->n_series, i));
  /* Asked of the frame without the key: with it there is only less room. */
  probe = plot;
  cairo_push_group (cr);
  kin_plot_axes (&probe, 0, most);
  cairo_pattern_destroy (cairo_pop_group (cr));
  named = name_bands (&probe, FALSE);
  if (!named)
    kin_plot_key (&plot, FALSE);
  kin_plot_axes (&plot, 0, most);
  for (guint i = 0; i < chart->n_series; i++)
    {
      draw_band (&plot, i);
      add_band_hits (&plot, i, hits);
    }
  if (named)
    name_bands (&plot, TRUE);
  return hits;
}

static void
draw_line (KinPlot *plot, guint series, GArray *hits)
{
  const gint64 *values = plot->chart->series[series].values;
  double reach = 5 * plot->scale;

  kin_colour_set (plot->cr, plot->palette->line[series % KIN_PALETTE_SERIES]);
  cairo_save (plot->cr);
  kin_plot_dash (plot, series);
  cairo_new_path (plot->cr);
  for (guint i = 0; i < plot->chart->n_points; i++)
    if (values[i] == KIN_CHART_BLANK)
      cairo_new_sub_path (plot->cr);
    else
      cairo_line_to (plot->cr, kin_plot_x (plot, i), kin_plot_y (plot, values[i]));
  cairo_stroke (plot->cr);
  cairo_restore (plot->cr);
  for (guint i = 0; i < plot->chart->n_points; i++)
    {
      double x, width, y = values[i] == KIN_CHART_BLANK ? plot->y + plot->height : kin_plot_y (plot, values[i]);

      if (values[i] != KIN_CHART_BLANK && (plot->chart->n_points < 40 || i + 1 == plot->chart->n_points))
        kin_plot_mark (plot, series, kin_plot_x (plot, i), y);
      kin_plot_strip (plot, i, &x, &width);
      kin_hits_add (hits, x, y - reach, width, 2 * reach, series, i, plot->chart->series[series].records != NULL ? plot->chart->series[series].records[i] : 0,
                    say_point (plot->chart, series, i, FALSE));
    }
}

GArray *
kin_chart_draw_lines (cairo_t *cr, const KinChart *chart, const KinStyle *style, double width, double height)
{
  GArray *hits = kin_hits_new ();
  gint64 low = 0, high = 0; /* nought is always there: an axis that begins elsewhere makes little look much */
  KinPlot plot;

  kin_plot_begin (&plot, cr, chart, style, width, height);
  if (kin_plot_is_empty (&plot))
    return hits;
  for (guint i = 0; i < chart->n_series; i++)
    for (guint j = 0; j < chart->n_points; j++)
      if (chart->series[i].values[j] != KIN_CHART_BLANK)
        {
          low = MIN (low, chart->series[i].values[j]);
          high = MAX (high, chart->series[i].values[j]);
        }
  if (chart->n_series > 1)
    kin_plot_key (&plot, TRUE);
  kin_plot_axes (&plot, low, high);
  for (guint i = 0; i < chart->n_series; i++)
    draw_line (&plot, i, hits);
  return hits;
}
