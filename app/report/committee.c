/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two passes: all counts are put into one list with the sums that bind them, so that small ones can be hidden safely; then the same
 * counts are written out as text. */
#include "committee.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "axis.h"
#include "chart.h"
#include "committee_counts.h"
#include "indicators.h"
#include "prices.h"

#define HIDDEN "c" /* as the Department for Education has it */
#define PERIODS 8  /* of the table */
#define CHARTED 16

typedef struct
{
  KinCommitteeCounts counts;
  KinCosts          *costs;
  KinCommittee      *committee;
} Work;

static char *
count_text (Work *work, guint cell)
{
  if (work->counts.hidden[cell])
    {
      work->committee->anything_hidden = TRUE;
      return g_strdup (HIDDEN);
    }
  return kin_unit_to_text (KIN_UNIT_COUNT, kin_committee_count (&work->counts, cell));
}

/* A share is as telling as its two numbers. */
static char *
share_text (Work *work, guint part, guint whole)
{
  int permille = kin_indicator_permille ((guint) kin_committee_count (&work->counts, part), (guint) kin_committee_count (&work->counts, whole));

  if (permille < 0)
    return g_strdup ("–");
  return work->counts.hidden[part] || work->counts.hidden[whole] ? g_strdup (HIDDEN) : kin_unit_to_text (KIN_UNIT_PERMILLE, permille);
}

static void
add_tile (Work *work, const char *label, char *value, char *note)
{
  KinCommitteeTile tile = { g_strdup (label), value, note };

  g_array_append_val (work->committee->tiles, tile);
}

static KinCommitteeTable *
add_table (Work *work, const char *title, const char *definition, const char *const *headings)
{
  KinCommitteeTable *table = g_new0 (KinCommitteeTable, 1);

  table->title = g_strdup (title);
  table->definition = g_strdup (definition);
  table->headings = g_ptr_array_new_with_free_func (g_free);
  table->cells = g_ptr_array_new_with_free_func (g_free);
  table->bold = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; headings[i] != NULL; i++)
    g_ptr_array_add (table->headings, g_strdup (headings[i]));
  g_ptr_array_add (work->committee->tables, table);
  return table;
}

static void
add_row (KinCommitteeTable *table, const char *label, char **texts, gboolean bold)
{
  guint row = table->cells->len / table->headings->len;

  g_ptr_array_add (table->cells, g_strdup (label));
  for (guint i = 1; i < table->headings->len; i++)
    g_ptr_array_add (table->cells, texts[i - 1]);
  if (bold)
    g_array_append_val (table->bold, row);
}

static void
write_tiles (Work *work)
{
  g_autofree char *share = share_text (work, work->counts.agency, work->counts.fostered), *agency = count_text (work, work->counts.agency), *two = count_text (work, work->counts.two);
  g_autofree char *three = count_text (work, work->counts.three), *all = count_text (work, work->counts.all), *with_siblings = count_text (work, work->counts.with_siblings);
  g_autofree char *bought = NULL;
  g_autoptr (GPtrArray) rows = kin_committee_rows (&work->counts);
  guint whole = work->counts.commissioned + (rows->len - 1) * 3;

  bought = share_text (work, whole, work->counts.in_care);
  add_tile (work, _("Children in care"), count_text (work, work->counts.in_care), g_strdup (_("ours, without short breaks")));
  add_tile (work, _("Fostered"), count_text (work, work->counts.fostered), g_strdup_printf (_("%s with agencies, %s"), agency, share));
  add_tile (work, _("Commissioned"), count_text (work, whole), g_strdup_printf (_("%s of all in care"), bought));
  add_tile (work, _("3+ placements a year"), share_text (work, work->counts.three, work->counts.in_care), g_strdup_printf (_("%s children; %s have had two"), three, two));
  add_tile (work, _("Together with siblings"), share_text (work, work->counts.all, work->counts.with_siblings), g_strdup_printf (_("%s of %s with siblings in care"), all, with_siblings));
}

static void
write_fostered (Work *work)
{
  const char *const headings[] = { "", _("Children"), _("Of fostered"), _("Of in care"), NULL };
  KinCommitteeTable *table = add_table (work, _("Foster placements"), work->counts.figures[KIN_COMMITTEE_AGENCY]->basis, headings);
  const char *const labels[] = { _("In-house"), _("Agency"), _("Connected persons"), _("All fostered") };
  guint cells[] = { work->counts.in_house, work->counts.agency, work->counts.connected, work->counts.fostered };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      char *texts[] = { count_text (work, cells[i]), share_text (work, cells[i], work->counts.fostered), share_text (work, cells[i], work->counts.in_care) };

      add_row (table, labels[i], texts, i + 1 == G_N_ELEMENTS (cells));
    }
}

