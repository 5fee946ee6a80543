/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table. GTK 4.8 does not say which header was clicked: each column's sorter notes that it was asked, and the sign of the
 * view's own comparison of two rows is the direction. */
#include "table.h"

#include <glib/gi18n-lib.h>

#include "cells.h"
#include "pages.h"
#include "resting.h"
#include "tab_stop.h"
#include "tip.h"

#define USUAL_DPI (96 * 1024)

struct _KinTable
{
  GtkBox parent_instance;

  KinRowList         *rows;
  GtkMultiSelection  *selection;
  GtkColumnView      *view;
  GtkStack           *stack;
  GtkLabel           *left, *right;
  GtkWidget          *footer;
  GPtrArray          *columns; /* Column * */
  KinCells           *cells;
  const char         *asked;
  GObject            *two[2]; /* what the probe compares */
  GtkWidget          *menu;
};

typedef struct
{
  KinTable   *table;
  char       *id;
  guint       flags;
  int         width; /* of one that is not shown */
  KinCellText text;
  KinCellMake make;
  KinCellFill fill;
  gpointer    data;
} Column;

G_DEFINE_FINAL_TYPE (KinTable, kin_table, GTK_TYPE_BOX)

enum { OPEN, SORT, CONTEXT, SELECTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
free_column (Column *column)
{
  g_free (column->id);
  g_free (column);
}

static void
kin_table_dispose (GObject *object)
{
  KinTable *self = KIN_TABLE (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_object (&self->two[0]);
  g_clear_object (&self->two[1]);
  G_OBJECT_CLASS (kin_table_parent_class)->dispose (object);
}

static void
kin_table_finalize (GObject *object)
{
  g_ptr_array_unref (KIN_TABLE (object)->columns);
  kin_cells_free (KIN_TABLE (object)->cells);
  G_OBJECT_CLASS (kin_table_parent_class)->finalize (object);
}

/* GTK 4.8 takes Tab through every row, a hundred thousand of them: here the arrow keys do that, and Tab leaves the rows. */
static gboolean
kin_table_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KinTable *self = KIN_TABLE (widget);

  if (!kin_tab_leaves (GTK_WIDGET (self->view), direction))
    return GTK_WIDGET_CLASS (kin_table_parent_class)->focus (widget, direction);
  for (GtkWidget *after = gtk_widget_get_next_sibling (GTK_WIDGET (self->stack)); after != NULL && direction == GTK_DIR_TAB_FORWARD; after = gtk_widget_get_next_sibling (after))
    if (gtk_widget_get_visible (after) && gtk_widget_child_focus (after, direction))
      return TRUE;
  return FALSE;
}

static void
kin_table_class_init (KinTableClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  GTK_WIDGET_CLASS (class)->focus = kin_table_focus;

  G_OBJECT_CLASS (class)->dispose = kin_table_dispose;
  G_OBJECT_CLASS (class)->finalize = kin_table_finalize;
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SORT] = g_signal_new ("sort", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[CONTEXT] = g_signal_new ("context", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_MENU);
  signals[SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
on_activate (GtkColumnView *view, guint position, KinTable *self)
{
  gint64 no = kin_row_list_id (self->rows, position);

  if (no != 0)
    g_signal_emit (self, signals[OPEN], 0, no);
}

/* A new order leaves nothing selected: the same records are selected again. */
static void
select_again (KinTable *self, const GArray *numbers)
{
  g_autoptr (GtkBitset)  places = gtk_bitset_new_empty (), all = gtk_bitset_new_range (0, kin_row_list_count (self->rows));
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);

  kin_row_list_show_all (self->rows);
  for (guint i = 0; i < numbers->len; i++)
    g_hash_table_add (wanted, &g_array_index (numbers, gint64, i));
  for (guint i = 0; i < gtk_bitset_get_size (all); i++)
    {
      gint64 no = kin_row_list_id (self->rows, i);

      if (g_hash_table_contains (wanted, &no))
        gtk_bitset_add (places, i);
    }
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), places, all);
}

