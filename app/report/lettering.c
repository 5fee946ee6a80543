/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thin layer over Pango, so that nobody sets a font twice in two ways. */
#include "lettering.h"

/* Letters stand where their shapes want, not on whole units: else a line is of one length on a screen and another on paper, and small
 * letters lose the spaces between their words. */
static PangoLayout *
create_layout (cairo_t *cr)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (layout);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_layout_context_changed (layout);
  return layout;
}

PangoLayout *
kin_lettering_layout (cairo_t *cr, const KinLettering *lettering, double width, const char *text)
{
  PangoLayout *layout = create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (lettering->font != NULL ? lettering->font : KIN_PAPER_FONT);
  PangoAttrList *attributes;

  pango_font_description_set_absolute_size (font, lettering->size * PANGO_SCALE);
  if (lettering->bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (lettering->markup)
    pango_layout_set_markup (layout, text, -1);
  else
    pango_layout_set_text (layout, text, -1);
  attributes = pango_layout_get_attributes (layout) != NULL ? pango_attr_list_copy (pango_layout_get_attributes (layout)) : pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE)); /* a broken name is no other name */
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_alignment (layout, lettering->align);
  if (width >= 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  if (lettering->lines > 0)
    {
      pango_layout_set_single_paragraph_mode (layout, lettering->lines == 1);
      pango_layout_set_height (layout, -lettering->lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static void
measure (PangoLayout *layout, double *width, double *height)
{
  int wide, high;

  pango_layout_get_size (layout, &wide, &high);
  if (width != NULL)
    *width = (double) wide / PANGO_SCALE;
  if (height != NULL)
    *height = (double) high / PANGO_SCALE;
}

double
kin_lettering_draw (cairo_t *cr, const KinLettering *lettering, double x, double y, double width, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  double height;

  if (text == NULL || *text == '\0')
    return 0;
  layout = kin_lettering_layout (cr, lettering, width, text);
  measure (layout, NULL, &height);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
  return height;
}

double
kin_lettering_width (cairo_t *cr, const KinLettering *lettering, const char *text)
{
  g_autoptr (PangoLayout) layout = kin_lettering_layout (cr, lettering, -1, text != NULL ? text : "");
  double width;

  measure (layout, &width, NULL);
  return width;
}

double
kin_lettering_height (cairo_t *cr, const KinLettering *lettering, double width, const char *text)
{
  g_autoptr (PangoLayout) layout = kin_lettering_layout (cr, lettering, width, text != NULL && *text != '\0' ? text : " ");
  double height;

  measure (layout, NULL, &height);
  return height;
}
