/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The children in a home as pills in a cell: one light widget that draws them all, and says them all to a screen reader. */
#pragma once

#include <gtk/gtk.h>

#include "homes.h"

G_BEGIN_DECLS

#define KIN_TYPE_PILLS (kin_pills_get_type ())
G_DECLARE_FINAL_TYPE (KinPills, kin_pills, KIN, PILLS, GtkWidget)

GtkWidget *kin_pills_new (void);
/* home NULL: nothing. */
void       kin_pills_set (KinPills *pills, const KinHome *home);
/* What they say, each child with the name of its brothers and sisters: new string. */
char      *kin_pills_words (const KinHome *home);

G_END_DECLS
