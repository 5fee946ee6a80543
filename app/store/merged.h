/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that nobody wrote as they stand: two people changed different fields of one without having seen each other's change. Fields
 * merge by themselves, so this is no conflict; but each of the two read a record that was never so, and somebody should read it whole.
 *
 * A change names in its base, besides the heads of its own register, the newest change that another device made to the record and that
 * its author had seen: with it goes all that the office had numbered before. So it follows from the log who knew of what, equally on
 * every laptop, and no mark is stored. Whoever changes the record knowing both, or says that it is right as it is, ends it. */
#pragma once

#include "write.h"

G_BEGIN_DECLS

typedef struct
{
  char    *field;
  char    *by;   /* a person's name; NULL: not known */
  gint64   at;   /* ms by their clock */
  gboolean here; /* made on this device */
} KinMergedPart;

/* The changes in force that were made without knowing of each other, by field: array of KinMergedPart *, owned; empty: there are none. */
GPtrArray *kin_reader_merged  (KinReader *reader, gint64 record);
/* In the work of an action (kind "decide"): it is right as it is, says somebody who had seen the log up to seen. One of the fields is
 * written again with its value. */
gboolean   kin_writer_confirm_merged (KinWriter *writer, const KinType *type, gint64 record, gint64 seen, GError **error);

G_END_DECLS
