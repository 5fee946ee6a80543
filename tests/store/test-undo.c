/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo, also after a restart, also of bulk work: a random life against snapshots of every state it went through. */
#include <string.h>

#include "as_known.h"
#include "fixture.h"

/* Everything living, as text: equal texts are equal states. */
static char *
whole_state (KinReader *reader)
{
  GString *text = g_string_new (NULL);
  static const KinType *const types[] = { &kin_child, &kin_household, &kin_placement };

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (GPtrArray) records = kin_reader_list (reader, types[t], "1 ORDER BY no", 0);

      for (guint i = 0; i < records->len; i++)
        {
          struct json_object *json = kin_reader_json (reader, records->pdata[i]);

          g_string_append_printf (text, "%" G_GINT64_FORMAT " %s\n", kin_record_no (records->pdata[i]),
                                  json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN));
          json_object_put (json);
        }
    }
  return g_string_free (text, FALSE);
}

static void
undo_newest (Fixture *f, gboolean redo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinAction) action = redo ? kin_reader_redoable (kin_store_reader (f->store)) : kin_reader_undoable (kin_store_reader (f->store));

  g_assert_nonnull (action);
  kin_store_undo (f->store, action->no, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static KinRecord *
any_living (Fixture *f, GRand *rand, const KinType *type)
{
  g_autoptr (GPtrArray) records = kin_reader_list (kin_store_reader (f->store), type, "1 ORDER BY no", 0);

  return records->len == 0 ? NULL : g_object_ref (records->pdata[g_rand_int_range (rand, 0, (gint) records->len)]);
}

static gboolean
import_some (KinWriter *writer, gpointer rand, GError **error)
{
  g_autoptr (GPtrArray) children = kin_reader_list (kin_writer_reader (writer), &kin_child, "1 ORDER BY no", 0);
  KinValue value = { TRUE, 0, 0, (char *) "Imported", NULL };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KinRecord) child = kin_record_new (&kin_child);
      g_autoptr (KinRecord) placement = kin_record_new (&kin_placement);

      kin_record_set_text (child, KIN_CHILD_SURNAME, "Example");
      kin_record_set_link_to (placement, KIN_PLACEMENT_CHILD, child);
      if (!kin_writer_create (writer, child, error) || !kin_writer_create (writer, placement, error))
        return FALSE;
    }
  for (guint i = 0; i < children->len; i += 2)
    if (!kin_writer_set (writer, children->pdata[i], KIN_CHILD_NOTE, &value, error))
      return FALSE;
  return TRUE;
}

static void
do_something (Fixture *f, GRand *rand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) child = any_living (f, rand, &kin_child);
  g_autofree char *name = g_strdup_printf ("Name%u", g_rand_int (rand) % 5);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      g_object_unref (fixture_child (f, name, "Example"));
      return;
    case 1:
      g_object_unref (fixture_household (f, name));
      return;
    case 2:
      if (child != NULL)
        kin_store_delete (f->store, child, "Child deleted", &error);
      break;
    case 3:
      kin_store_write (f->store, "import", "Import", import_some, rand, NULL, NULL, &error);
      break;
    default:
      if (child != NULL)
        {
          kin_record_set_text (child, KIN_CHILD_FORENAME, g_rand_boolean (rand) ? name : NULL);
          kin_store_save_field (f->store, child, KIN_CHILD_FORENAME, &error);
        }
      break;
    }
  g_assert_no_error (error);
}

static void
test_random_lives (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  guint steps = 0;

  g_ptr_array_add (states, whole_state (kin_store_reader (f->store)));
  while (steps < 25)
    {
      g_autoptr (KinAction) before = kin_reader_undoable (kin_store_reader (f->store));
      g_autoptr (KinAction) after = NULL;

      f->now += 10;
      do_something (f, rand);
      after = kin_reader_undoable (kin_store_reader (f->store));
      if (after != NULL && (before == NULL || before->no != after->no))
        {
          g_ptr_array_add (states, whole_state (kin_store_reader (f->store)));
          steps++;
        }
    }
  for (guint back = steps; back-- > 0;)
    {
      g_autofree char *now = NULL;

      if (back % 7 == 0)
        fixture_reopen (f);
      undo_newest (f, FALSE);
      now = whole_state (kin_store_reader (f->store));
      g_assert_cmpstr (now, ==, states->pdata[back]);
    }
  g_assert_null (kin_reader_undoable (kin_store_reader (f->store)));
  for (guint forth = 1; forth <= steps; forth++)
    {
      g_autofree char *now = NULL;

      undo_newest (f, TRUE);
      now = whole_state (kin_store_reader (f->store));
      g_assert_cmpstr (now, ==, states->pdata[forth]);
    }
  g_assert_null (kin_reader_redoable (kin_store_reader (f->store)));
  g_assert_true (kin_store_check (f->store, problems, NULL));
}

