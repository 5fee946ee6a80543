/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A laptop that the office has signed out for good and told to keep nothing (KinSyncStatus.wipe). What it has not sent is sealed beside
 * the file first (handover.h): that the office can take in, and nobody can read here. Then the record is erased (destroy.h). */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* Closes the store; the caller has stopped its sync. Returns the sentence to tell: what happened, and where the sealed file lies. New
 * string; NULL with an error: the work could not be sealed, and nothing was erased or closed. Blocks. */
char *kin_sync_wipe (KinStore *store, GError **error);

G_END_DECLS
