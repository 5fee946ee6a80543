/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making, copying and letting go of requests and answers. */
#include "message.h"

#include <string.h>

static GBytes *
copy_bytes (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

KinRequest *
kin_request_new (const char *method, const char *path, const char *query)
{
  KinRequest *request = g_new0 (KinRequest, 1);

  request->method = g_strdup (method);
  request->path = g_strdup (path);
  request->query = g_strdup (query);
  return request;
}

KinRequest *
kin_request_copy (const KinRequest *request)
{
  KinRequest *copy = kin_request_new (request->method, request->path, request->query);

  copy->bearer = g_strdup (request->bearer);
  copy->if_none_match = g_strdup (request->if_none_match);
  copy->wait = request->wait;
  copy->body = copy_bytes (request->body);
  return copy;
}

void
kin_request_free (KinRequest *request)
{
  if (request == NULL)
    return;
  g_free (request->method);
  g_free (request->path);
  g_free (request->query);
  g_free (request->bearer);
  g_free (request->if_none_match);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request);
}

char *
kin_request_parameter (const KinRequest *request, const char *name)
{
  g_auto (GStrv) pairs = g_strsplit (request->query != NULL ? request->query : "", "&", 33);
  gsize length = strlen (name);

  for (guint i = 0; pairs[i] != NULL && i < 32; i++)
    if (strncmp (pairs[i], name, length) == 0 && pairs[i][length] == '=')
      {
        g_autofree char *value = g_uri_unescape_string (pairs[i] + length + 1, NULL);

        return value != NULL && g_utf8_validate (value, -1, NULL) ? g_steal_pointer (&value) : g_strdup (KIN_REQUEST_UNREADABLE);
      }
  return NULL;
}

KinAnswer *
kin_answer_new (guint status, const char *content_type, GBytes *body)
{
  KinAnswer *answer = g_new0 (KinAnswer, 1);

  answer->status = status;
  answer->content_type = g_strdup (content_type);
  answer->body = body;
  return answer;
}

KinAnswer *
kin_answer_copy (const KinAnswer *answer)
{
  KinAnswer *copy = kin_answer_new (answer->status, answer->content_type, copy_bytes (answer->body));

  copy->etag = g_strdup (answer->etag);
  copy->retry_after = answer->retry_after;
  copy->date = answer->date;
  return copy;
}

void
kin_answer_free (KinAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free (answer->content_type);
  g_free (answer->etag);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_free (answer);
}
