/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over each table, and the costs of the day laid over them. */
#include "providers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "codes.h"
#include "moment.h"
#include "text.h"

typedef struct
{
  KinReader  *reader;
  GArray     *rows;           /* KinProviderRow, by number while it is filled */
  GHashTable *by_home;        /* household or establishment -> provider, as gint64 * */
} Gathering;

static void
clear_row (gpointer data)
{
  KinProviderRow *row = data;

  g_free (row->name);
  g_free (row->telephone);
}

void
kin_providers_free (KinProviders *providers)
{
  if (providers == NULL)
    return;
  g_array_unref (providers->rows);
  g_free (providers);
}

static const char *
intern (KinQuery *query, int column)
{
  const char *text = kin_query_get_text (query, column);

  return g_intern_string (text != NULL ? text : "");
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const KinProviderRow *x = a, *y = b;

  return x->provider < y->provider ? -1 : x->provider > y->provider;
}

static KinProviderRow *
find_row (Gathering *gathering, gint64 provider)
{
  KinProviderRow wanted = { .provider = provider };
  guint          at;

  return g_array_binary_search (gathering->rows, &wanted, compare_numbers, &at) ? &g_array_index (gathering->rows, KinProviderRow, at) : NULL;
}

static void
read_providers (Gathering *gathering)
{
  g_autoptr (KinQuery) query = kin_reader_query (gathering->reader, "SELECT no, name, kind, provider_code, grade, telephone FROM provider"
                                                                    " WHERE merged_into IS NULL ORDER BY no /* scan: all providers */");

  while (kin_query_step (query))
    {
      KinProviderRow row = { .provider = kin_query_get_int (query, 0), .kind = intern (query, 2), .whose = intern (query, 3), .grade = intern (query, 4) };
      const char    *name = kin_query_get_text (query, 1);

      row.name = g_strdup (name != NULL ? name : "");
      row.telephone = g_strdup (kin_query_get_text (query, 5));
      g_array_append_val (gathering->rows, row);
    }
}

static void
note_home (Gathering *gathering, gint64 home, gint64 provider)
{
  g_hash_table_insert (gathering->by_home, g_memdup2 (&home, sizeof home), g_memdup2 (&provider, sizeof provider));
}

static void
read_homes (Gathering *gathering, KinDay day)
{
  KinQuery *query = kin_reader_query (gathering->reader, "SELECT no, provider, coalesce (status, '') = 'closed' FROM household"
                                                         " WHERE provider > 0 AND merged_into IS NULL /* scan: all homes */");

  while (kin_query_step (query))
    {
      KinProviderRow *row = find_row (gathering, kin_query_get_int (query, 1));

      note_home (gathering, kin_query_get_int (query, 0), kin_query_get_int (query, 1));
      if (row != NULL)
        row->homes += kin_query_get_int (query, 2) == 0;
    }
  kin_query_end (query);
  query = kin_reader_query (gathering->reader, "SELECT no, provider, coalesce (closed, 0) FROM establishment WHERE provider > 0 /* scan: all residential homes */");
  while (kin_query_step (query))
    {
      KinProviderRow *row = find_row (gathering, kin_query_get_int (query, 1));
      KinDay          closed = (KinDay) kin_query_get_int (query, 2);

      note_home (gathering, kin_query_get_int (query, 0), kin_query_get_int (query, 1));
      if (row != NULL)
        row->establishments += closed == KIN_NO_DAY || closed > day;
    }
  kin_query_end (query);
}

/* The last day of a contract is counted. */
static void
read_contracts (Gathering *gathering, KinDay day)
{
  g_autoptr (KinQuery) query = kin_reader_query (gathering->reader, "SELECT provider, coalesce (period_end, 0) FROM contract WHERE provider > 0 AND period_start <= ?1"
                                                                    " AND (period_end IS NULL OR period_end >= ?1) /* scan: all contracts */");

  kin_query_int (query, 1, day);
  while (kin_query_step (query))
    {
      KinProviderRow *row = find_row (gathering, kin_query_get_int (query, 0));
      KinDay          end = (KinDay) kin_query_get_int (query, 1);

      if (row == NULL)
        continue;
      row->contracts++;
      if (end != KIN_NO_DAY && (row->contract_ends == KIN_NO_DAY || end < row->contract_ends))
        row->contract_ends = end;
    }
}

