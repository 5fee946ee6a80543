/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several files of one authority, mostly apart: random work, random exchange, repeated and in any order between devices. In the
 * end all hold the same, nothing anybody wrote is lost, and where two disagreed both values stand. */
#include <string.h>

#include "fixture.h"
#include "receive.h"

#define LAPTOPS 3

typedef struct
{
  Fixture    laptop[LAPTOPS];
  gint64     sent[LAPTOPS]; /* n up to which the office has it */
  guint      got[LAPTOPS];  /* how many of the office's log it has seen */
  GPtrArray *office;        /* KinWireChange, numbered */
  GRand     *rand;
} World;

static void
set_up (World *world, gconstpointer data)
{
  memset (world, 0, sizeof *world);
  for (guint i = 0; i < LAPTOPS; i++)
    fixture_set_up (&world->laptop[i], NULL);
  world->office = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  world->rand = g_rand_new_with_seed (g_test_rand_int ());
}

static void
tear_down (World *world, gconstpointer data)
{
  for (guint i = 0; i < LAPTOPS; i++)
    fixture_tear_down (&world->laptop[i], NULL);
  g_ptr_array_unref (world->office);
  g_rand_free (world->rand);
}

static KinReader *
reader (World *world, guint i)
{
  return kin_store_reader (world->laptop[i].store);
}

static void
push (World *world, guint i)
{
  g_autoptr (GPtrArray) changes = kin_reader_outbox (reader (world, i), world->sent[i], (guint) g_rand_int_range (world->rand, 1, 6));

  while (changes->len > 0)
    {
      KinWireChange *change = g_ptr_array_steal_index (changes, 0);

      world->sent[i] = change->n;
      change->seq = (gint64) world->office->len + 1;
      g_ptr_array_add (world->office, change);
    }
}

static void
pull (World *world, guint i, guint most)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = g_ptr_array_new ();
  guint from = world->got[i], to = MIN (world->office->len, from + most);

  if (from > 0 && g_rand_boolean (world->rand))
    from -= 1; /* a reply that was lost, and comes again */
  for (guint c = from; c < to; c++)
    g_ptr_array_add (page, world->office->pdata[c]);
  kin_store_receive (world->laptop[i].store, page, &error);
  g_assert_no_error (error);
  world->got[i] = MAX (world->got[i], to);
}

static void
work (World *world, guint i)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) children = kin_reader_list (reader (world, i), &kin_child, "1 ORDER BY no", 0);
  g_autofree char *word = g_strdup_printf ("w%u", g_rand_int (world->rand) % 1000);
  int what = g_rand_int_range (world->rand, 0, 8);

  if (children->len == 0 || what == 0)
    g_object_unref (fixture_child (&world->laptop[i], word, "Example"));
  else
    {
      KinRecord *child = children->pdata[g_rand_int_range (world->rand, 0, (gint) children->len)];

      if (what == 1)
        kin_store_delete (world->laptop[i].store, child, "Child deleted", &error);
      else if (what == 2)
        {
          g_autoptr (KinAction) action = kin_reader_undoable (reader (world, i));

          if (action != NULL)
            kin_store_undo (world->laptop[i].store, action->no, NULL, NULL, NULL, &error);
        }
      else
        {
          guint field = what < 6 ? KIN_CHILD_FORENAME : KIN_CHILD_NOTE;

          kin_record_set_text (child, field, word);
          kin_store_save_field (world->laptop[i].store, child, field, &error);
        }
    }
  g_assert_no_error (error);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* By id, not by number: numbers are each file's own. */
