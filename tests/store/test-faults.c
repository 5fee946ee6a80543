/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails at the k-th call, for every kind of call: each job either is done or says in a sentence that it is not,
 * and the file is then as it was before.
 *
 * By itself it tries some calls of each kind (chosen by the seed); test-faults --every tries all of them. */
#include <sqlite3.h>
#include <string.h>

#include "faulty-vfs.h"
#include "state.h"

#define TRIED 2 /* of each kind, about */
#define IMPORTED 220 /* enough to be undone as a set */

typedef struct
{
  Fixture   fixture;     /* its file is the one that suffers */
  char     *base, *seal; /* what it is made from each time, and its digest */
  char     *done;        /* the digest after the job */
  char     *made;        /* by a backup */
  KinRecord *child;
  gint64    action;
  GRand    *rand;
  guint     tried, refused;
} Storm;

typedef struct
{
  const char *name;
  gboolean  (*act) (Storm *storm, GError **error);
  gboolean    opens;    /* for itself: no store is open while it runs */
  void      (*judge) (Storm *storm, gboolean ok);
  gboolean    copies;   /* by VACUUM INTO, in which SQLCipher 4.6 frees twice when memory runs out: not tried */
} Job;

static gboolean every;

static gboolean
save (Storm *storm, GError **error)
{
  kin_record_set_text (storm->child, KIN_CHILD_NOTE, "A sentence that must not get lost.");
  return kin_store_save_field (storm->fixture.store, storm->child, KIN_CHILD_NOTE, error);
}

static gboolean
import (Storm *storm, GError **error)
{
  return state_import (storm->fixture.store, 200, NULL, error);
}

static gboolean
undo (Storm *storm, GError **error)
{
  return kin_store_undo (storm->fixture.store, storm->action, NULL, NULL, NULL, error);
}

static gboolean
back_up (Storm *storm, GError **error)
{
  g_clear_pointer (&storm->made, g_free);
  storm->made = kin_store_backup (storm->fixture.store, NULL, error);
  return storm->made != NULL;
}

static gboolean
restore (Storm *storm, GError **error)
{
  g_autofree char *other = g_build_filename (storm->fixture.folder, "other", NULL);

  return kin_backup_restore (other, storm->fixture.path, storm->fixture.key, error);
}

static gboolean
migrate (Storm *storm, GError **error)
{
  return state_migrate (storm->fixture.path, storm->fixture.key, error);
}

static gboolean
open_and_close (Storm *storm, GError **error)
{
  g_autoptr (KinStore) store = kin_store_open (storm->fixture.path, storm->fixture.key, 0, error);

  if (store != NULL)
    kin_store_close (store);
  return store != NULL;
}

static gboolean
make (Storm *storm, GError **error)
{
  g_autofree char *path = g_build_filename (storm->fixture.folder, "new.kin", NULL);
  g_autoptr (KinStore) store = kin_store_open (path, storm->fixture.key, KIN_STORE_CREATE, error);

  if (store != NULL)
    kin_store_close (store);
  return store != NULL;
}

static gboolean
check (Storm *storm, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (kin_store_check (storm->fixture.store, problems, error))
    return TRUE;
  if (*error == NULL) /* a bad page is a problem, told by name */
    {
      g_assert_cmpuint (problems->len, >, 0);
      g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_DAMAGED, "The check found what is wrong.");
    }
  return FALSE;
}

static void
judge_nothing_changed (Storm *storm, gboolean ok)
{
  g_autofree char *now = state_digest (storm->fixture.path, storm->fixture.key);

  g_assert_cmpstr (now, ==, storm->seal);
}

static void
judge_backup (Storm *storm, gboolean ok)
{
  g_autoptr (GPtrArray) backups = kin_backups_list (storm->fixture.path);

  judge_nothing_changed (storm, ok);
  g_assert_cmpuint (backups->len, ==, ok ? 1 : 0);
  if (ok)
    {
      g_autofree char *now = state_digest (storm->made, storm->fixture.key);

      g_assert_cmpstr (now, ==, storm->seal);
      fixture_remove (storm->made);
    }
}

static void
judge_restore (Storm *storm, gboolean ok)
{
  g_autofree char *other = g_build_filename (storm->fixture.folder, "other", NULL);
  g_autofree char *folder = g_build_filename (storm->fixture.folder, "backups", NULL);
  g_autofree char *wanted = state_digest (other, storm->fixture.key);
  g_autofree char *now = state_digest (storm->fixture.path, storm->fixture.key);

  g_assert_cmpstr (now, ==, ok ? wanted : storm->seal);
  fixture_remove (folder);
}

