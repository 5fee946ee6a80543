/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The power goes at the k-th call that touches the disk: what was not synced is there, or not, or torn. What was acknowledged
 * is there, the step under way is whole or absent, and the file is sound.
 *   test-power             some calls, chosen by the seed
 *   test-power --every     each of them */
#include <string.h>

#include "faulty-vfs.h"
#include "state.h"

#define TRIED 60
#define STEPS 8
#define IMPORTED 230 /* enough to be undone as a set */

typedef struct
{
  Fixture fixture;
  char   *base;
  char   *after[STEPS + 1]; /* digests */
  gint64  imported; /* the action that is undone */
  GRand  *rand;
} Power;

static gboolean every;

static void
set_up (Power *power, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&power->fixture, NULL);
  power->rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_object_unref (fixture_child (&power->fixture, "Ada", "Example"));
  g_assert_true (state_import (power->fixture.store, IMPORTED, &power->imported, &error));
  fixture_close (&power->fixture);
  power->base = g_build_filename (power->fixture.folder, "base", NULL);
  state_copy (power->fixture.path, power->base);
}

static void
tear_down (Power *power, gconstpointer data)
{
  fixture_tear_down (&power->fixture, NULL);
  for (guint i = 0; i <= STEPS; i++)
    g_free (power->after[i]);
  g_free (power->base);
  g_rand_free (power->rand);
}

static gboolean
take_step (KinStore *store, guint step, gint64 imported, GError **error)
{
  g_autoptr (KinRecord) child = NULL;
  g_autofree char *text = state_typed (step + 17);

  if (step == 2)
    return state_import (store, 150, NULL, error);
  if (step == 3) /* the undoing leaves this, and the child that it is a part of */
    return state_type_part (store, 100, error);
  if (step == 6)
    return kin_store_undo (store, imported, NULL, NULL, NULL, error);
  child = kin_reader_get (kin_store_reader (store), &kin_child, 1);
  if (child == NULL)
    return FALSE; /* it cannot even be read */
  kin_record_set_text (child, KIN_CHILD_NOTE, text);
  return kin_store_save_field (store, child, KIN_CHILD_NOTE, error);
}

/* Opened and closed twice, so that the log is also brought home in the middle. Returns the steps acknowledged. */
static guint
live (Power *power, guint most)
{
  guint done = 0;

  for (guint half = 0; half < 2; half++)
    {
      g_autoptr (GError) error = NULL;
      KinStore *store = kin_store_open (power->fixture.path, power->fixture.key, 0, &error);
      gboolean going = store != NULL;

      while (going && done < most && done < (half == 0 ? 4 : STEPS))
        {
          going = take_step (store, done, power->imported, NULL);
          done += going;
        }
      if (store != NULL)
        kin_store_close (store);
      g_clear_object (&store);
      if (!going)
        break;
    }
  return done;
}

static void
test_life (Power *power, gconstpointer data)
{
  guint n, tried = 0, later = 0;

  for (guint i = 0; i <= STEPS; i++)
    {
      state_copy (power->base, power->fixture.path);
      faulty_vfs_plan (NULL, NULL);
      g_assert_cmpuint (live (power, i), ==, i);
      n = faulty_vfs_count (NULL, FAULT_ANY);
      power->after[i] = state_digest (power->fixture.path, power->fixture.key);
    }
  for (guint k = 1; k <= n; k++)
    {
      FaultPlan plan = { .op = FAULT_ANY, .at = k, .way = FAULT_POWER };
      g_autofree char *now = NULL;
      guint done;

      if (!every && g_rand_int_range (power->rand, 0, (gint32) n) >= TRIED)
        continue;
      state_copy (power->base, power->fixture.path);
      faulty_vfs_watch (NULL);
      faulty_vfs_plan (NULL, &plan);
      done = live (power, STEPS);
      faulty_vfs_power_back (NULL, power->rand);
      now = state_digest (power->fixture.path, power->fixture.key);
      if (strcmp (now, power->after[done]) != 0 && (done == STEPS || strcmp (now, power->after[done + 1]) != 0))
        g_error ("the power went at call %u of %u: %u steps were acknowledged, and the file is neither before nor after the next", k, n, done);
      state_assert_sound (power->fixture.path, power->fixture.key);
      tried++;
      later += strcmp (now, power->after[done]) != 0;
    }
  g_test_message ("%u power cuts at %u calls; in %u of them the step under way was there", tried, n, later);
}

