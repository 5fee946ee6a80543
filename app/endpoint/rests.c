/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A queue in the order in which they came to rest. */
#include "rests.h"

#include <errno.h>
#include <sys/socket.h>

struct _KinRests
{
  KinRestsFunc wakes;
  gpointer     data;
  GQueue       queue; /* of Rest, the oldest first */
};

typedef struct
{
  KinRests  *rests;
  GIOStream *stream;
  GSocket   *socket;
  GSource   *source;
  GList      link;
  gint64     since; /* µs, monotonic */
} Rest;

/* Gives the reference to its stream away. */
static GIOStream *
end_rest (Rest *rest)
{
  GIOStream *stream = rest->stream;

  g_queue_unlink (&rest->rests->queue, &rest->link);
  g_source_destroy (rest->source);
  g_source_unref (rest->source);
  g_object_unref (rest->socket);
  g_free (rest);
  return stream;
}

/* Without the farewell of TLS, for which the other end might be waited. */
static void
close_rest (Rest *rest)
{
  g_autoptr (GIOStream) stream = NULL;

  g_socket_close (rest->socket, NULL);
  stream = end_rest (rest);
}

static gboolean
has_left (Rest *rest)
{
  char byte;
  gssize n = recv (g_socket_get_fd (rest->socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  return n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR);
}

static gboolean
on_readable (GObject *in, gpointer data)
{
  Rest *rest = data;
  KinRests *rests = rest->rests;
  g_autoptr (GIOStream) stream = NULL;

  if (has_left (rest))
    close_rest (rest);
  else
    {
      stream = end_rest (rest);
      rests->wakes (stream, rests->data);
    }
  return G_SOURCE_REMOVE;
}

KinRests *
kin_rests_new (KinRestsFunc wakes, gpointer data)
{
  KinRests *rests = g_new0 (KinRests, 1);

  rests->wakes = wakes;
  rests->data = data;
  g_queue_init (&rests->queue);
  return rests;
}

void
kin_rests_free (KinRests *rests)
{
  while (kin_rests_close_oldest (rests))
    ;
  g_free (rests);
}

void
kin_rests_add (KinRests *rests, GIOStream *stream, GSocket *socket)
{
  Rest *rest = g_new0 (Rest, 1);

  rest->rests = rests;
  rest->stream = g_object_ref (stream);
  rest->socket = g_object_ref (socket);
  rest->since = g_get_monotonic_time ();
  rest->link.data = rest;
  g_queue_push_tail_link (&rests->queue, &rest->link);
  rest->source = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream)), NULL);
  g_source_set_callback (rest->source, G_SOURCE_FUNC (on_readable), rest, NULL);
  g_source_attach (rest->source, NULL);
}

void
kin_rests_sweep (KinRests *rests, int seconds)
{
  gint64 before = g_get_monotonic_time () - seconds * G_USEC_PER_SEC;

  while (rests->queue.length > 0 && ((Rest *) rests->queue.head->data)->since <= before)
    kin_rests_close_oldest (rests);
}

gboolean
kin_rests_close_oldest (KinRests *rests)
{
  if (rests->queue.length == 0)
    return FALSE;
  close_rest (rests->queue.head->data);
  return TRUE;
}
