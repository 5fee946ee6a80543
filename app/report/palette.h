/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of drawings, on a light screen, a dark one and paper, and the hatching that says the same without colour.
 *
 * The series are told apart by people who see no red or no green (after Okabe and Ito), and by their hatching on a copier. Text
 * on a fill has a contrast of at least 4.5 to 1, a line on the page at least 3 to 1 (WCAG 2.1, 1.4.3 and 1.4.11). */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum { KIN_THEME_LIGHT, KIN_THEME_DARK, KIN_THEME_PRINT, KIN_N_THEMES } KinTheme;
typedef enum { KIN_HATCH_NONE, KIN_HATCH_RISING, KIN_HATCH_DOTS, KIN_HATCH_FALLING, KIN_HATCH_LEVEL, KIN_HATCH_CROSS } KinHatch;

typedef struct
{
  double red, green, blue; /* 0 to 1 */
} KinColour;

#define KIN_PALETTE_SERIES 6

typedef struct
{
  KinColour page, ink, dim, grid, accent; /* dim: less important text */
  KinColour good, warn, bad;              /* text that says a state beside its word */
  KinColour muted, apart;                 /* fills: not known, not recorded; brothers and sisters apart */
  KinColour fill[KIN_PALETTE_SERIES], line[KIN_PALETTE_SERIES];
} KinPalette;

/* How a drawing is to look. */
typedef struct
{
  KinTheme    theme;
  gboolean    contrast; /* high contrast: no dim text, an outline round everything */
  double      scale;    /* 1: ordinary text is 10 units high; 0 is taken as 1 */
  const char *font;     /* families; NULL: KIN_PAPER_FONT */
} KinStyle;

const KinPalette *kin_palette        (KinTheme theme);
/* Dim text, in the style's contrast. */
KinColour         kin_style_dim      (const KinStyle *style);
double            kin_style_scale    (const KinStyle *style);
void              kin_colour_set     (cairo_t *cr, KinColour colour);
/* Fills the path and takes it: the fill, then the hatching in the other colour. */
void              kin_colour_fill    (cairo_t *cr, KinColour fill, KinColour mark, KinHatch hatch);
KinHatch          kin_hatch_of_series (guint series);
/* The colour of a sibling group: one of eight, the same everywhere. */
KinColour         kin_colour_of_group (gint64 group);
/* A rectangle with round corners as the path. */
void              kin_path_round     (cairo_t *cr, double x, double y, double width, double height, double radius);

G_END_DECLS
