/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a manager asks of the office besides the sync: purges (sync.md 3.11). Signed in as the laptop is; each call is one request, and
 * blocks. They belong to the thread that made them. Errors are sentences (KIN_STORE_ERROR). All may be asked again when it is not known whether the answer was lost.
 *
 * The file should have been synced (kin_sync_once): only then is the laptop's present identity known to the office, and what it asks for. */
#pragma once

#include "hello.h"
#include "purges.h"
#include "store.h"

G_BEGIN_DECLS

typedef struct _KinErrands KinErrands;

/* NULL with a sentence when the file has not joined an authority. */
KinErrands *kin_errands_new     (KinStore *store, GError **error);
void        kin_errands_free    (KinErrands *errands);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinErrands, kin_errands_free)

/* All, asked for and done: new array of KinPurgeSaid; NULL with the error. */
GPtrArray  *kin_errands_purges  (KinErrands *errands, GError **error);
/* no: its number there, also when it had been asked for before. */
gboolean    kin_errands_ask     (KinErrands *errands, const KinPurgeWish *wish, gint64 *no, GError **error);
gboolean    kin_errands_approve (KinErrands *errands, gint64 no, GError **error);

G_END_DECLS
