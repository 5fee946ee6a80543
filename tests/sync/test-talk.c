/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laptops and the office in one process, with whatever lies between them played: what is lost, repeated, cut short or said by somebody
 * else; copied disks, backups put back on either side. No person's step but joining; at rest all hold the same. */
#include <string.h>

#include "accounts.h"
#include "buying.h"
#include "copying.h"
#include "erase.h"
#include "identity.h"
#include "receive.h"
#include "talk_rest.h"

static void
start (Side *side)
{
  side->talk = kin_talk_new (side->file.store, g_rand_new_with_seed (7), NULL);
  side->runs = TRUE;
}

static void
stop (Side *side)
{
  g_clear_pointer (&side->talk, kin_talk_free);
  fixture_close (&side->file);
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  memset (world, 0, sizeof *world);
  office_set_up (&world->office, NULL);
  world->now = world->office.now;
  world->rand = g_rand_new_with_seed (g_test_rand_int ());
  kin_account_add (office_log (&world->office), "ada", KIN_ROLE_EDITOR, ALL_SCOPES, &error);
  g_assert_no_error (error);
  for (guint i = 0; i + 1 < SIDES; i++)
    {
      fixture_set_up (&world->sides[i].file, NULL);
      start (&world->sides[i]);
    }
}

static void
tear_down (World *world, gconstpointer data)
{
  for (guint i = 0; i < SIDES; i++)
    {
      if (!world->sides[i].runs)
        continue;
      g_clear_pointer (&world->sides[i].talk, kin_talk_free);
      fixture_tear_down (&world->sides[i].file, NULL);
      g_free (world->sides[i].older);
    }
  office_tear_down (&world->office, NULL);
  g_free (world->office_older);
  g_rand_free (world->rand);
}

static char *
new_code (World *world, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_auto (KinAccount) account = { 0 };
  char *code;

  g_assert_true (kin_account_find (office_log (&world->office), person, &account));
  code = kin_code_make (office_log (&world->office), &account, world->now, &error);
  g_assert_no_error (error);
  return code;
}

static void
join (World *world, Side *side, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = new_code (world, person);

  kin_talk_join (side->talk, "https://sync.example", world->office.name, code, "laptop", &error);
  g_assert_no_error (error);
}

KinAnswer *
ask_office (World *world, const KinRequest *request)
{
  gboolean wait = FALSE;
  KinAnswer *answer;

  world->office.now = world->now;
  answer = kin_endpoint_answer (world->office.endpoint, request, world->now, &wait);
  while (kin_endpoint_idle (world->office.endpoint, world->now))
    ;
  return answer;
}

static KinAnswer *
spoil (World *world, const KinRequest *request)
{
  static const char page[] = "<html><body>Sign in to this network</body></html>";
  KinAnswer *answer;

  switch (g_rand_int_range (world->rand, 0, 6))
    {
    case 0: /* it never got there */
      return NULL;
    case 1: /* it got there, and the answer was lost */
      kin_answer_free (ask_office (world, request));
      return NULL;
    case 2: /* twice */
      kin_answer_free (ask_office (world, request));
      return ask_office (world, request);
    case 3:
      return kin_answer_new (200, "text/html", g_bytes_new_static (page, strlen (page)));
    case 4:
      return kin_answer_new (502, "text/html", NULL);
    default: /* cut short */
      answer = ask_office (world, request);
      if (answer->body != NULL)
        {
          GBytes *cut = g_bytes_new_from_bytes (answer->body, 0, (gsize) g_rand_int_range (world->rand, 0, (gint) g_bytes_get_size (answer->body)));

          g_bytes_unref (answer->body);
          answer->body = cut;
        }
      return answer;
    }
}

