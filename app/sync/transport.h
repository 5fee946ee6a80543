/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request over the network, and its answer: HTTP with libsoup, gzip both ways, certificates checked, the system's proxies.
 *
 * The address is that of the endpoint, "https://office.example.gov.uk"; plain http only to this machine. A redirection, a page of some portal, an
 * answer cut short are answers like others (or none): who asked has to see whether they are the office's. Nothing is ever sent on to
 * another address. One transport belongs to one thread, and sending blocks it. */
#pragma once

#include <gio/gio.h>

#include "message.h"

G_BEGIN_DECLS

typedef struct _KinTransport KinTransport;

#define KIN_TRANSPORT_MOST (64 * 1024 * 1024) /* bytes of an answer, unpacked */

/* authorities: the certificates (PEM) of the authority's own certificate authority; NULL: the system's. NULL with a sentence when the address
 * or the certificates cannot be used. */
KinTransport *kin_transport_new  (const char *address, const char *authorities, GError **error);
void          kin_transport_free (KinTransport *transport);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinTransport, kin_transport_free)

/* NULL when none came, with an error for the curious: of G_TLS_ERROR when the certificate is not right, G_IO_ERROR_CANCELLED when it was
 * given up. */
KinAnswer    *kin_transport_send (KinTransport *transport, const KinRequest *request, GCancellable *cancellable, GError **error);

/* What people type, "https://office.example.gov.uk/v1/example" or without the /v1, apart: address and authority are new strings. FALSE with a
 * sentence. */
gboolean      kin_transport_split (const char *typed, char **address, char **authority, GError **error);

G_END_DECLS
