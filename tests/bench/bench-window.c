/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From main() to the first frame, and to a page that is complete, against an empty libadwaita window; and the memory.
 *   bench-window FILE [--page placements] [--passes 5] [--json]      (inside tests/with-display; key of 64 times "5")
 * Each sample is a process of its own: this program starts itself with --once. */
#include <string.h>
#include <unistd.h>

#include "application.h"
#include "measure.h"
#include "window.h"

#define MOST_MS 20000

static char *page;
static int n_passes = 5;
static gboolean json, once, empty;

typedef struct
{
  double   began, frame;
  gboolean painted;
} Wait;

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  Wait *wait = data;

  if (!wait->painted)
    wait->frame = now_ms () - wait->began;
  wait->painted = TRUE;
}

/* As for a person who left the program on that page: the window opens on it, and on no other. */
static void
open_on (const char *name)
{
  g_autoptr (GSettings) settings = g_settings_new (KIN_APP_ID);

  if (!g_strv_contains (kin_window_pages (), name))
    g_error ("there is no page %s", name);
  g_settings_set_string (settings, "sidebar-page", name);
}

static GtkWidget *
make_window (AdwApplication *application, const char *path)
{
  g_autoptr (GError) error = NULL;
  guint8 key[KIN_KEY_BYTES];
  KinStore *store;
  GtkWidget *window;

  if (empty)
    {
      window = adw_application_window_new (GTK_APPLICATION (application));
      gtk_window_set_default_size (GTK_WINDOW (window), 1200, 760);
      adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_header_bar_new ());
      return window;
    }
  memset (key, 0x55, sizeof key);
  store = kin_store_open (path, key, 0, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  if (page != NULL)
    open_on (page);
  window = kin_window_new (application, store);
  return window;
}

/* Prints first frame, page complete, memory. */
static int
show_once (double began, const char *path)
{
  g_autoptr (GApplication) application = empty ? G_APPLICATION (adw_application_new ("org.kinkeeper.Empty", G_APPLICATION_NON_UNIQUE))
                                               : G_APPLICATION (kin_application_new (TRUE));
  g_autoptr (GError) error = NULL;
  Wait wait = { .began = began };
  double ready;
  GtkWidget *window;

  if (!g_application_register (application, NULL, &error))
    g_error ("%s", error->message);
  window = make_window (ADW_APPLICATION (application), path);
  gtk_widget_realize (window);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), &wait);
  gtk_window_present (GTK_WINDOW (window));
  while ((!wait.painted || (!empty && !kin_window_is_ready (KIN_WINDOW (window)))) && now_ms () - began < MOST_MS)
    g_main_context_iteration (NULL, TRUE);
  ready = now_ms () - began;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_print ("%f %f %f\n", wait.frame, ready, resident_mb ());
  _exit (0); /* what follows is not measured */
}

static void
sample (Table *table, const char *self, const char *path, gboolean of_empty)
{
  const char *const names[] = { "first frame", "page complete", "memory" };
  const double most[] = { 500, 0, 150 };
  const char *arguments[8] = { self, "--once" };
  guint n = 2;
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) numbers = NULL;

  if (of_empty)
    arguments[n++] = "--empty";
  else if (page != NULL)
    {
      arguments[n++] = "--page";
      arguments[n++] = page;
    }
  arguments[n++] = path;
  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, NULL, &error))
    g_error ("%s", error->message);
  numbers = g_strsplit (out, " ", 3);
  if (g_strv_length (numbers) != 3)
    g_error ("no window: %s", out);
  for (guint i = 0; i < 3; i++)
    {
      Line *line = table_line (table, names[i], i == 2 ? "MB" : "ms", most[i], i == 0 ? 0.25 : 0);

      if (of_empty)
        line_limit (line, g_ascii_strtod (numbers[i], NULL));
      else
        line_product (line, g_ascii_strtod (numbers[i], NULL));
    }
}

int
main (int argc, char **argv)
{
  double began = now_ms ();
  const GOptionEntry entries[] = {
    { "page", 0, 0, G_OPTION_ARG_STRING, &page, NULL, NULL },
    { "passes", 0, 0, G_OPTION_ARG_INT, &n_passes, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "once", 0, 0, G_OPTION_ARG_NONE, &once, NULL, NULL },
    { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autofree char *title = NULL;
  Table *table;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 2)
    g_error ("which file?");
  if (once)
    return show_once (began, argv[1]);
  title = g_strdup_printf ("Window, %s (limit: an empty libadwaita window)", page != NULL ? page : "first page");
  table = table_new (title);
  table->json = json;
  for (int pass = 0; pass < n_passes; pass++)
    {
      sample (table, argv[0], argv[1], TRUE);
      sample (table, argv[0], argv[1], FALSE);
    }
  table_print (table);
  return 0;
}
