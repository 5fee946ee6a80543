/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs seeds, each in a process of its own, so that a run begins from nothing, a crash is a finding, and a seed replays
 * wherever it stands in the row.
 *   kinkeeper-sim --seeds 300 --first 1           all must be clean
 *   kinkeeper-sim --first 17 --loud               one seed, with all that happened
 *   kinkeeper-sim --seeds 200 --mutate NAME       a deliberate error: succeeds when a seed notices it */
#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"
#include "sim.h"
#include "simulated.h"

#define SECONDS_A_SEED 240

const char *const sim_count_names[SIM_N_COUNTS] = {
  "changes", "conflicts", "power cuts", "disk errors", "cloned disks", "disks put back", "imports", "undone", "old forms saved", "merges", "records judged",
  "clashes", "grants", "purges", "admissions", "laptops signed out", "of them handed in",
  "requests or answers lost", "requests repeated late", "answers of others", "answers cut", "power cuts at the office", "offices put back",
};

const char *kin_simulated_mutation;

static GRand *chance; /* of the program */
static GMutex chance_lock;

typedef struct
{
  char    digest[65];
  guint64 counts[SIM_N_COUNTS];
} Result;

static gint n_seeds = 1, first = 1, jobs;
static gboolean loud, twice;
static char *mutation;

gssize
kin_simulated_chance (void *bytes, gsize n)
{
  g_mutex_lock (&chance_lock);
  for (gsize i = 0; i < n; i++)
    ((guint8 *) bytes)[i] = (guint8) g_rand_int (chance);
  g_mutex_unlock (&chance_lock);
  return (gssize) n;
}

gboolean
kin_simulated_pause (void)
{
  guint8 byte;

  kin_simulated_chance (&byte, 1);
  return byte < 16;
}

static const char *
name_chance (void)
{
  return "seed";
}

static uint32_t
random_word (void)
{
  uint32_t word;

  kin_simulated_chance (&word, sizeof word);
  return word;
}

static void
random_bytes (void *const bytes, const size_t n)
{
  kin_simulated_chance (bytes, n);
}

void
sim_note (Sim *sim, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  g_checksum_update (sim->trace, (const guchar *) text, (gssize) strlen (text) + 1);
  if (sim->loud)
    printf ("%u: %s\n", sim->step, text);
}

void
sim_fail (Sim *sim, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  if (kin_simulated_mutation == NULL || sim->loud)
    fprintf (stderr, "seed %u, step %u: %s\n", sim->seed, sim->step, text);
  fflush (stdout);
  folder_remove (sim->folder);
  _exit (1);
}

guint
sim_roll (Sim *sim, guint n)
{
  return n > 1 ? g_rand_int (sim->rand) % n : 0;
}

gboolean
sim_once_in (Sim *sim, guint n)
{
  return !sim->calm && sim_roll (sim, n) == 0;
}

static char *
name_folder (guint32 seed, pid_t process)
{
  g_autofree char *name = g_strdup_printf ("kinkeeper-sim-%u-%d", seed, (int) process);

  return g_build_filename (g_get_tmp_dir (), name, NULL);
}

static void
run_seed (guint32 seed, int out)
{
  static randombytes_implementation seeded = { name_chance, random_word, NULL, NULL, random_bytes, NULL };
  Sim sim = { .seed = seed, .loud = loud };
  Result result = { { 0 } };

  alarm (SECONDS_A_SEED);
  chance = g_rand_new_with_seed (seed);
  randombytes_set_implementation (&seeded);
  faulty_vfs_install ();
  faulty_vfs_seed (seed);
  sim.rand = g_rand_new_with_seed (seed ^ 0x5eed);
  sim.trace = g_checksum_new (G_CHECKSUM_SHA256);
  sim.laptops = g_ptr_array_new ();
  sim.strays = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_request_free);
  sim.committed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sim.makers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sim.lost = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sim.purged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sim.folder = name_folder (seed, getpid ());
  g_assert_cmpint (g_mkdir (sim.folder, 0700), ==, 0);
  sim_run (&sim);
  folder_remove (sim.folder);
  g_strlcpy (result.digest, g_checksum_get_string (sim.trace), sizeof result.digest);
  memcpy (result.counts, sim.counts, sizeof result.counts);
  g_assert_cmpint (write (out, &result, sizeof result), ==, sizeof result);
  g_free (sim.folder);
  g_rand_free (sim.rand);
  g_rand_free (chance);
  g_checksum_free (sim.trace);
  g_ptr_array_unref (sim.laptops);
  g_ptr_array_unref (sim.strays);
  g_hash_table_unref (sim.committed);
  g_hash_table_unref (sim.makers);
  g_hash_table_unref (sim.lost);
  g_hash_table_unref (sim.purged);
}

typedef struct
{
  pid_t   process;
  guint32 seed;
  int     in; /* the result comes here */
} Job;

