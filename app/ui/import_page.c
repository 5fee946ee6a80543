/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of an import: choose, say what it is, look at what would happen, import. */
#include "import_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ask.h"
#include "import_job.h"
#include "import_map_page.h"
#include "import_result.h"
#include "opening_pages.h"
#include "window_actions.h"

#define RETRY_MS 500

typedef struct _Page Page;
typedef void (*Step) (Page *page);
typedef gboolean (*Work) (KinImport *import, GCancellable *cancellable, GError **error);

struct _Page
{
  GtkWidget    *window; /* NULL once it is closed; the page lives until its threads have ended */
  KinDesk      *desk;
  KinImport    *import;
  GtkWidget    *bin, *back, *next, *result, *progress;
  GtkWidget    *year;
  Step          on_next, on_back;
  GCancellable *cancellable;
  GPtrArray    *toggled; /* "+key", "-key" */
  guint         timer;
  gboolean      busy;
};

static void show_start (Page *page);

static void
clear (gpointer data)
{
  Page *page = data;

  g_clear_pointer (&page->import, kin_import_unref);
  g_ptr_array_unref (page->toggled);
  g_object_unref (page->cancellable);
  g_object_unref (page->desk);
}

static void
unref_page (gpointer page)
{
  g_rc_box_release_full (page, clear);
}

/* Content of the window, and what its button does; NULL: no button. */
static void
show (Page *page, GtkWidget *content, const char *next, Step on_next, Step on_back)
{
  page->result = page->progress = page->year = NULL;
  adw_bin_set_child (ADW_BIN (page->bin), content);
  page->on_next = on_next;
  page->on_back = on_back;
  gtk_widget_set_visible (page->back, on_back != NULL);
  gtk_widget_set_visible (page->next, next != NULL);
  gtk_widget_set_sensitive (page->next, TRUE);
  if (next == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (page->next), next);
  gtk_widget_grab_focus (page->next);
}

static void
show_wait (Page *page, const char *title)
{
  show (page, kin_wait_page_new (title, _("Nothing is changed by looking.")), NULL, NULL, NULL);
}

static void
show_problem (Page *page, const char *sentence)
{
  g_autofree char *text = g_strdup_printf (_("%s\n\nNothing was changed: everything is as it was."), sentence);
  GtkWidget       *content = kin_status_page_new ("dialog-warning-symbolic", _("This could not be imported"), text);

  show (page, content, _("Choose another"), show_start, NULL);
}

/* A piece of work on a thread, and what comes after it. */
typedef struct
{
  Page      *page;
  KinImport *import;
  Work       work;
  void     (*done) (Page *page);
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  kin_import_unref (job->import);
  unref_page (job->page);
  g_free (job);
}

static void
work_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job    *job = data;
  GError *error = NULL;

  if (job->work (job->import, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_worked (GObject *source, GAsyncResult *result, gpointer data)
{
  Job               *job = g_task_get_task_data (G_TASK (result));
  Page              *page = job->page;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  page->busy = FALSE;
  if (page->window == NULL)
    return;
  if (error != NULL)
    show_problem (page, error->message);
  else
    job->done (page);
}

static void
run (Page *page, Work work, void (*done) (Page *page))
{
  Job              *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = g_task_new (NULL, page->cancellable, on_worked, NULL);

  job->page = g_rc_box_acquire (page);
  job->import = kin_import_ref (page->import);
  job->work = work;
  job->done = done;
  page->busy = TRUE;
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, work_on_thread);
}

/* The last step. */

static void
on_progress (guint64 done, guint64 total, gpointer data)
{
  Page            *page = data;
  g_autofree char *text = g_strdup_printf (_("%'u of %'u"), (guint) done, (guint) total);

  if (page->progress == NULL || total == 0)
    return;
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (page->progress), (double) done / (double) total);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (page->progress), text);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  Page              *page = data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *label = kin_import_label (page->import);
  gint64             action = 0;

  kin_store_write_finish (KIN_STORE (source), result, &action, &error);
  kin_store_set_progress (KIN_STORE (source), NULL, NULL);
  if (error != NULL && page->window != NULL)
    show_problem (page, g_cancellable_is_cancelled (page->cancellable) ? _("You stopped it.") : error->message);
  else if (error != NULL)
    kin_desk_say (page->desk, _("The import was stopped. Everything is as it was."), FALSE);
  else
    {
      kin_desk_say (page->desk, action != 0 ? label : _("There was nothing to import."), action != 0);
      if (page->window != NULL)
        gtk_window_destroy (GTK_WINDOW (page->window));
    }
  unref_page (page);
}

static void
stop (GtkButton *button, Page *page)
{
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  g_cancellable_cancel (page->cancellable);
}

