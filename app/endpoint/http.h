/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office on a port: HTTP/1.1 around kin_endpoint_answer, in the thread of the default main context.
 *
 * It is made to stand behind a proxy that ends TLS and limits rates; it still takes no body over 4 MiB, packed or not, waits 75 s for
 * headers, 60 s for a body and 120 s for an answer to be read, and serves so many connections and no more. Without a certificate it
 * listens on loopback alone. */
#pragma once

#include <gio/gio.h>

#include "endpoint.h"

G_BEGIN_DECLS

typedef struct _KinHttp KinHttp;

typedef struct
{
  const char      *address;  /* "127.0.0.1:8642", "[::1]:0"; port 0: any that is free */
  GTlsCertificate *certificate; /* NULL: plain */
  int              header_seconds, body_seconds, write_seconds; /* 0: as above */
  guint            most_connections; /* 0: 20000 */
} KinHttpSettings;

/* NULL with the error: the address is taken, or not loopback and there is no certificate. */
KinHttp    *kin_http_new  (KinEndpoint *endpoint, const KinHttpSettings *settings, GError **error);
char       *kin_http_uri  (KinHttp *http); /* where it listens; new string */
/* Answers whom is still waiting, and closes the port. */
void        kin_http_free (KinHttp *http);

G_END_DECLS
