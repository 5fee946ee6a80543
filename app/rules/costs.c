/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A price line's days are counted first and multiplied once, so that no penny is lost to daily rates. */
#include "costs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "because.h"

#define BASIS_POINTS 10000
#define HUNDREDTHS 100

static KinDay
get_last (KinDay day)
{
  return day == KIN_NO_DAY ? KIN_DAY_MAX : day;
}

/* The last day in placement that is charged. */
static KinDay
get_last_placed (const KinCostsFacts *facts)
{
  return facts->to == KIN_NO_DAY ? KIN_DAY_MAX : facts->to - (facts->leaving_day_charged ? 0 : 1);
}

static int
count_days (KinDay from, KinDay last)
{
  return MAX (0, last - from + 1);
}

int
kin_costs_days (const KinCostsFacts *facts, const KinPriceLine *line, KinDay a, KinDay b)
{
  if (facts->from == KIN_NO_DAY)
    return 0;
  return count_days (MAX (MAX (line->from, facts->from), a), MIN (MIN (b, get_last (line->to)), get_last_placed (facts)));
}

static gboolean
takes_away (const KinPriceLine *line)
{
  return line->kind == KIN_PRICE_DISCOUNT || line->kind == KIN_PRICE_CREDIT;
}

static KinPence
get_sign (const KinPriceLine *line, KinPence amount)
{
  return takes_away (line) ? -ABS (amount) : amount;
}

/* Pence for so many days of a line that does not depend on others; rounded once. */
static KinPence
price_days (const KinPriceLine *line, gint64 days)
{
  KinPence amount = get_sign (line, line->amount);

  switch (line->basis)
    {
    case KIN_PRICE_WEEK: return kin_pence_for_days (amount, days);
    case KIN_PRICE_NIGHT: return amount * days;
    case KIN_PRICE_HOUR: return kin_pence_share (amount, line->hours * days, 7 * HUNDREDTHS);
    case KIN_PRICE_MONTH: return kin_pence_share (amount, 12 * days, 365);
    case KIN_PRICE_ONCE:
    case KIN_PRICE_PERCENT:
    default: return 0;
    }
}

static gboolean
runs_on (const KinPriceLine *line, KinDay on)
{
  return line->from <= on && on <= get_last (line->to);
}

static gboolean
is_placed (const KinCostsFacts *facts, KinDay on)
{
  return facts->from != KIN_NO_DAY && facts->from <= on && on <= get_last_placed (facts);
}

KinPence
kin_costs_weekly (const KinCostsFacts *facts, guint index, KinDay on)
{
  const KinPriceLine *line = &facts->lines[index];
  KinPence core = 0;

  if (!is_placed (facts, on) || !runs_on (line, on))
    return 0;
  if (line->basis != KIN_PRICE_PERCENT)
    return price_days (line, 7);
  for (guint i = 0; i < facts->n_lines; i++)
    if (facts->lines[i].kind == KIN_PRICE_CORE && runs_on (&facts->lines[i], on))
      core += price_days (&facts->lines[i], 7);
  return kin_pence_share (core, get_sign (line, line->amount), BASIS_POINTS);
}

/* A percentage of the core lines: their weekly prices, each times the days they share with it, and one rounding. */
static KinPence
price_percent (const KinCostsFacts *facts, const KinPriceLine *line, KinDay a, KinDay b)
{
  gint64 week_days = 0;

  for (guint i = 0; i < facts->n_lines; i++)
    {
      const KinPriceLine *core = &facts->lines[i];

      if (core->kind == KIN_PRICE_CORE)
        week_days += price_days (core, 7) * kin_costs_days (facts, core, MAX (a, line->from), MIN (b, get_last (line->to)));
    }
  return kin_pence_share (week_days, get_sign (line, line->amount), 7 * BASIS_POINTS);
}

KinPence
kin_costs_line (const KinCostsFacts *facts, guint index, KinDay a, KinDay b)
{
  const KinPriceLine *line = &facts->lines[index];

  if (line->basis == KIN_PRICE_ONCE)
    {
      KinDay on = line->from == KIN_NO_DAY ? facts->from : line->from;

      return on != KIN_NO_DAY && a <= on && on <= b ? get_sign (line, line->amount) : 0;
    }
  if (line->basis == KIN_PRICE_PERCENT)
    return price_percent (facts, line, a, b);
  return price_days (line, kin_costs_days (facts, line, a, b));
}