static void
start (Job *job, guint32 seed)
{
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  fflush (NULL);
  job->seed = seed;
  job->in = ends[0];
  job->process = fork ();
  g_assert_cmpint (job->process, >=, 0);
  if (job->process > 0)
    {
      close (ends[1]);
      return;
    }
  close (ends[0]);
  run_seed (seed, ends[1]);
  exit (0); /* where leaks are looked for */
}

/* TRUE when the seed was clean. */
static gboolean
finish (Job *job, int status, Result *result)
{
  gboolean clean = WIFEXITED (status) && WEXITSTATUS (status) == 0 && read (job->in, result, sizeof *result) == sizeof *result;
  g_autofree char *folder = name_folder (job->seed, job->process);

  close (job->in);
  folder_remove (folder);
  if (!clean && kin_simulated_mutation == NULL)
    fprintf (stderr, "seed %u: %s; again: kinkeeper-sim --first %u --loud\n", job->seed,
             WIFSIGNALED (status) ? (WTERMSIG (status) == SIGALRM ? "took too long" : strsignal (WTERMSIG (status))) : "a breach", job->seed);
  return clean;
}

typedef struct
{
  guint   n_clean, n_breached, n_differ;
  guint32 first_breached;
  guint64 counts[SIM_N_COUNTS];
  GHashTable *digests; /* seed -> digest, when each is run twice */
} Sum;

static void
add_up (Sum *sum, const Job *job, gboolean clean, const Result *result)
{
  const char *before;

  if (!clean)
    {
      if (sum->n_breached++ == 0)
        sum->first_breached = job->seed;
      return;
    }
  sum->n_clean++;
  for (guint i = 0; i < SIM_N_COUNTS; i++)
    sum->counts[i] += result->counts[i];
  before = g_hash_table_lookup (sum->digests, GUINT_TO_POINTER (job->seed));
  if (before != NULL && strcmp (before, result->digest) != 0)
    {
      fprintf (stderr, "seed %u does not replay: %s, then %s\n", job->seed, before, result->digest);
      sum->n_differ++;
    }
  g_hash_table_insert (sum->digests, GUINT_TO_POINTER (job->seed), g_strdup (result->digest));
}

static void
run_all (Sum *sum)
{
  g_autofree Job *running = g_new0 (Job, (gsize) jobs);
  guint total = (guint) n_seeds * (twice ? 2 : 1), next = 0, busy = 0;

  while ((next < total && (mutation == NULL || sum->n_breached == 0)) || busy > 0)
    {
      Result result;
      int status, nth;
      pid_t ended;

      for (nth = 0; nth < jobs && running[nth].process != 0; nth++)
        ;
      if (nth < jobs && next < total && (mutation == NULL || sum->n_breached == 0))
        {
          start (&running[nth], (guint32) first + (twice ? next / 2 : next));
          next++;
          busy++;
          continue;
        }
      ended = wait (&status);
      g_assert_cmpint (ended, >, 0);
      for (nth = 0; running[nth].process != ended; nth++)
        ;
      add_up (sum, &running[nth], finish (&running[nth], status, &result), &result);
      running[nth].process = 0;
      busy--;
    }
}

static void
report (const Sum *sum, double seconds)
{
  printf ("%u seeds clean, %u not, in %.1f s:", sum->n_clean, sum->n_breached, seconds);
  for (guint i = 0; i < SIM_N_COUNTS; i++)
    printf (" %" G_GUINT64_FORMAT " %s%s", sum->counts[i], sim_count_names[i], i + 1 < SIM_N_COUNTS ? "," : "\n");
}

static const GOptionEntry options[] = {
  { "seeds", 0, 0, G_OPTION_ARG_INT, &n_seeds, "How many seeds", "N" },
  { "first", 0, 0, G_OPTION_ARG_INT, &first, "The first of them", "S" },
  { "mutate", 0, 0, G_OPTION_ARG_STRING, &mutation, "A deliberate error that must be noticed", "NAME" },
  { "jobs", 0, 0, G_OPTION_ARG_INT, &jobs, "How many at a time", "N" },
  { "twice", 0, 0, G_OPTION_ARG_NONE, &twice, "Each seed twice: both must be the same", NULL },
  { "loud", 0, 0, G_OPTION_ARG_NONE, &loud, "Tell all that happens", NULL },
  { NULL }
};

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Sum sum = { 0 };
  gint64 start_time = g_get_monotonic_time ();

  if (g_getenv ("TMPDIR") == NULL && g_access ("/dev/shm", R_OK | W_OK | X_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE); /* what a disk does is played */
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  kin_simulated_mutation = mutation;
  jobs = jobs > 0 ? jobs : (gint) g_get_num_processors ();
  sum.digests = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  run_all (&sum);
  report (&sum, (double) (g_get_monotonic_time () - start_time) / 1e6);
  g_hash_table_unref (sum.digests);
  if (mutation != NULL && sum.n_breached > 0)
    printf ("%s: noticed by seed %u\n", mutation, sum.first_breached);
  return mutation != NULL ? sum.n_breached == 0 : sum.n_breached > 0 || sum.n_differ > 0;
}
