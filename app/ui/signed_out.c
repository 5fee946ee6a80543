/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is being typed is saved first; it is unsent work, too. */
#include "signed_out.h"

#include <glib/gi18n-lib.h>

#include "desk.h"
#include "opening.h"
#include "wipe.h"

typedef struct
{
  KinApplication *application;
  KinWindow      *window;
} Leaving;

static void
free_leaving (gpointer data)
{
  Leaving *leaving = data;

  g_object_unref (leaving->application);
  g_object_unref (leaving->window);
  g_free (leaving);
}

static void
wipe (GTask *task, gpointer source, gpointer store, GCancellable *cancellable)
{
  GError *error = NULL;
  char   *sentence = kin_sync_wipe (store, &error);

  if (sentence != NULL)
    g_task_return_pointer (task, sentence, g_free);
  else
    g_task_return_error (task, error);
}

/* Where it cannot be sealed nothing is erased: the office says it again when the file is opened next. */
static void
on_wiped (GObject *opening, GAsyncResult *result, gpointer application)
{
  g_autoptr (GSettings) settings = g_settings_new (KIN_APP_ID);
  g_autoptr (GError)    error = NULL;
  g_autofree char      *sentence = g_task_propagate_pointer (G_TASK (result), &error);

  if (sentence != NULL)
    g_settings_reset (settings, "last-file");
  kin_opening_tell (KIN_OPENING (opening), sentence != NULL ? _("This laptop was signed out") : _("Nothing was erased"), sentence != NULL ? sentence : error->message);
  g_application_release (application);
}

/* Overwriting a large file takes its time; closing the window does not cut it short. */
static gboolean
leave (gpointer data)
{
  Leaving           *leaving = data;
  KinDesk           *desk = kin_window_desk (leaving->window);
  KinStore          *store = g_object_ref (kin_desk_store (desk));
  KinOpening        *opening = KIN_OPENING (kin_opening_new (leaving->application));
  g_autoptr (GTask)  task = g_task_new (opening, NULL, on_wiped, leaving->application);

  kin_desk_flush (desk);
  kin_desk_stop_sync (desk);
  g_application_hold (G_APPLICATION (leaving->application));
  gtk_window_destroy (GTK_WINDOW (leaving->window));
  kin_opening_wait (opening, _("This laptop was signed out"), _("What was not sent is sealed, and the record is erased."));
  gtk_window_present (GTK_WINDOW (opening));
  g_task_set_task_data (task, store, g_object_unref);
  g_task_run_in_thread (task, wipe);
  return G_SOURCE_REMOVE;
}

static void
on_office (KinDesk *desk, KinWindow *window)
{
  const KinSyncStatus *status = kin_desk_office (desk);
  Leaving             *leaving;

  if (status == NULL || !status->wipe)
    return;
  g_signal_handlers_disconnect_by_func (desk, on_office, window);
  leaving = g_new0 (Leaving, 1);
  leaving->application = g_object_ref (KIN_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));
  leaving->window = g_object_ref (window);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, leave, leaving, free_leaving);
}

void
kin_signed_out_watch (KinApplication *application, KinWindow *window)
{
  g_signal_connect_object (kin_window_desk (window), "office", G_CALLBACK (on_office), window, 0);
}
