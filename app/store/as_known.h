/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record as it was known at a moment: a prefix of the log, never a filter on times (app/DESIGN.md, "The log is the
 * truth").
 *
 * A reader on a connection of its own, on which each record table is a view: the rows that no later change touched, and those
 * that were folded again without the later changes. Reports, lists and figures run on it unchanged. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* when_ms: Unix milliseconds; a day means its last instant (kin_day_end_ms). Before the file's first change: refused with a
 * sentence (KIN_STORE_ERROR_TOO_EARLY). Takes up to seconds on a long log: call it off the main loop. */
KinReader *kin_store_as_known  (KinStore *store, gint64 when_ms, GCancellable *cancellable, GError **error);
/* "2018-06-28", "2018-06-28 14:00", "2018-06-28T14:00:00Z" in Europe/London unless it says Z. FALSE when it is not a moment. */
gboolean   kin_moment_parse    (const char *text, gint64 *when_ms);
/* The last change that the reader knows, and when it became known: what a report prints. G_MAXINT64 for a live reader. */
gint64     kin_reader_position (KinReader *reader);
gint64     kin_reader_known_at (KinReader *reader);

G_END_DECLS
