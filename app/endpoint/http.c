/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SoupServer says of itself that it is not for untrusted clients: so lengths, times and numbers are limited here.
 *
 * It is lent each connection for one request: libsoup 3.2 does not see when somebody leaves whom it keeps a connection for, and never lets go
 * of that. So connections are accepted here, rest here (rests.h) until bytes come, and are taken back when an answer is out. */
#include "http.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http_message.h"
#include "journal.h"
#include "wire.h"
#include "rests.h"

#define WAKE_AFTER 30    /* ms: one change wakes at once; those that follow closely wake sleepers once, ... */
#define WAKE_SHARE 3     /* ... and where there are so many that it takes long, for one part of the time in so many, ... */
#define WAKE_LATEST 700  /* ms ... but soon enough that it is there within a second */
#define WAKE_AT_ONCE 25  /* of those who wait, before anything else gets a turn */
#define IDLE_EVERY 250   /* ms */
#define KEEP_ALIVE 75
#define MOST_BODY_SECONDS 60
#define MOST_WRITE_SECONDS 120
#define MOST_CONNECTIONS 20000
#define BACKLOG 4096 /* of who knocks at the same moment: everybody does on a Monday morning */
#define ACCEPT_AT_ONCE 200
#define REFUSED_SECONDS 1

struct _KinHttp
{
  KinEndpoint *endpoint;
  SoupServer      *server;
  GSocket         *listener;
  GSource         *knocks; /* on it */
  GTlsCertificate *certificate; /* NULL: plain */
  GSocketAddress  *address;     /* where it listens */
  int          header_seconds, body_seconds, write_seconds;
  guint        most_connections;
  int          quiet_end; /* of the listener on which nobody calls; -1: none yet */
  guint       *n_connections; /* g_rc_box: sockets may outlive the rest */
  KinRests    *rests;
  KinPacker   *packer;
  GQueue       waiting; /* of Exchange */
  gint64       woken;   /* µs, monotonic: when sleepers were last begun to be woken */
  gint64       pause;   /* µs from then until they may be again */
  guint        wake, idle, to_wake; /* to_wake: how many of them are to be asked again */
  gboolean     ending;
};

/* A request from its first byte to the last of its answer. */
typedef struct
{
  KinHttp           *http;
  SoupServerMessage *message;
  GIOStream         *stream;
  GSocket           *socket;
  gboolean           gone; /* libsoup has let go of its connection */
  guint              timer;
  GByteArray        *body;
  gboolean           too_large, written; /* written: its answer is out */
  KinRequest        *request; /* while it waits */
  GList              link;    /* in waiting */
  gboolean           waits;
  gint64             until;   /* µs, monotonic */
} Exchange;

static gint64
clock_now (void)
{
  return g_get_real_time () / 1000;
}

static gboolean
cut_off (gpointer data)
{
  Exchange *exchange = data;

  exchange->timer = 0;
  if (exchange->socket != NULL)
    g_socket_shutdown (exchange->socket, TRUE, TRUE, NULL);
  return G_SOURCE_REMOVE;
}

static void
set_timer (Exchange *exchange, int seconds)
{
  g_clear_handle_id (&exchange->timer, g_source_remove);
  if (seconds > 0)
    exchange->timer = g_timeout_add_seconds ((guint) seconds, cut_off, exchange);
}

static void
stop_waiting (Exchange *exchange)
{
  if (exchange->waits)
    g_queue_unlink (&exchange->http->waiting, &exchange->link);
  exchange->waits = FALSE;
  g_clear_pointer (&exchange->request, kin_request_free);
}

static void
free_exchange (gpointer data)
{
  Exchange *exchange = data;

  set_timer (exchange, 0);
  /* After an error in the middle libsoup lets go of the request and not of its connection. */
  if (!exchange->written && exchange->socket != NULL)
    g_socket_shutdown (exchange->socket, TRUE, TRUE, NULL);
  stop_waiting (exchange);
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->socket);
  g_byte_array_unref (exchange->body);
  g_free (exchange);
}

