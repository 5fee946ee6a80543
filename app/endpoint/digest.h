/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Are we equal", cheaply: counts and sums of what stands (sync/hello.h, KinDigest), kept up in the background record by record. */
#pragma once

#include "authority.h"
#include "hello.h"

G_BEGIN_DECLS

/* Counts on, over at most so many changes, in a transaction of its own. more: there is work left. */
gboolean   kin_digest_advance (KinLog *log, guint most, gboolean *more, GError **error);
/* As far as it has counted. New. */
KinDigest *kin_digest_read    (KinLog *log);

G_END_DECLS
