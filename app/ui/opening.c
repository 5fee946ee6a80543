/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a file, step by step. What takes long is done on a thread: the passphrase is slow on purpose. */
#include "opening.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ask.h"
#include "demo.h"
#include "keys.h"
#include "opening_pages.h"
#include "unlock.h"
#include "write.h"

struct _KinOpening
{
  AdwApplicationWindow parent_instance;

  KinApplication *application;
  GtkStack       *stack;
  char           *path;
  gboolean        restoring; /* path is a backup */
  const char     *then;      /* what the new file's window begins with: an action's name, or NULL */
  guint           n_pages;
  GTask          *attempt; /* what an earlier one finds no longer matters */
  GCancellable   *cancellable;
  guint           slow;    /* timer: what to say while it lasts */
  guint           n_slow;
  gboolean        said_opening;
};

G_DEFINE_FINAL_TYPE (KinOpening, kin_opening, ADW_TYPE_APPLICATION_WINDOW)

/* Whatever is under way comes to nothing. */
static void
give_up (KinOpening *self)
{
  g_clear_handle_id (&self->slow, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->attempt);
}

static void
kin_opening_dispose (GObject *object)
{
  give_up (KIN_OPENING (object));
  G_OBJECT_CLASS (kin_opening_parent_class)->dispose (object);
}

static void
kin_opening_finalize (GObject *object)
{
  KinOpening *self = KIN_OPENING (object);

  g_free (self->path);
  G_OBJECT_CLASS (kin_opening_parent_class)->finalize (object);
}

static void
kin_opening_class_init (KinOpeningClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kin_opening_dispose;
  G_OBJECT_CLASS (class)->finalize = kin_opening_finalize;
}

static void
kin_opening_init (KinOpening *self)
{
}

static void
show_page (KinOpening *self, GtkWidget *page)
{
  g_autofree char *name = g_strdup_printf ("%u", self->n_pages++);
  GtkWidget       *old = gtk_stack_get_visible_child (self->stack);

  gtk_stack_add_named (self->stack, page, name);
  gtk_stack_set_visible_child (self->stack, page);
  if (old != NULL)
    gtk_stack_remove (self->stack, old);
}

static void
on_back_to_start (GtkButton *button, KinOpening *self)
{
  kin_opening_start (self);
}

void
kin_opening_tell (KinOpening *self, const char *title, const char *sentence)
{
  GtkWidget *page = kin_status_page_new ("dialog-warning-symbolic", title, sentence);
  GtkWidget *button = kin_status_page_button (page, _("Back"), TRUE);

  g_signal_connect (button, "clicked", G_CALLBACK (on_back_to_start), self);
  show_page (self, page);
}

void
kin_opening_wait (KinOpening *self, const char *title, const char *sentence)
{
  show_page (self, kin_wait_page_new (title, sentence));
}

static void
show_error (KinOpening *self, const GError *error)
{
  kin_opening_tell (self, _("That did not work"), error->message);
}

typedef struct
{
  char  *path;
  guint8 key[KIN_KEY_BYTES];
} Remembered;

static gpointer
remember (gpointer data)
{
  Remembered *remembered = data;

  kin_keys_remember (remembered->path, remembered->key, NULL);
  explicit_bzero (remembered->key, sizeof remembered->key);
  g_free (remembered->path);
  g_free (remembered);
  return NULL;
}

/* The desktop's keyring may ask the person something, or never answer: nobody waits for it. */
static void
remember_key (const KinUnlock *unlock)
{
  Remembered *remembered = g_new0 (Remembered, 1);

  remembered->path = g_strdup (unlock->path);
  memcpy (remembered->key, unlock->key, sizeof remembered->key);
  g_thread_unref (g_thread_new ("keyring", remember, remembered));
}

static void begin (KinOpening *self, KinUnlockStep step, const char *typed);

static void
on_typed (const char *typed, gpointer data)
{
  KinOpening *self = data;

  begin (self, self->restoring ? KIN_UNLOCK_RESTORE : KIN_UNLOCK_TYPED, typed);
}

static void
ask_key (KinOpening *self, const char *problem)
{
  show_page (self, kin_passphrase_page_new (self->path, problem, on_typed, self, G_CALLBACK (on_back_to_start)));
}