/* What the placements of a row cost a week, to social care. Hidden with the count. */
static char *
weekly_text (Work *work, const KinFigurePart *part, guint cell, KinCostsBasis basis)
{
  KinPence sum = 0;

  if (work->counts.hidden[cell])
    return g_strdup (HIDDEN);
  for (guint i = 0; i < work->costs->rows->len; i++)
    {
      const KinCostRow *row = &g_array_index (work->costs->rows, KinCostRow, i);

      if (kin_committee_has (strcmp (part->group, "total") == 0 ? work->counts.figures[KIN_COMMITTEE_COMMISSIONED]->numerator : part->records, row->placement))
        sum += row->weekly[basis];
    }
  return kin_pence_to_text (sum);
}

static void
write_commissioned (Work *work)
{
  const char *const headings[] = { "", _("Placements"), _("Share"), _("Above £3,500"), _("Above £5,500"), _("Weekly, gross"), _("Weekly, net"), NULL };
  KinCommitteeTable *table = NULL;
  g_autofree char *definition = g_strdup_printf (_("bands %s; net: what social care pays itself"), work->counts.figures[KIN_COMMITTEE_COMMISSIONED]->basis);
  const GPtrArray *tops = work->counts.figures[KIN_COMMITTEE_COMMISSIONED]->parts;
  g_autoptr (GPtrArray) rows = kin_committee_rows (&work->counts);

  table = add_table (work, _("Commissioned placements"), definition, headings);
  for (guint i = 0; i < rows->len; i++)
    {
      const KinFigurePart *part = rows->pdata[i];
      guint cell = work->counts.commissioned + i * 3, whole = work->counts.commissioned + (rows->len - 1) * 3;
      gboolean below = !g_ptr_array_find ((GPtrArray *) tops, part, NULL);
      g_autofree char *label = g_strconcat (below ? "  " : "", part->label, NULL);
      char *texts[] = { count_text (work, cell), share_text (work, cell, whole), count_text (work, cell + 1), count_text (work, cell + 2),
                        weekly_text (work, part, cell, KIN_COSTS_TOTAL), weekly_text (work, part, cell, KIN_COSTS_NET) };

      add_row (table, label, texts, strcmp (part->group, "total") == 0);
    }
}

static char *
net_text (Work *work, guint entering)
{
  if (work->counts.hidden[entering] || work->counts.hidden[entering + 1])
    return g_strdup (HIDDEN);
  return kin_unit_to_text (KIN_UNIT_COUNT, kin_committee_count (&work->counts, entering) - kin_committee_count (&work->counts, entering + 1));
}

/* A period that is cut short must not be read as a whole one. */
static char *
say_periods (const KinFigure *flows)
{
  const KinFigurePart *last = flows->parts->pdata[flows->parts->len - 1];
  g_autofree char *to = kin_day_to_words (last->to);

  if (strcmp (last->code, last->label) == 0)
    return g_strdup (flows->basis);
  return g_strdup_printf (_("%s; the last column is not a whole period, it ends on %s"), flows->basis, to);
}

static void
write_flows (Work *work)
{
  const KinFigure *flows = work->counts.figures[KIN_COMMITTEE_FLOWS];
  guint n = flows->parts->len, first = n > PERIODS ? n - PERIODS : 0;
  const char *headings[PERIODS + 2] = { "" };
  const char *const labels[] = { _("Entering"), _("Leaving"), _("Net"), _("In care at the end") };
  g_autofree char *definition = NULL;
  KinCommitteeTable *table;

  for (guint i = first; i < n; i++)
    headings[1 + i - first] = ((const KinFigurePart *) flows->parts->pdata[i])->code;
  definition = n > 0 ? say_periods (flows) : g_strdup (flows->basis);
  table = add_table (work, _("Entering and leaving care"), definition, headings);
  for (guint row = 0; row < G_N_ELEMENTS (labels); row++)
    {
      char *texts[PERIODS];

      for (guint i = first; i < n; i++)
        {
          guint cell = work->counts.flows + i * 4;

          texts[i - first] = row == 0 ? count_text (work, cell) : row == 1 ? count_text (work, cell + 1) : row == 2 ? net_text (work, cell) : count_text (work, cell + 2);
        }
      add_row (table, labels[row], texts, row == 3);
    }
}

