/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every control of every page has a name that a screen reader can say, every page has a place where the keyboard starts, and every
 * page can be gone round with Tab without falling into a hole. On all pages of the sidebar, on a page of each type of record, filled
 * and new, and in the dialogs of the menu; these close with Escape, begin where something is to be done, and do it with Enter. */
#include <adwaita.h>
#include <string.h>

#include "application.h"
#include "children.h"
#include "desk_fixture.h"
#include "help_text.h"
#include "homes_page.h"
#include "import_page.h"
#include "people.h"
#include "window.h"
#include "window_actions.h"

#define ROUND 400 /* more steps than any page has controls */

typedef struct
{
  Fixture    fixture;
  KinWindow *window;
  gint64     home;
} Test;

static KinApplication *application;

static gboolean
is_ready (gpointer data)
{
  return gtk_widget_get_width (data) > 0 && kin_window_is_ready (data);
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

static void
set_up (Test *test, gconstpointer data)
{
  g_autoptr (KinRecord) home = kin_record_new (&kin_household), child = kin_record_new (&kin_child), placement = kin_record_new (&kin_placement);
  KinReader            *reader;

  fixture_set_up (&test->fixture, NULL);
  reader = kin_store_reader (test->fixture.store);
  kin_record_set_text (home, KIN_HOUSEHOLD_NAME, "Ashdown");
  kin_store_create (test->fixture.store, home, "Home added", NULL);
  kin_record_set_text (child, KIN_CHILD_SURNAME, "Example");
  kin_store_create (test->fixture.store, child, "Child added", NULL);
  test->home = kin_reader_no_of (reader, kin_record_id (home));
  kin_record_set_link (placement, KIN_PLACEMENT_HOUSEHOLD, test->home);
  kin_record_set_link (placement, KIN_PLACEMENT_CHILD, kin_reader_no_of (reader, kin_record_id (child)));
  kin_record_set_period (placement, KIN_PLACEMENT_PERIOD, kin_desk_today (test->fixture.desk) - 3, KIN_NO_DAY);
  kin_store_create (test->fixture.store, placement, "Placement added", NULL);
  test->window = KIN_WINDOW (kin_window_new (ADW_APPLICATION (application), test->fixture.store));
  gtk_window_present (GTK_WINDOW (test->window));
  settle (test);
}

static gboolean
is_settled (gpointer data)
{
  return kin_desk_n_pending (data) == 0;
}

static void
tear_down (Test *test, gconstpointer data)
{
  fixture_wait (is_settled, kin_window_desk (test->window));
  gtk_window_close (GTK_WINDOW (test->window));
  fixture_wait (has_no_windows, application);
  fixture_tear_down (&test->fixture, NULL);
}

static gboolean
holds_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (holds_words (child))
      return TRUE;
  return FALSE;
}

/* What a screen reader would find to say: a label, what labels it, or the words on it. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         holds_words (widget);
}

static gboolean
needs_name (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_BUTTON:
    case GTK_ACCESSIBLE_ROLE_CHECKBOX:
    case GTK_ACCESSIBLE_ROLE_RADIO:
    case GTK_ACCESSIBLE_ROLE_SWITCH:
    case GTK_ACCESSIBLE_ROLE_COMBO_BOX:
    case GTK_ACCESSIBLE_ROLE_TEXT_BOX:
    case GTK_ACCESSIBLE_ROLE_SEARCH_BOX:
    case GTK_ACCESSIBLE_ROLE_SPIN_BUTTON:
    case GTK_ACCESSIBLE_ROLE_SLIDER:
    case GTK_ACCESSIBLE_ROLE_IMG:
      return gtk_widget_get_focusable (widget) || GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_SWITCH (widget);
    case GTK_ACCESSIBLE_ROLE_TREE_GRID:
    case GTK_ACCESSIBLE_ROLE_GRID:
    case GTK_ACCESSIBLE_ROLE_TABLE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Inside of these is the toolkit's own, and their names are those of what holds it. */
