/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes of the record become the rule's enums here, and nowhere else. */
#include "price-facts.h"

#include <string.h>

static int
find_code (const char *const *codes, const char *code, int otherwise)
{
  for (int i = 0; codes[i] != NULL; i++)
    if (g_strcmp0 (codes[i], code) == 0)
      return i;
  return otherwise;
}

static KinPriceLine
take_line (KinQuery *query)
{
  static const char *const kinds[] = { "core", "additional", "one_off", "discount", "retainer", "credit", NULL };
  static const char *const bases[] = { "week", "night", "hour", "month", "once", "percent", NULL };
  static const char *const on_purpose[] = { "absence", "void", NULL };
  const char *purpose = kin_query_get_text (query, 3);
  KinPriceLine line = { .id = kin_query_get_int (query, 0) };
  gint64 minutes = kin_query_get_int (query, 6);

  line.kind = (KinPriceKind) find_code (kinds, kin_query_get_text (query, 2), KIN_PRICE_CORE);
  line.basis = (KinPriceBasis) find_code (bases, kin_query_get_text (query, 5), KIN_PRICE_WEEK);
  line.amount = kin_query_get_int (query, 4);
  line.hours = (int) CLAMP ((minutes * 100 + 30) / 60, 0, 16800);
  if (!kin_query_is_null (query, 7) && (line.basis == KIN_PRICE_PERCENT || kin_query_is_null (query, 4)))
    {
      line.basis = KIN_PRICE_PERCENT;
      line.amount = kin_query_get_int (query, 7);
    }
  line.education = g_strcmp0 (purpose, "education") == 0;
  line.on_purpose = line.kind == KIN_PRICE_RETAINER || find_code (on_purpose, purpose, -1) >= 0;
  line.from = (KinDay) kin_query_get_int (query, 8);
  line.to = (KinDay) kin_query_get_int (query, 9);
  return line;
}

static void
take_lines (KinPriceFacts *facts, KinQuery *query)
{
  while (kin_query_step (query))
    {
      KinPriceLine line = take_line (query);
      gint64 placement = kin_query_get_int (query, 1);

      g_array_append_val (facts->lines, line);
      g_array_append_val (facts->line_placements, placement);
    }
}

static void
take_splits (KinPriceFacts *facts, KinQuery *query)
{
  static const char *const funders[] = { "social_care", "health", "education", NULL };

  while (kin_query_step (query))
    {
      KinFundingSplit split = { .funder = (KinFunder) find_code (funders, kin_query_get_text (query, 1), KIN_FUNDER_OTHER) };
      gint64 placement = kin_query_get_int (query, 0);

      split.fixed = kin_query_is_null (query, 2);
      split.basis_points = (int) CLAMP (kin_query_get_int (query, 2), 0, 10000);
      split.weekly = kin_query_get_int (query, 3);
      split.from = (KinDay) kin_query_get_int (query, 4);
      split.to = (KinDay) kin_query_get_int (query, 5);
      g_array_append_val (facts->splits, split);
      g_array_append_val (facts->split_placements, placement);
    }
}

#define LINES "SELECT no, placement, kind, purpose, price, price_basis, hours, percent, period_start, period_end FROM price_line "
#define SPLITS "SELECT placement, funder, share, amount, period_start, period_end FROM funding_split "

static KinPriceFacts *
new_facts (void)
{
  KinPriceFacts *facts = g_new0 (KinPriceFacts, 1);

  facts->lines = g_array_new (FALSE, FALSE, sizeof (KinPriceLine));
  facts->line_placements = g_array_new (FALSE, FALSE, sizeof (gint64));
  facts->splits = g_array_new (FALSE, FALSE, sizeof (KinFundingSplit));
  facts->split_placements = g_array_new (FALSE, FALSE, sizeof (gint64));
  return facts;
}

void
kin_price_facts_free (KinPriceFacts *facts)
{
  if (facts == NULL)
    return;
  g_array_unref (facts->lines);
  g_array_unref (facts->line_placements);
  g_array_unref (facts->splits);
  g_array_unref (facts->split_placements);
  g_free (facts);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a, *y = b;

  if (x[0] != y[0])
    return x[0] < y[0] ? -1 : 1;
  return x[1] < y[1] ? -1 : x[1] > y[1];
}

