/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of one open file: the sidebar, the header, and the pages. Its title names the program, never a child. */
#pragma once

#include <adwaita.h>

#include "desk.h"
#include "shown.h"

G_BEGIN_DECLS

#define KIN_TYPE_WINDOW (kin_window_get_type ())
G_DECLARE_FINAL_TYPE (KinWindow, kin_window, KIN, WINDOW, AdwApplicationWindow)

GtkWidget  *kin_window_new      (AdwApplication *application, KinStore *store);
KinDesk    *kin_window_desk     (KinWindow *window);
/* "homes", "children" ... FALSE: there is no such page. */
gboolean    kin_window_show     (KinWindow *window, const char *page);
void        kin_window_open     (KinWindow *window, gint64 no);
/* The widget of the page that is shown. */
GtkWidget  *kin_window_page     (KinWindow *window);
/* What is shown, as a table to export or print: a new reference. NULL: it is a list of records, or nothing. */
KinShown   *kin_window_shown    (KinWindow *window);
/* TRUE when what is shown is complete (nothing is being computed). */
gboolean    kin_window_is_ready (KinWindow *window);
/* What the sidebar has, in its order, ended by NULL. */
const char *const *kin_window_pages (void);

G_END_DECLS
