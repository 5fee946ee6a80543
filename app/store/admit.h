/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the office holds (3.4 of the wire: somebody wrote what he may not) until a manager lets it in. */
#pragma once

#include "write.h"

G_BEGIN_DECLS

/* Records of which something is held and not admitted, at most limit of them: array of gint64. */
GArray  *kin_reader_held_records (KinReader *reader, guint limit);
/* In the work of an action (kind "admit"): lets in all that is held of the record here. Of somebody who is no manager the office holds
 * the admission itself. TRUE also when nothing is held (any more). */
gboolean kin_writer_admit        (KinWriter *writer, gint64 record, GError **error);

G_END_DECLS
