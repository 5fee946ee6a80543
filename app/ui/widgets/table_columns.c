/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of columns: a list with a tick for each, and a button that moves it to the left. */
#include "table_columns.h"

#include <glib/gi18n-lib.h>

#define REST 400 /* ms: dragging an edge changes the width many times */

typedef struct
{
  KinTable  *table; /* not owned: it owns this */
  GSettings *settings;
  char      *name;
  char     **usual;  /* all ids in their first order */
  GtkWidget *list;
  guint      rest;
  gboolean   filling, descending;
  gpointer   sorted; /* the column last sorted by from here; not owned */
} Chooser;

static GListModel *
columns_of (Chooser *self)
{
  return gtk_column_view_get_columns (kin_table_view (self->table));
}

static void
save (Chooser *self)
{
  g_autoptr (GVariant)    old = g_settings_get_value (self->settings, "columns"), old_widths = g_settings_get_value (self->settings, "column-widths");
  g_auto (GStrv)          shown = kin_table_shown (self->table);
  GVariantBuilder         all, widths, own;
  GVariantIter            at;
  const char             *name;
  GVariant               *value;
  GListModel             *model = columns_of (self);

  g_variant_builder_init (&all, G_VARIANT_TYPE ("a{sas}"));
  g_variant_iter_init (&at, old);
  while (g_variant_iter_loop (&at, "{&s@as}", &name, &value))
    if (g_strcmp0 (name, self->name) != 0)
      g_variant_builder_add (&all, "{s@as}", name, value);
  g_variant_builder_add (&all, "{s@as}", self->name, g_variant_new_strv ((const char *const *) shown, -1));
  g_settings_set_value (self->settings, "columns", g_variant_builder_end (&all));
  g_variant_builder_init (&widths, G_VARIANT_TYPE ("a{sa{si}}"));
  g_variant_iter_init (&at, old_widths);
  while (g_variant_iter_loop (&at, "{&s@a{si}}", &name, &value))
    if (g_strcmp0 (name, self->name) != 0)
      g_variant_builder_add (&widths, "{s@a{si}}", name, value);
  g_variant_builder_init (&own, G_VARIANT_TYPE ("a{si}"));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      if (gtk_column_view_column_get_fixed_width (column) > 0)
        g_variant_builder_add (&own, "{si}", kin_column_id (column), gtk_column_view_column_get_fixed_width (column));
    }
  g_variant_builder_add (&widths, "{s@a{si}}", self->name, g_variant_builder_end (&own));
  g_settings_set_value (self->settings, "column-widths", g_variant_builder_end (&widths));
}

static gboolean
on_rest (gpointer data)
{
  Chooser *self = data;

  self->rest = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void fill_list (Chooser *self);

static void
on_changed (Chooser *self)
{
  if (self->filling)
    return;
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST, on_rest, self);
}

static void
on_moved (GListModel *model, guint position, guint removed, guint added, Chooser *self)
{
  on_changed (self);
}

static GtkColumnViewColumn *
find_column (Chooser *self, const char *id, guint *place)
{
  GListModel *model = columns_of (self);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      if (g_strcmp0 (kin_column_id (column), id) == 0)
        {
          *place = i;
          return column; /* the view holds it */
        }
    }
  return NULL;
}

/* Shown are those named, in that order; the rest stays behind them. */
static void
arrange (Chooser *self, const char *const *ids)
{
  GListModel *model = columns_of (self);
  guint       place, n = 0;

  self->filling = TRUE;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      GtkColumnViewColumn *column = find_column (self, ids[i], &place);

      if (column == NULL)
        continue; /* of another version */
      if (place != n)
        gtk_column_view_insert_column (kin_table_view (self->table), n, column);
      n++;
    }
  for (guint i = 0; n > 0 && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      gtk_column_view_column_set_visible (column, i < n);
    }
  self->filling = FALSE;
}

