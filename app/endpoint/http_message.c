/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers and bodies, packed and not. */
#include "http_message.h"

#include <string.h>

#include "problem.h"
#include "wire.h"

#define MOST_WAIT 60
#define WORTH_PACKING 512

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
set_body (SoupServerMessage *message, const KinAnswer *answer, KinPacker *packer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gboolean packed = packer != NULL && g_bytes_get_size (answer->body) >= WORTH_PACKING && takes_gzip (message);
  g_autoptr (GBytes) body = packed ? kin_packer_pack (packer, answer->body) : g_bytes_ref (answer->body);

  if (packed)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_message_headers_replace (headers, "Vary", "Accept-Encoding");
  soup_message_headers_set_content_type (headers, answer->content_type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

void
kin_http_fill_in (SoupServerMessage *message, const KinAnswer *answer, KinPacker *packer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, answer->status, NULL);
  /* libsoup would answer it, and a thousand ranges of one page are a thousand copies of it. */
  soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
  soup_message_headers_replace (headers, "Cache-Control", "private, no-store");
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
    set_body (message, answer, packer);
}

void
kin_http_refuse (SoupServerMessage *message, const char *name, const char *detail)
{
  g_autoptr (KinProblem) problem = kin_problem_new (name, detail);
  g_autoptr (KinAnswer) answer = NULL;

  if (strcmp (name, "too-large") == 0)
    {
      problem->changes = KIN_WIRE_PUSH_CHANGES;
      problem->bytes = KIN_WIRE_PUSH_BYTES;
    }
  answer = kin_answer_new (problem->status, KIN_PROBLEM_TYPE, kin_problem_encode (problem));
  kin_http_fill_in (message, answer, NULL);
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

KinRequest *
kin_http_request (SoupServerMessage *message, GBytes *taken)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (GBytes) body = g_bytes_get_size (taken) > 0 ? g_bytes_ref (taken) : NULL;
  g_autoptr (GError) error = NULL;
  KinRequest *request;

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "gzip") != 0 && g_ascii_strcasecmp (encoding, "identity") != 0)
    {
      kin_http_refuse (message, "unsupported", "the only content encoding is gzip");
      return NULL;
    }
  if (body != NULL && encoding != NULL && g_ascii_strcasecmp (encoding, "gzip") == 0)
    {
      GBytes *plain = kin_inflate (body, KIN_WIRE_HARD_STOP, &error);

      if (plain == NULL)
        {
          kin_http_refuse (message, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? "too-large" : "malformed", error->message);
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
