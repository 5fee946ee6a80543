/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two passes: all counts are put into one list with the sums that bind them, so that small ones can be hidden safely; then the same
 * counts are written out as text. */
#include "committee.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "axis.h"
#include "chart.h"
#include "codes.h"
#include "indicators.h"
#include "prices.h"
#include "suppress.h"

#define HIDDEN "c" /* as the Department for Education has it */
#define PERIODS 8  /* of the table */
#define CHARTED 16

typedef enum { LOOKED_AFTER, MIX, AGENCY, THREE, COMMISSIONED, FLOWS, SIBLINGS, N_FIGURES } Which;

/* Where counts stand in the list. */
typedef struct
{
  KinFigure    *figures[N_FIGURES];
  KinCosts     *costs;
  KinCommittee *committee;
  GArray       *values;  /* gint64 */
  GArray       *lines;   /* KinSumLine */
  gboolean     *hidden;
  guint         in_care, otherwise, fostered, in_house, agency, connected, three, two, all, some, none, with_siblings;
  guint         mix, commissioned, flows; /* the first of a run: one a part, three a part, four a period */
} Work;

static guint
put (Work *work, gint64 value)
{
  g_array_append_val (work->values, value);
  return work->values->len - 1;
}

static gint64
value_at (const Work *work, guint cell)
{
  return g_array_index (work->values, gint64, cell);
}

static KinSumLine *
begin_line (Work *work, guint first, gboolean sum)
{
  KinSumLine line = { { first }, 1, sum };

  g_array_append_val (work->lines, line);
  return &g_array_index (work->lines, KinSumLine, work->lines->len - 1);
}

static void
extend_line (KinSumLine *line, guint cell)
{
  if (line->n < G_N_ELEMENTS (line->cells))
    line->cells[line->n++] = cell;
}

