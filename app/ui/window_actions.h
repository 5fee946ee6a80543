/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys and the menu of the window. Private to the window. */
#pragma once

#include "window.h"

G_BEGIN_DECLS

void        kin_window_install_actions (GtkWidgetClass *class);
void        kin_window_add_keys        (KinWindow *window);
GMenuModel *kin_window_menu            (void); /* floating: owned by the window's menu button */

/* What they call, in window.c. */
void        kin_window_back            (KinWindow *window);
/* Undoes, and takes the offer to undo off the foot of the window. */
void        kin_window_undo            (KinWindow *window);
void        kin_window_add_here        (KinWindow *window);
gint64      kin_window_selected        (KinWindow *window);
GtkWidget  *kin_window_search          (KinWindow *window);
void        kin_window_toggle_sidebar  (KinWindow *window);
void        kin_window_cover           (KinWindow *window, gboolean cover);

G_END_DECLS
