/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From our own messages to libsoup's and back. */
#include "transport.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <unistd.h>

#include "wire.h"

#define SECONDS_TO_ANSWER 40 /* beside what a long poll waits */
#define WORTH_PACKING 1024
#define PACKING_LEVEL 1 /* three times smaller already; higher levels cost more than they save */

struct _KinTransport
{
  SoupSession *session;
  char        *address;
  char        *authorities; /* the file of their certificates; NULL: the system's count */
};

static gboolean
say (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return FALSE;
}

static gboolean
is_here (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* Personal data does not travel in plain text. */
static gboolean
check_address (GUri *uri, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri), *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return say (error, _("That is not an address. It looks like https://office.example.gov.uk/v1/example."));
  if (strcmp (scheme, "https") == 0 || (strcmp (scheme, "http") == 0 && is_here (host)))
    return TRUE;
  return say (error, _("The address has to begin with https://, so that nobody on the way can read what is sent."));
}

/* GIO reads certificates from a file, and not before the first handshake: this one stays as long as the transport. It holds nothing
 * secret. */
static gboolean
trust (KinTransport *transport, const char *authorities, GError **error)
{
  g_autoptr (GTlsDatabase) database = NULL;
  int file = g_file_open_tmp ("kinkeeper-XXXXXX.pem", &transport->authorities, error);

  if (file < 0)
    return FALSE;
  close (file);
  if (g_file_set_contents (transport->authorities, authorities, -1, error))
    database = g_tls_file_database_new (transport->authorities, error);
  if (database != NULL)
    soup_session_set_tls_database (transport->session, database);
  return database != NULL;
}

KinTransport *
kin_transport_new (const char *address, const char *authorities, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autoptr (KinTransport) transport = NULL;

  if (uri == NULL)
    return say (error, _("That is not an address. It looks like https://office.example.gov.uk/v1/example.")), NULL;
  if (!check_address (uri, error))
    return NULL;
  transport = g_new0 (KinTransport, 1);
  transport->address = g_strdup (address);
  if (g_str_has_suffix (transport->address, "/"))
    transport->address[strlen (transport->address) - 1] = '\0';
  transport->session = soup_session_new_with_options ("user-agent", "Kinkeeper/" KIN_VERSION, "timeout", SECONDS_TO_ANSWER, "idle-timeout", 90, "max-conns-per-host", 2, NULL);
  return authorities == NULL || trust (transport, authorities, error) ? g_steal_pointer (&transport) : NULL;
}

void
kin_transport_free (KinTransport *transport)
{
  if (transport == NULL)
    return;
  soup_session_abort (transport->session);
  g_object_unref (transport->session);
  if (transport->authorities != NULL)
    g_unlink (transport->authorities);
  g_free (transport->authorities);
  g_free (transport->address);
  g_free (transport);
}

static GBytes *
pack (GBytes *body)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, PACKING_LEVEL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  gsize size;
  const void *data = g_bytes_get_data (body, &size);

  if (!g_output_stream_write_all (stream, data, size, NULL, NULL, NULL) || !g_output_stream_close (stream, NULL, NULL))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static SoupMessage *
message_of (KinTransport *transport, const KinRequest *request)
{
  g_autofree char *uri = g_strconcat (transport->address, request->path, request->query != NULL ? "?" : NULL, request->query, NULL);
  SoupMessage *message = soup_message_new (request->method, uri);
  SoupMessageHeaders *headers = message != NULL ? soup_message_get_request_headers (message) : NULL;
  g_autofree char *bearer = request->bearer != NULL ? g_strconcat ("Bearer ", request->bearer, NULL) : NULL;
  g_autofree char *tag = request->if_none_match != NULL ? g_strdup_printf ("\"%s\"", request->if_none_match) : NULL;
  g_autofree char *wait = request->wait > 0 ? g_strdup_printf ("wait=%d", request->wait) : NULL;

  if (message == NULL)
    return NULL;
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (bearer != NULL)
    soup_message_headers_replace (headers, "Authorization", bearer);
  if (tag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", tag);
  if (wait != NULL)
    soup_message_headers_replace (headers, "Prefer", wait);
  if (request->body != NULL)
    {
      g_autoptr (GBytes) packed = g_bytes_get_size (request->body) >= WORTH_PACKING ? pack (request->body) : NULL;

      if (packed != NULL)
        soup_message_headers_replace (headers, "Content-Encoding", "gzip");
      soup_message_set_request_body_from_bytes (message, KIN_JSON_TYPE, packed != NULL ? packed : request->body);
    }
  return message;
}

/* To the end, and not further than anything of ours is long. */
static GBytes *
read_all (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[16 * 1024];
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, cancellable, error)) > 0)
    {
      g_byte_array_append (bytes, buffer, (guint) n);
      if (bytes->len > KIN_TRANSPORT_MOST)
        return say (error, "an answer that has no end"), NULL;
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

static KinAnswer *
answer_of (SoupMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  KinAnswer *answer = kin_answer_new (soup_message_get_status (message), soup_message_headers_get_content_type (headers, NULL), body);
  const char *tag = soup_message_headers_get_one (headers, "ETag"), *after = soup_message_headers_get_one (headers, "Retry-After");
  const char *date = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) time = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;
  gsize length = tag != NULL ? strlen (tag) : 0;

  if (length >= 2 && tag[0] == '"' && tag[length - 1] == '"')
    answer->etag = g_strndup (tag + 1, length - 2);
  answer->retry_after = after != NULL ? (int) CLAMP (g_ascii_strtoll (after, NULL, 10), 0, 24 * 60 * 60) : 0;
  answer->date = time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
  return answer;
}

KinAnswer *
kin_transport_send (KinTransport *transport, const KinRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoupMessage) message = message_of (transport, request);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) body = NULL;
  goffset length;

  if (message == NULL)
    return say (error, "the address cannot be asked"), NULL;
  soup_session_set_timeout (transport->session, (guint) (SECONDS_TO_ANSWER + request->wait));
  stream = soup_session_send (transport->session, message, cancellable, error);
  if (stream == NULL)
    return NULL;
  body = read_all (stream, cancellable, error);
  g_input_stream_close (stream, NULL, NULL);
  if (body == NULL)
    return NULL;
  length = soup_message_headers_get_content_length (soup_message_get_response_headers (message));
  if (length > 0 && soup_message_headers_get_one (soup_message_get_response_headers (message), "Content-Encoding") == NULL && (gsize) length != g_bytes_get_size (body))
    return say (error, "an answer that was cut short"), NULL;
  return answer_of (message, g_steal_pointer (&body));
}

gboolean
kin_transport_split (const char *typed, char **address, char **authority, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autofree char *whole = strstr (text, "://") != NULL ? g_strdup (text) : g_strconcat ("https://", text, NULL);
  g_autoptr (GUri) uri = g_uri_parse (whole, G_URI_FLAGS_NONE, NULL);
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";
  g_autofree char *name = NULL;

  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return say (error, _("That is not an address. It looks like https://office.example.gov.uk/v1/example."));
  if (!check_address (uri, error))
    return FALSE;
  name = g_strdup (g_str_has_prefix (path, "/v1/") ? path + 4 : *path == '/' ? path + 1 : path);
  if (g_str_has_suffix (name, "/"))
    name[strlen (name) - 1] = '\0';
  if (!kin_wire_is_name (name, 64))
    return say (error, _("The address ends with the authority's name, as in https://office.example.gov.uk/v1/example. Ask who keeps the endpoint."));
  *address = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri), "", NULL, NULL);
  *authority = g_steal_pointer (&name);
  return TRUE;
}
