/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers above, and the columns and chips of the list of placements with their weekly cost. */
#include "costs_page.h"

#include <glib/gi18n-lib.h>

#include "codes.h"
#include "figure_cards.h"
#include "money.h"
#include "prices.h"

typedef struct
{
  KinCosts *costs;
  GArray   *rows; /* KinCostRow: of our children, and of others where we pay; the dearest first */
} Answer;

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const KinCostRow *x = a, *y = b;

  if (x->weekly[KIN_COSTS_TOTAL] != y->weekly[KIN_COSTS_TOTAL])
    return x->weekly[KIN_COSTS_TOTAL] > y->weekly[KIN_COSTS_TOTAL] ? -1 : 1;
  return x->placement < y->placement ? -1 : x->placement > y->placement;
}

static gpointer
ask (KinReader *reader, KinDay day)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->costs = kin_book_costs_at (reader, day);
  answer->rows = g_array_new (FALSE, FALSE, sizeof (KinCostRow));
  for (guint i = 0; i < answer->costs->rows->len; i++)
    {
      const KinCostRow *row = &g_array_index (answer->costs->rows, KinCostRow, i);

      if (row->ours || row->priced)
        g_array_append_vals (answer->rows, row, 1);
    }
  g_array_sort (answer->rows, compare_rows);
  return answer;
}

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  kin_costs_free (answer->costs);
  g_array_unref (answer->rows);
  g_free (answer);
}

static const GArray *
rows (gconstpointer answer)
{
  return ((const Answer *) answer)->rows;
}

static gint64
number (gconstpointer row)
{
  return ((const KinCostRow *) row)->placement;
}

static void
child_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  kin_cell_text (cell, kin_titles_get (kin_when_titles (kin_desk_when (desk)), ((const KinCostRow *) row)->child));
}

static void
where_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  const KinCostRow *cost = row;
  gint64            home = cost->household != 0 ? cost->household : cost->establishment != 0 ? cost->establishment : cost->provider;

  if (home != 0)
    kin_cell_text (cell, kin_titles_get (kin_when_titles (kin_desk_when (desk)), home));
  else if (*cost->place != '\0')
    kin_cell_text (cell, kin_code_label ("placement_type", cost->place));
}

static void
category_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  const char *category = ((const KinCostRow *) row)->category;

  kin_cell_text (cell, *category != '\0' ? kin_code_label ("commissioning_category", category) : _("Own provision"));
}

static void
state_cell (gconstpointer data, KinDesk *desk, KinOutCell *cell)
{
  const KinCostRow *row = data;

  if (!row->priced)
    kin_cell_text (cell, row->no_price_on_purpose ? _("none is expected") : _("no price"));
  else if (row->weekly[KIN_COSTS_TOTAL] != row->weekly[KIN_COSTS_NET])
    kin_cell_text (cell, _("shared"));
}

static void
state_mark (gconstpointer data, const char **icon, const char **style)
{
  const KinCostRow *row = data;
  gboolean          missing = !row->priced && !row->no_price_on_purpose;

  *icon = missing ? "dialog-warning-symbolic" : NULL;
  *style = missing ? "warning" : "dim-label";
}

static void
money_cell (gconstpointer row, KinCostsBasis basis, KinOutCell *cell)
{
  if (((const KinCostRow *) row)->priced)
    kin_cell_pence (cell, ((const KinCostRow *) row)->weekly[basis]);
}

static void
gross_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  money_cell (row, KIN_COSTS_TOTAL, cell);
}

static void
without_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  money_cell (row, KIN_COSTS_WITHOUT_EDUCATION, cell);
}

static void
net_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  money_cell (row, KIN_COSTS_NET, cell);
}

/* Strictly above, without education: as the council's minutes had it (book/figure-commissioned.c). */
static gboolean
passes (gconstpointer data, guint chip)
{
  const KinCostRow *row = data;

  switch (chip)
    {
    case 0:
      return *row->category != '\0';
    case 1:
      return row->weekly[KIN_COSTS_WITHOUT_EDUCATION] > KIN_BAND_LOW;
    case 2:
      return row->weekly[KIN_COSTS_WITHOUT_EDUCATION] > KIN_BAND_HIGH;
    default:
      return !row->priced && !row->no_price_on_purpose;
    }
}

static char *
sum (gconstpointer answer, const GPtrArray *shown)
{
  KinPence         weekly[KIN_N_COSTS] = { 0 };
  g_autofree char *gross = NULL, *without = NULL, *net = NULL;

  for (guint i = 0; i < shown->len; i++)
    for (int k = 0; k < KIN_N_COSTS; k++)
      weekly[k] += ((const KinCostRow *) shown->pdata[i])->weekly[k];
  gross = kin_pence_to_text (weekly[KIN_COSTS_TOTAL]);
  without = kin_pence_to_text (weekly[KIN_COSTS_WITHOUT_EDUCATION]);
  net = kin_pence_to_text (weekly[KIN_COSTS_NET]);
  return g_strdup_printf (_("a week: %s gross · %s without education · %s net to social care"), gross, without, net);
}

