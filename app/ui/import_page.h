/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Import…": a return or a spreadsheet, looked at first, and then taken in as one action that can be undone. A window of its own,
 * in front of the file's; nothing in it waits, and until its last button nothing is changed. */
#pragma once

#include <gtk/gtk.h>

#include "window.h"

G_BEGIN_DECLS

/* paths: what was dropped; NULL: the person is asked. Returned: the dialog. */
GtkWidget *kin_import_page       (GtkWindow *parent, KinDesk *desk, const char *const *paths);
/* Files and folders dropped on the window are imported. */
void       kin_import_take_drops (KinWindow *window);

G_END_DECLS
