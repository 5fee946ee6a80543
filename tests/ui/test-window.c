/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window as somebody's colleague, carer or auditor meets it: covered, locked, with one home alone, and what it puts on record. */
#include <adwaita.h>
#include <string.h>

#include "application.h"
#include "children.h"
#include "desk_fixture.h"
#include "homes_life.h"
#include "homes_page.h"
#include "keys.h"
#include "office.h"
#include "people.h"
#include "print_preview.h"
#include "window.h"
#include "window_actions.h"

#define PASSPHRASE "four words are better"

typedef struct
{
  Fixture         fixture;
  KinApplication *application;
  KinWindow      *window;
  gint64          home, other, child, carer, visit;
} Test;

static KinApplication *application; /* one a process: its object is on the bus */

static gint64
add (Test *test, const KinType *type, guint field, const char *name, int owner_field, gint64 owner)
{
  g_autoptr (KinRecord) record = kin_record_new (type);
  g_autoptr (GError)    error = NULL;

  if (name != NULL)
    kin_record_set_text (record, field, name);
  if (owner_field >= 0)
    kin_record_set_link (record, (guint) owner_field, owner);
  kin_store_create (test->fixture.store, record, "added", &error);
  g_assert_no_error (error);
  return kin_reader_no_of (kin_store_reader (test->fixture.store), kin_record_id (record));
}

static gboolean
is_ready (gpointer data)
{
  return gtk_widget_get_width (data) > 0 && kin_window_is_ready (data);
}

static void
set_up (Test *test, gconstpointer data)
{
  fixture_set_up (&test->fixture, NULL);
  test->home = add (test, &kin_household, KIN_HOUSEHOLD_NAME, "Ashdown", -1, 0);
  test->other = add (test, &kin_household, KIN_HOUSEHOLD_NAME, "Birchwood", -1, 0);
  test->child = add (test, &kin_child, KIN_CHILD_SURNAME, "Example", -1, 0);
  test->carer = add (test, &kin_carer, KIN_CARER_SURNAME, "Sample", KIN_CARER_HOUSEHOLD, test->home);
  test->visit = add (test, &kin_supervision_visit, 0, NULL, KIN_SUPERVISION_VISIT_HOUSEHOLD, test->home);
  test->application = application;
  test->window = KIN_WINDOW (kin_window_new (ADW_APPLICATION (test->application), test->fixture.store));
  gtk_window_present (GTK_WINDOW (test->window));
  fixture_wait (is_ready, test->window);
}

static gboolean
has_no_windows (gpointer data)
{
  return gtk_application_get_windows (data) == NULL;
}

static gboolean
is_settled (gpointer data)
{
  return kin_desk_n_pending (data) == 0;
}

static void
settle (Test *test)
{
  fixture_wait (is_settled, kin_window_desk (test->window));
  /* A page fills between frames, but not behind a cover. */
  for (int i = 0; i < 50 || (i < 500 && !kin_window_is_ready (test->window)); i++)
    if (!g_main_context_iteration (NULL, FALSE) && !kin_window_is_ready (test->window))
      g_usleep (2000);
}

static void
tear_down (Test *test, gconstpointer data)
{
  settle (test);
  gtk_window_close (GTK_WINDOW (test->window));
  fixture_wait (has_no_windows, test->application);
  fixture_tear_down (&test->fixture, NULL);
}

static gboolean
act (Test *test, const char *action)
{
  gboolean found = gtk_widget_activate_action (GTK_WIDGET (test->window), action, NULL);

  settle (test);
  return found;
}

static gint64
shown (Test *test)
{
  return kin_window_selected (test->window);
}

