/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kinds of charts have in common: the frame with its axes, and the key. Of this room only. */
#pragma once

#include "chart.h"
#include "lettering.h"

G_BEGIN_DECLS

typedef struct
{
  cairo_t          *cr;
  const KinChart   *chart;
  const KinStyle   *style;
  const KinPalette *palette;
  KinLettering      text;      /* of labels */
  double            scale;
  double            x, y, width, height; /* of the plot */
  gint64            low, high; /* of its values */
  gboolean          month_ends;
} KinPlot;

void     kin_plot_begin    (KinPlot *plot, cairo_t *cr, const KinChart *chart, const KinStyle *style, double width, double height);
/* TRUE when there is nothing to draw: the words for it are drawn then. */
gboolean kin_plot_is_empty (KinPlot *plot);
/* A key above the plot, in as many lines as it takes; the plot shrinks. samples: as lines, not as patches. */
void     kin_plot_key      (KinPlot *plot, gboolean samples);
/* The axes of values and days; the plot shrinks to what they leave. */
void     kin_plot_axes     (KinPlot *plot, gint64 low, gint64 high);
double   kin_plot_x        (const KinPlot *plot, guint point);
double   kin_plot_y        (const KinPlot *plot, gint64 value);
/* The strip that belongs to a point: half way to its neighbours. */
void     kin_plot_strip    (const KinPlot *plot, guint point, double *x, double *width);
/* One line of label text. */
double   kin_plot_line     (const KinPlot *plot);
/* The dashes and the mark of a series. */
void     kin_plot_dash     (const KinPlot *plot, guint series);
void     kin_plot_mark     (const KinPlot *plot, guint series, double x, double y);

G_END_DECLS
