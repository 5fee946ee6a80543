/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search for everything: an entry, and below it what was found, by type. Arrow keys walk, Enter opens, Esc closes. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

#define KIN_TYPE_SEARCH_BOX (kin_search_box_get_type ())
G_DECLARE_FINAL_TYPE (KinSearchBox, kin_search_box, KIN, SEARCH_BOX, GtkWidget)

/* What is typed anywhere in the window, outside of a field, begins a search. */
GtkWidget *kin_search_box_new    (KinDesk *desk, GtkWidget *window);
/* FALSE: it does not. */
void       kin_search_box_listen (KinSearchBox *box, gboolean listen);
void       kin_search_box_focus (KinSearchBox *box);

G_END_DECLS