static void
on_selection_changed (GtkSelectionModel *model, guint position, guint n, KinTable *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, KinTable *self)
{
  if (removed > 0)
    g_signal_emit (self, signals[SELECTED], 0);
}

static void
on_sorter_changed (GtkSorter *sorter, GtkSorterChange change, KinTable *self)
{
  g_autoptr (GArray) selected = NULL;
  GtkOrdering        order;

  self->asked = NULL;
  if (self->two[0] == NULL)
    return; /* the table is going */
  order = gtk_sorter_compare (sorter, self->two[0], self->two[1]);
  selected = kin_table_selection (self);
  g_signal_emit (self, signals[SORT], 0, self->asked, order == GTK_ORDERING_LARGER);
  if (selected->len > 0)
    select_again (self, selected);
}

/* Nothing is selected that a person did not select. */
static void
on_turning (KinRowList *rows, KinTable *self)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static int
note_asked (gconstpointer a, gconstpointer b, gpointer data)
{
  Column *column = data;

  column->table->asked = column->id;
  return -1;
}

static void
open_menu (KinTable *self, gint64 no, double x, double y)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_signal_emit (self, signals[CONTEXT], 0, no, menu);
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return;
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* One gesture for the whole table: one for each of two thousand cells is felt when a long list opens. */
static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, KinTable *self)
{
  GtkWidget   *view = GTK_WIDGET (self->view), *at = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GtkListItem *item = NULL;
  KinRow      *row;
  double       to_x = 0, to_y = 0;

  for (; at != NULL && at != view && item == NULL; at = gtk_widget_get_parent (at))
    item = g_object_get_data (G_OBJECT (at), "kin-item");
  row = item != NULL ? gtk_list_item_get_item (item) : NULL;
  if (row == NULL)
    return;
  /* On one of several that are selected the menu is about all of them. */
  if (!gtk_list_item_get_selected (item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), gtk_list_item_get_position (item), TRUE);
  gtk_widget_translate_coordinates (view, GTK_WIDGET (self), x, y, &to_x, &to_y);
  open_menu (self, kin_row_no (row), to_x, to_y);
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  KinTable *self = KIN_TABLE (widget);
  gint64    no = kin_table_get_selected (self);

  if (no != 0)
    open_menu (self, no, gtk_widget_get_width (widget) / 3.0, gtk_widget_get_height (widget) / 3.0);
  return no != 0;
}

static void
add_menu_keys (KinTable *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK),
                                                                                       gtk_keyval_trigger_new (GDK_KEY_Menu, 0)),
                                                          gtk_callback_action_new (on_menu_key, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static GtkWidget *
make_footer (KinTable *self)
{
  GtkWidget *footer = self->footer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  self->left = GTK_LABEL (gtk_label_new (NULL));
  self->right = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->left, PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (self->right, PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (self->right, TRUE);
  gtk_label_set_lines (self->right, 2);
  gtk_label_set_justify (self->right, GTK_JUSTIFY_RIGHT);
  gtk_label_set_xalign (self->left, 0);
  gtk_label_set_xalign (self->right, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->right), TRUE);
  gtk_box_append (GTK_BOX (footer), GTK_WIDGET (self->left));
  gtk_box_append (GTK_BOX (footer), GTK_WIDGET (self->right));
  gtk_widget_add_css_class (footer, "kin-footer");
  return footer;
}

static void
kin_table_init (KinTable *self)
{
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) free_column);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
kin_table_new (KinRowList *rows, const char *label)
{
  KinTable  *self = g_object_new (KIN_TYPE_TABLE, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  self->rows = g_object_ref (rows);
  self->two[0] = g_object_new (KIN_TYPE_ROW, NULL);
  self->two[1] = g_object_new (KIN_TYPE_ROW, NULL);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (rows)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self, 0);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  g_signal_connect_object (rows, "turning", G_CALLBACK (on_turning), self, 0);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (self->selection)));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "kin-table");
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_column_view_set_reorderable (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  kin_tip_prepare (GTK_WIDGET (self->view));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  g_signal_connect (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (press));
  g_signal_connect (self->view, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (on_sorter_changed), self, 0);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  self->cells = kin_cells_new (rows, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  kin_resting_follow (GTK_WIDGET (self), rows, GTK_SELECTION_MODEL (self->selection), gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->stack = kin_pages_new ();
  gtk_stack_add_named (self->stack, scrolled, "rows");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self), make_footer (self));
  add_menu_keys (self);
  return GTK_WIDGET (self);
}

