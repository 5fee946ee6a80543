/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office on a real port: compression both ways, waiting for news, and everything a hostile or broken client can do to it. After
 * each of these it still answers. */
#include <string.h>

#include "http.h"
#include "inflate.h"
#include "office.h"

typedef struct
{
  Office   office;
  KinHttp *http;
  guint16  port;
} World;

static void
set_up (World *world, gconstpointer data)
{
  KinHttpSettings settings = { .address = "127.0.0.1:0", .header_seconds = 1, .body_seconds = 1, .write_seconds = 5, .most_connections = 50 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *text = NULL;

  office_set_up (&world->office, NULL);
  world->http = kin_http_new (world->office.endpoint, &settings, &error);
  g_assert_no_error (error);
  text = kin_http_uri (world->http);
  uri = g_uri_parse (text, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  world->port = (guint16) g_uri_get_port (uri);
}

static void
tear_down (World *world, gconstpointer data)
{
  kin_http_free (world->http);
  office_tear_down (&world->office, NULL);
}

/* A client that says these bytes, in pieces with pauses between, and reads to the end. */
typedef struct
{
  guint16  port;
  GBytes  *bytes;
  gsize    piece;    /* 0: all at once */
  guint    pause_ms;
  gboolean half_close; /* says that nothing more will come */
  gboolean leaves;     /* and does not read what comes ... */
  guint    stays_ms;   /* ... after so long */
  GBytes  *answer;   /* all of it */
  gboolean done;
  double   seconds;
} Client;

static void
read_all (GInputStream *in, Client *client)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 piece[65536];
  gssize got;

  while ((got = g_input_stream_read (in, piece, sizeof piece, NULL, NULL)) > 0)
    g_byte_array_append (all, piece, (guint) got);
  client->answer = g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static gpointer
run_client (gpointer data)
{
  Client *client = data;
  g_autoptr (GSocketClient) socket = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  gsize length, at = 0;
  const guint8 *bytes = g_bytes_get_data (client->bytes, &length);

  g_socket_client_set_timeout (socket, 20);
  connection = g_socket_client_connect_to_host (socket, "127.0.0.1", client->port, NULL, NULL);
  while (connection != NULL && at < length)
    {
      gsize n = client->piece > 0 ? MIN (client->piece, length - at) : length - at, written;

      if (!g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes + at, n, &written, NULL, NULL))
        break;
      at += n;
      g_usleep (client->pause_ms * 1000);
    }
  if (connection != NULL && client->half_close)
    g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  g_usleep (client->stays_ms * 1000);
  if (connection != NULL && !client->leaves)
    read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), client);
  g_atomic_int_set (&client->done, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

/* After pause_ms of running `meanwhile` is called once. Answer's status; 0: it was cut off without one. */
static guint
talk (Client *client, guint after_ms, void (*meanwhile) (gpointer), gpointer data)
{
  GThread *thread = g_thread_new ("client", run_client, client);
  gint64 from = g_get_monotonic_time ();
  guint status = 0;
  gsize length;
  const char *text;

  while (!g_atomic_int_get (&client->done))
    {
      g_main_context_iteration (NULL, FALSE);
      if (meanwhile != NULL && g_get_monotonic_time () - from > after_ms * 1000)
        {
          meanwhile (data);
          meanwhile = NULL;
        }
      g_usleep (200);
    }
  client->seconds = (double) (g_get_monotonic_time () - from) / 1e6;
  g_thread_join (thread);
  text = client->answer != NULL ? g_bytes_get_data (client->answer, &length) : NULL;
  if (text != NULL && length > 12 && strncmp (text, "HTTP/1.", 7) == 0)
    status = (guint) g_ascii_strtoull (text + 9, NULL, 10);
  return status;
}

static guint
say (World *world, const char *head, const void *body, gsize length)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Client client = { .port = world->port, .half_close = TRUE };
  guint status;

  g_byte_array_append (bytes, (const guint8 *) head, (guint) strlen (head));
  if (length > 0)
    g_byte_array_append (bytes, body, (guint) length);
  client.bytes = g_bytes_new (bytes->data, bytes->len);
  status = talk (&client, 0, NULL, NULL);
  g_bytes_unref (client.bytes);
  g_clear_pointer (&client.answer, g_bytes_unref);
  return status;
}

