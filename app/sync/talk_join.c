/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining an authority, leaving it, and learning what kind of member this file is. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "hello.h"
#include "talk_private.h"

gboolean
kin_talk_join (KinTalk *talk, const char *url, const char *authority, const char *code, const char *machine, GError **error)
{
  const char *const facts[] = { "sync-url", url, "sync-authority", authority, "sync-code", code, "sync-machine", machine != NULL ? machine : "", NULL };
  g_autoptr (KinReader) reader = kin_store_new_reader (talk->store, error);
  g_autofree char *before = reader != NULL ? kin_reader_fact (reader, "sync-authority") : NULL;
  g_autofree char *user = reader != NULL ? kin_reader_fact (reader, "sync-user") : NULL;

  if (reader == NULL)
    return FALSE;
  if (user != NULL && g_strcmp0 (before, authority) != 0)
    {
      g_set_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, _("This file belongs to “%s”. One file is one authority's: make a new file to join another."), before);
      return FALSE;
    }
  talk->first_token = FALSE;
  kin_talk_hurry (talk);
  /* Whoever was known here once joins under a new identity: copies of this disk may join, too, and would take the token away from
   * one another. */
  return (user == NULL || kin_store_fork (talk->store, error)) && kin_store_set_facts (talk->store, facts, error);
}

gboolean
kin_talk_leave (KinTalk *talk, GError **error)
{
  static const char *const facts[] = { "sync-token", "", "sync-token-device", "", "sync-first-token", "", "sync-first-device", "", "sync-code", "", NULL };

  talk->asked = KIN_ASKED_NOTHING;
  talk->state = KIN_SYNC_NOT_JOINED;
  g_clear_pointer (&talk->trouble, g_free);
  return kin_store_set_facts (talk->store, facts, error);
}

static const char *
keep_token (KinTalk *talk, const char *device, const char *token)
{
  return talk->vault.remember != NULL && talk->vault.remember (device, token, talk->vault.data) ? "vault" : token;
}

/* A file that existed before may have more than it is granted: what is outside goes as soon as it is sent. */
static gboolean
has_excess (KinTalk *talk, int granted)
{
  return kin_reader_number (talk->reader, "SELECT 1 FROM change WHERE (1 << scope) & ?1 = 0 LIMIT 1 /* scan: once, at joining */", 1, (gint64) granted) != 0;
}

gboolean
kin_talk_take_welcome (KinTalk *talk, GBytes *body, gint64 now, GError **error)
{
  g_autoptr (KinWelcome) welcome = kin_welcome_parse (body, NULL);
  g_autofree char *scopes = NULL;
  g_autofree char *key = g_malloc (2 * sizeof welcome->public_key + 1);
  g_autofree char *generation = kin_talk_fact (talk, "sync-generation");
  gboolean first = !kin_talk_has (talk, "sync-first-token"), excess;
  char device[KIN_ID_TEXT];
  const char *token;

  if (welcome == NULL)
    return FALSE;
  for (guint i = 0; i < sizeof welcome->public_key; i++)
    g_snprintf (key + 2 * i, 3, "%02x", welcome->public_key[i]);
  kin_id_to_text (&welcome->device, device);
  token = keep_token (talk, device, welcome->token);
  scopes = kin_talk_fact (talk, "sync-scopes");
  excess = kin_talk_has (talk, "sync-excess") || (scopes == NULL && has_excess (talk, welcome->scopes));
  if (scopes == NULL)
    scopes = g_strdup_printf ("%d", welcome->scopes);
  {
    const char *const facts[] = {
      "sync-token", token, "sync-token-device", device, "sync-user-name", welcome->user_name, "sync-role", welcome->role, "sync-public-key", key,
      "sync-code", "", "sync-generation", generation != NULL ? generation : welcome->generation,
      "sync-scopes", scopes, "sync-excess", excess ? "1" : "",
      first ? "sync-first-token" : NULL, token, "sync-first-device", device, NULL,
    };

    if (!kin_store_be (talk->store, welcome->user, welcome->user_name, error) || !kin_store_set_facts (talk->store, facts, error))
      return FALSE;
  }
  talk->first_token = FALSE;
  kin_talk_answered (talk, now);
  return TRUE;
}

/* Nobody has sent anything yet: this file is where the authority begins, and what it knew when it stays known since then. */
static gboolean
found (KinTalk *talk, const KinHello *hello, GError **error)
{
  g_autofree char *last = g_strdup_printf ("%" G_GINT64_FORMAT, kin_reader_number (talk->reader, "SELECT max(no) FROM change", 0));
  const char *const facts[] = { "sync-generation", hello->generation, "sync-cursor", hello->cursor, "founded", last, NULL };

  return kin_store_set_facts (talk->store, facts, error);
}

/* The furthest place of the log, at most there, that this file can name to the office. */
static char *
cursor_at (KinTalk *talk, const char *generation, gint64 at)
{
  g_autoptr (KinQuery) query = kin_reader_query (talk->reader, "SELECT seq, id FROM change WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1");
  KinCursor cursor = { .seq = 0 };
  KinId id = { { 0 } };
  gsize n;

  g_strlcpy (cursor.generation, generation, sizeof cursor.generation);
  kin_query_int (query, 1, at);
  if (kin_query_step (query))
    {
      cursor.seq = kin_query_get_int (query, 0);
      memcpy (&id, kin_query_get_blob (query, 1, &n), sizeof id);
      cursor.check = kin_cursor_check (&id);
    }
  return kin_cursor_to_text (&cursor);
}

/* The office was set back, and this file with it. */
static gboolean
go_on_from_cut (KinTalk *talk, const KinHello *hello, GError **error)
{
  g_autofree char *cursor = cursor_at (talk, hello->generation, kin_talk_fact_number (talk, "sync-cut-at"));
  const char *const facts[] = { "sync-generation", hello->generation, "sync-cursor", cursor, "sync-cut-at", "", NULL };

  return kin_store_set_facts (talk->store, facts, error);
}

gboolean
kin_talk_take_hello (KinTalk *talk, GBytes *body, gint64 now, GError **error)
{
  g_autoptr (KinHello) hello = kin_hello_parse (body, NULL);
  g_autofree char *since = g_strdup_printf ("%" G_GINT64_FORMAT, now);

  if (hello == NULL || hello->cursor == NULL)
    return FALSE;
  kin_talk_answered (talk, now);
  if (kin_talk_has (talk, "sync-cut-at"))
    return go_on_from_cut (talk, hello, error);
  if (hello->head == 0)
    return found (talk, hello, error);
  if (!kin_talk_has (talk, "sync-joined") && !kin_store_set_fact (talk->store, "sync-joined", since, error))
    return FALSE;
  return kin_store_set_fact (talk->store, "sync-generation", hello->generation, error) && kin_talk_begin_snapshot (talk, error);
}
