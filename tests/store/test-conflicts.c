/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two files of one authority disagree: both values stand with who wrote them and what each had seen, one decision closes it on both,
 * undo opens it, and two decisions are a conflict again. */
#include <string.h>

#include "conflicts.h"
#include "fixture.h"
#include "receive.h"

typedef struct
{
  Fixture    laptop[2];
  gint64     sent[2];
  guint      got[2];
  GPtrArray *office;
  char       id[KIN_ID_TEXT];
} World;

static KinReader *
reader (World *world, guint i)
{
  return kin_store_reader (world->laptop[i].store);
}

static void
exchange (World *world)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) changes = kin_reader_outbox (reader (world, i), world->sent[i], 1000);

      while (changes->len > 0)
        {
          KinWireChange *change = g_ptr_array_steal_index (changes, 0);

          world->sent[i] = change->n;
          change->seq = (gint64) world->office->len + 1;
          g_ptr_array_add (world->office, change);
        }
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) page = g_ptr_array_new ();

      for (; world->got[i] < world->office->len; world->got[i]++)
        g_ptr_array_add (page, world->office->pdata[world->got[i]]);
      kin_store_receive (world->laptop[i].store, page, &error);
      g_assert_no_error (error);
    }
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) ada = NULL;

  memset (world, 0, sizeof *world);
  for (guint i = 0; i < 2; i++)
    fixture_set_up (&world->laptop[i], NULL);
  world->office = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  ada = fixture_child (&world->laptop[0], "Ada", "Example");
  kin_id_to_text (kin_record_id (ada), world->id);
  exchange (world);
}

static void
tear_down (World *world, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    fixture_tear_down (&world->laptop[i], NULL);
  g_ptr_array_unref (world->office);
}

static void
write_note (World *world, guint i, const char *text)
{
  g_autoptr (KinRecord) child = kin_reader_find (reader (world, i), world->id);
  g_autoptr (GError) error = NULL;

  kin_record_set_text (child, KIN_CHILD_NOTE, text);
  kin_store_save_field (world->laptop[i].store, child, KIN_CHILD_NOTE, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const KinConflict *conflict;
  guint              side;
} Deciding;

static gboolean
run_decide (KinWriter *writer, gpointer data, GError **error)
{
  const Deciding *deciding = data;

  return kin_writer_decide (writer, deciding->conflict, deciding->side, error);
}

static gboolean
decide (World *world, guint i, const KinConflict *conflict, guint side, GError **error)
{
  Deciding deciding = { conflict, side };

  return kin_store_write (world->laptop[i].store, "decide", "Decided", run_decide, &deciding, NULL, NULL, error);
}

static KinConflict *
only_one (World *world, guint i)
{
  g_autoptr (GPtrArray) conflicts = kin_reader_open_conflicts (reader (world, i), 10);

  g_assert_cmpuint (conflicts->len, ==, 1);
  return g_ptr_array_steal_index (conflicts, 0);
}

static guint
n_open (World *world, guint i)
{
  g_autoptr (GPtrArray) conflicts = kin_reader_open_conflicts (reader (world, i), 10);

  return conflicts->len;
}

static char *
note (World *world, guint i)
{
  g_autoptr (KinRecord) child = kin_reader_find (reader (world, i), world->id);

  return g_strdup (kin_record_text (child, KIN_CHILD_NOTE));
}

static void
disagree (World *world)
{
  write_note (world, 0, "first");
  exchange (world);
  write_note (world, 0, "trains");
  write_note (world, 1, "boats");
  exchange (world);
}

static void
test_sides (World *world, gconstpointer data)
{
  g_autoptr (KinConflict) here = NULL, there = NULL;

  disagree (world);
  here = only_one (world, 0);
  there = only_one (world, 1);
  g_assert_cmpstr (here->field, ==, "note");
  g_assert_cmpuint (here->sides->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const KinConflictSide *a = here->sides->pdata[i], *b = there->sides->pdata[i];

      g_assert_cmpstr (a->value, ==, b->value); /* in one order on both */
      g_assert_cmpstr (a->seen, ==, "\"first\"");
      g_assert_true (a->here != b->here && !a->pending);
    }
  g_assert_cmpstr (((KinConflictSide *) here->sides->pdata[0])->value, ==, "\"trains\"");
}

static void
test_decide (World *world, gconstpointer data)
{
  g_autoptr (KinConflict) conflict = NULL, late = NULL;
  g_autoptr (KinAction) action = NULL;
  g_autoptr (GError) error = NULL, settled = NULL;

  disagree (world);
  conflict = only_one (world, 1);
  late = only_one (world, 0);
  g_assert_true (decide (world, 1, conflict, 1, &error));
  g_assert_no_error (error);
  exchange (world);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *now = note (world, i);

      g_assert_cmpstr (now, ==, "boats");
      g_assert_cmpuint (n_open (world, i), ==, 0);
    }
  g_assert_false (decide (world, 0, late, 0, &settled)); /* a window that was open still */
  g_assert_nonnull (settled);
  action = kin_reader_undoable (reader (world, 1));
  kin_store_undo (world->laptop[1].store, action->no, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  exchange (world);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KinConflict) again = only_one (world, i);

      g_assert_cmpuint (again->sides->len, ==, 2);
    }
}