static void
count_bands (const KinCosts *costs, guint above[KIN_N_COSTS][2])
{
  for (guint i = 0; i < costs->groups->len; i++)
    for (int k = 0; k < KIN_N_COSTS; k++)
      for (int band = 0; band < 2; band++)
        above[k][band] += g_array_index (costs->groups, KinCostGroup, i).above[k][band];
}

static GtkWidget *
make_bands (const KinCosts *costs)
{
  guint            above[KIN_N_COSTS][2] = { { 0 } };
  g_autofree char *number = NULL, *below = NULL;

  count_bands (costs, above);
  number = g_strdup_printf ("%u · %u", above[KIN_COSTS_WITHOUT_EDUCATION][0], above[KIN_COSTS_WITHOUT_EDUCATION][1]);
  below = g_strdup_printf (_("without education; gross %u · %u, net %u · %u"), above[KIN_COSTS_TOTAL][0], above[KIN_COSTS_TOTAL][1],
                           above[KIN_COSTS_NET][0], above[KIN_COSTS_NET][1]);
  return kin_figure_card_new (_("Above £3,500 · £5,500"), number, below);
}

static GtkWidget *
make_head (gconstpointer data)
{
  const KinCosts  *costs = ((const Answer *) data)->costs;
  GtkWidget       *cards = kin_figure_cards_new ();
  g_autofree char *gross = kin_pence_to_text (costs->weekly[KIN_COSTS_TOTAL]), *net = kin_pence_to_text (costs->weekly[KIN_COSTS_NET]);
  g_autofree char *health = kin_pence_to_text (costs->parts[KIN_FUNDER_HEALTH]), *education = kin_pence_to_text (costs->parts[KIN_FUNDER_EDUCATION]);
  g_autofree char *year = kin_pence_to_text (costs->full_year), *after = kin_pence_to_text (costs->uncovered_weekly);
  g_autofree char *below_gross = g_strdup_printf (_("%s in a full year"), year), *below_net = g_strdup_printf (_("health %s, education %s"), health, education);
  g_autofree char *unpriced = g_strdup_printf (_("%u without a price that should have one"), costs->unpriced->len);

  gtk_widget_add_css_class (cards, "kin-cards");
  kin_figure_cards_add (cards, kin_figure_card_new (_("All placements, a week"), gross, below_gross));
  kin_figure_cards_add (cards, kin_figure_card_new (_("Net to social care"), net, below_net));
  kin_figure_cards_add (cards, make_bands (costs));
  kin_figure_cards_add (cards, kin_figure_card_new (_("Paid after the move"), after, unpriced));
  return cards;
}

/* clang-format off */
static const KinFigureColumn columns[] = {
  { "child", N_("Child"), KIN_COLUMN_STRONG | KIN_COLUMN_EXPAND, 136, FALSE, TRUE, child_cell, NULL },
  { "where", N_("Where"), KIN_COLUMN_EXPAND, 130, FALSE, TRUE, where_cell, NULL },
  { "category", N_("Commissioned as"), KIN_COLUMN_EXPAND, 134, FALSE, FALSE, category_cell, NULL },
  { "weekly_gross", N_("A week, gross"), KIN_COLUMN_RIGHT, 116, FALSE, FALSE, gross_cell, NULL },
  { "weekly_without_education", N_("No education"), KIN_COLUMN_RIGHT, 112, FALSE, FALSE, without_cell, NULL },
  { "weekly_net", N_("Net"), KIN_COLUMN_RIGHT, 100, FALSE, FALSE, net_cell, NULL },
  { "note", N_("Note"), 0, 106, FALSE, FALSE, state_cell, state_mark },
  { NULL },
};

static const char *const chips[] = { N_("Commissioned"), N_("Above £3,500"), N_("Above £5,500"), N_("No price"), NULL };

static const KinFigureSpec spec = {
  .title = N_("Costs"), .noun = N_("placements"), .icon = "accessories-calculator-symbolic",
  .empty_title = N_("No placements to show"),
  .empty_text = N_("Take a filter away, or add placements on the page of a child, and their prices on the page of the placement."),
  .ask = ask, .free_answer = free_answer, .rows = rows, .number = number, .opens = number,
  .columns = columns, .chips = chips, .passes = passes, .head = make_head, .sum = sum,
};
/* clang-format on */

GtkWidget *
kin_costs_page_new (KinDesk *desk)
{
  return kin_figure_list_new (desk, &spec);
}