static gboolean
is_whole (GtkWidget *widget)
{
  return GTK_IS_DROP_DOWN (widget) || GTK_IS_CALENDAR (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_WINDOW_CONTROLS (widget) || ADW_IS_ENTRY_ROW (widget) ||
         ADW_IS_COMBO_ROW (widget) || GTK_IS_ENTRY (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget);
}

static void
check_names (GtkWidget *widget, const char *where)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (needs_name (widget) && !has_name (widget))
    {
      GString *path = g_string_new (NULL);

      for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
        g_string_append_printf (path, " < %s", G_OBJECT_TYPE_NAME (at));
      g_error ("%s: a control without a name:%s", where, path->str);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !is_whole (widget); child = gtk_widget_get_next_sibling (child))
    check_names (child, where);
}

/* Tab leads on and on, and never to something that is not there or cannot be seen. */
static void
check_round (Test *test, const char *where)
{
  GtkRoot                *root = GTK_ROOT (test->window);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < ROUND; i++)
    {
      GtkWidget *focus;

      if (!gtk_widget_child_focus (GTK_WIDGET (test->window), GTK_DIR_TAB_FORWARD))
        continue; /* it goes over the end, and begins again */
      focus = gtk_root_get_focus (root);
      g_assert_nonnull (focus);
      if (!gtk_widget_get_mapped (focus) || !gtk_widget_is_sensitive (focus))
        g_error ("%s: the keyboard is where nothing is: %s", where, G_OBJECT_TYPE_NAME (focus));
      if (!g_hash_table_add (seen, focus) && g_hash_table_size (seen) > 3)
        break;
    }
  if (g_hash_table_size (seen) <= 3)
    g_error ("%s: the keyboard comes to %u places", where, g_hash_table_size (seen));
}

static void
test_pages (Test *test, gconstpointer data)
{
  for (const char *const *page = kin_window_pages (); *page != NULL; page++)
    {
      g_assert_true (kin_window_show (test->window, *page));
      settle (test);
      check_names (GTK_WIDGET (test->window), *page);
      check_round (test, *page);
    }
}

static void
test_records (Test *test, gconstpointer data)
{
  guint                 n;
  const KinType *const *types = kin_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KinRecord) record = kin_record_new (types[i]);

      kin_desk_add (kin_window_desk (test->window), record);
      settle (test);
      check_names (GTK_WIDGET (test->window), types[i]->name);
      if (i % 7 == 0)
        check_round (test, types[i]->name);
      gtk_widget_activate_action (GTK_WIDGET (test->window), "win.leave", NULL);
    }
  for (gint64 no = test->home; no < test->home + 3; no++)
    {
      kin_window_open (test->window, no);
      settle (test);
      check_names (GTK_WIDGET (test->window), "a saved record");
      check_round (test, "a saved record");
    }
}

static GtkWindow *
find_dialog (Test *test)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWindow        *found = NULL;

  for (GList *each = windows; each != NULL; each = each->next)
    if (gtk_window_get_transient_for (each->data) == GTK_WINDOW (test->window) && gtk_widget_get_visible (each->data))
      {
        g_assert_null (found);
        found = each->data;
      }
  return found;
}

static gboolean
is_trigger (GtkShortcutTrigger *trigger, guint key, GdkModifierType modifiers)
{
  if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
    return is_trigger (gtk_alternative_trigger_get_first (GTK_ALTERNATIVE_TRIGGER (trigger)), key, modifiers) ||
           is_trigger (gtk_alternative_trigger_get_second (GTK_ALTERNATIVE_TRIGGER (trigger)), key, modifiers);
  return GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
         gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers;
}

/* The window itself, or its class, does something at the key. */
static gboolean
hears (GtkWidget *window, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && j < g_list_model_get_n_items (shortcuts); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, j);

          if (is_trigger (gtk_shortcut_get_trigger (shortcut), key, modifiers))
            return TRUE;
        }
    }
  return FALSE;
}

/* Named, left with Escape, begun where something is to be done, and, where it is for doing something, done with Enter. */
static void
check_dialog (Test *test, const char *where, gboolean accepts)
{
  GtkWindow *dialog = find_dialog (test);
  GtkWidget *focus, *button;

  g_assert_nonnull (dialog);
  check_names (GTK_WIDGET (dialog), where);
  if (gtk_window_get_title (dialog) == NULL || *gtk_window_get_title (dialog) == '\0')
    g_error ("%s has no title", where);
  if (!hears (GTK_WIDGET (dialog), GDK_KEY_Escape, 0))
    g_error ("%s is not left with Escape", where);
  focus = gtk_root_get_focus (GTK_ROOT (dialog));
  button = focus != NULL && GTK_IS_BUTTON (focus) ? focus : NULL;
  if (focus == NULL || (button != NULL && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "Cancel") == 0))
    g_error ("%s: the keyboard begins %s", where, focus == NULL ? "nowhere" : "on Cancel");
  if (accepts && (gtk_window_get_default_widget (dialog) == NULL || !hears (GTK_WIDGET (dialog), GDK_KEY_Return, GDK_CONTROL_MASK)))
    g_error ("%s is not done with Enter", where);
  gtk_window_close (dialog);
  settle (test);
  if (find_dialog (test) != NULL)
    gtk_window_destroy (find_dialog (test));
  settle (test);
}

