/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good: a manager asks for a record and all that goes with it, and approves what another has asked for. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

/* record 0: only what waits. */
void kin_erase_dialog (GtkWindow *parent, KinDesk *desk, gint64 record);

G_END_DECLS
