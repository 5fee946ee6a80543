/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program is killed in the middle of typing, an import, a migration, an undo, a restore, over and over; what it had
 * acknowledged must be there, and nothing by halves.
 *
 * The same program is both: a worker says on its output what it has done, and a driver kills it, either from outside after
 * some acknowledgements and microseconds, or from inside at the k-th call that touches the disk.
 *   test-crash                 some rounds of each kind
 *   test-crash --rounds N      N rounds in all (--seed, with what it printed, tries the same again) */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crash-work.h"
#include "faulty-vfs.h"
#include "state.h"

#define LONGEST_US 250000 /* outside kills: this long after the chosen acknowledgement at most */

typedef struct
{
  Fixture fixture; /* its file is the one the worker works on */
  char   *base, *early;
  char   *self;
  GRand  *rand;
  guint   killed, finished, acknowledged;
} Crash;

static guint rounds; /* of each kind; 0: the usual few */

static void
set_up (Crash *crash, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&crash->fixture, NULL);
  crash->rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  crash->self = g_file_read_link ("/proc/self/exe", NULL);
  crash->early = g_build_filename (crash->fixture.folder, "early", NULL);
  crash->base = g_build_filename (crash->fixture.folder, "base", NULL);
  g_object_unref (fixture_child (&crash->fixture, "Ada", "Example"));
  fixture_close (&crash->fixture);
  state_copy (crash->fixture.path, crash->early);
  fixture_reopen (&crash->fixture);
  g_assert_true (state_import (crash->fixture.store, CRASH_IMPORTED, NULL, &error));
  g_assert_true (state_type_part (crash->fixture.store, CRASH_IMPORTED / 2, &error));
  fixture_close (&crash->fixture);
  state_copy (crash->fixture.path, crash->base);
}

static void
tear_down (Crash *crash, gconstpointer data)
{
  fixture_tear_down (&crash->fixture, NULL);
  g_rand_free (crash->rand);
  g_free (crash->base);
  g_free (crash->early);
  g_free (crash->self);
}

/* Reads until the worker has said enough lines (or is done), then kills it; returns all that it said. */
static char *
listen_and_kill (Crash *crash, GPid pid, int from, guint after_lines)
{
  GString *said = g_string_new (NULL);
  guint lines = 0;
  gboolean killed = FALSE;
  char part[256];
  gssize n;

  if (after_lines == 0)
    {
      /* A fast machine is done in a tenth of what a slow one needs: the short waits get their share. */
      g_usleep ((gulong) g_rand_int_range (crash->rand, 0, LONGEST_US >> g_rand_int_range (crash->rand, 0, 6)));
      kill (pid, SIGKILL);
      killed = TRUE;
    }
  while ((n = read (from, part, sizeof part)) > 0)
    {
      g_string_append_len (said, part, n);
      for (gssize i = 0; i < n; i++)
        lines += part[i] == '\n';
      if (killed || after_lines == G_MAXUINT || lines < after_lines)
        continue;
      g_usleep ((gulong) g_rand_int_range (crash->rand, 0, LONGEST_US / 10));
      kill (pid, SIGKILL);
      killed = TRUE;
    }
  return g_string_free (said, FALSE);
}

/* One life of a worker. Returns the number of steps that it acknowledged; whole lines only. */
static guint
run_worker (Crash *crash, const CrashWork *work)
{
  g_autoptr (GError) error = NULL;
  gboolean inside = g_rand_boolean (crash->rand);
  g_autofree char *at = g_strdup_printf ("%d", inside ? g_rand_int_range (crash->rand, 1, (gint32) work->calls) : 0);
  guint after = inside ? G_MAXUINT : (guint) g_rand_int_range (crash->rand, 0, (gint32) work->steps);
  char *const arguments[] = { crash->self, (char *) "--worker", (char *) work->name, crash->fixture.path, at, NULL };
  g_autofree char *said = NULL;
  guint lines = 0;
  int from, status;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &from, NULL, &error);
  g_assert_no_error (error);
  said = listen_and_kill (crash, pid, from, after);
  close (from);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_spawn_close_pid (pid);
  if (!WIFSIGNALED (status) && !(WIFEXITED (status) && WEXITSTATUS (status) == 0))
    g_error ("%s: the worker failed by itself (%d)", work->name, WEXITSTATUS (status));
  if (WIFSIGNALED (status) && WTERMSIG (status) != SIGKILL)
    g_error ("%s: the worker died of signal %d", work->name, WTERMSIG (status));
  for (const char *p = said; (p = strchr (p, '\n')) != NULL; p++)
    lines++;
  crash->killed += WIFSIGNALED (status);
  crash->finished += !WIFSIGNALED (status);
  crash->acknowledged += lines;
  g_test_message ("%s: killed %s, %u acknowledged", work->name, inside ? at : "from outside", lines);
  return lines;
}

static void
test_work (Crash *crash, gconstpointer data)
{
  const CrashWork *work = data;
  guint n = rounds != 0 ? rounds : work->usual;
  g_autofree char *backups = g_build_filename (crash->fixture.folder, "backups", NULL);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      guint acknowledged;

      state_copy (crash->base, crash->fixture.path);
      acknowledged = run_worker (crash, work);
      work->judge (crash->fixture.path, crash->fixture.key, acknowledged);
      state_assert_sound (crash->fixture.path, crash->fixture.key);
      fixture_remove (backups);
    }
  g_test_message ("%s: %u rounds in %.1f s, %u killed, %u came to their end, %u steps acknowledged and all there", work->name, n,
                  (double) (g_get_monotonic_time () - start) / 1e6, crash->killed, crash->finished, crash->acknowledged);
}

static int
run_as_worker (char **argv)
{
  FaultPlan plan = { .op = FAULT_ANY, .at = (guint) g_ascii_strtoull (argv[4], NULL, 10), .code = 1, .way = FAULT_KILL };
  const CrashWork *work = crash_work_find (argv[2]);
  Fixture fixture = { .path = argv[3] };

  faulty_vfs_install ();
  for (guint i = 0; i < KIN_KEY_BYTES; i++)
    fixture.key[i] = (guint8) (i * 7 + 1);
  faulty_vfs_plan (NULL, plan.at != 0 ? &plan : NULL);
  work->run (fixture.path, fixture.key);
  if (g_getenv ("KIN_CRASH_CALLS") != NULL)
    fprintf (stderr, "%u\n", faulty_vfs_count (NULL, FAULT_ANY));
  return 0;
}

int
main (int argc, char **argv)
{
  guint n;
  const CrashWork *works = crash_works (&n);

  if (argc == 5 && strcmp (argv[1], "--worker") == 0)
    return run_as_worker (argv);
  state_use_memory ();
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i + 1 < argc; i += 2)
    if (strcmp (argv[i], "--rounds") == 0)
      rounds = ((guint) g_ascii_strtoull (argv[i + 1], NULL, 10) + n - 1) / n;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat ("/crash/", works[i].name, NULL);

      g_test_add (path, Crash, &works[i], set_up, test_work, tear_down);
    }
  return g_test_run ();
}
