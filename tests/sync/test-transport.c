/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests over real sockets to a server that behaves, and to ones that do not. */
#include <libsoup/soup.h>
#include <string.h>

#include "transport.h"

typedef struct
{
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  SoupServer   *server;
  char         *address;
  GMutex        lock;
  GCond         ready;
  /* What it was asked last. */
  char         *path, *authorization, *tag, *prefer, *encoding;
  gsize         length;
} Server;

static void
handle (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Server *server = data;
  SoupMessageHeaders *in = soup_server_message_get_request_headers (message), *out = soup_server_message_get_response_headers (message);

  g_free (server->path);
  g_free (server->authorization);
  g_free (server->tag);
  g_free (server->prefer);
  g_free (server->encoding);
  server->path = g_strdup (path);
  server->authorization = g_strdup (soup_message_headers_get_one (in, "Authorization"));
  server->tag = g_strdup (soup_message_headers_get_one (in, "If-None-Match"));
  server->prefer = g_strdup (soup_message_headers_get_one (in, "Prefer"));
  server->encoding = g_strdup (soup_message_headers_get_one (in, "Content-Encoding"));
  server->length = soup_server_message_get_request_body (message)->length;
  if (g_str_has_suffix (path, "/portal"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "http://127.0.0.1:1/login");
  else if (g_str_has_suffix (path, "/busy"))
    {
      soup_message_headers_replace (out, "Retry-After", "7");
      soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
    }
  else
    {
      soup_message_headers_replace (out, "ETag", "\"g1.5.00000001\"");
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
    }
}

static gpointer
serve (gpointer data)
{
  Server *server = data;
  GSList *uris;

  g_main_context_push_thread_default (server->context);
  server->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server->server, NULL, handle, server, NULL);
  g_assert_true (soup_server_listen_local (server->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server->server);
  g_mutex_lock (&server->lock);
  server->address = g_uri_to_string (uris->data);
  g_cond_signal (&server->ready);
  g_mutex_unlock (&server->lock);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (server->loop);
  g_clear_object (&server->server);
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

static void
set_up (Server *server, gconstpointer data)
{
  g_mutex_init (&server->lock);
  g_cond_init (&server->ready);
  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  server->thread = g_thread_new ("server", serve, server);
  g_mutex_lock (&server->lock);
  while (server->address == NULL)
    g_cond_wait (&server->ready, &server->lock);
  g_mutex_unlock (&server->lock);
}

static void
tear_down (Server *server, gconstpointer data)
{
  g_main_loop_quit (server->loop);
  g_thread_join (server->thread);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_free (server->address);
  g_free (server->path);
  g_free (server->authorization);
  g_free (server->tag);
  g_free (server->prefer);
  g_free (server->encoding);
  g_mutex_clear (&server->lock);
  g_cond_clear (&server->ready);
}

static KinAnswer *
ask (Server *server, const char *path, const char *body)
{
  g_autoptr (KinTransport) transport = kin_transport_new (server->address, NULL, NULL);
  g_autoptr (KinRequest) request = kin_request_new (body != NULL ? "POST" : "GET", path, "after=g1.4.0");

  g_assert_nonnull (transport);
  request->bearer = g_strdup ("a-token");
  request->if_none_match = g_strdup ("g1.4.00000000");
  request->wait = 1;
  request->body = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  return kin_transport_send (transport, request, NULL, NULL);
}

static void
test_headers (Server *server, gconstpointer data)
{
  g_autoptr (KinAnswer) answer = ask (server, "/v1/example/changes", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer->content_type, ==, KIN_JSON_TYPE);
  g_assert_cmpstr (answer->etag, ==, "g1.5.00000001");
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 2);
  g_assert_cmpstr (server->path, ==, "/v1/example/changes");
  g_assert_cmpstr (server->authorization, ==, "Bearer a-token");
  g_assert_cmpstr (server->tag, ==, "\"g1.4.00000000\"");
  g_assert_cmpstr (server->prefer, ==, "wait=1");
}

static void
test_packed (Server *server, gconstpointer data)
{
  g_autofree char *body = g_strnfill (100000, 'x');
  g_autoptr (KinAnswer) answer = ask (server, "/v1/example/changes", body);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (server->encoding, ==, "gzip");
  g_assert_cmpuint (server->length, <, 5000);
}

static void
test_portal (Server *server, gconstpointer data)
{
  g_autoptr (KinAnswer) portal = ask (server, "/portal", NULL), busy = ask (server, "/busy", NULL);

  g_assert_cmpuint (portal->status, ==, 302); /* and nobody was asked at the other address, with our token */
  g_assert_cmpuint (busy->status, ==, 503);
  g_assert_cmpint (busy->retry_after, ==, 7);
}

/* A server that says a hundred bytes and sends ten, or nothing of HTTP at all. */
static gpointer
break_off (gpointer data)
{
  GSocketListener *listener = data;
  static const char *const words[] = { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"head\":12", "SSH-2.0-nonsense\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GSocketConnection) connection = g_socket_listener_accept (listener, NULL, NULL, NULL);
      char buffer[2048];

      g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL, NULL);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), words[i], strlen (words[i]), NULL, NULL, NULL);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    }
  return NULL;
}

static void
test_broken (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("http://localhost:%u", port);
  g_autoptr (KinTransport) transport = kin_transport_new (address, NULL, NULL);
  g_autoptr (KinRequest) request = kin_request_new ("GET", "/v1/example", NULL);
  GThread *thread = g_thread_new ("broken", break_off, listener);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kin_transport_send (transport, request, NULL, &error));
      g_assert_nonnull (error);
    }
  g_thread_join (thread);
}

static void
test_split (void)
{
  static const struct
  {
    const char *typed, *address, *authority;
  } good[] = { { "https://office.example.gov.uk/v1/example", "https://office.example.gov.uk", "example" },
               { " office.example.gov.uk:8443/example/ ", "https://office.example.gov.uk:8443", "example" },
               { "http://127.0.0.1:8470/v1/a-b_1", "http://127.0.0.1:8470", "a-b_1" },
               { "http://[::1]:8470/v1/a", "http://[::1]:8470", "a" } };
  static const char *const bad[] = { "", "office", "http://office.example.gov.uk/v1/example", "ftp://office/v1/a", "https://office.example.gov.uk/", "https://u:p@office/v1/a",
                                     "https://office/v1/A B", "https://office/v1/a?x=1", "http://127.0.0.1.evil.example/v1/a" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *address = NULL, *authority = NULL;

      g_assert_true (kin_transport_split (good[i].typed, &address, &authority, NULL));
      g_assert_cmpstr (address, ==, good[i].address);
      g_assert_cmpstr (authority, ==, good[i].authority);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *address = NULL, *authority = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (kin_transport_split (bad[i], &address, &authority, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/transport/says-all-and-hears-all", Server, NULL, set_up, test_headers, tear_down);
  g_test_add ("/transport/packs-what-is-long", Server, NULL, set_up, test_packed, tear_down);
  g_test_add ("/transport/follows-nobody", Server, NULL, set_up, test_portal, tear_down);
  g_test_add_func ("/transport/an-answer-cut-short-is-none", test_broken);
  g_test_add_func ("/transport/addresses", test_split);
  return g_test_run ();
}
