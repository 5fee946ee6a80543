/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in a push: what is new gets the next numbers, in one transaction; what is there already is recognised. Content is never judged.
 *
 * For each change in order (D the device, last_n how far the log has it):
 *   n <= last_n: the same id is skipped; another is 409 device-forked
 *   n > last_n + 1: 409 sequence-gap (and a push whose n are not an unbroken row is malformed)
 *   its first identity and id are in the log (a re-supply after a restore, a cloned disk): an alias, and no number of its own
 *   else it gets a number. It is held, to be admitted by a manager, where `by` is not the token's person, the person may not write
 *   that scope, the scope is not that of the type or of the record, or it is an admit of somebody who is no manager.
 * Whatever comes to a purged record is kept without its values. On a problem nothing of the push is kept. */
#pragma once

#include "accounts.h"
#include "problem.h"

G_BEGIN_DECLS

/* device no 0: the office itself, with the account of whom it writes for. New receipt; NULL with either a problem or (the tables could not be written) an error. */
KinReceipt *kin_append (KinLog *log, const KinDevice *device, const KinPush *push, gint64 now, KinProblem **problem, GError **error);

/* Appends a change of the office itself, inside of a transaction: n, at and seq are given here. */
gint64      kin_append_own (KinLog *log, KinWireChange *change, gint64 now);

/* Takes from a change what must not be kept of a purged record. */
void        kin_append_blank (KinWireChange *change);

G_END_DECLS
