/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a file, step by step. What takes long is done on a thread: the passphrase is slow on purpose. */
#include "opening.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ask.h"
#include "backup.h"
#include "demo.h"
#include "keys.h"
#include "opening_pages.h"
#include "write.h"

typedef enum { STEP_OPEN, STEP_UNSEAL, STEP_CREATE, STEP_EXAMPLE, STEP_RESTORE } Step;

struct _KinOpening
{
  AdwApplicationWindow parent_instance;

  KinApplication *application;
  GtkStack       *stack;
  char           *path;
  char           *restoring; /* a backup to be put in the place of path */
  guint           n_pages;
  guint           attempt; /* what an earlier one finds no longer matters */
  guint           slow;    /* timer: the keyring does not answer */
};

G_DEFINE_FINAL_TYPE (KinOpening, kin_opening, ADW_TYPE_APPLICATION_WINDOW)

typedef struct
{
  Step    step;
  char   *path;
  char   *typed;    /* the passphrase */
  guint8  key[KIN_KEY_BYTES];
  char   *recovery; /* out */
  guint   attempt;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  memset (work->key, 0, sizeof work->key);
  if (work->typed != NULL)
    memset (work->typed, 0, strlen (work->typed));
  g_free (work->typed);
  g_free (work->path);
  g_free (work->recovery);
  g_free (work);
}

static void
kin_opening_finalize (GObject *object)
{
  KinOpening *self = KIN_OPENING (object);

  g_clear_handle_id (&self->slow, g_source_remove);
  g_free (self->path);
  g_free (self->restoring);
  G_OBJECT_CLASS (kin_opening_parent_class)->finalize (object);
}

static void
kin_opening_class_init (KinOpeningClass *class)
{
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

static void
show_error (KinOpening *self, const GError *error)
{
  GtkWidget *page = kin_status_page_new ("dialog-warning-symbolic", _("That did not work"), error->message);
  GtkWidget *button = kin_status_page_button (page, _("Back"), TRUE);

  g_signal_connect (button, "clicked", G_CALLBACK (on_back_to_start), self);
  show_page (self, page);
}

static char *
example_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "kinkeeper", "example.kinkeeper", NULL);
}

/* The example holds nothing worth a passphrase: its key lies beside it. */
static char *
example_key_path (const char *path)
{
  return g_strconcat (path, ".open-key", NULL);
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
  memset (remembered->key, 0, sizeof remembered->key);
  g_free (remembered->path);
  g_free (remembered);
  return NULL;
}

/* The desktop's keyring may ask the person something, or never answer: nobody waits for it. */
static void
remember_key (const Work *work)
{
  Remembered *remembered = g_new0 (Remembered, 1);

  remembered->path = g_strdup (work->path);
  memcpy (remembered->key, work->key, sizeof remembered->key);
  g_thread_unref (g_thread_new ("keyring", remember, remembered));
}

/* On the thread. TRUE: work->key is the key. */
static gboolean
find_key (Work *work, GError **error)
{
  g_autofree char *file = example_key_path (work->path);

  if (work->step == STEP_UNSEAL || work->step == STEP_RESTORE)
    {
      if (!kin_keys_unseal (work->path, work->typed, work->key, error))
        return FALSE;
      return TRUE;
    }
  if (g_file_test (file, G_FILE_TEST_EXISTS))
    return kin_keys_read_file (file, work->key, error);
  if (kin_keys_recall (work->path, work->key, NULL))
    return TRUE;
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY, _("The file needs its passphrase or its recovery key."));
  return FALSE;
}

static gboolean
make_file (Work *work, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (work->path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_READ_ONLY, _("The folder %s cannot be made. Choose another place for the file."), folder);
      return FALSE;
    }
  return kin_keys_create (work->path, work->typed, work->key, &work->recovery, error);
}

