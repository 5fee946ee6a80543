/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of the pages, to look at: pictures FILE.kinkeeper KEY-FILE FOLDER. Each page of the sidebar, the first home and the
 * first child, light and dark, on a usual screen and on a small one. */
#include <adwaita.h>
#include <string.h>

#include "application.h"
#include "children.h"
#include "homes.h"
#include "keys.h"
#include "lists.h"
#include "people.h"
#include "picture.h"
#include "window.h"

static char *folder;

static gboolean
is_past (gint64 end)
{
  return g_get_monotonic_time () > end;
}

static void
settle (KinWindow *window)
{
  gint64 longest = g_get_monotonic_time () + 20 * G_USEC_PER_SEC, least = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  while ((gtk_widget_get_width (GTK_WIDGET (window)) == 0 || !kin_window_is_ready (window) || !is_past (least)) && !is_past (longest))
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

static void
take (KinWindow *window, const char *page, const char *look)
{
  g_autofree char   *name = g_strdup_printf ("%s-%s.png", page, look), *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  /* Nothing can be saved between a change and the next frame. */
  for (int i = 0; i < 10; i++)
    {
      g_clear_error (&error);
      settle (window);
      if (kin_picture_save (GTK_WIDGET (window), path, &error))
        break;
      gtk_widget_queue_draw (GTK_WIDGET (window));
    }
  if (error != NULL)
    g_error ("%s", error->message);
  g_print ("%s\n", path);
}

static void
take_record (KinWindow *window, const KinType *type, const char *look)
{
  KinReader              *reader = kin_desk_reader (kin_window_desk (window));
  g_autoptr (KinListSpec) spec = kin_list_spec_new (type);
  g_autoptr (GArray)      ids = NULL;

  if (type == &kin_child)
    spec->open_on = kin_desk_today (kin_window_desk (window));
  ids = kin_book_list (reader, spec);
  if (ids->len == 0)
    return;
  kin_window_open (window, g_array_index (ids, gint64, 0));
  take (window, type->name, look);
}

static void
take_all (KinWindow *window, const char *look)
{
  for (const char *const *page = kin_window_pages (); *page != NULL; page++)
    if (kin_window_show (window, *page))
      take (window, *page, look);
  take_record (window, &kin_household, look);
  take_record (window, &kin_child, look);
  take_record (window, &kin_placement, look);
}

static void
on_activate (GApplication *application, gpointer data)
{
  static const struct { int width, height; const char *name; } sizes[] = { { 1280, 800, "wide" }, { 1024, 600, "small" } };
  KinStore *store = data;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int dark = 0; dark < 2; dark++)
      {
        GtkWidget       *window = kin_window_new (ADW_APPLICATION (application), store);
        g_autofree char *look = g_strdup_printf ("%s-%s", sizes[i].name, dark ? "dark" : "light");

        adw_style_manager_set_color_scheme (adw_style_manager_get_default (), dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
        gtk_window_set_default_size (GTK_WINDOW (window), sizes[i].width, sizes[i].height);
        gtk_window_present (GTK_WINDOW (window));
        gtk_test_widget_wait_for_draw (window);
        take_all (KIN_WINDOW (window), look);
        gtk_window_destroy (GTK_WINDOW (window));
      }
}

int
main (int argc, char **argv)
{
  g_autoptr (KinApplication) application = NULL;
  g_autoptr (KinStore)       store = NULL;
  g_autoptr (GError)         error = NULL;
  guint8                     key[KIN_KEY_BYTES];

  if (argc != 4)
    g_error ("pictures FILE.kinkeeper KEY-FILE FOLDER");
  folder = argv[3];
  g_mkdir_with_parents (folder, 0755);
  if (!kin_keys_read_file (argv[2], key, &error) || (store = kin_store_open (argv[1], key, 0, &error)) == NULL)
    g_error ("%s", error->message);
  application = kin_application_new (TRUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));
  on_activate (G_APPLICATION (application), store);
  g_application_release (G_APPLICATION (application));
  kin_store_close (store);
  return 0;
}
