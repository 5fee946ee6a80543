/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathering the figures that stand together on one page. A year of months is read in one go. */
#include "agency.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "codes.h"
#include "episodes.h"
#include "in-care.h"
#include "moment.h"
#include "price-facts.h"

const char *
kin_provision_to_text (KinProvision provision)
{
  static const char *const texts[KIN_N_PROVISIONS] = {
    [KIN_PROVISION_OWN] = N_("In-house"), [KIN_PROVISION_OTHER] = N_("Other public"), [KIN_PROVISION_AGENCY] = N_("Agency"),
  };

  return _(texts[provision]);
}

KinPence
kin_agency_per_child (const KinAgencySum *sum)
{
  return sum->priced > 0 ? (2 * sum->gross + sum->priced) / (2 * (KinPence) sum->priced) : -1;
}

int
kin_agency_share (guint part, guint whole)
{
  return whole > 0 ? (int) ((part * G_GUINT64_CONSTANT (2000) + whole) / (2 * (guint64) whole)) : -1;
}

void
kin_agency_add (KinAgencySum *sum, const KinAgencySum *more)
{
  sum->children += more->children;
  sum->priced += more->priced;
  sum->gross += more->gross;
  sum->net += more->net;
}

static KinProvision
provision_of (const KinInCare *child)
{
  const char *group = kin_code_group ("placement_provider", child->whose);

  if (g_strcmp0 (group, "agency") == 0)
    return KIN_PROVISION_AGENCY;
  return g_strcmp0 (group, "in_house") == 0 ? KIN_PROVISION_OWN : KIN_PROVISION_OTHER;
}

static gboolean
is_fostered_by_category (const KinInCare *child)
{
  return *child->category != '\0' ? g_strcmp0 (kin_code_group ("commissioning_category", child->category), "foster") == 0
                                  : kin_code_is_foster (child->place);
}

static void
take_child (KinAgencyMonth *month, const KinPriceFacts *prices, const KinInCare *child)
{
  KinAgencySum  one = { .children = 1 };
  KinCostsFacts facts = { .from = child->placed };
  KinCostsOn    cost;

  month->looked_after++;
  month->fostered_by_category += is_fostered_by_category (child);
  month->agency_by_category += strcmp (child->category, "agency_foster") == 0;
  if (!kin_code_is_foster (child->place))
    return;
  month->fostered++;
  kin_price_facts_give (prices, child->placement, &facts);
  kin_costs_sum_on (&facts, month->day, &cost);
  one.gross = cost.weekly[KIN_COSTS_TOTAL];
  one.net = cost.weekly[KIN_COSTS_NET];
  one.priced = one.gross != 0;
  kin_agency_add (&month->by_return[provision_of (child)], &one);
}

static void
fill_months (KinReader *reader, KinAgency *agency)
{
  KinDay                    days[KIN_AGENCY_MONTHS];
  g_autoptr (GPtrArray)     series = NULL;
  g_autoptr (KinPriceFacts) prices = NULL;
  int                       year, month;

  kin_day_split (agency->at, &year, &month, NULL);
  for (int i = 0; i < KIN_AGENCY_MONTHS; i++)
    {
      int back = KIN_AGENCY_MONTHS - 1 - i;

      days[i] = back == 0 ? agency->at : kin_day_add_months (kin_day (year, month, 1), 1 - back) - 1;
    }
  series = kin_in_care_series (reader, days, KIN_AGENCY_MONTHS);
  prices = kin_price_facts_between (reader, days[0], agency->at);
  for (int i = 0; i < KIN_AGENCY_MONTHS; i++)
    {
      const GArray *children = series->pdata[i];

      agency->months[i].day = days[i];
      for (guint k = 0; k < children->len; k++)
        take_child (&agency->months[i], prices, &g_array_index (children, KinInCare, k));
    }
}

static KinAgencyLine *
find_line (KinAgency *agency, const char *code)
{
  KinAgencyLine fresh = { .code = code };

  for (guint i = 0; i < agency->lines->len; i++)
    if (strcmp (g_array_index (agency->lines, KinAgencyLine, i).code, code) == 0)
      return &g_array_index (agency->lines, KinAgencyLine, i);
  fresh.label = g_strdup (*code != '\0' ? kin_code_label ("commissioning_category", code) : _("Own provision"));
  g_array_append_val (agency->lines, fresh);
  return &g_array_index (agency->lines, KinAgencyLine, agency->lines->len - 1);
}

