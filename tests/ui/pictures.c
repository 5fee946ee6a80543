/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of the pages and dialogs, to look at: pictures [--letters 150] [--looks wide-light,small-dark] FILE KEY-FILE FOLDER. Each
 * page of the sidebar, the first home, child and placement, a form, a search and what the menu opens; light and dark, on a usual
 * screen and on a small one. tests/ui/take-pictures takes the whole set. */
#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "application.h"
#include "children.h"
#include "homes_page.h"
#include "keys.h"
#include "lists.h"
#include "opening.h"
#include "people.h"
#include "picture.h"
#include "window_actions.h"

static char *folder;
static int letters = 100;
static char *looks;

static gboolean
is_past (gint64 end)
{
  return g_get_monotonic_time () > end;
}

static void
settle (GtkWidget *window)
{
  gint64 longest = g_get_monotonic_time () + 20 * G_USEC_PER_SEC, least = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  while ((gtk_widget_get_width (window) == 0 || (KIN_IS_WINDOW (window) && !kin_window_is_ready (KIN_WINDOW (window))) || !is_past (least)) &&
         !is_past (longest))
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

static void
take (GtkWidget *window, const char *page, const char *look)
{
  g_autofree char   *name = g_strdup_printf ("%s-%s.png", page, look), *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  /* Nothing can be saved between a change and the next frame. */
  for (int i = 0; i < 10; i++)
    {
      g_clear_error (&error);
      settle (window);
      if (kin_picture_save (window, path, &error))
        break;
      gtk_widget_queue_draw (window);
    }
  if (error != NULL)
    g_error ("%s", error->message);
  g_print ("%s\n", path);
}

static gint64
find_record (KinWindow *window, const KinType *type)
{
  g_autoptr (KinListSpec) spec = kin_list_spec_new (type);
  g_autoptr (GArray)      ids = NULL;

  if (type == &kin_child || type == &kin_placement)
    spec->open_on = kin_desk_today (kin_window_desk (window));
  ids = kin_book_list (kin_desk_reader (kin_window_desk (window)), spec);
  return ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
}

static void
take_records (KinWindow *window, const char *look)
{
  const KinType *const types[] = { &kin_household, &kin_child, &kin_placement };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gint64 no = find_record (window, types[i]);

      if (no == 0)
        continue;
      kin_window_open (window, no);
      take (GTK_WIDGET (window), types[i]->name, look);
    }
  kin_window_show (window, "placements");
  kin_window_add_here (window);
  take (GTK_WIDGET (window), "new-placement", look);
}

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The popover is a surface of its own, so it has a picture of its own. */
static void
take_search (KinWindow *window, const char *look)
{
  GtkWidget *entry = find_type (kin_window_search (window), GTK_TYPE_SEARCH_ENTRY);

  kin_window_show (window, "homes");
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ex");
  settle (GTK_WIDGET (window));
  for (GtkWidget *each = gtk_widget_get_first_child (kin_window_search (window)); each != NULL; each = gtk_widget_get_next_sibling (each))
    if (GTK_IS_POPOVER (each) && gtk_widget_get_mapped (each))
      take (each, "search", look);
  g_signal_emit_by_name (entry, "stop-search");
}

static GtkWidget *
find_dialog (GtkWidget *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *each = all; each != NULL; each = each->next)
    if (each->data != window && gtk_widget_get_mapped (each->data))
      return each->data;
  return NULL;
}