static void
import_now (Page *page)
{
  g_autofree char *label = kin_import_label (page->import);
  GtkWidget       *content = kin_status_page_new ("document-open-symbolic", _("Importing"), _("It is one action: it all goes in, or nothing does."));
  GtkWidget       *box = adw_status_page_get_child (ADW_STATUS_PAGE (content));

  if (page->busy)
    return;
  show (page, content, NULL, NULL, NULL);
  page->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (page->progress), TRUE);
  gtk_widget_set_size_request (page->progress, 320, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Importing"), -1);
  gtk_box_append (GTK_BOX (box), page->progress);
  g_signal_connect (kin_status_page_button (content, _("Stop"), FALSE), "clicked", G_CALLBACK (stop), page);
  kin_store_set_progress (kin_desk_store (page->desk), on_progress, page);
  kin_store_write_async (kin_desk_store (page->desk), "import", label, kin_import_work, page->import, NULL, page->cancellable, on_imported, g_rc_box_acquire (page));
}

/* The dry run. */

static void
say_next (Page *page)
{
  guint            n = kin_import_n_rows (page->import);
  g_autofree char *label = n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Import %'u row", "Import %'u rows", n), n) : g_strdup (_("Nothing to import"));

  gtk_button_set_label (GTK_BUTTON (page->next), label);
  gtk_widget_set_sensitive (page->next, n > 0);
}

static void
on_retried (Page *page)
{
  if (page->result == NULL)
    return;
  kin_import_result_update (page->result);
  say_next (page);
}

static gboolean
work_retry (KinImport *import, GCancellable *cancellable, GError **error)
{
  return kin_import_retry (import, error);
}

static gboolean
retry (gpointer data)
{
  Page *page = data;

  if (page->busy)
    return G_SOURCE_CONTINUE;
  page->timer = 0;
  for (guint i = 0; i < page->toggled->len; i++)
    {
      const char *toggled = page->toggled->pdata[i];

      kin_return_plan_accept (page->import->of_return, toggled + 1, *toggled == '+');
    }
  g_ptr_array_set_size (page->toggled, 0);
  run (page, work_retry, on_retried);
  return G_SOURCE_REMOVE;
}

static void
on_checked (const char *key, gboolean on, gpointer data)
{
  Page *page = data;

  g_ptr_array_add (page->toggled, g_strdup_printf ("%c%s", on ? '+' : '-', key));
  gtk_widget_set_sensitive (page->next, FALSE);
  g_clear_handle_id (&page->timer, g_source_remove);
  page->timer = g_timeout_add (RETRY_MS, retry, page);
}

static void
on_rejected_file (const char *path, gpointer data)
{
  Page              *page = data;
  g_autoptr (GError) error = NULL;

  if (path != NULL && page->window != NULL && !page->busy)
    {
      g_autofree char *name = g_path_get_basename (path), *said = g_strdup_printf (_("Rejected rows written to %s"), name);

      kin_desk_say (page->desk, kin_import_write_rejected (page->import, path, &error) ? said : error->message, FALSE);
    }
  unref_page (page);
}

static void
keep_rejected (Page *page)
{
  kin_ask_save_any (GTK_WINDOW (page->window), _("Save the rejected rows"), _("rejected rows.csv"), on_rejected_file, g_rc_box_acquire (page));
}

static void show_what (Page *page);

static void
show_result (Page *page)
{
  GtkWidget *result = kin_import_result_new (page->import, on_checked, G_CALLBACK (keep_rejected), page);

  show (page, result, "", import_now, show_what);
  page->result = result;
  say_next (page);
}

static void
try_it (Page *page)
{
  if (page->year != NULL)
    page->import->year = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (page->year));
  if (page->import->map != NULL)
    kin_import_keep_map (page->import, NULL);
  show_wait (page, _("Comparing with what is on record"));
  run (page, kin_import_try, show_result);
}

/* What the files are. */

static void
show_year (Page *page)
{
  g_autofree char *text = g_strdup_printf (_("%s is a children looked after return (SSDA903). Of which year?"), page->import->name);
  GtkWidget       *content = kin_status_page_new ("x-office-calendar-symbolic", _("A return"), text);
  GtkWidget       *group = adw_preferences_group_new (), *row = adw_action_row_new (), *spin = gtk_spin_button_new_with_range (1992, 2100, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), page->import->year);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("The year that ends on 31 March"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_size_request (group, 420, -1);
  gtk_box_append (GTK_BOX (adw_status_page_get_child (ADW_STATUS_PAGE (content))), group);
  show (page, content, _("Look at it first"), try_it, show_start);
  page->year = spin;
}

static void
show_what (Page *page)
{
  if (page->import->is_return)
    show_year (page);
  else
    show (page, kin_import_map_page_new (page->import), _("Look at it first"), try_it, show_start);
}

static gboolean
work_look (KinImport *import, GCancellable *cancellable, GError **error)
{
  return kin_import_look (import, error);
}

static void
look (Page *page, const char *const *paths)
{
  g_clear_pointer (&page->import, kin_import_unref);
  page->import = kin_import_new (kin_desk_store (page->desk), kin_desk_today (page->desk), paths);
  show_wait (page, _("Reading"));
  run (page, work_look, show_what);
}

/* The beginning. */

static void
on_file (const char *path, gpointer data)
{
  Page       *page = data;
  const char *paths[] = { path, NULL };

  if (path != NULL && page->window != NULL)
    look (page, paths);
  unref_page (page);
}

