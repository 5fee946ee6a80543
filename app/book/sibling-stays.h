/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a child lived while in care, for comparing with brothers and sisters: time away for a short while belongs to the home that
 * the child returns to. */
#pragma once

#include "query.h"
#include "siblings.h"

G_BEGIN_DECLS

/* KinSiblingStay by day. placement (may be NULL) gets the one in force on the day, when there is one. */
GArray *kin_book_sibling_stays (KinReader *reader, gint64 child, KinDay day, gint64 *placement);

G_END_DECLS
