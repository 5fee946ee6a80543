/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what a laptop that may not sync any more saved to a file (sync/handover.h).
 *
 * The laptop may have been signed out, may have taken an identity that the office never heard of, and may know a generation that is no
 * more; so its changes come under the office's own identity, with the first one that they had: what is here already, or comes again
 * from the laptop itself, is recognised. They are written in the name of whose laptop it was, and held where that person may not write. */
#pragma once

#include "accounts.h"

G_BEGIN_DECLS

/* n: how many were new. FALSE with a sentence; what came before it in the file is taken in then, and the file can be handed in again. */
gboolean kin_hand_in (KinLog *log, GBytes *sealed, gint64 now, gint64 *n, GError **error);

G_END_DECLS
