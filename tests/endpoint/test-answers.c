/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining, signing out, who may do what, cursors, waiting: the answers that laptops live by. */
#include <string.h>

#include "authority.h"
#include "office.h"

static KinAnswer *
join (Office *office, const char *code, const KinId *id, const Laptop *as)
{
  KinEnrolment enrolment = { (char *) code, *id, (char *) "A \"machine\"" };
  g_autoptr (GBytes) body = kin_enrolment_encode (&enrolment);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  return office_ask (office, as, "POST", "/devices", NULL, text);
}

static char *
new_code (Office *office, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_auto (KinAccount) account = { 0 };
  char *code;

  g_assert_true (kin_account_find (office_log (office), person, &account));
  code = kin_code_make (office_log (office), &account, office->now, &error);
  g_assert_no_error (error);
  return code;
}

static void
assert_joined (Office *office, KinAnswer *answer, const char *user)
{
  g_autoptr (KinWelcome) welcome = NULL;
  g_autoptr (KinAnswer) hello = NULL;
  Laptop laptop = { .n = 0 };

  assert_answer (answer, 200, NULL);
  welcome = kin_welcome_parse (answer->body, NULL);
  g_assert_cmpstr (welcome->user, ==, user);
  laptop.token = welcome->token;
  hello = office_ask (office, &laptop, "GET", "", NULL, NULL);
  assert_answer (hello, 200, NULL);
}

static void
test_join (Office *office, gconstpointer data)
{
  g_auto (Laptop) other = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_autofree char *code = new_code (office, "Somebody");
  g_autofree char *typed = g_ascii_strdown (code, -1);
  KinId id, second;
  g_autoptr (KinAnswer) first = NULL, again = NULL, used = NULL, in_use = NULL, late = NULL;
  g_autofree char *old = NULL;

  kin_id_make (&id, office->now);
  kin_id_make (&second, office->now);
  in_use = join (office, code, &(KinId){ { 0 } }, NULL); /* the office's own */
  assert_answer (in_use, 409, "device-forked");
  first = join (office, typed, &id, NULL); /* in any case */
  assert_joined (office, first, other.user);
  again = join (office, code, &id, NULL); /* its answer was lost */
  assert_joined (office, again, other.user);
  used = join (office, code, &second, NULL);
  assert_answer (used, 403, "code-wrong");
  old = new_code (office, "Somebody");
  office->now += KIN_CODE_LIVES + 1;
  late = join (office, old, &second, NULL);
  assert_answer (late, 403, "code-wrong");
}

/* Five wrong tries void a code, also for who has the right one then; many on all of them make everybody wait. */
static void
test_wrong_codes (Office *office, gconstpointer data)
{
  g_auto (Laptop) other = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_autofree char *code = new_code (office, "Somebody");
  KinId id;

  kin_id_make (&id, office->now);
  for (guint i = 0; i < KIN_CODE_TRIES; i++)
    {
      g_autofree char *wrong = g_strdup_printf ("%.4s-2222-%04u", code, i);
      g_autoptr (KinAnswer) answer = join (office, wrong, &id, NULL);

      assert_answer (answer, 403, "code-wrong");
    }
  {
    g_autoptr (KinAnswer) answer = join (office, code, &id, NULL);

    assert_answer (answer, 429, "rate-limited");
    g_assert_cmpint (answer->retry_after, >, 0);
  }
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *guess = g_strdup_printf ("ZZZZ-ZZZZ-%04u", i);
      g_autoptr (KinAnswer) answer = join (office, guess, &id, NULL);

      g_assert_true (answer->status == 403 || answer->status == 429);
      g_assert_cmpuint (answer->status, ==, i < 24 ? 403 : 429);
    }
  office->now += 61000;
  {
    g_autofree char *good = new_code (office, "Somebody");
    g_autoptr (KinAnswer) answer = join (office, good, &id, NULL);

    assert_joined (office, answer, other.user);
  }
}

static void
test_new_identity (Office *office, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_auto (Laptop) other = office_laptop (office, "Somebody else", KIN_ROLE_EDITOR, 1);
  g_autoptr (KinAnswer) answer = NULL, theirs = NULL;
  KinId id;

  kin_id_make (&id, office->now);
  answer = join (office, NULL, &id, &laptop);
  assert_joined (office, answer, laptop.user);
  theirs = join (office, NULL, &other.id, &laptop);
  assert_answer (theirs, 409, "device-forked");
}

