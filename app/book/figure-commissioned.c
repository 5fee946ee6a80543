/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placements bought from outside, by category, and how many cost more than £3,500 and £5,500 a week, as a council's minutes of
 * 18 December 2017 had them. A council means different things by that: all, without education, or what social care pays itself.
 * So all three stand beside each other, and the one that is printed says which it is. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "because.h"
#include "codes.h"
#include "figure.h"
#include "prices.h"

enum { ABOVE_LOW, ABOVE_HIGH, ABOVE_LOW_TOTAL, ABOVE_HIGH_TOTAL, ABOVE_LOW_NET, ABOVE_HIGH_NET, N_COLUMNS };

static const char *const columns[] = { "above_3500", "above_5500", "above_3500_total", "above_5500_total", "above_3500_net", "above_5500_net", NULL };

static void
add_placement (KinFigurePart *part, const KinCostRow *row)
{
  static const KinCostsBasis bases[] = { KIN_COSTS_WITHOUT_EDUCATION, KIN_COSTS_TOTAL, KIN_COSTS_NET };

  if (part->more == NULL)
    part->more = g_new0 (gint64, N_COLUMNS);
  if (row == NULL)
    return;
  kin_figure_part_add (part, row->placement);
  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      part->more[2 * i] += row->weekly[bases[i]] > KIN_BAND_LOW;
      part->more[2 * i + 1] += row->weekly[bases[i]] > KIN_BAND_HIGH;
    }
}

/* Residential is one line with its kinds below; the other categories are lines of their own. The list's order is kept. */
static void
add_to_parts (GPtrArray *parts, const char *code, const KinCostRow *row)
{
  const char *group = kin_code_group ("commissioning_category", code);
  gboolean nested = strcmp (group, "residential") == 0;
  KinFigurePart *part = kin_figure_part (parts, "category", nested ? group : code, nested ? kin_code_label ("commissioning_type", group) : NULL,
                                         "commissioning_category");

  add_placement (part, row);
  if (nested)
    add_placement (kin_figure_part (part->parts, "category", code, NULL, "commissioning_category"), row);
}

static void
explain (KinFigure *figure, const KinFigurePart *all)
{
  g_autofree char *day = kin_day_to_words (figure->at);

  kin_because_add (figure->because, _("%d placements commissioned and live on %s"), (int) figure->value, day);
  kin_because_add (figure->because, _("%d above £3,500 a week, %d of them above £5,500, strictly above, without education lines"),
                   (int) all->more[ABOVE_LOW], (int) all->more[ABOVE_HIGH]);
  kin_because_add (figure->because, _("with education lines: %d and %d; what social care pays itself: %d and %d"), (int) all->more[ABOVE_LOW_TOTAL],
                   (int) all->more[ABOVE_HIGH_TOTAL], (int) all->more[ABOVE_LOW_NET], (int) all->more[ABOVE_HIGH_NET]);
}

void
kin_figure_commissioned (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure)
{
  g_autoptr (KinCosts) costs = kin_book_costs_at (reader, ask->at);
  const KinCodeList *list = kin_code_list ("commissioning_category");
  KinFigurePart *all;

  figure->columns = columns;
  figure->n_columns = N_COLUMNS;
  figure->basis = g_strdup (_("excluding education: weekly price without education lines, strictly above the threshold"));
  for (guint i = 0; i < kin_code_list_size (list); i++)
    add_to_parts (figure->parts, kin_code_list_nth (list, i)->code, NULL);
  all = kin_figure_add_part (figure->parts, "total", "total", _("All commissioned placements"), NULL);
  add_placement (all, NULL);
  for (guint i = 0; i < costs->rows->len; i++)
    {
      const KinCostRow *row = &g_array_index (costs->rows, KinCostRow, i);

      if (!row->ours || *row->category == '\0')
        continue;
      add_to_parts (figure->parts, row->category, row);
      add_placement (all, row);
      g_array_append_val (figure->numerator, row->placement);
    }
  figure->value = figure->numerator->len;
  kin_figure_set_shares (figure->parts, figure->numerator->len);
  explain (figure, all);
}