static void
write_siblings (Work *work)
{
  const char *const headings[] = { "", _("Children"), _("Share"), NULL };
  KinCommitteeTable *table = add_table (work, _("Brothers and sisters"), work->counts.figures[KIN_COMMITTEE_SIBLINGS]->basis, headings);
  const char *const labels[] = { _("With all who are in care"), _("With some of them"), _("With none of them"), _("All with siblings in care") };
  guint cells[] = { work->counts.all, work->counts.some, work->counts.none, work->counts.with_siblings };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      char *texts[] = { count_text (work, cells[i]), share_text (work, cells[i], work->counts.with_siblings) };

      add_row (table, labels[i], texts, i + 1 == G_N_ELEMENTS (cells));
    }
}

static void
write_placements (Work *work)
{
  const char *const headings[] = { "", _("Children"), _("Of in care"), NULL };
  KinCommitteeTable *table = add_table (work, _("Placements in twelve months"), work->counts.figures[KIN_COMMITTEE_THREE]->basis, headings);
  char *three[] = { count_text (work, work->counts.three), share_text (work, work->counts.three, work->counts.in_care) };
  char *two[] = { count_text (work, work->counts.two), share_text (work, work->counts.two, work->counts.in_care) };

  add_row (table, _("Three or more"), three, FALSE);
  add_row (table, _("Two: the early warning"), two, FALSE);
}

static void
write_charts (Work *work)
{
  const KinFigure *flows = work->counts.figures[KIN_COMMITTEE_FLOWS], *mix = work->counts.figures[KIN_COMMITTEE_MIX];
  KinCommittee *committee = work->committee;

  for (guint i = flows->parts->len > CHARTED ? flows->parts->len - CHARTED : 0; i < flows->parts->len; i++)
    {
      const KinFigurePart *part = flows->parts->pdata[i];
      guint cell = work->counts.flows + i * 4 + 2;
      gint64 closing = work->counts.hidden[cell] ? KIN_CHART_BLANK : kin_committee_count (&work->counts, cell);

      g_array_append_val (committee->days, part->to);
      g_array_append_val (committee->in_care, closing);
    }
  for (guint i = 0; i < mix->parts->len; i++)
    {
      const KinFigurePart *part = mix->parts->pdata[i];
      gint64 value = work->counts.hidden[work->counts.mix + i] ? KIN_CHART_BLANK : kin_committee_count (&work->counts, work->counts.mix + i);

      if (strcmp (part->group, "place") != 0 || part->value == 0)
        continue;
      g_ptr_array_add (committee->places, g_strdup (part->label));
      g_array_append_val (committee->lived, value);
    }
  if (kin_committee_count (&work->counts, work->counts.otherwise) > 0)
    {
      gint64 value = work->counts.hidden[work->counts.otherwise] ? KIN_CHART_BLANK : kin_committee_count (&work->counts, work->counts.otherwise);

      g_ptr_array_add (committee->places, g_strdup (_("Fostered otherwise")));
      g_array_append_val (committee->lived, value);
    }
}

/* The sums that must agree. The differences are said, not hidden. */
static void
write_agreement (Work *work)
{
  const KinFigure *flows = work->counts.figures[KIN_COMMITTEE_FLOWS], *mix = work->counts.figures[KIN_COMMITTEE_MIX];
  const KinFigurePart *last = flows->parts->len > 0 ? flows->parts->pdata[flows->parts->len - 1] : NULL;
  gint64 in_care = kin_committee_count (&work->counts, work->counts.in_care), lived = 0, errors = 0, closing = last != NULL ? kin_committee_flow (last, flows, "closing") : in_care;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < mix->parts->len; i++)
    lived += strcmp (((const KinFigurePart *) mix->parts->pdata[i])->group, "place") == 0 ? ((const KinFigurePart *) mix->parts->pdata[i])->value : 0;
  for (guint i = 0; i < flows->parts->len; i++)
    errors += ABS (kin_committee_flow (flows->parts->pdata[i], flows, "error"));
  work->committee->agrees = lived == in_care && closing == in_care && errors == 0;
  if (work->committee->published && work->committee->anything_hidden)
    g_string_append (text, work->committee->agrees ? _("Checked before numbers were hidden: all sums agree.")
                                                   : _("Checked before numbers were hidden: not all sums agree; ask for the page as it is used inside."));
  else
    g_string_append_printf (text, _("Children in care %d; where they live adds up to %d; entering and leaving ends at %d, with %d unexplained. %s"), (int) in_care,
                            (int) lived, (int) closing, (int) errors, work->committee->agrees ? _("All sums agree.") : _("These sums do not agree."));
  work->committee->agreement = g_string_free (text, FALSE);
}

