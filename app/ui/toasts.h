/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sentence at the foot of the window, with a button that takes back what it tells of. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void kin_toasts_say         (AdwToastOverlay *toasts, const char *text, gboolean undo);
/* What the last one offered to take back has been taken back otherwise; its button would take back something else. */
void kin_toasts_forget_undo (AdwToastOverlay *toasts);

G_END_DECLS