static char *
state (World *world, guint i)
{
  g_autoptr (GPtrArray) children = kin_reader_list (reader (world, i), &kin_child, "1 ORDER BY (SELECT id FROM record r WHERE r.no = child.no) /* scan: test */", 0);
  GString *text = g_string_new (NULL);

  for (guint c = 0; c < children->len; c++)
    {
      char id[KIN_ID_TEXT];
      struct json_object *json = kin_reader_json (reader (world, i), children->pdata[c]);
      g_autoptr (GPtrArray) conflicts = kin_reader_conflicts (reader (world, i), kin_record_no (children->pdata[c]));
      g_autoptr (GPtrArray) values = g_ptr_array_new ();

      kin_id_to_text (kin_record_id (children->pdata[c]), id);
      g_string_append_printf (text, "%s %s", id, json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN));
      json_object_put (json);
      for (guint k = 0; k < conflicts->len; k++)
        g_ptr_array_add (values, ((KinChange *) conflicts->pdata[k])->value);
      g_ptr_array_sort (values, compare_words);
      for (guint k = 0; k < values->len; k++)
        g_string_append_printf (text, " !%s", (char *) values->pdata[k]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
settle (World *world)
{
  for (guint i = 0; i < LAPTOPS; i++)
    for (gint64 before = -1; before != world->sent[i];)
      {
        before = world->sent[i];
        push (world, i);
      }
  for (guint i = 0; i < LAPTOPS; i++)
    while (world->got[i] < world->office->len)
      pull (world, i, 7);
}

static void
test_all_agree (World *world, gconstpointer data)
{
  g_autofree char *first = NULL;

  for (guint step = 0; step < 150; step++)
    {
      guint i = (guint) g_rand_int_range (world->rand, 0, LAPTOPS);

      world->laptop[i].now += g_rand_int_range (world->rand, -5000, 5000); /* clocks take no part in it */
      switch (g_rand_int_range (world->rand, 0, 4))
        {
        case 0:
          push (world, i);
          break;
        case 1:
          pull (world, i, (guint) g_rand_int_range (world->rand, 1, 9));
          break;
        default:
          work (world, i);
        }
    }
  settle (world);
  first = state (world, 0);
  for (guint i = 0; i < LAPTOPS; i++)
    {
      g_autofree char *other = state (world, i);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

      g_assert_cmpstr (first, ==, other);
      g_assert_true (kin_store_check (world->laptop[i].store, problems, NULL));
      g_assert_cmpint (kin_reader_number (reader (world, i), "SELECT count(*) FROM change WHERE seq IS NULL /* scan: test */", 0), ==, 0);
      g_assert_cmpint (kin_reader_number (reader (world, i), "SELECT count(*) FROM change /* scan: test */", 0), ==, world->office->len);
    }
}

static void
save_note (World *world, guint i, KinRecord *seen, const char *note)
{
  g_autoptr (GError) error = NULL;

  kin_record_set_text (seen, KIN_CHILD_NOTE, note);
  kin_store_save_field (world->laptop[i].store, seen, KIN_CHILD_NOTE, &error);
  g_assert_no_error (error);
}

static void
test_two_speak_at_once (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) ada = fixture_child (&world->laptop[0], "Ada", "Example");
  g_autoptr (KinRecord) there = NULL;
  g_autoptr (KinRecord) now = NULL;
  char id[KIN_ID_TEXT];

  kin_id_to_text (kin_record_id (ada), id);
  settle (world);
  there = kin_reader_find (reader (world, 1), id);
  save_note (world, 0, ada, "likes trains");
  save_note (world, 1, there, "likes boats");
  push (world, 1); /* the boats get the lower number: they stay in force */
  settle (world);
  for (guint i = 0; i < LAPTOPS; i++)
    {
      g_autoptr (KinRecord) record = kin_reader_find (reader (world, i), id);
      g_autoptr (GPtrArray) conflicts = kin_reader_conflicts (reader (world, i), kin_record_no (record));

      g_assert_cmpstr (kin_record_text (record, KIN_CHILD_NOTE), ==, "likes boats");
      g_assert_cmpuint (conflicts->len, ==, 2);
    }
  now = kin_reader_find (reader (world, 2), id); /* a person decides, having seen both */
  save_note (world, 2, now, "likes trains");
  settle (world);
  for (guint i = 0; i < LAPTOPS; i++)
    {
      g_autoptr (KinRecord) record = kin_reader_find (reader (world, i), id);
      g_autoptr (GPtrArray) conflicts = kin_reader_conflicts (reader (world, i), kin_record_no (record));

      g_assert_cmpstr (kin_record_text (record, KIN_CHILD_NOTE), ==, "likes trains");
      g_assert_cmpuint (conflicts->len, ==, 0);
    }
}

/* Who says the same agrees. */
static void
test_two_say_the_same (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) ada = fixture_child (&world->laptop[0], "Ada", "Example");
  g_autoptr (KinRecord) there = NULL;
  char id[KIN_ID_TEXT];

  kin_id_to_text (kin_record_id (ada), id);
  settle (world);
  there = kin_reader_find (reader (world, 1), id);
  save_note (world, 0, ada, "likes trains");
  save_note (world, 1, there, "likes trains");
  kin_store_delete (world->laptop[0].store, ada, "Child deleted", NULL);
  kin_store_delete (world->laptop[1].store, there, "Child deleted", NULL);
  settle (world);
  for (guint i = 0; i < LAPTOPS; i++)
    {
      KinId binary;
      g_autoptr (GPtrArray) conflicts = NULL;

      g_assert_true (kin_id_parse (&binary, id));
      conflicts = kin_reader_conflicts (reader (world, i), kin_reader_no_of (reader (world, i), &binary));
      g_assert_cmpuint (conflicts->len, ==, 0);
    }
}