static void
read_settings (Chooser *self)
{
  g_autoptr (GVariant) columns = g_settings_get_value (self->settings, "columns"), widths = g_settings_get_value (self->settings, "column-widths");
  g_autoptr (GVariant) own = g_variant_lookup_value (columns, self->name, G_VARIANT_TYPE_STRING_ARRAY);
  g_autoptr (GVariant) wide = g_variant_lookup_value (widths, self->name, G_VARIANT_TYPE ("a{si}"));
  GListModel          *model = columns_of (self);

  if (own != NULL)
    {
      g_autofree const char **ids = g_variant_get_strv (own, NULL);

      arrange (self, ids);
    }
  self->filling = TRUE;
  for (guint i = 0; wide != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);
      int                             width = 0;

      if (g_variant_lookup (wide, kin_column_id (column), "i", &width))
        gtk_column_view_column_set_fixed_width (column, CLAMP (width, 30, 2000));
    }
  self->filling = FALSE;
}

static void
on_ticked (GtkCheckButton *tick, GParamSpec *spec, Chooser *self)
{
  g_auto (GStrv)       shown = kin_table_shown (self->table);
  GtkColumnViewColumn *column = g_object_get_data (G_OBJECT (tick), "kin-column");

  if (self->filling)
    return;
  /* A table without columns could not even say so. */
  if (!gtk_check_button_get_active (tick) && g_strv_length (shown) == 1)
    gtk_check_button_set_active (tick, TRUE);
  else
    gtk_column_view_column_set_visible (column, gtk_check_button_get_active (tick));
}

static void
on_to_left (GtkButton *button, Chooser *self)
{
  GtkColumnViewColumn *column = g_object_get_data (G_OBJECT (button), "kin-column");
  guint                place;
  GtkWidget           *row;

  if (find_column (self, kin_column_id (column), &place) == NULL || place == 0)
    return;
  gtk_column_view_insert_column (kin_table_view (self->table), place - 1, column);
  fill_list (self);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) place - 1));
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

/* For those without a mouse: what a click on the header does. Again, the other way round. */
static void
on_sort (GtkButton *button, Chooser *self)
{
  GtkColumnViewColumn *column = g_object_get_data (G_OBJECT (button), "kin-column");

  self->descending = self->sorted == column && !self->descending;
  self->sorted = column;
  gtk_column_view_sort_by_column (kin_table_view (self->table), column, self->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static void
on_usual (GtkButton *button, Chooser *self)
{
  GListModel *model = columns_of (self);

  arrange (self, (const char *const *) self->usual);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      gtk_column_view_column_set_visible (column, !kin_column_is_spare (column));
    }
  on_changed (self);
  fill_list (self);
}

static GtkWidget *
make_sort_button (Chooser *self, GtkColumnViewColumn *column)
{
  GtkWidget       *sort = gtk_button_new_from_icon_name ("view-sort-ascending-symbolic");
  g_autofree char *words = g_strdup_printf (_("Sort by “%s”; again: the other way round"), gtk_column_view_column_get_title (column));

  gtk_widget_add_css_class (sort, "flat");
  gtk_widget_set_tooltip_text (sort, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sort), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (sort), "kin-column", column);
  g_signal_connect (sort, "clicked", G_CALLBACK (on_sort), self);
  return sort;
}

