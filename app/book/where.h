/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a child lives, in words, from the placements of that child alone: cheap enough for the cells of a list. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

/* "Ashdown", "Home not linked · U6 …", "away: Temporary stay in hospital, home is Ashdown". New string; "" when there is no such
 * placement. */
char  *kin_book_where        (KinReader *reader, gint64 placement);
/* The placement that a child lives in on a day: of those that overlap, the one that began last. 0: none. */
gint64 kin_book_placement_on (KinReader *reader, gint64 child, KinDay day);
/* What stands in the place of a price that is not there: "no price", or "none is expected"; NULL when a price runs on the day, or
 * the placement does not. Borrowed. Without a price on purpose: see KinCostRow in prices.h. */
const char *kin_book_no_price (KinReader *reader, gint64 placement, KinDay day);

G_END_DECLS
