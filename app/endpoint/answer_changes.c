/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers about changes: pushed, pulled, for a new laptop, of one record, and whether all is equal. */
#include <string.h>

#include "append.h"
#include "digest.h"
#include "endpoint_private.h"
#include "log_pages.h"

KinAnswer *
kin_answer_push (KinAsked *asked)
{
  GError *error = NULL;
  g_autoptr (KinPush) push = NULL;
  g_autoptr (KinReceipt) receipt = NULL;
  KinProblem *problem = NULL;
  gint64 new_ones;

  if (asked->request->body == NULL)
    return kin_asked_refuse (asked, "malformed", "there is no body");
  if (g_bytes_get_size (asked->request->body) > KIN_WIRE_HARD_STOP)
    return kin_asked_malformed (asked, g_error_new_literal (KIN_WIRE_ERROR, KIN_WIRE_ERROR_TOO_LARGE, "the body is too large"));
  push = kin_push_parse (asked->request->body, &error);
  if (push == NULL)
    return kin_asked_malformed (asked, error);
  if (!kin_id_equal (&push->device, &asked->device.id))
    return kin_asked_refuse (asked, "not-allowed", "the token is another device's");
  if (push->schema < KIN_WIRE_SCHEMA_LEAST)
    return kin_asked_refuse (asked, "schema-unsupported", "update this laptop's program");
  receipt = kin_append (asked->log, &asked->device, push, asked->now, &problem, &error);
  if (problem != NULL)
    return kin_asked_problem (asked, problem);
  if (receipt == NULL)
    return kin_asked_broken (asked, error);
  new_ones = receipt->first_seq != 0 ? receipt->head - receipt->first_seq + 1 : 0;
  if (new_ones > 0)
    kin_asked_moved (asked);
  kin_metrics_add (asked->endpoint->metrics, "kinkeeper_changes_received_total", (guint64) new_ones);
  kin_metrics_add (asked->endpoint->metrics, "kinkeeper_changes_again_total", push->changes->len - (guint64) new_ones);
  return kin_asked_good (asked, kin_receipt_encode (receipt));
}

static KinAnswer *
refuse_generation (KinAsked *asked, const char *generation)
{
  KinProblem *problem = kin_problem_new ("generation-changed", NULL);

  problem->parent = g_strdup (generation);
  problem->at = kin_authority_parting (asked->log, generation);
  return kin_asked_problem (asked, problem);
}

/* Is the cursor of this log? An office that was set back without a new generation is not what it was. */
static KinAnswer *
check_cursor (KinAsked *asked, const KinAuthority *authority, const KinCursor *cursor)
{
  g_autoptr (KinAsk) ask = NULL;
  KinId id;

  if (strcmp (cursor->generation, authority->generation) != 0)
    return refuse_generation (asked, cursor->generation);
  if (cursor->seq == 0)
    return NULL;
  ask = kin_log_ask (asked->log, "SELECT id FROM change WHERE seq = ?1");
  kin_ask_int (ask, 1, cursor->seq);
  if (cursor->seq <= authority->head && kin_ask_next (ask) && kin_ask_get_id (ask, 0, &id) && kin_cursor_check (&id) == cursor->check)
    return NULL;
  return kin_asked_refuse (asked, "cursor-purged", "the log has nothing of that name");
}

/* The device says by which mask it lives: where that is not what it is granted it has to put its house in order first. */
static KinAnswer *
check_grant (KinAsked *asked)
{
  gint64 scopes;
  KinProblem *problem;

  if (!kin_asked_number (asked, "scopes", 0, G_MAXINT, asked->device.account.scopes, &scopes))
    return kin_asked_refuse (asked, "malformed", "scopes is not a mask");
  if (scopes == asked->device.account.scopes)
    return NULL;
  problem = kin_problem_new ("grant-changed", NULL);
  problem->scopes = asked->device.account.scopes;
  return kin_asked_problem (asked, problem);
}

