/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the parts of a drawing are, and what each says: for the pointer, the arrow keys and the screen reader alike.
 *
 * Hits come in reading order. Rows and columns are those of the drawing (lane and bar, series and point). */
#pragma once

#include "palette.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height; /* in units of the drawing */
  guint  row, column;
  gint64 record;              /* what it opens; 0: nothing */
  char  *text;                /* a sentence */
} KinHit;

/* An array of KinHit that frees its sentences. */
GArray *kin_hits_new    (void);
/* Takes the text. */
void    kin_hits_add    (GArray *hits, double x, double y, double width, double height, guint row, guint column, gint64 record, char *text);
/* The index of the hit at a point; the nearest within three units when there is none under it; -1: none. */
int     kin_hits_at     (const GArray *hits, double x, double y);
/* Where an arrow key goes from a hit: so many columns on in its row, or to the hit of the next row that is nearest. from < 0: the
 * first. Stays where it is at the edges; -1 when there are no hits. */
int     kin_hits_beside (const GArray *hits, int from, int rows, int columns);
/* A ring round a hit: the one chosen by key or pointer. */
void    kin_hit_draw    (cairo_t *cr, const KinHit *hit, const KinStyle *style);

G_END_DECLS
