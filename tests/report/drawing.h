/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A surface to draw on, kept as a picture beside the tests; and lives made up for the timeline. */
#pragma once

#include "hits.h"
#include "life.h"

/* A page of that size in the theme's colour. */
cairo_t      *drawing_begin   (KinTheme theme, double width, double height);
/* Writes NAME.png into the folder of the tests (NULL: nothing) and lets go. */
void          drawing_end     (cairo_t *cr, const char *name);
/* Inside the page, with a sentence, no two of the same row on top of each other. */
void          drawing_check   (const GArray *hits, double width, double height);
/* Ada: a child with a brother and a sister. */
KinChildLife *drawing_life    (void);
/* So many placements of a few days each. */
KinChildLife *drawing_restless_life (guint moves);