static void
note (SoupServerMessage *message, const char *route, const KinAnswer *answer, double seconds)
{
  g_autofree char *status = g_strdup_printf ("%u", answer->status);
  g_autofree char *took = g_strdup_printf ("%.1f", seconds * 1000);
  g_autofree char *bytes = g_strdup_printf ("%" G_GSIZE_FORMAT, answer->body != NULL ? g_bytes_get_size (answer->body) : 0);

  kin_journal_note ("info", "request", "method", soup_server_message_get_method (message), "route", route, "status", status, "ms", took, "bytes", bytes, NULL);
}

/* FALSE: it may wait. */
static gboolean
try_answer (Exchange *exchange, const KinRequest *request, gboolean may_wait)
{
  gint64 from = g_get_monotonic_time ();
  gboolean wait;
  g_autoptr (KinAnswer) answer = kin_endpoint_answer (exchange->http->endpoint, request, clock_now (), &wait);
  double seconds = (double) (g_get_monotonic_time () - from) / 1e6;

  kin_metrics_took (kin_endpoint_metrics (exchange->http->endpoint), seconds);
  if (wait && may_wait)
    return FALSE;
  kin_http_fill_in (exchange->message, answer, exchange->http->packer);
  note (exchange->message, kin_endpoint_route (exchange->http->endpoint), answer, seconds);
  return TRUE;
}

static void
handle (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  KinHttp *http = data;
  Exchange *exchange = g_object_get_data (G_OBJECT (message), "exchange");
  g_autoptr (KinRequest) request = NULL;
  g_autoptr (GBytes) body = NULL;

  set_timer (exchange, http->write_seconds);
  if (exchange->too_large)
    {
      kin_http_refuse (message, "too-large", "the body is too large");
      return;
    }
  body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
  exchange->body = g_byte_array_new ();
  request = kin_http_request (message, body);
  if (request == NULL || try_answer (exchange, request, !http->ending))
    return;
  exchange->until = g_get_monotonic_time () + request->wait * G_USEC_PER_SEC;
  set_timer (exchange, request->wait + http->write_seconds);
  exchange->request = g_steal_pointer (&request);
  exchange->waits = TRUE;
  g_queue_push_tail_link (&http->waiting, &exchange->link);
  soup_server_message_pause (message);
}

static void
finish_waiting (Exchange *exchange)
{
  SoupServerMessage *message = exchange->message;

  stop_waiting (exchange);
  soup_server_message_unpause (message);
}

/* Each of them once, some at a time: those who still wait go to the end of the queue. */
static gboolean
wake_some (gpointer data)
{
  KinHttp *http = data;

  if (http->to_wake == 0)
    http->to_wake = http->waiting.length;
  for (guint i = 0; i < WAKE_AT_ONCE && http->to_wake > 0 && http->waiting.length > 0; i++, http->to_wake--)
    {
      Exchange *exchange = http->waiting.head->data;

      if (try_answer (exchange, exchange->request, TRUE))
        finish_waiting (exchange);
      else
        {
          g_queue_unlink (&http->waiting, &exchange->link);
          g_queue_push_tail_link (&http->waiting, &exchange->link);
        }
    }
  if (http->to_wake > 0 && http->waiting.length > 0)
    return G_SOURCE_CONTINUE;
  http->to_wake = 0;
  http->wake = 0;
  http->pause = CLAMP (WAKE_SHARE * (g_get_monotonic_time () - http->woken), WAKE_AFTER * 1000, WAKE_LATEST * 1000);
  return G_SOURCE_REMOVE;
}

static gboolean
begin_waking (gpointer data)
{
  KinHttp *http = data;

  http->woken = g_get_monotonic_time ();
  http->wake = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, wake_some, http, NULL); /* whoever says something himself goes first */
  return G_SOURCE_REMOVE;
}

static void
on_moved (gpointer data)
{
  KinHttp *http = data;
  gint64 wait;

  if (http->to_wake > 0) /* some of them have been asked already, and did not hear of this */
    http->to_wake = http->waiting.length;
  if (http->wake != 0 || http->waiting.length == 0)
    return;
  wait = http->woken + http->pause - g_get_monotonic_time ();
  if (wait <= 0)
    begin_waking (http);
  else
    http->wake = g_timeout_add ((guint) (wait / 1000 + 1), begin_waking, http);
}

