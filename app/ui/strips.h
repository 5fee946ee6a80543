/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strips above every page that say what nobody may overlook: that nobody here is real, and that this is not now. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

/* A box; empty as long as there is nothing to say. */
GtkWidget *kin_strips_new (KinDesk *desk);

G_END_DECLS
