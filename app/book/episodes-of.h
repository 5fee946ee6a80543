/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One child's care periods, legal statuses and placements, laid over each other into the episodes of the return. Homes that are
 * linked stand in for the postcode: two carers in one street are two placements. */
#pragma once

#include "overlay.h"
#include "query.h"

G_BEGIN_DECLS

/* Codes are interned. */
KinLife *kin_book_life     (KinReader *reader, gint64 child);
/* KinEpisode, sorted. New array. */
GArray  *kin_book_episodes (KinReader *reader, gint64 child);

G_END_DECLS
