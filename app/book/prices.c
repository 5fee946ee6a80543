/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placements on the day beside the prices that run on it: what is in one list and not in the other is the alarm. */
#include "prices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "because.h"
#include "codes.h"
#include "moment.h"
#include "ours.h"
#include "price-facts.h"

void
kin_costs_free (KinCosts *costs)
{
  if (costs == NULL)
    return;
  g_array_unref (costs->rows);
  for (guint i = 0; i < costs->groups->len; i++)
    g_free (g_array_index (costs->groups, KinCostGroup, i).label);
  g_array_unref (costs->groups);
  g_array_unref (costs->unpriced);
  g_array_unref (costs->uncovered);
  g_ptr_array_unref (costs->because);
  g_free (costs);
}

#define ROWS \
  "SELECT no, child, household, establishment, provider, placement_type, placement_provider, category, period_start, period_end FROM placement "

typedef struct
{
  KinCostRow row;
  KinDay     from, to;
} Live;

static void
take_rows (KinQuery *query, GHashTable *foreign, GArray *live)
{
  while (kin_query_step (query))
    {
      Live each = { .row = { .placement = kin_query_get_int (query, 0),
                             .child = kin_query_get_int (query, 1),
                             .household = kin_query_get_int (query, 2),
                             .establishment = kin_query_get_int (query, 3),
                             .provider = kin_query_get_int (query, 4) } };
      const char *texts[3];

      for (int i = 0; i < 3; i++)
        {
          const char *text = kin_query_get_text (query, 5 + i);

          texts[i] = g_intern_string (text != NULL ? text : "");
        }
      each.row.place = texts[0];
      each.row.whose = texts[1];
      each.row.category = texts[2];
      each.row.ours = !g_hash_table_contains (foreign, &each.row.child);
      each.row.no_price_on_purpose = !each.row.ours || kin_price_is_free (texts[0]);
      each.from = (KinDay) kin_query_get_int (query, 8);
      each.to = (KinDay) kin_query_get_int (query, 9);
      g_array_append_val (live, each);
    }
}

static int
compare_live (gconstpointer a, gconstpointer b)
{
  const Live *x = a, *y = b;

  return x->row.placement < y->row.placement ? -1 : x->row.placement > y->row.placement;
}

static GArray *
read_live (KinReader *reader, KinDay at)
{
  GArray *live = g_array_new (FALSE, FALSE, sizeof (Live));
  g_autoptr (GHashTable) foreign = kin_book_foreign (reader);
  KinQuery *query = kin_reader_query (reader, ROWS "WHERE period_end IS NULL AND period_start <= ?1");

  kin_query_int (query, 1, at);
  take_rows (query, foreign, live);
  kin_query_end (query);
  query = kin_reader_query (reader, ROWS "WHERE period_end > ?1 AND period_start <= ?1");
  kin_query_int (query, 1, at);
  take_rows (query, foreign, live);
  kin_query_end (query);
  g_array_sort (live, compare_live);
  return live;
}

static gboolean
recurs (const KinPriceLine *line)
{
  return line->basis != KIN_PRICE_ONCE && line->kind != KIN_PRICE_ONE_OFF && line->kind != KIN_PRICE_DISCOUNT && line->kind != KIN_PRICE_CREDIT;
}

static void
price_row (KinCosts *costs, const KinPriceFacts *prices, const Live *live)
{
  KinCostsFacts facts = { .from = live->from, .to = live->to, .no_price_on_purpose = live->row.no_price_on_purpose };
  KinCostRow row = live->row;
  KinCostsOn on;

  kin_price_facts_give (prices, row.placement, &facts);
  kin_costs_sum_on (&facts, costs->at, &on);
  for (guint i = 0; i < facts.n_lines; i++)
    row.priced = row.priced || recurs (&facts.lines[i]);
  memcpy (row.weekly, on.weekly, sizeof row.weekly);
  memcpy (row.parts, on.parts, sizeof row.parts);
  for (int i = 0; i < KIN_N_COSTS; i++)
    costs->weekly[i] += on.weekly[i];
  for (int i = 0; i < KIN_N_FUNDERS; i++)
    costs->parts[i] += on.parts[i];
  if (!row.priced && !row.no_price_on_purpose)
    g_array_append_val (costs->unpriced, row.placement);
  g_array_append_val (costs->rows, row);
}

