/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record made again from its changes: the row, the heads and the words to find it by. Private to this room. */
#pragma once

#include "wire_change.h"
#include "write.h"

G_BEGIN_DECLS

/* is_new: nothing was here of it before this transaction. */
gboolean kin_refold_record (KinWriter *writer, gint64 no, gboolean is_new, GError **error);
/* The same for one of which nothing is known but its create. */
gboolean kin_refold_create (KinWriter *writer, gint64 no, const KinWireChange *create, GError **error);

G_END_DECLS
