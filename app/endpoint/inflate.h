/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gzip both ways, with an end to what a small body may become. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* New bytes; NULL with G_IO_ERROR_NO_SPACE when it is more than most bytes, or G_IO_ERROR_INVALID_DATA when it is no (whole) gzip. */
GBytes *kin_inflate (GBytes *packed, gsize most, GError **error);
/* At level 1: three times smaller for a twentieth of the time that the disk takes. */
GBytes *kin_deflate (GBytes *plain);

/* The same bytes, given to many, are packed once: remembers the last few. */
typedef struct _KinPacker KinPacker;

KinPacker *kin_packer_new  (void);
void       kin_packer_free (KinPacker *packer);
GBytes    *kin_packer_pack (KinPacker *packer, GBytes *plain); /* new reference */

G_END_DECLS
