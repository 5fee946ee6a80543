/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards and grids of figures. */
#include "figure_cards.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static GtkWidget *
make_label (const char *text, const char *css, gboolean wrap)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  if (wrap)
    gtk_label_set_max_width_chars (GTK_LABEL (label), 17); /* else one sentence would want the whole line */
  gtk_label_set_ellipsize (GTK_LABEL (label), wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

GtkWidget *
kin_figure_card_new (const char *heading, const char *number, const char *below)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *figure;
  g_autofree char *spoken = g_strdup_printf ("%s: %s, %s", heading, number, below);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "kin-card");
  gtk_box_append (GTK_BOX (card), make_label (heading, "dim-label", TRUE));
  figure = make_label (number, g_utf8_strlen (number, -1) > 11 ? "title-3" : "title-2", FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (figure), PANGO_ELLIPSIZE_NONE); /* half a figure is none */
  gtk_box_append (GTK_BOX (card), figure);
  gtk_box_append (GTK_BOX (card), make_label (below, "caption", TRUE));
  gtk_widget_set_hexpand (card, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return card;
}

GtkWidget *
kin_figure_cards_new (void)
{
  GtkWidget *cards = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (cards), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (cards), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (cards), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (cards), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (cards), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (cards), 12);
  return cards;
}

void
kin_figure_cards_add (GtkWidget *cards, GtkWidget *card)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), card);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (GTK_FLOW_BOX (cards), child);
}

static void
add_row (GtkWidget *grid, const char *const *cells, const char *css, gboolean line)
{
  int row = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (grid), "rows"));

  if (line)
    {
      gtk_grid_attach (GTK_GRID (grid), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, row++, (int) g_strv_length ((char **) cells), 1);
    }
  for (int column = 0; cells[column] != NULL; column++)
    {
      GtkWidget *label = make_label (cells[column], css, column == 0 || !line);

      gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
      if (!line && column > 0)
        {
          gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
          gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
          gtk_widget_set_valign (label, GTK_ALIGN_END);
        }
      gtk_widget_set_hexpand (label, column == 0);
      gtk_widget_add_css_class (label, "numeric");
      gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
    }
  g_object_set_data (G_OBJECT (grid), "rows", GINT_TO_POINTER (row + 1));
}

GtkWidget *
kin_grid_new (const char *label, const char *const *heads)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "kin-card");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  add_row (grid, heads, "heading", FALSE);
  return grid;
}

void
kin_grid_add (GtkWidget *grid, const char *const *cells, gboolean strong)
{
  add_row (grid, cells, strong ? "heading" : NULL, TRUE);
}

GtkWidget *
kin_figures_page (GtkWidget *bar, GtkWidget **content)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (bar, "kin-bar");
  gtk_box_append (GTK_BOX (page), bar);
  *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (*content, 12);
  gtk_widget_set_margin_bottom (*content, 18);
  gtk_widget_set_margin_start (*content, 14);
  gtk_widget_set_margin_end (*content, 14);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), *content);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), scroller);
  return page;
}

GtkWidget *
kin_trouble_new (const char *problem)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-information-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("There is nothing to show"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), problem);
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}