static void
assert_alive (World *world)
{
  g_assert_cmpuint (say (world, "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", NULL, 0), ==, 200);
}

static char *
head_of (World *world, const char *method, const char *path, const Laptop *laptop, const char *more)
{
  return g_strdup_printf ("%s /v1/%s%s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer %s\r\n%s\r\n", method, world->office.name, path, laptop->token, more);
}

/* The body of an answer, unpacked; NULL when it is not packed. */
static GBytes *
unpacked (GBytes *answer)
{
  gsize length;
  const char *text = g_bytes_get_data (answer, &length);
  const char *body = g_strstr_len (text, (gssize) length, "\r\n\r\n") + 4;
  g_autofree char *head = g_strndup (text, (gsize) (body - text));
  g_autoptr (GBytes) packed = g_bytes_new (body, length - (gsize) (body - text));

  return strstr (head, "Content-Encoding: gzip") != NULL ? kin_inflate (packed, 100000000, NULL) : NULL;
}

static void
test_both_ways (World *world, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (&world->office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  g_autofree char *generation = generation_of (&world->office), *head = NULL, *length = NULL;
  KinPush push = { generation, laptop.id, KIN_WIRE_SCHEMA, changes };
  g_autoptr (GBytes) body = NULL, packed = NULL, plain = NULL;
  g_autoptr (KinPage) page = NULL;
  Client client = { .port = world->port };

  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (changes, laptop_change (&laptop, &world->office, NULL, NULL, NULL));
  body = kin_push_encode (&push);
  packed = kin_deflate (body);
  length = g_strdup_printf ("Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n", g_bytes_get_size (packed));
  head = head_of (world, "POST", "/changes", &laptop, length);
  g_assert_cmpuint (say (world, head, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed)), ==, 200);
  g_free (head);
  head = head_of (world, "GET", "/changes", &laptop, "Accept-Encoding: gzip, deflate\r\n");
  client.bytes = g_bytes_new_static (head, strlen (head));
  g_assert_cmpuint (talk (&client, 0, NULL, NULL), ==, 200);
  plain = unpacked (client.answer);
  g_assert_nonnull (plain);
  page = kin_page_parse (plain, NULL);
  g_assert_cmpuint (page->changes->len, ==, 100);
  g_free (head);
  head = head_of (world, "GET", "/changes", &laptop, "Range: bytes=0-,0-,0-,0-,0-\r\n");
  g_assert_cmpuint (say (world, head, NULL, 0), ==, 200); /* and no 206 of five copies */
  g_bytes_unref (client.bytes);
  g_bytes_unref (client.answer);
}

typedef struct
{
  World  *world;
  Laptop *laptop;
} Colleague;

static void
save (gpointer data)
{
  Colleague *colleague = data;

  office_push_one (&colleague->world->office, colleague->laptop, laptop_change (colleague->laptop, &colleague->world->office, NULL, NULL, NULL));
}

static char *
waiting_head (World *world, const Laptop *laptop, guint seconds)
{
  g_autoptr (KinAnswer) now = office_ask (&world->office, laptop, "GET", "/changes", NULL, NULL);
  g_autofree char *path = g_strdup_printf ("/changes?after=%s", now->etag);
  g_autofree char *more = g_strdup_printf ("If-None-Match: \"%s\"\r\nPrefer: wait=%u\r\n", now->etag, seconds);

  return head_of (world, "GET", path, laptop, more);
}