static gboolean
is_live (GArray *live, gint64 placement)
{
  Live wanted = { .row = { .placement = placement } };
  guint at;

  return g_array_binary_search (live, &wanted, compare_live, &at);
}

static void
add_uncovered (KinReader *reader, KinCosts *costs, const KinPriceFacts *prices, guint index, gint64 placement)
{
  const KinPriceLine *line = &g_array_index (prices->lines, KinPriceLine, index);
  KinCostUncovered uncovered = { .price_line = line->id, .placement = placement, .on_purpose = line->on_purpose };
  KinCostsFacts facts = { .from = costs->at, .to = costs->at + 1 };
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT child, period_start, period_end FROM placement WHERE no = ?1");
  KinDay from, to;

  kin_query_int (query, 1, placement);
  if (!kin_query_step (query))
    return;
  uncovered.child = kin_query_get_int (query, 0);
  from = (KinDay) kin_query_get_int (query, 1);
  to = (KinDay) kin_query_get_int (query, 2);
  /* A line without a start begins with the placement. */
  if (line->from == KIN_NO_DAY && costs->at < from)
    return;
  uncovered.since = to != KIN_NO_DAY && to <= costs->at ? MAX (to, line->from) : line->from;
  kin_price_facts_give (prices, placement, &facts);
  uncovered.weekly = kin_costs_weekly (&facts, (guint) (line - facts.lines), costs->at);
  if (!uncovered.on_purpose)
    costs->uncovered_weekly += uncovered.weekly;
  g_array_append_val (costs->uncovered, uncovered);
}

static void
find_uncovered (KinReader *reader, KinCosts *costs, const KinPriceFacts *prices, GArray *live)
{
  for (guint i = 0; i < prices->lines->len; i++)
    {
      gint64 placement = g_array_index (prices->line_placements, gint64, i);

      if (recurs (&g_array_index (prices->lines, KinPriceLine, i)) && !is_live (live, placement))
        add_uncovered (reader, costs, prices, i, placement);
    }
}

static KinCostGroup *
find_group (KinCosts *costs, const char *code)
{
  KinCostGroup fresh = { .code = code };

  for (guint i = 0; i < costs->groups->len; i++)
    if (strcmp (g_array_index (costs->groups, KinCostGroup, i).code, code) == 0)
      return &g_array_index (costs->groups, KinCostGroup, i);
  fresh.label = g_strdup (*code != '\0' ? kin_code_label ("commissioning_category", code) : _("Own provision"));
  g_array_append_val (costs->groups, fresh);
  return &g_array_index (costs->groups, KinCostGroup, costs->groups->len - 1);
}

static void
sum_groups (KinCosts *costs)
{
  static const KinPence bands[2] = { KIN_BAND_LOW, KIN_BAND_HIGH };
  const KinCodeList *list = kin_code_list ("commissioning_category");

  find_group (costs, "");
  for (guint i = 0; i < kin_code_list_size (list); i++)
    find_group (costs, kin_code_list_nth (list, i)->code);
  for (guint i = 0; i < costs->rows->len; i++)
    {
      const KinCostRow *row = &g_array_index (costs->rows, KinCostRow, i);
      KinCostGroup *group = find_group (costs, row->category);

      group->count++;
      for (int k = 0; k < KIN_N_COSTS; k++)
        {
          guint above[2];

          group->weekly[k] += row->weekly[k];
          kin_costs_bands (&row->weekly[k], 1, bands, 2, above);
          group->above[k][0] += above[0];
          group->above[k][1] += above[1];
        }
    }
}