static GtkWidget *
make_text_cell (Column *column)
{
  GtkWidget *cell = gtk_inscription_new ("");

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  if ((column->flags & KIN_COLUMN_RIGHT) != 0)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1);
      gtk_widget_add_css_class (cell, "numeric");
    }
  if ((column->flags & KIN_COLUMN_STRONG) != 0)
    gtk_widget_add_css_class (cell, "kin-strong");
  return cell;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget  *cell = column->make != NULL ? column->make (column->data) : make_text_cell (column);

  g_object_set_data (G_OBJECT (cell), "kin-item", item);
  gtk_list_item_set_child (item, cell);
}

static void
fill_cell (GtkWidget *cell, KinRow *row, gpointer data)
{
  Column *column = data;

  if (column->fill != NULL)
    column->fill (cell, row, column->data);
  else
    {
      g_autofree char *text = column->text (row, column->data);

      gtk_inscription_set_text (GTK_INSCRIPTION (cell), text != NULL ? text : ""); /* NULL upsets the accessible text of GTK 4.8 */
      kin_tip_set (cell, text != NULL && g_utf8_strlen (text, -1) > 24 ? text : NULL);
    }
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  kin_cells_bind (column->table->cells, item, fill_cell, column);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  kin_cells_unbind (column->table->cells, item);
}

/* GTK 4.8 keeps room for a column that is not shown, if it has a width: so it has none until it is shown. */
static void
on_shown_or_sized (GtkColumnViewColumn *view_column, GParamSpec *spec, Column *column)
{
  int width = gtk_column_view_column_get_fixed_width (view_column);

  if (gtk_column_view_column_get_visible (view_column))
    {
      if (width < 0 && column->width > 0)
        gtk_column_view_column_set_fixed_width (view_column, column->width);
    }
  else if (width >= 0)
    {
      column->width = width;
      gtk_column_view_column_set_fixed_width (view_column, -1);
      gtk_widget_queue_resize (GTK_WIDGET (column->table->view));
    }
}

/* Figures and days need more room when the letters are larger; what gives way anyhow, gives way. */
static int
width_for_letters (const Column *column, int width)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return (column->flags & KIN_COLUMN_EXPAND) != 0 || dpi <= USUAL_DPI ? width : (int) ((gint64) width * dpi / USUAL_DPI);
}

static void
add_column (KinTable *self, Column *column, const char *title, int width)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *view_column;

  g_ptr_array_add (self->columns, column);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), column);
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (view_column, width_for_letters (column, width));
  gtk_column_view_column_set_expand (view_column, (column->flags & KIN_COLUMN_EXPAND) != 0);
  if ((column->flags & KIN_COLUMN_SORTS) != 0)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (note_asked, column, NULL));

      gtk_column_view_column_set_sorter (view_column, sorter);
    }
  g_object_set_data (G_OBJECT (view_column), "kin-column", column);
  g_signal_connect (view_column, "notify::visible", G_CALLBACK (on_shown_or_sized), column);
  g_signal_connect (view_column, "notify::fixed-width", G_CALLBACK (on_shown_or_sized), column);
  gtk_column_view_column_set_visible (view_column, (column->flags & KIN_COLUMN_SPARE) == 0);
  gtk_column_view_append_column (self->view, view_column);
  g_object_unref (view_column);
}

