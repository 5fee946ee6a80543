/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the office says about changes: it holds them, admits them, erases a record, narrows what a device may have; and actions of
 * another laptop that are undone here. */
#include <string.h>

#include "admit.h"
#include "buying.h"
#include "erase.h"
#include "fixture.h"
#include "identity.h"
#include "receive.h"

typedef struct
{
  Fixture    a, b;
  GPtrArray *log; /* KinWireChange, numbered */
  guint      got[2];
} World;

static void
set_up (World *world, gconstpointer data)
{
  memset (world, 0, sizeof *world);
  fixture_set_up (&world->a, NULL);
  fixture_set_up (&world->b, NULL);
  world->log = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
}

static void
tear_down (World *world, gconstpointer data)
{
  fixture_tear_down (&world->a, NULL);
  fixture_tear_down (&world->b, NULL);
  g_ptr_array_unref (world->log);
}

static KinReader *
reader (Fixture *fixture)
{
  return kin_store_reader (fixture->store);
}

static void
send (World *world, Fixture *from, gboolean held)
{
  g_autoptr (GPtrArray) changes = kin_reader_outbox (reader (from), kin_reader_acked (reader (from)), 1000);

  while (changes->len > 0)
    {
      KinWireChange *change = g_ptr_array_steal_index (changes, 0);

      change->seq = (gint64) world->log->len + 1;
      change->held = held;
      g_ptr_array_add (world->log, change);
    }
}

static void
fetch (World *world)
{
  Fixture *to[] = { &world->a, &world->b };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) page = g_ptr_array_new ();

      for (; world->got[i] < world->log->len; world->got[i]++)
        g_ptr_array_add (page, world->log->pdata[world->got[i]]);
      kin_store_receive (to[i]->store, page, &error);
      g_assert_no_error (error);
    }
}

static void
swap (World *world)
{
  send (world, &world->a, FALSE);
  send (world, &world->b, FALSE);
  fetch (world);
}

static void
say (World *world, KinOp op, const KinId *record, const char *type, gint64 names)
{
  KinWireChange *change = g_new0 (KinWireChange, 1);

  memset (&change->device, op == KIN_OP_PURGE ? 0 : 9, sizeof change->device);
  kin_id_make (&change->id, 1);
  change->record = *record;
  change->op = op;
  change->n = change->txn = change->action = change->seq = (gint64) world->log->len + 1;
  change->type = g_strdup (type);
  change->kind = g_strdup ("admit");
  change->label = g_strdup ("");
  change->by = g_strdup ("manager");
  change->base = names != 0 ? g_strdup_printf ("s%" G_GINT64_FORMAT, names) : NULL;
  g_ptr_array_add (world->log, change);
}

static void
save_note (Fixture *fixture, KinRecord *child, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) there = kin_reader_get (reader (fixture), &kin_child, kin_reader_no_of (reader (fixture), kin_record_id (child)));

  kin_record_set_text (there, KIN_CHILD_NOTE, note);
  kin_store_save_field (fixture->store, there, KIN_CHILD_NOTE, &error);
  g_assert_no_error (error);
}

static void
assert_note (Fixture *fixture, KinRecord *child, const char *note)
{
  g_autoptr (KinRecord) there = kin_reader_get (reader (fixture), &kin_child, kin_reader_no_of (reader (fixture), kin_record_id (child)));
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  g_assert_nonnull (there);
  g_assert_cmpstr (kin_record_text (there, KIN_CHILD_NOTE), ==, note);
  g_assert_true (kin_store_check (fixture->store, problems, NULL));
}

/* Numbered, and nobody's fold takes it, not its author's either, until a manager lets it in. */
static void
test_held (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) ada = fixture_child (&world->a, "Ada", "Example");

  swap (world);
  save_note (&world->b, ada, "likes boats");
  send (world, &world->b, TRUE);
  fetch (world);
  assert_note (&world->a, ada, NULL);
  assert_note (&world->b, ada, NULL);
  g_assert_cmpint (kin_reader_n_held (reader (&world->b)), ==, 1);
  say (world, KIN_OP_ADMIT, kin_record_id (ada), "child", (gint64) world->log->len);
  fetch (world);
  assert_note (&world->a, ada, "likes boats");
  assert_note (&world->b, ada, "likes boats");
  g_assert_cmpint (kin_reader_n_held (reader (&world->b)), ==, 0);
}