static void
do_keys (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work   *work = data;
  GError *error = NULL;

  if (work->step == STEP_CREATE || work->step == STEP_EXAMPLE ? make_file (work, &error) : find_key (work, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void begin (KinOpening *self, Step step, const char *typed);

static void
on_typed (const char *typed, gpointer data)
{
  KinOpening *self = data;

  begin (self, self->restoring != NULL ? STEP_RESTORE : STEP_UNSEAL, typed);
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
  kin_application_show (self->application, store);
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
  GError *error = NULL;

  if (kin_demo_fill (data, 1, 1, kin_day_today (), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
fill_example (KinOpening *self, KinStore *store)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_filled, g_object_ref (store));

  show_page (self, kin_wait_page_new (_("Making up an authority"), _("Children, homes and prices that nobody has ever had. This is done once.")));
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  g_task_run_in_thread (task, do_fill);
}

static gboolean
restore_backup (KinOpening *self, Work *work, GError **error)
{
  g_autofree char *place = g_strdup (self->path);

  g_free (self->path);
  self->path = g_build_filename (g_get_user_data_dir (), "kinkeeper", "restored.kinkeeper", NULL);
  for (int i = 2; g_file_test (self->path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (self->path);
      self->path = g_strdup_printf ("%s/kinkeeper/restored-%d.kinkeeper", g_get_user_data_dir (), i);
    }
  g_free (g_steal_pointer (&self->restoring));
  return kin_backup_restore (place, self->path, work->key, error);
}

static void
open_store (KinOpening *self, Work *work)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (KinStore) store = NULL;
  gboolean             create = work->step == STEP_CREATE || work->step == STEP_EXAMPLE;

  if (work->step == STEP_RESTORE && !restore_backup (self, work, &error))
    {
      show_error (self, error);
      return;
    }
  store = kin_store_open (self->path, work->key, create ? KIN_STORE_CREATE : 0, &error);
  if (store == NULL)
    {
      show_error (self, error);
      return;
    }
  if (work->step == STEP_CREATE || work->step == STEP_UNSEAL)
    remember_key (work);
  if (work->step == STEP_CREATE)
    show_recovery (self, store, work->recovery);
  else if (work->step == STEP_EXAMPLE)
    {
      g_autofree char *file = example_key_path (self->path);

      kin_keys_write_file (file, work->key, NULL);
      fill_example (self, store);
    }
  else
    finish (self, store);
}

static void
on_keys (GObject *source, GAsyncResult *result, gpointer data)
{
  KinOpening        *self = KIN_OPENING (source);
  Work              *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean           found = g_task_propagate_boolean (G_TASK (result), &error);

  if (work->attempt != self->attempt)
    return;
  g_clear_handle_id (&self->slow, g_source_remove);
  if (found)
    open_store (self, work);
  else if (g_error_matches (error, KIN_STORE_ERROR, KIN_STORE_ERROR_KEY) && work->step != STEP_CREATE)
    ask_key (self, work->step == STEP_OPEN ? NULL : error->message);
  else
    show_error (self, error);
}

static void
on_type_instead (GtkButton *button, KinOpening *self)
{
  self->attempt++;
  ask_key (self, NULL);
}

static gboolean
on_slow (gpointer data)
{
  KinOpening *self = data;
  GtkWidget  *page = kin_wait_page_new (_("Waiting for the keyring"), _("The desktop keeps the key of this file and has not given it yet."));

  self->slow = 0;
  g_signal_connect (kin_status_page_button (page, _("Type the passphrase instead"), FALSE), "clicked", G_CALLBACK (on_type_instead), self);
  show_page (self, page);
  return G_SOURCE_REMOVE;
}

static void
begin (KinOpening *self, Step step, const char *typed)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_keys, NULL);
  Work             *work = g_new0 (Work, 1);

  work->step = step;
  work->path = g_strdup (self->path);
  work->typed = g_strdup (typed);
  work->attempt = ++self->attempt;
  g_task_set_task_data (task, work, free_work);
  g_clear_handle_id (&self->slow, g_source_remove);
  if (step == STEP_OPEN)
    self->slow = g_timeout_add (1500, on_slow, self);
  else
    show_page (self, kin_wait_page_new (_("Opening"), ""));
  g_task_run_in_thread (task, do_keys);
}

static void
set_path (KinOpening *self, const char *path)
{
  char *absolute = g_canonicalize_filename (path, NULL);

  g_free (self->path);
  self->path = absolute;
  g_free (g_steal_pointer (&self->restoring));
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
    begin (self, STEP_OPEN, NULL);
}

static void
on_new_passphrase (const char *typed, gpointer data)
{
  begin (data, STEP_CREATE, typed);
}

static char *
free_name (void)
{
  char *path = g_build_filename (g_get_user_data_dir (), "kinkeeper", "record.kinkeeper", NULL);

  for (int i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/kinkeeper/record-%d.kinkeeper", g_get_user_data_dir (), i);
    }
  return path;
}

void
kin_opening_create (KinOpening *self, const char *path)
{
  g_autofree char *usual = path == NULL ? free_name () : NULL;

  set_path (self, path != NULL ? path : usual);
  show_page (self, kin_new_passphrase_page_new (self->path, on_new_passphrase, self, G_CALLBACK (on_back_to_start)));
}

/* One that was being made when the program died is begun again. */
void
kin_opening_example (KinOpening *self)
{
  g_autofree char *path = example_path (), *key = example_key_path (path);

  if (g_file_test (path, G_FILE_TEST_EXISTS) && g_file_test (key, G_FILE_TEST_EXISTS))
    {
      kin_opening_file (self, path);
      return;
    }
  set_path (self, path);
  show_page (self, kin_wait_page_new (_("Opening"), ""));
  begin (self, STEP_EXAMPLE, NULL);
}

static void
on_example (GtkButton *button, KinOpening *self)
{
  kin_opening_example (self);
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
  self->restoring = g_strdup (path);
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
  GtkWidget *page = kin_status_page_new (KIN_APP_ID "-symbolic", "Kinkeeper", _("Homes for children in care, and brothers and sisters together."));

  g_signal_connect (kin_status_page_button (page, _("Open the example"), TRUE), "clicked", G_CALLBACK (on_example), self);
  g_signal_connect (kin_status_page_button (page, _("Start with an empty file…"), FALSE), "clicked", G_CALLBACK (on_empty), self);
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
