/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duty board: each home, who is there, how many places it has tonight, and why.
 * Signal "title": the subtitle has changed. */
#pragma once

#include "desk.h"
#include "shown.h"
#include "table.h"

G_BEGIN_DECLS

#define KIN_TYPE_HOMES_PAGE (kin_homes_page_get_type ())
G_DECLARE_FINAL_TYPE (KinHomesPage, kin_homes_page, KIN, HOMES_PAGE, GtkBox)

GtkWidget *kin_homes_page_new      (KinDesk *desk);
char      *kin_homes_page_subtitle (KinHomesPage *page); /* new string */
KinShown  *kin_homes_page_shown    (KinHomesPage *page); /* new reference */
KinTable  *kin_homes_page_table    (KinHomesPage *page);
void       kin_homes_page_focus    (KinHomesPage *page);
/* TRUE once the first board has been made. */
gboolean   kin_homes_page_is_ready (KinHomesPage *page);

G_END_DECLS