static void
test_signed_out (Office *office, gconstpointer data)
{
  g_auto (Laptop) manager = office_laptop (office, "A Manager", KIN_ROLE_MANAGER, ALL_SCOPES);
  g_auto (Laptop) laptop = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  char id[KIN_ID_TEXT];
  g_autofree char *path = NULL;
  g_autoptr (KinAnswer) own = NULL, done = NULL, after = NULL, list = NULL, nobody = NULL;
  g_autoptr (KinProblem) problem = NULL;

  kin_id_to_text (&laptop.id, id);
  path = g_strdup_printf ("/devices/%s/revocation", id);
  own = office_ask (office, &laptop, "POST", path, NULL, NULL);
  assert_answer (own, 403, "not-allowed");
  nobody = office_ask (office, &manager, "POST", "/devices/0192f3a0-7b1c-7d3e-9a4f-000000000001/revocation", NULL, NULL);
  assert_answer (nobody, 404, "not-found");
  done = office_ask (office, &manager, "POST", path, NULL, "{\"wipe\":true}");
  assert_answer (done, 200, NULL);
  after = office_ask (office, &laptop, "GET", "/changes", NULL, NULL);
  assert_answer (after, 403, "device-revoked");
  problem = kin_problem_parse (after->body);
  g_assert_true (problem->wipe);
  list = office_ask (office, &manager, "GET", "/devices", NULL, NULL);
  assert_answer (list, 200, NULL);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (list->body, NULL), (gssize) g_bytes_get_size (list->body), "\"revoked\":true"));
}

/* A stolen laptop that took another identity, as after a fork, is signed out with all of them; its owner's other laptop is not. */
static void
test_signed_out_whole (Office *office, gconstpointer data)
{
  g_auto (Laptop) manager = office_laptop (office, "A Manager", KIN_ROLE_MANAGER, ALL_SCOPES);
  g_auto (Laptop) laptop = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_auto (Laptop) other = office_another (office, "Somebody");
  Laptop renamed = { .n = 0 };
  g_auto (KinDevice) device = { 0 };
  g_autoptr (KinAnswer) done = NULL, before = NULL, after = NULL, still = NULL;
  g_autofree char *path = NULL;
  char id[KIN_ID_TEXT];

  kin_id_make (&renamed.id, office->now);
  g_assert_true (kin_device_by_id (office_log (office), &laptop.id, &device));
  g_assert_cmpint (kin_device_rename (office_log (office), &device, &renamed.id, NULL, office->now, &renamed.token, NULL), ==, KIN_JOINED);
  before = office_ask (office, &renamed, "GET", "/changes", NULL, NULL);
  assert_answer (before, 200, NULL);
  kin_id_to_text (&laptop.id, id);
  path = g_strdup_printf ("/devices/%s/revocation", id);
  done = office_ask (office, &manager, "POST", path, NULL, NULL);
  assert_answer (done, 200, NULL);
  after = office_ask (office, &renamed, "GET", "/changes", NULL, NULL);
  assert_answer (after, 403, "device-revoked");
  still = office_ask (office, &other, "GET", "/changes", NULL, NULL);
  assert_answer (still, 200, NULL);
  g_free (renamed.token);
}

/* Whatever is asked, with whatever of another authority, nothing of it is answered. */
static void
test_no_other_authority (Office *office, gconstpointer data)
{
  static const struct
  {
    const char *method, *path;
  } requests[] = {
    { "POST", "/changes" }, { "GET", "/changes" }, { "GET", "/snapshot" }, { "GET", "/superseded" }, { "GET", "/digest" }, { "GET", "/purges" },
    { "POST", "/purges" }, { "POST", "/purges/1/approval" }, { "GET", "/devices" }, { "GET", "" }, { "POST", "/devices" },
    { "GET", "/records/child/0192f3a0-7b1c-7d3e-9a4f-000000000001/history" }, { "POST", "/devices/0192f3a0-7b1c-7d3e-9a4f-000000000001/revocation" }
  };
  g_auto (Laptop) manager = office_laptop (office, "A Manager", KIN_ROLE_MANAGER, ALL_SCOPES);
  g_autofree char *mine = g_strdup (office->name), *theirs = g_strconcat (office->name, "-b", NULL);

  office_push_one (office, &manager, laptop_change (&manager, office, NULL, NULL, NULL));
  office_found (office, theirs);
  g_free (office->name);
  office->name = g_strdup (theirs);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (KinAnswer) answer = office_ask (office, &manager, requests[i].method, requests[i].path, NULL, "{}");
      g_autoptr (KinAnswer) unsigned_one = office_ask (office, NULL, requests[i].method, requests[i].path, NULL, "{}");

      assert_answer (answer, 401, "not-signed-in");
      if (*requests[i].path != '\0' && strcmp (requests[i].path, "/devices") != 0)
        assert_answer (unsigned_one, 401, "not-signed-in");
    }
  g_assert_cmpint (kin_log_number (office_log (office), "SELECT head FROM authority WHERE no = 1", 0), ==, 0);
  g_free (office->name);
  office->name = g_steal_pointer (&mine);
}

