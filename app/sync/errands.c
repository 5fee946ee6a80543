/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request, its answer, and why there was none. */
#include "errands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "problem.h"
#include "reach.h"
#include "talk.h"
#include "vault.h"

#define MOST_TRIES 20 /* of an office that is busy: a child is dozens of requests, and a proxy may find them too many a second */
#define LONGEST_PAUSE 5 /* s */

struct _KinErrands
{
  KinTalk      *talk;
  KinTransport *transport;
};

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, sentence);
  return FALSE;
}

KinErrands *
kin_errands_new (KinStore *store, GError **error)
{
  g_autoptr (KinErrands) errands = g_new0 (KinErrands, 1);
  g_autoptr (KinRequest) request = NULL;
  g_autoptr (KinReader) reader = NULL;

  errands->talk = kin_talk_new (store, g_rand_new (), kin_vault_keyring ());
  request = kin_talk_errand (errands->talk, "GET", "");
  if (request == NULL)
    {
      fail (error, _("This record has not joined an authority, so there is no office to ask."));
      return NULL;
    }
  reader = kin_store_new_reader (store, error); /* this may be any thread */
  errands->transport = reader != NULL ? kin_reach (reader, error) : NULL;
  return errands->transport != NULL ? g_steal_pointer (&errands) : NULL;
}

void
kin_errands_free (KinErrands *errands)
{
  if (errands == NULL)
    return;
  kin_transport_free (errands->transport);
  kin_talk_free (errands->talk);
  g_free (errands);
}

static gboolean
is_of_type (const KinAnswer *answer, const char *type)
{
  return answer->content_type != NULL && g_ascii_strncasecmp (answer->content_type, type, strlen (type)) == 0;
}

/* refused, unknown: what "not-allowed" and "not-found" mean for this request. */
static gboolean
refuse (const KinProblem *problem, const char *refused, const char *unknown, GError **error)
{
  if (strcmp (problem->name, "not-allowed") == 0)
    return fail (error, refused);
  if (strcmp (problem->name, "not-found") == 0)
    return fail (error, unknown);
  if (strcmp (problem->name, "not-signed-in") == 0 || strcmp (problem->name, "device-revoked") == 0)
    return fail (error, _("The office does not know this laptop. Ask for a new code and join again."));
  if (strcmp (problem->name, "rate-limited") == 0 || strcmp (problem->name, "unavailable") == 0)
    return fail (error, _("The office cannot answer now. Try again later; what it has answered stands."));
  return fail (error, _("The office will not have what this laptop asks. Ask whoever looks after it."));
}

static gboolean
is_busy (const KinAnswer *answer)
{
  return answer->status == 429 || answer->status == 503;
}

/* TRUE: it is the office's good answer, in *body (new). */
static gboolean
take (const KinAnswer *answer, const char *refused, const char *unknown, GBytes **body, GError **error)
{
  g_autoptr (KinProblem) problem = NULL;

  if (answer->status == 200 && is_of_type (answer, KIN_JSON_TYPE) && answer->body != NULL)
    {
      *body = g_bytes_ref (answer->body);
      return TRUE;
    }
  problem = answer->status >= 400 && is_of_type (answer, KIN_PROBLEM_TYPE) ? kin_problem_parse (answer->body) : NULL;
  if (problem != NULL)
    return refuse (problem, refused, unknown, error);
  if (is_busy (answer))
    return fail (error, _("The office cannot answer now. Try again later; what it has answered stands."));
  return fail (error, _("Something other than the office answered, perhaps this network's sign-in page. Open a web page to see it."));
}

/* Takes sent, which may be NULL. */
static GBytes *
ask (KinErrands *errands, const char *method, const char *tail, GBytes *sent, const char *refused, const char *unknown, GError **error)
{
  g_autoptr (KinRequest) request = kin_talk_errand (errands->talk, method, tail);
  g_autoptr (KinAnswer) answer = NULL;
  GError *trouble = NULL;
  GBytes *body = NULL;

  if (request == NULL)
    {
      g_clear_pointer (&sent, g_bytes_unref);
      fail (error, _("This record has not joined an authority, so there is no office to ask."));
      return NULL;
    }
  request->body = sent;
  for (guint i = 0; i == 0 || (i < MOST_TRIES && answer != NULL && is_busy (answer)); i++)
    {
      if (answer != NULL)
        g_usleep ((gulong) CLAMP (answer->retry_after, 1, LONGEST_PAUSE) * G_USEC_PER_SEC);
      g_clear_pointer (&answer, kin_answer_free);
      answer = kin_reach_send (errands->transport, request, NULL, &trouble);
    }
  if (trouble != NULL)
    g_propagate_error (error, trouble);
  else if (answer == NULL)
    fail (error, _("The office cannot be reached. Try again when there is network."));
  else
    take (answer, refused, unknown, &body, error);
  return body;
}

static gboolean
not_the_office (GError **error)
{
  return fail (error, _("The office's answer could not be understood. It may be newer than this version of Kinkeeper."));
}

GPtrArray *
kin_errands_purges (KinErrands *errands, GError **error)
{
  const char *refused = _("Only a manager of the authority may see what is to be erased.");
  g_autoptr (GBytes) body = ask (errands, "GET", "/purges", NULL, refused, refused, error);
  g_autoptr (GPtrArray) purges = body != NULL ? kin_purges_parse (body, NULL) : NULL;

  if (body != NULL && purges == NULL)
    not_the_office (error);
  return g_steal_pointer (&purges);
}

gboolean
kin_errands_ask (KinErrands *errands, const KinPurgeWish *wish, gint64 *no, GError **error)
{
  g_autoptr (GBytes) body = ask (errands, "POST", "/purges", kin_purge_wish_encode (wish), _("Only a manager of the authority may ask that something be erased."),
                                 _("The office knows nothing of that record."), error);

  *no = 0;
  return body != NULL && (kin_purge_no_parse (body, no) || not_the_office (error));
}

gboolean
kin_errands_approve (KinErrands *errands, gint64 no, GError **error)
{
  g_autofree char *tail = g_strdup_printf ("/purges/%" G_GINT64_FORMAT "/approval", no);
  g_autoptr (GBytes) body = ask (errands, "POST", tail, NULL, _("Only a manager of the authority may approve it, and not the one who asked."),
                                 _("Nobody has asked for an erasure of that number."), error);

  return body != NULL && (kin_purge_no_parse (body, &no) || not_the_office (error));
}
