/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Save my unsent work to a file": what the office has not confirmed, sealed to the authority's public key (crypto_box_seal), so that
 * a laptop that may not sync any more can save it and hand it over, and nobody on the way, nor who holds the laptop, can read
 * it. `kinkeeper-endpoint hand-in` takes it. In the seal stand pushes (wire.h, KinPush), one a line. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

/* Overwrites path. n (may be NULL): how many changes it holds. FALSE with a sentence: this file has never joined an authority, has nothing
 * unsent, or path cannot be written; nothing is left behind then. */
gboolean kin_handover_save (KinReader *reader, const char *path, gint64 *n, GError **error);

G_END_DECLS