static void
add_row (Chooser *self, GtkColumnViewColumn *column, gboolean first)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *row = gtk_list_box_row_new ();
  GtkWidget       *tick = gtk_check_button_new_with_label (gtk_column_view_column_get_title (column)), *left = gtk_button_new_from_icon_name ("go-up-symbolic");
  g_autofree char *words = g_strdup_printf (_("Move “%s” to the left"), gtk_column_view_column_get_title (column));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), gtk_column_view_column_get_visible (column));
  gtk_widget_set_hexpand (tick, TRUE);
  gtk_widget_add_css_class (left, "flat");
  gtk_widget_set_sensitive (left, !first);
  gtk_widget_set_tooltip_text (left, _("Move to the left"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (left), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (tick), "kin-column", column);
  g_object_set_data (G_OBJECT (left), "kin-column", column);
  g_signal_connect (tick, "notify::active", G_CALLBACK (on_ticked), self);
  g_signal_connect (left, "clicked", G_CALLBACK (on_to_left), self);
  gtk_box_append (GTK_BOX (box), tick);
  if (gtk_column_view_column_get_sorter (column) != NULL)
    gtk_box_append (GTK_BOX (box), make_sort_button (self, column));
  gtk_box_append (GTK_BOX (box), left);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
fill_list (Chooser *self)
{
  GListModel *model = columns_of (self);
  GtkWidget  *row;

  self->filling = TRUE;
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      add_row (self, column, i == 0);
    }
  self->filling = FALSE;
}

static void
make_popover (GtkMenuButton *button, gpointer data)
{
  Chooser   *self = data;
  GtkWidget *popover, *box, *scrolled, *usual;

  if (gtk_menu_button_get_popover (button) == NULL)
    {
      popover = gtk_popover_new ();
      box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      scrolled = gtk_scrolled_window_new ();
      usual = gtk_button_new_with_label (_("The usual columns"));
      self->list = gtk_list_box_new ();
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns"), -1);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
      gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 380);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
      g_signal_connect (usual, "clicked", G_CALLBACK (on_usual), self);
      gtk_box_append (GTK_BOX (box), scrolled);
      gtk_box_append (GTK_BOX (box), usual);
      gtk_popover_set_child (GTK_POPOVER (popover), box);
      gtk_widget_add_css_class (popover, "kin-columns");
      gtk_menu_button_set_popover (button, popover);
    }
  fill_list (self);
}

static void
free_chooser (gpointer data)
{
  Chooser *self = data;

  g_clear_handle_id (&self->rest, g_source_remove);
  g_object_unref (self->settings);
  g_strfreev (self->usual);
  g_free (self->name);
  g_free (self);
}

/* What was just dragged is kept, though the window goes before the rest is over. */
static void
on_unrealize (GtkWidget *table, Chooser *self)
{
  if (self->rest != 0)
    save (self);
  g_clear_handle_id (&self->rest, g_source_remove);
}

#define LONG 13 /* letters of a heading: what is shorter is let out to the edge of its column */

/* A heading that is wider than its column ends in dots, and says all of it when it is pointed at. */
static void
trim_titles (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && g_utf8_strlen (gtk_label_get_text (GTK_LABEL (widget)), -1) > LONG)
    {
      gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (widget, gtk_label_get_text (GTK_LABEL (widget)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    trim_titles (child);
}

void
kin_table_remember (KinTable *table, const char *name)
{
  Chooser                 *self = g_new0 (Chooser, 1);
  GtkWidget               *button = gtk_menu_button_new ();
  g_autoptr (GStrvBuilder) usual = g_strv_builder_new ();
  GListModel              *model;

  self->table = table;
  self->name = g_strdup (name);
  self->settings = g_settings_new (KIN_APP_ID);
  model = columns_of (self);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      g_strv_builder_add (usual, kin_column_id (column));
      g_signal_connect_swapped (column, "notify::visible", G_CALLBACK (on_changed), self);
      g_signal_connect_swapped (column, "notify::fixed-width", G_CALLBACK (on_changed), self);
    }
  self->usual = g_strv_builder_end (usual);
  trim_titles (gtk_widget_get_first_child (GTK_WIDGET (kin_table_view (table)))); /* the row of headings */
  read_settings (self);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_moved), self);
  g_signal_connect (table, "unrealize", G_CALLBACK (on_unrealize), self);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Columns"));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover, self, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Which columns are shown, in which order"));
  kin_table_add_to_footer (table, button);
  g_object_set_data_full (G_OBJECT (table), "kin-chooser", self, free_chooser);
}