static gboolean
idle (gpointer data)
{
  KinHttp *http = data;
  gint64 now = g_get_monotonic_time ();
  GList *next;

  for (GList *l = http->waiting.head; l != NULL; l = next)
    {
      Exchange *exchange = l->data;

      next = l->next;
      if (exchange->until <= now)
        {
          try_answer (exchange, exchange->request, FALSE);
          finish_waiting (exchange);
        }
    }
  kin_rests_sweep (http->rests, http->header_seconds);
  while (kin_endpoint_idle (http->endpoint, clock_now ()) && g_get_monotonic_time () - now < 20000)
    ;
  return G_SOURCE_CONTINUE;
}

static void
got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  Exchange *exchange = data;
  gsize length = g_bytes_get_size (chunk);

  if (exchange->body->len + length > KIN_WIRE_HARD_STOP && !exchange->too_large)
    {
      exchange->too_large = TRUE;
      set_timer (exchange, REFUSED_SECONDS);
      g_byte_array_set_size (exchange->body, 0);
    }
  if (exchange->too_large)
    return;
  g_byte_array_append (exchange->body, g_bytes_get_data (chunk, NULL), (guint) length);
}

static void
wrote_body (SoupServerMessage *message, gpointer data)
{
  ((Exchange *) data)->written = TRUE;
}

static void
got_headers (SoupServerMessage *message, gpointer data)
{
  Exchange *exchange = data;

  set_timer (exchange, exchange->too_large ? REFUSED_SECONDS : exchange->http->body_seconds);
}

/* What says itself that it is too large is refused before it is read: its body is nothing but the time it takes, which is short. libsoup
 * answers only after a body's end, so who does not end in time is cut off. */
static void
handle_early (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Exchange *exchange = g_object_get_data (G_OBJECT (message), "exchange");

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH || soup_message_headers_get_content_length (headers) <= KIN_WIRE_HARD_STOP)
    return;
  exchange->too_large = TRUE;
  set_timer (exchange, REFUSED_SECONDS);
  kin_http_refuse (message, "too-large", "the body is too large");
}

static void
socket_gone (gpointer data)
{
  --*(guint *) data;
  g_rc_box_release (data);
}

/* For one request. */
static void
lend (GIOStream *stream, gpointer data)
{
  KinHttp *http = data;
  GSocket *socket = g_object_get_data (G_OBJECT (stream), "socket");
  g_autoptr (GSocketAddress) here = g_socket_get_local_address (socket, NULL), there = g_socket_get_remote_address (socket, NULL);

  if (here == NULL || there == NULL) /* left already */
    return;
  g_object_set_data (G_OBJECT (there), "stream", stream); /* the way from a request to its connection */
  soup_server_accept_iostream (http->server, stream, here, there, NULL);
}

typedef struct
{
  KinHttp           *http;
  SoupServerMessage *message;
} Lent;

static gboolean
is_readable (GIOStream *stream)
{
  return g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream)));
}

/* What libsoup has read beyond its request is lost with its buffer. Nobody says the next before he has heard the answer to the last; who does
 * is closed, and has to say it again (RFC 9112, 9.3.2). */
static gboolean
take_back (gpointer data)
{
  g_autofree Lent *lent = data;
  g_autoptr (SoupServerMessage) message = lent->message;
  Exchange *exchange = g_object_get_data (G_OBJECT (message), "exchange");
  g_autoptr (GIOStream) stolen = exchange->gone ? NULL : soup_server_message_steal_connection (message);

  if (stolen == NULL)
    return G_SOURCE_REMOVE;
  if (lent->http->ending || (is_readable (stolen) && !is_readable (exchange->stream))) /* in this order: more may come at any time */
    g_socket_close (exchange->socket, NULL);
  else
    kin_rests_add (lent->http->rests, exchange->stream, exchange->socket);
  return G_SOURCE_REMOVE;
}

/* Before anything else that has come on it is read. */
static void
finished (SoupServerMessage *message, gpointer data)
{
  Exchange *exchange = data;
  Lent lent = { exchange->http, g_object_ref (message) };

  if (exchange->written && exchange->stream != NULL && !exchange->http->ending)
    g_idle_add_full (G_PRIORITY_HIGH, take_back, g_memdup2 (&lent, sizeof lent), NULL);
  else
    g_object_unref (message);
}