static void
judge_migration (Storm *storm, gboolean ok)
{
  g_autofree char *how_far = state_migrated (storm->fixture.path, storm->fixture.key);
  g_autofree char *folder = g_build_filename (storm->fixture.folder, "backups", NULL);

  if (ok)
    g_assert_cmpstr (how_far, ==, "4 new");
  if (how_far[0] != '2')
    {
      g_autoptr (GPtrArray) backups = kin_backups_list (storm->fixture.path);

      g_assert_cmpuint (backups->len, >, 0);
      g_assert_cmpint (state_number (((KinBackup *) backups->pdata[0])->path, storm->fixture.key, "PRAGMA user_version"), ==, 2);
    }
  state_go_back (storm->fixture.path, storm->fixture.key);
  judge_nothing_changed (storm, ok);
  fixture_remove (folder);
}

static void
judge_new (Storm *storm, gboolean ok)
{
  g_autofree char *path = g_build_filename (storm->fixture.folder, "new.kin", NULL);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS) == ok);
  if (!ok)
    g_assert_true (make (storm, NULL)); /* the name is not spoilt */
  state_assert_sound (path, storm->fixture.key);
  fixture_remove (path);
}

static void
judge_write (Storm *storm, gboolean ok)
{
  g_autofree char *now = state_digest (storm->fixture.path, storm->fixture.key);

  g_assert_cmpstr (now, ==, ok ? storm->done : storm->seal);
}

/* What somebody typed since keeps its owner. */
static void
judge_undo (Storm *storm, gboolean ok)
{
  judge_write (storm, ok);
  g_assert_cmpint (state_number (storm->fixture.path, storm->fixture.key, "SELECT count(*) FROM child"), ==, ok ? 2 : 1 + IMPORTED);
  g_assert_cmpint (state_number (storm->fixture.path, storm->fixture.key, "SELECT count(*) FROM placement p JOIN child c ON c.no = p.child"), ==, 1);
}

static const Job jobs[] = {
  { "save", save, FALSE, judge_write },
  { "import", import, FALSE, judge_write },
  { "undo", undo, FALSE, judge_undo },
  { "backup", back_up, FALSE, judge_backup, TRUE },
  { "restore", restore, TRUE, judge_restore, TRUE },
  { "migrate", migrate, TRUE, judge_migration, TRUE },
  { "open", open_and_close, TRUE, judge_nothing_changed },
  { "make", make, TRUE, judge_new },
  { "check", check, FALSE, judge_nothing_changed },
};

static void
begin (Storm *storm, const Job *job)
{
  state_copy (storm->base, storm->fixture.path);
  if (job->opens)
    return;
  fixture_reopen (&storm->fixture);
  g_clear_object (&storm->child);
  storm->child = kin_reader_get (kin_store_reader (storm->fixture.store), &kin_child, 1);
}

/* A sentence for a person, of our own domain. */
static void
assert_says (const GError *error, const char *doing)
{
  if (error == NULL)
    g_error ("%s: refused without a word", doing);
  if (error->domain != KIN_STORE_ERROR || strlen (error->message) < 20 || !g_str_has_suffix (error->message, "."))
    g_error ("%s: \"%s\" is no sentence", doing, error->message);
}

static void
try_fault (Storm *storm, const Job *job, const FaultPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *doing = g_strdup_printf ("%s, call %u of kind %d, code %d, way %d", job->name, plan->at, plan->op, plan->code, plan->way);
  gboolean ok;

  g_test_message ("%s", doing);
  begin (storm, job);
  faulty_vfs_plan (NULL, plan);
  ok = job->act (storm, &error);
  storm->tried++;
  storm->refused += !ok;
  if (!ok)
    assert_says (error, doing);
  else
    g_assert_no_error (error);
  if (plan->way == FAULT_ONCE && !job->opens && !ok)
    {
      g_test_message ("%s", error->message);
      g_clear_error (&error);
      faulty_vfs_plan (NULL, NULL);
      ok = job->act (storm, &error); /* the open store lives on: asked again, it does it */
      if (!ok)
        g_error ("%s: and not the second time either: %s", doing, error->message);
    }
  fixture_close (&storm->fixture); /* a disk that stays broken is still broken when the program closes */
  faulty_vfs_plan (NULL, NULL);
  job->judge (storm, ok);
  state_assert_sound (storm->fixture.path, storm->fixture.key);
}

static void
try_calls (Storm *storm, const Job *job, FaultOp op, int code, FaultWay way, guint n)
{
  for (guint k = 1; k <= n; k++)
    {
      FaultPlan plan = { op, k, code, way };

      if (every && op == FAULT_MEMORY && k > 200 && k % (n / 300 + 1) != 0)
        continue; /* tens of thousands; one in so many */
      if (every || (guint) g_rand_int_range (storm->rand, 0, (gint32) n) < TRIED)
        try_fault (storm, job, &plan);
    }
}