static GtkWidget *
find (GtkWidget *in, GType type, const char *label)
{
  if (g_type_is_a (G_OBJECT_TYPE (in), type) && gtk_widget_get_mapped (in) &&
      (label == NULL || (GTK_IS_BUTTON (in) ? g_strcmp0 (gtk_button_get_label (GTK_BUTTON (in)), label) == 0
                                            : GTK_IS_LABEL (in) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (in)), label) == 0)))
    return in;
  for (GtkWidget *child = gtk_widget_get_first_child (in); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_holding (GtkWidget *in, const char *part)
{
  if (GTK_IS_LABEL (in) && gtk_widget_get_mapped (in) && strstr (gtk_label_get_text (GTK_LABEL (in)), part) != NULL)
    return in;
  for (GtkWidget *child = gtk_widget_get_first_child (in); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_holding (child, part);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says (Test *test, const char *text)
{
  return find (GTK_WIDGET (test->window), GTK_TYPE_LABEL, text) != NULL;
}

/* How often a page was opened, as the log has it. */
static guint
n_opened (Test *test, gint64 no)
{
  KinReader            *reader = kin_store_reader (test->fixture.store);
  g_autoptr (GPtrArray) records = kin_reader_list (reader, &kin_access, "about = ?1 AND kind = 'opened'", 1, no);

  for (guint i = 0; i < records->len; i++)
    {
      g_assert_cmpint (kin_record_day (records->pdata[i], KIN_ACCESS_AT), ==, kin_day_of_ms (g_get_real_time () / 1000));
      g_assert_nonnull (kin_record_text (records->pdata[i], KIN_ACCESS_BY));
    }
  return records->len;
}

static void
count_changed (KinDesk *desk, gint64 no, const char *type, gpointer data)
{
  ++*(guint *) data;
}

static void
test_reads (Test *test, gconstpointer data)
{
  g_autoptr (KinAction) before = kin_reader_undoable (kin_store_reader (test->fixture.store)), after = NULL;
  guint                 n_changed = 0;

  g_signal_connect (kin_window_desk (test->window), "changed", G_CALLBACK (count_changed), &n_changed);
  kin_window_open (test->window, test->child);
  settle (test);
  g_assert_cmpuint (n_opened (test, test->child), ==, 1);
  kin_window_open (test->window, test->carer);
  settle (test);
  kin_window_open (test->window, test->home);
  settle (test);
  g_assert_cmpuint (n_opened (test, test->carer), ==, 1);
  g_assert_cmpuint (n_opened (test, test->home), ==, 0);
  /* Coming back to a page that was left open is no second opening; opening it again is. */
  kin_window_back (test->window);
  kin_window_back (test->window);
  settle (test);
  g_assert_cmpint (shown (test), ==, test->child);
  g_assert_cmpuint (n_opened (test, test->child), ==, 1);
  kin_window_show (test->window, "homes");
  kin_window_open (test->window, test->child);
  settle (test);
  g_assert_cmpuint (n_opened (test, test->child), ==, 2);
  /* Nobody undoes having looked, and no page does its work again for it. */
  after = kin_reader_undoable (kin_store_reader (test->fixture.store));
  g_assert_cmpint (after->no, ==, before->no);
  g_assert_cmpuint (n_changed, ==, 0);
  g_signal_handlers_disconnect_by_data (kin_window_desk (test->window), &n_changed);
}

static void
test_kitchen (Test *test, gconstpointer data)
{
  kin_window_open (test->window, test->home);
  settle (test);
  g_assert_true (says (test, "History"));
  act (test, "win.kitchen");
  g_assert_true (kin_window_is_shut (test->window));
  g_assert_false (says (test, "History"));
  g_assert_null (find (GTK_WIDGET (test->window), GTK_TYPE_LIST_BOX, "Pages"));
  g_assert_false (gtk_widget_get_mapped (kin_window_search (test->window)));
  /* No way to anybody else. */
  kin_window_open (test->window, test->child);
  kin_window_open (test->window, test->other);
  settle (test);
  g_assert_cmpint (shown (test), ==, test->home);
  g_assert_cmpuint (n_opened (test, test->child), ==, 0);
  kin_window_back (test->window);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.go", "i", 2);
  settle (test);
  g_assert_cmpint (shown (test), ==, test->home);
  /* What belongs to the home is there to be worked on. */
  kin_window_open (test->window, test->visit);
  settle (test);
  g_assert_cmpint (shown (test), ==, test->visit);
  g_assert_false (says (test, "History"));
  kin_window_back (test->window);
  kin_window_back (test->window);
  g_assert_cmpint (shown (test), ==, test->home);
  /* What was done before is not told by undoing it. */
  act (test, "win.undo");
  g_assert_nonnull (kin_reader_type_of (kin_store_reader (test->fixture.store), test->visit));
  g_assert_false (kin_reader_is_deleted (kin_store_reader (test->fixture.store), test->visit));
  /* Turned down: all stays as it is. This file has no passphrase, so a press is enough. */
  act (test, "win.kitchen");
  g_assert_true (says (test, "Show everything?"));
  g_signal_emit_by_name (find (GTK_WIDGET (test->window), GTK_TYPE_BUTTON, "Back"), "clicked");
  g_assert_true (kin_window_is_shut (test->window));
  act (test, "win.kitchen");
  g_signal_emit_by_name (find (GTK_WIDGET (test->window), GTK_TYPE_BUTTON, "Unlock"), "clicked");
  settle (test);
  g_assert_false (kin_window_is_shut (test->window));
  g_assert_true (says (test, "History"));
  kin_window_open (test->window, test->child);
  settle (test);
  g_assert_cmpint (shown (test), ==, test->child);
}

static gboolean
is_open (gpointer data)
{
  return !kin_window_is_shut (data);
}

static gboolean
says_wrong (gpointer data)
{
  return find (data, GTK_TYPE_LABEL, "That passphrase does not open the record. Try again, or type the recovery key.") != NULL;
}

/* With a passphrase, made for the file as it is. */
static void
test_lock (Test *test, gconstpointer data)
{
  g_autofree char   *recovery = NULL, *kept = NULL;
  g_autoptr (GError) error = NULL;
  guint8             key[KIN_KEY_BYTES];
  GtkWidget         *entry;

  kin_keys_create (kin_store_path (test->fixture.store), PASSPHRASE, key, &recovery, &error);
  g_assert_no_error (error);
  kin_window_open (test->window, test->child);
  settle (test);
  act (test, "win.lock");
  g_assert_true (says (test, "Locked"));
  g_assert_false (gtk_widget_get_mapped (kin_window_page (test->window)));
  /* No key leads past it. */
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.go", "i", 0);
  act (test, "win.cover");
  act (test, "win.kitchen");
  g_assert_true (says (test, "Locked"));
  entry = find (GTK_WIDGET (test->window), ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Passphrase or recovery key");
  gtk_editable_set_text (GTK_EDITABLE (entry), "wrong");
  g_signal_emit_by_name (entry, "entry-activated");
  fixture_wait (says_wrong, test->window);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (kin_window_is_shut (test->window));
  gtk_editable_set_text (GTK_EDITABLE (entry), PASSPHRASE);
  g_signal_emit_by_name (entry, "entry-activated");
  fixture_wait (is_open, test->window);
  g_assert_cmpint (shown (test), ==, test->child);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
test_blank (Test *test, gconstpointer data)
{
  GtkWidget *dialog = gtk_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (test->window));
  gtk_window_present (GTK_WINDOW (dialog));
  act (test, "win.cover");
  g_assert_true (says (test, "Hidden"));
  /* A dialog in front shows as much as what is behind it. */
  g_assert_false (gtk_widget_get_visible (dialog));
  g_assert_false (gtk_widget_get_mapped (kin_window_page (test->window)));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (test->window)), ==, "Kinkeeper");
  kin_window_cover (test->window, TRUE); /* and after a while; without a passphrase it stays a blank */
  g_assert_true (says (test, "Hidden"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWidget *
dialog_of (Test *test)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (gtk_window_get_transient_for (each->data) == GTK_WINDOW (test->window))
      return each->data;
  return NULL;
}

static gboolean
shows_two (gpointer data)
{
  return find (data, GTK_TYPE_LABEL, "2 homes selected") != NULL;
}

static void
select_all (Test *test)
{
  gtk_selection_model_select_all (gtk_column_view_get_model (kin_table_view (kin_homes_page_table (KIN_HOMES_PAGE (kin_window_page (test->window))))));
  fixture_wait (shows_two, test->window);
}

static gboolean
is_gone (Test *test, gint64 no)
{
  return kin_reader_is_deleted (kin_store_reader (test->fixture.store), no);
}

/* A count in the button, one action, one undo. */
static void
test_delete_many (Test *test, gconstpointer data)
{
  g_autoptr (KinAction) action = NULL;

  kin_window_show (test->window, "homes");
  fixture_wait (is_ready, test->window);
  select_all (test);
  g_assert_nonnull (find (GTK_WIDGET (test->window), GTK_TYPE_BUTTON, "Delete 2 homes"));
  act (test, "win.leave"); /* Esc */
  act (test, "win.delete");
  g_assert_false (is_gone (test, test->home));
  select_all (test);
  act (test, "win.delete");
  g_assert_true (is_gone (test, test->home) && is_gone (test, test->other) && is_gone (test, test->carer));
  action = kin_reader_undoable (kin_store_reader (test->fixture.store));
  g_assert_cmpstr (action->label, ==, "2 homes deleted");
  act (test, "win.undo");
  g_assert_false (is_gone (test, test->home) || is_gone (test, test->other) || is_gone (test, test->carer));
}

static void
test_change_many (Test *test, gconstpointer data)
{
  KinReader            *reader = kin_store_reader (test->fixture.store);
  g_autoptr (KinRecord) one = NULL, two = NULL, back = NULL;
  GtkWidget            *dialog, *entry;

  kin_window_show (test->window, "homes");
  fixture_wait (is_ready, test->window);
  act (test, "win.change-selected"); /* nothing is selected: a sentence, no dialog */
  g_assert_null (dialog_of (test));
  select_all (test);
  act (test, "win.change-selected");
  dialog = dialog_of (test);
  entry = find (dialog, ADW_TYPE_ENTRY_ROW, NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (entry)), ==, "Reference");
  gtk_editable_set_text (GTK_EDITABLE (entry), "ZZ");
  g_assert_nonnull (find (dialog, GTK_TYPE_LABEL, "2 of 2 homes say something else now."));
  g_signal_emit_by_name (find (dialog, GTK_TYPE_BUTTON, "Change 2 homes"), "clicked");
  settle (test);
  one = kin_reader_get (reader, &kin_household, test->home);
  two = kin_reader_get (reader, &kin_household, test->other);
  g_assert_cmpstr (kin_record_text (one, KIN_HOUSEHOLD_REFERENCE), ==, "ZZ");
  g_assert_cmpstr (kin_record_text (two, KIN_HOUSEHOLD_REFERENCE), ==, "ZZ");
  act (test, "win.undo");
  back = kin_reader_get (reader, &kin_household, test->home);
  g_assert_false (kin_record_has (back, KIN_HOUSEHOLD_REFERENCE));
  g_object_unref (back);
  back = kin_reader_get (reader, &kin_household, test->other);
  g_assert_false (kin_record_has (back, KIN_HOUSEHOLD_REFERENCE));
}

static gboolean
has_no_dialog (gpointer data)
{
  return dialog_of (data) == NULL;
}

/* The same home twice: told while it is typed, merged from the list, taken apart again on its page. */
static void
test_merge (Test *test, gconstpointer data)
{
  KinReader            *reader = kin_store_reader (test->fixture.store);
  g_autoptr (KinRecord) carer = NULL, back = NULL, fresh = kin_record_new (&kin_household);
  GtkWidget            *dialog;

  kin_record_set_text (fresh, KIN_HOUSEHOLD_NAME, "ASHDOWN");
  kin_desk_add (kin_window_desk (test->window), fresh);
  settle (test);
  g_assert_true (says (test, "Perhaps on record already"));
  g_assert_true (says (test, "Ashdown"));
  act (test, "win.leave");
  kin_window_show (test->window, "homes");
  fixture_wait (is_ready, test->window);
  select_all (test);
  act (test, "win.merge-selected");
  dialog = dialog_of (test);
  g_assert_nonnull (find (dialog, GTK_TYPE_LABEL, "stays: Ashdown\nwith the other: Birchwood"));
  g_signal_emit_by_name (find (dialog, GTK_TYPE_BUTTON, "Merge"), "clicked");
  settle (test);
  fixture_wait (has_no_dialog, test);
  /* Whichever stays, the page of the one that stays is open, and the carer lives there. */
  carer = kin_reader_get (reader, &kin_carer, test->carer);
  g_assert_cmpint (shown (test), ==, kin_record_link (carer, KIN_CARER_HOUSEHOLD));
  g_assert_nonnull (find (GTK_WIDGET (test->window), GTK_TYPE_BUTTON, "Unmerge"));
  g_signal_emit_by_name (find (GTK_WIDGET (test->window), GTK_TYPE_BUTTON, "Unmerge"), "clicked");
  settle (test);
  g_assert_null (find (GTK_WIDGET (test->window), GTK_TYPE_BUTTON, "Unmerge"));
  back = kin_reader_get (reader, &kin_carer, test->carer);
  g_assert_cmpint (kin_record_link (back, KIN_CARER_HOUSEHOLD), ==, test->home);
}

static void
become (Test *test, const char *may_see, KinDay started)
{
  g_autoptr (KinRecord) user = kin_record_new (&kin_user);
  KinValue              codes = { TRUE, 0, 0, (char *) may_see, NULL };

  kin_record_set_text (user, KIN_USER_SURNAME, "Example");
  kin_record_set_text (user, KIN_USER_ACCOUNT, g_get_user_name ());
  kin_record_set (user, KIN_USER_MAY_SEE, &codes);
  kin_record_set_day (user, KIN_USER_STARTED, started);
  g_assert_true (kin_store_create (test->fixture.store, user, "User added", NULL));
  settle (test);
}

/* Who may not see a concern is told neither what nor why, nor whether there is one. */
static void
test_sight (Test *test, gconstpointer data)
{
  gint64                concern = add (test, &kin_concern, 0, NULL, KIN_CONCERN_HOUSEHOLD, test->home);
  g_autoptr (KinRecord) shut = kin_record_new (&kin_unavailability);
  g_autofree char      *until = NULL, *words = NULL;
  KinDay                today = kin_desk_today (kin_window_desk (test->window));

  kin_record_set_link (shut, KIN_UNAVAILABILITY_HOUSEHOLD, test->home);
  kin_record_set_text (shut, KIN_UNAVAILABILITY_REASON, "allegation");
  kin_record_set_period (shut, KIN_UNAVAILABILITY_PERIOD, today, today + 9);
  g_assert_true (kin_store_create (test->fixture.store, shut, "Not available", NULL));
  kin_window_open (test->window, concern);
  settle (test);
  g_assert_cmpint (shown (test), ==, concern);
  become (test, "general", 0);
  kin_window_show (test->window, "homes");
  kin_window_open (test->window, concern);
  settle (test);
  g_assert_cmpint (shown (test), !=, concern);
  kin_window_open (test->window, test->home);
  settle (test);
  g_assert_true (says (test, "Not available"));
  until = kin_day_to_words (today + 9);
  words = g_strdup_printf ("Not available until %s", until);
  g_assert_true (says (test, words));
  g_assert_false (says (test, "Allegation being looked into"));
  /* Nor in the history of the file, where the action is, without a button that would undo it. */
  kin_window_show (test->window, "history");
  settle (test);
  g_assert_false (says (test, "Concern added"));
  /* Nor any money. */
  kin_window_show (test->window, "costs");
  settle (test);
  g_assert_true (says (test, "Not available"));
  g_assert_true (kin_window_is_ready (test->window));
}

static void
test_sight_until (Test *test, gconstpointer data)
{
  KinDay           day = kin_desk_today (kin_window_desk (test->window)) + 2;
  g_autofree char *until = kin_day_to_words (day), *words = g_strdup_printf ("Not available until %s", until);

  become (test, "general money restricted", day);
  kin_window_show (test->window, "agency");
  settle (test);
  g_assert_true (says (test, words));
}

/* The record's own history, all of it, and who looked at it. */
static void
test_history (Test *test, gconstpointer data)
{
  KinReader *reader = kin_store_reader (test->fixture.store);

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (KinRecord) child = kin_reader_get (reader, &kin_child, test->child);
      g_autofree char      *name = g_strdup_printf ("Name%u", i);

      kin_record_set_text (child, KIN_CHILD_FORENAME, name);
      g_assert_true (kin_store_save_field (test->fixture.store, child, KIN_CHILD_FORENAME, NULL));
    }
  kin_window_open (test->window, test->child);
  settle (test);
  g_assert_null (find_holding (GTK_WIDGET (test->window), "Child added"));
  g_assert_nonnull (find_holding (GTK_WIDGET (test->window), "Forename: Name11"));
  g_signal_emit_by_name (find (GTK_WIDGET (test->window), GTK_TYPE_BUTTON, "Show earlier ones"), "clicked");
  g_assert_nonnull (find_holding (GTK_WIDGET (test->window), "Child added"));
  g_assert_nonnull (find_holding (GTK_WIDGET (test->window), "Forename: Name0\n"));
  kin_window_show (test->window, "history");
  settle (test);
  g_assert_null (find_holding (GTK_WIDGET (test->window), "Opened: Child"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (GTK_WIDGET (test->window), GTK_TYPE_TOGGLE_BUTTON, "Who looked, printed, exported")), TRUE);
  g_assert_nonnull (find_holding (GTK_WIDGET (test->window), "Opened: Child"));
  g_assert_null (find (GTK_WIDGET (test->window), GTK_TYPE_BUTTON, "Undo this"));
}

static gboolean
has_pages (gpointer data)
{
  return kin_preview_n_pages (KIN_PREVIEW (data)) > 0;
}

/* What is on the screen is what would be on paper; and looking at it is no giving out. */
static void
test_preview (Test *test, gconstpointer data)
{
  KinReader *reader = kin_store_reader (test->fixture.store);
  GtkWidget *dialog, *preview;

  kin_window_show (test->window, "children");
  settle (test);
  act (test, "win.print");
  dialog = dialog_of (test);
  preview = find (dialog, KIN_TYPE_PREVIEW, NULL);
  fixture_wait (has_pages, preview);
  g_assert_nonnull (find (dialog, GTK_TYPE_LABEL, "Page 1 of 1"));
  g_assert_cmpint (kin_reader_number (reader, "SELECT count(*) FROM access /* scan: a test */", 0), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle (test);
}

int
main (int argc, char **argv)
{
  int status;

  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = kin_application_new (TRUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
#define ADD(name, test) g_test_add (name, Test, NULL, set_up, test, tear_down)
  ADD ("/window/reads", test_reads);
  ADD ("/window/kitchen", test_kitchen);
  ADD ("/window/lock", test_lock);
  ADD ("/window/blank", test_blank);
  ADD ("/window/delete-many", test_delete_many);
  ADD ("/window/merge", test_merge);
  ADD ("/window/preview", test_preview);
  ADD ("/window/sight", test_sight);
  ADD ("/window/sight-until", test_sight_until);
  ADD ("/window/history", test_history);
  ADD ("/window/change-many", test_change_many);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
