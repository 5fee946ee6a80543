/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bars of a child's timeline. */
#pragma once

#include "life.h"

G_BEGIN_DECLS

GArray *kin_bars_new        (void); /* an empty array of KinBar that frees its texts */
/* Adds the lanes of care, statuses, placements (with their prices, for who may see money), and one for each brother or sister of
 * life's groups. */
void    kin_lanes_add       (KinReader *reader, KinChildLife *life, gboolean money);
/* "Ashdown", or what is known when no home is linked. New string. */
char   *kin_placement_where (KinReader *reader, gint64 home, const char *place);

G_END_DECLS
