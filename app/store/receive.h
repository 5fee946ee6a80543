/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes between devices: giving out what was made here, taking in what was made elsewhere, and the office's receipt.
 *
 * What comes in may be repeated, and may be in any order that keeps each device's own; the state is a function of the set. */
#pragma once

#include "change.h"
#include "write.h"

G_BEGIN_DECLS

typedef struct
{
  KinId    device, id, record;
  gint64   n;          /* dense from 1 per device */
  gint64   seq;        /* the office's number; 0: not confirmed */
  gint64   txn, action; /* n of the first change of each */
  char    *kind, *label; /* of the action, on its first change only; else NULL */
  char    *type;
  int      scope;
  KinOp    op;
  char    *field, *value; /* as in the log */
  char    *base;       /* "s8812 s8813 n417": the office's numbers, or this device's own n where it had none yet */
  char    *by, *by_name;
  gint64   at;         /* ms by the author's clock: evidence, not order */
  gint64   received;   /* ms by the office's clock; 0: now */
} KinWireChange;

void       kin_wire_change_free (KinWireChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinWireChange, kin_wire_change_free)

/* What this device made after its change n, in order; at most limit, but never a part of a txn. */
GPtrArray *kin_reader_outbox    (KinReader *reader, gint64 after_n, guint limit);
/* Which device this is. */
gboolean   kin_reader_device    (KinReader *reader, KinId *device);

/* Takes in changes (KinWireChange) in one transaction: those of other devices join the log, those of this one get their
 * number. What is known already is skipped. Records are folded again once each. */
gboolean   kin_store_receive    (KinStore *store, GPtrArray *changes, GError **error);

G_END_DECLS
