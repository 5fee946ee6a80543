/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entering and leaving, period by period, with opening and closing numbers and what they do not agree by. What counts as either
 * is said in rules/flows.h. */
#include <glib/gi18n-lib.h>

#include "because.h"
#include "episodes-of.h"
#include "figure.h"
#include "marks.h"
#include "ours.h"

enum { ENTERING, LEAVING, NET, OPENING, CLOSING, ERROR_BY, N_COLUMNS };

static const char *const columns[] = { "entering", "leaving", "net", "opening", "closing", "error", NULL };

/* A child with short breaks is in care only while under another status, so the spells are read off the episodes. */
static void
add_spells (KinReader *reader, gint64 child, GArray *cares)
{
  g_autoptr (GArray) episodes = kin_book_episodes (reader, child);
  g_autoptr (GArray) spells = kin_episodes_spells ((const KinEpisode *) (gpointer) episodes->data, episodes->len);

  for (guint i = 0; i < spells->len; i++)
    {
      const KinSpell *spell = &g_array_index (spells, KinSpell, i);
      KinFlowCare care = { child, spell->from, spell->to };

      g_array_append_val (cares, care);
    }
}

static GArray *
read_cares (KinReader *reader)
{
  GArray *cares = g_array_sized_new (FALSE, FALSE, sizeof (KinFlowCare), 4096);
  g_autoptr (GHashTable) foreign = kin_book_foreign (reader);
  g_autoptr (GArray) breaks = NULL;
  g_autoptr (KinMarks) marks = kin_marks_new ();
  g_autoptr (KinQuery) query = NULL;

  breaks = kin_reader_numbers (reader, "SELECT DISTINCT child FROM legal_status WHERE status IN ('V3', 'V4') /* scan: of an index of these alone */", 0);
  for (guint i = 0; i < breaks->len; i++)
    {
      gint64 child = g_array_index (breaks, gint64, i);

      kin_marks_add (marks, child);
      if (!g_hash_table_contains (foreign, &child))
        add_spells (reader, child, cares);
    }
  query = kin_reader_query (reader, "SELECT child, period_start, period_end FROM care_period /* scan: of a covering index */");
  while (kin_query_step (query))
    {
      KinFlowCare care = { kin_query_get_int (query, 0), (KinDay) kin_query_get_int (query, 1), (KinDay) kin_query_get_int (query, 2) };

      if (care.from != KIN_NO_DAY && !kin_marks_has (marks, care.child) && !g_hash_table_contains (foreign, &care.child))
        g_array_append_val (cares, care);
    }
  return cares;
}

static KinDay
find_first (GArray *cares, KinFlowBy by, KinDay at)
{
  KinDay first = at;
  int year, month;

  for (guint i = 0; i < cares->len; i++)
    first = MIN (first, g_array_index (cares, KinFlowCare, i).from);
  kin_day_split (first, &year, &month, NULL);
  if (by == KIN_FLOW_CALENDAR_YEAR)
    return kin_day (year, 1, 1);
  return by == KIN_FLOW_MONTH ? kin_day (year, month, 1) : kin_day_year_start (kin_day_year_ending (first));
}

/* "2017", "2017-18", "2018-03"; a period that is cut says from and to in its days. */
static char *
name_period (KinFlowBy by, KinDay from)
{
  int year, month, ending = kin_day_year_ending (from);

  kin_day_split (from, &year, &month, NULL);
  if (by == KIN_FLOW_CALENDAR_YEAR)
    return g_strdup_printf ("%d", year);
  if (by == KIN_FLOW_MONTH)
    return g_strdup_printf ("%d-%02d", year, month);
  return g_strdup_printf ("%d-%02d", ending - 1, ending % 100);
}

static gboolean
is_whole (KinFlowBy by, const KinFlowRow *row)
{
  int from_month, from_dom, to_month, to_dom;

  kin_day_split (row->from, NULL, &from_month, &from_dom);
  kin_day_split (row->to + 1, NULL, &to_month, &to_dom);
  if (from_dom != 1 || to_dom != 1)
    return FALSE;
  return by == KIN_FLOW_MONTH || (from_month == to_month && from_month == (by == KIN_FLOW_CALENDAR_YEAR ? 1 : 4));
}

static void
add_row (KinFigure *figure, KinFlowBy by, const KinFlowRow *row)
{
  g_autofree char *code = name_period (by, row->from), *from = kin_day_to_words (row->from), *to = kin_day_to_words (row->to);
  g_autofree char *label = is_whole (by, row) ? g_strdup (code) : g_strdup_printf (_("%s, %s to %s"), code, from, to);
  KinFigurePart *part = kin_figure_add_part (figure->parts, "period", code, label, NULL);

  part->from = row->from;
  part->to = row->to;
  part->more = g_new0 (gint64, N_COLUMNS);
  part->more[ENTERING] = row->entering;
  part->more[LEAVING] = row->leaving;
  part->more[NET] = (gint64) row->entering - row->leaving;
  part->more[OPENING] = row->opening;
  part->more[CLOSING] = row->closing;
  part->more[ERROR_BY] = row->error;
  part->value = part->more[NET];
}

static void
list_in_care (GArray *cares, KinDay at, KinFigure *figure)
{
  g_autoptr (KinMarks) seen = kin_marks_new ();

  for (guint i = 0; i < cares->len; i++)
    {
      const KinFlowCare *care = &g_array_index (cares, KinFlowCare, i);

      if (care->from > at || (care->to != KIN_NO_DAY && care->to <= at) || kin_marks_has (seen, care->child))
        continue;
      kin_marks_add (seen, care->child);
      g_array_append_val (figure->numerator, care->child);
    }
}

void
kin_figure_entering_leaving (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure)
{
  g_autoptr (GArray) cares = read_cares (reader);
  KinDay from = ask->from != KIN_NO_DAY ? ask->from : find_first (cares, ask->by, ask->at);
  g_autoptr (KinFlows) flows = NULL;

  flows = kin_flows_compute ((const KinFlowCare *) (gpointer) cares->data, cares->len, ask->by, from, ask->at);
  figure->columns = columns;
  figure->n_columns = N_COLUMNS;
  figure->basis = g_strdup (ask->by == KIN_FLOW_CALENDAR_YEAR    ? _("by calendar year, 1 January to 31 December")
                            : ask->by == KIN_FLOW_FINANCIAL_YEAR ? _("by financial year, 1 April to 31 March")
                                                                 : _("by month"));
  for (guint i = 0; i < flows->rows->len; i++)
    add_row (figure, ask->by, &g_array_index (flows->rows, KinFlowRow, i));
  list_in_care (cares, ask->at, figure);
  figure->value = figure->numerator->len;
  kin_because_add (figure->because, _("%d children in care on the day"), (int) figure->value);
  for (guint i = 0; i < flows->because->len; i++)
    kin_because_add (figure->because, "%s", (const char *) flows->because->pdata[i]);
}
