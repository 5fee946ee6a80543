/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change as it travels between devices and the office. Here, and not with the laptop's tables, because the office keeps the
 * same ones. */
#pragma once

#include "change.h"
#include "id.h"

G_BEGIN_DECLS

typedef struct
{
  KinId    device, id, record;
  gint64   n;            /* dense from 1 per device */
  gint64   seq;          /* the office's number; 0: not confirmed */
  gint64   txn, action;  /* n of the first change of each */
  KinId    first_device; /* what it was called before its device took a new identity (a fork, a restore) ... */
  gint64   first_n;      /* ... 0: it never was called otherwise */
  char    *kind, *label; /* of the action, on its first change only; else NULL */
  KinId    undoes_device; /* likewise: the first change of the action that this one undoes ... */
  gint64   undoes_n;     /* ... 0: none */
  char    *type;
  int      scope;
  KinOp    op;
  gboolean held;         /* numbered by the office, but no fold takes it before an admit names it */
  char    *field, *value; /* as in the log */
  char    *base;         /* "s8812 n417 i0192f3a0-...": the office's number, or this device's own n where it had none yet, or the
                          * id of a change that an office which was set back does not have (any more, or yet) */
  char    *by, *by_name;
  gint64   at;           /* ms by the author's clock: evidence, not order */
  gint64   received;     /* ms by the office's clock; 0: now */
} KinWireChange;

void kin_wire_change_free (KinWireChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinWireChange, kin_wire_change_free)

G_END_DECLS