static void
set_up (Storm *storm)
{
  g_autofree char *folder = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;
  KinRecord *child;

  fixture_set_up (&storm->fixture, NULL);
  storm->rand = g_rand_new_with_seed ((guint32) g_test_rand_int ()); /* the harness prints the seed */
  other = g_build_filename (storm->fixture.folder, "other", NULL);
  folder = g_build_filename (storm->fixture.folder, "backups", NULL);
  child = fixture_child (&storm->fixture, "Ada", "Example");
  kin_store_draft (storm->fixture.store, kin_record_id (child), "child", "note", "half a sen");
  fixture_close (&storm->fixture);
  state_copy (storm->fixture.path, other);
  fixture_reopen (&storm->fixture);
  g_assert_true (state_import (storm->fixture.store, IMPORTED, &storm->action, &error));
  g_assert_true (state_type_part (storm->fixture.store, IMPORTED / 2, &error));
  g_object_unref (child);
  fixture_close (&storm->fixture);
  storm->base = g_build_filename (storm->fixture.folder, "base", NULL);
  state_copy (storm->fixture.path, storm->base);
  storm->seal = state_digest (storm->base, storm->fixture.key);
}

static void
tear_down (Storm *storm)
{
  g_clear_object (&storm->child);
  fixture_tear_down (&storm->fixture, NULL);
  g_free (storm->base);
  g_free (storm->seal);
  g_free (storm->done);
  g_free (storm->made);
  g_rand_free (storm->rand);
}

static void
test_job (gconstpointer data)
{
  static const struct { FaultOp op; int code; FaultWay way; } faults[] = {
    { FAULT_WRITE, SQLITE_IOERR_WRITE, FAULT_ONCE }, { FAULT_WRITE, SQLITE_FULL, FAULT_ONCE }, { FAULT_WRITE, SQLITE_FULL, FAULT_FROM_THEN_ON },
    { FAULT_SYNC, SQLITE_IOERR_FSYNC, FAULT_ONCE }, { FAULT_TRUNCATE, SQLITE_IOERR_TRUNCATE, FAULT_ONCE },
    { FAULT_OPEN, SQLITE_CANTOPEN, FAULT_ONCE }, { FAULT_OPEN, SQLITE_NOMEM, FAULT_ONCE }, { FAULT_READ, SQLITE_IOERR_READ, FAULT_ONCE },
    { FAULT_READ, SQLITE_IOERR_READ, FAULT_FROM_THEN_ON }, { FAULT_READ, SQLITE_IOERR_SHORT_READ, FAULT_ONCE },
    { FAULT_DELETE, SQLITE_IOERR_DELETE, FAULT_ONCE }, { FAULT_MAP, SQLITE_IOERR_SHMMAP, FAULT_ONCE }, { FAULT_MEMORY, SQLITE_NOMEM, FAULT_ONCE },
  };
  const Job *job = data;
  Storm storm = { { 0 } };
  g_autoptr (GError) error = NULL;
  guint n[FAULT_N_OPS];

  set_up (&storm);
  begin (&storm, job);
  faulty_vfs_plan (NULL, NULL);
  g_assert_true (job->act (&storm, &error)); /* once without any, to count the calls */
  for (guint i = 0; i < FAULT_N_OPS; i++)
    n[i] = faulty_vfs_count (NULL, i);
  fixture_close (&storm.fixture);
  if (job->judge == judge_write || job->judge == judge_undo)
    storm.done = state_digest (storm.fixture.path, storm.fixture.key);
  job->judge (&storm, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (faults[i].op != FAULT_MEMORY || !job->copies)
      try_calls (&storm, job, faults[i].op, faults[i].code, faults[i].way, n[faults[i].op]);
  g_test_message ("%s: %u faults, %u refused; calls: %u open, %u read, %u write, %u sync, %u truncate, %u delete", job->name, storm.tried, storm.refused,
                  n[FAULT_OPEN], n[FAULT_READ], n[FAULT_WRITE], n[FAULT_SYNC], n[FAULT_TRUNCATE], n[FAULT_DELETE]);
  tear_down (&storm);
}

int
main (int argc, char **argv)
{
  state_use_memory ();
  faulty_vfs_install ();
  g_test_init (&argc, &argv, NULL);
  every = argc > 1 && strcmp (argv[1], "--every") == 0;
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autofree char *path = g_strconcat ("/faults/", jobs[i].name, NULL);

      g_test_add_data_func (path, &jobs[i], test_job);
    }
  return g_test_run ();
}