static void
test_roles (Office *office, gconstpointer data)
{
  static const struct
  {
    KinRole  role;
    int      scopes, scope;
    gboolean held;
  } cases[] = {
    { KIN_ROLE_EDITOR, 1, 0, FALSE }, { KIN_ROLE_EDITOR, 1, 2, TRUE }, { KIN_ROLE_EDITOR, 7, 2, FALSE }, { KIN_ROLE_VIEWER, 7, 0, TRUE }, { KIN_ROLE_MANAGER, 3, 2, TRUE },
  };
  g_auto (Laptop) all = office_laptop (office, "Sees all", KIN_ROLE_VIEWER, ALL_SCOPES);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      g_auto (Laptop) laptop = office_laptop (office, name, cases[i].role, cases[i].scopes);
      KinWireChange *change = laptop_change (&laptop, office, NULL, NULL, NULL);
      g_autoptr (GPtrArray) log = NULL;

      change->scope = cases[i].scope;
      g_free (change->type);
      change->type = g_strdup (cases[i].scope == 2 ? "concern" : "child");
      office_push_one (office, &laptop, change);
      log = office_pull (office, &all, 100);
      g_assert_cmpint (((KinWireChange *) log->pdata[log->len - 1])->held, ==, cases[i].held);
    }
}

/* A scope is its type's and its record's: whoever may not write a concern cannot call it general either. */
static void
test_false_scope (Office *office, gconstpointer data)
{
  g_auto (Laptop) all = office_laptop (office, "Sees all", KIN_ROLE_EDITOR, ALL_SCOPES);
  g_auto (Laptop) laptop = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  KinWireChange *concern = laptop_change (&all, office, NULL, NULL, NULL), *forged, *other;
  g_autoptr (GPtrArray) log = NULL;

  concern->scope = 2;
  g_free (concern->type);
  concern->type = g_strdup ("concern");
  forged = laptop_change (&laptop, office, &concern->record, NULL, "\"x\""); /* as if it were a child */
  other = laptop_change (&laptop, office, &concern->record, NULL, "\"x\"");
  g_free (other->type);
  other->type = g_strdup ("concern"); /* in scope 0 */
  office_push_one (office, &all, concern);
  office_push_one (office, &laptop, forged);
  office_push_one (office, &laptop, other);
  log = office_pull (office, &all, 100);
  g_assert_cmpuint (log->len, ==, 3);
  g_assert_true (((KinWireChange *) log->pdata[1])->held && ((KinWireChange *) log->pdata[2])->held);
}

/* I13: no change reaches a device whose mask does not hold its scope. */
static void
test_scopes (Office *office, gconstpointer data)
{
  g_auto (Laptop) all = office_laptop (office, "Sees all", KIN_ROLE_EDITOR, ALL_SCOPES);
  g_auto (Laptop) some = office_laptop (office, "Sees some", KIN_ROLE_EDITOR, 1 | 4);
  g_autoptr (GPtrArray) log = NULL, narrow = NULL;
  g_autoptr (KinAnswer) snapshot = NULL, changed = NULL, good = NULL;
  g_autoptr (KinPage) page = NULL;
  g_autoptr (KinProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 30; i++)
    {
      KinWireChange *change = laptop_change (&all, office, NULL, NULL, NULL);

      change->scope = (int) i % 3;
      g_free (change->type);
      change->type = g_strdup (i % 3 == 0 ? "child" : i % 3 == 1 ? "price_line" : "concern");
      office_push_one (office, &all, change);
    }
  log = office_pull (office, &some, 4);
  g_assert_cmpuint (log->len, ==, 20);
  for (guint i = 0; i < log->len; i++)
    g_assert_cmpint (((KinWireChange *) log->pdata[i])->scope, !=, 1);
  snapshot = office_ask (office, &some, "GET", "/snapshot", "limit=5000", NULL);
  page = kin_page_parse (snapshot->body, NULL);
  g_assert_cmpuint (page->changes->len, ==, 20);
  kin_account_grant (office_log (office), "Sees some", KIN_ROLE_EDITOR, 1, &error);
  g_assert_no_error (error);
  changed = office_ask (office, &some, "GET", "/changes", "scopes=5", NULL);
  assert_answer (changed, 409, "grant-changed");
  problem = kin_problem_parse (changed->body);
  g_assert_cmpint (problem->scopes, ==, 1);
  good = office_ask (office, &some, "GET", "/changes", "scopes=1", NULL);
  assert_answer (good, 200, NULL);
  narrow = office_pull (office, &some, 1000);
  g_assert_cmpuint (narrow->len, ==, 10);
}

