/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Today: what needs a person now, a card a matter, the urgent first. Enter on a line opens what it is about.
 *
 * Signal "title": the subtitle has changed. */
#pragma once

#include "desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIN_TYPE_TODAY_PAGE (kin_today_page_get_type ())
G_DECLARE_FINAL_TYPE (KinTodayPage, kin_today_page, KIN, TODAY_PAGE, GtkBox)

GtkWidget *kin_today_page_new      (KinDesk *desk);
/* New string: "6 matters need somebody". */
char      *kin_today_page_subtitle (KinTodayPage *page);
gboolean   kin_today_page_is_ready (KinTodayPage *page);

G_END_DECLS
