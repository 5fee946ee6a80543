/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions and dialogs of the desktop. */
#include "ask.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  GtkFileChooserNative *chooser;
  KinAskedFile          asked;
  KinAskedYes           yes;
  gpointer              data;
} Asking;

static void
on_file_chosen (GtkNativeDialog *dialog, int response, Asking *asking)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char  *path = file != NULL ? g_file_get_path (file) : NULL;

  asking->asked (path, asking->data);
  g_object_unref (asking->chooser);
  g_free (asking);
}

/* ours: only files of ours are offered. */
static void
ask_file (GtkWindow *parent, const char *title, GtkFileChooserAction action, gboolean ours, const char *name, KinAskedFile asked, gpointer data)
{
  Asking                   *asking = g_new0 (Asking, 1);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  asking->asked = asked;
  asking->data = data;
  asking->chooser = gtk_file_chooser_native_new (title, parent, action, action == GTK_FILE_CHOOSER_ACTION_SAVE ? _("_Save") : _("_Open"), _("_Cancel"));
  gtk_file_filter_set_name (filter, _("Kinkeeper files"));
  gtk_file_filter_add_pattern (filter, "*.kinkeeper");
  if (ours)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (asking->chooser), filter);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (asking->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (asking->chooser), TRUE);
  g_signal_connect (asking->chooser, "response", G_CALLBACK (on_file_chosen), asking);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (asking->chooser));
}

void
kin_ask_open_file (GtkWindow *parent, const char *title, KinAskedFile asked, gpointer data)
{
  ask_file (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, TRUE, NULL, asked, data);
}

void
kin_ask_save_file (GtkWindow *parent, const char *title, const char *name, KinAskedFile asked, gpointer data)
{
  ask_file (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, TRUE, name, asked, data);
}

void
kin_ask_any_file (GtkWindow *parent, const char *title, KinAskedFile asked, gpointer data)
{
  ask_file (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL, asked, data);
}

void
kin_ask_folder (GtkWindow *parent, const char *title, KinAskedFile asked, gpointer data)
{
  ask_file (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, FALSE, NULL, asked, data);
}

void
kin_ask_save_any (GtkWindow *parent, const char *title, const char *name, KinAskedFile asked, gpointer data)
{
  ask_file (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, FALSE, name, asked, data);
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  if (g_strcmp0 (response, "yes") == 0)
    asking->yes (asking->data);
  g_free (asking);
}

void
kin_ask_yes (GtkWindow *parent, const char *heading, const char *body, const char *yes_label, KinAskedYes yes, gpointer data)
{
  Asking    *asking = g_new0 (Asking, 1);
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  asking->yes = yes;
  asking->data = data;
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "no", _("_Cancel"), "yes", yes_label, NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "no");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "no");
  g_signal_connect (dialog, "response", G_CALLBACK (on_answered), asking);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
kin_ask_close_on_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
}

/* A window forgets its default when that, or something round it, is hidden or cannot be used for a moment. */
static void
be_default (GtkWidget *button)
{
  GtkRoot *window = gtk_widget_get_root (button);

  if (window != NULL && gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button) && gtk_window_get_default_widget (GTK_WINDOW (window)) == NULL)
    gtk_window_set_default_widget (GTK_WINDOW (window), button);
}

void
kin_ask_accept (GtkWidget *window, GtkWidget *button)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_window_set_default_widget (GTK_WINDOW (window), button);
  g_signal_connect (button, "map", G_CALLBACK (be_default), NULL);
  g_signal_connect (button, "state-flags-changed", G_CALLBACK (be_default), NULL);
  g_signal_connect_object (window, "notify::default-widget", G_CALLBACK (be_default), button, G_CONNECT_SWAPPED);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK), gtk_named_action_new ("default.activate")));
  gtk_widget_add_controller (window, controller);
}

void
kin_ask_tell (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
kin_ask_about (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", "Kinkeeper",
                         "application-icon", KIN_APP_ID,
                         "version", KIN_VERSION,
                         "comments", _("Finds homes for children in care, and keeps brothers and sisters together. It counts by the law and the returns of England."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

void
kin_ask_shortcuts (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/kinkeeper/Kinkeeper/ui/shortcuts.ui");
  GtkWindow             *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_title (window, _("Shortcuts")); /* what it shows in its place, a screen reader does not say */
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