/* Gives a funder as much as there is left for him; what is left in the end is social care's. */
static void
give_part (KinPence *rest, KinPence *part, KinPence share)
{
  share = *rest >= 0 ? CLAMP (share, 0, *rest) : CLAMP (share, *rest, 0);
  *part += share;
  *rest -= share;
}

void
kin_costs_split (KinPence amount, const KinFundingSplit *splits, guint n_splits, KinDay on, KinPence parts[KIN_N_FUNDERS])
{
  KinPence rest = amount;

  memset (parts, 0, KIN_N_FUNDERS * sizeof *parts);
  for (guint i = 0; i < n_splits; i++)
    {
      const KinFundingSplit *split = &splits[i];

      if (split->from > on || on > get_last (split->to) || split->funder <= KIN_FUNDER_SOCIAL_CARE || split->funder >= KIN_N_FUNDERS)
        continue;
      give_part (&rest, &parts[split->funder], split->fixed ? split->weekly : kin_pence_share (amount, split->basis_points, BASIS_POINTS));
    }
  parts[KIN_FUNDER_SOCIAL_CARE] = rest;
}

static KinPence
sum_lines (const KinCostsFacts *facts, KinDay a, KinDay b)
{
  KinPence sum = 0;

  for (guint i = 0; i < facts->n_lines; i++)
    sum += kin_costs_line (facts, i, a, b);
  return sum;
}

/* A dated split shares what its own days of the window cost. */
static void
split_between (const KinCostsFacts *facts, KinDay a, KinDay b, KinCostsBetween *result)
{
  KinPence rest = result->total;

  for (guint i = 0; i < facts->n_splits; i++)
    {
      const KinFundingSplit *split = &facts->splits[i];
      KinDay from = MAX (a, split->from), last = MIN (b, get_last (split->to));
      KinPence share;

      if (from > last || split->funder <= KIN_FUNDER_SOCIAL_CARE || split->funder >= KIN_N_FUNDERS)
        continue;
      if (split->fixed)
        share = kin_pence_for_days (split->weekly, count_days (MAX (from, facts->from), MIN (last, get_last_placed (facts))));
      else
        share = kin_pence_share (from == a && last == b ? result->total : sum_lines (facts, from, last), split->basis_points, BASIS_POINTS);
      give_part (&rest, &result->parts[split->funder], share);
    }
  result->parts[KIN_FUNDER_SOCIAL_CARE] = rest;
}

void
kin_costs_sum_on (const KinCostsFacts *facts, KinDay on, KinCostsOn *result)
{
  memset (result, 0, sizeof *result);
  result->live = is_placed (facts, on);
  if (!result->live)
    return;
  for (guint i = 0; i < facts->n_lines; i++)
    {
      KinPence weekly = kin_costs_weekly (facts, i, on);

      result->weekly[KIN_COSTS_TOTAL] += weekly;
      if (!facts->lines[i].education)
        result->weekly[KIN_COSTS_WITHOUT_EDUCATION] += weekly;
    }
  kin_costs_split (result->weekly[KIN_COSTS_TOTAL], facts->splits, facts->n_splits, on, result->parts);
  result->weekly[KIN_COSTS_NET] = result->parts[KIN_FUNDER_SOCIAL_CARE];
  result->full_year = kin_costs_annual (result->weekly[KIN_COSTS_TOTAL], on);
}

KinPence
kin_costs_annual (KinPence weekly, KinDay on)
{
  int year = kin_day_year_ending (on);

  return kin_pence_for_days (weekly, kin_day_year_end (year) - kin_day_year_start (year) + 1);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const KinDay *) a - *(const KinDay *) b;
}

/* The days of a window where a line begins or is over, or the placement does: between two of them every day is alike. */
static GArray *
find_edges (const KinCostsFacts *facts, KinDay a, KinDay b)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (KinDay));
  KinDay edge[4] = { a, b + 1, facts->from, get_last_placed (facts) + 1 };

  for (int i = 0; i < 4; i++)
    if (edge[i] >= a && edge[i] <= b + 1)
      g_array_append_val (edges, edge[i]);
  for (guint i = 0; i < facts->n_lines; i++)
    {
      edge[0] = facts->lines[i].from;
      edge[1] = get_last (facts->lines[i].to) + 1;
      for (int k = 0; k < 2; k++)
        if (edge[k] > a && edge[k] <= b)
          g_array_append_val (edges, edge[k]);
    }
  g_array_sort (edges, compare_days);
  return edges;
}

