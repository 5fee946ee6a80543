/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of what a window shows, drawn by GTK itself: no screen shot, no window manager. */
#pragma once

#include "window.h"

G_BEGIN_DECLS

/* FALSE with a sentence when it cannot be written. */
gboolean kin_picture_save (GtkWidget *widget, const char *path, GError **error);
/* When the first page stands: saves it, names it on standard output, and closes the window. */
void     kin_picture_take (KinWindow *window, const char *path);

G_END_DECLS
