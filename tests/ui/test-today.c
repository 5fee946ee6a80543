/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The number beside Today: it is of now whatever time the window looks at, follows what is written, and is said with the page's name. */
#include <adwaita.h>

#include "application.h"
#include "children.h"
#include "desk_fixture.h"
#include "people.h"
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

int
main (int argc, char **argv)
{
  int status;

  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = kin_application_new (TRUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_test_add ("/today/number", Test, NULL, set_up, test_number, tear_down);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
