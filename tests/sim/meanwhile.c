/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simple talker, for the meantime. */
#include "talk.h"

#include <string.h>

#include "hello.h"
#include "identity.h"
#include "problem.h"
#include "receive.h"
#include "wire.h"

struct _KinTalk
{
  KinStore *store;
  gint64    acked, first_pushed;
  gboolean  pushing, renaming;
  guint     quiet;
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
  g_autofree char *of = kin_reader_fact (reader, "token-device");
  char text[KIN_ID_TEXT];
  KinId device;

  kin_reader_device (reader, &device);
  kin_id_to_text (&device, text);
  talk->renaming = of != NULL && strcmp (of, text) != 0;
  talk->pushing = FALSE;
  if (talk->renaming)
    {
      KinEnrolment enrolment = { NULL, device, (char *) "x" };

      talk->acked = 0;
      request = kin_request_new ("POST", "/v1/demo/devices", NULL);
      request->body = kin_enrolment_encode (&enrolment);
      request->bearer = kin_reader_fact (reader, "token-first");
      return request;
    }
  talk->acked = MAX (talk->acked, kin_reader_acked (reader));
  if (talk->turn++ % 2 == 0 && talk->generation != NULL)
    {
      KinPush push = { .generation = talk->generation, .schema = 1, .changes = kin_reader_outbox (reader, talk->acked, 1 + (talk->turn * 7) % 60) };

      push.device = device;
      if (push.changes->len > 0)
        {
          request = kin_request_new ("POST", "/v1/demo/changes", NULL);
          request->body = kin_push_encode (&push);
          request->bearer = kin_reader_fact (reader, "sync-token");
          talk->pushing = TRUE;
          talk->first_pushed = ((KinWireChange *) push.changes->pdata[0])->n;
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

static gboolean
take_problem (KinTalk *talk, const KinAnswer *answer, GError **error)
{
  g_autoptr (KinProblem) problem = answer->body != NULL ? kin_problem_parse (answer->body) : NULL;
  const char *facts[] = { "generation", "", "sync-cursor", "", NULL };

  if (problem == NULL)
    return TRUE;
  if (strcmp (problem->name, "device-forked") == 0 || (strcmp (problem->name, "sequence-gap") == 0 && problem->expected < talk->first_pushed))
    {
      talk->acked = 0;
      return kin_store_fork (talk->store, error);
    }
  if (strcmp (problem->name, "generation-changed") == 0)
    {
      talk->acked = 0;
      g_clear_pointer (&talk->generation, g_free);
      return kin_store_cut_back (talk->store, problem->at, facts, error);
    }
  if (strcmp (problem->name, "not-signed-in") == 0)
    return kin_store_fork (talk->store, error) && kin_store_set_fact (talk->store, "token-device", "-", error);
  if (strcmp (problem->name, "sequence-gap") == 0 || strcmp (problem->name, "cursor-purged") == 0)
    g_set_error (error, KIN_WIRE_ERROR, 0, "unexpected: %s", problem->name);
  return FALSE;
}

gboolean
kin_talk_take (KinTalk *talk, const KinAnswer *answer, gint64 now, GError **error)
{
  g_autoptr (KinPage) page = NULL;
  const char *facts[] = { "sync-cursor", NULL, "generation", NULL, NULL };
  KinIntake intake = { facts, 0 };
  KinCursor cursor;

  if (answer != NULL && answer->status >= 400)
    return take_problem (talk, answer, error);
  if (answer == NULL || answer->status != 200)
    return TRUE;
  if (talk->renaming)
    {
      g_autoptr (KinWelcome) welcome = kin_welcome_parse (answer->body, error);
      char text[KIN_ID_TEXT];

      if (welcome == NULL)
        return FALSE;
      kin_id_to_text (&welcome->device, text);
      return kin_store_set_fact (talk->store, "sync-token", welcome->token, error) && kin_store_set_fact (talk->store, "token-device", text, error);
    }
  if (talk->pushing)
    {
      g_autoptr (KinReceipt) receipt = kin_receipt_parse (answer->body, error);

      if (receipt == NULL)
        return FALSE;
      talk->acked = MAX (talk->acked, receipt->acked);
      return TRUE;
    }
  page = kin_page_parse (answer->body, error);
  if (page == NULL || page->next == NULL || !kin_cursor_parse (&cursor, page->next))
    return FALSE;
  facts[1] = page->next;
  facts[3] = cursor.generation;
  if (!kin_store_receive_as (talk->store, page->changes, &intake, error))
    return FALSE;
  g_free (talk->generation);
  talk->generation = g_strdup (cursor.generation);
  talk->quiet = page->changes->len > 0 ? 0 : talk->quiet + 1;
  if (talk->quiet > 5 && kin_reader_n_aside (kin_store_reader (talk->store)) > 0)
    {
      talk->quiet = 0;
      return kin_store_resupply (talk->store, error);
    }
  return TRUE;
}