/* A colleague's change is there within a second of its saving; and where there is none, the wait ends. */
static void
test_waiting (World *world, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (&world->office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_auto (Laptop) other = office_laptop (&world->office, "A colleague", KIN_ROLE_EDITOR, 1);
  g_autofree char *patient = waiting_head (world, &laptop, 20), *hasty = NULL;
  Client client = { .port = world->port, .bytes = g_bytes_new (patient, strlen (patient)) };
  Client second = { .port = world->port };

  g_assert_cmpuint (talk (&client, 300, save, &(Colleague){ world, &other }), ==, 200);
  g_assert_cmpfloat (client.seconds, >=, 0.3);
  g_assert_cmpfloat (client.seconds, <, 1.3);
  hasty = waiting_head (world, &laptop, 1);
  second.bytes = g_bytes_new (hasty, strlen (hasty));
  g_assert_cmpuint (talk (&second, 0, NULL, NULL), ==, 304);
  g_assert_cmpfloat (second.seconds, >=, 0.9);
  g_bytes_unref (client.bytes);
  g_bytes_unref (second.bytes);
  g_bytes_unref (client.answer);
  g_bytes_unref (second.answer);
}

static void
run_for (guint ms)
{
  for (gint64 until = g_get_monotonic_time () + ms * 1000; g_get_monotonic_time () < until; g_usleep (500))
    g_main_context_iteration (NULL, FALSE);
}

/* Many who wait and go, some before the news and some when it is on its way; and one who waits when the service ends. */
static void
test_leaving (World *world, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (&world->office, "Somebody", KIN_ROLE_EDITOR, 1);
  KinHttpSettings settings = { .address = "127.0.0.1:0" };
  g_autofree char *last = NULL;
  Client staying = { .port = world->port };
  GThread *thread;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *head = waiting_head (world, &laptop, 20);
      Client client = { .port = world->port, .bytes = g_bytes_new (head, strlen (head)), .leaves = TRUE };

      talk (&client, 0, NULL, NULL);
      if (i % 3 == 0)
        office_push_one (&world->office, &laptop, laptop_change (&laptop, &world->office, NULL, NULL, NULL));
      if (i % 5 == 0)
        run_for (50);
      g_bytes_unref (client.bytes);
    }
  run_for (100);
  assert_alive (world);
  last = waiting_head (world, &laptop, 20);
  staying.bytes = g_bytes_new (last, strlen (last));
  thread = g_thread_new ("client", run_client, &staying);
  run_for (300);
  kin_http_free (world->http);
  g_thread_join (thread);
  g_bytes_unref (staying.bytes);
  g_clear_pointer (&staying.answer, g_bytes_unref);
  world->http = kin_http_new (world->office.endpoint, &settings, NULL);
  g_assert_nonnull (world->http);
}

