/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Covers a window that nobody has touched for as long as the settings say (lock-after-minutes; 0: never). */
#pragma once

#include "window.h"

G_BEGIN_DECLS

void kin_window_lock_when_idle (KinWindow *window);

G_END_DECLS
