/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The costs of a day (book/prices.h): numbers, the table by category, and every placement with its weekly cost. */
#include "costs_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "answer.h"
#include "as_at.h"
#include "codes.h"
#include "figure_cards.h"
#include "panels.h"
#include "prices.h"
#include "table.h"
#include "titles.h"

struct _KinCostsPage
{
  GtkBox parent_instance;

  KinDesk    *desk;
  KinAnswer  *answer;
  GtkBox     *content;
  KinRowList *rows;
  KinTable   *table;
  const KinCosts *shown;
  char       *sort;
  gboolean    descending;
};

G_DEFINE_FINAL_TYPE (KinCostsPage, kin_costs_page, GTK_TYPE_BOX)

static guint title_changed;

static void
kin_costs_page_finalize (GObject *object)
{
  KinCostsPage *self = KIN_COSTS_PAGE (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->desk);
  g_free (self->sort);
  G_OBJECT_CLASS (kin_costs_page_parent_class)->finalize (object);
}

static void
kin_costs_page_class_init (KinCostsPageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kin_costs_page_finalize;
  title_changed = g_signal_new ("title", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_costs_page_init (KinCostsPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

static gpointer
read_row (gint64 no, gpointer data)
{
  const KinCosts *costs = KIN_COSTS_PAGE (data)->shown;

  return costs != NULL ? (gpointer) kin_costs_find (costs, no) : NULL;
}

static char *
child_text (KinRow *row, gpointer data)
{
  const KinCostRow *cost = kin_row_value (row);

  return cost != NULL ? g_strdup (kin_titles_get (kin_when_titles (kin_desk_when (KIN_COSTS_PAGE (data)->desk)), cost->child)) : g_strdup ("");
}

static char *
where_text (KinRow *row, gpointer data)
{
  const KinCostRow *cost = kin_row_value (row);
  gint64 home = cost == NULL ? 0 : cost->household != 0 ? cost->household : cost->establishment != 0 ? cost->establishment : cost->provider;

  if (home != 0)
    return g_strdup (kin_titles_get (kin_when_titles (kin_desk_when (KIN_COSTS_PAGE (data)->desk)), home));
  return g_strdup (cost != NULL && *cost->place != '\0' ? kin_code_label ("placement_type", cost->place) : "");
}

static char *
category_text (KinRow *row, gpointer data)
{
  const KinCostRow *cost = kin_row_value (row);

  if (cost == NULL)
    return g_strdup ("");
  return g_strdup (*cost->category != '\0' ? kin_code_label ("commissioning_category", cost->category) : _("Own provision"));
}

static char *
money_text (KinRow *row, KinCostsBasis basis)
{
  const KinCostRow *cost = kin_row_value (row);

  if (cost == NULL)
    return g_strdup ("");
  if (!cost->priced)
    return g_strdup (cost->no_price_on_purpose ? "–" : _("no price"));
  return kin_pence_to_text (cost->weekly[basis]);
}

static char *
gross_text (KinRow *row, gpointer data)
{
  return money_text (row, KIN_COSTS_TOTAL);
}

static char *
net_text (KinRow *row, gpointer data)
{
  return money_text (row, KIN_COSTS_NET);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  KinCostsPage *self = data;
  const KinCostRow *x = read_row (*(const gint64 *) a, self), *y = read_row (*(const gint64 *) b, self);
  int order = 0;

  if (g_strcmp0 (self->sort, "gross") == 0)
    order = x->weekly[KIN_COSTS_TOTAL] < y->weekly[KIN_COSTS_TOTAL] ? -1 : x->weekly[KIN_COSTS_TOTAL] > y->weekly[KIN_COSTS_TOTAL];
  else if (g_strcmp0 (self->sort, "net") == 0)
    order = x->weekly[KIN_COSTS_NET] < y->weekly[KIN_COSTS_NET] ? -1 : x->weekly[KIN_COSTS_NET] > y->weekly[KIN_COSTS_NET];
  else if (g_strcmp0 (self->sort, "category") == 0)
    order = g_strcmp0 (x->category, y->category);
  if (order != 0)
    return self->descending ? -order : order;
  if (self->sort == NULL && x->weekly[KIN_COSTS_TOTAL] != y->weekly[KIN_COSTS_TOTAL])
    return x->weekly[KIN_COSTS_TOTAL] > y->weekly[KIN_COSTS_TOTAL] ? -1 : 1; /* the dearest first */
  return x->placement < y->placement ? -1 : x->placement > y->placement;
}

static void
fill_rows (KinCostsPage *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *left = NULL, *sum = NULL, *right = NULL;

  for (guint i = 0; self->shown != NULL && i < self->shown->rows->len; i++)
    if (g_array_index (self->shown->rows, KinCostRow, i).ours)
      g_array_append_val (ids, g_array_index (self->shown->rows, KinCostRow, i).placement);
  g_array_sort_with_data (ids, compare_rows, self);
  left = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u placement", "%u placements", ids->len), ids->len);
  sum = kin_pence_to_text (self->shown != NULL ? self->shown->weekly[KIN_COSTS_TOTAL] : 0);
  right = g_strdup_printf (_("%s a week, gross"), sum);
  kin_row_list_changed (self->rows, 0);
  kin_row_list_set_ids (self->rows, ids);
  kin_table_set_footer (self->table, left, right);
}

static void
on_sort (KinTable *table, const char *column, gboolean descending, KinCostsPage *self)
{
  g_free (self->sort);
  self->sort = g_strdup (column);
  self->descending = descending;
  fill_rows (self);
}

static void
on_open (KinTable *table, gint64 no, KinCostsPage *self)
{
  kin_desk_open (self->desk, no);
}

static GtkWidget *
make_cards (const KinCosts *costs)
{
  GtkWidget *cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *gross = kin_pence_to_text (costs->weekly[KIN_COSTS_TOTAL]), *net = kin_pence_to_text (costs->weekly[KIN_COSTS_NET]);
  g_autofree char *year = kin_pence_to_text (costs->full_year), *after = kin_pence_to_text (costs->uncovered_weekly);
  g_autofree char *unpriced = g_strdup_printf ("%u", costs->unpriced->len);
  g_autofree char *below_net = g_strdup_printf (_("%s is social care's"), net), *below_year = g_strdup_printf (_("%s in a full year"), year);

  gtk_box_set_homogeneous (GTK_BOX (cards), TRUE);
  gtk_box_append (GTK_BOX (cards), kin_figure_card_new (_("All placements, a week"), gross, below_net));
  gtk_box_append (GTK_BOX (cards), kin_figure_card_new (_("Net to social care, a week"), net, below_year));
  gtk_box_append (GTK_BOX (cards), kin_figure_card_new (_("Without a price"), unpriced, _("placements that should have one")));
  gtk_box_append (GTK_BOX (cards), kin_figure_card_new (_("Paid after the move, a week"), after, _("retainers and notice apart")));
  return cards;
}

static void
show_costs (gpointer answer, gpointer data)
{
  KinCostsPage *self = KIN_COSTS_PAGE (data);

  self->shown = answer;
  kin_box_empty (self->content);
  if (answer == NULL)
    gtk_box_append (self->content, kin_problem_new (kin_answer_problem (self->answer) != NULL ? kin_answer_problem (self->answer) : ""));
  else
    gtk_box_append (self->content, make_cards (answer));
  fill_rows (self);
  g_signal_emit (self, title_changed, 0);
}

static gpointer
ask_costs (KinReader *reader, KinDay day)
{
  return kin_book_costs_at (reader, day);
}

GtkWidget *
kin_costs_page_new (KinDesk *desk)
{
  KinCostsPage *self = g_object_new (KIN_TYPE_COSTS_PAGE, NULL);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->desk = g_object_ref (desk);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), kin_as_at_new (desk));
  gtk_box_append (GTK_BOX (self), bar);
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_set_margin_start (GTK_WIDGET (self->content), 14);
  gtk_widget_set_margin_end (GTK_WIDGET (self->content), 14);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->content), 12);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->content));
  self->rows = kin_row_list_new (read_row, NULL, self);
  self->table = KIN_TABLE (kin_table_new (self->rows, _("Placements and what they cost")));
  kin_table_add_text (self->table, "child", _("Child"), KIN_COLUMN_STRONG | KIN_COLUMN_EXPAND, 160, child_text, self);
  kin_table_add_text (self->table, "where", _("Where"), KIN_COLUMN_EXPAND, 200, where_text, self);
  kin_table_add_text (self->table, "category", _("Commissioned as"), KIN_COLUMN_SORTS | KIN_COLUMN_EXPAND, 180, category_text, self);
  kin_table_add_text (self->table, "gross", _("A week, gross"), KIN_COLUMN_SORTS | KIN_COLUMN_RIGHT, 130, gross_text, self);
  kin_table_add_text (self->table, "net", _("Net"), KIN_COLUMN_SORTS | KIN_COLUMN_RIGHT, 130, net_text, self);
  g_signal_connect (self->table, "sort", G_CALLBACK (on_sort), self);
  g_signal_connect (self->table, "open", G_CALLBACK (on_open), self);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->table));
  self->answer = kin_answer_follow (GTK_WIDGET (self), desk, ask_costs, (GDestroyNotify) kin_costs_free, show_costs, self);
  return GTK_WIDGET (self);
}

char *
kin_costs_page_subtitle (KinCostsPage *self)
{
  return kin_when_words (kin_desk_when (self->desk));
}

gboolean
kin_costs_page_is_ready (KinCostsPage *self)
{
  return kin_answer_is_ready (self->answer);
}
