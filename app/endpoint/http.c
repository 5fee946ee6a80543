/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SoupServer says of itself that it is not for untrusted clients: so lengths, times and numbers are limited here. It is given connections
 * that we accept ourselves: of those that it accepts, libsoup before 3.3 never lets go. */
#include "http.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "inflate.h"
#include "journal.h"
#include "problem.h"

#define MOST_WAIT 60
#define WORTH_PACKING 512
#define WAKE_AFTER 30    /* ms: one change wakes at once; those that follow closely wake sleepers once */
#define WAKE_AT_ONCE 100 /* of those who wait, before anything else gets a turn */
#define IDLE_EVERY 250   /* ms */
#define KEEP_ALIVE 75
#define MOST_BODY_SECONDS 60
#define MOST_WRITE_SECONDS 120
#define MOST_CONNECTIONS 20000
#define REFUSED_SECONDS 1

struct _KinHttp
{
  KinEndpoint *endpoint;
  SoupServer      *server;
  GSocketService  *service;
  GTlsCertificate *certificate; /* NULL: plain */
  GSocketAddress  *address;     /* where it listens */
  int          header_seconds, body_seconds, write_seconds;
  guint        most_connections;
  guint       *n_connections; /* g_rc_box: sockets may outlive the rest */
  GQueue       waiting; /* of Exchange */
  gint64       woken;   /* µs, monotonic: when sleepers were last woken */
  guint        wake, idle, to_wake; /* to_wake: how many of them are to be asked again */
  gboolean     ending;
};