/* Private and voluntary providers of the return, and what the council's own categories say is bought. */
static gboolean
is_bought (const KinCostRow *cost)
{
  return *cost->category != '\0' || g_strcmp0 (kin_code_group ("placement_provider", cost->whose), "agency") == 0;
}

static gint64
provider_of (Gathering *gathering, const KinCostRow *cost)
{
  const gint64 *provider = NULL;

  if (cost->provider != 0)
    return cost->provider;
  if (cost->establishment != 0)
    provider = g_hash_table_lookup (gathering->by_home, &cost->establishment);
  if (provider == NULL && cost->household != 0)
    provider = g_hash_table_lookup (gathering->by_home, &cost->household);
  return provider != NULL ? *provider : 0;
}

static void
take_cost (Gathering *gathering, const KinCostRow *cost, KinProviderRow *unnamed, KinProviders *providers)
{
  gint64          provider = provider_of (gathering, cost);
  KinProviderRow *row = provider != 0 ? find_row (gathering, provider) : NULL;

  if (row == NULL && is_bought (cost))
    row = unnamed;
  if (!cost->ours || row == NULL)
    return;
  row->children++;
  providers->children++;
  row->unpriced += !cost->priced && !cost->no_price_on_purpose;
  for (int i = 0; i < KIN_N_COSTS; i++)
    {
      row->weekly[i] += cost->weekly[i];
      providers->weekly[i] += cost->weekly[i];
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const KinProviderRow *x = a, *y = b;
  g_autofree char      *left = NULL, *right = NULL;
  int                   order;

  if ((x->children > 0) != (y->children > 0))
    return x->children > 0 ? -1 : 1;
  if (x->weekly[KIN_COSTS_TOTAL] != y->weekly[KIN_COSTS_TOTAL])
    return x->weekly[KIN_COSTS_TOTAL] > y->weekly[KIN_COSTS_TOTAL] ? -1 : 1;
  left = kin_text_key (x->name);
  right = kin_text_key (y->name);
  order = strcmp (left, right);
  return order != 0 ? order : compare_numbers (a, b);
}

static void
begin (Gathering *gathering, KinReader *reader)
{
  gathering->reader = reader;
  gathering->rows = g_array_new (FALSE, FALSE, sizeof (KinProviderRow));
  g_array_set_clear_func (gathering->rows, clear_row);
  gathering->by_home = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

KinProviders *
kin_book_providers (KinReader *reader, KinDay day)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autoptr (KinCosts) costs = kin_book_costs_at (reader, day);
  KinProviders        *providers = g_new0 (KinProviders, 1);
  KinProviderRow       unnamed = { .kind = "", .whose = "", .grade = "" };
  Gathering            gathering;

  begin (&gathering, reader);
  read_providers (&gathering);
  read_homes (&gathering, day);
  read_contracts (&gathering, day);
  for (guint i = 0; i < costs->rows->len; i++)
    take_cost (&gathering, &g_array_index (costs->rows, KinCostRow, i), &unnamed, providers);
  if (unnamed.children > 0)
    {
      unnamed.name = g_strdup (_("Provider not named"));
      g_array_append_val (gathering.rows, unnamed);
    }
  g_array_sort (gathering.rows, compare_rows);
  g_hash_table_unref (gathering.by_home);
  providers->day = day;
  providers->rows = gathering.rows;
  return providers;
}

GArray *
kin_book_provider_placements (KinReader *reader, const KinCosts *costs, gint64 provider)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  GArray              *placements = g_array_new (FALSE, FALSE, sizeof (gint64));
  Gathering            gathering;

  begin (&gathering, reader);
  read_homes (&gathering, costs->at);
  for (guint i = 0; i < costs->rows->len; i++)
    {
      const KinCostRow *cost = &g_array_index (costs->rows, KinCostRow, i);

      if (cost->ours && provider_of (&gathering, cost) == provider)
        g_array_append_val (placements, cost->placement);
    }
  g_hash_table_unref (gathering.by_home);
  g_array_unref (gathering.rows);
  return placements;
}
