/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a provider: our children with them, the weekly sum, and each placement with its cost. */
#include <glib/gi18n-lib.h>

#include "answer.h"
#include "money.h"
#include "panels.h"
#include "providers.h"

/* More than that are on the page of costs. */
#define SHOWN 12

typedef struct
{
  KinDesk   *desk;
  gint64     provider;
  GtkBox    *lines;
  KinAnswer *answer;
} Panel;

typedef struct
{
  KinProviders *providers;
  KinCosts     *costs;
} Answer;

static void
free_panel (gpointer data)
{
  g_object_unref (((Panel *) data)->desk);
  g_free (data);
}

static gpointer
ask (KinReader *reader, KinDay day)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->providers = kin_book_providers (reader, day);
  answer->costs = kin_book_costs_at (reader, day);
  return answer;
}

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  kin_providers_free (answer->providers);
  kin_costs_free (answer->costs);
  g_free (answer);
}

static const KinProviderRow *
find_row (const KinProviders *providers, gint64 provider)
{
  for (guint i = 0; i < providers->rows->len; i++)
    if (g_array_index (providers->rows, KinProviderRow, i).provider == provider)
      return &g_array_index (providers->rows, KinProviderRow, i);
  return NULL;
}

static void
on_clicked (GtkButton *button, KinDesk *desk)
{
  kin_desk_open (desk, *(gint64 *) g_object_get_data (G_OBJECT (button), "placement"));
}

static void
add_placement (Panel *panel, const KinCostRow *cost, gboolean money)
{
  const char      *child = kin_titles_get (kin_when_titles (kin_desk_when (panel->desk)), cost->child);
  g_autofree char *weekly = cost->priced ? kin_pence_to_text (cost->weekly[KIN_COSTS_TOTAL]) : g_strdup (cost->no_price_on_purpose ? _("none is expected") : _("no price"));
  GtkWidget       *fact = kin_fact_new (child, money ? weekly : "", "numeric"), *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), fact);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kin-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, child, -1);
  g_object_set_data_full (G_OBJECT (button), "placement", g_memdup2 (&cost->placement, sizeof cost->placement), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), panel->desk, 0);
  gtk_box_append (panel->lines, button);
}

static void
add_sums (Panel *panel, const KinProviderRow *row, gboolean money)
{
  g_autofree char *children = g_strdup_printf ("%u", row->children), *ends = kin_day_to_words (row->contract_ends);
  g_autofree char *gross = kin_pence_to_text (row->weekly[KIN_COSTS_TOTAL]), *net = kin_pence_to_text (row->weekly[KIN_COSTS_NET]);
  g_autofree char *contracts = ends != NULL ? g_strdup_printf (_("%u, the first ends %s"), row->contracts, ends) : g_strdup_printf ("%u", row->contracts);
  g_autofree char *homes = g_strdup_printf (_("%u fostering, %u residential"), row->homes, row->establishments);

  gtk_box_append (panel->lines, kin_fact_new (_("Our children"), children, "numeric"));
  if (money)
    {
      gtk_box_append (panel->lines, kin_fact_new (_("A week, gross"), gross, "numeric"));
      gtk_box_append (panel->lines, kin_fact_new (_("Net to social care"), net, "numeric"));
      gtk_box_append (panel->lines, kin_fact_new (_("Contracts in force"), contracts, row->contracts == 0 && row->children > 0 ? "warning" : NULL));
    }
  gtk_box_append (panel->lines, kin_fact_new (_("Homes"), homes, NULL));
}

static void
show (gpointer data, gpointer user_data)
{
  Panel                *panel = user_data;
  const Answer         *answer = data;
  const KinProviderRow *row = answer != NULL ? find_row (answer->providers, panel->provider) : NULL;
  gboolean              money = kin_sight_sees_money (kin_desk_sight (panel->desk));
  g_autoptr (GArray)    placements = NULL;

  kin_box_empty (panel->lines);
  if (row == NULL)
    return;
  add_sums (panel, row, money);
  placements = kin_book_provider_placements (kin_when_reader (kin_desk_when (panel->desk)), answer->costs, panel->provider);
  for (guint i = 0; i < MIN (placements->len, SHOWN); i++)
    add_placement (panel, kin_costs_find (answer->costs, g_array_index (placements, gint64, i)), money);
  if (placements->len > SHOWN)
    {
      guint            rest = placements->len - SHOWN;
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more, on the page of costs", "and %u more, on the page of costs", rest), rest);

      gtk_box_append (panel->lines, kin_fact_new (more, "", "dim-label"));
    }
}

GtkWidget *
kin_provider_panel_new (KinDesk *desk, gint64 provider)
{
  Panel     *panel = g_new0 (Panel, 1);
  GtkWidget *card;

  panel->desk = g_object_ref (desk);
  panel->provider = provider;
  panel->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  card = kin_card_new (_("Children placed, and what they cost"), GTK_WIDGET (panel->lines));
  g_object_set_data_full (G_OBJECT (card), "kin-panel", panel, free_panel);
  panel->answer = kin_answer_follow (card, desk, ask, free_answer, show, panel);
  return card;
}
