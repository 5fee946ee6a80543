/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search index: one FTS5 row a record, of the keys of its sought fields. Private to this room. */
#pragma once

#include "reader.h"

G_BEGIN_DECLS

gboolean kin_seek_add    (KinReader *writer, KinRecord *record, gboolean replaces, GError **error);
gboolean kin_seek_remove (KinReader *writer, gint64 no, GError **error);

G_END_DECLS