static void
test_two_decisions (World *world, gconstpointer data)
{
  g_autoptr (KinConflict) here = NULL, there = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  disagree (world);
  here = only_one (world, 0);
  there = only_one (world, 1);
  g_assert_true (decide (world, 0, here, 0, &error));
  g_assert_true (decide (world, 1, there, 1, &error));
  g_assert_no_error (error);
  exchange (world);
  again = only_one (world, 0);
  g_assert_cmpuint (n_open (world, 1), ==, 1);
  g_assert_true (decide (world, 0, again, 0, &error));
  exchange (world);
  g_assert_cmpuint (n_open (world, 0) + n_open (world, 1), ==, 0);
}

static void
test_agreement (World *world, gconstpointer data)
{
  write_note (world, 0, "trains");
  write_note (world, 1, "trains");
  exchange (world);
  g_assert_cmpuint (n_open (world, 0) + n_open (world, 1), ==, 0);
}

static void
delete_on (World *world, guint i)
{
  g_autoptr (KinRecord) child = kin_reader_find (reader (world, i), world->id);
  g_autoptr (GError) error = NULL;

  kin_store_delete (world->laptop[i].store, child, "Child deleted", &error);
  g_assert_no_error (error);
}

/* A deletion of what was seen is no conflict; a change that the other had not seen is, whoever was first at the office. */
static void
test_deleted (World *world, gconstpointer data)
{
  for (guint first = 0; first < 2; first++)
    {
      g_autoptr (KinConflict) conflict = NULL;
      g_autoptr (KinAction) action = NULL;
      g_autoptr (KinRecord) back = NULL;
      g_autoptr (GError) error = NULL;

      write_note (world, 1, "seen by all");
      exchange (world);
      write_note (world, first, "changed");
      delete_on (world, 1 - first);
      exchange (world);
      for (guint i = 0; i < 2; i++)
        g_assert_cmpuint (n_open (world, i), ==, 1);
      conflict = only_one (world, 0);
      g_assert_cmpstr (conflict->field, ==, "_exists");
      g_assert_cmpstr (conflict->edited, ==, "note");
      g_assert_cmpstr (((KinConflictSide *) conflict->sides->pdata[0])->value, ==, "false");
      g_assert_true (decide (world, 0, conflict, 0, &error)); /* it stays deleted */
      g_assert_no_error (error);
      exchange (world);
      g_assert_cmpuint (n_open (world, 0) + n_open (world, 1), ==, 0);
      action = kin_reader_undoable (reader (world, 0));
      kin_store_undo (world->laptop[0].store, action->no, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      exchange (world);
      g_assert_cmpuint (n_open (world, 0) + n_open (world, 1), ==, 2);
      g_clear_pointer (&conflict, kin_conflict_free);
      conflict = only_one (world, 1);
      g_assert_true (decide (world, 1, conflict, 1, &error)); /* back, with the change */
      g_assert_no_error (error);
      exchange (world);
      g_assert_cmpuint (n_open (world, 0) + n_open (world, 1), ==, 0);
      back = kin_reader_find (reader (world, 0), world->id);
      g_assert_cmpstr (kin_record_text (back, KIN_CHILD_NOTE), ==, "changed");
    }
}

static void
test_deleted_what_was_seen (World *world, gconstpointer data)
{
  write_note (world, 1, "seen by all");
  exchange (world);
  delete_on (world, 0);
  exchange (world);
  g_assert_cmpuint (n_open (world, 0) + n_open (world, 1), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)
  ADD ("/conflicts/sides", test_sides);
  ADD ("/conflicts/decide", test_decide);
  ADD ("/conflicts/two-decisions", test_two_decisions);
  ADD ("/conflicts/agreement", test_agreement);
  ADD ("/conflicts/deleted", test_deleted);
  ADD ("/conflicts/deleted-what-was-seen", test_deleted_what_was_seen);
  return g_test_run ();
}
