/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing out the log: what follows a cursor, what a new laptop needs, what superseded changes there are, and one record's history. A
 * device is given only the scopes of its mask; whole txns; kept bodies go out as they are. */
#pragma once

#include "authority.h"

G_BEGIN_DECLS

#define KIN_PAGE_BYTES (4 * 1024 * 1024) /* a page ends soon after so much, whatever its limit */

/* After seq, at most limit changes looked at (or to the end of a txn). next: the last one looked at. New bytes. */
GBytes *kin_pages_after      (KinLog *log, const KinAuthority *authority, gint64 after, guint limit, int scopes, char **next);
/* A page of the snapshot, or of what it leaves out. cursor NULL: the first. NULL: there is no such cursor (any more). */
GBytes *kin_pages_snapshot   (KinLog *log, const KinAuthority *authority, const char *cursor, guint limit, int scopes);
GBytes *kin_pages_superseded (KinLog *log, const KinAuthority *authority, const char *cursor, guint limit, int scopes);
GBytes *kin_pages_history    (KinLog *log, const KinAuthority *authority, const KinId *record, gint64 after, guint limit, int scopes);

G_END_DECLS
