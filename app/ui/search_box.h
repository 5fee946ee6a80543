/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search for everything: an entry, and below it what was found, by type. Arrow keys walk, Enter opens, Esc closes. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

#define KIN_TYPE_SEARCH_BOX (kin_search_box_get_type ())
G_DECLARE_FINAL_TYPE (KinSearchBox, kin_search_box, KIN, SEARCH_BOX, GtkWidget)

/* What is typed anywhere in capture begins a search. */
/* Whose typing goes to the search; NULL: nobody's, where what is typed belongs to a form. */
void       kin_search_box_capture (KinSearchBox *box, GtkWidget *capture);
GtkWidget *kin_search_box_new   (KinDesk *desk, GtkWidget *capture);
void       kin_search_box_focus (KinSearchBox *box);

G_END_DECLS
