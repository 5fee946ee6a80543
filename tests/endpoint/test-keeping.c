/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can lose data, drilled: purging, backing up, restoring, tables that were set back behind our back, unsent work handed in. */
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "append.h"
#include "authority.h"
#include "copying.h"
#include "handed_in.h"
#include "office.h"
#include "purge.h"
#include "state.h"

#define SECRET "Zebedee-and-nobody-else"

static char *
ledger_of (Office *office)
{
  return g_strdup_printf ("%s/%s.purged", office->state, office->name);
}

static KinState
state_of (Office *office)
{
  KinState state = { .folder = office->state, .url = (char *) office->place.url, .lock = -1 };

  memcpy (state.key, office->key, sizeof state.key);
  return state;
}

static KinAnswer *
ask_purge (Office *office, const Laptop *laptop, const KinId *record)
{
  KinPurgeWish wish = { (char *) "child", *record, (char *) "A court said so" };
  g_autoptr (GBytes) body = kin_purge_wish_encode (&wish);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  return office_ask (office, laptop, "POST", "/purges", NULL, text);
}

static gboolean
is_in_log (Office *office, const char *what)
{
  g_autoptr (KinAsk) ask = kin_log_ask (office_log (office), "SELECT body FROM change /* scan: test */");

  while (kin_ask_next (ask))
    if (strstr (kin_ask_get_text (ask, 0), what) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
holds (KinAnswer *answer, const char *what)
{
  return g_strstr_len (g_bytes_get_data (answer->body, NULL), (gssize) g_bytes_get_size (answer->body), what) != NULL;
}

static KinId
make_child (Office *office, Laptop *laptop)
{
  KinWireChange *child = laptop_change (laptop, office, NULL, NULL, "{\"forename\":\"" SECRET "\"}");
  KinId id = child->record;
  g_autofree char *base = NULL;

  base = g_strdup_printf ("s%" G_GINT64_FORMAT, office_push_one (office, laptop, child));
  office_push_one (office, laptop, laptop_change (laptop, office, &id, base, "\"" SECRET " again\""));
  return id;
}

static void
test_purge (Office *office, gconstpointer data)
{
  g_auto (Laptop) one = office_laptop (office, "Manager one", KIN_ROLE_MANAGER, ALL_SCOPES);
  g_auto (Laptop) two = office_laptop (office, "Manager two", KIN_ROLE_MANAGER, ALL_SCOPES);
  g_auto (Laptop) editor = office_laptop (office, "An Editor", KIN_ROLE_EDITOR, ALL_SCOPES);
  KinId record = make_child (office, &editor), never = { { 1 } };
  g_autoptr (KinAnswer) not_editor = ask_purge (office, &editor, &record), unknown = ask_purge (office, &one, &never), asked = ask_purge (office, &one, &record);
  g_autoptr (KinAnswer) alone = NULL, done = NULL, twice = NULL, list = NULL, answered = NULL;
  g_autoptr (GPtrArray) log = NULL;
  KinWireChange *purged;

  assert_answer (not_editor, 403, "not-allowed");
  assert_answer (unknown, 404, "not-found");
  assert_answer (asked, 200, NULL);
  alone = office_ask (office, &one, "POST", "/purges/1/approval", NULL, NULL);
  assert_answer (alone, 403, "not-allowed");
  g_assert_true (is_in_log (office, SECRET));
  done = office_ask (office, &two, "POST", "/purges/1/approval", NULL, NULL);
  assert_answer (done, 200, NULL);
  twice = office_ask (office, &two, "POST", "/purges/1/approval", NULL, NULL);
  assert_answer (twice, 200, NULL);
  g_assert_false (is_in_log (office, SECRET));
  office_push_one (office, &editor, laptop_change (&editor, office, &record, "s2", "\"" SECRET " late\"")); /* was pending */
  g_assert_false (is_in_log (office, SECRET));
  log = office_pull (office, &one, 100);
  g_assert_cmpuint (log->len, ==, 4);
  purged = log->pdata[2];
  g_assert_cmpint (purged->op, ==, KIN_OP_PURGE);
  g_assert_true (kin_id_is_none (&purged->device) && kin_id_equal (&purged->record, &record));
  list = office_ask (office, &one, "GET", "/purges", NULL, NULL);
  purged = laptop_change (&editor, office, &record, NULL, NULL);
  purged->op = KIN_OP_PURGED;
  g_clear_pointer (&purged->field, g_free);
  office_push_one (office, &editor, purged);
  answered = office_ask (office, &one, "GET", "/purges", NULL, NULL);
  {
    char id[KIN_ID_TEXT];

    kin_id_to_text (&editor.id, id);
    g_assert_true (holds (list, id) && !holds (answered, id));
  }
}

/* An old backup comes back with what was purged since: it is gone again before anybody is answered. */
static void
test_restore (Office *office, gconstpointer data)
{
  g_auto (Laptop) one = office_laptop (office, "Manager one", KIN_ROLE_MANAGER, ALL_SCOPES);
  g_auto (Laptop) two = office_laptop (office, "Manager two", KIN_ROLE_MANAGER, ALL_SCOPES);
  g_auto (Laptop) lost = office_another (office, "Manager one");
  KinId record = make_child (office, &one);
  g_autofree char *file = g_build_filename (office->state, "backup", NULL), *before = generation_of (office), *after = NULL, *ledger = ledger_of (office);
  g_autoptr (GError) error = NULL;
  g_autoptr (KinAnswer) asked = NULL, done = NULL, stale = NULL, revoked = NULL, again = NULL;
  g_autoptr (KinProblem) problem = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free), log = NULL;
  KinState state = state_of (office);

  kin_backup_make (office_log (office), file, office->key, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++) /* lost with the office's disk */
    {
      KinWireChange *change = laptop_change (&one, office, NULL, NULL, NULL);

      g_ptr_array_add (changes, change);
    }
  {
    g_autoptr (KinAnswer) pushed = office_push (office, &one, changes);

    assert_answer (pushed, 200, NULL);
  }
  asked = ask_purge (office, &one, &record);
  done = office_ask (office, &two, "POST", "/purges/1/approval", NULL, NULL);
  assert_answer (done, 200, NULL);
  g_assert_true (kin_device_revoke (office_log (office), &lost.id, FALSE, office->now, &error));
  g_clear_pointer (&office->endpoint, kin_endpoint_free);
  kin_backup_put_back (&office->place, office->name, file, NULL, office->now, &(guint){ 0 }, &error);
  g_assert_no_error (error);
  office_reopen (office);
  g_assert_true (is_in_log (office, SECRET));
  kin_state_check (&state, office_log (office), office->now, &error); /* before the port is opened */
  g_assert_no_error (error);
  g_assert_false (is_in_log (office, SECRET));
  after = generation_of (office);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpint (kin_authority_parting (office_log (office), before), ==, 2);
  revoked = office_ask (office, &lost, "GET", "/changes", NULL, NULL); /* who was signed out since stays out */
  assert_answer (revoked, 403, "device-revoked");
  stale = office_push (office, &one, changes); /* its n go on from what the office has again */
  assert_answer (stale, 200, NULL);
  log = office_pull (office, &two, 100);
  g_assert_cmpuint (log->len, ==, 2 + 1 + 3);
}

static void
test_set_back (Office *office, gconstpointer data)
{
  g_auto (Laptop) one = office_laptop (office, "Manager one", KIN_ROLE_MANAGER, ALL_SCOPES);
  g_autofree char *file = g_build_filename (office->state, "backup", NULL);
  g_autofree char *part = g_strdup_printf ("%s/%s.db", office->state, office->name);
  KinState state = state_of (office);
  g_autoptr (GError) error = NULL;

  if (office->place.url != NULL)
    {
      g_test_skip ("a file is put in the place of another");
      return;
    }
  make_child (office, &one);
  kin_backup_make (office_log (office), file, office->key, &error);
  g_assert_no_error (error);
  make_child (office, &one);
  g_assert_true (kin_state_witness (&state, office_log (office), &error));
  g_assert_true (kin_state_check (&state, office_log (office), office->now, &error));
  g_clear_pointer (&office->endpoint, kin_endpoint_free);
  g_assert_cmpint (g_rename (file, part), ==, 0); /* as somebody would who does not know the command */
  office_reopen (office);
  g_assert_false (kin_state_check (&state, office_log (office), office->now, &error));
  g_assert_nonnull (error);
}

/* Twice restored from one backup: laptops of either lost generation are told where they part. */
static void
test_restore_twice (Office *office, gconstpointer data)
{
  g_auto (Laptop) one = office_laptop (office, "Manager one", KIN_ROLE_MANAGER, ALL_SCOPES);
  g_autofree char *file = g_build_filename (office->state, "backup", NULL), *first = generation_of (office), *second = NULL;
  g_autoptr (GError) error = NULL;

  make_child (office, &one);
  kin_backup_make (office_log (office), file, office->key, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      make_child (office, &one);
      if (i == 1)
        second = generation_of (office);
      g_clear_pointer (&office->endpoint, kin_endpoint_free);
      kin_backup_put_back (&office->place, office->name, file, NULL, office->now, &(guint){ 0 }, &error);
      g_assert_no_error (error);
      office_reopen (office);
      one.n = 2;
    }
  g_assert_cmpint (kin_authority_parting (office_log (office), first), ==, 2);
  g_assert_cmpint (kin_authority_parting (office_log (office), second), ==, 0); /* not an ancestor: it brings all it has */
}

static void
test_copy_is_whole (Office *office, gconstpointer data)
{
  g_auto (Laptop) one = office_laptop (office, "Manager one", KIN_ROLE_MANAGER, ALL_SCOPES);
  g_auto (Laptop) other = office_another (office, "Manager one");
  g_autofree char *file = g_build_filename (office->state, "backup", NULL);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (KinLog) copy = NULL;
  const KinLogTable *const *tables = kin_log_tables ();
  KinWireChange *again;

  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (changes, laptop_change (&one, office, NULL, NULL, NULL));
  {
    g_autoptr (KinAnswer) pushed = office_push (office, &one, changes);

    assert_answer (pushed, 200, NULL);
  }
  make_child (office, &one);
  again = laptop_change (&other, office, NULL, NULL, NULL);
  again->id = ((KinWireChange *) changes->pdata[0])->id;
  again->first_device = one.id;
  again->first_n = 1;
  office_push_one (office, &other, again); /* an alias */
  kin_backup_make (office_log (office), file, office->key, &error);
  g_assert_no_error (error);
  copy = kin_log_sqlite_open (file, office->key, office->name, FALSE, &error);
  g_assert_no_error (error);
  for (guint t = 0; tables[t] != NULL; t++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s /* scan: test */", tables[t]->name); /* names from the tables */
      gint64 here = kin_log_number (office_log (office), g_intern_string (sql), 0);

      g_assert_cmpint (kin_log_number (copy, g_intern_string (sql), 0), ==, here);
    }
  g_assert_cmpint (kin_log_number (copy, "SELECT count(*) FROM change /* scan: test */", 0), ==, 1002);
  g_assert_false (kin_backup_make (office_log (office), file, office->key, &error)); /* never over another */
}

static void
test_sealed (Office *office, gconstpointer data)
{
  g_auto (KinAuthority) authority = { 0 };
  guint8 sealed[5 + crypto_box_SEALBYTES];
  g_autoptr (GBytes) good = NULL, bad = NULL, opened = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kin_authority_read (office_log (office), &authority));
  crypto_box_seal (sealed, (const guint8 *) "hello", 5, authority.public_key);
  good = g_bytes_new (sealed, sizeof sealed);
  opened = kin_authority_unseal (office_log (office), good, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened), "hello", 5);
  sealed[7] ^= 1;
  bad = g_bytes_new (sealed, sizeof sealed);
  g_assert_null (kin_authority_unseal (office_log (office), bad, &error));
}