static gboolean
has (const GArray *numbers, gint64 number)
{
  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    if (g_array_index (numbers, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/* With relatives and friends: U1 to U3, of those counted as fostered and not with an agency. */
static gint64
count_connected (const Work *work)
{
  const KinFigure *mix = work->figures[MIX], *agency = work->figures[AGENCY];
  gint64 count = 0;

  for (guint i = 0; i < mix->parts->len; i++)
    {
      const KinFigurePart *group = mix->parts->pdata[i];

      if (strcmp (group->group, "place") != 0 || group->parts == NULL)
        continue;
      for (guint j = 0; j < group->parts->len; j++)
        {
          const KinFigurePart *type = group->parts->pdata[j];

          if (!g_str_has_prefix (kin_code_extra ("placement_type", type->code, "class"), "kinship") || type->records == NULL)
            continue;
          for (guint k = 0; k < type->records->len; k++)
            {
              gint64 child = g_array_index (type->records, gint64, k);

              count += has (agency->denominator, child) && !has (agency->numerator, child);
            }
        }
    }
  return count;
}

/* Where they live, by placement type. Fostered by category differs from that by a few, who are with their mothers or to be adopted:
 * two such numbers beside each other would tell how many. So a published page has the one, and the rest as a part of its own. */
static void
put_mix (Work *work, gint64 fostered)
{
  const KinFigure *mix = work->figures[MIX];
  KinSumLine *line;
  gint64 otherwise = 0;

  work->in_care = put (work, work->figures[LOOKED_AFTER]->value);
  work->mix = work->values->len;
  for (guint i = 0; i < mix->parts->len; i++)
    {
      const KinFigurePart *part = mix->parts->pdata[i];
      gboolean foster = strcmp (part->group, "place") == 0 && strcmp (part->code, "foster") == 0;

      if (foster && work->committee->published && part->value > fostered)
        otherwise = part->value - fostered;
      put (work, part->value - (foster ? otherwise : 0));
    }
  work->otherwise = put (work, otherwise);
  line = begin_line (work, work->in_care, TRUE);
  for (guint i = 0; i < mix->parts->len; i++)
    if (strcmp (((const KinFigurePart *) mix->parts->pdata[i])->group, "place") == 0)
      extend_line (line, work->mix + i);
  extend_line (line, work->otherwise);
}

static void
put_people (Work *work)
{
  const KinFigure *agency = work->figures[AGENCY], *siblings = work->figures[SIBLINGS], *three = work->figures[THREE];
  gint64 connected = count_connected (work);
  KinSumLine *line;

  put_mix (work, agency->denominator->len);
  work->fostered = put (work, agency->denominator->len);
  work->agency = put (work, agency->numerator->len);
  work->connected = put (work, connected);
  work->in_house = put (work, (gint64) agency->denominator->len - agency->numerator->len - connected);
  line = begin_line (work, work->fostered, TRUE);
  extend_line (line, work->in_house);
  extend_line (line, work->agency);
  extend_line (line, work->connected);
  work->three = put (work, three->numerator->len);
  work->two = put (work, three->parts->len > 0 ? ((const KinFigurePart *) three->parts->pdata[0])->value : 0);
  work->with_siblings = put (work, siblings->denominator->len);
  work->all = put (work, ((const KinFigurePart *) siblings->parts->pdata[0])->value);
  work->some = put (work, ((const KinFigurePart *) siblings->parts->pdata[1])->value);
  work->none = put (work, ((const KinFigurePart *) siblings->parts->pdata[2])->value);
  line = begin_line (work, work->with_siblings, TRUE);
  extend_line (line, work->all);
  extend_line (line, work->some);
  extend_line (line, work->none);
}

/* The rows of the table: all commissioned last; those of residential care follow it. */
static GPtrArray *
commissioned_rows (const Work *work)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < work->figures[COMMISSIONED]->parts->len; i++)
    {
      KinFigurePart *part = work->figures[COMMISSIONED]->parts->pdata[i];

      g_ptr_array_add (rows, part);
      for (guint j = 0; part->parts != NULL && j < part->parts->len; j++)
        g_ptr_array_add (rows, part->parts->pdata[j]);
    }
  return rows;
}

/* Sums of one column: the last row of the top ones, and each row of those below it. */
static void
bind_column (Work *work, const GPtrArray *rows, guint column)
{
  const GPtrArray *tops = work->figures[COMMISSIONED]->parts;
  KinSumLine whole = { { work->commissioned + (rows->len - 1) * 3 + column }, 1, TRUE };

  for (guint i = 0; i < rows->len; i++)
    {
      const KinFigurePart *part = rows->pdata[i];

      if (strcmp (part->group, "total") != 0 && g_ptr_array_find ((GPtrArray *) tops, part, NULL))
        extend_line (&whole, work->commissioned + i * 3 + column);
      if (part->parts != NULL && part->parts->len > 0)
        {
          KinSumLine *line = begin_line (work, work->commissioned + i * 3 + column, TRUE);

          for (guint j = 0; j < part->parts->len; j++)
            extend_line (line, work->commissioned + (i + 1 + j) * 3 + column);
        }
    }
  g_array_append_val (work->lines, whole);
}

static void
put_commissioned (Work *work)
{
  g_autoptr (GPtrArray) rows = commissioned_rows (work);

  work->commissioned = work->values->len;
  for (guint i = 0; i < rows->len; i++)
    {
      const KinFigurePart *part = rows->pdata[i];

      put (work, part->value);
      put (work, part->more != NULL ? part->more[0] : 0);
      put (work, part->more != NULL ? part->more[1] : 0);
    }
  for (guint column = 0; column < 3; column++)
    bind_column (work, rows, column);
}

static gint64
flow_of (const KinFigurePart *part, const KinFigure *figure, const char *name)
{
  for (guint i = 0; i < figure->n_columns; i++)
    if (strcmp (figure->columns[i], name) == 0)
      return part->more != NULL ? part->more[i] : 0;
  return 0;
}

static void
put_flows (Work *work)
{
  const KinFigure *flows = work->figures[FLOWS];

  work->flows = work->values->len;
  for (guint i = 0; i < flows->parts->len; i++)
    {
      const KinFigurePart *part = flows->parts->pdata[i];
      guint entering = put (work, flow_of (part, flows, "entering")), leaving = put (work, flow_of (part, flows, "leaving"));
      guint closing = put (work, flow_of (part, flows, "closing"));
      /* The opening number is the closing one before; before the first there is one of its own. */
      guint opening = i == 0 ? put (work, flow_of (part, flows, "opening")) : closing - 4;
      KinSumLine *line = begin_line (work, closing, FALSE);

      if (i > 0)
        put (work, 0); /* four cells a period */
      extend_line (line, opening);
      extend_line (line, leaving);
      extend_line (line, entering);
    }
}

static char *
count_text (Work *work, guint cell)
{
  if (work->hidden[cell])
    {
      work->committee->anything_hidden = TRUE;
      return g_strdup (HIDDEN);
    }
  return kin_unit_to_text (KIN_UNIT_COUNT, value_at (work, cell));
}

/* A share is as telling as its two numbers. */
static char *
share_text (Work *work, guint part, guint whole)
{
  int permille = kin_indicator_permille ((guint) value_at (work, part), (guint) value_at (work, whole));

  if (permille < 0)
    return g_strdup ("–");
  return work->hidden[part] || work->hidden[whole] ? g_strdup (HIDDEN) : kin_unit_to_text (KIN_UNIT_PERMILLE, permille);
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
  g_autofree char *share = share_text (work, work->agency, work->fostered), *agency = count_text (work, work->agency), *two = count_text (work, work->two);
  g_autofree char *three = count_text (work, work->three), *all = count_text (work, work->all), *with_siblings = count_text (work, work->with_siblings);
  g_autofree char *bought = NULL;
  g_autoptr (GPtrArray) rows = commissioned_rows (work);
  guint whole = work->commissioned + (rows->len - 1) * 3;

  bought = share_text (work, whole, work->in_care);
  add_tile (work, _("Children in care"), count_text (work, work->in_care), g_strdup (_("ours, without short breaks")));
  add_tile (work, _("Fostered"), count_text (work, work->fostered), g_strdup_printf (_("%s with agencies, %s"), agency, share));
  add_tile (work, _("Commissioned"), count_text (work, whole), g_strdup_printf (_("%s of all in care"), bought));
  add_tile (work, _("3+ placements a year"), share_text (work, work->three, work->in_care), g_strdup_printf (_("%s children; %s have had two"), three, two));
  add_tile (work, _("Together with siblings"), share_text (work, work->all, work->with_siblings), g_strdup_printf (_("%s of %s with siblings in care"), all, with_siblings));
}

static void
write_fostered (Work *work)
{
  const char *const headings[] = { "", _("Children"), _("Of fostered"), _("Of in care"), NULL };
  KinCommitteeTable *table = add_table (work, _("Foster placements"), work->figures[AGENCY]->basis, headings);
  const char *const labels[] = { _("In-house"), _("Agency"), _("Connected persons"), _("All fostered") };
  guint cells[] = { work->in_house, work->agency, work->connected, work->fostered };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      char *texts[] = { count_text (work, cells[i]), share_text (work, cells[i], work->fostered), share_text (work, cells[i], work->in_care) };

      add_row (table, labels[i], texts, i + 1 == G_N_ELEMENTS (cells));
    }
}