static void
ask_file (Page *page)
{
  kin_ask_any_file (GTK_WINDOW (page->window), _("Import a file"), on_file, g_rc_box_acquire (page));
}

static void
ask_folder (Page *page)
{
  kin_ask_folder (GTK_WINDOW (page->window), _("Import the folder of a return"), on_file, g_rc_box_acquire (page));
}

static void
show_start (Page *page)
{
  GtkWidget *content = kin_status_page_new ("document-open-symbolic", _("Import"),
                                            _("A spreadsheet saved as CSV, or a children looked after return (SSDA903): its XML, one of its CSVs, or the folder that holds them. "
                                              "You can also drop it here. You see what would change before anything does."));

  g_cancellable_reset (page->cancellable);
  show (page, content, NULL, NULL, NULL);
  g_signal_connect_swapped (kin_status_page_button (content, _("A file…"), TRUE), "clicked", G_CALLBACK (ask_file), page);
  g_signal_connect_swapped (kin_status_page_button (content, _("The folder of a return…"), FALSE), "clicked", G_CALLBACK (ask_folder), page);
}

static char **
paths_of (GSList *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (GSList *each = files; each != NULL; each = each->next)
    {
      char *path = g_file_get_path (each->data);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_steal (paths, NULL);
}

static gboolean
on_dropped (GtkDropTarget *target, const GValue *value, double x, double y, Page *page)
{
  g_auto (GStrv) paths = paths_of (g_value_get_boxed (value));

  if (page->busy || page->progress != NULL || paths[0] == NULL)
    return FALSE;
  g_clear_handle_id (&page->timer, g_source_remove);
  g_ptr_array_set_size (page->toggled, 0);
  look (page, (const char *const *) paths);
  return TRUE;
}

static gboolean
on_dropped_on_window (GtkDropTarget *target, const GValue *value, double x, double y, KinWindow *window)
{
  g_auto (GStrv) paths = paths_of (g_value_get_boxed (value));

  if (paths[0] == NULL || kin_window_is_shut (window))
    return FALSE;
  kin_import_page (GTK_WINDOW (window), kin_window_desk (window), (const char *const *) paths);
  return TRUE;
}

static GtkEventController *
new_drop_target (GCallback dropped, gpointer data)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", dropped, data);
  return GTK_EVENT_CONTROLLER (target);
}

void
kin_import_take_drops (KinWindow *window)
{
  gtk_widget_add_controller (GTK_WIDGET (window), new_drop_target (G_CALLBACK (on_dropped_on_window), window));
}

static void
on_destroy (GtkWidget *window, Page *page)
{
  page->window = NULL;
  page->result = page->progress = page->year = NULL;
  g_clear_handle_id (&page->timer, g_source_remove);
  g_cancellable_cancel (page->cancellable);
}

static void
on_next (GtkButton *button, Page *page)
{
  page->on_next (page);
}

static void
on_back (GtkButton *button, Page *page)
{
  if (page->busy)
    return;
  g_clear_handle_id (&page->timer, g_source_remove);
  g_ptr_array_set_size (page->toggled, 0);
  page->on_back (page);
}

static GtkWidget *
make_header (Page *page)
{
  GtkWidget *header = adw_header_bar_new ();

  page->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (page->back, _("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (page->back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back"), -1);
  page->next = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (page->next, "suggested-action");
  g_signal_connect (page->back, "clicked", G_CALLBACK (on_back), page);
  g_signal_connect (page->next, "clicked", G_CALLBACK (on_next), page);
  kin_ask_accept (page->window, page->next);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), page->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), page->next);
  return header;
}

static void
make_window (Page *page, GtkWindow *parent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  page->window = adw_window_new ();
  kin_ask_close_on_escape (page->window);
  gtk_window_set_title (GTK_WINDOW (page->window), _("Import"));
  gtk_window_set_transient_for (GTK_WINDOW (page->window), parent);
  gtk_window_set_modal (GTK_WINDOW (page->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (page->window), 960, 580);
  page->bin = adw_bin_new ();
  gtk_widget_set_vexpand (page->bin, TRUE);
  gtk_box_append (GTK_BOX (box), make_header (page));
  gtk_box_append (GTK_BOX (box), page->bin);
  adw_window_set_content (ADW_WINDOW (page->window), box);
  gtk_widget_add_controller (page->window, new_drop_target (G_CALLBACK (on_dropped), page));
  g_signal_connect (page->window, "destroy", G_CALLBACK (on_destroy), page);
  g_object_set_data_full (G_OBJECT (page->window), "kin-page", page, unref_page);
}

GtkWidget *
kin_import_page (GtkWindow *parent, KinDesk *desk, const char *const *paths)
{
  Page *page = g_rc_box_new0 (Page);

  page->desk = g_object_ref (desk);
  page->cancellable = g_cancellable_new ();
  page->toggled = g_ptr_array_new_with_free_func (g_free);
  make_window (page, parent);
  kin_desk_flush (desk);
  if (paths != NULL && paths[0] != NULL)
    look (page, paths);
  else
    show_start (page);
  gtk_window_present (GTK_WINDOW (page->window));
  return page->window;
}