/* What the person had seen counts, not what had arrived when it was saved. */
static void
test_base_is_what_was_seen (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) ada = fixture_child (&world->laptop[0], "Ada", "Example");
  g_autoptr (KinRecord) open_form = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  char id[KIN_ID_TEXT];

  kin_id_to_text (kin_record_id (ada), id);
  settle (world);
  open_form = kin_reader_find (reader (world, 1), id);
  save_note (world, 0, ada, "likes trains");
  settle (world); /* arrives while the form is open */
  save_note (world, 1, open_form, "likes boats");
  conflicts = kin_reader_conflicts (reader (world, 1), kin_record_no (open_form));
  g_assert_cmpuint (conflicts->len, ==, 2);
}

/* Nobody conflicts with himself, whatever others say between two of his own. */
static void
test_own_words_are_seen (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) ada = fixture_child (&world->laptop[0], "Ada", "Example");
  g_autoptr (KinRecord) there = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  char id[KIN_ID_TEXT];

  kin_id_to_text (kin_record_id (ada), id);
  settle (world);
  there = kin_reader_find (reader (world, 1), id);
  save_note (world, 0, ada, "likes trains");
  save_note (world, 1, there, "likes boats");
  settle (world);
  save_note (world, 0, ada, "likes planes"); /* the same form, which has not seen the boats */
  conflicts = kin_reader_conflicts (reader (world, 0), kin_record_no (ada));
  g_assert_cmpuint (conflicts->len, ==, 2);
}

static gboolean
create_as (KinWriter *writer, gpointer data, GError **error)
{
  KinId id;
  g_autoptr (KinRecord) child = NULL;

  kin_id_of_words (&id, "the same row of two returns");
  child = kin_record_new_as (&kin_child, &id, 0);
  kin_record_set_text (child, KIN_CHILD_FORENAME, data);
  kin_record_set_text (child, KIN_CHILD_SURNAME, "Example");
  return kin_writer_create (writer, child, error);
}

/* Two imports of one child make one record; where they differ both values stand. */
static void
test_two_creates (World *world, gconstpointer data)
{
  static const char *const names[] = { "Ada", "Adah" };

  for (guint i = 0; i < 2; i++)
    g_assert_true (kin_store_write (world->laptop[i].store, "import", "Import", create_as, (gpointer) names[i], NULL, NULL, NULL));
  settle (world);
  for (guint i = 0; i < LAPTOPS; i++)
    {
      g_autoptr (GPtrArray) children = kin_reader_list (reader (world, i), &kin_child, "1", 0);
      g_autoptr (GPtrArray) conflicts = kin_reader_conflicts (reader (world, i), kin_record_no (children->pdata[0]));

      g_assert_cmpuint (children->len, ==, 1);
      g_assert_cmpstr (kin_record_text (children->pdata[0], KIN_CHILD_FORENAME), ==, "Ada");
      g_assert_cmpuint (conflicts->len, ==, 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)
  ADD ("/receive/all-agree-in-the-end", test_all_agree);
  ADD ("/receive/two-speak-at-once", test_two_speak_at_once);
  ADD ("/receive/two-say-the-same", test_two_say_the_same);
  ADD ("/receive/base-is-what-was-seen", test_base_is_what_was_seen);
  ADD ("/receive/own-words-are-seen", test_own_words_are_seen);
  ADD ("/receive/two-creates-of-one-record", test_two_creates);
  return g_test_run ();
}
