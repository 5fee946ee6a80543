/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole authority from one place to another: a backup, its restore, and the move from SQLite to PostgreSQL are the same copy. */
#pragma once

#include "log.h"

G_BEGIN_DECLS

/* Into empty tables, all rows or none. Blocks. */
gboolean kin_log_copy (KinLog *from, KinLog *to, GError **error);

/* To a new file, encrypted with the same key; it appears when it is complete. */
gboolean kin_backup_make (KinLog *log, const char *file, const guint8 key[32], GError **error);
/* The tables of the authority become what they were in the file, as a new generation and without what the ledger file (NULL: none) says was
 * purged, all in one step; n_purged: what had to be purged again. Where the tables are there and continue the backup, what they know of generations, people and devices stays: nobody who was signed out
 * since comes back in. */
gboolean kin_backup_put_back (const KinLogPlace *place, const char *authority, const char *file, const char *ledger, gint64 now, guint *n_purged, GError **error);

G_END_DECLS
