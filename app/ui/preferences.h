/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences: how it looks, and when it locks. Kept by this person's account, not in the file. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kin_preferences_show   (GtkWindow *parent);
/* Makes the program look as the settings say, and follow them. Once, at the start. */
void kin_preferences_follow (void);

G_END_DECLS