/* A request from its first byte to the last of its answer. */
typedef struct
{
  KinHttp           *http;
  SoupServerMessage *message;
  GSocket           *socket;
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

static gboolean
cut_off_idle (gpointer socket)
{
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
  return G_SOURCE_CONTINUE; /* removed with the socket, or by its next request */
}

static void
remove_source (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

/* Between two requests there is nobody but the socket to wait on. */
static void
rest_socket (GSocket *socket, int seconds)
{
  guint id = g_timeout_add_seconds ((guint) seconds, cut_off_idle, socket);

  g_object_set_data_full (G_OBJECT (socket), "rest", GUINT_TO_POINTER (id), remove_source);
}

static void
free_exchange (gpointer data)
{
  Exchange *exchange = data;

  set_timer (exchange, 0);
  /* After an error in the middle libsoup lets go of the request and not of its connection. */
  if (!exchange->written && exchange->socket != NULL)
    g_socket_shutdown (exchange->socket, TRUE, TRUE, NULL);
  else if (exchange->socket != NULL)
    rest_socket (exchange->socket, exchange->http->header_seconds);
  stop_waiting (exchange);
  g_clear_object (&exchange->socket);
  g_byte_array_unref (exchange->body);
  g_free (exchange);
}

static gboolean
takes_gzip (SoupServerMessage *message)
{
  const char *accepted = soup_message_headers_get_list (soup_server_message_get_request_headers (message), "Accept-Encoding");
  GSList *list = accepted != NULL ? soup_header_parse_quality_list (accepted, NULL) : NULL;
  gboolean takes = FALSE;

  for (GSList *l = list; l != NULL; l = l->next)
    takes = takes || g_ascii_strcasecmp (l->data, "gzip") == 0;
  soup_header_free_list (list);
  return takes;
}

static void
set_body (SoupServerMessage *message, const KinAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gboolean packed = g_bytes_get_size (answer->body) >= WORTH_PACKING && takes_gzip (message);
  g_autoptr (GBytes) body = packed ? kin_deflate (answer->body) : g_bytes_ref (answer->body);

  if (packed)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_message_headers_replace (headers, "Vary", "Accept-Encoding");
  soup_message_headers_set_content_type (headers, answer->content_type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static void
send (SoupServerMessage *message, const KinAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, answer->status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "private, no-store");
  /* Before 3.3 libsoup serves one request on a connection that it is given, and closes it without a word. */
  if (!soup_check_version (3, 3, 0))
    soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (answer->etag != NULL)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", answer->etag);

      soup_message_headers_replace (headers, "ETag", quoted);
    }
  if (answer->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%d", answer->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  if (answer->status == 401)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"kinkeeper\"");
  if (answer->body != NULL)
    set_body (message, answer);
}

static void
refuse (SoupServerMessage *message, const char *name, const char *detail)
{
  g_autoptr (KinProblem) problem = kin_problem_new (name, detail);
  g_autoptr (KinAnswer) answer = NULL;

  if (strcmp (name, "too-large") == 0)
    {
      problem->changes = KIN_WIRE_PUSH_CHANGES;
      problem->bytes = KIN_WIRE_PUSH_BYTES;
    }
  answer = kin_answer_new (problem->status, KIN_PROBLEM_TYPE, kin_problem_encode (problem));
  send (message, answer);
}

static char *
unquote (const char *tag)
{
  gsize length = tag != NULL ? strlen (tag) : 0;

  return length >= 2 && tag[0] == '"' && tag[length - 1] == '"' ? g_strndup (tag + 1, length - 2) : NULL;
}

static int
wait_preferred (SoupMessageHeaders *headers)
{
  const char *prefer = soup_message_headers_get_list (headers, "Prefer");
  GHashTable *wishes = prefer != NULL ? soup_header_parse_param_list (prefer) : NULL;
  const char *wait = wishes != NULL ? g_hash_table_lookup (wishes, "wait") : NULL;
  gint64 seconds = 0;

  if (wait != NULL)
    g_ascii_string_to_signed (wait, 10, 0, MOST_WAIT, &seconds, NULL);
  g_clear_pointer (&wishes, soup_header_free_param_list);
  return (int) seconds;
}

/* NULL: it has been refused. */
static KinRequest *
request_of (Exchange *exchange)
{
  SoupServerMessage *message = exchange->message;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (GBytes) body = exchange->body->len > 0 ? g_bytes_new_static (exchange->body->data, exchange->body->len) : NULL;
  g_autoptr (GError) error = NULL;
  KinRequest *request;

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "gzip") != 0 && g_ascii_strcasecmp (encoding, "identity") != 0)
    {
      refuse (message, "unsupported", "the only content encoding is gzip");
      return NULL;
    }
  if (body != NULL && encoding != NULL && g_ascii_strcasecmp (encoding, "gzip") == 0)
    {
      GBytes *plain = kin_inflate (body, KIN_WIRE_HARD_STOP, &error);

      if (plain == NULL)
        {
          refuse (message, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? "too-large" : "malformed", error->message);
          return NULL;
        }
      g_bytes_unref (body);
      body = plain;
    }
  request = kin_request_new (soup_server_message_get_method (message), g_uri_get_path (uri), g_uri_get_query (uri));
  if (authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0)
    request->bearer = g_strdup (authorization + 7);
  request->if_none_match = unquote (soup_message_headers_get_one (headers, "If-None-Match"));
  request->wait = wait_preferred (headers);
  request->body = body != NULL ? g_bytes_ref (body) : NULL;
  return request;
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
  send (exchange->message, answer);
  note (exchange->message, kin_endpoint_route (exchange->http->endpoint), answer, seconds);
  return TRUE;
}

static void
handle (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  KinHttp *http = data;
  Exchange *exchange = g_object_get_data (G_OBJECT (message), "exchange");
  g_autoptr (KinRequest) request = NULL;

  set_timer (exchange, http->write_seconds);
  if (exchange->too_large)
    {
      refuse (message, "too-large", "the body is too large");
      return;
    }
  request = request_of (exchange);
  g_byte_array_set_size (exchange->body, 0);
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
  return G_SOURCE_REMOVE;
}

