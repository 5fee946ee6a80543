/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Syncing in the background: a talk (talk.h) on a thread of its own, over the network (transport.h). The window never waits for it; it
 * hears by "status-changed", and what colleagues did by the store's own "changed". */
#pragma once

#include "store.h"
#include "sync_status.h"

G_BEGIN_DECLS

#define KIN_TYPE_SYNC (kin_sync_get_type ())
G_DECLARE_FINAL_TYPE (KinSync, kin_sync, KIN, SYNC, GObject)

/* Begins at once, if the file has joined an authority. Made in the thread that opened the store, where "status-changed" is emitted. */
KinSync       *kin_sync_new    (KinStore *store);
/* Ends the thread; a request under way is given up, nothing is lost. Also done by the last unref. Call it before kin_store_close. */
void           kin_sync_stop   (KinSync *sync);
/* As it is now; new. */
KinSyncStatus *kin_sync_status (KinSync *sync);
/* Tries at once, whatever it was waiting for. */
void           kin_sync_now    (KinSync *sync);

typedef struct
{
  char *address;     /* as typed: "https://office.example.gov.uk/v1/example" */
  char *code;        /* from whoever keeps the endpoint */
  char *machine;     /* what this laptop is called in their list; NULL: its host name */
  char *authorities; /* certificates (PEM) of their own certificate authority; NULL: the system's count */
} KinJoin;

void           kin_join_free   (KinJoin *join);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinJoin, kin_join_free)

/* Takes join. Ends when the office has let this laptop in, or with a sentence, and then nothing has been changed. What the authority has
 * is fetched afterwards: see the status. */
void           kin_sync_join_async  (KinSync *sync, KinJoin *join, GAsyncReadyCallback callback, gpointer data);
gboolean       kin_sync_join_finish (KinSync *sync, GAsyncResult *result, GError **error);
/* Signs out; what is unsent stays, and goes out when the same authority is joined again. */
void           kin_sync_leave       (KinSync *sync);

/* Without a window: on this thread, until the office has everything and everything has come, or with a sentence. join NULL: joined before.
 * A wait of more than patience seconds (no network, an office that is busy) ends it. status (may be NULL): how it stands then, new. */
gboolean       kin_sync_once   (KinStore *store, KinJoin *join, guint patience, KinSyncStatus **status, GError **error);

G_END_DECLS
