/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of what is to be decided: each question says itself, a figure's key answers it, and undo opens it again. */
#include <adwaita.h>

#include "children.h"
#include "clashes.h"
#include "decide_page.h"
#include "desk_fixture.h"
#include "outbox.h"
#include "people.h"

typedef struct
{
  GtkWidget *page, *window;
} Shown;

static gint64
add (KinWriter *writer, KinRecord *made, GError **error)
{
  g_autoptr (KinRecord) record = made;

  g_assert_true (kin_writer_create (writer, record, error));
  return kin_record_no (record);
}

/* One home for one child, and two who came on the same day. */
static gboolean
take_the_last_bed (KinWriter *writer, gpointer data, GError **error)
{
  KinDay today = kin_day_today ();
  KinRecord *record = kin_record_new (&kin_household);
  gint64 home, child;

  kin_record_set_text (record, KIN_HOUSEHOLD_NAME, "Ashdown");
  home = add (writer, record, error);
  record = kin_record_new (&kin_approval);
  kin_record_set_link (record, KIN_APPROVAL_HOUSEHOLD, home);
  kin_record_set_text (record, KIN_APPROVAL_KIND, "first");
  kin_record_set_period (record, KIN_APPROVAL_PERIOD, today - 400, KIN_NO_DAY);
  kin_record_set_number (record, KIN_APPROVAL_PLACES, 1);
  add (writer, record, error);
  for (guint i = 0; i < 2; i++)
    {
      record = kin_record_new (&kin_child);
      kin_record_set_text (record, KIN_CHILD_FORENAME, i == 0 ? "Ada" : "Ben");
      kin_record_set_text (record, KIN_CHILD_SURNAME, "Example");
      child = add (writer, record, error);
      record = kin_record_new (&kin_placement);
      kin_record_set_link (record, KIN_PLACEMENT_CHILD, child);
      kin_record_set_link (record, KIN_PLACEMENT_HOUSEHOLD, home);
      kin_record_set_period (record, KIN_PLACEMENT_PERIOD, today, KIN_NO_DAY);
      add (writer, record, error);
    }
  return TRUE;
}

static gboolean
is_ready (gpointer data)
{
  return kin_decide_page_is_ready (KIN_DECIDE_PAGE (((Shown *) data)->page));
}

static void
show (Fixture *fixture, Shown *shown)
{
  shown->page = kin_decide_page_new (fixture->desk);
  shown->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (shown->window), shown->page);
  gtk_window_present (GTK_WINDOW (shown->window));
  fixture_wait (is_ready, shown);
}

/* The nth widget of a type below another, in the order of reading. */
static GtkWidget *
find_below (GtkWidget *widget, GType type, guint *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find (GtkWidget *widget, GType type, guint n)
{
  return find_below (widget, type, &n);
}

static void
press (GtkWidget *card, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (card);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean taken = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, (GdkModifierType) 0, &taken);
      if (taken)
        return;
    }
  g_assert_not_reached ();
}

static guint
n_open (Fixture *fixture)
{
  g_autoptr (GPtrArray) clashes = kin_book_clashes (kin_store_reader (fixture->store));

  return kin_clashes_n_open (clashes);
}

static gboolean
is_settled_to (gpointer data)
{
  struct { Fixture *fixture; Shown *shown; guint open; } *wanted = data;

  return n_open (wanted->fixture) == wanted->open && kin_desk_n_pending (wanted->fixture->desk) == 0 && is_ready (wanted->shown);
}

static void
wait_for (Fixture *fixture, Shown *shown, guint open)
{
  struct { Fixture *fixture; Shown *shown; guint open; } wanted = { fixture, shown, open };

  fixture_wait (is_settled_to, &wanted);
  fixture_settle (fixture);
  fixture_wait (is_ready, shown);
}

static guint
find_row (GtkWidget *card, const char *title)
{
  for (guint i = 0; i < 9; i++)
    {
      GtkWidget *row = find (card, ADW_TYPE_ACTION_ROW, i);

      if (row != NULL && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
        return i;
    }
  g_assert_not_reached ();
}

static void
test_last_bed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *subtitle = NULL;
  GtkWidget *card, *row;
  Shown shown;
  guint wrong;

  kin_store_write (fixture->store, "edit", "Two placements", take_the_last_bed, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  show (fixture, &shown);
  subtitle = kin_decide_page_subtitle (KIN_DECIDE_PAGE (shown.page));
  g_assert_cmpstr (subtitle, ==, "1 open");
  card = find (shown.page, ADW_TYPE_PREFERENCES_GROUP, 0);
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (card)), ==, "Outside the terms of approval: Ashdown");
  row = find (card, ADW_TYPE_ACTION_ROW, 0);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "1. Vary the terms");
  wrong = find_row (card, "Ben Example was entered here by mistake");
  press (card, GDK_KEY_1 + wrong); /* nothing more is to be said, so it is done */
  wait_for (fixture, &shown, 0);
  g_clear_pointer (&subtitle, g_free);
  subtitle = kin_decide_page_subtitle (KIN_DECIDE_PAGE (shown.page));
  g_assert_cmpstr (subtitle, ==, "nothing waits");
  kin_desk_undo (fixture->desk);
  wait_for (fixture, &shown, 1);
  gtk_window_destroy (GTK_WINDOW (shown.window));
}

