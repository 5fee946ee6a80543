/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathering the figures that stand together on one page. */
#include "agency.h"

#include <glib/gi18n-lib.h>

#include "codes.h"
#include "moment.h"

static KinFigure *
figure (KinReader *reader, const char *name, KinDay at, KinAgencyBasis basis)
{
  KinFigureAsk ask = { .name = name, .at = at, .basis = basis };

  return kin_book_figure (reader, &ask, NULL);
}

static void
fill_months (KinReader *reader, KinAgency *agency)
{
  int year, month;

  kin_day_split (agency->at, &year, &month, NULL);
  for (int i = 0; i < KIN_AGENCY_MONTHS; i++)
    {
      int back = KIN_AGENCY_MONTHS - 1 - i;
      KinDay day = back == 0 ? agency->at : kin_day_add_months (kin_day (year, month, 1), 1 - back) - 1;
      KinFigure *share = back == 0 ? NULL : figure (reader, "agency-share", day, KIN_BASIS_CATEGORY);
      const KinFigure *shown = back == 0 ? agency->by_category : share;

      agency->days[i] = day;
      agency->agency[i] = shown->numerator->len;
      agency->own[i] = (gint64) shown->denominator->len - shown->numerator->len;
      g_clear_pointer (&share, kin_figure_free);
    }
}

/* The numerator's children, each with the placement of the day. */
static void
fill_reasons (KinReader *reader, KinAgency *agency)
{
  const KinCodeList *list = kin_code_list ("outside_reason");
  guint n = kin_code_list_size (list);
  g_autofree gint64 *counts = g_new0 (gint64, n + 1);

  for (guint i = 0; i < agency->costs->rows->len; i++)
    {
      const KinCostRow *row = &g_array_index (agency->costs->rows, KinCostRow, i);
      g_autoptr (KinQuery) query = NULL;
      const char *reason;
      guint at = n;

      if (g_strcmp0 (row->category, "agency_foster") != 0 || !row->ours)
        continue;
      query = kin_reader_query (reader, "SELECT outside_reason FROM placement WHERE no = ?1");
      kin_query_int (query, 1, row->placement);
      reason = kin_query_step (query) ? kin_query_get_text (query, 0) : NULL;
      for (guint c = 0; reason != NULL && c < n; c++)
        if (g_strcmp0 (kin_code_list_nth (list, c)->code, reason) == 0)
          at = c;
      counts[at]++;
    }
  agency->reasons = g_ptr_array_new_with_free_func (g_free);
  agency->reason_counts = g_array_new (FALSE, FALSE, sizeof (gint64));
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

KinAgency *
kin_book_agency (KinReader *reader, KinDay at)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  KinAgency *agency = g_new0 (KinAgency, 1);

  agency->at = at;
  agency->looked_after = figure (reader, "looked-after", at, KIN_BASIS_CATEGORY);
  agency->commissioned = figure (reader, "commissioned", at, KIN_BASIS_CATEGORY);
  agency->by_category = figure (reader, "agency-share", at, KIN_BASIS_CATEGORY);
  agency->by_return = figure (reader, "agency-share", at, KIN_BASIS_903);
  agency->costs = kin_book_costs_at (reader, at);
  fill_months (reader, agency);
  fill_reasons (reader, agency);
  return agency;
}

void
kin_agency_free (KinAgency *agency)
{
  if (agency == NULL)
    return;
  kin_figure_free (agency->looked_after);
  kin_figure_free (agency->commissioned);
  kin_figure_free (agency->by_category);
  kin_figure_free (agency->by_return);
  kin_costs_free (agency->costs);
  g_ptr_array_unref (agency->reasons);
  g_array_unref (agency->reason_counts);
  g_free (agency);
}
