/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes between devices: giving out what was made here, taking in what was made elsewhere, and the office's receipt.
 *
 * What comes in may be repeated, and may be in any order that keeps each device's own; the state is a function of the set. */
#pragma once

#include "wire_change.h"
#include "write.h"

G_BEGIN_DECLS

/* What this device made after its change n, in order; at most limit, but never a part of a txn. Some of it may have its number already:
 * what the office knew under another name. It goes all the same, so that n stays dense. */
GPtrArray *kin_reader_outbox    (KinReader *reader, gint64 after_n, guint limit);
/* Which device this is. */
gboolean   kin_reader_device    (KinReader *reader, KinId *device);
/* The last of its changes that the office has confirmed. */
gint64     kin_reader_acked     (KinReader *reader);

/* How a page is taken in, and what the same transaction remembers with it. */
typedef struct
{
  const char *const *facts; /* name, value, name, value, …; NULL-terminated; a value "" forgets the fact. NULL: none */
} KinIntake;

/* Takes in changes (KinWireChange) in one transaction: those of other devices join the log, those of this one get their
 * number. What is known already is skipped. Records are folded again once each. A page that shows that another machine goes by
 * this device's identity gives this one another (identity.h). receipt may be NULL.
 *
 * What has a number counts as known since the office received it, save what this file had when it founded the authority (the fact
 * "founded": its last change then): that keeps its own time where it is the earlier. */
gboolean   kin_store_receive    (KinStore *store, GPtrArray *changes, GError **error);
gboolean   kin_store_receive_as (KinStore *store, GPtrArray *changes, const KinIntake *receipt, GError **error);

G_END_DECLS
