/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entering and leaving are counted by period of care, opening and closing by child: where both are right they agree. */
#include "flows.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "because.h"

/* The first day of the period that a day is in, and of the one after. */
static void
find_period (KinFlowBy by, KinDay day, KinDay *first, KinDay *next)
{
  int year, month;

  kin_day_split (day, &year, &month, NULL);
  if (by == KIN_FLOW_CALENDAR_YEAR)
    {
      *first = kin_day (year, 1, 1);
      *next = kin_day (year, 12, 31) + 1;
    }
  else if (by == KIN_FLOW_FINANCIAL_YEAR)
    {
      *first = kin_day_year_start (kin_day_year_ending (day));
      *next = kin_day_year_end (kin_day_year_ending (day)) + 1;
    }
  else
    {
      *first = kin_day (year, month, 1);
      *next = month == 12 ? kin_day (year, 12, 31) + 1 : kin_day (year, month + 1, 1);
    }
}

static int
compare_cares (gconstpointer a, gconstpointer b)
{
  const KinFlowCare *x = a, *y = b;

  if (x->child != y->child)
    return x->child < y->child ? -1 : 1;
  return x->from - y->from;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const KinDay *) a - *(const KinDay *) b;
}

/* How many of the sorted days are before that one. */
static guint
count_before (GArray *days, KinDay day)
{
  guint low = 0, high = days->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (days, KinDay, middle) < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

typedef struct {
  GArray *from, *to;           /* of every period of care */
  GArray *in_from, *in_to;     /* of the child being in care at all: overlaps are one */
} Days;

static void
collect_days (Days *days, const KinFlowCare *cares, guint n)
{
  g_autofree KinFlowCare *sorted = g_memdup2 (cares, n * sizeof *cares);
  KinDay until = KIN_NO_DAY;

  if (n > 1)
    qsort (sorted, n, sizeof *sorted, compare_cares);
  for (guint i = 0; i < n; i++)
    {
      KinDay from = sorted[i].from, to = sorted[i].to == KIN_NO_DAY ? KIN_DAY_MAX : sorted[i].to;

      if (i > 0 && sorted[i].child != sorted[i - 1].child)
        until = KIN_NO_DAY;
      if (from == KIN_NO_DAY || to <= from)
        continue;
      g_array_append_val (days->from, from);
      g_array_append_val (days->to, to);
      if (to <= until)
        continue;
      from = MAX (from, until);
      g_array_append_val (days->in_from, from);
      g_array_append_val (days->in_to, to);
      until = to;
    }
  g_array_sort (days->from, compare_days);
  g_array_sort (days->to, compare_days);
  g_array_sort (days->in_from, compare_days);
  g_array_sort (days->in_to, compare_days);
}

static guint
count_in_care (const Days *days, KinDay on)
{
  return count_before (days->in_from, on + 1) - count_before (days->in_to, on + 1);
}

KinFlows *
kin_flows_compute (const KinFlowCare *cares, guint n, KinFlowBy by, KinDay from, KinDay to)
{
  KinFlows *flows = g_new (KinFlows, 1);
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (KinDay));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (KinDay));
  g_autoptr (GArray) c = g_array_new (FALSE, FALSE, sizeof (KinDay));
  g_autoptr (GArray) d = g_array_new (FALSE, FALSE, sizeof (KinDay));
  Days days = { a, b, c, d };

  flows->rows = g_array_new (FALSE, FALSE, sizeof (KinFlowRow));
  flows->because = kin_because_new ();
  kin_because_add (flows->because, "%s", _("periods of care that start and end; short breaks are left out"));
  collect_days (&days, cares, n);
  while (from >= KIN_DAY_MIN && from <= to)
    {
      KinFlowRow row = { .from = from };
      KinDay first, next;

      find_period (by, from, &first, &next);
      row.to = MIN (next - 1, to);
      row.opening = count_in_care (&days, from - 1);
      row.entering = count_before (days.from, row.to + 1) - count_before (days.from, from);
      row.leaving = count_before (days.to, row.to + 1) - count_before (days.to, from);
      row.closing = count_in_care (&days, row.to);
      row.error = kin_flows_error (row.opening, row.entering, row.leaving, row.closing);
      if (row.error != 0)
        {
          g_autofree char *text = kin_day_to_words (row.to);

          kin_because_add (flows->because, _("until %s the numbers differ by %d: a child is in care twice at once"), text, row.error);
        }
      g_array_append_val (flows->rows, row);
      from = next;
    }
  return flows;
}

gint
kin_flows_error (gint64 opening, gint64 entering, gint64 leaving, gint64 closing)
{
  return (gint) (opening + entering - leaving - closing);
}

void
kin_flows_free (KinFlows *flows)
{
  if (!flows)
    return;
  g_array_unref (flows->rows);
  g_ptr_array_unref (flows->because);
  g_free (flows);
}
