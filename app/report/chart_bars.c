/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Horizontal bars: a label, the bar, its number. Where it is narrow the label stands above its bar. */
#include "chart_parts.h"

#include <glib/gi18n-lib.h>

#define ROW 30
#define ROW_TWO 42 /* with the label above */

typedef struct
{
  double   label, number; /* widths */
  double   row, bar;      /* heights */
  gboolean above;
  gint64   most;
} Rows;

static gint64
value_of (const KinChart *chart, guint series, guint point)
{
  return MAX (0, chart->series[series].values[point]);
}

/* KIN_CHART_BLANK when nothing of it is known. */
static gint64
sum_of (const KinChart *chart, guint point)
{
  gint64 sum = KIN_CHART_BLANK;

  for (guint i = 0; i < chart->n_series; i++)
    if (chart->series[i].values[point] != KIN_CHART_BLANK)
      sum = MAX (0, sum) + value_of (chart, i, point);
  return sum;
}

static char *
number_of (const KinChart *chart, guint point)
{
  gint64 sum = sum_of (chart, point);

  return sum == KIN_CHART_BLANK ? g_strdup (chart->blank != NULL ? chart->blank : "–") : kin_unit_to_text (chart->unit, sum);
}

static Rows
measure_rows (const KinPlot *plot)
{
  const KinChart *chart = plot->chart;
  KinLettering bold = plot->text;
  Rows rows = { 0 };

  bold.bold = TRUE;
  for (guint i = 0; i < chart->n_points; i++)
    {
      g_autofree char *number = number_of (chart, i);

      rows.label = MAX (rows.label, kin_lettering_width (plot->cr, &plot->text, chart->labels[i]) + 1);
      rows.number = MAX (rows.number, kin_lettering_width (plot->cr, &bold, number) + 1);
      rows.most = MAX (rows.most, sum_of (chart, i));
    }
  rows.above = plot->width < 300 * plot->scale && chart->n_points * ROW_TWO * 0.7 * plot->scale <= plot->height;
  rows.label = rows.above ? plot->width : MIN (rows.label, plot->width * 0.45);
  rows.row = MIN (plot->height / chart->n_points, (rows.above ? ROW_TWO : ROW) * plot->scale);
  rows.bar = rows.above ? MAX (2, rows.row - kin_plot_line (plot) - 6 * plot->scale) : rows.row * 0.66;
  return rows;
}

static char *
say_bar (const KinChart *chart, guint series, guint point)
{
  g_autofree char *value = kin_unit_to_text (chart->unit, chart->series[series].values[point]);
  g_autofree char *sum = NULL;

  if (chart->n_series < 2)
    /* Translators: a bar of a chart: its label, its value. */
    return g_strdup_printf (_("%s: %s"), chart->labels[point], value);
  sum = number_of (chart, point);
  /* Translators: part of a bar: its label, the series, its value, the sum of the bar. */
  return g_strdup_printf (_("%s, %s: %s of %s"), chart->labels[point], chart->series[series].name, value, sum);
}

static void
draw_bar (KinPlot *plot, const Rows *rows, guint point, double y, GArray *hits)
{
  const KinChart *chart = plot->chart;
  double x = rows->above ? plot->x : plot->x + rows->label + 10 * plot->scale;
  double room = MAX (1, plot->x + plot->width - x - rows->number - 8 * plot->scale), start = x;
  g_autofree char *number = number_of (chart, point);
  KinLettering bold = plot->text;

  bold.bold = TRUE;
  for (guint i = 0; i < chart->n_series; i++)
    {
      gboolean grey = point < 64 && (chart->muted >> point & 1) != 0;
      guint look = i % KIN_PALETTE_SERIES;
      double wide = rows->most == 0 ? 0 : room * (double) value_of (chart, i, point) / (double) rows->most;

      kin_hits_add (hits, x, y, MAX (wide, 3), rows->bar, point, i, chart->series[i].records != NULL ? chart->series[i].records[point] : 0,
                    say_bar (chart, i, point));
      if (wide <= 0)
        continue;
      kin_path_round (plot->cr, x, y, wide, rows->bar, 3 * plot->scale);
      kin_colour_fill (plot->cr, grey ? plot->palette->muted : plot->palette->fill[look], plot->palette->line[look], grey ? KIN_HATCH_NONE : kin_hatch_of_series (i));
      if (plot->style->contrast || plot->style->theme == KIN_THEME_PRINT)
        {
          kin_path_round (plot->cr, x, y, wide, rows->bar, 3 * plot->scale);
          kin_colour_set (plot->cr, plot->style->contrast ? plot->palette->ink : plot->palette->line[look]);
          cairo_set_line_width (plot->cr, 0.6);
          cairo_stroke (plot->cr);
        }
      x += wide;
    }
  kin_colour_set (plot->cr, plot->palette->ink);
  kin_lettering_draw (plot->cr, &bold, MAX (x, start) + 6 * plot->scale, y + rows->bar / 2 - 7 * plot->scale, rows->number, number);
}

GArray *
kin_chart_draw_bars (cairo_t *cr, const KinChart *chart, const KinStyle *style, double width, double height)
{
  GArray *hits = kin_hits_new ();
  KinPlot plot;
  Rows rows;

  kin_plot_begin (&plot, cr, chart, style, width, height);
  if (kin_plot_is_empty (&plot))
    return hits;
  if (chart->n_series > 1)
    kin_plot_key (&plot, FALSE);
  rows = measure_rows (&plot);
  for (guint i = 0; i < chart->n_points; i++)
    {
      double y = plot.y + rows.row * i, line = kin_plot_line (&plot);

      kin_colour_set (cr, plot.palette->ink);
      kin_lettering_draw (cr, &plot.text, plot.x, rows.above ? y : y + (rows.row - line) / 2, rows.label, chart->labels[i]);
      draw_bar (&plot, &rows, i, rows.above ? y + line + 1 : y + (rows.row - rows.bar) / 2, hits);
    }
  return hits;
}

double
kin_chart_bars_height (const KinChart *chart, const KinStyle *style)
{
  return ((double) chart->n_points * ROW + (chart->n_series > 1 ? 18 : 0)) * kin_style_scale (style);
}