/* The bytes of everything beside the file, and of the file itself as it would be without its encryption. */
static gboolean
is_anywhere (Fixture *fixture, const char *word)
{
  g_autofree char *condition = g_strdup_printf ("%%%s%%", word);
  static const char *const all[] = {
    "SELECT count(*) FROM change WHERE value LIKE ?1 /* scan: test */", "SELECT count(*) FROM deed WHERE label LIKE ?1 /* scan: test */",
    "SELECT count(*) FROM draft WHERE text LIKE ?1 /* scan: test */", "SELECT count(*) FROM child WHERE forename LIKE ?1 /* scan: test */",
  };
  g_autoptr (GArray) found = kin_reader_seek (reader (fixture), NULL, word, 10);
  gint64 n = found->len;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (KinQuery) query = kin_reader_query (reader (fixture), all[i]);

      kin_query_text (query, 1, condition);
      g_assert_true (kin_query_step (query));
      n += kin_query_get_int (query, 0);
    }
  return n > 0;
}

static void
test_purge (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) zelda = fixture_child (&world->a, "Zelda", "Example");
  g_autoptr (KinRecord) ada = fixture_child (&world->a, "Ada", "Example");
  g_autoptr (GPtrArray) actions = NULL;
  g_autofree char *backup = NULL;
  gint64 lost;

  swap (world);
  save_note (&world->b, zelda, "Zelda likes boats"); /* not sent yet */
  kin_store_draft (world->b.store, kin_record_id (zelda), "child", "note", "Zelda says");
  backup = kin_store_backup (world->b.store, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_anywhere (&world->b, "Zelda"));
  say (world, KIN_OP_PURGE, kin_record_id (zelda), "child", 0);
  fetch (world);
  g_assert_false (is_anywhere (&world->b, "Zelda"));
  g_assert_true (kin_reader_is_to_erase (reader (&world->b)));
  g_assert_true (kin_store_erase (world->b.store, &lost, &error));
  g_assert_no_error (error);
  g_assert_cmpint (lost, ==, 1); /* who made it is told, now and in the history */
  actions = kin_reader_actions (reader (&world->b), 0, 1);
  g_assert_nonnull (strstr (((KinAction *) actions->pdata[0])->label, "1 change"));
  g_assert_false (kin_reader_is_to_erase (reader (&world->b)));
  {
    Fixture older = { .folder = world->b.folder, .path = backup };

    memcpy (older.key, world->b.key, sizeof older.key);
    older.store = kin_store_open (backup, older.key, KIN_STORE_READ_ONLY, &error);
    g_assert_no_error (error);
    g_assert_false (is_anywhere (&older, "Zelda"));
    g_assert_true (is_anywhere (&older, "Ada"));
    fixture_close (&older);
  }
  swap (world); /* the pending edit goes without its words, and comes to nothing anywhere */
  g_assert_false (is_anywhere (&world->a, "Zelda"));
  g_assert_null (fixture_now (&world->a, zelda));
  assert_note (&world->a, ada, NULL);
}

/* A create that was purged before it was sent goes as an empty one: a push that the office does not understand would stop all that follow. */
static void
test_purged_before_sent (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) zelda = fixture_child (&world->a, "Zelda", "Example");
  g_autoptr (GPtrArray) changes = NULL;

  say (world, KIN_OP_PURGE, kin_record_id (zelda), "child", 0);
  fetch (world);
  changes = kin_reader_outbox (reader (&world->a), 0, 10);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (((KinWireChange *) changes->pdata[0])->value, ==, "{}");
}

/* An office that was set back counts its own changes anew, so a purge may come under the name of another that is here. That one is the
 * office's to do again, and never this laptop's to send. */
static void
test_purged_again (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) zelda = fixture_child (&world->a, "Zelda", "Example");
  g_autoptr (KinRecord) ada = fixture_child (&world->a, "Ada", "Example");
  KinWireChange *again;
  gint64 lost;

  swap (world);
  say (world, KIN_OP_PURGE, kin_record_id (zelda), "child", 0);
  fetch (world);
  g_assert_true (kin_store_erase (world->b.store, &lost, &error));
  g_assert_true (kin_store_cut_back (world->b.store, (gint64) world->log->len - 1, NULL, &error));
  say (world, KIN_OP_PURGE, kin_record_id (ada), "child", 0);
  again = world->log->pdata[world->log->len - 1];
  again->n = again->txn = again->action = ((KinWireChange *) world->log->pdata[world->log->len - 2])->n;
  world->got[1] = world->log->len - 1;
  fetch (world);
  g_assert_null (fixture_now (&world->b, ada));
  g_assert_true (kin_store_resupply (world->b.store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (kin_reader_number (reader (&world->b), "SELECT count(*) FROM change WHERE op = 5 /* scan: test */", 0), ==, 1);
  g_assert_cmpint (kin_reader_n_pending (reader (&world->b)), ==, 1); /* that it has erased the first */
}

/* A copy of this disk has answered in this device's name: here nothing was gone through yet. */
static void
test_purge_answered_by_a_copy (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) zelda = fixture_child (&world->a, "Zelda", "Example");
  KinWireChange *answer;

  swap (world);
  say (world, KIN_OP_PURGE, kin_record_id (zelda), "child", 0);
  say (world, KIN_OP_PURGED, kin_record_id (zelda), "child", 0);
  answer = world->log->pdata[world->log->len - 1];
  kin_reader_device (reader (&world->a), &answer->device);
  answer->n = answer->txn = answer->action = 2;
  fetch (world);
  g_assert_true (kin_reader_is_to_erase (reader (&world->a)));
}