static void
disconnected (SoupServerMessage *message, gpointer data)
{
  ((Exchange *) data)->gone = TRUE;
}

static void
take_connection (KinHttp *http, GSocket *socket)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  if (*http->n_connections >= http->most_connections && !kin_rests_close_oldest (http->rests))
    return; /* which closes it */
  connection = g_socket_connection_factory_create_connection (socket);
  ++*http->n_connections;
  g_object_set_data_full (G_OBJECT (socket), "counted", g_rc_box_acquire (http->n_connections), socket_gone);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL); /* a body is not to wait until its head has been confirmed */
  stream = http->certificate != NULL ? g_tls_server_connection_new (G_IO_STREAM (connection), http->certificate, &error) : g_object_ref (G_IO_STREAM (connection));
  if (stream == NULL)
    {
      kin_journal_note ("warning", "connection", "what", error->message, NULL);
      return;
    }
  g_object_set_data (G_OBJECT (stream), "socket", socket); /* which it owns */
  kin_rests_add (http->rests, stream, socket);
}

/* All who knock, and not one each time that the loop turns: with thousands of connections it turns slowly. */
static gboolean
take_connections (GSocket *listener, GIOCondition condition, gpointer data)
{
  for (guint i = 0; i < ACCEPT_AT_ONCE; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) socket = g_socket_accept (listener, NULL, &error);

      if (socket != NULL)
        take_connection (data, socket);
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES) && kin_rests_close_oldest (((KinHttp *) data)->rests))
        continue;
      else
        break;
    }
  return G_SOURCE_CONTINUE;
}

static void
request_started (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  KinHttp *http = data;
  Exchange *exchange = g_new0 (Exchange, 1);
  GSocketAddress *there = soup_server_message_get_remote_address (message);
  GIOStream *stream = there != NULL ? g_object_get_data (G_OBJECT (there), "stream") : NULL;
  GSocket *socket = stream != NULL ? g_object_get_data (G_OBJECT (stream), "socket") : NULL;

  exchange->http = http;
  exchange->message = message;
  exchange->stream = stream != NULL ? g_object_ref (stream) : NULL;
  exchange->socket = socket != NULL ? g_object_ref (socket) : NULL;
  exchange->body = g_byte_array_new ();
  exchange->link.data = exchange;
  g_object_set_data_full (G_OBJECT (message), "exchange", exchange, free_exchange);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers), exchange);
  g_signal_connect (message, "wrote-body", G_CALLBACK (wrote_body), exchange);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk), exchange);
  g_signal_connect (message, "finished", G_CALLBACK (finished), exchange);
  g_signal_connect (message, "disconnected", G_CALLBACK (disconnected), exchange);
  set_timer (exchange, http->header_seconds);
}

static gboolean
listen_on (KinHttp *http, const KinHttpSettings *settings, GError **error)
{
  g_autoptr (GSocketConnectable) where = g_network_address_parse (settings->address, 8642, error);
  g_autoptr (GInetAddress) inet = NULL;
  g_autoptr (GSocketAddress) address = NULL;

  if (where == NULL)
    return FALSE;
  inet = g_inet_address_new_from_string (g_network_address_get_hostname (G_NETWORK_ADDRESS (where)));
  if (inet == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” is not an address to listen on. Try 127.0.0.1:8642."), settings->address);
      return FALSE;
    }
  if (settings->certificate == NULL && !g_inet_address_get_is_loopback (inet))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   _("Without a certificate only this machine is served, so nothing listens on %s. Give --certificate and --key, or put a proxy in front."), settings->address);
      return FALSE;
    }
  address = g_inet_socket_address_new (inet, g_network_address_get_port (G_NETWORK_ADDRESS (where)));
  http->listener = g_socket_new (g_inet_address_get_family (inet), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (http->listener == NULL)
    return FALSE;
  g_socket_set_blocking (http->listener, FALSE);
  g_socket_set_listen_backlog (http->listener, BACKLOG);
  if (!g_socket_bind (http->listener, address, TRUE, error) || !g_socket_listen (http->listener, error) ||
      (http->address = g_socket_get_local_address (http->listener, error)) == NULL)
    return FALSE;
  http->knocks = g_socket_create_source (http->listener, G_IO_IN, NULL);
  g_source_set_callback (http->knocks, G_SOURCE_FUNC (take_connections), http, NULL);
  g_source_attach (http->knocks, NULL);
  return TRUE;
}