static gboolean
recurs (const KinPriceLine *line)
{
  return line->basis != KIN_PRICE_ONCE && line->kind != KIN_PRICE_ONE_OFF && !takes_away (line);
}

/* Paid while nobody is there: what a line that nobody means to pay costs outside the placement's days. */
static KinPence
price_uncovered (const KinCostsFacts *facts, const KinPriceLine *line, KinDay from, KinDay last)
{
  KinCostsFacts empty = *facts;

  /* As if the child were placed on just these days. */
  empty.from = from;
  empty.to = last + 1;
  empty.leaving_day_charged = FALSE;
  return line->basis == KIN_PRICE_PERCENT ? price_percent (&empty, line, from, last)
                                          : price_days (line, kin_costs_days (&empty, line, from, last));
}

static void
count_odd_days (const KinCostsFacts *facts, KinDay a, KinDay b, KinCostsBetween *result)
{
  g_autoptr (GArray) edges = NULL;

  if (facts->from == KIN_NO_DAY || b < a)
    return;
  edges = find_edges (facts, a, b);
  for (guint k = 0; k + 1 < edges->len; k++)
    {
      KinDay from = g_array_index (edges, KinDay, k), next = g_array_index (edges, KinDay, k + 1);
      gboolean placed = is_placed (facts, from), priced = FALSE, uncovered = FALSE;

      if (from == next)
        continue;
      for (guint i = 0; i < facts->n_lines; i++)
        {
          const KinPriceLine *line = &facts->lines[i];

          /* A line without a start begins with the placement. */
          if (!recurs (line) || !runs_on (line, from) || (line->from == KIN_NO_DAY && from < facts->from))
            continue;
          priced = TRUE;
          uncovered = uncovered || (!placed && !line->on_purpose);
        }
      if (placed && !priced && !facts->no_price_on_purpose)
        result->unpriced_days += next - from;
      if (uncovered)
        result->uncovered_days += next - from;
    }
}

static void
price_odd_days (const KinCostsFacts *facts, KinDay a, KinDay b, KinCostsBetween *result)
{
  KinDay gone = get_last_placed (facts) + 1;

  for (guint i = 0; i < facts->n_lines && result->uncovered_days > 0; i++)
    {
      const KinPriceLine *line = &facts->lines[i];

      if (!recurs (line) || line->on_purpose)
        continue;
      if (line->from != KIN_NO_DAY && MIN (b, facts->from - 1) >= a)
        result->uncovered += price_uncovered (facts, line, a, MIN (b, facts->from - 1));
      if (b >= MAX (a, gone))
        result->uncovered += price_uncovered (facts, line, MAX (a, gone), b);
    }
}

void
kin_costs_sum_between (const KinCostsFacts *facts, KinDay a, KinDay b, KinCostsBetween *result)
{
  memset (result, 0, sizeof *result);
  if (facts->from == KIN_NO_DAY)
    return;
  result->days = count_days (MAX (a, facts->from), MIN (b, get_last_placed (facts)));
  result->total = sum_lines (facts, a, b);
  split_between (facts, a, b, result);
  count_odd_days (facts, a, b, result);
  price_odd_days (facts, a, b, result);
}

KinPence
kin_costs_forecast (const KinCostsFacts *facts, KinDay today, KinDay a, KinDay b)
{
  KinCostsFacts planned = *facts;

  /* A placement that has outlived its plan is taken to end tomorrow, not yesterday: what was lived is paid. */
  if (facts->to == KIN_NO_DAY && facts->planned_to != KIN_NO_DAY)
    planned.to = MAX (facts->planned_to, today + 1);
  return sum_lines (&planned, a, b);
}

void
kin_costs_bands (const KinPence *amounts, guint n_amounts, const KinPence *thresholds, guint n_thresholds, guint *above)
{
  for (guint t = 0; t < n_thresholds; t++)
    {
      above[t] = 0;
      for (guint i = 0; i < n_amounts; i++)
        above[t] += amounts[i] > thresholds[t];
    }
}
