/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards that follow between frames: all of them come, each is made once, and those that come show in the order they were added in. */
#include "columns.h"
#include "desk_fixture.h"

#define CARDS 30

static guint made;

static GtkWidget *
make_card (gpointer shows)
{
  GtkWidget *card = gtk_label_new ("a card");

  made++;
  gtk_widget_set_visible (card, shows != NULL);
  return card;
}

static gboolean
is_complete (gpointer columns)
{
  return kin_columns_are_complete (columns);
}

static void
test_all_come (gconstpointer shows)
{
  GtkWidget *window = gtk_window_new (), *scroller = gtk_scrolled_window_new (), *columns = kin_columns_new ();
  int y = -1;
  guint n = 0;

  made = 0;
  for (guint i = 0; i < CARDS; i++)
    kin_columns_append_later (KIN_COLUMNS (columns), make_card, (gpointer) shows, i % 2 == 0 ? KIN_COLUMN_LEFT : KIN_COLUMN_RIGHT_HAND);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), columns);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300); /* one column */
  gtk_window_present (GTK_WINDOW (window));
  fixture_wait (is_complete, columns);
  g_assert_cmpuint (made, ==, CARDS);
  for (GtkWidget *card = gtk_widget_get_first_child (columns); card != NULL; card = gtk_widget_get_next_sibling (card), n++)
    {
      graphene_rect_t at;

      if (shows == NULL)
        continue;
      g_assert_true (gtk_widget_compute_bounds (card, columns, &at));
      g_assert_cmpint ((int) at.origin.y, >, y);
      y = (int) at.origin.y;
    }
  g_assert_cmpuint (n, ==, CARDS);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/columns/all-come", "shown", test_all_come);
  /* A card with nothing to show hides itself: no frame is drawn for it, and the next must come all the same. */
  g_test_add_data_func ("/columns/all-come/hidden", NULL, test_all_come);
  return g_test_run ();
}