static KinAnswer *
poll (Office *office, const Laptop *laptop, const char *cursor, gboolean *wait)
{
  g_autofree char *path = g_strconcat ("/v1/", office->name, "/changes", NULL);
  g_autofree char *query = g_strconcat ("after=", cursor, NULL);
  g_autoptr (KinRequest) request = kin_request_new ("GET", path, query);

  request->bearer = g_strdup (laptop->token);
  request->if_none_match = g_strdup (cursor);
  request->wait = 25;
  return kin_endpoint_answer (office->endpoint, request, office->now, wait);
}

static void
test_cursors (Office *office, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_autoptr (KinAnswer) first = NULL, idle = NULL, news = NULL, ahead = NULL, other = NULL, odd = NULL, limit = NULL;
  g_autofree char *generation = generation_of (office), *beyond = NULL, *different = NULL, *cursor = NULL;
  gboolean wait;

  office_push_one (office, &laptop, laptop_change (&laptop, office, NULL, NULL, NULL));
  first = office_ask (office, &laptop, "GET", "/changes", NULL, NULL);
  cursor = g_strdup (first->etag);
  idle = poll (office, &laptop, cursor, &wait);
  assert_answer (idle, 304, NULL);
  g_assert_true (wait);
  g_assert_null (idle->body);
  office_push_one (office, &laptop, laptop_change (&laptop, office, NULL, NULL, NULL));
  news = poll (office, &laptop, cursor, &wait);
  assert_answer (news, 200, NULL);
  g_assert_false (wait);
  beyond = g_strdup_printf ("after=%s.9.00000000", generation);
  ahead = office_ask (office, &laptop, "GET", "/changes", beyond, NULL);
  assert_answer (ahead, 410, "cursor-purged");
  different = g_strdup_printf ("after=%s.1.00000001", generation); /* the office went on differently */
  other = office_ask (office, &laptop, "GET", "/changes", different, NULL);
  assert_answer (other, 410, "cursor-purged");
  odd = office_ask (office, &laptop, "GET", "/changes", "after=%ff%fe", NULL);
  assert_answer (odd, 400, "malformed");
  g_clear_pointer (&odd, kin_answer_free);
  odd = office_ask (office, &laptop, "GET", "/changes", "after=1;DROP", NULL);
  assert_answer (odd, 400, "malformed");
  limit = office_ask (office, &laptop, "GET", "/changes", "limit=1000000", NULL);
  assert_answer (limit, 400, "malformed");
}

/* I19: what was pushed as one is handed out as one. */
static void
test_whole_txns (Office *office, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  g_autoptr (KinAnswer) pushed = NULL, answer = NULL;
  g_autoptr (KinPage) page = NULL;

  for (guint i = 0; i < 20; i++)
    {
      KinWireChange *change = laptop_change (&laptop, office, NULL, NULL, NULL);

      change->txn = change->n - (i % 10);
      g_ptr_array_add (changes, change);
    }
  pushed = office_push (office, &laptop, changes);
  assert_answer (pushed, 200, NULL);
  answer = office_ask (office, &laptop, "GET", "/changes", "limit=3", NULL);
  page = kin_page_parse (answer->body, NULL);
  g_assert_cmpuint (page->changes->len, ==, 10);
  g_assert_true (page->more);
}

