/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a laptop stands with the office: what a talk (talk.h) knows, and what people are told. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KIN_SYNC_NOT_JOINED,
  KIN_SYNC_CONNECTED, /* and nothing to do */
  KIN_SYNC_WORKING,   /* sending, fetching */
  KIN_SYNC_NO_NETWORK,
  KIN_SYNC_REFUSED,   /* the office will not have it as it is: trouble says why */
  KIN_SYNC_SIGNED_OUT /* it does not know this laptop (any more): a new code is needed. Work goes on, and is kept */
} KinSyncState;

typedef struct
{
  KinSyncState state;
  gint64       n_pending, n_held;
  gint64       confirmed_until; /* ms: the office has everything of this laptop up to then; 0: nothing yet */
  gint64       alone_since;     /* ms: without network since; 0: it is there */
  gint64       wakes;           /* ms: when it tries again; 0: now */
  gint64       skew;            /* ms that the office's clock is ahead of this machine's: more than 5 minutes is worth a word */
  gint64       n_erased;        /* changes made here that went with a purged record before the office had them, since the program started */
  double       progress;        /* of a first copy, 0 to 1; < 0: none is under way */
  char        *trouble;         /* a sentence, or NULL */
  gboolean     wipe;            /* the office has asked that nothing stays on this laptop */
} KinSyncStatus;

KinSyncStatus *kin_sync_status_copy (const KinSyncStatus *status);
void           kin_sync_status_free (KinSyncStatus *status);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinSyncStatus, kin_sync_status_free)

G_END_DECLS
