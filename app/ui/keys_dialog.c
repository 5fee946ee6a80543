/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog. Sealing takes a second on purpose (argon2id): on a thread. */
#include "keys_dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ask.h"
#include "keys.h"

#define SHORTEST 8

typedef enum { CHANGE, RECOVERY, REMEMBER, FORGET } What;

typedef struct
{
  GtkWidget *window, *old, *first, *second, *said, *recovery;
  char      *path;
  gboolean   busy, gone;
} Dialog;

typedef struct
{
  Dialog  *dialog;
  What     what;
  char    *path, *typed, *fresh, *recovery;
  gboolean kept; /* the computer has a place for keys */
} Job;

static void
clear_dialog (gpointer data)
{
  g_free (((Dialog *) data)->path);
}

static void
unref_dialog (gpointer dialog)
{
  g_rc_box_release_full (dialog, clear_dialog);
}

static void
free_secret (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
free_job (gpointer data)
{
  Job *job = data;

  free_secret (job->typed);
  free_secret (job->fresh);
  free_secret (job->recovery);
  g_free (job->path);
  unref_dialog (job->dialog);
  g_free (job);
}

static void
say (Dialog *dialog, const char *text)
{
  gtk_label_set_text (GTK_LABEL (dialog->said), text);
  gtk_widget_set_visible (dialog->said, *text != '\0');
}

static gboolean
do_it (Job *job, GError **error)
{
  guint8   key[KIN_KEY_BYTES];
  gboolean good = kin_keys_unseal (job->path, job->typed, key, error);

  if (good && job->what == CHANGE)
    good = kin_keys_reseal (job->path, key, job->fresh, error);
  else if (good && job->what == RECOVERY)
    good = kin_keys_new_recovery (job->path, key, &job->recovery, error);
  else if (good && job->what == REMEMBER)
    job->kept = kin_keys_remember (job->path, key, error);
  else if (good)
    job->kept = kin_keys_forget (job->path, error);
  explicit_bzero (key, sizeof key);
  return good;
}

static void
work_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (do_it (data, &error) && error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_done (Dialog *dialog, Job *job)
{
  static const char *const words[] = {
    [CHANGE] = N_("The passphrase is changed. Backups made before still open with the old one."),
    [RECOVERY] = N_("This is the new recovery key; the old one opens this file no more. Print it or write it down now: it is shown only this once."),
    [REMEMBER] = N_("This computer remembers the key: you are not asked for it again here."),
    [FORGET] = N_("This computer does not remember the key any more: it asks next time."),
  };

  if (job->what == REMEMBER && !job->kept)
    say (dialog, _("This computer has no place where keys can be kept (no Secret Service). It asks each time."));
  else
    say (dialog, _(words[job->what]));
  if (job->recovery != NULL)
    gtk_label_set_text (GTK_LABEL (dialog->recovery), job->recovery);
  gtk_widget_set_visible (dialog->recovery, job->recovery != NULL);
  gtk_editable_set_text (GTK_EDITABLE (dialog->old), "");
  gtk_editable_set_text (GTK_EDITABLE (dialog->first), "");
  gtk_editable_set_text (GTK_EDITABLE (dialog->second), "");
}

static void
on_worked (GObject *source, GAsyncResult *result, gpointer data)
{
  Job               *job = g_task_get_task_data (G_TASK (result));
  Dialog            *dialog = job->dialog;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  dialog->busy = FALSE;
  if (dialog->gone)
    return;
  if (error != NULL)
    say (dialog, error->message);
  else
    show_done (dialog, job);
}

static void
run (Dialog *dialog, What what)
{
  g_autoptr (GTask) task = NULL;
  Job              *job;

  if (dialog->busy)
    return;
  gtk_widget_set_visible (dialog->recovery, FALSE);
  gtk_label_set_text (GTK_LABEL (dialog->recovery), "");
  if (*gtk_editable_get_text (GTK_EDITABLE (dialog->old)) == '\0')
    {
      say (dialog, _("Type the passphrase of now, or the recovery key, first."));
      gtk_widget_grab_focus (dialog->old);
      return;
    }
  say (dialog, _("One moment…"));
  job = g_new0 (Job, 1);
  job->dialog = g_rc_box_acquire (dialog);
  job->what = what;
  job->path = g_strdup (dialog->path);
  job->typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (dialog->old)));
  job->fresh = g_strdup (gtk_editable_get_text (GTK_EDITABLE (dialog->first)));
  dialog->busy = TRUE;
  task = g_task_new (NULL, NULL, on_worked, NULL);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, work_on_thread);
}