static void
assert_digests_equal (World *world)
{
  g_autoptr (GArray) x = kin_reader_digest (reader (&world->a));
  g_autoptr (GArray) y = kin_reader_digest (reader (&world->b));

  g_assert_cmpmem (x->data, x->len * sizeof (KinScopeDigest), y->data, y->len * sizeof (KinScopeDigest));
}

static void
test_digest (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) ada = fixture_child (&world->a, "Ada", "Example");
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;

  swap (world);
  assert_digests_equal (world);
  before = kin_reader_digest (reader (&world->a));
  save_note (&world->b, ada, "likes boats");
  save_note (&world->a, ada, "likes trains");
  swap (world);
  assert_digests_equal (world);
  after = kin_reader_digest (reader (&world->a));
  g_assert_cmpint (g_array_index (after, KinScopeDigest, 0).count, ==, g_array_index (before, KinScopeDigest, 0).count + 2); /* both stand */
}

/* The copy beside the file has no money either, and knows it. */
static void
assert_narrowed (const char *backup, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinStore) older = kin_store_open (backup, fixture->key, KIN_STORE_READ_ONLY, &error);
  g_autofree char *scopes = NULL;

  g_assert_no_error (error);
  scopes = kin_reader_fact (kin_store_reader (older), "sync-scopes");
  g_assert_cmpstr (scopes, ==, "5");
  g_assert_cmpint (kin_reader_number (kin_store_reader (older), "SELECT count(*) FROM change WHERE scope = 1 /* scan: test */", 0), ==, 0);
  g_assert_cmpint (kin_reader_number (kin_store_reader (older), "SELECT count(*) FROM price_line /* scan: test */", 0), ==, 0);
  g_assert_cmpint (kin_reader_number (kin_store_reader (older), "SELECT count(*) FROM child /* scan: test */", 0), ==, 1);
}

/* What the office has under another name has its number, and still goes before it may be forgotten: a device's numbers have no hole. */
static void
test_narrowed_without_a_hole (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) price = kin_record_new (&kin_price_line);
  g_autoptr (GPtrArray) told = NULL;
  KinWireChange *known;
  gboolean done;

  g_assert_true (kin_store_create (world->a.store, price, "Price added", &error));
  told = kin_reader_outbox (reader (&world->a), 0, 10);
  known = told->pdata[0];
  known->first_device = known->device;
  known->first_n = known->n;
  memset (&known->device, 7, sizeof known->device);
  known->seq = 1;
  g_assert_true (kin_store_receive (world->a.store, told, &error));
  g_assert_true (kin_store_narrow (world->a.store, 5, NULL, &done, &error));
  g_assert_no_error (error);
  g_assert_false (done);
}

static gboolean
admit (KinWriter *writer, gpointer data, GError **error)
{
  return kin_writer_admit (writer, *(gint64 *) data, error);
}

static void
test_admitted_here (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) ada = fixture_child (&world->a, "Ada", "Example");
  g_autoptr (GArray) held = NULL, none = NULL;

  swap (world);
  save_note (&world->b, ada, "likes boats");
  send (world, &world->b, TRUE);
  fetch (world);
  held = kin_reader_held_records (reader (&world->a), 10);
  g_assert_cmpuint (held->len, ==, 1);
  g_assert_true (kin_store_write (world->a.store, "admit", "Admitted", admit, held->data, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_note (&world->a, ada, "likes boats");
  none = kin_reader_held_records (reader (&world->a), 10);
  g_assert_cmpuint (none->len, ==, 0);
  swap (world);
  assert_note (&world->b, ada, "likes boats");
}

/* A device that may hold money no longer has none; what it has not sent goes first. */
static void
test_narrowed (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) ada = fixture_child (&world->a, "Ada", "Example");
  g_autoptr (KinRecord) price = kin_record_new (&kin_price_line);
  static const char *const facts[] = { "sync-scopes", "5", NULL };
  g_autofree char *backup = NULL;
  gboolean done;

  g_assert_true (kin_store_create (world->a.store, price, "Price added", &error));
  g_assert_true (kin_store_set_fact (world->a.store, "sync-scopes", "7", &error));
  backup = kin_store_backup (world->a.store, NULL, &error);
  g_assert_true (kin_store_narrow (world->a.store, 5, facts, &done, &error));
  g_assert_false (done); /* not sent */
  g_assert_nonnull (fixture_now (&world->a, price));
  swap (world);
  g_assert_true (kin_store_narrow (world->a.store, 5, facts, &done, &error));
  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_null (fixture_now (&world->a, price));
  g_assert_cmpint (kin_reader_number (reader (&world->a), "SELECT count(*) FROM change WHERE scope = 1 /* scan: test */", 0), ==, 0);
  assert_narrowed (backup, &world->a);
  assert_note (&world->a, ada, NULL);
  save_note (&world->a, ada, "likes boats"); /* and its numbers go on */
  fixture_reopen (&world->a);
  save_note (&world->a, ada, "likes trains");
  swap (world);
  assert_note (&world->b, ada, "likes trains");
}