void
kin_table_add_text (KinTable *self, const char *id, const char *title, guint flags, int width, KinCellText text, gpointer data)
{
  Column *column = g_new0 (Column, 1);

  column->table = self;
  column->id = g_strdup (id);
  column->flags = flags;
  column->text = text;
  column->data = data;
  add_column (self, column, title, width);
}

void
kin_table_add_widgets (KinTable *self, const char *id, const char *title, guint flags, int width, KinCellMake make, KinCellFill fill, gpointer data)
{
  Column *column = g_new0 (Column, 1);

  column->table = self;
  column->id = g_strdup (id);
  column->flags = flags;
  column->make = make;
  column->fill = fill;
  column->data = data;
  add_column (self, column, title, width);
}

void
kin_table_set_footer (KinTable *self, const char *left, const char *right)
{
  gtk_label_set_text (self->left, left);
  gtk_label_set_text (self->right, right != NULL ? right : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->right), right);
}

void
kin_table_add_to_footer (KinTable *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->footer), widget);
}

void
kin_table_add_above_footer (KinTable *self, GtkWidget *widget)
{
  gtk_box_insert_child_after (GTK_BOX (self), widget, GTK_WIDGET (self->stack));
}

gint64
kin_table_get_selected (KinTable *self)
{
  g_autoptr (GtkBitset) places = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_is_empty (places) ? 0 : kin_row_list_id (self->rows, gtk_bitset_get_minimum (places));
}

guint
kin_table_n_selected (KinTable *self)
{
  g_autoptr (GtkBitset) places = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return (guint) gtk_bitset_get_size (places);
}

GArray *
kin_table_selection (KinTable *self)
{
  g_autoptr (GtkBitset) places = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GArray               *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter         at;
  guint                 place;

  for (gboolean more = gtk_bitset_iter_init_first (&at, places, &place); more; more = gtk_bitset_iter_next (&at, &place))
    {
      gint64 no = kin_row_list_id (self->rows, place);

      if (no != 0)
        g_array_append_val (numbers, no);
    }
  return numbers;
}

void
kin_table_unselect (KinTable *self)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

void
kin_table_select (KinTable *self, gint64 no)
{
  guint place = kin_row_list_find (self->rows, no);

  if (place == G_MAXUINT)
    {
      kin_table_unselect (self);
      return;
    }
  kin_row_list_show_all (self->rows);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), place, TRUE);
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)), "list.scroll-to-item", "u", place);
}

const char *
kin_column_id (GtkColumnViewColumn *column)
{
  return ((Column *) g_object_get_data (G_OBJECT (column), "kin-column"))->id;
}

gboolean
kin_column_is_spare (GtkColumnViewColumn *column)
{
  return (((Column *) g_object_get_data (G_OBJECT (column), "kin-column"))->flags & KIN_COLUMN_SPARE) != 0;
}

char **
kin_table_shown (KinTable *self)
{
  GListModel               *columns = gtk_column_view_get_columns (self->view);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column))
        g_strv_builder_add (ids, kin_column_id (column));
    }
  return g_strv_builder_end (ids);
}

void
kin_table_scroll_to_top (KinTable *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment));
}

void
kin_table_set_placeholder (KinTable *self, GtkWidget *placeholder)
{
  gtk_stack_add_named (self->stack, placeholder, "placeholder");
  gtk_accessible_update_state (GTK_ACCESSIBLE (placeholder), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

void
kin_table_show_rows (KinTable *self, gboolean rows)
{
  gtk_stack_set_visible_child_name (self->stack, rows || gtk_stack_get_child_by_name (self->stack, "placeholder") == NULL ? "rows" : "placeholder");
}

GtkColumnView *
kin_table_view (KinTable *self)
{
  return self->view;
}

KinRowList *
kin_table_rows (KinTable *self)
{
  return self->rows;
}
