/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tooltip that costs nothing until the pointer rests there. gtk_widget_set_tooltip_text () asks the display for the pointer
 * each time; a table that fills two hundred rows of cells cannot afford it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once, when the widget is made. */
void kin_tip_prepare (GtkWidget *widget);
/* As often as you like; NULL: none. */
void kin_tip_set     (GtkWidget *widget, const char *text);

G_END_DECLS
