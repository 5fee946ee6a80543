/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the office refuses, and what a laptop does about it by itself. Nothing here touches the unsent work but to give it another
 * identity. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "erase.h"
#include "talk_private.h"

#define SOON_MS 1000
#define MINUTE_MS (60 * G_GINT64_CONSTANT (1000))
#define LONGEST_RETRY_MS (60 * MINUTE_MS)

/* Forgets what place of the log this was: the next hello tells. What is known here and not there goes its way (identity.h). A copy that
 * was not complete is begun again, as what was superseded may not be so any more; whole: the log is not the one it was. */
static gboolean
cut_back (KinTalk *talk, gint64 at, gboolean whole, gint64 now, GError **error)
{
  gboolean again = whole || kin_talk_has (talk, "sync-snapshot") || kin_talk_has (talk, "sync-history");
  g_autofree char *until = g_strdup_printf ("%" G_GINT64_FORMAT, now + KIN_TALK_ASIDE_MS);
  g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT, at);
  g_autofree char *generation = kin_talk_fact (talk, "sync-generation");
  const char *const facts[] = {
    "sync-generation", "", "sync-snapshot", "", "sync-history", "",
    "sync-cut-at", again ? "" : place, "sync-aside-until", until, "sync-cursor", "",
    generation != NULL ? "sync-generation-before" : NULL, generation, NULL,
  };

  talk->caught_up = talk->probes = FALSE;
  kin_talk_answered (talk, now);
  return kin_store_cut_back (talk->store, at, facts, error);
}

static gboolean
take_another_identity (KinTalk *talk, gint64 now, GError **error)
{
  talk->caught_up = FALSE;
  kin_talk_answered (talk, now);
  return kin_store_fork (talk->store, error);
}

static gboolean
take_grant (KinTalk *talk, int granted, gint64 now, GError **error)
{
  gint64 held = kin_talk_fact_number (talk, "sync-scopes");
  g_autofree char *narrow = g_strdup_printf ("%d", (int) held & granted);
  g_autofree char *wide = g_strdup_printf ("%d", granted);
  const char *const facts[] = { "sync-scopes", narrow, NULL };
  gboolean done = TRUE;

  kin_talk_answered (talk, now);
  talk->caught_up = FALSE;
  if (((int) held & ~granted) != 0 && !kin_store_narrow (talk->store, (guint) ((int) held & granted), facts, &done, error))
    return FALSE;
  if (!done)
    {
      talk->wait_until = now + SOON_MS; /* what is unsent goes first */
      return TRUE;
    }
  return (granted & ~(int) held) == 0 || (kin_store_set_fact (talk->store, "sync-scopes", wide, error) && kin_talk_begin_snapshot (talk, error));
}

/* Another token may be known: an office that was set back has forgotten the identities taken since. With it a new identity is taken,
 * never the forgotten one: copies of this disk may have that, too. */
static gboolean
sign_in_again (KinTalk *talk, gint64 now, GError **error)
{
  g_autofree char *first = kin_talk_fact (talk, "sync-first-device");
  g_autofree char *last = kin_talk_fact (talk, "sync-token-device");

  if (!talk->first_token && first != NULL && g_strcmp0 (first, last) != 0)
    {
      talk->first_token = TRUE;
      return kin_store_fork (talk->store, error);
    }
  talk->first_token = FALSE;
  kin_talk_back_off (talk, now);
  kin_talk_refused (talk, KIN_SYNC_SIGNED_OUT, _("The office does not know this laptop. Ask for a new code and join again; everything here is kept, and what is unsent goes then."),
                    MAX (talk->wait_until, now + MINUTE_MS));
  return TRUE;
}

static gboolean
give_up_joining (KinTalk *talk, const char *sentence, GError **error)
{
  kin_store_set_fact (talk->store, "sync-code", NULL, NULL);
  kin_talk_refused (talk, KIN_SYNC_NOT_JOINED, sentence, 0);
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, sentence);
  return FALSE;
}

