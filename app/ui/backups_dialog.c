/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog. Each piece of work runs on a thread, one at a time; restoring closes the window first, as nothing may have the file open. */
#include "backups_dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "application.h"
#include "ask.h"
#include "backup.h"
#include "opening.h"
#include "outbox.h"
#include "words.h"

typedef struct _Dialog Dialog;

struct _Dialog
{
  KinWindow *owner;
  KinDesk   *desk;
  GtkWidget *window, *box, *list, *said;
  gboolean   busy, gone;
};

typedef enum { LOOK, BACK_UP, CHECK, UNSENT } What;

typedef struct
{
  Dialog    *dialog;
  KinStore  *store;
  What       what;
  char      *path;     /* UNSENT: where to */
  GPtrArray *backups;  /* LOOK: KinBackup *, with what is inside */
  GPtrArray *problems; /* CHECK: char * */
} Job;

/* Getting one back. */
typedef struct
{
  KinApplication *application;
  char           *backup, *path;
  guint8          key[KIN_KEY_BYTES];
} Restore;

static void run (Dialog *dialog, What what, const char *path);

static void
clear_dialog (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->desk);
}

static void
unref_dialog (gpointer dialog)
{
  g_rc_box_release_full (dialog, clear_dialog);
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->backups, g_ptr_array_unref);
  g_ptr_array_unref (job->problems);
  g_object_unref (job->store);
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

/* Restoring */

static void
free_restore (gpointer data)
{
  Restore *restore = data;

  explicit_bzero (restore->key, sizeof restore->key);
  g_object_unref (restore->application);
  g_free (restore->backup);
  g_free (restore->path);
  g_free (restore);
}

static void
restore_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Restore *restore = data;
  GError  *error = NULL;

  if (kin_backup_restore (restore->backup, restore->path, restore->key, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The file opens again in any case: when it could not be replaced it is as it was. */
static void
on_restored (GObject *source, GAsyncResult *result, gpointer data)
{
  Restore           *restore = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GtkWidget         *opening = kin_opening_new (restore->application);

  gtk_window_present (GTK_WINDOW (opening));
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    kin_ask_tell (NULL, _("The backup was not restored"), error->message);
  kin_opening_file (KIN_OPENING (opening), restore->path);
  g_application_release (G_APPLICATION (restore->application));
}

typedef struct
{
  Restore   *restore;
  KinStore  *store;
  GtkWidget *window; /* the dialog; its question is still closing when the answer comes */
} Closing;

static gboolean
wait_until_closed (gpointer data)
{
  Closing          *closing = data;
  g_autoptr (GTask) task = NULL;

  if (closing->window != NULL)
    gtk_window_destroy (GTK_WINDOW (closing->window));
  g_clear_object (&closing->window);
  if (kin_application_present (closing->restore->application, closing->restore->path))
    return G_SOURCE_CONTINUE;
  kin_store_close (closing->store);
  g_object_unref (closing->store);
  task = g_task_new (NULL, NULL, on_restored, NULL);
  g_task_set_task_data (task, closing->restore, free_restore);
  g_task_run_in_thread (task, restore_on_thread);
  g_free (closing);
  return G_SOURCE_REMOVE;
}

typedef struct
{
  Dialog *dialog;
  char   *backup;
} Chosen;

static void
free_chosen (gpointer data, GClosure *closure)
{
  g_free (((Chosen *) data)->backup);
  g_free (data);
}

static void
restore_now (gpointer data)
{
  Chosen  *chosen = data;
  Dialog  *dialog = chosen->dialog;
  Restore *restore = g_new0 (Restore, 1);
  Closing *closing = g_new0 (Closing, 1);

  restore->application = KIN_APPLICATION (g_object_ref (gtk_window_get_application (GTK_WINDOW (dialog->owner))));
  restore->backup = g_strdup (chosen->backup);
  closing->store = g_object_ref (kin_desk_store (dialog->desk));
  restore->path = g_strdup (kin_store_path (closing->store));
  kin_store_copy_key (closing->store, restore->key);
  closing->restore = restore;
  g_application_hold (G_APPLICATION (restore->application));
  closing->window = g_object_ref (dialog->window);
  gtk_widget_set_visible (dialog->window, FALSE);
  gtk_window_close (GTK_WINDOW (dialog->owner));
  g_timeout_add (20, wait_until_closed, closing);
}

static void
on_restore (GtkButton *button, Chosen *chosen)
{
  if (chosen->dialog->busy)
    return;
  kin_ask_yes (GTK_WINDOW (chosen->dialog->window), _("Go back to this backup?"),
               _("The file as it is now is kept as a backup first, so nothing is lost. The window closes and opens again."), _("Go back"), restore_now, chosen);
}

/* The list */

static void
add_row (Dialog *dialog, const KinBackup *backup)
{
  GtkWidget       *row = adw_action_row_new (), *button = gtk_button_new_with_label (_("Restore…"));
  KinDay           today = kin_desk_today (dialog->desk);
  g_autofree char *at = kin_moment_words (backup->at, today), *last = kin_moment_words (backup->last_change, today);
  g_autofree char *inside = backup->n_changes > 0
                                ? g_strdup_printf (_("%'d records, %'d changes; the last one %s: %s"), (int) backup->n_records, (int) backup->n_changes, last,
                                                   backup->last_label != NULL ? backup->last_label : "")
                                : g_strdup (_("It does not open with this file's key, or is damaged."));
  Chosen          *chosen = g_new0 (Chosen, 1);

  chosen->dialog = dialog;
  chosen->backup = g_strdup (backup->path);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), at);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), inside);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, backup->n_changes > 0);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_restore), chosen, free_chosen, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (dialog->list), row);
}

