/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may not see money or what is restricted is shown neither: on no page, on no record, in no tooltip, and in no name that a
 * screen reader says. Every page and every record of a file with prices everywhere is walked through, and no pound may stand there. */
#include <adwaita.h>
#include <string.h>

#include "application.h"
#include "buying.h"
#include "children.h"
#include "desk_fixture.h"
#include "homes_life.h"
#include "money.h"
#include "office.h"
#include "people.h"
#include "requests.h"
#include "window.h"

#define SECRET "Somebody shouted at somebody"

typedef struct
{
  Fixture    fixture;
  KinWindow *window;
  GArray    *records; /* gint64: all but the user */
  gint64     child;
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
settle (Test *test)
{
  fixture_wait (is_ready, test->window);
  for (int i = 0; i < 30; i++)
    g_main_context_iteration (NULL, FALSE);
}

static gint64
add (Test *test, KinRecord *made)
{
  g_autoptr (KinRecord) record = made;
  g_autoptr (GError)    error = NULL;
  gint64                no;

  kin_store_create (test->fixture.store, record, "Added", &error);
  g_assert_no_error (error);
  no = kin_reader_no_of (kin_store_reader (test->fixture.store), kin_record_id (record));
  g_array_append_val (test->records, no);
  return no;
}

static gint64
add_placement (Test *test, gint64 home, KinDay from, KinDay to)
{
  KinRecord *placement = kin_record_new (&kin_placement);

  kin_record_set_link (placement, KIN_PLACEMENT_HOUSEHOLD, home);
  kin_record_set_link (placement, KIN_PLACEMENT_CHILD, test->child);
  kin_record_set_text (placement, KIN_PLACEMENT_PLACEMENT_TYPE, "U4");
  kin_record_set_period (placement, KIN_PLACEMENT_PERIOD, from, to);
  return add (test, placement);
}

static void
add_price (Test *test, gint64 placement, KinPence pence, KinDay from, KinDay to)
{
  KinRecord *price = kin_record_new (&kin_price_line);

  kin_record_set_link (price, KIN_PRICE_LINE_PLACEMENT, placement);
  kin_record_set_text (price, KIN_PRICE_LINE_KIND, "core");
  kin_record_set_text (price, KIN_PRICE_LINE_PURPOSE, "care");
  kin_record_set_price (price, KIN_PRICE_LINE_PRICE, pence, "week");
  kin_record_set_period (price, KIN_PRICE_LINE_PERIOD, from, to);
  add (test, price);
}

/* A price that goes on after the move, two prices for one thing, an offer with a price, and a concern. */
static void
fill (Test *test)
{
  KinDay     today = kin_desk_today (test->fixture.desk);
  KinRecord *record = kin_record_new (&kin_household);
  gint64     home, placement;

  kin_record_set_text (record, KIN_HOUSEHOLD_NAME, "Ashdown");
  home = add (test, record);
  record = kin_record_new (&kin_child);
  kin_record_set_text (record, KIN_CHILD_FORENAME, "Ada");
  kin_record_set_text (record, KIN_CHILD_SURNAME, "Example");
  test->child = add (test, record);
  record = kin_record_new (&kin_care_period);
  kin_record_set_link (record, KIN_CARE_PERIOD_CHILD, test->child);
  kin_record_set_period (record, KIN_CARE_PERIOD_PERIOD, today - 60, KIN_NO_DAY);
  add (test, record);
  add_price (test, add_placement (test, home, today - 60, today - 30), 432100, today - 60, KIN_NO_DAY);
  placement = add_placement (test, home, today - 30, KIN_NO_DAY);
  add_price (test, placement, 432100, today - 30, KIN_NO_DAY);
  add_price (test, placement, 432200, today - 30, KIN_NO_DAY);
  record = kin_record_new (&kin_placement_request);
  home = add (test, record);
  record = kin_record_new (&kin_offer);
  kin_record_set_link (record, KIN_OFFER_REQUEST, home);
  kin_record_set_text (record, KIN_OFFER_STATE, "offered");
  kin_record_set_price (record, KIN_OFFER_PRICE, 432100, "week");
  add (test, record);
  record = kin_record_new (&kin_concern);
  kin_record_set_link (record, KIN_CONCERN_CHILD, test->child);
  kin_record_set_text (record, KIN_CONCERN_TEXT, SECRET);
  add (test, record);
}

static void
set_up (Test *test, gconstpointer may_see)
{
  KinRecord *user = kin_record_new (&kin_user);
  gint64     no;

  fixture_set_up (&test->fixture, NULL);
  test->records = g_array_new (FALSE, FALSE, sizeof (gint64));
  fill (test);
  kin_record_set_text (user, KIN_USER_SURNAME, "Example");
  kin_record_set_text (user, KIN_USER_ACCOUNT, g_get_user_name ());
  kin_record_set_text (user, KIN_USER_MAY_SEE, may_see);
  no = add (test, user);
  g_assert_cmpint (no, >, 0);
  test->window = KIN_WINDOW (kin_window_new (ADW_APPLICATION (application), test->fixture.store));
  gtk_window_present (GTK_WINDOW (test->window));
  settle (test);
}

static void
tear_down (Test *test, gconstpointer data)
{
  fixture_wait (is_settled, kin_window_desk (test->window));
  gtk_window_close (GTK_WINDOW (test->window));
  fixture_wait (has_no_windows, application);
  g_array_unref (test->records);
  fixture_tear_down (&test->fixture, NULL);
}

static void
gather (GtkWidget *widget, GString *all)
{
  const char      *tip = gtk_widget_get_tooltip_text (widget);
  g_autofree char *said = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "\x01");

  g_string_append_printf (all, "%s\n%s\n", tip != NULL ? tip : "", said != NULL ? said : "");
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (all, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_INSCRIPTION (widget))
    g_string_append_printf (all, "%s\n", gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  else if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer   *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
      g_autofree char *text = NULL;
      GtkTextIter      from, to;

      gtk_text_buffer_get_bounds (buffer, &from, &to);
      text = gtk_text_buffer_get_text (buffer, &from, &to, FALSE);
      g_string_append_printf (all, "%s\n", text);
    }
  else if (GTK_IS_EDITABLE (widget))
    g_string_append_printf (all, "%s\n", gtk_editable_get_text (GTK_EDITABLE (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gather (child, all);
}

/* Everything the window says now. New string. */
static char *
read_window (Test *test)
{
  GString *all = g_string_new (NULL);

  gather (GTK_WIDGET (test->window), all);
  return g_string_free (all, FALSE);
}

/* The words of all pages and records, each after its name. New string. */
static char *
read_all (Test *test)
{
  GString *all = g_string_new (NULL);

  for (const char *const *page = kin_window_pages (); *page != NULL; page++)
    {
      g_autofree char *words = NULL;

      kin_window_show (test->window, *page);
      settle (test);
      words = read_window (test);
      g_string_append_printf (all, "== %s\n%s", *page, words);
    }
  for (guint i = 0; i < test->records->len; i++)
    {
      gint64           no = g_array_index (test->records, gint64, i);
      g_autofree char *words = NULL;

      kin_window_open (test->window, no);
      settle (test);
      words = read_window (test);
      g_string_append_printf (all, "== %s\n%s", kin_reader_type_of (kin_store_reader (test->fixture.store), no)->name, words);
    }
  return g_string_free (all, FALSE);
}

static void
check_hides (const char *all, const char *secret)
{
  const char *at = strstr (all, secret);

  if (at != NULL)
    {
      g_autofree char *before = g_strndup (all, (gsize) (at - all));
      const char      *page = g_strrstr (before, "== ");

      g_error ("\"%s\" is shown on %.24s: %.80s", secret, page, at);
    }
}

static void
test_no_money (Test *test, gconstpointer data)
{
  g_autofree char *all = read_all (test);

  check_hides (all, "\302\243");
  check_hides (all, "4,321");
  check_hides (all, "4321");
  check_hides (all, SECRET);
}

static void
test_money (Test *test, gconstpointer data)
{
  g_autofree char *all = read_all (test);

  g_assert_nonnull (strstr (all, "\302\2434,321.00"));
  check_hides (all, SECRET);
}

static void
test_restricted (Test *test, gconstpointer data)
{
  g_autofree char *all = read_all (test);

  g_assert_nonnull (strstr (all, SECRET));
  check_hides (all, "\302\243");
}

int
main (int argc, char **argv)
{
  int status;

  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = kin_application_new (TRUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
#define ADD(name, may_see, test) g_test_add (name, Test, may_see, set_up, test, tear_down)
  ADD ("/sight/no-money", NULL, test_no_money);
  ADD ("/sight/money", "money", test_money);
  ADD ("/sight/restricted", "restricted", test_restricted);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
