/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The date control that stands wherever a figure stands: as on any day, as known now or as known then. The button says which. It sets
 * the time of the whole window (when.h). */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

#define KIN_TYPE_AS_AT (kin_as_at_get_type ())
G_DECLARE_FINAL_TYPE (KinAsAt, kin_as_at, KIN, AS_AT, GtkWidget)

GtkWidget *kin_as_at_new (KinDesk *desk);

G_END_DECLS
