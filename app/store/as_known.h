/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record as it was known at a moment: a prefix of the log, never a filter on times (app/DESIGN.md, "The log is the
 * truth").
 *
 * A reader on a connection of its own, on which each record table is a view: the rows that no later change touched, and those
 * that were folded again without the later changes. Reports, lists and figures run on it unchanged.
 *
 * In a file that belongs to an authority the prefix is one of the office's log, in the office's order and by the time the office
 * received each change, so it is the same on every laptop; what the office has no number for is left out. Only the file that
 * founded the authority knows earlier moments than the office: what it had then keeps its own time. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* when_ms: Unix milliseconds; a day means its last instant (kin_day_end_ms). Before the first change: refused with a sentence
 * (KIN_STORE_ERROR_TOO_EARLY); likewise while the office's older history is still coming. Takes up to seconds on a long log: call it off the main loop. */
KinReader *kin_store_as_known  (KinStore *store, gint64 when_ms, GCancellable *cancellable, GError **error);
/* "2018-06-28", "2018-06-28 14:00", "2018-06-28T14:00:00Z" in Europe/London unless it says Z. FALSE when it is not a moment. */
gboolean   kin_moment_parse    (const char *text, gint64 *when_ms);
/* When what the reader knows was known. G_MAXINT64 for a live reader. */
gint64     kin_reader_known_at (KinReader *reader);

/* Where in the log a reader stands: what a report prints, so that another laptop can come to the same figures. */
typedef struct
{
  gint64 number;         /* of the last change it knows: the office's number where the file has one, else the file's own */
  char   generation[33]; /* of the office's log; "": this file belongs to no authority */
  gint64 unsent;         /* what the office has not numbered yet: in a live reader, left out of any other */
} KinLogPosition;

KinLogPosition kin_reader_position (KinReader *reader);
/* "change 12345 of this file", "change 184511 of the office's log (g3), without 3 not sent". live: what is unsent is with it. */
char          *kin_log_position_to_words (const KinLogPosition *position, gboolean live);

G_END_DECLS
