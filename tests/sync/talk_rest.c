/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing laptops with each other, with the office's own sum, and with a file that was only ever given the log until then. */
#include "talk_rest.h"

#include <string.h>

#include "as_known.h"
#include "buying.h"
#include "erase.h"
#include "identity.h"
#include "receive.h"

KinReader *
reader (Side *side)
{
  return kin_store_reader (side->file.store);
}

/* The children as that reader knows them, and of a live one their conflicts. */
static char *
state_of (KinReader *of)
{
  g_autoptr (GPtrArray) children = kin_reader_list (of, &kin_child, "1 ORDER BY (SELECT id FROM record r WHERE r.no = child.no) /* scan: test */", 0);
  gboolean live = kin_reader_known_at (of) == G_MAXINT64;
  GString *text = g_string_new (NULL);

  for (guint c = 0; c < children->len; c++)
    {
      struct json_object *json = kin_reader_json (of, children->pdata[c]);
      g_autoptr (GPtrArray) conflicts = live ? kin_reader_conflicts (of, kin_record_no (children->pdata[c])) : NULL;

      g_string_append_printf (text, "%s !%u\n", json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN), live ? conflicts->len : 0);
      json_object_put (json);
    }
  return g_string_free (text, FALSE);
}

char *
state (Side *side)
{
  return state_of (reader (side));
}

void
assert_digest (World *world, Side *side)
{
  g_autoptr (GArray) own = kin_reader_digest (reader (side));
  g_autofree char *token = kin_reader_fact (reader (side), "sync-token");
  g_autofree char *path = g_strdup_printf ("/v1/%s/digest", world->office.name);
  g_autoptr (KinRequest) request = kin_request_new ("GET", path, NULL);
  g_autoptr (KinAnswer) answer = NULL;
  g_autoptr (KinDigest) digest = NULL;

  request->bearer = g_strdup (token);
  answer = ask_office (world, request);
  g_assert_cmpuint (answer->status, ==, 200);
  digest = kin_digest_parse (answer->body, NULL);
  g_assert_nonnull (digest);
  g_assert_cmpuint (digest->scopes->len, ==, own->len);
  for (guint i = 0; i < own->len; i++)
    {
      const KinScopeDigest *x = &g_array_index (own, KinScopeDigest, i);
      const KinDigestScope *y = &g_array_index (digest->scopes, KinDigestScope, i);

      g_assert_cmpint (x->scope, ==, y->scope);
      g_assert_cmpint (x->count, ==, y->count);
      g_assert_cmpuint (x->sum, ==, y->sum);
    }
}

void
assert_rest (World *world)
{
  g_autofree char *first = state (&world->sides[0]);

  for (guint i = 0; i < SIDES; i++)
    {
      Side *side = &world->sides[i];
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *other = side->runs ? state (side) : NULL;
      g_autoptr (KinSyncStatus) status = side->runs ? kin_talk_status (side->talk, world->now) : NULL;

      if (!side->runs || status->state == KIN_SYNC_NOT_JOINED)
        continue;
      g_assert_cmpstr (other, ==, first);
      g_assert_cmpint (status->state, ==, KIN_SYNC_CONNECTED);
      g_assert_cmpint (status->n_pending, ==, 0);
      g_assert_cmpint (status->confirmed_until, >, 0);
      g_assert_cmpint (kin_reader_number (reader (side), "SELECT count(*) FROM change WHERE seq IS NULL /* scan: test */", 0), ==, 0);
      g_assert_true (kin_store_check (side->file.store, problems, NULL));
      assert_digest (world, side);
    }
}

/* The office's log, as far as it had received it then. */
static GPtrArray *
log_until (World *world, gint64 when)
{
  g_autofree char *token = kin_reader_fact (reader (&world->sides[0]), "sync-token");
  Laptop laptop = { .token = token };
  GPtrArray *log = office_pull (&world->office, &laptop, 1000);

  while (log->len > 0 && ((KinWireChange *) log->pdata[log->len - 1])->received > when)
    g_ptr_array_remove_index (log, log->len - 1);
  return log;
}

/* A file that was given just that prefix, and nothing else ever. */
static char *
state_of_prefix (GPtrArray *log)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Fixture file;
  char *all;

  fixture_set_up (&file, NULL);
  kin_store_receive (file.store, log, &error);
  g_assert_no_error (error);
  all = state_of (kin_store_reader (file.store));
  fixture_tear_down (&file, NULL);
  for (char *line = all, *mark; line != NULL && (mark = strstr (line, " !")) != NULL; line = strchr (mark, '\n') + 1)
    g_string_append_printf (text, "%.*s !0\n", (int) (mark - line), line);
  g_free (all);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What the founder had before there was an office counts there as known earlier than with everybody else. */
static gboolean
knew_earlier (Side *side, GPtrArray *log)
{
  g_autofree char *founded = kin_reader_fact (reader (side), "founded");
  gint64 last = founded == NULL ? 0 : kin_reader_number (reader (side), "SELECT max(seq) FROM change WHERE no <= ?1 /* scan: test */", 1, g_ascii_strtoll (founded, NULL, 10));

  return last > (log->len > 0 ? ((KinWireChange *) log->pdata[log->len - 1])->seq : 0);
}

/* The same past on every laptop: the office's, and none of what a laptop alone had then. */
void
assert_past (World *world, gint64 when)
{
  g_autoptr (GPtrArray) log = log_until (world, when);
  g_autofree char *past = state_of_prefix (log);

  for (guint i = 0; i < SIDES; i++)
    {
      Side *side = &world->sides[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (KinReader) then = NULL;
      g_autofree char *here = NULL;

      if (!side->runs || knew_earlier (side, log))
        continue;
      then = kin_store_as_known (side->file.store, when, NULL, &error);
      if (log->len == 0)
        g_assert_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_TOO_EARLY);
      else
        {
          g_assert_no_error (error);
          here = state_of (then);
          g_assert_cmpstr (here, ==, past);
          g_assert_cmpint (kin_reader_position (then).number, ==, ((KinWireChange *) log->pdata[log->len - 1])->seq);
        }
    }
}
