/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row is one line of fixed height, so that the number of pages is known before the first is drawn. */
#include "list_page.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <sys/stat.h>

#define MARGIN 36.0
#define HEAD 66.0 /* title, scope, headings */
#define FOOT 24.0
#define LINE 15.0
#define GAP 6.0

static guint
rows_on_page (double height)
{
  double room = (height - 2 * MARGIN - HEAD - FOOT) / LINE;

  return room < 1 ? 1 : (guint) room;
}

guint
kin_list_page_count (const KinListPage *list, double height)
{
  guint each = rows_on_page (height);

  return MAX (1, (list->n_rows + each - 1) / each);
}

/* One line of text, cut with an ellipsis where it is too wide. */
static void
draw_text (cairo_t *cr, double x, double y, double width, const char *font, PangoAlignment align, const char *text)
{
  PangoLayout *layout;
  PangoFontDescription *description;

  if (text == NULL || *text == '\0')
    return;
  layout = pango_cairo_create_layout (cr);
  description = pango_font_description_from_string (font);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, align);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (description);
  g_object_unref (layout);
}

static void
draw_rule (cairo_t *cr, double x, double y, double width, double grey)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static double
column_width (const KinListPage *list, guint column, double width)
{
  double sum = 0;

  if (list->weights == NULL)
    return width / list->n_columns;
  for (guint i = 0; i < list->n_columns; i++)
    sum += MAX (1, list->weights[i]);
  return width * MAX (1, list->weights[column]) / sum;
}

static void
draw_head (const KinListPage *list, cairo_t *cr, double width)
{
  double x = MARGIN;

  draw_text (cr, MARGIN, MARGIN, width * 0.7, "Sans Bold 14", PANGO_ALIGN_LEFT, list->title);
  draw_text (cr, MARGIN + width * 0.7, MARGIN + 3, width * 0.3, "Sans 9", PANGO_ALIGN_RIGHT, list->date);
  draw_text (cr, MARGIN, MARGIN + 23, width, "Sans 9", PANGO_ALIGN_LEFT, list->scope);
  for (guint i = 0; i < list->n_columns; i++)
    {
      double wide = column_width (list, i, width);

      draw_text (cr, x, MARGIN + HEAD - LINE - 4, wide - GAP, "Sans Bold 8", PANGO_ALIGN_LEFT, list->headings[i]);
      x += wide;
    }
  draw_rule (cr, MARGIN, MARGIN + HEAD - 4, width, 0.3);
}

static void
draw_foot (const KinListPage *list, cairo_t *cr, double width, double height, guint page)
{
  g_autofree char *number = g_strdup_printf (_("page %u of %u"), page + 1, kin_list_page_count (list, height));
  g_autofree char *rows = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", list->n_rows), list->n_rows);
  g_autofree char *left = list->withheld != NULL ? g_strdup_printf (_("%s. Withheld: %s"), rows, list->withheld) : g_strdup (rows);
  double y = height - MARGIN - FOOT + 8;

  draw_rule (cr, MARGIN, y - 3, width, 0.7);
  draw_text (cr, MARGIN, y, width * 0.8, "Sans 8", PANGO_ALIGN_LEFT, left);
  draw_text (cr, MARGIN + width * 0.8, y, width * 0.2, "Sans 8", PANGO_ALIGN_RIGHT, number);
}

void
kin_list_page_draw (const KinListPage *list, cairo_t *cr, double page_width, double height, guint page)
{
  double width = page_width - 2 * MARGIN, y = MARGIN + HEAD;
  guint each = rows_on_page (height), first = page * each;

  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_head (list, cr, width);
  for (guint row = first; row < MIN (first + each, list->n_rows); row++, y += LINE)
    {
      double x = MARGIN;

      for (guint column = 0; column < list->n_columns; column++)
        {
          g_autofree char *text = list->cell (row, column, list->data);
          double wide = column_width (list, column, width);

          draw_text (cr, x, y, wide - GAP, "Sans 8", PANGO_ALIGN_LEFT, text);
          x += wide;
        }
      draw_rule (cr, MARGIN, y + LINE - 2, width, 0.88);
    }
  draw_foot (list, cr, width, height, page);
}

gboolean
kin_list_page_to_pdf (const KinListPage *list, const char *path, GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, KIN_PAGE_A4_LONG, KIN_PAGE_A4_SHORT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, list->title);
  g_chmod (path, S_IRUSR | S_IWUSR);
  for (guint page = 0; page < kin_list_page_count (list, KIN_PAGE_A4_SHORT); page++)
    {
      kin_list_page_draw (list, cr, KIN_PAGE_A4_LONG, KIN_PAGE_A4_SHORT, page);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("%s could not be written: %s."), path, cairo_status_to_string (status));
  return FALSE;
}
