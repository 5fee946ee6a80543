/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counters and one histogram. */
#include "metrics.h"

#include <string.h>

static const double bounds[] = { 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5 };
static const char *const counters[][2] = {
  { "kinkeeper_changes_received_total", "Changes that got a number." },
  { "kinkeeper_changes_again_total", "Changes that came again, or under another name." },
  { "kinkeeper_pages_total", "Pages of changes given out." },
  { "kinkeeper_codes_wrong_total", "Wrong codes for joining." },
};

struct _KinMetrics
{
  GHashTable *requests; /* "route status" -> guint64 */
  guint64     buckets[G_N_ELEMENTS (bounds) + 1];
  double      sum;
  guint64     counts[G_N_ELEMENTS (counters)];
};

KinMetrics *
kin_metrics_new (void)
{
  KinMetrics *metrics = g_new0 (KinMetrics, 1);

  metrics->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return metrics;
}

void
kin_metrics_free (KinMetrics *metrics)
{
  g_hash_table_unref (metrics->requests);
  g_free (metrics);
}

void
kin_metrics_request (KinMetrics *metrics, const char *route, guint status)
{
  char key[128];
  guint64 *count;

  g_snprintf (key, sizeof key, "route=\"%s\",status=\"%u\"", route, status);
  count = g_hash_table_lookup (metrics->requests, key);
  if (count == NULL)
    {
      count = g_new0 (guint64, 1);
      g_hash_table_insert (metrics->requests, g_strdup (key), count);
    }
  ++*count;
}

void
kin_metrics_took (KinMetrics *metrics, double seconds)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (bounds) && seconds > bounds[i])
    i++;
  metrics->buckets[i]++;
  metrics->sum += seconds;
}

void
kin_metrics_add (KinMetrics *metrics, const char *name, guint64 n)
{
  for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
    if (strcmp (counters[i][0], name) == 0)
      {
        metrics->counts[i] += n;
        return;
      }
  g_assert_not_reached ();
}

static void
write_double (GString *text, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%g", value));
}

void
kin_metrics_write (const KinMetrics *metrics, GString *text)
{
  guint64 total = 0;
  GList *keys = g_list_sort (g_hash_table_get_keys (metrics->requests), (GCompareFunc) strcmp);

  g_string_append (text, "# HELP kinkeeper_requests_total Requests answered.\n# TYPE kinkeeper_requests_total counter\n");
  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (text, "kinkeeper_requests_total{%s} %" G_GUINT64_FORMAT "\n", (char *) l->data, *(guint64 *) g_hash_table_lookup (metrics->requests, l->data));
  g_list_free (keys);
  for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
    g_string_append_printf (text, "# HELP %s %s\n# TYPE %s counter\n%s %" G_GUINT64_FORMAT "\n",
                            counters[i][0], counters[i][1], counters[i][0], counters[i][0], metrics->counts[i]);
  g_string_append (text, "# HELP kinkeeper_request_seconds Time to answer, without waiting for news.\n# TYPE kinkeeper_request_seconds histogram\n");
  for (guint i = 0; i <= G_N_ELEMENTS (bounds); i++)
    {
      total += metrics->buckets[i];
      g_string_append (text, "kinkeeper_request_seconds_bucket{le=\"");
      if (i < G_N_ELEMENTS (bounds))
        write_double (text, bounds[i]);
      else
        g_string_append (text, "+Inf");
      g_string_append_printf (text, "\"} %" G_GUINT64_FORMAT "\n", total);
    }
  g_string_append (text, "kinkeeper_request_seconds_sum ");
  write_double (text, metrics->sum);
  g_string_append_printf (text, "\nkinkeeper_request_seconds_count %" G_GUINT64_FORMAT "\n", total);
}