/* One request and what comes of it. FALSE: there is nothing to ask before *wake. */
static gboolean
step (World *world, Side *side, gboolean may_fail, gint64 *wake, gboolean *idle)
{
  g_autoptr (KinRequest) request = kin_talk_next (side->talk, world->now, wake);
  g_autoptr (KinAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  *idle = FALSE;
  if (request == NULL)
    return FALSE;
  {
    g_autofree char *history = kin_reader_fact (reader (side), "sync-history");

    if (history != NULL && *history != '\0') /* the rest of the past would come a page a long poll */
      g_assert_cmpint (request->wait, ==, 0);
  }
  answer = may_fail && g_rand_int_range (world->rand, 0, 3) == 0 ? spoil (world, request) : ask_office (world, request);
  *idle = answer != NULL && answer->status == 304;
  kin_talk_take (side->talk, answer, world->now, &error);
  g_assert_no_error (error);
  return TRUE;
}

/* Only a person can say to an office that was set back who a laptop is that joined after its backup. */
static void
join_again (World *world, Side *side)
{
  g_autoptr (KinSyncStatus) status = kin_talk_status (side->talk, world->now);

  if (status->state == KIN_SYNC_SIGNED_OUT)
    join (world, side, "ada");
}

/* Until nobody has anything to ask but whether there is something new. */
static void
drain (World *world)
{
  guint quiet = 0;

  for (guint round = 0; quiet < 3; round++)
    {
      gboolean all_idle = TRUE;

      g_assert_cmpuint (round, <, 2000);
      for (guint i = 0; i < SIDES; i++)
        {
          gint64 wake;
          gboolean idle;

          if (!world->sides[i].runs)
            continue;
          kin_talk_hurry (world->sides[i].talk);
          if (step (world, &world->sides[i], FALSE, &wake, &idle) && !idle)
            all_idle = FALSE;
          if (kin_reader_n_aside (reader (&world->sides[i])) > 0)
            all_idle = FALSE;
          join_again (world, &world->sides[i]);
        }
      quiet = all_idle ? quiet + 1 : 0;
      world->now += round < 500 ? 1000 : 60 * 60 * 1000; /* others speak for an author only after days */
    }
}

static void
work (World *world, Side *side)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) children = kin_reader_list (reader (side), &kin_child, "1 ORDER BY no", 0);
  g_autofree char *word = g_strdup_printf ("w%u", g_rand_int (world->rand) % 1000);
  KinRecord *child = children->len > 0 ? children->pdata[g_rand_int_range (world->rand, 0, (gint) children->len)] : NULL;
  int what = g_rand_int_range (world->rand, 0, 8);

  side->file.now += g_rand_int_range (world->rand, -5000, 5000);
  if (child == NULL || what == 0)
    g_object_unref (fixture_child (&side->file, word, "Example"));
  else if (what == 1)
    kin_store_delete (side->file.store, child, "Child deleted", &error);
  else if (what == 2)
    {
      g_autoptr (KinAction) action = kin_reader_undoable (reader (side));

      if (action != NULL)
        kin_store_undo (side->file.store, action->no, NULL, NULL, NULL, &error);
    }
  else
    {
      kin_record_set_text (child, what < 6 ? KIN_CHILD_FORENAME : KIN_CHILD_NOTE, word);
      kin_store_save_field (side->file.store, child, what < 6 ? KIN_CHILD_FORENAME : KIN_CHILD_NOTE, &error);
    }
  g_assert_no_error (error);
}

