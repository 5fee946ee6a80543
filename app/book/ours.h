/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose child it is, and what day it is, as seen by a reader. Children of other authorities fill places and never our figures. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* Today for a live reader; for a record as known at a moment, the day of that moment. */
KinDay      kin_book_today   (KinReader *reader);
/* Numbers of the children for whom another authority is responsible: child.responsible_authority is set and is not the file's
 * fact "authority". New set of gint64 keys (g_int64_hash). */
GHashTable *kin_book_foreign (KinReader *reader);
gboolean    kin_book_is_ours (KinReader *reader, gint64 child);

G_END_DECLS
