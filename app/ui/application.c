/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: what the command line asks for, and the windows. */
#include "application.h"

#include <glib/gi18n-lib.h>

#include "ask.h"
#include "backup.h"
#include "drafts.h"
#include "idle_lock.h"
#include "import_page.h"
#include "opening.h"
#include "picture.h"
#include "preferences.h"
#include "signed_out.h"
#include "ui-resources.h"
#include "window.h"

struct _KinApplication
{
  AdwApplication parent_instance;

  char    *picture; /* where to, NULL: none is asked for */
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (KinApplication, kin_application, ADW_TYPE_APPLICATION)

static void
kin_application_finalize (GObject *object)
{
  g_free (KIN_APPLICATION (object)->picture);
  G_OBJECT_CLASS (kin_application_parent_class)->finalize (object);
}

gboolean
kin_application_present (KinApplication *self, const char *path)
{
  for (GList *each = gtk_application_get_windows (GTK_APPLICATION (self)); each != NULL; each = each->next)
    if (KIN_IS_WINDOW (each->data) && g_strcmp0 (kin_store_path (kin_desk_store (kin_window_desk (each->data))), path) == 0)
      {
        gtk_window_present (each->data);
        return TRUE;
      }
  return FALSE;
}

void
kin_application_show (KinApplication *self, KinStore *store, const char *then)
{
  GtkWidget *window = kin_window_new (ADW_APPLICATION (self), store);

  kin_import_take_drops (KIN_WINDOW (window));
  kin_window_lock_when_idle (KIN_WINDOW (window));
  kin_signed_out_watch (self, KIN_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  kin_drafts_mention (kin_window_desk (KIN_WINDOW (window)));
  if (then != NULL)
    gtk_widget_activate_action (window, then, NULL);
  if (self->picture != NULL)
    kin_picture_take (KIN_WINDOW (window), self->picture);
}

static KinOpening *
new_opening (KinApplication *self)
{
  KinOpening *opening = KIN_OPENING (kin_opening_new (self));

  gtk_window_present (GTK_WINDOW (opening));
  return opening;
}

static int
kin_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  KinApplication       *self = KIN_APPLICATION (application);
  GVariantDict         *options = g_application_command_line_get_options_dict (line);
  g_autoptr (GSettings) settings = g_settings_new (KIN_APP_ID);
  g_autofree char      *last = g_settings_get_string (settings, "last-file");
  g_auto (GStrv)        files = NULL;
  g_autofree char      *picture = NULL;

  if (g_variant_dict_lookup (options, "picture", "^ay", &picture))
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, picture);

      g_free (self->picture);
      self->picture = g_file_get_path (file);
    }
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^aay", &files);
  if (files != NULL && files[0] != NULL)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, files[0]);
      g_autofree char  *path = g_file_get_path (file);

      if (!kin_application_present (self, path))
        kin_opening_file (new_opening (self), path);
    }
  else if (g_variant_dict_contains (options, "demo"))
    kin_opening_example (new_opening (self));
  else if (g_variant_dict_contains (options, "empty"))
    kin_opening_create (new_opening (self), NULL);
  else if (gtk_application_get_active_window (GTK_APPLICATION (self)) != NULL)
    gtk_window_present (gtk_application_get_active_window (GTK_APPLICATION (self)));
  else if (*last != '\0' && g_file_test (last, G_FILE_TEST_EXISTS))
    kin_opening_file (new_opening (self), last);
  else
    kin_opening_start (new_opening (self));
  return 0;
}

static void
do_start (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  kin_opening_start (new_opening (data));
}

static void
do_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *each = windows; each != NULL; each = each->next)
    gtk_window_close (each->data);
}

static void
on_backed_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KinDesk) desk = data;
  g_autoptr (GError)  error = NULL;
  g_autofree char    *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char    *said = path != NULL ? g_strdup_printf (_("Backed up to %s"), path) : NULL;

  kin_desk_say (desk, said != NULL ? said : error->message, FALSE);
}

static void
back_up (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char   *path = kin_store_backup (data, NULL, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

static void
do_back_up (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow        *window = gtk_application_get_active_window (data);
  g_autoptr (GTask) task = NULL;
  KinDesk          *desk;

  if (!KIN_IS_WINDOW (window))
    return;
  desk = kin_window_desk (KIN_WINDOW (window));
  kin_desk_flush (desk);
  task = g_task_new (data, NULL, on_backed_up, g_object_ref (desk));
  g_task_set_task_data (task, g_object_ref (kin_desk_store (desk)), g_object_unref);
  g_task_run_in_thread (task, back_up);
}

static void
kin_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "start", .activate = do_start }, { .name = "quit", .activate = do_quit }, { .name = "back-up", .activate = do_back_up },
  };
  static const char *const quit[] = { "<Control>q", NULL };
  static const char *const open[] = { "<Control>o", NULL };

  G_APPLICATION_CLASS (kin_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.start", open);
  gtk_window_set_default_icon_name (KIN_APP_ID);
  kin_preferences_follow ();
}

static int
kin_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("Kinkeeper %s\n", KIN_VERSION);
  return 0;
}

static void
kin_application_class_init (KinApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  /* By hand: the linker would drop a constructor that nothing calls. */
  kin_ui_register_resource ();
  G_OBJECT_CLASS (class)->finalize = kin_application_finalize;
  application_class->command_line = kin_application_command_line;
  application_class->startup = kin_application_startup;
  application_class->handle_local_options = kin_application_handle_local_options;
}

static void
kin_application_init (KinApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the example, a made-up authority"), NULL },
    { "empty", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Start with a new, empty file"), NULL },
    { "picture", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Save a picture of the first page and end"), N_("FILE.png") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Say the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[FILE]") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

KinApplication *
kin_application_new (gboolean alone)
{
  return g_object_new (KIN_TYPE_APPLICATION,
                       "application-id", KIN_APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_CAN_OVERRIDE_APP_ID | (alone ? G_APPLICATION_NON_UNIQUE : 0),
                       "resource-base-path", "/org/kinkeeper/Kinkeeper",
                       NULL);
}
