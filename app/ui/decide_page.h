/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a decision: two values for one field, and records that cannot all be true. Each choice has a figure before it,
 * and that key takes it; every decision can be undone. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

#define KIN_TYPE_DECIDE_PAGE (kin_decide_page_get_type ())
G_DECLARE_FINAL_TYPE (KinDecidePage, kin_decide_page, KIN, DECIDE_PAGE, GtkBox)

GtkWidget *kin_decide_page_new      (KinDesk *desk);
char      *kin_decide_page_subtitle (KinDecidePage *page);
gboolean   kin_decide_page_is_ready (KinDecidePage *page);

G_END_DECLS
