/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the state of a home looks: always a word and a picture, never a colour alone. */
#pragma once

#include <gtk/gtk.h>

#include "homes.h"

G_BEGIN_DECLS

const char *kin_home_state_icon (KinHomeState state);
/* The style class of the state: "success", "warning", "error" or "dim-label". */
const char *kin_home_state_class (KinHomeState state);
/* "2", "1?" when unconfirmed, "–" when there are no terms. New string. */
char       *kin_home_number     (const KinHome *home);
/* Gives a widget the class of the home's state, and takes the others away. */
void        kin_home_colour     (GtkWidget *widget, const KinHome *home);
/* The colour of a sibling group: one of eight. */
void        kin_group_colour    (gint64 group, GdkRGBA *colour);

G_END_DECLS
