/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A child's life in lanes: in care, legal statuses, placements, and together or apart with each brother and sister (book/life.h).
 *
 * Drawn into (0, 0) to (width, height) in units of the context. Hits: row is the lane, column the bar in the order of days. Bars
 * of a lane that are in force at once stand below one another; those that follow each other are never on top of each other,
 * however short. A hatching says what the colour says. */
#pragma once

#include "hits.h"
#include "life.h"

G_BEGIN_DECLS

typedef struct
{
  KinDay today;    /* the machine's day: the line at life->day is called "today" then, and by its date otherwise */
  KinDay from, to; /* the days shown; KIN_NO_DAY: from the first bar on, and as far as there are any */
} KinTimelineView;

/* view may be NULL: the whole life, no day is today. */
double  kin_timeline_height (const KinChildLife *life, const KinTimelineView *view, const KinStyle *style, double width);
GArray *kin_timeline_draw   (cairo_t *cr, const KinChildLife *life, const KinTimelineView *view, const KinStyle *style, double width, double height);

G_END_DECLS