static void
test_too_large (World *world, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (&world->office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_autofree char *said = head_of (world, "POST", "/changes", &laptop, "Content-Type: application/json\r\nContent-Length: 99999999999\r\n");
  g_autofree char *chunked = head_of (world, "POST", "/changes", &laptop, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
  g_autofree guint8 *zeros = g_malloc0 (200000000);
  g_autoptr (GBytes) plain = g_bytes_new_static (zeros, 200000000), bomb = kin_deflate (plain);
  g_autofree char *length = g_strdup_printf ("Content-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n", g_bytes_get_size (bomb));
  g_autofree char *packed = head_of (world, "POST", "/changes", &laptop, length);
  g_autoptr (GString) chunks = g_string_new (NULL);
  guint status;

  status = say (world, said, NULL, 0);
  g_assert_true (status == 413 || status == 0); /* told, or cut off */
  assert_alive (world);
  for (guint i = 0; i < 80; i++) /* 8 MB in chunks, which nobody has announced */
    {
      g_string_append (chunks, "186a0\r\n");
      for (guint k = 0; k < 1000; k++)
        g_string_append (chunks, "                                                                                                    ");
      g_string_append (chunks, "\r\n");
    }
  g_string_append (chunks, "0\r\n\r\n");
  status = say (world, chunked, chunks->str, chunks->len);
  g_assert_true (status == 413 || status == 0);
  assert_alive (world);
  g_assert_cmpuint (say (world, packed, g_bytes_get_data (bomb, NULL), g_bytes_get_size (bomb)), ==, 413);
  assert_alive (world);
}

static void
test_mis_encoded (World *world, gconstpointer data)
{
  static const guint8 half[] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b };
  g_auto (Laptop) laptop = office_laptop (&world->office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_autofree char *gzip = head_of (world, "POST", "/changes", &laptop, "Content-Encoding: gzip\r\nContent-Length: 11\r\n");
  g_autofree char *brotli = head_of (world, "POST", "/changes", &laptop, "Content-Encoding: br\r\nContent-Length: 11\r\n");
  g_autofree char *plain = head_of (world, "POST", "/changes", &laptop, "Content-Length: 11\r\n");

  g_assert_cmpuint (say (world, gzip, half, sizeof half), ==, 400);
  g_assert_cmpuint (say (world, gzip, "hello world", 11), ==, 400);
  g_assert_cmpuint (say (world, brotli, "hello world", 11), ==, 415);
  g_assert_cmpuint (say (world, plain, half, sizeof half), ==, 400);
  assert_alive (world);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Nothing stays open of a client that has gone, whenever it goes. */
static void
test_no_growth (World *world, gconstpointer data)
{
  static const char *const beginnings[] = {
    "", "GET /hea", "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "POST /v1/a/changes HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\naaa", "POST /v1/a/changes HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /readyz HTTP/1.1\r\nHost: a\r\n\r\n"
  };
  guint before = count_descriptors ();

  for (guint i = 0; i < 20 * G_N_ELEMENTS (beginnings); i++)
    {
      const char *text = beginnings[i % G_N_ELEMENTS (beginnings)];
      Client client = { .port = world->port, .bytes = g_bytes_new_static (text, strlen (text)), .leaves = TRUE, .stays_ms = i % 2 * 20 };

      talk (&client, 0, NULL, NULL);
      g_bytes_unref (client.bytes);
    }
  run_for (2500); /* the limits of time are one second here */
  g_assert_cmpuint (count_descriptors (), <=, before + 2);
  assert_alive (world);
}

typedef struct
{
  guint16  port;
  guint    n_answered, n_together; /* one after the other; said in one breath */
  gboolean closed, served;
  gboolean done;
} Regular;

#define HEALTH "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"

static GSocketConnection *
call (guint16 port)
{
  g_autoptr (GSocketClient) socket = g_socket_client_new ();

  g_socket_client_set_timeout (socket, 10);
  return g_socket_client_connect_to_host (socket, "127.0.0.1", port, NULL, NULL);
}

/* One answer, which ends in "ok\n". FALSE: the other end has closed. */
static gboolean
ask_health (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GString *said = g_string_new (NULL);
  gboolean whole = g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), HEALTH, strlen (HEALTH), NULL, NULL, NULL);
  char piece[512];
  gssize n = 1;

  while (whole && n > 0 && !g_str_has_suffix (said->str, "\r\n\r\nok\n"))
    if ((n = g_input_stream_read (in, piece, sizeof piece, NULL, NULL)) > 0)
      g_string_append_len (said, piece, n);
  whole = whole && g_str_has_suffix (said->str, "\r\n\r\nok\n");
  g_string_free (said, TRUE);
  return whole;
}

static void
ask_together (Regular *regular)
{
  g_autoptr (GSocketConnection) connection = call (regular->port);
  Client client = { 0 };
  g_auto (GStrv) answers = NULL;
  g_autofree char *text = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), HEALTH HEALTH, 2 * strlen (HEALTH), NULL, NULL, NULL);
  read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &client); /* to the end: it is closed, or rests too long */
  text = g_strndup (g_bytes_get_data (client.answer, NULL), g_bytes_get_size (client.answer));
  answers = g_strsplit (text, "HTTP/1.1 200", -1);
  regular->n_together = g_strv_length (answers) - 1;
  g_bytes_unref (client.answer);
}