static gboolean
begin_again (KinTalk *talk, gint64 now, GError **error)
{
  kin_talk_answered (talk, now);
  if (talk->took == KIN_ASKED_SNAPSHOT)
    return kin_talk_begin_snapshot (talk, error);
  if (talk->took == KIN_ASKED_HISTORY)
    return kin_store_set_fact (talk->store, "sync-history", "begin", error);
  return cut_back (talk, 0, TRUE, now, error);
}

/* Fewer at a time; a single change is never too large for an office of ours. */
static gboolean
send_fewer (KinTalk *talk, const KinProblem *problem, gint64 now)
{
  guint most = problem->changes > 0 ? (guint) MIN (problem->changes, talk->push_most) : talk->push_most;

  if (talk->push_most == 1)
    kin_talk_refused (talk, KIN_SYNC_REFUSED, _("The office finds one change too large. Ask whoever looks after it; everything here is kept."), now + LONGEST_RETRY_MS);
  else
    {
      kin_talk_answered (talk, now);
      talk->push_most = MAX (1, MIN (most, talk->push_most / 2));
    }
  return TRUE;
}

static gboolean
wait_as_told (KinTalk *talk, const KinAnswer *answer, gint64 now)
{
  gint64 told = MIN ((gint64) answer->retry_after * 1000, LONGEST_RETRY_MS);

  talk->alone_since = 0;
  kin_talk_back_off (talk, now);
  if (told > 0) /* not all at the same moment */
    talk->wait_until = now + told + g_rand_int_range (talk->rand, 0, SOON_MS);
  kin_talk_refused (talk, KIN_SYNC_WORKING, NULL, talk->wait_until);
  return TRUE;
}

static gboolean
heal (KinTalk *talk, const KinProblem *problem, const KinAnswer *answer, gint64 now, gboolean *healed, GError **error)
{
  *healed = TRUE;
  if (strcmp (problem->name, "generation-changed") == 0)
    return cut_back (talk, problem->at, FALSE, now, error);
  if (strcmp (problem->name, "device-forked") == 0 || strcmp (problem->name, "sequence-gap") == 0)
    return take_another_identity (talk, now, error);
  if (strcmp (problem->name, "grant-changed") == 0 && problem->scopes >= 0)
    return take_grant (talk, problem->scopes, now, error);
  if (strcmp (problem->name, "cursor-purged") == 0)
    return begin_again (talk, now, error);
  if (strcmp (problem->name, "too-large") == 0 && talk->took == KIN_ASKED_PUSH)
    return send_fewer (talk, problem, now);
  if (strcmp (problem->name, "not-signed-in") == 0 && talk->took != KIN_ASKED_JOIN)
    return sign_in_again (talk, now, error);
  if (strcmp (problem->name, "rate-limited") == 0 || strcmp (problem->name, "unavailable") == 0)
    return wait_as_told (talk, answer, now);
  *healed = FALSE;
  return TRUE;
}

gboolean
kin_talk_take_problem (KinTalk *talk, const KinProblem *problem, const KinAnswer *answer, gint64 now, GError **error)
{
  const char *sentence = _("The office will not have what this laptop asks. Ask whoever looks after it; everything here is kept.");
  gboolean healed, ok = heal (talk, problem, answer, now, &healed, error);

  if (healed)
    return ok;
  talk->alone_since = 0;
  if (strcmp (problem->name, "code-wrong") == 0)
    return give_up_joining (talk, _("That code is wrong, used or too old. Ask for a new one."), error);
  if (talk->took == KIN_ASKED_JOIN)
    return give_up_joining (talk, strcmp (problem->name, "not-found") == 0 ? _("The office knows no authority of that name. Check its name and the address.") : sentence, error);
  kin_talk_back_off (talk, now);
  if (strcmp (problem->name, "device-revoked") == 0)
    {
      talk->wipe = problem->wipe;
      sentence = _("The office has signed this laptop out for good. Save your unsent work to a file and hand it in.");
    }
  else if (strcmp (problem->name, "schema-unsupported") == 0)
    sentence = _("This version of Kinkeeper is too old for the office. Update it; everything here is kept, and goes then.");
  kin_talk_refused (talk, KIN_SYNC_REFUSED, sentence, MAX (talk->wait_until, now + 10 * MINUTE_MS));
  return TRUE;
}
