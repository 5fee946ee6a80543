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
/* A home is sought for a child from a day on: homes with a place for its age are shown, and who opens one places the child there.
 * It ends when the child is placed, or with a button. */
void       kin_homes_page_seek     (KinHomesPage *page, gint64 child, KinDay from);
/* TRUE once the first board has been made. */
gboolean   kin_homes_page_is_ready (KinHomesPage *page);

G_END_DECLS
