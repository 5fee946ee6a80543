/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list: it tells no more than has changed, a new order in two steps, and makes only the rows that are seen. */
#include <gtk/gtk.h>

#include "row_list.h"
#include "table.h"

#define MANY 100000

typedef struct { guint position, removed, added; } Told;

static GArray *
make_ids (gint64 from, gint64 to)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = from; id <= to; id++)
    g_array_append_val (ids, id);
  return ids;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Told told = { position, removed, added };

  g_array_append_val ((GArray *) data, told);
}

static gpointer
read_nothing (gint64 no, gpointer data)
{
  if (data != NULL)
    ++*(guint *) data;
  return NULL;
}

static void
assert_told (GArray *all, guint i, guint position, guint removed, guint added)
{
  const Told *told;

  g_assert_cmpuint (i, <, all->len);
  told = &g_array_index (all, Told, i);
  g_assert_cmpuint (told->position, ==, position);
  g_assert_cmpuint (told->removed, ==, removed);
  g_assert_cmpuint (told->added, ==, added);
}

static void
test_smallest (void)
{
  g_autoptr (KinRowList) list = kin_row_list_new (read_nothing, NULL, NULL);
  g_autoptr (GArray)     told = g_array_new (FALSE, FALSE, sizeof (Told));
  GArray                *ids;
  gint64                 middle = 7;

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), told);
  kin_row_list_set_ids (list, make_ids (1, MANY));
  assert_told (told, 0, 0, 0, MANY);
  kin_row_list_set_ids (list, make_ids (1, MANY));
  g_assert_cmpuint (told->len, ==, 1); /* nothing has changed */
  kin_row_list_set_ids (list, make_ids (1, MANY + 1));
  assert_told (told, 1, MANY, 0, 1);
  ids = make_ids (1, MANY + 1);
  g_array_remove_index (ids, 500);
  kin_row_list_set_ids (list, ids);
  assert_told (told, 2, 500, 1, 0);
  ids = make_ids (1, MANY + 1);
  g_array_remove_index (ids, 500);
  g_array_index (ids, gint64, 10) = MANY + 7;
  kin_row_list_set_ids (list, ids);
  assert_told (told, 3, 10, 1, 1);
  g_assert_cmpuint (told->len, ==, 4);
  g_assert_cmpint (kin_row_list_id (list, 10), ==, MANY + middle);
  g_assert_cmpuint (kin_row_list_find (list, MANY + middle), ==, 10);
}

static void
test_new_order (void)
{
  g_autoptr (KinRowList) list = kin_row_list_new (read_nothing, NULL, NULL);
  g_autoptr (GArray)     told = g_array_new (FALSE, FALSE, sizeof (Told));
  GArray                *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  kin_row_list_set_ids (list, make_ids (1, MANY));
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), told);
  for (gint64 id = MANY; id >= 1; id--)
    g_array_append_val (ids, id);
  kin_row_list_set_ids (list, ids);
  g_assert_cmpuint (told->len, ==, 2);
  assert_told (told, 0, 0, MANY, 0);
  assert_told (told, 1, 0, 0, MANY);
}

static char *
say_number (KinRow *row, gpointer data)
{
  kin_row_value (row);
  return g_strdup_printf ("%" G_GINT64_FORMAT, kin_row_no (row));
}

static void
test_seen (void)
{
  guint                  n_read = 0, before;
  g_autoptr (KinRowList) list = kin_row_list_new (read_nothing, NULL, &n_read);
  GtkWidget             *window = gtk_window_new (), *table;

  kin_row_list_set_ids (list, make_ids (1, MANY));
  table = kin_table_new (list, "Numbers");
  kin_table_add_text (KIN_TABLE (table), "number", "Number", KIN_COLUMN_SORTS, 100, say_number, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 500);
  gtk_window_set_child (GTK_WINDOW (window), table);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  g_assert_cmpuint (n_read, >, 5);
  g_assert_cmpuint (n_read, <, 300);
  /* A new order costs what is seen, not what there is. */
  before = n_read;
  {
    GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

    for (gint64 id = MANY; id >= 1; id--)
      g_array_append_val (ids, id);
    kin_row_list_set_ids (list, ids);
  }
  gtk_test_widget_wait_for_draw (window);
  g_assert_cmpuint (n_read - before, <, 300);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
on_sort (KinTable *table, const char *column, gboolean descending, gpointer data)
{
  g_autofree char *said = g_strdup_printf ("%s %s", column != NULL ? column : "-", descending ? "down" : "up");

  g_string_append_printf (data, "%s;", said);
}

static void
test_sorter (void)
{
  g_autoptr (KinRowList)  list = kin_row_list_new (read_nothing, NULL, NULL);
  g_autoptr (GString)     said = g_string_new (NULL);
  GtkWidget              *table = g_object_ref_sink (kin_table_new (list, "Numbers"));
  GtkColumnViewColumn    *first, *second;
  GListModel             *columns;

  kin_table_add_text (KIN_TABLE (table), "one", "One", KIN_COLUMN_SORTS, 100, say_number, NULL);
  kin_table_add_text (KIN_TABLE (table), "two", "Two", KIN_COLUMN_SORTS, 100, say_number, NULL);
  g_signal_connect (table, "sort", G_CALLBACK (on_sort), said);
  columns = gtk_column_view_get_columns (kin_table_view (KIN_TABLE (table)));
  first = g_list_model_get_item (columns, 0);
  second = g_list_model_get_item (columns, 1);
  gtk_column_view_sort_by_column (kin_table_view (KIN_TABLE (table)), first, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (kin_table_view (KIN_TABLE (table)), second, GTK_SORT_DESCENDING);
  g_assert_true (g_str_has_prefix (said->str, "one up;"));
  g_assert_true (g_str_has_suffix (said->str, "two down;"));
  g_object_unref (first);
  g_object_unref (second);
  g_object_unref (table);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-list/smallest", test_smallest);
  g_test_add_func ("/row-list/new-order", test_new_order);
  g_test_add_func ("/row-list/seen", test_seen);
  g_test_add_func ("/row-list/sorter", test_sorter);
  return g_test_run ();
}