/* Brings the elements of one array into the order of the placements beside it, and those into rising order. */
static void
sort_beside (GArray *placements, GArray *elements)
{
  guint n = placements->len, size = g_array_get_element_size (elements);
  g_autofree gint64 *keys = g_new (gint64, 2 * n + 1);
  g_autofree char *copy = n > 0 ? g_memdup2 (elements->data, (gsize) n * size) : NULL;
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (gint64) * 2, n);
  gboolean sorted = TRUE;

  for (guint i = 0; i < n; i++)
    {
      keys[2 * i] = g_array_index (placements, gint64, i);
      keys[2 * i + 1] = i;
      sorted = sorted && (i == 0 || keys[2 * i] >= keys[2 * i - 2]);
    }
  if (sorted)
    return;
  g_array_append_vals (order, keys, n);
  g_array_sort (order, compare_pairs);
  for (guint i = 0; i < n; i++)
    {
      const gint64 *pair = (const gint64 *) (gpointer) order->data + 2 * (gsize) i;

      g_array_index (placements, gint64, i) = pair[0];
      memcpy (elements->data + (gsize) i * size, copy + (gsize) pair[1] * size, size);
    }
}

KinPriceFacts *
kin_price_facts_between (KinReader *reader, KinDay first, KinDay last)
{
  KinPriceFacts *facts = new_facts ();
  KinQuery *query = kin_reader_query (reader, LINES "WHERE period_end IS NULL AND (period_start IS NULL OR period_start <= ?1)");

  kin_query_int (query, 1, last);
  take_lines (facts, query);
  kin_query_end (query);
  query = kin_reader_query (reader, LINES "WHERE period_end >= ?2 AND (period_start IS NULL OR period_start <= ?1)");
  kin_query_int (query, 1, last);
  kin_query_int (query, 2, first);
  take_lines (facts, query);
  kin_query_end (query);
  query = kin_reader_query (reader, SPLITS "WHERE (period_start IS NULL OR period_start <= ?1) AND (period_end IS NULL OR period_end >= ?2) "
                                           "ORDER BY placement, no /* scan: few are shared */");
  kin_query_int (query, 1, last);
  kin_query_int (query, 2, first);
  take_splits (facts, query);
  kin_query_end (query);
  sort_beside (facts->line_placements, facts->lines);
  return facts;
}

KinPriceFacts *
kin_price_facts_on (KinReader *reader, KinDay day)
{
  return kin_price_facts_between (reader, day, day);
}

KinPriceFacts *
kin_price_facts_of (KinReader *reader, gint64 placement)
{
  KinPriceFacts *facts = new_facts ();
  KinQuery *query = kin_reader_query (reader, LINES "WHERE placement = ?1 ORDER BY no");

  kin_query_int (query, 1, placement);
  take_lines (facts, query);
  kin_query_end (query);
  query = kin_reader_query (reader, SPLITS "WHERE placement = ?1 ORDER BY no");
  kin_query_int (query, 1, placement);
  take_splits (facts, query);
  kin_query_end (query);
  return facts;
}

/* The first place at which a number stands, or would stand. */
static guint
find_first (GArray *numbers, gint64 number)
{
  guint low = 0, high = numbers->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (numbers, gint64, middle) < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
kin_price_facts_give (const KinPriceFacts *facts, gint64 placement, KinCostsFacts *costs)
{
  guint line = find_first (facts->line_placements, placement), split = find_first (facts->split_placements, placement);

  costs->n_lines = find_first (facts->line_placements, placement + 1) - line;
  costs->n_splits = find_first (facts->split_placements, placement + 1) - split;
  costs->lines = costs->n_lines > 0 ? (const KinPriceLine *) (gpointer) facts->lines->data + line : NULL;
  costs->splits = costs->n_splits > 0 ? (const KinFundingSplit *) (gpointer) facts->splits->data + split : NULL;
}

gboolean
kin_price_is_free (const char *type)
{
  static const char *const without[] = { "P1", "A3", "A4", "A5", "A6", "R2", "R5", "T0", "T1", "T2", "T3", "T4", NULL };

  return type != NULL && g_strv_contains (without, type);
}
