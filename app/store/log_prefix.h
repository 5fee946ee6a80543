/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A prefix of the log: what was known at a moment, and nothing that came after it. Private to this room.
 *
 * Where the file has what an office numbered, the order is the office's: the same prefix on every laptop, whatever came here first.
 * Else it is the file's own. */
#pragma once

#include "log_read.h"

G_BEGIN_DECLS

/* A change belongs to it when its no and its seq are both at most these; without a limit of its own each is G_MAXINT64, and a change
 * that the office has not numbered has no place before any number. */
typedef struct
{
  gint64 no, seq;
} KinLogPrefix;

/* SQL to put behind a condition, for changes called c; the values of no and seq are bound to a and b. */
#define KIN_SQL_IN_PREFIX(no, seq, a, b) no " <= " a " AND coalesce (" seq ", 9223372036854775807) <= " b

/* Of a reader: as known at a moment; of a live one the whole log. */
KinLogPrefix kin_reader_prefix            (KinReader *reader);
/* FALSE with KIN_STORE_ERROR_TOO_EARLY before the first change, and while there are gaps in what was known. */
gboolean     kin_log_prefix_find          (KinReader *reader, gint64 when_ms, KinLogPrefix *prefix, GError **error);
/* The records with a change that does not belong to it, each once, in order. New array of gint64. */
GArray      *kin_log_prefix_touched_later (KinReader *reader, const KinLogPrefix *prefix);

G_END_DECLS
