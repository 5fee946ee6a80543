/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections between two requests, or before the first: who says something is woken, who says nothing for long is closed, and when there are too
 * many, whoever has been quiet longest. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KinRests KinRests;

/* Bytes have come on stream, or (with TLS) its end. */
typedef void (*KinRestsFunc) (GIOStream *stream, gpointer data);

KinRests *kin_rests_new          (KinRestsFunc wakes, gpointer data);
/* Closes them all. */
void      kin_rests_free         (KinRests *rests);
/* Keeps a reference until it wakes or is closed. socket: its own. */
void      kin_rests_add          (KinRests *rests, GIOStream *stream, GSocket *socket);
/* Closes those that have rested for that long. */
void      kin_rests_sweep        (KinRests *rests, int seconds);
/* FALSE: nobody rests. */
gboolean  kin_rests_close_oldest (KinRests *rests);

G_END_DECLS
