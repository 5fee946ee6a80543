/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tooltips of many cells, which cost nothing until the pointer rests on one: gtk_widget_set_tooltip_text () asks the display for
 * the pointer each time, and a table that fills two hundred rows of cells cannot afford it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The widget round the cells shows their tips. */
void kin_tip_prepare (GtkWidget *widget);
/* Of a cell, or of anything within; NULL: none. */
void kin_tip_set     (GtkWidget *cell, const char *text);

G_END_DECLS
