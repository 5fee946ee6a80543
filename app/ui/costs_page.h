/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Costs: what all placements of a day cost a week, by category and by who pays, what nobody has priced, and what is still being
 * paid for a child who has left.
 *
 * Signal "title": the subtitle has changed. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

#define KIN_TYPE_COSTS_PAGE (kin_costs_page_get_type ())
G_DECLARE_FINAL_TYPE (KinCostsPage, kin_costs_page, KIN, COSTS_PAGE, GtkBox)

GtkWidget *kin_costs_page_new      (KinDesk *desk);
char      *kin_costs_page_subtitle (KinCostsPage *page); /* new string */
gboolean   kin_costs_page_is_ready (KinCostsPage *page);

G_END_DECLS
