/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Costs: what all placements of a day cost a week, by who pays, above which bands on which basis, what nobody has priced, and what is
 * still being paid for a child who has left (book/prices.h). */
#pragma once

#include "figure_list.h"

G_BEGIN_DECLS

GtkWidget *kin_costs_page_new (KinDesk *desk);

G_END_DECLS