/* What the placements of a row cost a week, to social care. Hidden with the count. */
static char *
weekly_text (Work *work, const KinFigurePart *part, guint cell, KinCostsBasis basis)
{
  KinPence sum = 0;

  if (work->hidden[cell])
    return g_strdup (HIDDEN);
  for (guint i = 0; i < work->costs->rows->len; i++)
    {
      const KinCostRow *row = &g_array_index (work->costs->rows, KinCostRow, i);

      if (has (strcmp (part->group, "total") == 0 ? work->figures[COMMISSIONED]->numerator : part->records, row->placement))
        sum += row->weekly[basis];
    }
  return kin_pence_to_text (sum);
}

static void
write_commissioned (Work *work)
{
  const char *const headings[] = { "", _("Placements"), _("Share"), _("Above £3,500"), _("Above £5,500"), _("Weekly, gross"), _("Weekly, net"), NULL };
  KinCommitteeTable *table = NULL;
  g_autofree char *definition = g_strdup_printf (_("bands %s; net: what social care pays itself"), work->figures[COMMISSIONED]->basis);
  const GPtrArray *tops = work->figures[COMMISSIONED]->parts;
  g_autoptr (GPtrArray) rows = commissioned_rows (work);

  table = add_table (work, _("Commissioned placements"), definition, headings);
  for (guint i = 0; i < rows->len; i++)
    {
      const KinFigurePart *part = rows->pdata[i];
      guint cell = work->commissioned + i * 3, whole = work->commissioned + (rows->len - 1) * 3;
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
  if (work->hidden[entering] || work->hidden[entering + 1])
    return g_strdup (HIDDEN);
  return kin_unit_to_text (KIN_UNIT_COUNT, value_at (work, entering) - value_at (work, entering + 1));
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
  const KinFigure *flows = work->figures[FLOWS];
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
          guint cell = work->flows + i * 4;

          texts[i - first] = row == 0 ? count_text (work, cell) : row == 1 ? count_text (work, cell + 1) : row == 2 ? net_text (work, cell) : count_text (work, cell + 2);
        }
      add_row (table, labels[row], texts, row == 3);
    }
}