/* A server that has no listener serves one request on a connection that it is given, and closes it without a word (request_finished
 * in soup-server.c). So it gets one on which nobody ever calls: the end of a pair of sockets. */
static gboolean
keep_alive (KinHttp *http, GError **error)
{
  g_autoptr (GSocket) quiet = NULL;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), _("No socket could be made. See how many files may be open."));
      return FALSE;
    }
  http->quiet_end = ends[1];
  quiet = g_socket_new_from_fd (ends[0], error);
  if (quiet == NULL)
    close (ends[0]);
  return quiet != NULL && soup_server_listen_socket (http->server, quiet, 0, error);
}

KinHttp *
kin_http_new (KinEndpoint *endpoint, const KinHttpSettings *settings, GError **error)
{
  KinHttp *http = g_new0 (KinHttp, 1);

  http->endpoint = endpoint;
  http->header_seconds = settings->header_seconds > 0 ? settings->header_seconds : KEEP_ALIVE;
  http->body_seconds = settings->body_seconds > 0 ? settings->body_seconds : MOST_BODY_SECONDS;
  http->write_seconds = settings->write_seconds > 0 ? settings->write_seconds : MOST_WRITE_SECONDS;
  http->most_connections = settings->most_connections > 0 ? settings->most_connections : MOST_CONNECTIONS;
  http->quiet_end = -1;
  http->n_connections = g_rc_box_new0 (guint);
  g_queue_init (&http->waiting);
  http->server = soup_server_new ("raw-paths", TRUE, NULL);
  http->packer = kin_packer_new ();
  http->rests = kin_rests_new (lend, http);
  g_set_object (&http->certificate, settings->certificate);
  g_signal_connect (http->server, "request-started", G_CALLBACK (request_started), http);
  soup_server_add_early_handler (http->server, NULL, handle_early, http, NULL);
  soup_server_add_handler (http->server, NULL, handle, http, NULL);
  kin_endpoint_set_moved (endpoint, on_moved, http);
  http->idle = g_timeout_add (IDLE_EVERY, idle, http);
  if (keep_alive (http, error) && listen_on (http, settings, error))
    return http;
  kin_http_free (http);
  return NULL;
}

char *
kin_http_uri (KinHttp *http)
{
  GInetSocketAddress *address = G_INET_SOCKET_ADDRESS (http->address);
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (address));
  g_autoptr (GUri) uri = g_uri_build (G_URI_FLAGS_NONE, http->certificate != NULL ? "https" : "http", NULL, host, g_inet_socket_address_get_port (address), "/", NULL, NULL);

  return g_uri_to_string (uri);
}

void
kin_http_free (KinHttp *http)
{
  http->ending = TRUE;
  kin_endpoint_set_moved (http->endpoint, NULL, NULL);
  while (http->waiting.length > 0)
    {
      Exchange *exchange = http->waiting.head->data;

      try_answer (exchange, exchange->request, FALSE);
      finish_waiting (exchange);
    }
  g_clear_handle_id (&http->wake, g_source_remove);
  g_clear_handle_id (&http->idle, g_source_remove);
  if (http->knocks != NULL)
    g_source_destroy (http->knocks);
  g_clear_pointer (&http->knocks, g_source_unref);
  g_clear_object (&http->listener); /* which closes it */
  soup_server_disconnect (http->server);
  kin_rests_free (http->rests);
  kin_packer_free (http->packer);
  g_clear_object (&http->server);
  g_clear_object (&http->certificate);
  g_clear_object (&http->address);
  while (*http->n_connections > 0 && g_main_context_iteration (NULL, FALSE))
    ;
  if (http->quiet_end >= 0)
    close (http->quiet_end);
  g_rc_box_release (http->n_connections);
  g_free (http);
}
