/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duty desk in the window: the number beside Today is of now whatever time the window looks at, follows what is written, and is
 * said with the page's name; who has to move is placed from the homes that have a place that night; what is done to many says how far it
 * is, and can be cancelled whole. */
#include <adwaita.h>

#include "application.h"
#include "children.h"
#include "desk_fixture.h"
#include "homes_page.h"
#include "many.h"
#include "people.h"
#include "record_page.h"
#include "window.h"

typedef struct
{
  Fixture    fixture;
  KinWindow *window;
  char      *wanted; /* what the sidebar's first row is to be called */
} Test;

static KinApplication *application;

static gboolean
is_ready (gpointer data)
{
  return gtk_widget_get_width (data) > 0 && kin_window_is_ready (data);
}

static gboolean
is_settled (gpointer data)
{
  return kin_desk_n_pending (data) == 0;
}

static gboolean
has_no_windows (gpointer data)
{
  return gtk_application_get_windows (data) == NULL;
}

static void
set_up (Test *test, gconstpointer data)
{
  fixture_set_up (&test->fixture, NULL);
  test->window = KIN_WINDOW (kin_window_new (ADW_APPLICATION (application), test->fixture.store));
  gtk_window_present (GTK_WINDOW (test->window));
  fixture_wait (is_ready, test->window);
}

static void
tear_down (Test *test, gconstpointer data)
{
  fixture_wait (is_settled, kin_window_desk (test->window));
  gtk_window_close (GTK_WINDOW (test->window));
  fixture_wait (has_no_windows, application);
  fixture_tear_down (&test->fixture, NULL);
}

static GtkWidget *
find_row (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX_ROW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_called (gpointer data)
{
  Test            *test = data;
  g_autofree char *other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (find_row (GTK_WIDGET (test->window))), GTK_ACCESSIBLE_PROPERTY_LABEL, test->wanted);

  return other == NULL;
}

static void
wait_for (Test *test, const char *name)
{
  test->wanted = (char *) name;
  fixture_wait (is_called, test);
}

static KinRecord *
add_looked_after (Test *test)
{
  KinDesk              *desk = kin_window_desk (test->window);
  g_autoptr (KinRecord) child = kin_record_new (&kin_child);
  KinRecord            *period = kin_record_new (&kin_care_period);
  g_autoptr (GError)    error = NULL;

  kin_record_set_text (child, KIN_CHILD_SURNAME, "Example");
  kin_store_create (test->fixture.store, child, "Child added", &error);
  g_assert_no_error (error);
  kin_record_set_link (period, KIN_CARE_PERIOD_CHILD, kin_reader_no_of (kin_desk_reader (desk), kin_record_id (child)));
  kin_record_set_period (period, KIN_CARE_PERIOD_PERIOD, kin_desk_today (desk) - 3, KIN_NO_DAY);
  kin_store_create (test->fixture.store, period, "Period of care added", &error);
  g_assert_no_error (error);
  return period;
}

static void
test_number (Test *test, gconstpointer data)
{
  KinDesk              *desk = kin_window_desk (test->window);
  g_autoptr (KinRecord) one = NULL, two = NULL;

  wait_for (test, "Today");
  one = add_looked_after (test);
  wait_for (test, "Today, 1 urgent");
  two = add_looked_after (test);
  wait_for (test, "Today, 2 urgent");
  /* Before any of it was so: the number stays that of now. */
  kin_when_set (kin_desk_when (desk), kin_desk_today (desk) - 30, G_MAXINT64);
  kin_desk_delete (desk, two);
  wait_for (test, "Today, 1 urgent");
  kin_desk_delete (desk, one);
  wait_for (test, "Today");
}

