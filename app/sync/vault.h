/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a laptop's token is kept: in the desktop's keyring. Without one the talk keeps it in the file, which is encrypted whole. */
#pragma once

#include "talk.h"

G_BEGIN_DECLS

const KinTalkVault *kin_vault_keyring (void);
/* The token of a device that will never need it again. */
void                kin_vault_forget  (const char *device);

G_END_DECLS