static void
copy (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  g_assert_true (g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
}

static void
copy_disk (World *world)
{
  Side *first = &world->sides[0], *other = &world->sides[SIDES - 1];

  if (other->runs)
    return;
  fixture_set_up (&other->file, NULL);
  fixture_close (&other->file);
  stop (first);
  copy (first->file.path, other->file.path);
  fixture_reopen (&first->file);
  fixture_reopen (&other->file);
  start (first);
  start (other);
}

static void
keep_or_put_back (World *world, Side *side)
{
  gboolean back = side->older != NULL && g_rand_boolean (world->rand);

  if (side->older == NULL)
    side->older = g_strconcat (side->file.path, ".older", NULL);
  stop (side);
  copy (back ? side->older : side->file.path, back ? side->file.path : side->older);
  fixture_reopen (&side->file);
  start (side);
}

static void
office_keep_or_put_back (World *world)
{
  g_autoptr (GError) error = NULL;

  if (world->office_older == NULL || g_rand_boolean (world->rand))
    {
      g_free (world->office_older);
      world->office_older = g_strdup_printf ("%s/older-%u", world->office.state, g_rand_int (world->rand));
      kin_backup_make (office_log (&world->office), world->office_older, world->office.key, &error);
    }
  else
    {
      g_clear_pointer (&world->office.endpoint, kin_endpoint_free);
      kin_backup_put_back (&world->office.place, world->office.name, world->office_older, NULL, world->now, &(guint){ 0 }, &error);
      world->office.endpoint = kin_endpoint_new (&world->office.place);
    }
  g_assert_no_error (error);
}

static void
test_random (World *world, gconstpointer data)
{
  gboolean with_selves = GPOINTER_TO_INT (data);
  gint64 began = world->now;

  for (guint i = 0; i + 1 < SIDES; i++)
    {
      for (guint n = 0; n < 4; n++)
        work (world, &world->sides[i]); /* each has a file with work in it */
      join (world, &world->sides[i], "ada");
    }
  for (guint n = 0; n < 200; n++)
    {
      guint i = (guint) g_rand_int_range (world->rand, 0, world->sides[SIDES - 1].runs ? SIDES : SIDES - 1);
      int what = g_rand_int_range (world->rand, 0, 60);
      gint64 wake;
      gboolean idle;

      world->now += g_rand_int_range (world->rand, 0, 3000);
      if (with_selves && what == 0)
        copy_disk (world);
      else if (with_selves && what < 3)
        keep_or_put_back (world, &world->sides[i]);
      else if (with_selves && what < 6)
        office_keep_or_put_back (world);
      else if (what < 20)
        work (world, &world->sides[i]);
      else
        step (world, &world->sides[i], TRUE, &wake, &idle);
    }
  for (guint i = 0; i < SIDES; i++) /* a put-back file may be from before it joined, and its code is used */
    if (world->sides[i].runs)
      {
        g_autofree char *token = kin_reader_fact (reader (&world->sides[i]), "sync-token");

        if (token == NULL || *token == '\0')
          join (world, &world->sides[i], "ada");
      }
  drain (world);
  assert_rest (world);
  for (guint n = 0; n < 6; n++)
    assert_past (world, began + g_rand_int_range (world->rand, 0, 400 * 1000));
  for (guint i = 0; i < SIDES; i++)
    if (world->sides[i].runs)
      {
        work (world, &world->sides[i]); /* what is not sent is not known to the office */
        work (world, &world->sides[i]);
      }
  assert_past (world, world->now);
}

/* A first copy comes in pages, goes on where it stopped, and can be used before what is long past has come. */
static void
test_first_copy (World *world, gconstpointer data)
{
  Side *old = &world->sides[0], *fresh = &world->sides[1];
  g_autoptr (KinRecord) ada = fixture_child (&old->file, "Ada", "Example");
  gint64 wake;
  gboolean idle;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *note = g_strdup_printf ("note %u", i);
      g_autoptr (KinRecord) now = fixture_now (&old->file, ada);

      kin_record_set_text (now, KIN_CHILD_NOTE, note);
      g_assert_true (kin_store_save_field (old->file.store, now, KIN_CHILD_NOTE, NULL));
    }
  join (world, old, "ada");
  drain (world);
  g_assert_null (kin_reader_fact (reader (old), "sync-joined")); /* it founded the authority */
  join (world, fresh, "ada");
  for (guint i = 0; i < 3; i++)
    g_assert_true (step (world, fresh, FALSE, &wake, &idle)); /* joins, greets, one page */
  g_assert_cmpint (kin_reader_number (reader (fresh), "SELECT count(*) FROM change /* scan: test */", 0), ==, 2); /* what is in force */
  {
    g_autofree char *mine = state (old);
    g_autofree char *theirs = state (fresh);

    g_assert_cmpstr (mine, ==, theirs);
  }
  g_clear_pointer (&fresh->talk, kin_talk_free); /* the program ends, and goes on */
  fixture_reopen (&fresh->file);
  start (fresh);
  drain (world);
  assert_rest (world);
  g_assert_cmpint (kin_reader_number (reader (fresh), "SELECT count(*) FROM change /* scan: test */", 0), ==, 31);
}

/* A wrong code is said, and nothing else changes; a file of one authority does not join another. */
static void
test_wrong_code (World *world, gconstpointer data)
{
  Side *side = &world->sides[0];
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRequest) request = NULL;
  g_autoptr (KinAnswer) answer = NULL;
  gint64 wake;

  g_object_unref (fixture_child (&side->file, "Ada", "Example"));
  g_assert_true (kin_talk_join (side->talk, "https://sync.example", world->office.name, "AAAA-BBBB-CCCC", "laptop", &error));
  request = kin_talk_next (side->talk, world->now, &wake);
  answer = ask_office (world, request);
  g_assert_false (kin_talk_take (side->talk, answer, world->now, &error));
  g_assert_nonnull (error);
  g_assert_null (kin_talk_next (side->talk, world->now, &wake));
  g_assert_cmpint (kin_reader_n_pending (reader (side)), ==, 1);
  join (world, side, "ada");
  drain (world);
  g_clear_error (&error);
  g_assert_false (kin_talk_join (side->talk, "https://sync.example", "elsewhere", "AAAA-BBBB-CCCC", "laptop", &error));
}

