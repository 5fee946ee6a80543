/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The date control that stands wherever a figure stands: as on any day, as known now or as known then. The button says which.
 *
 * Signal "changed". */
#pragma once

#include <gtk/gtk.h>

#include "day.h"

G_BEGIN_DECLS

#define KIN_TYPE_AS_AT (kin_as_at_get_type ())
G_DECLARE_FINAL_TYPE (KinAsAt, kin_as_at, KIN, AS_AT, GtkWidget)

GtkWidget *kin_as_at_new   (KinDay today);
KinDay     kin_as_at_day   (KinAsAt *as_at);
/* Milliseconds; G_MAXINT64: as known now. */
gint64     kin_as_at_known (KinAsAt *as_at);
/* "Monday 18 December 2017 · as known on 3 May 2018". New string. */
char      *kin_as_at_words (KinAsAt *as_at);
void       kin_as_at_set   (KinAsAt *as_at, KinDay day, gint64 known_ms);

G_END_DECLS
