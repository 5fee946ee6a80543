/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining an authority, and leaving it. */
#pragma once

#include "window.h"

G_BEGIN_DECLS

/* A file that has joined is told where it stands and may sync now or sign out; another may join with an address and a code. */
void kin_join_dialog (KinWindow *window);

G_END_DECLS
