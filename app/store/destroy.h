/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving nothing of a record on this machine: a laptop that was signed out and told to keep nothing.
 *
 * What counts is that the key goes: from the desktop's keyring, and with the sidecars in which it is sealed. The files are overwritten
 * besides, which a disk of today need not do in place, and removed: the record, its write-ahead log, and its backups in the folder
 * beside it. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* The record at path is closed. Blocks. FALSE: something could not be removed; the key is gone all the same as far as it could be. */
gboolean kin_store_destroy (const char *path, GError **error);

G_END_DECLS
