/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office that a file has joined, over the network: its address and certificates are facts of the file (sync-url, sync-ca). */
#pragma once

#include "query.h"
#include "transport.h"

G_BEGIN_DECLS

/* NULL with a sentence when the file's address cannot be used. */
KinTransport *kin_reach       (KinReader *reader, GError **error);
/* As kin_transport_send, but the only error is a sentence for a person who has to see to something: a certificate that cannot be trusted.
 * No network is none: it mends itself. */
KinAnswer    *kin_reach_send  (KinTransport *transport, const KinRequest *request, GCancellable *cancellable, GError **error);

G_END_DECLS
