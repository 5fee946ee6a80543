/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of plain numbers: areas over time, bars, lines over time. One drawing for screen, paper and PDF.
 *
 * A drawing fills the rectangle from (0, 0) to (width, height), in units of the cairo context, and gives back its hits (hits.h):
 * one a bar or point, each a sentence. Nothing is told by colour alone: series have their hatching, dashes and marks, and are
 * named in the drawing or in a key above it. Narrow drawings move labels, thin out ticks and cut words; nothing overlaps. */
#pragma once

#include "axis.h"
#include "hits.h"

G_BEGIN_DECLS

#define KIN_CHART_BLANK G_MININT64 /* a value that is not known */

typedef struct
{
  const char   *name;
  const gint64 *values;  /* n_points of the chart; pence for KIN_UNIT_PENCE, tenths of a per cent for KIN_UNIT_PERMILLE */
  const gint64 *records; /* what a hit opens; NULL: nothing */
} KinChartSeries;

typedef struct
{
  KinUnit               unit;
  const KinDay         *days;   /* of areas and lines: n_points, ascending */
  const char *const    *labels; /* of bars: n_points */
  guint                 n_points;
  const KinChartSeries *series;
  guint                 n_series;
  guint64               muted;  /* of bars: a bit for each point drawn grey ("Not recorded") */
  const char           *blank;  /* what stands for a value that is not known; NULL: "–" */
  const char           *empty;  /* what to say when there is nothing to draw; NULL: "Nothing to show" */
} KinChart;

/* Series stacked, the first at the bottom; blanks and negative values count as nought. Arrays of KinHit. */
GArray *kin_chart_draw_area   (cairo_t *cr, const KinChart *chart, const KinStyle *style, double width, double height);
GArray *kin_chart_draw_lines  (cairo_t *cr, const KinChart *chart, const KinStyle *style, double width, double height);
/* Horizontal, one row a point, with its number at the end; several series stand behind one another in a row. */
GArray *kin_chart_draw_bars   (cairo_t *cr, const KinChart *chart, const KinStyle *style, double width, double height);
/* The height at which bars are best drawn. */
double  kin_chart_bars_height (const KinChart *chart, const KinStyle *style);

G_END_DECLS
