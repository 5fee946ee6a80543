/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state folder: the key of the tables, the lock of the one process that serves from it, and what has to outlive the tables.
 *
 *   key             64 hexadecimal figures, its owner's alone (0600); or kinkeeper-endpoint.key of systemd's credentials
 *   lock            held while serving
 *   NAME.db         an authority's tables (unless a PostgreSQL has them)
 *   NAME.witness    generation and head last published: tables that have less were set back, and are not served
 *   NAME.purged     the ledger of purges (purge.h) */
#pragma once

#include "log.h"

G_BEGIN_DECLS

typedef struct
{
  char  *folder;
  char  *url; /* NULL: SQLCipher files in the folder */
  guint8 key[32];
  int    lock; /* -1: not held */
} KinState;

/* Makes the folder and the key where there is none. folder NULL: $STATE_DIRECTORY, or kinkeeper-endpoint in the user's state folder. */
KinState   *kin_state_open  (const char *folder, const char *url, GError **error);
void        kin_state_free  (KinState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinState, kin_state_free)
KinLogPlace kin_state_place (const KinState *state);
/* FALSE: another process serves from the folder. Given back by kin_state_free. */
gboolean    kin_state_lock  (KinState *state, GError **error);
/* New string: STATE/NAME.kind */
char       *kin_state_path  (const KinState *state, const char *authority, const char *kind);

/* Before an authority is served: its head is not below what was published, and what was purged is purged. */
gboolean    kin_state_check   (const KinState *state, KinLog *log, gint64 now, GError **error);
/* Publishes the head, and notes the purges: both are in files that outlive the tables. */
gboolean    kin_state_witness (const KinState *state, KinLog *log, GError **error);

G_END_DECLS
