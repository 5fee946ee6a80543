/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes between devices: giving out what was made here, taking in what was made elsewhere, and the office's receipt.
 *
 * What comes in may be repeated, and may be in any order that keeps each device's own; the state is a function of the set. */
#pragma once

#include "wire_change.h"
#include "write.h"

G_BEGIN_DECLS

/* What this device made after its change n, in order; at most limit, but never a part of a txn. */
GPtrArray *kin_reader_outbox    (KinReader *reader, gint64 after_n, guint limit);
/* Which device this is. */
gboolean   kin_reader_device    (KinReader *reader, KinId *device);

/* Takes in changes (KinWireChange) in one transaction: those of other devices join the log, those of this one get their
 * number. What is known already is skipped. Records are folded again once each. */
gboolean   kin_store_receive    (KinStore *store, GPtrArray *changes, GError **error);

G_END_DECLS
