/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list: it tells no more than has changed, in a new order the rows that are held turn, and only those that are seen are made. */
#include <gtk/gtk.h>

#include "row_list.h"
#include "table.h"

#define MANY 100000
#define A_SCREEN 24 /* told at once of a list that is new */
#define MADE 256    /* what a view may have made widgets of */

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
  assert_told (told, 0, 0, 0, A_SCREEN);
  g_assert_cmpuint (kin_row_list_count (list), ==, MANY);
  kin_row_list_show_all (list);
  assert_told (told, 1, A_SCREEN, 0, MANY - A_SCREEN);
  g_array_set_size (told, 1);
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
count (GObject *object, guint *n)
{
  ++*n;
}

static void
test_new_order (void)
{
  g_autoptr (KinRowList) list = kin_row_list_new (read_nothing, NULL, NULL);
  g_autoptr (GArray)     told = g_array_new (FALSE, FALSE, sizeof (Told));
  GArray                *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint                  n_turning = 0, n_changed = 0;
  g_autoptr (KinRow)     first = NULL, now_first = NULL;

  kin_row_list_set_ids (list, make_ids (1, MANY));
  kin_row_list_show_all (list);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), told);
  g_signal_connect (list, "turning", G_CALLBACK (count), &n_turning);
  g_signal_connect (first, "changed", G_CALLBACK (count), &n_changed);
  for (gint64 id = MANY; id >= 1; id--)
    g_array_append_val (ids, id);
  kin_row_list_set_ids (list, ids);
  g_assert_cmpuint (told->len, ==, 2);
  assert_told (told, 0, MADE, MANY - MADE, 0);
  assert_told (told, 1, MADE, 0, MANY - MADE);
  now_first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (now_first == first);
  g_assert_cmpint (kin_row_no (first), ==, MANY);
  g_assert_cmpuint (n_turning, ==, 1);
  g_assert_cmpuint (n_changed, ==, 1);
}

/* A view that holds every row, as the list tells it to. */
static void
mirror (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  GPtrArray *rows = data;

  if (removed > 0)
    g_ptr_array_remove_range (rows, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (rows, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
assert_mirrored (KinRowList *list, GPtrArray *rows, GArray *ids)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  g_assert_cmpuint (rows->len, ==, n);
  g_assert_cmpuint (n, <=, ids->len);
  g_assert_cmpuint (kin_row_list_count (list), ==, ids->len);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KinRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_true (row == rows->pdata[i]);
      g_assert_cmpint (kin_row_no (row), ==, g_array_index (ids, gint64, i));
    }
}

/* Some of the numbers up to a limit, whole or with holes, in order or not. */
static GArray *
make_some (GRand *rand)
{
  gint64    to = g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 60 : 900);
  gboolean  holes = g_rand_boolean (rand), mixed = g_rand_int_range (rand, 0, 3) == 0;
  GArray   *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id <= to; id++)
    if (!holes || g_rand_int_range (rand, 0, 3) > 0)
      g_array_append_val (ids, id);
  for (guint i = 1; mixed && i < ids->len; i++)
    {
      guint  other = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
      gint64 id = g_array_index (ids, gint64, i);

      g_array_index (ids, gint64, i) = g_array_index (ids, gint64, other);
      g_array_index (ids, gint64, other) = id;
    }
  return ids;
}

/* Whatever comes after whatever, at whatever point of its growth: who follows the signals has what the list has. */
static void
test_any_order (void)
{
  guint32                seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand)      rand = g_rand_new_with_seed (seed);
  g_autoptr (KinRowList) list = kin_row_list_new (read_nothing, NULL, NULL);
  g_autoptr (GPtrArray)  rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_test_message ("seed %u", seed);
  g_signal_connect (list, "items-changed", G_CALLBACK (mirror), rows);
  for (guint i = 0; i < 300; i++)
    {
      GArray *ids = make_some (rand);

      kin_row_list_set_ids (list, ids);
      assert_mirrored (list, rows, ids);
      for (gint32 turns = g_rand_int_range (rand, 0, 40); turns > 0 && g_main_context_iteration (NULL, FALSE); turns--)
        assert_mirrored (list, rows, ids);
      if (g_rand_int_range (rand, 0, 5) == 0)
        kin_row_list_show_all (list);
      assert_mirrored (list, rows, ids);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (rows->len, ==, kin_row_list_count (list));
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
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) < MANY)
    g_main_context_iteration (NULL, TRUE);
  gtk_test_widget_wait_for_draw (window);
  g_assert_cmpuint (n_read, <, 300);
  kin_table_select (KIN_TABLE (table), 7);
  g_assert_cmpint (kin_table_get_selected (KIN_TABLE (table)), ==, 7);
  /* A new order costs what is seen, not what there is. */
  before = n_read;
  {
    GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

    for (gint64 id = MANY; id >= 1; id--)
      g_array_append_val (ids, id);
    kin_row_list_set_ids (list, ids);
  }
  g_assert_cmpint (kin_table_get_selected (KIN_TABLE (table)), ==, 0); /* not the one that stands there now */
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

static void
wait_for (KinRowList *list, guint n)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (g_list_model_get_n_items (G_LIST_MODEL (list)) != n && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
}

static void
assert_rows (KinRowList *list, gint64 first)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i += 1 + i / 7)
    {
      g_autoptr (KinRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpint (kin_row_no (row), ==, first + i);
    }
}

/* A list that rests has a screen of rows and counts as many as ever; what changes meanwhile is there when it is woken, at once or not. */
static void
test_rest (void)
{
  g_autoptr (KinRowList) list = kin_row_list_new (read_nothing, NULL, NULL);

  kin_row_list_set_ids (list, make_ids (1, MANY));
  wait_for (list, MANY);
  kin_row_list_rest (list);
  wait_for (list, A_SCREEN);
  g_assert_cmpuint (kin_row_list_count (list), ==, MANY);
  assert_rows (list, 1);
  kin_row_list_set_ids (list, make_ids (5, 2000));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, A_SCREEN);
  assert_rows (list, 5);
  kin_row_list_wake (list);
  wait_for (list, 1996);
  assert_rows (list, 5);
  kin_row_list_rest (list);
  kin_row_list_wake (list); /* before a row has gone */
  kin_row_list_set_ids (list, make_ids (5, 1000));
  wait_for (list, 996);
  assert_rows (list, 5);
  kin_row_list_rest (list);
  kin_row_list_set_ids (list, make_ids (9, 12));
  wait_for (list, 4);
  assert_rows (list, 9);
  kin_row_list_show_all (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-list/smallest", test_smallest);
  g_test_add_func ("/row-list/new-order", test_new_order);
  g_test_add_func ("/row-list/any-order", test_any_order);
  g_test_add_func ("/row-list/seen", test_seen);
  g_test_add_func ("/row-list/sorter", test_sorter);
  g_test_add_func ("/row-list/rest", test_rest);
  return g_test_run ();
}