static void
explain (KinCosts *costs)
{
  g_autofree char *total = kin_pence_to_text (costs->weekly[KIN_COSTS_TOTAL]);
  g_autofree char *net = kin_pence_to_text (costs->weekly[KIN_COSTS_NET]);
  g_autofree char *uncovered = kin_pence_to_text (costs->uncovered_weekly);
  guint priced = 0;

  for (guint i = 0; i < costs->rows->len; i++)
    priced += g_array_index (costs->rows, KinCostRow, i).priced;
  kin_because_add (costs->because, _("%u placements on the day, %u of them with a price"), costs->rows->len, priced);
  kin_because_add (costs->because, _("%s a week in all, %s of it social care's"), total, net);
  if (costs->unpriced->len > 0)
    kin_because_add (costs->because, _("%u have no price though they should have one"), costs->unpriced->len);
  if (costs->uncovered_weekly != 0)
    kin_because_add (costs->because, _("%s a week is paid though the child is not there any more"), uncovered);
  kin_because_add (costs->because, "%s", _("once-only prices are not in a weekly sum"));
}

KinCosts *
kin_book_costs_at (KinReader *reader, KinDay at)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autoptr (GArray) live = read_live (reader, at);
  g_autoptr (KinPriceFacts) prices = kin_price_facts_on (reader, at);
  KinCosts *costs = g_new0 (KinCosts, 1);

  costs->at = at;
  costs->rows = g_array_sized_new (FALSE, FALSE, sizeof (KinCostRow), live->len);
  costs->groups = g_array_new (FALSE, FALSE, sizeof (KinCostGroup));
  costs->unpriced = g_array_new (FALSE, FALSE, sizeof (gint64));
  costs->uncovered = g_array_new (FALSE, FALSE, sizeof (KinCostUncovered));
  costs->because = kin_because_new ();
  for (guint i = 0; i < live->len; i++)
    price_row (costs, prices, &g_array_index (live, Live, i));
  costs->full_year = kin_costs_annual (costs->weekly[KIN_COSTS_TOTAL], at);
  find_uncovered (reader, costs, prices, live);
  sum_groups (costs);
  explain (costs);
  return costs;
}

static gboolean
read_placement (KinReader *reader, gint64 placement, const KinPriceFacts *prices, KinCostsFacts *facts)
{
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT child, period_start, period_end, expected_end, placement_type FROM placement WHERE no = ?1");
  kin_query_int (query, 1, placement);
  if (!kin_query_step (query))
    return FALSE;
  facts->from = (KinDay) kin_query_get_int (query, 1);
  facts->to = (KinDay) kin_query_get_int (query, 2);
  facts->planned_to = (KinDay) kin_query_get_int (query, 3);
  facts->no_price_on_purpose = kin_price_is_free (kin_query_get_text (query, 4)) || !kin_book_is_ours (reader, kin_query_get_int (query, 0));
  kin_price_facts_give (prices, placement, facts);
  return TRUE;
}

KinCostsOn *
kin_book_placement_cost (KinReader *reader, gint64 placement, KinDay on)
{
  g_autoptr (KinPriceFacts) prices = kin_price_facts_of (reader, placement);
  KinCostsFacts facts = { 0 };

  return read_placement (reader, placement, prices, &facts) ? kin_costs_on (&facts, on) : NULL;
}

KinCostsBetween *
kin_book_placement_cost_between (KinReader *reader, gint64 placement, KinDay a, KinDay b)
{
  g_autoptr (KinPriceFacts) prices = kin_price_facts_of (reader, placement);
  KinCostsFacts facts = { 0 };

  return read_placement (reader, placement, prices, &facts) ? kin_costs_between (&facts, a, b) : NULL;
}

const KinCostRow *
kin_costs_find (const KinCosts *costs, gint64 placement)
{
  guint low = 0, high = costs->rows->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const KinCostRow *row = &g_array_index (costs->rows, KinCostRow, middle);

      if (row->placement == placement)
        return row;
      if (row->placement < placement)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}