static void
test_dialogs (Test *test, gconstpointer data)
{
  static const struct { const char *action; gboolean accepts; } actions[] = {
    { "win.help" }, { "win.preferences" }, { "win.export", TRUE }, { "win.print", TRUE }, { "win.weekend-sheet", TRUE }, { "win.committee-page", TRUE },
    { "win.backups" }, { "win.keys" }, { "win.join", TRUE }, { "win.import" }, { "win.about" }, { "win.shortcuts" },
  };

  kin_window_show (test->window, "children");
  settle (test);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (test->window), actions[i].action, NULL);
      settle (test);
      check_dialog (test, actions[i].action, actions[i].accepts);
    }
}

static gboolean
is_looked_at (gpointer data)
{
  GtkWidget *button = gtk_window_get_default_widget (find_dialog (data));

  return button != NULL && gtk_widget_get_mapped (button) && gtk_widget_get_sensitive (button);
}

/* What is told of a file, and which column is which, before it is taken in. */
static void
test_mapping (Test *test, gconstpointer data)
{
  g_autofree char  *path = g_build_filename (test->fixture.folder, "homes.csv", NULL);
  const char *const paths[] = { path, NULL };

  g_assert_true (g_file_set_contents (path, "Name,Telephone,Something else\nBirchwood,01632 000002,some words\n", -1, NULL));
  kin_import_page (GTK_WINDOW (test->window), kin_window_desk (test->window), paths);
  fixture_wait (is_looked_at, test);
  settle (test);
  fixture_wait (is_looked_at, test);
  check_dialog (test, "the mapping of an import", TRUE);
}

static gboolean
shows_two (gpointer data)
{
  return kin_row_list_count (kin_table_rows (kin_homes_page_table (KIN_HOMES_PAGE (kin_window_page (((Test *) data)->window))))) == 2;
}

/* What is done to several, and what is asked about them. */
static void
test_several (Test *test, gconstpointer data)
{
  static const char *const actions[] = { "win.change-selected", "win.merge-selected", "win.export-selected" };

  g_autoptr (KinRecord) home = kin_record_new (&kin_household);

  kin_record_set_text (home, KIN_HOUSEHOLD_NAME, "Birchwood");
  kin_store_create (test->fixture.store, home, "Home added", NULL);
  kin_window_show (test->window, "homes");
  fixture_wait (shows_two, test);
  settle (test);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      kin_homes_page_focus (KIN_HOMES_PAGE (kin_window_page (test->window)));
      gtk_selection_model_select_all (gtk_column_view_get_model (kin_table_view (kin_homes_page_table (KIN_HOMES_PAGE (kin_window_page (test->window))))));
      gtk_widget_activate_action (GTK_WIDGET (test->window), actions[i], NULL);
      settle (test);
      check_dialog (test, actions[i], TRUE);
    }
}

/* F1 says something on every page, in sentences; and that it is English law. */
static void
test_help (void)
{
  gboolean england = FALSE;

  for (const KinHelpTopic *topic = kin_help_topics (); topic->name != NULL; topic++)
    {
      guint n = 0;

      for (const KinHelpEntry *entry = topic->entries; entry->term != NULL; entry++, n++)
        {
          g_assert_true (g_str_has_suffix (entry->text, "."));
          england = england || strstr (entry->text, "law and the returns of England") != NULL;
        }
      g_assert_cmpuint (n, >=, 3);
    }
  g_assert_true (england);
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
  ADD ("/names/pages", test_pages);
  ADD ("/names/records", test_records);
  ADD ("/names/dialogs", test_dialogs);
  ADD ("/names/mapping", test_mapping);
  ADD ("/names/several", test_several);
  g_test_add_func ("/names/help", test_help);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