/* Signed out at the office, or by the person: what is unsent stays, and goes when the laptop joins again. */
static void
test_signed_out (World *world, gconstpointer data)
{
  Side *side = &world->sides[0];
  g_autoptr (GError) error = NULL;
  gint64 wake;

  join (world, side, "ada");
  drain (world);
  g_object_unref (fixture_child (&side->file, "Ada", "Example"));
  g_assert_true (kin_talk_leave (side->talk, &error));
  g_assert_null (kin_talk_next (side->talk, world->now, &wake));
  g_assert_cmpint (kin_reader_n_pending (reader (side)), ==, 1);
  join (world, side, "ada");
  join (world, &world->sides[1], "ada");
  join (world, &world->sides[2], "ada");
  drain (world);
  assert_rest (world);
}

static void
test_revoked (World *world, gconstpointer data)
{
  Side *side = &world->sides[0];
  g_autoptr (GError) error = NULL;
  g_autoptr (KinSyncStatus) status = NULL;
  KinId device;
  gint64 wake;
  gboolean idle;

  join (world, side, "ada");
  drain (world);
  kin_reader_device (reader (side), &device);
  g_assert_true (kin_device_revoke (office_log (&world->office), &device, FALSE, world->now, &error));
  g_object_unref (fixture_child (&side->file, "Ada", "Example"));
  kin_talk_hurry (side->talk);
  g_assert_true (step (world, side, FALSE, &wake, &idle));
  status = kin_talk_status (side->talk, world->now);
  g_assert_cmpint (status->state, ==, KIN_SYNC_REFUSED);
  g_assert_nonnull (status->trouble);
  g_assert_cmpint (status->n_pending, ==, 1);
}

/* Another person's grant without money: it is never there, and comes when it is granted. */
static void
test_grant (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Side *all = &world->sides[0], *some = &world->sides[1];
  g_autoptr (KinRecord) price = kin_record_new (&kin_price_line);

  g_assert_true (kin_account_add (office_log (&world->office), "ben", KIN_ROLE_EDITOR, 5, &error));
  g_object_unref (fixture_child (&all->file, "Ada", "Example"));
  g_assert_true (kin_store_create (all->file.store, price, "Price added", &error));
  join (world, all, "ada");
  drain (world);
  join (world, some, "ben");
  drain (world);
  g_assert_cmpint (kin_reader_number (reader (some), "SELECT count(*) FROM change WHERE scope = 1 /* scan: test */", 0), ==, 0);
  assert_digest (world, some);
  g_assert_true (kin_account_grant (office_log (&world->office), "ben", KIN_ROLE_EDITOR, 7, &error));
  drain (world);
  g_assert_cmpint (kin_reader_number (reader (some), "SELECT count(*) FROM price_line", 0), ==, 1);
  assert_digest (world, some);
  g_object_unref (fixture_child (&some->file, "Bo", "Example"));
  g_assert_true (kin_account_grant (office_log (&world->office), "ben", KIN_ROLE_EDITOR, 1, &error));
  drain (world);
  g_assert_cmpint (kin_reader_number (reader (some), "SELECT count(*) FROM change WHERE scope <> 0 /* scan: test */", 0), ==, 0);
  g_assert_cmpint (kin_reader_number (reader (all), "SELECT count(*) FROM child", 0), ==, 2); /* what was unsent went first */
  assert_digest (world, some);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, function) g_test_add (path, World, data, set_up, function, tear_down)
  ADD ("/talk/a-first-copy", NULL, test_first_copy);
  ADD ("/talk/a-wrong-code", NULL, test_wrong_code);
  ADD ("/talk/signed-out", NULL, test_signed_out);
  ADD ("/talk/revoked", NULL, test_revoked);
  ADD ("/talk/grants", NULL, test_grant);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *path = g_strdup_printf ("/talk/random/%u", i);

      ADD (path, GINT_TO_POINTER (i % 3 != 0), test_random);
    }
  return g_test_run ();
}
