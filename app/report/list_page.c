/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row is one line of fixed height, so that the number of pages is known before the first is drawn, and a row is only asked for
 * when its page is. */
#include "list_page.h"

#include <glib/gi18n-lib.h>

#define HEAD 20.0 /* of the headings */
#define LINE 14.0
#define GAP 6.0

typedef struct
{
  const KinListPage *list;
  double             width, height;
} Sized;

/* Head and foot; its summary is new. */
static KinPage
make_page (const KinListPage *list)
{
  return (KinPage) { .title = list->title, .scope = list->scope, .right = list->date, .withheld = list->withheld,
                     .summary = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", list->n_rows), list->n_rows) };
}

static guint
rows_in (const KinPageRoom *room)
{
  double rows = (room->height - HEAD) / LINE;

  return rows < 1 ? 1 : (guint) rows;
}

static guint
count_pages (const KinListPage *list, double width, double height)
{
  KinPage page = make_page (list);
  KinPageRoom room = kin_page_room (&page, width, height);
  guint each = rows_in (&room);

  g_free ((char *) page.summary);
  return MAX (1, (list->n_rows + each - 1) / each);
}

/* Of A4 that tall, whichever way it lies. */
static double
width_of (double height)
{
  return height < 700 ? KIN_PAGE_A4_LONG : KIN_PAGE_A4_SHORT;
}

guint
kin_list_page_count (const KinListPage *list, double height)
{
  return count_pages (list, width_of (height), height);
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

/* row G_MAXUINT: the headings. */
static void
draw_row (const KinListPage *list, cairo_t *cr, const KinPageRoom *room, double y, guint row)
{
  KinLettering text = { .size = 8.5, .bold = row == G_MAXUINT, .lines = 1 };
  double x = room->x;

  for (guint column = 0; column < list->n_columns; column++)
    {
      g_autofree char *words = row == G_MAXUINT ? g_strdup (list->headings[column]) : list->cell (row, column, list->data);
      double wide = column_width (list, column, room->width);

      kin_lettering_draw (cr, &text, x, y, wide - GAP, words);
      x += wide;
    }
}

void
kin_list_page_draw (const KinListPage *list, cairo_t *cr, double width, double height, guint number)
{
  const KinPalette *palette = kin_palette (KIN_THEME_PRINT);
  KinPage page = make_page (list);
  KinPageRoom room = kin_page_draw (cr, &page, width, height, number, count_pages (list, width, height));
  guint each = rows_in (&room), first = number * each;
  double y = room.y + HEAD;

  draw_row (list, cr, &room, room.y, G_MAXUINT);
  kin_page_rule (cr, room.x, room.y + HEAD - 5, room.width, palette->dim);
  for (guint row = first; row < MIN (first + each, list->n_rows); row++, y += LINE)
    {
      draw_row (list, cr, &room, y, row);
      kin_page_rule (cr, room.x, y + LINE - 2, room.width, palette->grid);
    }
  g_free ((char *) page.summary);
}

static void
draw_document (cairo_t *cr, guint page, guint n_pages, gpointer data)
{
  const Sized *sized = data;

  kin_list_page_draw (sized->list, cr, sized->width, sized->height, page);
}

KinDocument *
kin_list_page_document (const KinListPage *list, double width, double height)
{
  Sized *sized = g_new (Sized, 1);

  *sized = (Sized) { list, width, height };
  return kin_document_new (list->title, width, height, count_pages (list, width, height), draw_document, sized, g_free);
}

gboolean
kin_list_page_to_pdf (const KinListPage *list, const char *path, GError **error)
{
  g_autoptr (KinDocument) document = kin_list_page_document (list, KIN_PAGE_A4_LONG, KIN_PAGE_A4_SHORT);

  return kin_document_save (document, path, error);
}
