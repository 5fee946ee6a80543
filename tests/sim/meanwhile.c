/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simple talker, for the meantime. */
#include "talk.h"

#include <string.h>

#include "problem.h"
#include "receive.h"
#include "wire.h"

struct _KinTalk
{
  KinStore *store;
  gint64    acked;
  gboolean  pushing;
  guint     turn;
  char     *generation;
};

KinTalk *
kin_talk_new (KinStore *store, GRand *rand)
{
  KinTalk *talk = g_new0 (KinTalk, 1);

  talk->store = store;
  talk->generation = kin_reader_fact (kin_store_reader (store), "generation");
  return talk;
}

void
kin_talk_free (KinTalk *talk)
{
  g_free (talk->generation);
  g_free (talk);
}

KinRequest *
kin_talk_next (KinTalk *talk, gint64 now, gint64 *wake)
{
  KinReader *reader = kin_store_reader (talk->store);
  KinRequest *request;
  g_autofree char *user = kin_reader_fact (reader, "sync-user");

  if (talk->turn++ % 2 == 0 && talk->generation != NULL)
    {
      KinPush push = { .generation = talk->generation, .schema = 1, .changes = kin_reader_outbox (reader, talk->acked, 1 + (talk->turn * 7) % 60) };

      kin_reader_device (reader, &push.device);
      for (guint i = 0; i < push.changes->len; i++)
        {
          KinWireChange *change = push.changes->pdata[i];

          g_free (change->by);
          change->by = g_strdup (user);
        }
      if (push.changes->len > 0)
        {
          request = kin_request_new ("POST", "/v1/demo/changes", NULL);
          request->body = kin_push_encode (&push);
          request->bearer = kin_reader_fact (reader, "sync-token");
          talk->pushing = TRUE;
          g_ptr_array_unref (push.changes);
          return request;
        }
      g_ptr_array_unref (push.changes);
    }
  {
    g_autofree char *cursor = kin_reader_fact (reader, "sync-cursor");
    g_autofree char *query = cursor != NULL ? g_strdup_printf ("limit=%u&after=%s", 1 + talk->turn % 30, cursor) : NULL;

    request = kin_request_new ("GET", "/v1/demo/changes", query);
    request->bearer = kin_reader_fact (reader, "sync-token");
    request->if_none_match = g_strdup (cursor);
    talk->pushing = FALSE;
  }
  return request;
}

gboolean
kin_talk_take (KinTalk *talk, const KinAnswer *answer, gint64 now, GError **error)
{
  g_autoptr (KinPage) page = NULL;

  if (answer == NULL || answer->status != 200)
    return TRUE;
  if (talk->pushing)
    {
      g_autoptr (KinReceipt) receipt = kin_receipt_parse (answer->body, error);

      if (receipt == NULL)
        return FALSE;
      talk->acked = MAX (talk->acked, receipt->acked);
      return TRUE;
    }
  page = kin_page_parse (answer->body, error);
  if (page == NULL || !kin_store_receive (talk->store, page->changes, error))
    return FALSE;
  if (talk->generation == NULL)
    {
      KinCursor cursor;

      if (page->next == NULL || !kin_cursor_parse (&cursor, page->next))
        return TRUE;
      talk->generation = g_strdup (cursor.generation);
      kin_store_set_fact (talk->store, "generation", cursor.generation, NULL);
    }
  return kin_store_set_fact (talk->store, "sync-cursor", page->next, error);
}