/* The history of another laptop says what was undone, and its action can be undone here. */
static void
test_undo_elsewhere (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) ada = fixture_child (&world->a, "Ada", "Example");
  g_autoptr (GPtrArray) actions = NULL;
  KinAction *newest, *undone;

  save_note (&world->a, ada, "likes boats");
  swap (world);
  {
    g_autoptr (KinAction) action = kin_reader_undoable (reader (&world->a));

    g_assert_true (kin_store_undo (world->a.store, action->no, NULL, NULL, NULL, &error));
  }
  swap (world);
  assert_note (&world->b, ada, NULL);
  actions = kin_reader_actions (reader (&world->b), 0, 10);
  newest = actions->pdata[0];
  undone = actions->pdata[1];
  g_assert_cmpstr (newest->kind, ==, "undo");
  g_assert_cmpint (newest->undoes, ==, undone->no);
  g_assert_cmpint (undone->undone_by, ==, newest->no);
  g_assert_null (kin_reader_undoable (reader (&world->b))); /* not one's own: Ctrl+Z leaves it */
  g_assert_true (kin_store_undo (world->b.store, newest->no, NULL, NULL, NULL, &error)); /* from the history, it can be */
  swap (world);
  assert_note (&world->a, ada, "likes boats");
}

/* A decision between two values, taken back, leaves the question as open as it was. */
static void
test_undo_decision (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) ada = fixture_child (&world->a, "Ada", "Example");
  gint64 no;

  swap (world);
  save_note (&world->a, ada, "likes boats");
  save_note (&world->b, ada, "likes trains");
  swap (world);
  no = kin_reader_no_of (reader (&world->b), kin_record_id (ada));
  save_note (&world->b, ada, "likes trains");
  swap (world);
  {
    g_autoptr (GPtrArray) none = kin_reader_conflicts (reader (&world->b), no);
    g_autoptr (KinAction) action = kin_reader_undoable (reader (&world->b));

    g_assert_cmpuint (none->len, ==, 0);
    g_assert_true (kin_store_undo (world->b.store, action->no, NULL, NULL, NULL, &error));
  }
  swap (world);
  for (guint i = 0; i < 2; i++)
    {
      Fixture *fixture = i == 0 ? &world->a : &world->b;
      g_autoptr (GPtrArray) both = kin_reader_conflicts (reader (fixture), kin_reader_no_of (reader (fixture), kin_record_id (ada)));

      g_assert_cmpuint (both->len, ==, 2);
      g_assert_cmpstr (((KinChange *) both->pdata[0])->value, !=, ((KinChange *) both->pdata[1])->value);
    }
}

/* Before joining, whoever works here has a random name; after it, the authority's. */
static void
test_named_at_joining (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) ada = fixture_child (&world->a, "Ada", "Example");
  g_autoptr (GPtrArray) changes = NULL;
  KinWireChange *change;

  (void) ada;
  g_assert_true (kin_store_be (world->a.store, "u-71", "A Worker", &error));
  changes = kin_reader_outbox (reader (&world->a), 0, 10);
  change = changes->pdata[0];
  g_assert_cmpstr (change->by, ==, "u-71");
  g_assert_cmpstr (change->by_name, ==, "A Worker");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)
  ADD ("/office/what-it-holds-waits-for-a-manager", test_held);
  ADD ("/office/what-it-purges-is-nowhere", test_purge);
  ADD ("/office/purged-before-it-was-sent", test_purged_before_sent);
  ADD ("/office/what-it-purges-again", test_purged_again);
  ADD ("/office/a-purge-answered-by-a-copy", test_purge_answered_by_a_copy);
  ADD ("/office/what-a-manager-admits", test_admitted_here);
  ADD ("/office/equal-replicas-have-equal-digests", test_digest);
  ADD ("/office/a-narrower-grant-leaves-nothing", test_narrowed);
  ADD ("/office/a-narrower-grant-leaves-no-hole", test_narrowed_without_a_hole);
  ADD ("/office/what-was-undone-elsewhere", test_undo_elsewhere);
  ADD ("/office/a-decision-taken-back", test_undo_decision);
  ADD ("/office/named-at-joining", test_named_at_joining);
  return g_test_run ();
}