/* As a laptop seals what it has not sent. */
static GBytes *
seal (Office *office, KinPush *push)
{
  g_auto (KinAuthority) authority = { 0 };
  g_autoptr (GBytes) body = kin_push_encode (push);
  gsize length = g_bytes_get_size (body) + crypto_box_SEALBYTES;
  guint8 *sealed = g_malloc (length);

  g_assert_true (kin_authority_read (office_log (office), &authority));
  g_assert_cmpint (crypto_box_seal (sealed, g_bytes_get_data (body, NULL), g_bytes_get_size (body), authority.public_key), ==, 0);
  return g_bytes_new_take (sealed, length);
}

/* A laptop that took another identity without telling the office, under a generation that is no more, and was signed out: what it hands
 * in is taken once, in its person's name, also when the laptop comes back with it. */
static void
test_handed_in (Office *office, gconstpointer data)
{
  g_auto (Laptop) laptop = office_laptop (office, "Somebody", KIN_ROLE_EDITOR, ALL_SCOPES);
  g_auto (Laptop) renamed = { .user = g_strdup (laptop.user) };
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free), log = NULL;
  g_autofree char *generation = generation_of (office);
  KinPush push = { .generation = generation, .schema = KIN_WIRE_SCHEMA, .changes = changes };
  KinWireChange *first = laptop_change (&laptop, office, NULL, NULL, NULL), *second, *third;
  const KinId record = first->record; /* the push takes the change */
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  office_push_one (office, &laptop, first);
  g_assert_true (kin_authority_renew (office_log (office), office->now, &error));
  office_push_one (office, &laptop, laptop_change (&laptop, office, NULL, NULL, NULL)); /* seq 2 is of this generation */
  kin_id_make (&renamed.id, office->now);
  push.device = renamed.id;
  second = laptop_change (&renamed, office, &record, "s1 s2", "\"x\"");
  third = laptop_change (&renamed, office, &record, "n1", "\"y\"");
  g_ptr_array_add (changes, second);
  g_ptr_array_add (changes, third);
  sealed = seal (office, &push);
  g_assert_true (kin_hand_in (office_log (office), sealed, office->now, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 2);
  g_assert_true (kin_hand_in (office_log (office), sealed, office->now, &n, &error));
  g_assert_cmpint (n, ==, 0);
  log = office_pull (office, &laptop, 100);
  g_assert_cmpuint (log->len, ==, 4);
  g_assert_cmpstr (((KinWireChange *) log->pdata[2])->base, ==, "s1"); /* what its s2 was nobody knows */
  g_assert_cmpstr (((KinWireChange *) log->pdata[3])->base, ==, "s3");
  g_assert_false (((KinWireChange *) log->pdata[3])->held);
  second->device = third->device = laptop.id; /* it comes back, and sends them itself */
  second->first_device = third->first_device = renamed.id;
  second->first_n = 1;
  third->first_n = 2;
  second->n = second->txn = second->action = 3;
  third->n = third->txn = third->action = 4;
  {
    g_autoptr (KinAnswer) again = office_push (office, &laptop, changes);

    assert_answer (again, 200, NULL);
  }
  g_assert_cmpint (kin_log_number (office_log (office), "SELECT head FROM authority WHERE no = 1", 0), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/keeping/" path, Office, NULL, office_set_up, function, office_tear_down)
  ADD ("purge", test_purge);
  ADD ("restore", test_restore);
  ADD ("set-back", test_set_back);
  ADD ("restore-twice", test_restore_twice);
  ADD ("copy-is-whole", test_copy_is_whole);
  ADD ("sealed", test_sealed);
  ADD ("handed-in", test_handed_in);
  return g_test_run ();
}