static void
test_push_refusals (Office *office, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_auto (Laptop) other = office_laptop (office, "Another", KIN_ROLE_EDITOR, 1);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  g_autofree char *generation = generation_of (office);
  KinPush push = { (char *) "g9-never", laptop.id, KIN_WIRE_SCHEMA, changes };
  g_autoptr (GBytes) body = NULL;
  g_autofree char *text = NULL;
  g_autoptr (KinAnswer) changed = NULL, forged = NULL, none = NULL, purge = NULL, nothing = NULL;
  g_autoptr (KinProblem) problem = NULL;

  g_ptr_array_add (changes, laptop_change (&laptop, office, NULL, NULL, NULL));
  body = kin_push_encode (&push);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  changed = office_ask (office, &laptop, "POST", "/changes", NULL, text);
  assert_answer (changed, 409, "generation-changed");
  problem = kin_problem_parse (changed->body);
  g_assert_cmpstr (problem->parent, ==, "g9-never");
  g_assert_cmpint (problem->at, ==, 0);
  forged = office_push (office, &(Laptop){ .id = laptop.id, .token = other.token }, changes); /* another's numbers */
  assert_answer (forged, 403, "not-allowed");
  none = office_ask (office, &laptop, "POST", "/changes", NULL, NULL);
  assert_answer (none, 400, "malformed");
  ((KinWireChange *) changes->pdata[0])->op = KIN_OP_PURGE;
  g_clear_pointer (&((KinWireChange *) changes->pdata[0])->value, g_free);
  purge = office_push (office, &laptop, changes);
  assert_answer (purge, 400, "malformed");
  nothing = office_ask (office, &laptop, "PUT", "/changes", NULL, "{}");
  assert_answer (nothing, 405, "method-not-allowed");
  g_assert_cmpint (kin_log_number (office_log (office), "SELECT head FROM authority WHERE no = 1", 0), ==, 0);
}

/* Others may have what it names under another name than its author's. */
static void
test_base_is_numbered (Office *office, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  KinWireChange *made = laptop_change (&laptop, office, NULL, NULL, NULL);
  g_autoptr (GPtrArray) both = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  g_autoptr (GPtrArray) log = NULL;

  g_ptr_array_add (both, made);
  g_ptr_array_add (both, laptop_change (&laptop, office, &made->record, "n1", "\"x\""));
  kin_answer_free (office_push (office, &laptop, both));
  office_push_one (office, &laptop, laptop_change (&laptop, office, &made->record, "n1 n2 n9", "\"y\""));
  log = office_pull (office, &laptop, 100);
  g_assert_cmpuint (log->len, ==, 3);
  g_assert_cmpstr (((KinWireChange *) log->pdata[1])->base, ==, "s1");
  g_assert_cmpstr (((KinWireChange *) log->pdata[2])->base, ==, "s1 s2 n9");
}

static void
test_base_of_an_alias (Office *office, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, 1);
  g_auto (Laptop) clone = office_another (office, "Somebody");
  KinWireChange *made = laptop_change (&laptop, office, NULL, NULL, NULL), *again = laptop_change (&clone, office, NULL, NULL, NULL), *set;
  g_autoptr (GPtrArray) log = NULL;

  again->first_device = laptop.id;
  again->first_n = made->n;
  again->id = made->id;
  again->record = made->record;
  set = laptop_change (&clone, office, &made->record, "n1", "\"x\"");
  office_push_one (office, &laptop, made);
  office_push_one (office, &clone, again);
  office_push_one (office, &clone, set);
  log = office_pull (office, &laptop, 100);
  g_assert_cmpuint (log->len, ==, 2);
  g_assert_cmpstr (((KinWireChange *) log->pdata[1])->base, ==, "s1");
  g_assert_cmpint (((KinWireChange *) log->pdata[1])->n, ==, 2);
}

static void
test_operations (Office *office, gconstpointer data)
{
  static const char *const paths[] = { "/healthz", "/readyz", "/metrics", "/v1", "/v1/nobody", "/", "/v1/../etc", "/v2/x" };
  static const guint statuses[] = { 200, 200, 200, 404, 404, 404, 404, 404 };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (KinRequest) request = kin_request_new ("GET", paths[i], NULL);
      gboolean wait;
      g_autoptr (KinAnswer) answer = kin_endpoint_answer (office->endpoint, request, office->now, &wait);

      g_assert_cmpuint (answer->status, ==, statuses[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/answers/" path, Office, NULL, office_set_up, function, office_tear_down)
  ADD ("join", test_join);
  ADD ("wrong-codes", test_wrong_codes);
  ADD ("new-identity", test_new_identity);
  ADD ("signed-out", test_signed_out);
  ADD ("signed-out-whole", test_signed_out_whole);
  ADD ("no-other-authority", test_no_other_authority);
  ADD ("roles", test_roles);
  ADD ("false-scope", test_false_scope);
  ADD ("scopes", test_scopes);
  ADD ("cursors", test_cursors);
  ADD ("whole-txns", test_whole_txns);
  ADD ("push-refusals", test_push_refusals);
  ADD ("base-is-numbered", test_base_is_numbered);
  ADD ("base-of-an-alias", test_base_of_an_alias);
  ADD ("operations", test_operations);
  return g_test_run ();
}
