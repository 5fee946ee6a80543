/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in help: a window beside the one it is about. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens at a topic (help_text.h); NULL or unknown: at the first. One a window: the open one comes to the front. */
void kin_help_show (GtkWindow *parent, const char *topic);

G_END_DECLS
