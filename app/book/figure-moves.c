/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three or more placements in the twelve months to a day, as in the DfE's stability measure. Most children have not moved: only
 * those with enough rows in the year to have three placements are laid out in episodes. */
#include <glib/gi18n-lib.h>

#include "because.h"
#include "episodes-of.h"
#include "figure.h"
#include "in-care.h"
#include "indicators.h"

/* How many rows of the year each child has. */
static void
count_rows (KinReader *reader, const char *sql, KinDay start, KinDay at, GArray *children, guint *counts)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, sql);

  kin_query_int (query, 1, start);
  kin_query_int (query, 2, at);
  while (kin_query_step (query))
    {
      const KinInCare *child = kin_in_care_find (children, kin_query_get_int (query, 0));

      if (child != NULL)
        counts[child - &g_array_index (children, KinInCare, 0)]++;
    }
}

static guint *
count_all (KinReader *reader, KinDay start, KinDay at, GArray *children)
{
  guint *counts = g_new0 (guint, children->len + 1);

  count_rows (reader, "SELECT child FROM placement WHERE period_end IS NULL AND period_start <= ?2 AND ?1 > 0", start, at, children, counts);
  count_rows (reader, "SELECT child FROM placement WHERE period_end >= ?1 AND period_start <= ?2", start, at, children, counts);
  /* A placement that goes on while care ends and begins anew counts twice. */
  count_rows (reader, "SELECT child FROM care_period WHERE period_end >= ?1 AND period_end <= ?2", start, at, children, counts);
  return counts;
}

static void
add_early_warning (const KinIndicatorChild *each, guint n, KinFigure *figure)
{
  g_autoptr (KinIndicator) two = kin_indicator_compute (KIN_INDICATOR_TWO_PLACEMENTS, each, n, figure->at);
  KinFigurePart *part = kin_figure_add_part (figure->parts, "placements", "2", _("Two placements: the early warning"), NULL);

  for (guint i = 0; i < two->numerator->len; i++)
    kin_figure_part_add (part, g_array_index (two->numerator, gint64, i));
}

void
kin_figure_three_placements (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure)
{
  KinDay start = kin_day_add_months (ask->at, -12) + 1;
  g_autoptr (GArray) children = kin_in_care_on (reader, ask->at);
  g_autofree guint *counts = count_all (reader, start, ask->at, children);
  g_autofree KinIndicatorChild *each = g_new0 (KinIndicatorChild, children->len + 1);
  g_autofree KinEpisode *now = g_new0 (KinEpisode, children->len + 1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (KinIndicator) indicator = NULL;
  g_autofree char *from = kin_day_to_words (start), *to = kin_day_to_words (ask->at);

  for (guint i = 0; i < children->len; i++)
    {
      const KinInCare *child = &g_array_index (children, KinInCare, i);

      now[i] = (KinEpisode) { .start = child->since, .ls = child->status, .place = child->place, .provider = child->whose };
      each[i] = (KinIndicatorChild) { .id = child->child, .episodes = &now[i], .n_episodes = 1 };
      if (counts[i] >= 2)
        {
          GArray *episodes = kin_book_episodes (reader, child->child);

          g_ptr_array_add (kept, episodes);
          each[i].episodes = (const KinEpisode *) (gpointer) episodes->data;
          each[i].n_episodes = episodes->len;
        }
    }
  indicator = kin_indicator_compute (KIN_INDICATOR_THREE_PLACEMENTS, each, children->len, ask->at);
  g_array_append_vals (figure->numerator, indicator->numerator->data, indicator->numerator->len);
  figure->denominator = g_array_ref (indicator->denominator);
  kin_figure_set_share (figure);
  figure->basis = g_strdup_printf (_("placements open at any time from %s to %s"), from, to);
  add_early_warning (each, children->len, figure);
  kin_figure_set_shares (figure->parts, figure->denominator->len);
  for (guint i = 0; i < indicator->because->len; i++)
    kin_because_add (figure->because, "%s", (const char *) indicator->because->pdata[i]);
}