/* A file is made, and a child in it. The folder forgets what was not synced in it, too. */
static void
test_birth (Power *power, gconstpointer data)
{
  g_autofree char *path = g_build_filename (power->fixture.folder, "new.kin", NULL);

  for (guint k = 1, n = 1; k <= n; k += every ? 1 : 1 + (guint) g_rand_int_range (power->rand, 0, 30))
    {
      FaultPlan plan = { .op = FAULT_ANY, .at = k, .way = FAULT_POWER };
      g_autoptr (KinRecord) child = kin_record_new (&kin_child);
      g_autofree char *lock = g_strconcat (path, ".lock", NULL);
      gboolean created = FALSE;
      KinStore *store;

      kin_record_set_text (child, KIN_CHILD_FORENAME, "Ada");
      faulty_vfs_watch (NULL);
      faulty_vfs_plan (NULL, &plan);
      store = kin_store_open (path, power->fixture.key, KIN_STORE_CREATE, NULL);
      created = store != NULL && kin_store_create (store, child, "Child added", NULL);
      if (store != NULL)
        kin_store_close (store);
      g_clear_object (&store);
      n = faulty_vfs_struck (NULL) ? G_MAXUINT : 0; /* until none is */
      faulty_vfs_power_back (NULL, power->rand);
      if (created)
        {
          g_assert_cmpint (state_number (path, power->fixture.key, "SELECT count(*) FROM child"), ==, 1);
          state_assert_sound (path, power->fixture.key);
        }
      state_copy (power->base, path); /* clears what lies beside it */
      g_remove (path);
      g_remove (lock);
    }
}

static void
test_migration (Power *power, gconstpointer data)
{
  g_autofree char *before = state_digest (power->base, power->fixture.key);
  g_autofree char *backups = g_build_filename (power->fixture.folder, "backups", NULL);
  guint n, tried = 0;

  state_copy (power->base, power->fixture.path);
  faulty_vfs_plan (NULL, NULL);
  g_assert_true (state_migrate (power->fixture.path, power->fixture.key, NULL));
  n = faulty_vfs_count (NULL, FAULT_ANY);
  for (guint k = 1; k <= n; k++)
    {
      FaultPlan plan = { .op = FAULT_ANY, .at = k, .way = FAULT_POWER };
      g_autofree char *how_far = NULL;
      g_autofree char *now = NULL;
      gboolean done;

      if (!every && g_rand_int_range (power->rand, 0, (gint32) n) >= TRIED / 2)
        continue;
      state_copy (power->base, power->fixture.path);
      faulty_vfs_watch (NULL);
      faulty_vfs_plan (NULL, &plan);
      done = state_migrate (power->fixture.path, power->fixture.key, NULL);
      faulty_vfs_power_back (NULL, power->rand);
      how_far = state_migrated (power->fixture.path, power->fixture.key);
      if (done)
        g_assert_cmpstr (how_far, ==, "4 new");
      state_go_back (power->fixture.path, power->fixture.key);
      now = state_digest (power->fixture.path, power->fixture.key);
      g_assert_cmpstr (now, ==, before);
      state_assert_sound (power->fixture.path, power->fixture.key);
      fixture_remove (backups);
      tried++;
    }
  g_test_message ("%u power cuts at %u calls of a migration", tried, n);
}

int
main (int argc, char **argv)
{
  state_use_memory ();
  faulty_vfs_install ();
  g_test_init (&argc, &argv, NULL);
  every = argc > 1 && strcmp (argv[1], "--every") == 0;
  g_test_add ("/power/life", Power, NULL, set_up, test_life, tear_down);
  g_test_add ("/power/birth", Power, NULL, set_up, test_birth, tear_down);
  g_test_add ("/power/migration", Power, NULL, set_up, test_migration, tear_down);
  return g_test_run ();
}