static void
on_change (GtkButton *button, Dialog *dialog)
{
  const char *first = gtk_editable_get_text (GTK_EDITABLE (dialog->first));

  if (g_utf8_strlen (first, -1) < SHORTEST)
    say (dialog, _("A passphrase has at least 8 letters. Four words are better."));
  else if (g_strcmp0 (first, gtk_editable_get_text (GTK_EDITABLE (dialog->second))) != 0)
    say (dialog, _("The two are not the same."));
  else
    run (dialog, CHANGE);
}

static void
on_recovery (GtkButton *button, Dialog *dialog)
{
  run (dialog, RECOVERY);
}

static void
on_remember (GtkButton *button, Dialog *dialog)
{
  run (dialog, REMEMBER);
}

static void
on_forget (GtkButton *button, Dialog *dialog)
{
  run (dialog, FORGET);
}

static GtkWidget *
add_secret (GtkWidget *group, const char *title)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
add_button (GtkWidget *group, const char *title, const char *label, GCallback clicked, Dialog *dialog)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", clicked, dialog);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_visible (label, FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_content (Dialog *dialog)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *now = adw_preferences_group_new (), *passphrase = adw_preferences_group_new (), *rest = adw_preferences_group_new ();

  gtk_widget_add_css_class (box, "kin-page");
  dialog->old = add_secret (now, _("Passphrase of now, or the recovery key"));
  dialog->first = add_secret (passphrase, _("New passphrase"));
  dialog->second = add_secret (passphrase, _("The same again"));
  g_signal_connect (dialog->second, "entry-activated", G_CALLBACK (on_change), dialog);
  add_button (passphrase, _("Change the passphrase"), _("Change"), G_CALLBACK (on_change), dialog);
  add_button (rest, _("A new recovery key"), _("Make one"), G_CALLBACK (on_recovery), dialog);
  add_button (rest, _("Let this computer remember the key"), _("Remember"), G_CALLBACK (on_remember), dialog);
  add_button (rest, _("Let this computer forget the key"), _("Forget"), G_CALLBACK (on_forget), dialog);
  dialog->said = make_label (NULL);
  dialog->recovery = make_label ("kin-key");
  gtk_label_set_selectable (GTK_LABEL (dialog->recovery), TRUE);
  gtk_box_append (GTK_BOX (box), now);
  gtk_box_append (GTK_BOX (box), dialog->said);
  gtk_box_append (GTK_BOX (box), dialog->recovery);
  gtk_box_append (GTK_BOX (box), passphrase);
  gtk_box_append (GTK_BOX (box), rest);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
on_destroy (GtkWidget *window, Dialog *dialog)
{
  dialog->gone = TRUE;
}

void
kin_keys_dialog (KinWindow *window)
{
  Dialog    *dialog = g_rc_box_new0 (Dialog);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  dialog->path = g_strdup (kin_store_path (kin_desk_store (kin_window_desk (window))));
  dialog->window = adw_window_new ();
  kin_ask_close_on_escape (dialog->window);
  gtk_window_set_title (GTK_WINDOW (dialog->window), _("Key and recovery"));
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 560, 560);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_content (dialog));
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  g_signal_connect (dialog->window, "destroy", G_CALLBACK (on_destroy), dialog);
  g_object_set_data_full (G_OBJECT (dialog->window), "kin-dialog", dialog, unref_dialog);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