static void
show_backups (Dialog *dialog, GPtrArray *backups)
{
  gtk_box_remove (GTK_BOX (dialog->box), dialog->list);
  dialog->list = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (dialog->list), _("Backups of this file"));
  if (backups->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (dialog->list), _("There is none yet. “Back up now” makes the first."));
  for (guint i = 0; i < backups->len; i++)
    add_row (dialog, backups->pdata[i]);
  gtk_box_append (GTK_BOX (dialog->box), dialog->list);
}

static GPtrArray *
look_into_all (KinStore *store)
{
  GPtrArray *backups = kin_backups_list (kin_store_path (store));
  guint8     key[KIN_KEY_BYTES];

  kin_store_copy_key (store, key);
  for (guint i = 0; i < backups->len; i++)
    {
      KinBackup *outside = backups->pdata[i], *inside = kin_backup_look (outside->path, key, NULL);

      if (inside == NULL)
        continue;
      inside->at = outside->at;
      backups->pdata[i] = inside;
      kin_backup_free (outside);
    }
  explicit_bzero (key, sizeof key);
  return backups;
}

static void
work_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job    *job = data;
  GError *error = NULL;

  if (job->what == BACK_UP)
    job->path = kin_store_backup (job->store, NULL, &error);
  else if (job->what == CHECK)
    kin_store_check (job->store, job->problems, &error);
  else if (job->what == UNSENT)
    kin_store_save_unsent (job->store, job->path, &error);
  if (error == NULL)
    job->backups = look_into_all (job->store);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_worked (GObject *source, GAsyncResult *result, gpointer data)
{
  Job               *job = g_task_get_task_data (G_TASK (result));
  Dialog            *dialog = job->dialog;
  g_autoptr (GError) error = NULL;
  g_autofree char   *text = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  dialog->busy = FALSE;
  if (dialog->gone)
    return;
  if (error != NULL)
    text = g_strdup (error->message);
  else if (job->what == BACK_UP)
    text = g_strdup_printf (_("Backed up to %s"), job->path);
  else if (job->what == UNSENT)
    text = g_strdup_printf (_("Saved as %s"), job->path);
  else if (job->what == CHECK && job->problems->len == 0)
    text = g_strdup (_("The file is sound: every page, every index, and every record against its history."));
  else if (job->what == CHECK)
    {
      g_ptr_array_set_size (job->problems, (int) MIN (job->problems->len, 8));
      g_ptr_array_add (job->problems, NULL);
      text = g_strjoinv ("\n", (char **) job->problems->pdata);
    }
  say (dialog, text != NULL ? text : "");
  if (job->backups != NULL)
    show_backups (dialog, job->backups);
}

