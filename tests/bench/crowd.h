/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many HTTP clients in one thread, each with a connection that it keeps: sends what it is given, and tells when the whole answer is there. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Crowd Crowd;

typedef struct
{
  guint       status;
  const char *etag;  /* without its quotes; NULL: none */
  gsize       length;
  double      took;  /* ms, from the first byte sent to the last received */
} CrowdAnswer;

/* Something has come for client i (status 0: the connection was refused or cut), or its time (crowd_call_at) has. */
typedef void (*CrowdFunc) (Crowd *crowd, guint i, const CrowdAnswer *answer, gpointer data);

Crowd *crowd_new     (guint16 port, guint n, CrowdFunc heard, gpointer data);
void   crowd_free    (Crowd *crowd);
/* request: a whole one; copied. One at a time for each client. */
void   crowd_say     (Crowd *crowd, guint i, const char *request, gsize length);
/* heard is called with answer NULL at that time (ms, crowd_now). */
void   crowd_call_at (Crowd *crowd, guint i, double at);
double crowd_now     (void);
/* Until that time, or until crowd_stop. */
void   crowd_run     (Crowd *crowd, double until);
void   crowd_stop    (Crowd *crowd);

G_END_DECLS
