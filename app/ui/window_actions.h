/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys and the menu of the window. Private to the window. */
#pragma once

#include "window.h"

G_BEGIN_DECLS

void        kin_window_install_actions (GtkWidgetClass *class);
void        kin_window_add_keys        (KinWindow *window);
GMenuModel *kin_window_menu            (KinDesk *desk); /* floating: owned by the window's menu button */

/* What they call, in window.c. */
void        kin_window_back            (KinWindow *window);
/* Undoes, and takes the offer to undo off the foot of the window. */
void        kin_window_undo            (KinWindow *window);
void        kin_window_add_here        (KinWindow *window);
gint64      kin_window_selected        (KinWindow *window);
/* What the help opens at: the page that is shown, or that a record belongs to. */
const char *kin_window_topic           (KinWindow *window);
GtkWidget  *kin_window_search          (KinWindow *window);
void        kin_window_toggle_sidebar  (KinWindow *window);
/* Blank until a key is pressed; lock: until the passphrase is typed. */
void        kin_window_cover           (KinWindow *window, gboolean lock);
/* Only the home that is open, or chosen in the list, stays on the screen; called again, asks for the passphrase. */
void        kin_window_kitchen         (KinWindow *window);
/* TRUE while it is covered, or only a home is on the screen: nothing else may come up over it. */
gboolean    kin_window_is_shut         (KinWindow *window);
typedef enum { KIN_MAY_DO_ALL, KIN_MAY_DO_KITCHEN, KIN_MAY_DO_NOTHING } KinMayDo;
/* Switches the rest off. */
void        kin_window_allow           (KinWindow *window, KinMayDo may);

G_END_DECLS
