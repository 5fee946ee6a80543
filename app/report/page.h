/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on every printed page: what it is, of when, for whom, what was left out, and which page of how many.
 *
 * Sizes are points. Who the page is for decides what may be on it; the caller knows (exchange/withhold.h) and says so here. */
#pragma once

#include "document.h"
#include "lettering.h"
#include "palette.h"

G_BEGIN_DECLS

#define KIN_PAGE_MARGIN 36.0

/* Outsiders see no name, telephone, worker or reason; the public no number of a record either. What nobody has set is the public. */
typedef enum { KIN_READERS_PUBLIC, KIN_READERS_OUTSIDE, KIN_READERS_INTERNAL } KinReaders;

typedef struct
{
  double      width, height; /* 0: A4, upright or across as suits the page */
  const char *authority;     /* its name; NULL: not printed */
  const char *made;          /* "23 November 2026, 15:02", in words */
  const char *known;         /* "as known now", "as known on 28 June 2018 at 14:00"; NULL: not printed */
  const char *for_whom;      /* "Emergency duty team", translated; NULL: not printed */
  KinReaders  readers;
} KinPaper;

typedef struct
{
  const char *title;     /* "Children" */
  const char *scope;     /* what is shown and of when, under the title; wraps */
  const char *right;     /* beside the title, two lines at most: who and when */
  const char *summary;   /* in the foot: how many rows, the balance; wraps */
  const char *for_whom;  /* NULL: not printed */
  const char *withheld;  /* what was left out, in words; NULL: nothing. Said whenever for_whom is, and when there is anything */
} KinPage;

typedef struct
{
  double x, y, width, height;
} KinPageRoom;

/* Head and foot, in the print colours; number from 0. Returns what is left between them. */
KinPageRoom kin_page_draw (cairo_t *cr, const KinPage *page, double width, double height, guint number, guint n_pages);
/* The same without drawing. */
KinPageRoom kin_page_room (const KinPage *page, double width, double height);
void        kin_page_rule (cairo_t *cr, double x, double y, double width, KinColour colour);
/* "Example Borough\nPrinted 23 November 2026, 15:02 · as known now": for KinPage.right. New string. */
char       *kin_paper_right (const KinPaper *paper);
/* A copy that owns its strings; and the size, with A4 across (landscape) or upright where it says 0. */
KinPaper   *kin_paper_copy  (const KinPaper *paper, gboolean across);
void        kin_paper_free  (KinPaper *paper);

G_END_DECLS
