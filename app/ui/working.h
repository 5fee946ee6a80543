/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long work of the desk (many records changed, deleted or taken back): a small window in front says how far it is and can cancel it. It
 * comes only when the work takes longer than a moment. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

/* Lives as long as the window. */
void kin_working_follow (GtkWindow *window, KinDesk *desk);

G_END_DECLS
