/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pale fills with dark text on light pages, deep fills with pale text on dark ones; paper is the light page without grey. */
#include "palette.h"

#include <math.h>

#define RGB(hex) { ((hex) >> 16 & 255) / 255.0, ((hex) >> 8 & 255) / 255.0, ((hex) & 255) / 255.0 }

static const KinPalette palettes[KIN_N_THEMES] = {
  [KIN_THEME_LIGHT] = {
    RGB (0xffffff), RGB (0x1e1e22), RGB (0x5e5c64), RGB (0xdedede), RGB (0x1b6acb), RGB (0x1b7a43), RGB (0x8f5902), RGB (0xb3151f),
    RGB (0xc6c5c1), RGB (0xfbb4ae),
    { RGB (0x99c1f1), RGB (0xf9a66c), RGB (0x8fd9b6), RGB (0xd9b3e6), RGB (0xf3dc7a), RGB (0xb9d3d8) },
    { RGB (0x0b62b8), RGB (0xb84a00), RGB (0x007a58), RGB (0x8a3d9e), RGB (0x8a6d00), RGB (0x35707c) } },
  [KIN_THEME_DARK] = {
    RGB (0x2a2a2e), RGB (0xf6f5f4), RGB (0xb8b6bd), RGB (0x4a4a50), RGB (0x78aeed), RGB (0x72d39a), RGB (0xf0c24b), RGB (0xff8f86),
    RGB (0x5e5c64), RGB (0x8a2e2e),
    { RGB (0x1f568f), RGB (0x8f4212), RGB (0x126149), RGB (0x6b3a7c), RGB (0x6b5500), RGB (0x2f5d68) },
    { RGB (0x86bcf7), RGB (0xff9f5f), RGB (0x4fd3a4), RGB (0xd79bea), RGB (0xf0cf4a), RGB (0x8fc7d3) } },
  [KIN_THEME_PRINT] = {
    RGB (0xffffff), RGB (0x000000), RGB (0x4a4a4a), RGB (0xcccccc), RGB (0x0b4f9e), RGB (0x0f6a36), RGB (0x7a4a00), RGB (0xa3101a),
    RGB (0xd4d4d4), RGB (0xfbc4bf),
    { RGB (0xa9cbf2), RGB (0xf9b27f), RGB (0xa3dfc4), RGB (0xdfc0ea), RGB (0xf5e294), RGB (0xc5dade) },
    { RGB (0x0b4f9e), RGB (0xa84300), RGB (0x006b4d), RGB (0x7a3290), RGB (0x7a6000), RGB (0x2c626d) } },
};

const KinPalette *
kin_palette (KinTheme theme)
{
  return &palettes[theme < KIN_N_THEMES ? theme : KIN_THEME_LIGHT];
}

KinColour
kin_style_dim (const KinStyle *style)
{
  const KinPalette *palette = kin_palette (style->theme);

  return style->contrast ? palette->ink : palette->dim;
}

double
kin_style_scale (const KinStyle *style)
{
  return style->scale > 0 ? style->scale : 1;
}

void
kin_colour_set (cairo_t *cr, KinColour colour)
{
  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
}

static void
hatch_lines (cairo_t *cr, double x0, double y0, double x1, double y1, gboolean rising)
{
  double high = y1 - y0, step = 5;

  /* From a fixed grid, so that neighbouring pieces match. */
  for (double x = floor ((x0 - high) / step) * step; x < x1 + high; x += step)
    {
      cairo_move_to (cr, x, rising ? y1 : y0);
      cairo_line_to (cr, x + high, rising ? y0 : y1);
    }
}

static void
hatch (cairo_t *cr, KinHatch kind)
{
  double x0, y0, x1, y1;

  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  cairo_set_line_width (cr, 0.8);
  if (kind == KIN_HATCH_RISING || kind == KIN_HATCH_CROSS)
    hatch_lines (cr, x0, y0, x1, y1, TRUE);
  if (kind == KIN_HATCH_FALLING || kind == KIN_HATCH_CROSS)
    hatch_lines (cr, x0, y0, x1, y1, FALSE);
  if (kind == KIN_HATCH_LEVEL)
    for (double y = floor (y0 / 4) * 4; y < y1; y += 4)
      {
        cairo_move_to (cr, x0, y);
        cairo_line_to (cr, x1, y);
      }
  if (kind == KIN_HATCH_DOTS)
    {
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_width (cr, 1.6);
      for (double y = floor (y0 / 5) * 5; y < y1 + 5; y += 5)
        for (double x = floor (x0 / 5) * 5; x < x1 + 5; x += 5)
          {
            cairo_move_to (cr, x, y);
            cairo_line_to (cr, x, y);
          }
    }
  cairo_stroke (cr);
}

void
kin_colour_fill (cairo_t *cr, KinColour fill, KinColour mark, KinHatch kind)
{
  kin_colour_set (cr, fill);
  if (kind == KIN_HATCH_NONE)
    {
      cairo_fill (cr);
      return;
    }
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, mark.red, mark.green, mark.blue, 0.45);
  hatch (cr, kind);
  cairo_restore (cr);
}

KinHatch
kin_hatch_of_series (guint series)
{
  return series % KIN_PALETTE_SERIES;
}

KinColour
kin_colour_of_group (gint64 group)
{
  static const KinColour colours[] = { RGB (0x1c71d8), RGB (0x813d9c), RGB (0x2ec27e), RGB (0xe66100), RGB (0xc01c8a), RGB (0x1a9a9a), RGB (0xa07000), RGB (0x5e5c64) };

  return colours[(guint64) group % G_N_ELEMENTS (colours)];
}

void
kin_path_round (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  double r = MIN (radius, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI / 2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}
