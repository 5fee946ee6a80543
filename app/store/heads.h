/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heads of a register as the head table keeps them: only where they are not just the record's create. Private. */
#pragma once

#include "reader.h"

G_BEGIN_DECLS

/* In SQL: what the change c, a head h of its register, says, as text that is equal where the values are (heads that say the same
 * agree, and are no conflict). */
#define KIN_SQL_HEAD_VALUE                                                                                             \
  "CASE WHEN c.op = 2 THEN 'false' WHEN h.field = '_exists' THEN 'true' WHEN c.op = 1 THEN coalesce (c.value, 'null')" \
  " ELSE coalesce (c.value -> ('$.\"' || h.field || '\"'), 'null') END"

/* What a person who had seen the log up to seen names as base: "device.n device.n", the heads and, if it is none of them, the newest
 * change of the record that another device made. contested: more than one head stands now.
 * What the same person did in a window on this device counts as seen: the form may not have heard of it yet. New string. */
char    *kin_heads_seen    (KinReader *reader, gint64 record, const char *field, gint64 seen, gboolean *contested);
/* change becomes a head; those that base names are heads no more. contested: others remain. */
gboolean kin_heads_replace (KinReader *writer, gint64 record, const char *field, const char *base, gint64 change, gboolean *contested, GError **error);

G_END_DECLS
