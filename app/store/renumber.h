/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes under another identity. Private to this room. */
#pragma once

#include "write.h"

G_BEGIN_DECLS

/* This file is a new device from here on. */
gboolean kin_writer_new_device (KinWriter *writer, GError **error);
/* The changes with these numbers (gint64, ordered so that what a base names comes before it) go on as this device's next, without
 * a number of the office. */
gboolean kin_writer_renumber   (KinWriter *writer, const GArray *numbers, GError **error);
/* A new device, and all that it has not sent. */
gboolean kin_writer_fork       (KinWriter *writer, GError **error);

G_END_DECLS