static gboolean
begin_waking (gpointer data)
{
  KinHttp *http = data;

  http->woken = g_get_monotonic_time ();
  http->wake = g_idle_add_full (G_PRIORITY_DEFAULT, wake_some, http, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_moved (gpointer data)
{
  KinHttp *http = data;

  if (http->to_wake > 0) /* some of them have been asked already, and did not hear of this */
    http->to_wake = http->waiting.length;
  if (http->wake != 0 || http->waiting.length == 0)
    return;
  if (g_get_monotonic_time () - http->woken >= WAKE_AFTER * 1000)
    begin_waking (http);
  else
    http->wake = g_timeout_add (WAKE_AFTER, begin_waking, http);
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
  refuse (message, "too-large", "the body is too large");
}

static void
socket_gone (gpointer data)
{
  --*(guint *) data;
  g_rc_box_release (data);
}

static gboolean
take_connection (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  KinHttp *http = data;
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr (GSocketAddress) here = g_socket_connection_get_local_address (connection, NULL), there = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  if (*http->n_connections >= http->most_connections || here == NULL || there == NULL)
    return TRUE; /* which closes it */
  ++*http->n_connections;
  g_object_set_data_full (G_OBJECT (socket), "counted", g_rc_box_acquire (http->n_connections), socket_gone);
  g_object_set_data (G_OBJECT (there), "socket", socket); /* the way from a request to its socket */
  stream = http->certificate != NULL ? g_tls_server_connection_new (G_IO_STREAM (connection), http->certificate, NULL) : g_object_ref (G_IO_STREAM (connection));
  if (stream == NULL || !soup_server_accept_iostream (http->server, stream, here, there, &error))
    kin_journal_note ("warning", "connection", "what", error != NULL ? error->message : "no TLS", NULL);
  return TRUE;
}

static void
request_started (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  KinHttp *http = data;
  Exchange *exchange = g_new0 (Exchange, 1);
  GSocketAddress *there = soup_server_message_get_remote_address (message);
  GSocket *socket = there != NULL ? g_object_get_data (G_OBJECT (there), "socket") : NULL;

  exchange->http = http;
  exchange->message = message;
  exchange->socket = socket != NULL ? g_object_ref (socket) : NULL;
  exchange->body = g_byte_array_new ();
  exchange->link.data = exchange;
  g_object_set_data_full (G_OBJECT (message), "exchange", exchange, free_exchange);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers), exchange);
  g_signal_connect (message, "wrote-body", G_CALLBACK (wrote_body), exchange);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk), exchange);
  set_timer (exchange, http->header_seconds);
  if (socket != NULL)
    g_object_set_data (G_OBJECT (socket), "rest", NULL);
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
  return g_socket_listener_add_address (G_SOCKET_LISTENER (http->service), address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &http->address, error);
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
  http->n_connections = g_rc_box_new0 (guint);
  g_queue_init (&http->waiting);
  http->server = soup_server_new ("raw-paths", TRUE, NULL);
  http->service = g_socket_service_new ();
  g_set_object (&http->certificate, settings->certificate);
  g_signal_connect (http->service, "incoming", G_CALLBACK (take_connection), http);
  g_signal_connect (http->server, "request-started", G_CALLBACK (request_started), http);
  soup_server_add_early_handler (http->server, NULL, handle_early, http, NULL);
  soup_server_add_handler (http->server, NULL, handle, http, NULL);
  kin_endpoint_set_moved (endpoint, on_moved, http);
  http->idle = g_timeout_add (IDLE_EVERY, idle, http);
  if (listen_on (http, settings, error))
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
  g_socket_service_stop (http->service);
  g_socket_listener_close (G_SOCKET_LISTENER (http->service));
  g_clear_object (&http->service);
  soup_server_disconnect (http->server);
  g_clear_object (&http->server);
  g_clear_object (&http->certificate);
  g_clear_object (&http->address);
  while (*http->n_connections > 0 && g_main_context_iteration (NULL, FALSE))
    ;
  g_rc_box_release (http->n_connections);
  g_free (http);
}