/* What must be said is asked for in a dialog, and an empty answer changes nothing. */
static void
test_asks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GListModel *windows;
  GtkWidget *dialog = NULL, *entry;
  Shown shown;

  kin_store_write (fixture->store, "edit", "Two placements", take_the_last_bed, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  show (fixture, &shown);
  press (find (shown.page, ADW_TYPE_PREFERENCES_GROUP, 0), GDK_KEY_1);
  windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_WINDOW (window))
        dialog = window;
    }
  g_assert_nonnull (dialog);
  entry = find (dialog, ADW_TYPE_ENTRY_ROW, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Decided by");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), entry));
  g_assert_nonnull (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  g_signal_emit_by_name (entry, "entry-activated");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpuint (n_open (fixture), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "P. Example");
  g_signal_emit_by_name (entry, "entry-activated");
  wait_for (fixture, &shown, 0);
  gtk_window_destroy (GTK_WINDOW (shown.window));
}

static void
test_outbox (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  GtkWidget *page, *window, *row;

  kin_store_write (fixture->store, "edit", "Two placements", take_the_last_bed, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  page = kin_outbox_page_new (fixture->desk);
  window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  row = find (page, ADW_TYPE_ACTION_ROW, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Two placements");
  words = kin_outbox_page_subtitle (page);
  g_assert_cmpstr (words, ==, "On this laptop only");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The oldest of many is reached, a page at a time; none is left out because it is old. */
static void
test_outbox_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *page, *window;
  guint n = 0;

  for (guint i = 0; i < 450; i++)
    {
      g_autoptr (KinRecord) home = kin_record_new (&kin_household);
      g_autofree char *label = g_strdup_printf ("Home %u added", i);

      kin_store_create (fixture->store, home, label, &error);
      g_assert_no_error (error);
    }
  page = kin_outbox_page_new (fixture->desk);
  window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  for (;; n++)
    {
      GtkWidget *row = find (page, ADW_TYPE_ACTION_ROW, n);

      g_assert_nonnull (row);
      if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Home 0 added") == 0)
        break;
      if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Show earlier ones") == 0)
        {
          g_assert_cmpuint (n % 60, ==, 0);
          g_signal_emit_by_name (row, "activated");
          n--;
        }
    }
  g_assert_cmpuint (n, ==, 449);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_words (void)
{
  KinDay today = kin_day (2026, 12, 1);
  gint64 morning = kin_day_end_ms (today) - 15 * 3600 * 1000 + 1;
  const struct { KinOfficeState state; const char *words; } cases[] = {
    { { .joined = FALSE, .n_pending = 3 }, "On this laptop only" },
    { { .joined = TRUE, .n_pending = 3 }, "3 to send" },
    { { .joined = TRUE, .confirmed_until = morning }, "Office has everything up to today 09:00" },
    { { .joined = TRUE, .alone_since = morning }, "Without network since today 09:00" },
    { { .joined = TRUE, .alone_since = morning, .n_pending = 1 }, "Without network since today 09:00 · 1 to send" },
    { { .joined = TRUE, .signed_out = TRUE, .n_pending = 2 }, "Signed out · 2 to send" },
    { { .joined = TRUE, .refused = TRUE }, "Refused by the office" },
    { { .joined = TRUE, .copying = TRUE, .percent = 40, .n_pending = 1 }, "Fetching the records: 40 % · 1 to send" },
    { { .joined = TRUE, .n_held = 2, .confirmed_until = morning }, "2 wait for approval" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = kin_office_words (&cases[i].state, today), *sentence = kin_office_sentence (&cases[i].state, today);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_true (g_str_has_prefix (sentence, words));
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, test) g_test_add (name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("/decide/last-bed", test_last_bed);
  ADD ("/decide/asks", test_asks);
  ADD ("/decide/outbox", test_outbox);
  ADD ("/decide/outbox-whole", test_outbox_whole);
  g_test_add_func ("/decide/words", test_words);
  return g_test_run ();
}
