/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to ask the office next, and how to take what it says. */
#include "talk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "erase.h"
#include "hello.h"
#include "history.h"
#include "talk_private.h"

#define POLL_SECONDS 25
#define SHORTEST_POLL_MS 5000 /* where the office does not hold a request back */
#define FIRST_WAIT_MS 1000
#define LONGEST_WAIT_MS (5 * 60 * 1000)
#define LONGEST_REFUSAL_MS (2 * 60 * 60 * 1000) /* longer than anything waits */

KinTalk *
kin_talk_new (KinStore *store, GRand *rand, const KinTalkVault *vault)
{
  KinTalk *talk = g_new0 (KinTalk, 1);

  talk->store = g_object_ref (store);
  talk->rand = rand;
  if (vault != NULL)
    talk->vault = *vault;
  talk->push_most = KIN_WIRE_PUSH_CHANGES;
  talk->progress = -1;
  talk->state = KIN_SYNC_WORKING;
  return talk;
}

void
kin_talk_free (KinTalk *talk)
{
  if (talk == NULL)
    return;
  kin_reader_free (talk->reader);
  g_object_unref (talk->store);
  g_rand_free (talk->rand);
  g_free (talk->trouble);
  g_free (talk);
}

KinSyncStatus *
kin_sync_status_copy (const KinSyncStatus *status)
{
  KinSyncStatus *copy = g_memdup2 (status, sizeof *status);

  copy->trouble = g_strdup (status->trouble);
  return copy;
}

void
kin_sync_status_free (KinSyncStatus *status)
{
  if (status == NULL)
    return;
  g_free (status->trouble);
  g_free (status);
}

char *
kin_talk_fact (KinTalk *talk, const char *name)
{
  g_autofree char *value = kin_reader_fact (talk->reader, name);

  return value != NULL && *value != '\0' ? g_steal_pointer (&value) : NULL;
}