static void
finish (KinOpening *self, KinStore *store)
{
  g_autoptr (GSettings) settings = g_settings_new (KIN_APP_ID);

  g_settings_set_string (settings, "last-file", kin_store_path (store));
  kin_application_show (self->application, store, self->then);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_noted (GtkButton *button, KinOpening *self)
{
  g_autoptr (KinStore) store = g_object_steal_data (G_OBJECT (self), "kin-store");

  finish (self, store);
}

static void
show_recovery (KinOpening *self, KinStore *store, const char *recovery)
{
  g_object_set_data_full (G_OBJECT (self), "kin-store", g_object_ref (store), g_object_unref);
  show_page (self, kin_recovery_page_new (recovery, G_CALLBACK (on_noted), self));
}

static void
on_filled (GObject *source, GAsyncResult *result, gpointer data)
{
  KinOpening          *self = KIN_OPENING (source);
  g_autoptr (KinStore) store = data;
  g_autoptr (GError)   error = NULL;

  kin_store_set_progress (store, NULL, NULL);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    finish (self, store);
  else
    show_error (self, error);
}

static void
do_fill (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KinStore        *store = data;
  GError          *error = NULL;
  g_autofree char *file = kin_unlock_example_key (kin_store_path (store));
  guint8           key[KIN_KEY_BYTES];
  gboolean         filled;

  /* Last: one that was being made when the program died has no key, and another is made. */
  kin_store_copy_key (store, key);
  filled = kin_demo_fill (store, 1, 1, kin_day_today (), cancellable, &error) && kin_keys_write_file (file, key, &error);
  explicit_bzero (key, sizeof key);
  if (filled)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
fill_example (KinOpening *self, KinStore *store)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_filled, g_object_ref (store));

  kin_opening_wait (self, _("Making up an authority"), _("Children, homes and prices that nobody has ever had. This is done once."));
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  g_task_run_in_thread (task, do_fill);
}

static void
use_store (KinOpening *self, KinUnlock *unlock)
{
  g_autoptr (KinStore) store = g_steal_pointer (&unlock->store);

  g_free (self->path);
  self->path = g_strdup (unlock->path);
  self->restoring = FALSE;
  if (unlock->step == KIN_UNLOCK_CREATE || unlock->step == KIN_UNLOCK_TYPED)
    remember_key (unlock);
  if (unlock->step == KIN_UNLOCK_CREATE)
    show_recovery (self, store, unlock->recovery);
  else if (unlock->step == KIN_UNLOCK_EXAMPLE)
    fill_example (self, store);
  else
    finish (self, store);
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer data)
{
  KinOpening        *self = KIN_OPENING (source);
  KinUnlock         *unlock = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean           unlocked = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->attempt != G_TASK (result))
    return;
  g_clear_handle_id (&self->slow, g_source_remove);
  g_clear_object (&self->attempt);
  if (unlocked)
    use_store (self, unlock);
  else if (g_error_matches (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY) && unlock->step != KIN_UNLOCK_CREATE)
    ask_key (self, unlock->step == KIN_UNLOCK_OPEN ? NULL : error->message);
  else
    show_error (self, error);
}

static void
do_unlock (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kin_unlock_run (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_type_instead (GtkButton *button, KinOpening *self)
{
  give_up (self);
  ask_key (self, NULL);
}

static void
show_opening (KinOpening *self)
{
  self->said_opening = TRUE;
  kin_opening_wait (self, _("Opening"), _("A large file takes a moment the first time after an update."));
}

static void
show_keyring (KinOpening *self)
{
  GtkWidget *page = kin_wait_page_new (_("Waiting for the keyring"), _("The desktop keeps the key of this file and has not given it yet."));

  g_signal_connect (kin_status_page_button (page, _("Type the passphrase instead"), FALSE), "clicked", G_CALLBACK (on_type_instead), self);
  show_page (self, page);
}

static gboolean
on_slow (gpointer data)
{
  KinOpening *self = data;
  KinUnlock  *unlock = g_task_get_task_data (self->attempt);

  self->n_slow++;
  if (g_atomic_int_get (&unlock->opening) && !self->said_opening)
    show_opening (self);
  else if (!g_atomic_int_get (&unlock->opening) && self->n_slow == 3)
    show_keyring (self);
  return G_SOURCE_CONTINUE;
}

/* A file that opens at once shows nothing of it. */
static void
begin (KinOpening *self, KinUnlockStep step, const char *typed)
{
  give_up (self);
  self->cancellable = g_cancellable_new ();
  self->attempt = g_task_new (self, self->cancellable, on_unlocked, NULL);
  self->said_opening = step != KIN_UNLOCK_OPEN;
  self->n_slow = 0;
  g_task_set_task_data (self->attempt, kin_unlock_new (step, self->path, typed), (GDestroyNotify) kin_unlock_free);
  if (step == KIN_UNLOCK_OPEN)
    self->slow = g_timeout_add (500, on_slow, self);
  else
    show_opening (self);
  g_task_run_in_thread (self->attempt, do_unlock);
}

static void
set_path (KinOpening *self, const char *path)
{
  char *absolute = g_canonicalize_filename (path, NULL);

  g_free (self->path);
  self->path = absolute;
  self->restoring = FALSE;
}

void
kin_opening_file (KinOpening *self, const char *path)
{
  set_path (self, path);
  if (kin_application_present (self->application, self->path))
    gtk_window_destroy (GTK_WINDOW (self));
  else if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GError) error = g_error_new (KIN_STORE_ERROR, KIN_STORE_ERROR_MISSING, _("There is no file %s."), self->path);

      show_error (self, error);
    }
  else
    begin (self, KIN_UNLOCK_OPEN, NULL);
}