static gint64
add_home (Test *test, const char *name, gint64 places)
{
  g_autoptr (KinRecord) home = kin_record_new (&kin_household), terms = kin_record_new (&kin_approval);
  g_autoptr (GError)    error = NULL;
  KinDay                today = kin_desk_today (kin_window_desk (test->window));
  gint64                no;

  kin_record_set_text (home, KIN_HOUSEHOLD_NAME, name);
  kin_record_set_day (home, KIN_HOUSEHOLD_CONFIRMED, today);
  kin_store_create (test->fixture.store, home, "Home added", &error);
  g_assert_no_error (error);
  no = kin_reader_no_of (kin_store_reader (test->fixture.store), kin_record_id (home));
  kin_record_set_link (terms, KIN_APPROVAL_HOUSEHOLD, no);
  kin_record_set_text (terms, KIN_APPROVAL_KIND, "first");
  kin_record_set_number (terms, KIN_APPROVAL_PLACES, places);
  kin_record_set_period (terms, KIN_APPROVAL_PERIOD, today - 30, KIN_NO_DAY);
  kin_store_create (test->fixture.store, terms, "Terms added", &error);
  g_assert_no_error (error);
  return no;
}

static void
test_find_home (Test *test, gconstpointer data)
{
  KinDesk   *desk = kin_window_desk (test->window);
  KinDay     tomorrow = kin_desk_today (desk) + 1;
  gint64     free = add_home (test, "Ashdown", 1), full = add_home (test, "Birchwood", 0), child;
  KinRecord *record = kin_record_new (&kin_child), *placement;
  KinTable  *table;

  kin_record_set_text (record, KIN_CHILD_SURNAME, "Example");
  kin_record_set_day (record, KIN_CHILD_BORN, tomorrow - 3000);
  g_assert_true (kin_store_create (test->fixture.store, record, "Child added", NULL));
  child = kin_reader_no_of (kin_desk_reader (desk), kin_record_id (record));
  g_object_unref (record);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.find-home", "(xi)", child, tomorrow);
  fixture_wait (is_ready, test->window);
  g_assert_cmpint (kin_when_day (kin_desk_when (desk)), ==, tomorrow);
  table = kin_homes_page_table (KIN_HOMES_PAGE (kin_window_page (test->window)));
  g_assert_cmpuint (kin_row_list_count (kin_table_rows (table)), ==, 1);
  g_assert_cmpint (kin_row_list_id (kin_table_rows (table), 0), ==, free);
  g_assert_cmpint (full, !=, free);
  /* Whoever opens it fills in the placement. */
  g_signal_emit_by_name (table, "open", free);
  g_assert_true (KIN_IS_RECORD_PAGE (kin_window_page (test->window)));
  placement = kin_record_page_record (KIN_RECORD_PAGE (kin_window_page (test->window)));
  g_assert_cmpint (kin_record_link (placement, KIN_PLACEMENT_CHILD), ==, child);
  g_assert_cmpint (kin_record_link (placement, KIN_PLACEMENT_HOUSEHOLD), ==, free);
  g_assert_cmpint (kin_record_day (placement, KIN_PLACEMENT_PERIOD), ==, tomorrow);
  kin_record_page_add (KIN_RECORD_PAGE (kin_window_page (test->window)));
  fixture_wait (is_settled, desk);
  /* Placed: a home is a home again. */
  kin_window_show (test->window, "homes");
  fixture_wait (is_ready, test->window);
  g_signal_emit_by_name (table, "open", full);
  g_assert_cmpint (kin_record_no (kin_record_page_record (KIN_RECORD_PAGE (kin_window_page (test->window)))), ==, full);
}

/* Many homes, and an action of one's own that is still under way after a moment. */
static gboolean
add_homes (KinWriter *writer, gpointer data, GError **error)
{
  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (KinRecord) home = kin_record_new (&kin_household);

      kin_record_set_text (home, KIN_HOUSEHOLD_NAME, "Ashdown");
      if (!kin_writer_create (writer, home, error))
        return FALSE;
    }
  return TRUE;
}

static GArray *
list_homes (Test *test)
{
  return kin_reader_numbers (kin_store_reader (test->fixture.store), "SELECT no FROM household /* scan: test */", 0);
}

