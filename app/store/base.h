/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a base names, read from the wire. Private to this room. */
#pragma once

#include "reader.h"

G_BEGIN_DECLS

/* "s8812 n417 i0192..." of a change of that device to "device.n ...", as the log has it; what has not come yet keeps the name it
 * came with. New string. */
char *kin_base_from_wire (KinReader *reader, gint64 device, gint64 record, const char *wire);

G_END_DECLS