gint64
kin_talk_fact_number (KinTalk *talk, const char *name)
{
  g_autofree char *value = kin_talk_fact (talk, name);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

gboolean
kin_talk_has (KinTalk *talk, const char *name)
{
  g_autofree char *value = kin_talk_fact (talk, name);

  return value != NULL;
}

/* What stands in the file for a token that the vault keeps. */
static char *
read_token (KinTalk *talk, const char *token_fact, const char *device_fact)
{
  char *token = kin_talk_fact (talk, token_fact);
  g_autofree char *device = kin_talk_fact (talk, device_fact);

  if (g_strcmp0 (token, "vault") != 0)
    return token;
  g_free (token);
  return talk->vault.recall != NULL && device != NULL ? talk->vault.recall (device, talk->vault.data) : NULL;
}

char *
kin_talk_token (KinTalk *talk)
{
  return talk->first_token ? read_token (talk, "sync-first-token", "sync-first-device") : read_token (talk, "sync-token", "sync-token-device");
}

void
kin_talk_back_off (KinTalk *talk, gint64 now)
{
  double most = MIN ((double) FIRST_WAIT_MS * (double) (1 << MIN (talk->failures, 16)), LONGEST_WAIT_MS);

  talk->failures++;
  talk->wait_until = now + (gint64) (most * g_rand_double_range (talk->rand, 0.5, 1));
}

void
kin_talk_refused (KinTalk *talk, KinSyncState state, const char *sentence, gint64 wait_until)
{
  talk->state = state;
  g_free (talk->trouble);
  talk->trouble = g_strdup (sentence);
  talk->wait_until = wait_until;
}

void
kin_talk_answered (KinTalk *talk, gint64 now)
{
  talk->failures = 0;
  talk->wait_until = 0;
  talk->alone_since = 0;
  g_clear_pointer (&talk->trouble, g_free);
  talk->state = talk->caught_up ? KIN_SYNC_CONNECTED : KIN_SYNC_WORKING;
}

void
kin_talk_drop (KinTalk *talk)
{
  talk->asked = KIN_ASKED_NOTHING;
}

void
kin_talk_hurry (KinTalk *talk)
{
  talk->wait_until = 0;
  talk->failures = 0;
}

/* Its own, since this may be any thread. FALSE: the file cannot be read now. */
static gboolean
has_reader (KinTalk *talk)
{
  if (talk->reader == NULL)
    talk->reader = kin_store_new_reader (talk->store, NULL);
  if (talk->reader != NULL)
    {
      g_autoptr (GError) stale = kin_reader_take_error (talk->reader);

      return TRUE;
    }
  return FALSE;
}

static KinRequest *
ask (KinTalk *talk, KinAskedFor what, gint64 now, const char *method, const char *tail, char *query)
{
  g_autofree char *authority = kin_talk_fact (talk, "sync-authority");
  g_autofree char *path = g_strdup_printf ("/v1/%s%s", authority, tail);
  g_autofree char *owned = query;
  KinRequest *request = kin_request_new (method, path, query);

  talk->asked = what;
  talk->asked_at = now;
  if (what != KIN_ASKED_JOIN)
    request->bearer = kin_talk_token (talk);
  return request;
}

KinRequest *
kin_talk_errand (KinTalk *talk, const char *method, const char *tail)
{
  KinRequest *request = has_reader (talk) && kin_talk_has (talk, "sync-authority") ? ask (talk, KIN_ASKED_NOTHING, 0, method, tail, NULL) : NULL;

  if (request != NULL && request->bearer == NULL)
    g_clear_pointer (&request, kin_request_free);
  return request;
}

static KinRequest *
ask_to_join (KinTalk *talk, gint64 now, gboolean with_code)
{
  KinRequest *request = ask (talk, with_code ? KIN_ASKED_JOIN : KIN_ASKED_RENAME, now, "POST", "/devices", NULL);
  g_autofree char *code = with_code ? kin_talk_fact (talk, "sync-code") : NULL;
  g_autofree char *machine = kin_talk_fact (talk, "sync-machine");
  KinEnrolment enrolment = { .code = code, .name = machine != NULL ? machine : (char *) "" };

  kin_reader_device (talk->reader, &enrolment.device);
  request->body = kin_enrolment_encode (&enrolment);
  return request;
}

static KinRequest *
ask_pages (KinTalk *talk, KinAskedFor what, gint64 now, const char *tail, const char *fact)
{
  g_autofree char *cursor = kin_talk_fact (talk, fact);
  g_autofree char *escaped = cursor != NULL && strcmp (cursor, "begin") != 0 ? g_uri_escape_string (cursor, NULL, FALSE) : NULL;

  return ask (talk, what, now, "GET", tail,
              escaped != NULL ? g_strdup_printf ("cursor=%s&limit=%d", escaped, KIN_WIRE_PAGE_MOST) : g_strdup_printf ("limit=%d", KIN_WIRE_PAGE_MOST));
}

/* The outbox's beginning, as much of it as the office takes at once. */
static GBytes *
encode_push (KinTalk *talk)
{
  g_autofree char *generation = kin_talk_fact (talk, "sync-generation");
  gint64 acked = kin_reader_acked (talk->reader);
  guint most = talk->push_most;

  for (;;)
    {
      KinPush push = { .generation = generation, .schema = KIN_WIRE_SCHEMA, .changes = kin_reader_outbox (talk->reader, acked, most) };
      guint n = push.changes->len;
      GBytes *body;

      kin_reader_device (talk->reader, &push.device);
      talk->push_last = n > 0 ? ((KinWireChange *) push.changes->pdata[n - 1])->n : acked;
      body = n > 0 ? kin_push_encode (&push) : NULL;
      g_ptr_array_unref (push.changes);
      if (body == NULL || g_bytes_get_size (body) <= KIN_WIRE_PUSH_BYTES || n <= 1 || most == 1)
        return body;
      most = MAX (1, MIN (most, n) / 2); /* a txn is well below the limit, so this ends */
      g_bytes_unref (body);
    }
}

static KinRequest *
ask_to_push (KinTalk *talk, gint64 now)
{
  GBytes *body = encode_push (talk);
  KinRequest *request;

  if (body == NULL)
    return NULL;
  request = ask (talk, KIN_ASKED_PUSH, now, "POST", "/changes", NULL);
  request->body = body;
  return request;
}

/* The beginning of the generation that this file knows: the answer says where the office left it. */
static char *
begin_of_generation (KinTalk *talk)
{
  g_autofree char *generation = kin_talk_fact (talk, "sync-generation");
  KinCursor cursor = { .seq = 0 };

  g_strlcpy (cursor.generation, generation, sizeof cursor.generation);
  return kin_cursor_to_text (&cursor);
}

static KinRequest *
ask_for_page (KinTalk *talk, gint64 now)
{
  g_autofree char *cursor = talk->probes ? begin_of_generation (talk) : kin_talk_fact (talk, "sync-cursor");
  gint64 scopes = kin_talk_fact_number (talk, "sync-scopes");
  int limit = talk->caught_up ? KIN_WIRE_PAGE : KIN_WIRE_PAGE_MOST;
  KinRequest *request = ask (talk, KIN_ASKED_PULL, now, "GET", "/changes",
                             cursor != NULL ? g_strdup_printf ("after=%s&limit=%d&scopes=%" G_GINT64_FORMAT, cursor, limit, scopes)
                                            : g_strdup_printf ("limit=%d&scopes=%" G_GINT64_FORMAT, limit, scopes));

  request->if_none_match = g_strdup (cursor);
  /* While the old history comes page by page nothing may be waited for between two of them. */
  request->wait = talk->caught_up && !kin_talk_has (talk, "sync-history") ? POLL_SECONDS : 0;
  return request;
}

/* The token is of the identity that this laptop had before. */
static gboolean
is_renamed (KinTalk *talk)
{
  g_autofree char *named = kin_talk_fact (talk, "sync-token-device");
  char text[KIN_ID_TEXT] = "";
  KinId device = { { 0 } };

  kin_reader_device (talk->reader, &device);
  kin_id_to_text (&device, text);
  return talk->first_token || g_strcmp0 (named, text) != 0;
}

static KinRequest *
choose (KinTalk *talk, gint64 now)
{
  KinRequest *push;
  gboolean copying;

  if (kin_talk_has (talk, "sync-code"))
    return ask_to_join (talk, now, TRUE);
  if (is_renamed (talk))
    return ask_to_join (talk, now, FALSE);
  if (!kin_talk_has (talk, "sync-generation") || (!kin_talk_has (talk, "sync-cursor") && !kin_talk_has (talk, "sync-snapshot")))
    return ask (talk, KIN_ASKED_HELLO, now, "GET", "", NULL);
  if (talk->probes)
    return ask_for_page (talk, now);
  copying = kin_talk_has (talk, "sync-snapshot");
  push = !copying || talk->push_next ? ask_to_push (talk, now) : NULL;
  if (push != NULL)
    return push;
  if (copying)
    return ask_pages (talk, KIN_ASKED_SNAPSHOT, now, "/snapshot", "sync-snapshot");
  if (talk->caught_up && kin_talk_has (talk, "sync-history") && talk->history_next)
    return ask_pages (talk, KIN_ASKED_HISTORY, now, "/superseded", "sync-history");
  return ask_for_page (talk, now);
}

/* Others' changes that an office lost and their authors have not sent again. */
static void
supply_again (KinTalk *talk, gint64 now)
{
  gint64 until = kin_talk_fact_number (talk, "sync-aside-until");

  if (until != 0 && (now >= until || until - now > KIN_TALK_ASIDE_MS) && kin_store_resupply (talk->store, NULL))
    kin_store_set_fact (talk->store, "sync-aside-until", NULL, NULL);
}

KinRequest *
kin_talk_next (KinTalk *talk, gint64 now, gint64 *wake)
{
  g_autofree char *token = NULL;
  gboolean joining;

  *wake = G_MAXINT64;
  talk->asked = KIN_ASKED_NOTHING;
  if (!has_reader (talk))
    {
      *wake = now + LONGEST_WAIT_MS;
      return NULL;
    }
  joining = kin_talk_has (talk, "sync-code");
  token = kin_talk_token (talk);
  if (token == NULL && !joining)
    {
      talk->state = kin_talk_has (talk, "sync-token") ? KIN_SYNC_SIGNED_OUT : KIN_SYNC_NOT_JOINED;
      return NULL;
    }
  if (talk->wait_until - now > LONGEST_REFUSAL_MS) /* the clock was set back since */
    talk->wait_until = now;
  if (now < talk->wait_until)
    {
      *wake = talk->wait_until;
      return NULL;
    }
  supply_again (talk, now);
  return choose (talk, now);
}

static gboolean
take_failure (KinTalk *talk, gint64 now, const char *sentence)
{
  if (talk->alone_since == 0)
    talk->alone_since = now;
  kin_talk_back_off (talk, now);
  kin_talk_refused (talk, KIN_SYNC_NO_NETWORK, sentence, talk->wait_until);
  return TRUE;
}

static gboolean
take_nothing_new (KinTalk *talk, gint64 now, GError **error)
{
  gboolean waited = talk->caught_up; /* then it was asked to hold back its answer */

  talk->caught_up = TRUE;
  talk->history_next = TRUE;
  kin_talk_answered (talk, now);
  kin_talk_confirmed (talk, now);
  if (waited && now - talk->asked_at < SHORTEST_POLL_MS && !kin_talk_has (talk, "sync-history"))
    talk->wait_until = talk->asked_at + SHORTEST_POLL_MS;
  return TRUE;
}

static gboolean
take_good (KinTalk *talk, KinAskedFor asked, GBytes *body, gint64 now, GError **error)
{
  switch (asked)
    {
    case KIN_ASKED_JOIN:
    case KIN_ASKED_RENAME: return kin_talk_take_welcome (talk, body, now, error);
    case KIN_ASKED_HELLO: return kin_talk_take_hello (talk, body, now, error);
    case KIN_ASKED_SNAPSHOT: return kin_talk_take_snapshot (talk, body, now, error);
    case KIN_ASKED_PUSH: return kin_talk_take_receipt (talk, body, now, error);
    case KIN_ASKED_PULL: return kin_talk_take_page (talk, body, now, error);
    case KIN_ASKED_HISTORY: return kin_talk_take_history (talk, body, now, error);
    case KIN_ASKED_NOTHING: break;
    }
  return TRUE;
}

static gboolean
is_of_type (const KinAnswer *answer, const char *type)
{
  return answer->content_type != NULL && g_ascii_strncasecmp (answer->content_type, type, strlen (type)) == 0;
}

/* Everything to the end of the network is between us and the office: only what it alone could have said counts. */
static gboolean
take_answer (KinTalk *talk, KinAskedFor asked, const KinAnswer *answer, gint64 now, GError **error)
{
  GError *trouble = NULL;

  if (answer->status == 304 && asked == KIN_ASKED_PULL)
    return take_nothing_new (talk, now, error);
  if (answer->status >= 200 && answer->status < 300 && is_of_type (answer, KIN_JSON_TYPE) && answer->body != NULL)
    {
      if (take_good (talk, asked, answer->body, now, &trouble))
        return TRUE;
      if (trouble != NULL)
        {
          kin_talk_back_off (talk, now);
          kin_talk_refused (talk, KIN_SYNC_REFUSED, trouble->message, talk->wait_until);
          g_propagate_error (error, trouble);
          return FALSE;
        }
    }
  else if (answer->status >= 400 && is_of_type (answer, KIN_PROBLEM_TYPE) && answer->body != NULL)
    {
      g_autoptr (KinProblem) problem = kin_problem_parse (answer->body);

      if (problem != NULL)
        return kin_talk_take_problem (talk, problem, answer, now, error);
    }
  return take_failure (talk, now, _("Something other than the office answered, perhaps this network's sign-in page. Open a web page to see it; your work is kept."));
}

static void
note_clock (KinTalk *talk, const KinAnswer *answer, gint64 now)
{
  if (answer->date != 0)
    talk->skew = answer->date - now;
}

/* What this file had before it joined and may not hold. */
static gboolean
forget_excess (KinTalk *talk, GError **error)
{
  static const char *const facts[] = { "sync-excess", "", NULL };
  gboolean done;

  return !kin_talk_has (talk, "sync-excess") || kin_store_narrow (talk->store, (guint) kin_talk_fact_number (talk, "sync-scopes"), facts, &done, error);
}

gboolean
kin_talk_take (KinTalk *talk, const KinAnswer *answer, gint64 now, GError **error)
{
  KinAskedFor asked = talk->asked;

  talk->asked = KIN_ASKED_NOTHING;
  talk->took = asked;
  if (asked == KIN_ASKED_NOTHING || !has_reader (talk))
    return TRUE; /* late: it was asked again, or nobody waits for it any more */
  if (answer == NULL)
    return take_failure (talk, now, NULL);
  note_clock (talk, answer, now);
  if (!take_answer (talk, asked, answer, now, error))
    return FALSE;
  if (!forget_excess (talk, error))
    return FALSE;
  if (kin_reader_is_to_erase (talk->reader))
    {
      gint64 lost;

      if (!kin_store_erase (talk->store, &lost, error))
        return FALSE;
      talk->n_erased += lost;
    }
  return TRUE;
}

KinSyncStatus *
kin_talk_status (KinTalk *talk, gint64 now)
{
  KinSyncStatus *status = g_new0 (KinSyncStatus, 1);

  status->state = talk->state;
  status->progress = talk->progress;
  status->alone_since = talk->alone_since;
  status->wakes = talk->wait_until > now ? talk->wait_until : 0;
  status->skew = talk->skew;
  status->trouble = g_strdup (talk->trouble);
  status->wipe = talk->wipe;
  status->n_erased = talk->n_erased;
  status->confirmed_until = talk->confirmed_until;
  if (!has_reader (talk))
    return status;
  status->n_pending = kin_reader_n_pending (talk->reader);
  status->n_held = kin_reader_n_held (talk->reader);
  if (!kin_talk_has (talk, "sync-token") && !kin_talk_has (talk, "sync-code"))
    status->state = KIN_SYNC_NOT_JOINED;
  if (status->confirmed_until == 0)
    status->confirmed_until = kin_talk_fact_number (talk, "sync-confirmed-until");
  return status;
}