static void
cancel_at_once (KinDesk *desk, guint *told)
{
  guint64 done, total;
  gint64  since;

  if (kin_desk_working (desk, &done, &total, &since) != NULL && total > 0 && (*told)++ == 0)
    kin_desk_cancel_work (desk);
}

static void
test_many (Test *test, gconstpointer data)
{
  KinDesk              *desk = kin_window_desk (test->window);
  g_autoptr (GArray)    homes = NULL, after = NULL;
  g_autoptr (KinAction) last = NULL;
  g_autoptr (GError)    error = NULL;
  gint64                added;
  gulong                handler;
  guint                 told = 0;

  kin_store_write (test->fixture.store, "edit", "Homes added", add_homes, NULL, NULL, &added, &error);
  g_assert_no_error (error);
  homes = list_homes (test);
  handler = g_signal_connect (desk, "work", G_CALLBACK (cancel_at_once), &told);
  kin_many_delete (desk, &kin_household, homes);
  fixture_wait (is_settled, desk);
  g_assert_cmpuint (told, >, 0);
  g_clear_pointer (&after, g_array_unref);
  after = list_homes (test);
  g_assert_cmpuint (after->len, ==, homes->len);
  last = kin_reader_undoable (kin_store_reader (test->fixture.store));
  g_assert_cmpint (last->no, ==, added);
  /* And to its end: one action that says its count. */
  g_signal_handler_disconnect (desk, handler);
  kin_many_delete (desk, &kin_household, homes);
  fixture_wait (is_settled, desk);
  g_clear_pointer (&last, kin_action_free);
  last = kin_reader_undoable (kin_store_reader (test->fixture.store));
  g_assert_cmpstr (last->label, ==, "1500 homes deleted");
  kin_desk_undo (desk);
  fixture_wait (is_settled, desk);
  g_clear_pointer (&after, g_array_unref);
  after = list_homes (test);
  g_assert_cmpuint (after->len, ==, homes->len);
}

static gboolean
dawdle (KinWriter *writer, gpointer data, GError **error)
{
  g_autoptr (KinRecord) home = kin_record_new (&kin_household);

  if (!kin_writer_create (writer, home, error))
    return FALSE;
  for (guint i = 0; i < 400; i++)
    {
      if (!kin_writer_progress (writer, i, 400, error))
        return FALSE;
      g_usleep (20000);
    }
  return TRUE;
}

static GtkWindow *
find_working (Test *test)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (gtk_window_get_transient_for (each->data) == GTK_WINDOW (test->window))
      return each->data;
  return NULL;
}

static gboolean
is_working (gpointer data)
{
  return find_working (data) != NULL;
}

/* What takes longer says how far it is; Escape takes all of it back. */
static void
test_working (Test *test, gconstpointer data)
{
  KinDesk            *desk = kin_window_desk (test->window);
  g_autoptr (GArray) homes = NULL;

  kin_desk_work_and_say (desk, "edit", "Homes changed", "Changing 400 homes", dawdle, NULL, NULL);
  fixture_wait (is_working, test);
  g_assert_cmpstr (gtk_window_get_title (find_working (test)), ==, "Changing 400 homes");
  g_assert_true (GTK_IS_BUTTON (gtk_window_get_focus (find_working (test))));
  gtk_window_close (find_working (test));
  fixture_wait (is_settled, desk);
  g_assert_null (find_working (test));
  homes = list_homes (test);
  g_assert_cmpuint (homes->len, ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = kin_application_new (TRUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_test_add ("/duty/number", Test, NULL, set_up, test_number, tear_down);
  g_test_add ("/duty/find-home", Test, NULL, set_up, test_find_home, tear_down);
  g_test_add ("/duty/many", Test, NULL, set_up, test_many, tear_down);
  g_test_add ("/duty/working", Test, NULL, set_up, test_working, tear_down);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
