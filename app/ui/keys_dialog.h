/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key of the open file: another passphrase, another recovery key (shown once), and whether this computer remembers it. Who changes
 * any of it proves first that they could open the file: an unlocked desk is no proof. */
#pragma once

#include "window.h"

G_BEGIN_DECLS

void kin_keys_dialog (KinWindow *window);

G_END_DECLS