static void
take_dialogs (KinWindow *window, const char *look)
{
  static const char *const actions[] = { "preferences", "help", "shortcuts", "about", "backups", "keys", "join", "export", "import",
                                         "change-selected", "print", "weekend-sheet", "committee-page", NULL };

  kin_window_show (window, "homes");
  settle (GTK_WIDGET (window));
  gtk_selection_model_select_range (gtk_column_view_get_model (kin_table_view (kin_homes_page_table (KIN_HOMES_PAGE (kin_window_page (window))))), 0, 3, TRUE);
  take (GTK_WIDGET (window), "homes-selected", look);
  for (const char *const *each = actions; *each != NULL; each++)
    {
      g_autofree char *action = g_strconcat ("win.", *each, NULL), *name = g_strconcat ("dialog-", *each, NULL);
      GtkWidget       *dialog;

      gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
      settle (GTK_WIDGET (window));
      dialog = find_dialog (GTK_WIDGET (window));
      if (dialog == NULL)
        {
          g_printerr ("%s opens nothing\n", action);
          continue;
        }
      take (dialog, name, look);
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}

/* The first question's first way out, and what it asks. */
static void
take_way (KinWindow *window, const char *look)
{
  GtkWidget *row, *dialog;

  kin_window_show (window, "decide");
  settle (GTK_WIDGET (window));
  row = find_type (kin_window_page (window), ADW_TYPE_ACTION_ROW);
  if (row == NULL)
    return;
  g_signal_emit_by_name (row, "activated");
  settle (GTK_WIDGET (window));
  dialog = find_dialog (GTK_WIDGET (window));
  if (dialog == NULL)
    return;
  take (dialog, "dialog-way", look);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
take_covers (KinWindow *window, const char *look)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.cover", NULL);
  take (GTK_WIDGET (window), "covered", look);
  kin_window_cover (window, FALSE);
}

static void
take_all (KinWindow *window, const char *look)
{
  for (const char *const *page = kin_window_pages (); *page != NULL; page++)
    if (kin_window_show (window, *page))
      take (GTK_WIDGET (window), *page, look);
  take_records (window, look);
  take_search (window, look);
  take_dialogs (window, look);
  take_way (window, look);
  take_covers (window, look);
}

static void
take_start (KinApplication *application, const char *look)
{
  GtkWidget *opening = kin_opening_new (application);

  kin_opening_start (KIN_OPENING (opening));
  gtk_window_present (GTK_WINDOW (opening));
  take (opening, "start", look);
  kin_opening_create (KIN_OPENING (opening), NULL);
  take (opening, "start-new", look);
  gtk_window_destroy (GTK_WINDOW (opening));
}

static void
take_looks (KinApplication *application, KinStore *store)
{
  static const struct { int width, height; const char *name; } sizes[] = { { 1280, 800, "wide" }, { 1024, 600, "small" } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int dark = 0; dark < 2; dark++)
      {
        g_autofree char *look = g_strdup_printf ("%s-%s", sizes[i].name, dark ? "dark" : "light");
        GtkWidget       *window;

        if (looks != NULL && strstr (looks, look) == NULL)
          continue;
        adw_style_manager_set_color_scheme (adw_style_manager_get_default (), dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
        take_start (application, look);
        window = kin_window_new (ADW_APPLICATION (application), store);
        gtk_window_set_default_size (GTK_WINDOW (window), sizes[i].width, sizes[i].height);
        gtk_window_present (GTK_WINDOW (window));
        gtk_test_widget_wait_for_draw (window);
        take_all (KIN_WINDOW (window), look);
        gtk_window_destroy (GTK_WINDOW (window));
      }
}

/* As the preference has it. */
static void
set_letters (void)
{
  g_autoptr (GSettings) settings = g_settings_new (KIN_APP_ID);

  g_settings_set_uint (settings, "letters", (guint) letters);
}

static void
set_language (void)
{
  const char *locales = g_getenv ("KIN_LOCALES"); /* where the built translations are; none: English */

  setlocale (LC_ALL, "");
  if (locales == NULL)
    return;
  bindtextdomain (GETTEXT_PACKAGE, locales);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "letters", 0, 0, G_OPTION_ARG_INT, &letters, NULL, NULL },
    { "looks", 0, 0, G_OPTION_ARG_STRING, &looks, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) options = g_option_context_new ("FILE.kinkeeper KEY-FILE FOLDER");
  g_autoptr (KinApplication) application = NULL;
  g_autoptr (KinStore)       store = NULL;
  g_autoptr (GError)         error = NULL;
  guint8                     key[KIN_KEY_BYTES];

  set_language ();
  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, &error) || argc != 4)
    g_error ("pictures FILE.kinkeeper KEY-FILE FOLDER");
  folder = argv[3];
  g_mkdir_with_parents (folder, 0755);
  if (!kin_keys_read_file (argv[2], key, &error) || (store = kin_store_open (argv[1], key, 0, &error)) == NULL)
    g_error ("%s", error->message);
  set_letters ();
  application = kin_application_new (TRUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));
  take_looks (application, store);
  g_application_release (G_APPLICATION (application));
  kin_store_close (store);
  return 0;
}