static void
on_new_passphrase (const char *typed, gpointer data)
{
  begin (data, KIN_UNLOCK_CREATE, typed);
}

void
kin_opening_create (KinOpening *self, const char *path)
{
  g_autofree char *usual = path == NULL ? kin_unlock_free_path ("record") : NULL;

  set_path (self, path != NULL ? path : usual);
  show_page (self, kin_new_passphrase_page_new (self->path, on_new_passphrase, self, G_CALLBACK (on_back_to_start)));
}

/* One that was being made when the program died is left where it is, and another is made. */
void
kin_opening_example (KinOpening *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "kinkeeper", NULL);
  g_autofree char *path = kin_unlock_free_path ("example");

  for (int i = 1; i < 100; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%d", i) : g_strdup ("");
      g_autofree char *made = g_strdup_printf ("%s/example%s.kinkeeper", folder, number), *key = kin_unlock_example_key (made);

      if (g_file_test (made, G_FILE_TEST_EXISTS) && g_file_test (key, G_FILE_TEST_EXISTS))
        {
          kin_opening_file (self, made);
          return;
        }
    }
  set_path (self, path);
  begin (self, KIN_UNLOCK_EXAMPLE, NULL);
}

static void
on_example (GtkButton *button, KinOpening *self)
{
  kin_opening_example (self);
}

static void
on_join (GtkButton *button, KinOpening *self)
{
  self->then = "win.join";
  kin_opening_create (self, NULL);
}

static void
on_import (GtkButton *button, KinOpening *self)
{
  self->then = "win.import";
  kin_opening_create (self, NULL);
}

static void
on_file_to_create (const char *path, gpointer data)
{
  if (path != NULL)
    kin_opening_create (data, path);
}

static void
on_empty (GtkButton *button, KinOpening *self)
{
  kin_ask_save_file (GTK_WINDOW (self), _("Where to keep the new file"), "record.kinkeeper", on_file_to_create, self);
}

static void
on_file_to_open (const char *path, gpointer data)
{
  if (path != NULL)
    kin_opening_file (data, path);
}

static void
on_open (GtkButton *button, KinOpening *self)
{
  kin_ask_open_file (GTK_WINDOW (self), _("Open a file"), on_file_to_open, self);
}

static void
on_backup_to_open (const char *path, gpointer data)
{
  KinOpening *self = data;

  if (path == NULL)
    return;
  set_path (self, path);
  self->restoring = TRUE;
  ask_key (self, NULL);
}

static void
on_backup (GtkButton *button, KinOpening *self)
{
  kin_ask_open_file (GTK_WINDOW (self), _("Open a backup"), on_backup_to_open, self);
}

void
kin_opening_start (KinOpening *self)
{
  GtkWidget *page;

  self->then = NULL;
  page = kin_status_page_new (KIN_APP_ID "-symbolic", "Kinkeeper", _("Homes for children in care, and brothers and sisters together."));
  g_signal_connect (kin_status_page_button (page, _("Open the example"), TRUE), "clicked", G_CALLBACK (on_example), self);
  g_signal_connect (kin_status_page_button (page, _("Start with an empty file…"), FALSE), "clicked", G_CALLBACK (on_empty), self);
  g_signal_connect (kin_status_page_button (page, _("Import a return…"), FALSE), "clicked", G_CALLBACK (on_import), self);
  g_signal_connect (kin_status_page_button (page, _("Join an authority…"), FALSE), "clicked", G_CALLBACK (on_join), self);
  g_signal_connect (kin_status_page_button (page, _("Open a file…"), FALSE), "clicked", G_CALLBACK (on_open), self);
  g_signal_connect (kin_status_page_button (page, _("Open a backup…"), FALSE), "clicked", G_CALLBACK (on_backup), self);
  show_page (self, page);
}

GtkWidget *
kin_opening_new (KinApplication *application)
{
  KinOpening           *self = g_object_new (KIN_TYPE_OPENING, "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW, "application", application, "title", "Kinkeeper", NULL);
  g_autoptr (GSettings) settings = g_settings_new (KIN_APP_ID);
  GtkWidget            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();

  self->application = application;
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"), g_settings_get_int (settings, "window-height"));
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), box);
  return GTK_WIDGET (self);
}