static void
fill_lines (KinAgency *agency, const KinCosts *costs)
{
  const KinCodeList *list = kin_code_list ("commissioning_category");

  find_line (agency, "");
  for (guint i = 0; i < kin_code_list_size (list); i++)
    find_line (agency, kin_code_list_nth (list, i)->code);
  for (guint i = 0; i < costs->rows->len; i++)
    {
      const KinCostRow *row = &g_array_index (costs->rows, KinCostRow, i);
      KinAgencySum      one = { 1, row->priced, row->weekly[KIN_COSTS_TOTAL], row->weekly[KIN_COSTS_NET] };
      KinAgencyLine    *line;

      if (!row->ours)
        continue;
      agency->commissioned += *row->category != '\0';
      line = find_line (agency, row->category);
      kin_agency_add (&line->sum, &one);
      line->without_education += row->weekly[KIN_COSTS_WITHOUT_EDUCATION];
      line->above[0] += row->weekly[KIN_COSTS_WITHOUT_EDUCATION] > KIN_BAND_LOW;
      line->above[1] += row->weekly[KIN_COSTS_WITHOUT_EDUCATION] > KIN_BAND_HIGH;
    }
}

/* How many of the agency foster placements of the day have each reason; the last place is for none. */
static gint64 *
count_reasons (KinReader *reader, const KinCosts *costs, const KinCodeList *list)
{
  guint   n = kin_code_list_size (list);
  gint64 *counts = g_new0 (gint64, n + 1);

  for (guint i = 0; i < costs->rows->len; i++)
    {
      const KinCostRow    *row = &g_array_index (costs->rows, KinCostRow, i);
      g_autoptr (KinQuery) query = NULL;
      const char          *reason;
      guint                at = n;

      if (strcmp (row->category, "agency_foster") != 0 || !row->ours)
        continue;
      query = kin_reader_query (reader, "SELECT outside_reason FROM placement WHERE no = ?1");
      kin_query_int (query, 1, row->placement);
      reason = kin_query_step (query) ? kin_query_get_text (query, 0) : NULL;
      for (guint c = 0; reason != NULL && c < n; c++)
        if (strcmp (kin_code_list_nth (list, c)->code, reason) == 0)
          at = c;
      counts[at]++;
    }
  return counts;
}

static void
fill_reasons (KinReader *reader, KinAgency *agency, const KinCosts *costs)
{
  const KinCodeList *list = kin_code_list ("outside_reason");
  guint              n = kin_code_list_size (list);
  g_autofree gint64 *counts = count_reasons (reader, costs, list);

  for (;;)
    {
      guint most = n; /* the most frequent first, "not recorded" last */

      for (guint c = 0; c < n; c++)
        if (counts[c] > 0 && (most == n || counts[c] > counts[most]))
          most = c;
      if (counts[most] == 0)
        break;
      g_ptr_array_add (agency->reasons, g_strdup (most < n ? kin_code_label ("outside_reason", kin_code_list_nth (list, most)->code) : _("Not recorded")));
      g_array_append_val (agency->reason_counts, counts[most]);
      counts[most] = 0;
    }
}

static void
clear_line (gpointer data)
{
  g_free (((KinAgencyLine *) data)->label);
}

KinAgency *
kin_book_agency (KinReader *reader, KinDay at)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autoptr (KinCosts) costs = kin_book_costs_at (reader, at);
  KinAgency           *agency = g_new0 (KinAgency, 1);

  agency->at = at;
  agency->lines = g_array_new (FALSE, TRUE, sizeof (KinAgencyLine));
  g_array_set_clear_func (agency->lines, clear_line);
  agency->reasons = g_ptr_array_new_with_free_func (g_free);
  agency->reason_counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  fill_months (reader, agency);
  fill_lines (agency, costs);
  fill_reasons (reader, agency, costs);
  return agency;
}

void
kin_agency_free (KinAgency *agency)
{
  if (agency == NULL)
    return;
  g_array_unref (agency->lines);
  g_ptr_array_unref (agency->reasons);
  g_array_unref (agency->reason_counts);
  g_free (agency);
}