static void
write_stamp (Work *work, const KinCommitteeAsk *ask)
{
  const KinFigure *figure = work->counts.figures[KIN_COMMITTEE_LOOKED_AFTER];
  g_autofree char *day = kin_day_to_words (ask->at), *known = figure->as_known != G_MAXINT64 ? kin_day_to_words (kin_day_of_ms (figure->as_known)) : NULL;
  GString *text = g_string_new (NULL);
  g_autofree char *place = kin_log_position_to_words (&figure->position, known == NULL);

  g_string_append_printf (text, _("As at %s"), day);
  if (known != NULL)
    g_string_append_printf (text, _(", as it was known on %s"), known);
  else
    g_string_append (text, _(", as known now"));
  /* Translators: where in the log: ", at change 12345 of this file" */
  g_string_append_printf (text, _(", at %s"), place);
  work->committee->stamp = g_string_free (text, FALSE);
}

static gboolean
read_figures (Work *work, KinReader *reader, const KinCommitteeAsk *ask, GError **error)
{
  static const char *const names[KIN_N_COMMITTEE_FIGURES] = { "looked-after", "placement-mix", "agency-share", "three-placements", "commissioned", "entering-leaving",
                                                "siblings-together" };

  for (guint i = 0; i < KIN_N_COMMITTEE_FIGURES; i++)
    {
      KinFigureAsk one = { names[i], ask->at, ask->basis, ask->by, KIN_NO_DAY };

      work->counts.figures[i] = kin_book_figure (reader, &one, error);
      if (work->counts.figures[i] == NULL)
        return FALSE;
    }
  work->costs = kin_book_costs_at (reader, ask->at);
  return TRUE;
}

static void
clear_tile (gpointer data)
{
  KinCommitteeTile *tile = data;

  g_free (tile->label);
  g_free (tile->value);
  g_free (tile->note);
}

static void
free_table (gpointer data)
{
  KinCommitteeTable *table = data;

  g_free (table->title);
  g_free (table->definition);
  g_ptr_array_unref (table->headings);
  g_ptr_array_unref (table->cells);
  g_array_unref (table->bold);
  g_free (table);
}

static KinCommittee *
new_committee (const KinCommitteeAsk *ask)
{
  KinCommittee *committee = g_new0 (KinCommittee, 1);

  committee->at = ask->at;
  committee->published = ask->published;
  committee->tiles = g_array_new (FALSE, FALSE, sizeof (KinCommitteeTile));
  g_array_set_clear_func (committee->tiles, clear_tile);
  committee->tables = g_ptr_array_new_with_free_func (free_table);
  committee->days = g_array_new (FALSE, FALSE, sizeof (KinDay));
  committee->in_care = g_array_new (FALSE, FALSE, sizeof (gint64));
  committee->places = g_ptr_array_new_with_free_func (g_free);
  committee->lived = g_array_new (FALSE, FALSE, sizeof (gint64));
  return committee;
}

void
kin_committee_free (KinCommittee *committee)
{
  if (committee == NULL)
    return;
  g_array_unref (committee->tiles);
  g_ptr_array_unref (committee->tables);
  g_array_unref (committee->days);
  g_array_unref (committee->in_care);
  g_ptr_array_unref (committee->places);
  g_array_unref (committee->lived);
  g_free (committee->stamp);
  g_free (committee->agreement);
  g_free (committee);
}

static void
write_all (Work *work, const KinCommitteeAsk *ask)
{
  kin_committee_counts_fill (&work->counts);
  write_tiles (work);
  write_fostered (work);
  write_placements (work);
  write_siblings (work);
  write_commissioned (work);
  write_flows (work);
  write_charts (work);
  write_agreement (work);
  write_stamp (work, ask);
}

KinCommittee *
kin_committee_read (KinReader *reader, const KinCommitteeAsk *ask, GError **error)
{
  Work work = { .counts.published = ask->published, .committee = new_committee (ask) };

  if (read_figures (&work, reader, ask, error))
    write_all (&work, ask);
  else
    g_clear_pointer (&work.committee, kin_committee_free);
  g_clear_pointer (&work.costs, kin_costs_free);
  kin_committee_counts_clear (&work.counts);
  return work.committee;
}
