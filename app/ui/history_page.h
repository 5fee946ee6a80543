/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that was done in this file, newest first, each with a button that takes it back. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

GtkWidget *kin_history_page_new (KinDesk *desk);

G_END_DECLS
