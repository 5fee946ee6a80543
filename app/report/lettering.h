/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in a drawing: set once, measured and drawn alike on screen, paper and PDF.
 *
 * Sizes are units of the drawing: points on paper, pixels on a screen. Pango's own points are 4/3 of that, so every size here is
 * an absolute one. */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* What paper is printed in, the first that there is. */
#define KIN_PAPER_FONT "Cantarell, Noto Sans, Liberation Sans, Sans"

typedef struct
{
  const char    *font;   /* families; NULL: KIN_PAPER_FONT */
  double         size;   /* of the letters */
  gboolean       bold;
  PangoAlignment align;
  int            lines;  /* at most, the rest is an ellipsis; 0: as many as it takes */
  gboolean       markup; /* the text is Pango markup */
} KinLettering;

/* width: of the column; negative: no limit. Figures are all of one width. New reference. */
PangoLayout *kin_lettering_layout (cairo_t *cr, const KinLettering *lettering, double width, const char *text);
/* In the source colour, from the top left corner; returns the height. NULL or "" draws nothing and returns 0. */
double       kin_lettering_draw   (cairo_t *cr, const KinLettering *lettering, double x, double y, double width, const char *text);
double       kin_lettering_width  (cairo_t *cr, const KinLettering *lettering, const char *text);
double       kin_lettering_height (cairo_t *cr, const KinLettering *lettering, double width, const char *text);

G_END_DECLS
