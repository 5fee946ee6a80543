/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Medians of what was measured, as a table for people or as one line of JSON for each. */
#include "measure.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double
now_ms (void)
{
  struct timespec now;

  clock_gettime (g_getenv ("KIN_BENCH_CPU") != NULL ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1000.0 + (double) now.tv_nsec / 1e6;
}

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->name);
  g_free (line->unit);
  g_array_unref (line->product);
  g_array_unref (line->limit);
  g_free (line);
}

Table *
table_new (const char *title)
{
  Table *table = g_new0 (Table, 1);

  table->title = g_strdup (title);
  table->lines = g_ptr_array_new_with_free_func (free_line);
  return table;
}

Line *
table_line (Table *table, const char *name, const char *unit, double most, double least_ratio)
{
  Line *line;

  for (guint i = 0; i < table->lines->len; i++)
    if (strcmp (((Line *) table->lines->pdata[i])->name, name) == 0)
      return table->lines->pdata[i];
  line = g_new0 (Line, 1);
  line->name = g_strdup (name);
  line->unit = g_strdup (unit);
  line->product = g_array_new (FALSE, FALSE, sizeof (double));
  line->limit = g_array_new (FALSE, FALSE, sizeof (double));
  line->most = most;
  line->least_ratio = least_ratio;
  g_ptr_array_add (table->lines, line);
  return line;
}

void
line_product (Line *line, double sample)
{
  g_array_append_val (line->product, sample);
}

void
line_limit (Line *line, double sample)
{
  g_array_append_val (line->limit, sample);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

double
share_of (GArray *samples, double share)
{
  g_autoptr (GArray) sorted = g_array_copy (samples);
  guint at = (guint) (share * samples->len);

  if (samples->len == 0)
    return 0;
  g_array_sort (sorted, compare);
  return g_array_index (sorted, double, MIN (at, samples->len - 1));
}

void
table_shares (Table *table, const char *name, GArray *product, GArray *limit, double most_p50, double most_p99)
{
  const struct { const char *word; double share, most; } shares[] = { { "p50", 0.5, most_p50 }, { "p99", 0.99, most_p99 } };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autofree char *both = g_strdup_printf ("%s, %s", name, shares[i].word);
      Line *line = table_line (table, both, "ms", shares[i].most, 0);

      line_product (line, share_of (product, shares[i].share));
      if (limit != NULL)
        line_limit (line, share_of (limit, shares[i].share));
    }
}

static void
print_line (const Line *line, gboolean json)
{
  double product = share_of (line->product, 0.5);
  double limit = share_of (line->limit, 0.5);
  double ratio = line->limit->len > 0 && product > 0 ? limit / product : 0;
  gboolean kept = (line->most <= 0 || product <= line->most) && (line->least_ratio <= 0 || ratio >= line->least_ratio);
  gboolean judged = line->most > 0 || line->least_ratio > 0;
  g_autofree char *limit_text = line->limit->len > 0 ? g_strdup_printf ("%.3f", limit) : g_strdup ("");
  g_autofree char *ratio_text = line->limit->len > 0 ? g_strdup_printf ("%.2f", ratio) : g_strdup ("");
  g_autofree char *budget = g_strdup ("");

  if (json)
    {
      printf ("{\"name\": \"%s\", \"unit\": \"%s\", \"value\": %.4f, \"limit\": %.4f, \"ratio\": %.3f, \"most\": %.3f, \"least_ratio\": %.2f, \"kept\": %s}\n",
              line->name, line->unit, product, limit, ratio, line->most, line->least_ratio, kept ? "true" : "false");
      return;
    }
  if (judged)
    {
      g_free (budget);
      budget = line->most > 0 ? g_strdup_printf ("< %g %s", line->most, line->unit) : g_strdup_printf ("> %g x limit", line->least_ratio);
    }
  printf ("%-58s %10.3f %-3s %10s %6s  %-14s %s\n", line->name, product, line->unit, limit_text, ratio_text, budget,
          !judged ? "" : kept ? "kept" : "MISSED");
}

void
table_print (Table *table)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d %H:%M");

  if (table->json)
    printf ("{\"bench\": \"%s\", \"date\": \"%s\", \"cores\": %u}\n", table->title, date, g_get_num_processors ());
  else
    {
      printf ("%s, %s UTC, %u cores\n", table->title, date, g_get_num_processors ());
      printf ("%-58s %14s %10s %6s  %s\n", "", "Kinkeeper", "limit", "ratio", "budget");
    }
  for (guint i = 0; i < table->lines->len; i++)
    print_line (table->lines->pdata[i], table->json);
  fflush (stdout);
  g_ptr_array_unref (table->lines);
  g_free (table->title);
  g_free (table);
}

double
resident_mb (void)
{
  g_autofree char *text = NULL;
  gint64 pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    {
      g_auto (GStrv) numbers = g_strsplit (text, " ", 3);

      pages = g_ascii_strtoll (numbers[1], NULL, 10);
    }
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / (1024.0 * 1024.0);
}