KinAnswer *
kin_answer_pull (KinAsked *asked)
{
  g_autofree char *after = kin_request_parameter (asked->request, "after");
  g_autofree char *next = NULL;
  g_auto (KinAuthority) authority = { 0 };
  KinCursor cursor = { .seq = 0 };
  KinAnswer *answer;
  GBytes *body;
  gint64 limit;

  if (!kin_authority_read (asked->log, &authority))
    return kin_asked_broken (asked, NULL);
  g_strlcpy (cursor.generation, authority.generation, sizeof cursor.generation);
  if (after != NULL && !kin_cursor_parse (&cursor, after))
    return kin_asked_refuse (asked, "malformed", "after is not a cursor");
  if (!kin_asked_number (asked, "limit", 1, KIN_WIRE_PAGE_MOST, KIN_WIRE_PAGE, &limit))
    return kin_asked_refuse (asked, "malformed", "limit is out of its range");
  answer = check_cursor (asked, &authority, &cursor);
  if (answer == NULL)
    answer = check_grant (asked);
  if (answer != NULL)
    return answer;
  kin_asked_note_got (asked, cursor.seq);
  if (cursor.seq == authority.head && after != NULL && g_strcmp0 (asked->request->if_none_match, after) == 0)
    {
      answer = kin_answer_new (304, NULL, NULL);
      answer->etag = g_strdup (after);
      answer->date = asked->now;
      *asked->wait = asked->request->wait > 0;
      return answer;
    }
  body = kin_kept_page (asked->office->kept, asked->log, &authority, cursor.seq, (guint) limit, asked->device.account.scopes, &next);
  kin_metrics_add (asked->endpoint->metrics, "kinkeeper_pages_total", 1);
  answer = kin_asked_good (asked, body);
  if (answer->status != 200)
    {
      kin_kept_drop (asked->office->kept);
      return answer;
    }
  answer->etag = g_strdup (next);
  return answer;
}

static KinAnswer *
answer_pages (KinAsked *asked, GBytes *(*pages) (KinLog *, const KinAuthority *, const char *, guint, int))
{
  g_autofree char *cursor = kin_request_parameter (asked->request, "cursor");
  g_auto (KinAuthority) authority = { 0 };
  GBytes *body;
  gint64 limit;

  if (!kin_authority_read (asked->log, &authority))
    return kin_asked_broken (asked, NULL);
  if (!kin_asked_number (asked, "limit", 1, KIN_WIRE_PAGE_MOST, KIN_WIRE_PAGE, &limit))
    return kin_asked_refuse (asked, "malformed", "limit is out of its range");
  body = pages (asked->log, &authority, cursor, (guint) limit, asked->device.account.scopes);
  if (body == NULL)
    return kin_asked_refuse (asked, "cursor-purged", "the cursor is not of this log: begin again");
  kin_asked_note_got (asked, authority.head);
  kin_metrics_add (asked->endpoint->metrics, "kinkeeper_pages_total", 1);
  return kin_asked_good (asked, body);
}

KinAnswer *
kin_answer_snapshot (KinAsked *asked)
{
  return answer_pages (asked, kin_pages_snapshot);
}

KinAnswer *
kin_answer_superseded (KinAsked *asked)
{
  return answer_pages (asked, kin_pages_superseded);
}

KinAnswer *
kin_answer_history (KinAsked *asked)
{
  g_auto (KinAuthority) authority = { 0 };
  KinId record;
  gint64 after, limit;

  if (!kin_id_parse (&record, asked->parts[2]))
    return kin_asked_refuse (asked, "not-found", "that is not an id");
  if (!kin_asked_number (asked, "after", 0, KIN_SCAN_MOST, 0, &after) || !kin_asked_number (asked, "limit", 1, KIN_WIRE_PAGE_MOST, KIN_WIRE_PAGE, &limit))
    return kin_asked_refuse (asked, "malformed", "after or limit is out of its range");
  if (!kin_authority_read (asked->log, &authority))
    return kin_asked_broken (asked, NULL);
  return kin_asked_good (asked, kin_pages_history (asked->log, &authority, &record, after, (guint) limit, asked->device.account.scopes));
}

KinAnswer *
kin_answer_digest (KinAsked *asked)
{
  g_autoptr (KinDigest) digest = NULL;
  GError *error = NULL;
  gboolean more;

  if (!kin_digest_advance (asked->log, KIN_WIRE_PAGE_MOST, &more, &error))
    return kin_asked_broken (asked, error);
  if (more)
    return kin_asked_refuse (asked, "unavailable", "the digest is still being counted");
  digest = kin_digest_read (asked->log);
  for (guint i = digest->scopes->len; i > 0; i--)
    if ((asked->device.account.scopes & 1 << g_array_index (digest->scopes, KinDigestScope, i - 1).scope) == 0)
      g_array_remove_index (digest->scopes, i - 1);
  return kin_asked_good (asked, kin_digest_encode (digest));
}
