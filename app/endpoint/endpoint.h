/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office as a function: a request in, its answer out (sync/wire.h lists them). No network, no clock, no thread: http.c puts a
 * server around it, a simulator calls it as it is.
 *
 * Besides /v1/NAME: GET /healthz (the process answers), /readyz (its tables do), /metrics (Prometheus; not for the outside). */
#pragma once

#include "log.h"
#include "message.h"
#include "metrics.h"

G_BEGIN_DECLS

typedef struct _KinEndpoint KinEndpoint;

/* The place is copied. Authorities are opened when they are first asked for. */
KinEndpoint *kin_endpoint_new    (const KinLogPlace *place);
void         kin_endpoint_free   (KinEndpoint *endpoint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinEndpoint, kin_endpoint_free)

/* Never NULL. now: ms. *wait TRUE, with an answer of 304: it may be held back until the head moves or request->wait is over, and the
 * request asked again. */
KinAnswer   *kin_endpoint_answer (KinEndpoint *endpoint, const KinRequest *request, gint64 now, gboolean *wait);
/* Background work, a few milliseconds of it: the digest, when devices were last seen. TRUE: there is more. */
gboolean     kin_endpoint_idle   (KinEndpoint *endpoint, gint64 now);
/* The tables of an authority, open; NULL when there is none of that name (or, with the error, it cannot be opened). */
KinLog      *kin_endpoint_log    (KinEndpoint *endpoint, const char *authority, GError **error);
KinMetrics  *kin_endpoint_metrics (KinEndpoint *endpoint);
/* Which route the last answer took, for the journal: "records/.../.../history" tells nobody's id. */
const char  *kin_endpoint_route  (KinEndpoint *endpoint);
/* Called when a head has moved, by this process or by another: those who wait may be answered. */
typedef void (*KinMovedFunc) (gpointer data);
void         kin_endpoint_set_moved (KinEndpoint *endpoint, KinMovedFunc moved, gpointer data);

G_END_DECLS