static gpointer
run_regular (gpointer data)
{
  Regular *regular = data;
  g_autoptr (GSocketConnection) first = call (regular->port);
  g_autoptr (GPtrArray) crowd = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 100; i++)
    regular->n_answered += ask_health (first);
  ask_together (regular);
  /* More than there may be: whoever has rested longest goes, and the last is served. */
  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (crowd, call (regular->port));
  regular->served = ask_health (crowd->pdata[59]);
  regular->closed = !ask_health (crowd->pdata[0]);
  g_atomic_int_set (&regular->done, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

/* A connection is kept for the next request; but not for two that are said in one breath, and not for ever. */
static void
test_keep_alive (World *world, gconstpointer data)
{
  guint before = count_descriptors ();
  Regular regular = { .port = world->port };
  GThread *thread = g_thread_new ("regular", run_regular, &regular);

  while (!g_atomic_int_get (&regular.done))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  g_assert_cmpuint (regular.n_answered, ==, 100);
  g_assert_cmpuint (regular.n_together, >=, 1);
  g_assert_true (regular.served);
  g_assert_true (regular.closed);
  run_for (2500);
  g_assert_cmpuint (count_descriptors (), <=, before + 2);
  assert_alive (world);
}

/* What does not come is not waited for. */
static void
test_slow (World *world, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (&world->office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_autofree char *head = head_of (world, "POST", "/changes", &laptop, "Content-Length: 100000\r\n");
  const char *trickle = "GET /healthz HTTP/1.1\r\nHost: a\r\nX-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  Client slow = { .port = world->port, .bytes = g_bytes_new_static (trickle, strlen (trickle)), .piece = 1, .pause_ms = 100 };
  Client body = { .port = world->port, .bytes = g_bytes_new (head, strlen (head)) };
  Client silent = { .port = world->port, .bytes = g_bytes_new_static ("", 0) };

  g_assert_cmpuint (talk (&slow, 0, NULL, NULL), ==, 0);
  g_assert_cmpfloat (slow.seconds, <, 10);
  g_assert_cmpuint (talk (&body, 0, NULL, NULL), ==, 0);
  g_assert_cmpfloat (body.seconds, <, 6);
  g_assert_cmpuint (talk (&silent, 0, NULL, NULL), ==, 0);
  g_assert_cmpfloat (silent.seconds, <, 6);
  for (Client **each = (Client *[]){ &slow, &body, &silent, NULL }; *each != NULL; each++)
    {
      g_bytes_unref ((*each)->bytes);
      g_clear_pointer (&(*each)->answer, g_bytes_unref);
    }
  assert_alive (world);
}

static void
test_garbage (World *world, gconstpointer data)
{
  static const char *const garbage[] = {
    "\r\n\r\n", "GET\r\n\r\n", "GET /healthz\r\n\r\n", "GET /healthz HTTP/9.9\r\n\r\n", "POST /healthz HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "GET http://[::1 HTTP/1.1\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "GET /%00%ff HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET /v1/%2e%2e/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /v1/a/changes HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  };
  g_autofree char *wide = g_strnfill (2000000, 'a');
  g_autofree char *header = g_strdup_printf ("GET /healthz HTTP/1.1\r\nHost: a\r\nX-A: %s\r\n\r\n", wide);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_assert_cmpuint (say (world, garbage[i], NULL, 0), !=, 200);
      assert_alive (world);
    }
  say (world, header, NULL, 0); /* whatever it says */
  assert_alive (world);
  for (guint i = 0; i < 8; i++)
    {
      guint8 noise[200];

      for (guint k = 0; k < sizeof noise; k++)
        noise[k] = (guint8) g_rand_int (rand);
      say (world, "", noise, sizeof noise);
    }
  assert_alive (world);
}

static void
test_only_loopback (World *world, gconstpointer data)
{
  for (const char *const *address = (const char *const[]){ "0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.org:0", "", NULL }; *address != NULL; address++)
    {
      KinHttpSettings settings = { .address = *address };
      g_autoptr (GError) error = NULL;

      g_assert_null (kin_http_new (world->office.endpoint, &settings, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/http/" path, World, NULL, set_up, function, tear_down)
  ADD ("both-ways", test_both_ways);
  ADD ("waiting", test_waiting);
  ADD ("leaving", test_leaving);
  ADD ("too-large", test_too_large);
  ADD ("mis-encoded", test_mis_encoded);
  ADD ("no-growth", test_no_growth);
  ADD ("keep-alive", test_keep_alive);
  ADD ("slow", test_slow);
  ADD ("garbage", test_garbage);
  ADD ("only-loopback", test_only_loopback);
  return g_test_run ();
}
