/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table is broken into pages once, for the room that head and foot leave. */
#include "sheet.h"

typedef struct
{
  KinPaper      *paper;
  KinPaperTable *table;
  KinPage        page; /* its strings are owned */
} Sheet;

static void
free_sheet (gpointer data)
{
  Sheet *sheet = data;

  kin_paper_table_free (sheet->table);
  g_free ((char *) sheet->page.title);
  g_free ((char *) sheet->page.scope);
  g_free ((char *) sheet->page.right);
  g_free ((char *) sheet->page.summary);
  g_free ((char *) sheet->page.withheld);
  kin_paper_free (sheet->paper);
  g_free (sheet);
}

static void
draw_sheet (cairo_t *cr, guint number, guint n_pages, gpointer data)
{
  Sheet *sheet = data;
  KinPageRoom room = kin_page_draw (cr, &sheet->page, sheet->paper->width, sheet->paper->height, number, n_pages);

  kin_paper_table_draw (sheet->table, cr, room.x, room.y, number);
}

static guint
count_pages (Sheet *sheet, double size)
{
  KinPageRoom room = kin_page_room (&sheet->page, sheet->paper->width, sheet->paper->height);

  kin_paper_table_set_size (sheet->table, size);
  return kin_paper_table_set_room (sheet->table, room.width, room.height);
}

KinDocument *
kin_sheet_new (KinPaperTable *table, const KinPaper *paper, gboolean across, char *title, char *scope, char *summary, const char *withheld, double size,
               double smallest)
{
  Sheet *sheet = g_new0 (Sheet, 1);
  double best;
  guint n_pages;

  sheet->paper = kin_paper_copy (paper, across);
  sheet->table = table;
  sheet->page = (KinPage) { title, scope, kin_paper_right (paper), summary, sheet->paper->for_whom, g_strdup (withheld) };
  n_pages = count_pages (sheet, size);
  best = size;
  for (double smaller = size - 0.5; smallest > 0 && n_pages > 1 && smaller >= smallest - 0.01; smaller -= 0.5)
    if (count_pages (sheet, smaller) < n_pages)
      {
        n_pages = count_pages (sheet, smaller);
        best = smaller;
      }
  n_pages = count_pages (sheet, best);
  return kin_document_new (title, sheet->paper->width, sheet->paper->height, n_pages, draw_sheet, sheet, free_sheet);
}
