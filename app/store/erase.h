/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing: a record that the office has purged, and a scope that this device may hold no longer. What is left are numbers.
 *
 * The rows go in the transaction that takes the purge in. Free pages, the search index and the backups beside the file follow
 * outside of it, and only then does this device answer that it is done: a crash in between begins again. */
#pragma once

#include "write.h"

G_BEGIN_DECLS

/* In the work: nulls all that the log holds of the record, and takes it out of every table. Private to this room. */
gboolean kin_purge_record     (KinWriter *writer, gint64 record, GError **error);

/* The office has had it erased. Private to this room. */
gboolean kin_record_is_purged (KinReader *reader, gint64 record);
/* Something was purged that this device has not answered yet, or a scope was forgotten, and free space and backups are still to do. */
gboolean kin_reader_is_to_erase (KinReader *reader);
/* Goes through the free space and the backups, then answers each purge with a change of its own. lost: how many changes made here went with
 * them that the office had not numbered before it purged; the answer's label says so, too. Blocks. */
gboolean kin_store_erase      (KinStore *store, gint64 *lost, GError **error);

/* Scopes are a mask: bit 0 general, 1 money, 2 restricted. Forgets what is outside it; *done is FALSE, and nothing is forgotten, while
 * something of it is not sent yet. facts as in KinIntake. Blocks. */
gboolean kin_store_narrow     (KinStore *store, guint scopes, const char *const *facts, gboolean *done, GError **error);

/* Are two replicas equal? Of one scope: the changes that are in force (creates, and the heads of registers that are not a create), as
 * far as the office has numbered them: how many, and the sum of the last 8 bytes of their ids, modulo 2^64. */
typedef struct
{
  int     scope;
  gint64  count;
  guint64 sum;
} KinScopeDigest;

/* Meaningful while nothing is unsent. New array of KinScopeDigest in order of scope, none with count 0. */
GArray  *kin_reader_digest    (KinReader *reader);

G_END_DECLS
