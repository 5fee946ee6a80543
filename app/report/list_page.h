/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list on paper: a heading, what it shows and of when, one line a row, "page 2 of 5" and the number of rows on every page.
 *
 * Sizes are points (1/72 inch). What a cell may show is for the caller to decide (exchange/withhold.h): nothing is left out
 * here, and nothing is read. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define KIN_PAGE_A4_SHORT KIN_A4_SHORT
#define KIN_PAGE_A4_LONG KIN_A4_LONG

typedef struct
{
  const char        *title;    /* "Children" */
  const char        *scope;    /* "In care on 18 December 2017; for Internal" */
  const char        *date;     /* when it was made, in words */
  const char        *withheld; /* what was left out, NULL: nothing */
  const char *const *headings; /* n_columns */
  const guint       *weights;  /* of the columns' widths; NULL: all alike */
  guint              n_columns, n_rows;
  char            *(*cell) (guint row, guint column, gpointer data); /* new string, or NULL */
  gpointer           data;
} KinListPage;

/* To be printed or shown: borrows the list, which must outlive it. */
KinDocument *kin_list_page_document (const KinListPage *list, double width, double height);
/* How many pages of A4 of that height it takes; at least 1. */
guint    kin_list_page_count  (const KinListPage *list, double height);
/* Page from 0. */
void     kin_list_page_draw   (const KinListPage *list, cairo_t *cr, double width, double height, guint page);
/* A4, landscape. The file is read by its owner only. */
gboolean kin_list_page_to_pdf (const KinListPage *list, const char *path, GError **error);

G_END_DECLS
