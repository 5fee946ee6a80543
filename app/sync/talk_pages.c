/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in receipts and pages: each with what it means for the next request, in one transaction. */
#include "history.h"
#include "talk_private.h"

#define PERSIST_EVERY_MS (60 * 1000)

void
kin_talk_confirmed (KinTalk *talk, gint64 now)
{
  if (kin_reader_n_pending (talk->reader) > 0)
    return;
  if (now - talk->confirmed_until >= PERSIST_EVERY_MS)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, now);

      kin_store_set_fact (talk->store, "sync-confirmed-until", text, NULL);
    }
  talk->confirmed_until = now;
}

gboolean
kin_talk_take_receipt (KinTalk *talk, GBytes *body, gint64 now, GError **error)
{
  g_autoptr (KinReceipt) receipt = kin_receipt_parse (body, NULL);
  g_autofree char *generation = kin_talk_fact (talk, "sync-generation");
  g_autofree char *acked = NULL;

  if (receipt == NULL || g_strcmp0 (receipt->generation, generation) != 0)
    return FALSE;
  /* Not more than was sent: a receipt for more would be another's. */
  acked = g_strdup_printf ("%" G_GINT64_FORMAT, MIN (receipt->acked, talk->push_last));
  if (MIN (receipt->acked, talk->push_last) > kin_reader_acked (talk->reader) && !kin_store_set_fact (talk->store, "acked", acked, error))
    return FALSE;
  talk->push_most = MIN (KIN_WIRE_PUSH_CHANGES, talk->push_most * 2);
  talk->push_next = FALSE;
  talk->caught_up = FALSE; /* what was sent comes back with its number */
  kin_talk_answered (talk, now);
  kin_talk_confirmed (talk, now);
  return TRUE;
}

static gboolean
is_of_generation (KinTalk *talk, const char *text)
{
  g_autofree char *generation = kin_talk_fact (talk, "sync-generation");
  KinCursor cursor;

  return text != NULL && kin_cursor_parse (&cursor, text) && g_strcmp0 (cursor.generation, generation) == 0;
}

gboolean
kin_talk_take_page (KinTalk *talk, GBytes *body, gint64 now, GError **error)
{
  g_autoptr (KinPage) page = kin_page_parse (body, NULL);
  const char *facts[] = { "sync-cursor", NULL, NULL };
  KinIntake intake = { .facts = facts };
  gboolean probed = talk->probes;

  talk->probes = FALSE;
  if (page == NULL || !is_of_generation (talk, page->next))
    return FALSE;
  if (probed)
    return TRUE; /* it is the same after all */
  facts[1] = page->next;
  if (!kin_store_receive_as (talk->store, page->changes, &intake, error))
    return FALSE;
  talk->caught_up = !page->more;
  talk->history_next = TRUE;
  kin_talk_answered (talk, now);
  kin_talk_confirmed (talk, now);
  return TRUE;
}

gboolean
kin_talk_begin_snapshot (KinTalk *talk, GError **error)
{
  const char *const facts[] = { "sync-snapshot", "begin", "sync-history", "", NULL };

  talk->caught_up = FALSE;
  talk->progress = 0;
  return kin_store_set_facts (talk->store, facts, error);
}

gboolean
kin_talk_take_snapshot (KinTalk *talk, GBytes *body, gint64 now, GError **error)
{
  g_autoptr (KinPage) page = kin_page_parse (body, NULL);
  const char *more[] = { "sync-snapshot", NULL, NULL };
  const char *last[] = { "sync-snapshot", "", "sync-history", "begin", "sync-cursor", NULL, NULL };
  KinIntake intake = { NULL };

  if (page == NULL || page->next == NULL)
    return FALSE;
  talk->probes = !is_of_generation (talk, page->more ? page->at : page->next);
  if (talk->probes)
    return TRUE;
  more[1] = last[5] = page->next;
  intake.facts = page->more ? more : last;
  if (!kin_store_receive_as (talk->store, page->changes, &intake, error))
    return FALSE;
  talk->push_next = TRUE;
  talk->progress = !page->more ? -1 : page->total > 0 ? (double) page->done / (double) page->total : 0;
  kin_talk_answered (talk, now);
  return TRUE;
}

gboolean
kin_talk_take_history (KinTalk *talk, GBytes *body, gint64 now, GError **error)
{
  g_autoptr (KinPage) page = kin_page_parse (body, NULL);
  const char *facts[] = { "sync-history", NULL, NULL };
  KinIntake intake = { .facts = facts };

  if (page == NULL || (page->more && page->next == NULL))
    return FALSE;
  talk->probes = !is_of_generation (talk, page->at);
  if (talk->probes)
    return TRUE; /* what is past there is not what is past here */
  facts[1] = page->more ? page->next : "";
  if (!kin_store_receive_as (talk->store, page->changes, &intake, error))
    return FALSE;
  talk->history_next = FALSE; /* a colleague's change does not wait for what is long past */
  kin_talk_answered (talk, now);
  return TRUE;
}