static void
run (Dialog *dialog, What what, const char *path)
{
  g_autoptr (GTask) task = NULL;
  Job              *job;

  if (dialog->busy)
    return;
  kin_desk_flush (dialog->desk);
  job = g_new0 (Job, 1);
  job->dialog = g_rc_box_acquire (dialog);
  job->store = g_object_ref (kin_desk_store (dialog->desk));
  job->what = what;
  job->path = g_strdup (path);
  job->problems = g_ptr_array_new_with_free_func (g_free);
  dialog->busy = TRUE;
  if (what != LOOK)
    say (dialog, _("One moment…"));
  task = g_task_new (NULL, NULL, on_worked, NULL);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, work_on_thread);
}

static void
on_back_up (GtkButton *button, Dialog *dialog)
{
  run (dialog, BACK_UP, NULL);
}

static void
on_check (GtkButton *button, Dialog *dialog)
{
  run (dialog, CHECK, NULL);
}

static void
on_unsent_file (const char *path, gpointer data)
{
  if (path != NULL && !((Dialog *) data)->gone)
    run (data, UNSENT, path);
  unref_dialog (data);
}

static void
on_unsent (GtkButton *button, Dialog *dialog)
{
  kin_ask_save_any (GTK_WINDOW (dialog->window), _("Save what was not sent yet"), _("not sent yet.jsonl"), on_unsent_file, g_rc_box_acquire (dialog));
}

static void
on_destroy (GtkWidget *window, Dialog *dialog)
{
  dialog->gone = TRUE;
}

static void
add_button (Dialog *dialog, GtkWidget *group, const char *title, const char *subtitle, const char *label, GCallback clicked)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect (button, "clicked", clicked, dialog);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
make_content (Dialog *dialog)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new (), *group = adw_preferences_group_new ();

  dialog->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  dialog->said = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (dialog->said), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (dialog->said), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (dialog->said), 0);
  gtk_widget_set_visible (dialog->said, FALSE);
  add_button (dialog, group, _("Back up now"), _("A copy of the whole file, encrypted with the same key"), _("Back up"), G_CALLBACK (on_back_up));
  add_button (dialog, group, _("Check the file"), _("Whether every page and every record is sound"), _("Check"), G_CALLBACK (on_check));
  if (!kin_office_state (dialog->desk).joined) /* else the outbox saves it sealed: a signed-out laptop must not give it as text */
    add_button (dialog, group, _("Save my unsent work"), _("Not encrypted: all changes that have not reached the server, as text"), _("Save…"), G_CALLBACK (on_unsent));
  dialog->list = adw_preferences_group_new ();
  gtk_widget_add_css_class (dialog->box, "kin-page");
  gtk_box_append (GTK_BOX (dialog->box), group);
  gtk_box_append (GTK_BOX (dialog->box), dialog->said);
  gtk_box_append (GTK_BOX (dialog->box), dialog->list);
  adw_clamp_set_child (ADW_CLAMP (clamp), dialog->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

void
kin_backups_dialog (KinWindow *window)
{
  Dialog    *dialog = g_rc_box_new0 (Dialog);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  dialog->owner = window;
  dialog->desk = g_object_ref (kin_window_desk (window));
  dialog->window = adw_window_new ();
  kin_ask_close_on_escape (dialog->window);
  gtk_window_set_title (GTK_WINDOW (dialog->window), _("Backups"));
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 680, 540);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_content (dialog));
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  g_signal_connect (dialog->window, "destroy", G_CALLBACK (on_destroy), dialog);
  g_object_set_data_full (G_OBJECT (dialog->window), "kin-dialog", dialog, unref_dialog);
  run (dialog, LOOK, NULL);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
