/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table: which rows are selected through sorting and filtering, and which columns are remembered. */
#include <adwaita.h>

#include "row_list.h"
#include "table.h"
#include "table_columns.h"

typedef struct
{
  GtkWidget  *window;
  KinTable   *table;
  KinRowList *rows;
  gboolean    descending;
  guint       n_selected; /* as the signal last told */
} Test;

#define N 2000

static gpointer
read_number (gint64 no, gpointer data)
{
  return GINT_TO_POINTER (1);
}

static char *
say_number (KinRow *row, gpointer data)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, kin_row_no (row));
}

static GArray *
numbers (gboolean descending, gint64 step)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 i = 1; i <= N; i++)
    {
      gint64 no = descending ? N + 1 - i : i;

      if (no % step == 0)
        g_array_append_val (ids, no);
    }
  return ids;
}

static void
on_sort (KinTable *table, const char *column, gboolean descending, Test *test)
{
  kin_row_list_set_ids (test->rows, numbers (descending, 1));
}

static void
on_selected (KinTable *table, Test *test)
{
  test->n_selected = kin_table_n_selected (table);
}

static void
set_up (Test *test, gconstpointer name)
{
  test->rows = kin_row_list_new (read_number, NULL, NULL);
  kin_row_list_set_ids (test->rows, numbers (FALSE, 1));
  test->table = KIN_TABLE (kin_table_new (test->rows, "Numbers"));
  kin_table_add_text (test->table, "one", "One", KIN_COLUMN_SORTS, 100, say_number, NULL);
  kin_table_add_text (test->table, "two", "Two", KIN_COLUMN_SORTS, 110, say_number, NULL);
  kin_table_add_text (test->table, "three", "Three", KIN_COLUMN_SPARE, 120, say_number, NULL);
  kin_table_remember (test->table, name != NULL ? name : "numbers");
  g_signal_connect (test->table, "sort", G_CALLBACK (on_sort), test);
  g_signal_connect (test->table, "selected", G_CALLBACK (on_selected), test);
  test->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (test->window), GTK_WIDGET (test->table));
  gtk_window_set_default_size (GTK_WINDOW (test->window), 600, 400);
  gtk_window_present (GTK_WINDOW (test->window));
  gtk_test_widget_wait_for_draw (test->window);
}

static void
tear_down (Test *test, gconstpointer name)
{
  gtk_window_destroy (GTK_WINDOW (test->window));
  g_object_unref (test->rows);
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
}

static char *
selected (Test *test)
{
  g_autoptr (GArray) all = kin_table_selection (test->table);
  GString           *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", g_array_index (all, gint64, i));
  return g_string_free (text, FALSE);
}

#define assert_selected(test, text) \
  G_STMT_START { g_autofree char *is = selected (test); g_assert_cmpstr (is, ==, text); } G_STMT_END

/* A column that is not shown takes no room, and has its width again when it is shown. */
static void
test_room (Test *test, gconstpointer data)
{
  GListModel                     *columns = gtk_column_view_get_columns (kin_table_view (test->table));
  g_autoptr (GtkColumnViewColumn) third = g_list_model_get_item (columns, 2);
  int                             without, with, again;

  gtk_widget_measure (GTK_WIDGET (kin_table_view (test->table)), GTK_ORIENTATION_HORIZONTAL, -1, &without, NULL, NULL, NULL);
  gtk_column_view_column_set_visible (third, TRUE);
  gtk_widget_measure (GTK_WIDGET (kin_table_view (test->table)), GTK_ORIENTATION_HORIZONTAL, -1, &with, NULL, NULL, NULL);
  gtk_column_view_column_set_visible (third, FALSE);
  gtk_widget_measure (GTK_WIDGET (kin_table_view (test->table)), GTK_ORIENTATION_HORIZONTAL, -1, &again, NULL, NULL, NULL);
  g_assert_cmpint (with, ==, without + 120);
  g_assert_cmpint (again, ==, without);
}

static void
test_selection (Test *test, gconstpointer data)
{
  GtkSelectionModel               *model = gtk_column_view_get_model (kin_table_view (test->table));
  GListModel                      *columns = gtk_column_view_get_columns (kin_table_view (test->table));
  g_autoptr (GtkColumnViewColumn) first = g_list_model_get_item (columns, 0);

  g_assert_cmpint (kin_table_get_selected (test->table), ==, 0);
  gtk_selection_model_select_range (model, 2, 3, TRUE); /* 3 4 5 */
  assert_selected (test, "3 4 5 ");
  g_assert_cmpuint (test->n_selected, ==, 3);
  g_assert_cmpint (kin_table_get_selected (test->table), ==, 3);
  /* Another order, told as a removal and an addition: the same records, from the top. */
  gtk_column_view_sort_by_column (kin_table_view (test->table), first, GTK_SORT_DESCENDING);
  assert_selected (test, "5 4 3 ");
  /* What the filter takes away is not acted on. */
  kin_row_list_set_ids (test->rows, numbers (FALSE, 2));
  assert_selected (test, "");
  g_assert_cmpuint (test->n_selected, ==, 0);
  gtk_selection_model_select_all (model);
  g_assert_cmpuint (kin_table_n_selected (test->table), ==, N / 2);
  kin_table_select (test->table, 8);
  assert_selected (test, "8 ");
  kin_table_unselect (test->table);
  assert_selected (test, "");
}

static void
assert_shown (Test *test, const char *ids)
{
  g_auto (GStrv)   shown = kin_table_shown (test->table);
  g_autofree char *text = g_strjoinv (" ", shown);

  g_assert_cmpstr (text, ==, ids);
}

static GtkColumnViewColumn *
column (Test *test, guint place)
{
  g_autoptr (GtkColumnViewColumn) found = g_list_model_get_item (gtk_column_view_get_columns (kin_table_view (test->table)), place);

  return found;
}

static void
test_columns (Test *test, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (KIN_APP_ID);
  Test                  again = { 0 };

  assert_shown (test, "one two");
  gtk_column_view_column_set_visible (column (test, 2), TRUE);
  gtk_column_view_insert_column (kin_table_view (test->table), 0, column (test, 2));
  gtk_column_view_column_set_visible (column (test, 1), FALSE);
  gtk_column_view_column_set_fixed_width (column (test, 2), 77);
  assert_shown (test, "three two");
  /* Kept though the window goes at once; another list has its own. */
  gtk_widget_unrealize (GTK_WIDGET (test->table));
  set_up (&again, "numbers");
  assert_shown (&again, "three two");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column (&again, 1)), ==, 77);
  g_assert_cmpstr (kin_column_id (column (&again, 1)), ==, "two");
  tear_down (&again, NULL);
  set_up (&again, "others");
  assert_shown (&again, "one two");
  tear_down (&again, NULL);
  /* Of a version that had other columns. */
  g_settings_set_value (settings, "columns", g_variant_new_parsed ("{'numbers': ['gone', 'two']}"));
  set_up (&again, "numbers");
  assert_shown (&again, "two");
  tear_down (&again, NULL);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, test) g_test_add (name, Test, NULL, set_up, test, tear_down)
  ADD ("/table/room", test_room);
  ADD ("/table/selection", test_selection);
  ADD ("/table/columns", test_columns);
  return g_test_run ();
}