/* Each state that the file went through, seen again through the log alone. */
static void
test_every_state_as_known (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  gint64 start = f->now;

  g_object_unref (fixture_child (f, "Ada", "Example"));
  g_ptr_array_add (states, whole_state (kin_store_reader (f->store)));
  for (guint i = 1; i < 20; i++)
    {
      f->now += 1000;
      if (i % 5 == 4)
        undo_newest (f, FALSE);
      else
        do_something (f, rand);
      g_ptr_array_add (states, whole_state (kin_store_reader (f->store)));
    }
  for (guint i = 0; i < states->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KinReader) then = kin_store_as_known (f->store, start + i * 1000, NULL, &error);
      g_autofree char *state = NULL;

      g_assert_no_error (error);
      state = whole_state (then);
      g_assert_cmpstr (state, ==, states->pdata[i]);
    }
}

static void
test_later_words_are_left (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) child = fixture_child (f, "Ada", "Example");
  g_autoptr (KinAction) created = kin_reader_undoable (kin_store_reader (f->store));
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KinRecord) now = NULL;

  kin_record_set_text (child, KIN_CHILD_NOTE, "She likes trains.");
  g_assert_true (kin_store_save_field (f->store, child, KIN_CHILD_NOTE, &error));
  g_assert_true (kin_store_undo (f->store, created->no, left, NULL, NULL, &error));
  now = fixture_now (f, child);
  g_assert_nonnull (now); /* someone has written in it since */
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_nonnull (strstr (left->pdata[0], "Ada Example"));
}

static gboolean
import_many (KinWriter *writer, gpointer data, GError **error)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (KinRecord) child = kin_record_new (&kin_child);
      g_autoptr (KinRecord) placement = kin_record_new (&kin_placement);

      kin_record_set_text (child, KIN_CHILD_SURNAME, "Example");
      kin_record_set_link_to (placement, KIN_PLACEMENT_CHILD, child);
      if (!kin_writer_create (writer, child, error) || !kin_writer_create (writer, placement, error))
        return FALSE;
    }
  return TRUE;
}

/* The many go as sets; the one that somebody wrote in, and the one that somebody added a placement to, stay with what is theirs. */
static void
test_many_at_once (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (KinRecord) typed = kin_record_new (&kin_placement);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 import;

  g_assert_true (kin_store_write (f->store, "import", "Import", import_many, NULL, NULL, &import, &error));
  children = kin_reader_list (kin_store_reader (f->store), &kin_child, "1 ORDER BY no", 0);
  kin_record_set_text (children->pdata[7], KIN_CHILD_NOTE, "likes trains");
  g_assert_true (kin_store_save_field (f->store, children->pdata[7], KIN_CHILD_NOTE, &error));
  kin_record_set_link_to (typed, KIN_PLACEMENT_CHILD, children->pdata[9]);
  g_assert_true (kin_store_create (f->store, typed, "Placement added", &error));
  before = whole_state (kin_store_reader (f->store));
  g_assert_true (kin_store_undo (f->store, import, left, NULL, NULL, &error));
  g_assert_cmpint (kin_reader_number (kin_store_reader (f->store), "SELECT count(*) FROM child", 0), ==, 2);
  g_assert_cmpint (kin_reader_number (kin_store_reader (f->store), "SELECT count(*) FROM placement", 0), ==, 1);
  g_assert_cmpuint (left->len, ==, 2);
  g_assert_true (kin_store_check (f->store, problems, NULL));
  undo_newest (f, TRUE);
  after = whole_state (kin_store_reader (f->store));
  g_assert_cmpstr (before, ==, after);
  g_assert_true (kin_store_check (f->store, problems, NULL));
}

static void
test_labels_do_not_pile_up (Fixture *f, gconstpointer data)
{
  g_autoptr (KinRecord) child = fixture_child (f, "Ada", "Example");
  g_autoptr (KinAction) last = NULL;

  undo_newest (f, FALSE);
  undo_newest (f, TRUE);
  undo_newest (f, FALSE);
  last = kin_reader_redoable (kin_store_reader (f->store));
  g_assert_cmpstr (last->label, ==, "Undone: Child added");
}

static void
test_new_work_ends_redo (Fixture *f, gconstpointer data)
{
  g_autoptr (KinRecord) child = fixture_child (f, "Ada", "Example");

  undo_newest (f, FALSE);
  g_object_unref (fixture_household (f, "Cedar"));
  g_assert_null (kin_reader_redoable (kin_store_reader (f->store)));
}

static void
test_saving_what_is_there_is_no_change (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) child = fixture_child (f, "Ada", "Example");

  g_assert_true (kin_store_save_field (f->store, child, KIN_CHILD_FORENAME, &error));
  g_assert_cmpint (kin_reader_number (kin_store_reader (f->store), "SELECT count(*) FROM change", 0), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/undo/random-lives-there-and-back", test_random_lives);
  ADD ("/undo/every-state-as-known", test_every_state_as_known);
  ADD ("/undo/what-was-written-since-is-left-and-said", test_later_words_are_left);
  ADD ("/undo/many-at-once", test_many_at_once);
  ADD ("/undo/labels-do-not-pile-up", test_labels_do_not_pile_up);
  ADD ("/undo/new-work-ends-redo", test_new_work_ends_redo);
  ADD ("/undo/saving-what-is-there-is-no-change", test_saving_what_is_there_is_no_change);
  return g_test_run ();
}
