/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log, read: the changes of a record, its heads, and its state at a position. Private to this room. */
#pragma once

#include "change.h"
#include "fold.h"
#include "reader.h"

G_BEGIN_DECLS

/* The changes of one record with no <= until, in order. New array of KinLogChange. */
GArray    *kin_log_changes_of (KinReader *reader, gint64 record, gint64 until);
/* The state of a record at a position as a record; NULL when it did not exist then. */
KinRecord *kin_log_state_at   (KinReader *reader, const KinType *type, gint64 no, gint64 until);
/* What a record last was, deleted or not. */
KinRecord *kin_log_last_state (KinReader *reader, const KinType *type, gint64 no);
/* The value in force of a register among changes with no <= until (JSON, new reference; NULL: none). heads, if not NULL, gets
 * the numbers of all heads (gint64), the one in force first. */
struct json_object *kin_log_register_at (KinReader *reader, gint64 record, const char *field, gint64 until, GArray **heads);

G_END_DECLS