static void
write_siblings (Work *work)
{
  const char *const headings[] = { "", _("Children"), _("Share"), NULL };
  KinCommitteeTable *table = add_table (work, _("Brothers and sisters"), work->figures[SIBLINGS]->basis, headings);
  const char *const labels[] = { _("With all who are in care"), _("With some of them"), _("With none of them"), _("All with siblings in care") };
  guint cells[] = { work->all, work->some, work->none, work->with_siblings };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      char *texts[] = { count_text (work, cells[i]), share_text (work, cells[i], work->with_siblings) };

      add_row (table, labels[i], texts, i + 1 == G_N_ELEMENTS (cells));
    }
}

static void
write_placements (Work *work)
{
  const char *const headings[] = { "", _("Children"), _("Of in care"), NULL };
  KinCommitteeTable *table = add_table (work, _("Placements in twelve months"), work->figures[THREE]->basis, headings);
  char *three[] = { count_text (work, work->three), share_text (work, work->three, work->in_care) };
  char *two[] = { count_text (work, work->two), share_text (work, work->two, work->in_care) };

  add_row (table, _("Three or more"), three, FALSE);
  add_row (table, _("Two: the early warning"), two, FALSE);
}

static void
write_charts (Work *work)
{
  const KinFigure *flows = work->figures[FLOWS], *mix = work->figures[MIX];
  KinCommittee *committee = work->committee;

  for (guint i = flows->parts->len > CHARTED ? flows->parts->len - CHARTED : 0; i < flows->parts->len; i++)
    {
      const KinFigurePart *part = flows->parts->pdata[i];
      guint cell = work->flows + i * 4 + 2;
      gint64 closing = work->hidden[cell] ? KIN_CHART_BLANK : value_at (work, cell);

      g_array_append_val (committee->days, part->to);
      g_array_append_val (committee->in_care, closing);
    }
  for (guint i = 0; i < mix->parts->len; i++)
    {
      const KinFigurePart *part = mix->parts->pdata[i];
      gint64 value = work->hidden[work->mix + i] ? KIN_CHART_BLANK : value_at (work, work->mix + i);

      if (strcmp (part->group, "place") != 0 || part->value == 0)
        continue;
      g_ptr_array_add (committee->places, g_strdup (part->label));
      g_array_append_val (committee->lived, value);
    }
  if (value_at (work, work->otherwise) > 0)
    {
      gint64 value = work->hidden[work->otherwise] ? KIN_CHART_BLANK : value_at (work, work->otherwise);

      g_ptr_array_add (committee->places, g_strdup (_("Fostered otherwise")));
      g_array_append_val (committee->lived, value);
    }
}

