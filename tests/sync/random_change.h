/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes at random, with everything that a change may have. */
#pragma once

#include "wire.h"

G_BEGIN_DECLS

/* Any text that the wire can carry: quotation marks, controls, far planes. New string. */
char          *random_text   (GRand *rand, guint most);
/* Any value that the wire can carry, nested to depth at most; NULL for null. New string. */
char          *random_value  (GRand *rand, guint depth);
/* device is set; seq, received and held as well when numbered. */
KinWireChange *random_change (GRand *rand, gint64 n, gboolean numbered);

G_END_DECLS
