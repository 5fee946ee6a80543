/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box that Tab stops in once: from whatever has the keyboard in it, Tab leads out. For a list of rows, which GTK's Tab goes through
 * row by row; the arrow keys do that. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIN_TYPE_TAB_STOP (kin_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (KinTabStop, kin_tab_stop, KIN, TAB_STOP, GtkBox)

/* Takes the child. */
GtkWidget *kin_tab_stop_new (GtkWidget *child);
/* TRUE when the direction is Tab and the keyboard is in the widget. */
gboolean   kin_tab_leaves   (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