/* The sums that must agree. The differences are said, not hidden. */
static void
write_agreement (Work *work)
{
  const KinFigure *flows = work->figures[FLOWS], *mix = work->figures[MIX];
  const KinFigurePart *last = flows->parts->len > 0 ? flows->parts->pdata[flows->parts->len - 1] : NULL;
  gint64 in_care = value_at (work, work->in_care), lived = 0, errors = 0, closing = last != NULL ? flow_of (last, flows, "closing") : in_care;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < mix->parts->len; i++)
    lived += strcmp (((const KinFigurePart *) mix->parts->pdata[i])->group, "place") == 0 ? ((const KinFigurePart *) mix->parts->pdata[i])->value : 0;
  for (guint i = 0; i < flows->parts->len; i++)
    errors += ABS (flow_of (flows->parts->pdata[i], flows, "error"));
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
  const KinFigure *figure = work->figures[LOOKED_AFTER];
  g_autofree char *day = kin_day_to_words (ask->at), *known = figure->as_known != G_MAXINT64 ? kin_day_to_words (kin_day_of_ms (figure->as_known)) : NULL;
  GString *text = g_string_new (NULL);
  gint64 position = figure->position != G_MAXINT64 ? figure->position : ask->position;

  g_string_append_printf (text, _("As at %s"), day);
  if (known != NULL)
    g_string_append_printf (text, _(", as it was known on %s"), known);
  else
    g_string_append (text, _(", as known now"));
  if (position > 0)
    {
      g_autofree char *number = kin_unit_to_text (KIN_UNIT_COUNT, position);

      g_string_append_printf (text, _(", at change %s of the record"), number);
    }
  work->committee->stamp = g_string_free (text, FALSE);
}

static gboolean
read_figures (Work *work, KinReader *reader, const KinCommitteeAsk *ask, GError **error)
{
  static const char *const names[N_FIGURES] = { "looked-after", "placement-mix", "agency-share", "three-placements", "commissioned", "entering-leaving",
                                                "siblings-together" };

  for (guint i = 0; i < N_FIGURES; i++)
    {
      KinFigureAsk one = { names[i], ask->at, ask->basis, ask->by, KIN_NO_DAY };

      work->figures[i] = kin_book_figure (reader, &one, error);
      if (work->figures[i] == NULL)
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
  put_people (work);
  put_commissioned (work);
  put_flows (work);
  work->hidden = g_new0 (gboolean, work->values->len);
  if (ask->published)
    kin_suppress ((const gint64 *) (gpointer) work->values->data, work->values->len, (const KinSumLine *) (gpointer) work->lines->data, work->lines->len, work->hidden);
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
  Work work = { .committee = new_committee (ask) };

  work.values = g_array_new (FALSE, FALSE, sizeof (gint64));
  work.lines = g_array_new (FALSE, FALSE, sizeof (KinSumLine));
  if (read_figures (&work, reader, ask, error))
    write_all (&work, ask);
  else
    g_clear_pointer (&work.committee, kin_committee_free);
  for (guint i = 0; i < N_FIGURES; i++)
    kin_figure_free (work.figures[i]);
  g_clear_pointer (&work.costs, kin_costs_free);
  g_array_unref (work.values);
  g_array_unref (work.lines);
  g_free (work.hidden);
  return work.committee;
}
