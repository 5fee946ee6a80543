/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A read-only table of words. Its rows are kept in a store of their own, so that thousands cost nothing to show. */
#include "import_rows.h"

#include <glib/gi18n-lib.h>

#define MOST_HEIGHT 300

#define KIN_TYPE_WORDS (kin_words_get_type ())
G_DECLARE_FINAL_TYPE (KinWords, kin_words, KIN, WORDS, GObject)

struct _KinWords
{
  GObject  parent_instance;

  char   **cells;
  char    *key;
  gboolean on;
};

G_DEFINE_FINAL_TYPE (KinWords, kin_words, G_TYPE_OBJECT)

static void
kin_words_finalize (GObject *object)
{
  g_strfreev (KIN_WORDS (object)->cells);
  g_free (KIN_WORDS (object)->key);
  G_OBJECT_CLASS (kin_words_parent_class)->finalize (object);
}

static void
kin_words_class_init (KinWordsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kin_words_finalize;
}

static void
kin_words_init (KinWords *self)
{
}

typedef struct
{
  GListStore   *store;
  guint         n_titles;
  KinRowChecked checked;
  gpointer      data;
} Rows;

static void
free_rows (gpointer data)
{
  g_object_unref (((Rows *) data)->store);
  g_free (data);
}

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer last)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), last != NULL ? 2 : 1);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_yalign (GTK_INSCRIPTION (cell), 0.5f);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  guint       column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "kin-column"));
  KinWords   *words = gtk_list_item_get_item (item);
  GtkWidget  *cell = gtk_list_item_get_child (item);
  const char *text = words->cells[column];

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_widget_set_tooltip_text (cell, text);
}

static void
on_toggled (GtkCheckButton *check, Rows *rows)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (check), "kin-item");
  KinWords    *words = gtk_list_item_get_item (item);
  gboolean     on = gtk_check_button_get_active (check);

  if (words == NULL || words->on == on)
    return;
  words->on = on;
  rows->checked (words->key, on, rows->data);
}

static void
set_up_check (GtkSignalListItemFactory *factory, GtkListItem *item, Rows *rows)
{
  GtkWidget *check = gtk_check_button_new ();

  g_object_set_data (G_OBJECT (check), "kin-item", item);
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), rows);
  gtk_list_item_set_child (item, check);
}

static void
bind_check (GtkSignalListItemFactory *factory, GtkListItem *item, Rows *rows)
{
  KinWords  *words = gtk_list_item_get_item (item);
  GtkWidget *check = gtk_list_item_get_child (item);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), words->on);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words->cells[rows->n_titles - 1], -1);
}

static void
add_check_column (GtkColumnView *view, Rows *rows)
{
  GtkListItemFactory           *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_("Do it"), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_check), rows);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_check), rows);
  gtk_column_view_append_column (view, column);
}

static void
add_column (GtkColumnView *view, const char *title, guint number, gboolean last)
{
  GtkListItemFactory           *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  g_object_set_data (G_OBJECT (factory), "kin-column", GUINT_TO_POINTER (number));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), last ? view : NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), NULL);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, last);
  /* A number needs little room: the sentence at the end needs it. */
  if (!last)
    gtk_column_view_column_set_fixed_width (column, g_utf8_strlen (title, -1) <= 4 && g_strcmp0 (title, _("File")) != 0 ? 64 : 118);
  gtk_column_view_append_column (view, column);
}

GtkWidget *
kin_import_rows_new (const char *label, const char *const *titles, KinRowChecked checked, gpointer data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *view;
  Rows      *rows = g_new0 (Rows, 1);

  rows->store = g_list_store_new (KIN_TYPE_WORDS);
  rows->checked = checked;
  rows->data = data;
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (rows->store)))));
  while (titles[rows->n_titles] != NULL)
    rows->n_titles++;
  if (checked != NULL)
    add_check_column (GTK_COLUMN_VIEW (view), rows);
  for (guint i = 0; i < rows->n_titles; i++)
    add_column (GTK_COLUMN_VIEW (view), titles[i], i, i + 1 == rows->n_titles);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "kin-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 84);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  g_object_set_data_full (G_OBJECT (scrolled), "kin-rows", rows, free_rows);
  return scrolled;
}

void
kin_import_rows_add (GtkWidget *widget, const char *const *cells, const char *key, gboolean on)
{
  Rows               *rows = g_object_get_data (G_OBJECT (widget), "kin-rows");
  g_autoptr (KinWords) words = g_object_new (KIN_TYPE_WORDS, NULL);

  words->cells = g_new0 (char *, rows->n_titles + 1);
  for (guint i = 0; i < rows->n_titles; i++)
    words->cells[i] = g_strdup (cells[i] != NULL ? cells[i] : "");
  words->key = g_strdup (key);
  words->on = on;
  g_list_store_append (rows->store, words);
}

void
kin_import_rows_clear (GtkWidget *widget)
{
  g_list_store_remove_all (((Rows *) g_object_get_data (G_OBJECT (widget), "kin-rows"))->store);
}

guint
kin_import_rows_count (GtkWidget *widget)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Rows *) g_object_get_data (G_OBJECT (widget), "kin-rows"))->store));
}
