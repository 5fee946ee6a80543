/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing. The access record is written while the printer waits for the number of pages: no record, no paper. */
#include "print_dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ask.h"
#include "codes.h"
#include "homes_page.h"
#include "people.h"
#include "picked.h"
#include "print_preview.h"
#include "withhold.h"

typedef struct
{
  KinDesk   *desk;
  KinPrint  *print;
  GtkWidget *window, *for_whom, *recipient, *withheld, *save, *paper, *preview;
} Dialog;

/* One piece of work on a thread. */
typedef struct
{
  KinDesk           *desk;
  KinPrint          *print;
  GtkWindow         *parent; /* for the printer's dialog */
  GtkPrintOperation *operation;
  char              *path;
  gboolean           noted, asked, failed;
} Job;

static void
free_dialog (gpointer data)
{
  Dialog *dialog = data;

  kin_print_unref (dialog->print);
  g_object_unref (dialog->desk);
  g_free (dialog);
}

static void
free_job (gpointer data)
{
  Job *job = data;

  kin_print_unref (job->print);
  g_object_unref (job->desk);
  g_clear_object (&job->parent);
  g_clear_object (&job->operation);
  g_free (job->path);
  g_free (job);
}

static const char *
chosen (Dialog *dialog)
{
  const KinCodeList *list = kin_code_list ("access_for");
  guint              at = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->for_whom));

  return at < kin_code_list_size (list) ? kin_code_list_nth (list, at)->code : KIN_FOR_INTERNAL;
}

static void
on_for_whom (GObject *row, GParamSpec *pspec, Dialog *dialog)
{
  const char      *for_whom = chosen (dialog);
  g_autofree char *text = kin_print_left_out (dialog->print, for_whom);
  gboolean         may = kin_print_may_go (dialog->print, for_whom);

  gtk_label_set_text (GTK_LABEL (dialog->withheld), text);
  gtk_widget_set_visible (dialog->recipient, kin_withhold_is_outside (for_whom));
  gtk_widget_set_sensitive (dialog->save, may);
  gtk_widget_set_sensitive (dialog->paper, may);
  kin_preview_look (KIN_PREVIEW (dialog->preview), dialog->print, for_whom);
}

static Job *
new_job (Dialog *dialog)
{
  Job *job = g_new0 (Job, 1);

  dialog->print->for_whom = chosen (dialog);
  g_free (dialog->print->recipient);
  dialog->print->recipient = gtk_widget_get_visible (dialog->recipient) ? g_strdup (gtk_editable_get_text (GTK_EDITABLE (dialog->recipient))) : NULL;
  job->desk = g_object_ref (dialog->desk);
  job->print = kin_print_ref (dialog->print);
  job->parent = g_object_ref (gtk_window_get_transient_for (GTK_WINDOW (dialog->window)));
  return job;
}

/* As a PDF. */

static void
save_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job    *job = data;
  GError *error = NULL;

  if (kin_print_make (job->print, &error) && kin_print_save (job->print, job->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Job               *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char   *name = g_path_get_basename (job->path), *said = g_strdup_printf (_("Saved as %s"), name);

  g_task_propagate_boolean (G_TASK (result), &error);
  kin_desk_say (job->desk, error != NULL ? error->message : said, FALSE);
}

static void
on_file (const char *path, gpointer data)
{
  Dialog           *dialog = data;
  g_autoptr (GTask) task = NULL;
  Job              *job;

  if (path == NULL)
    return;
  job = new_job (dialog);
  job->path = g_strdup (path);
  task = g_task_new (NULL, NULL, on_saved, NULL);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, save_on_thread);
  gtk_window_destroy (GTK_WINDOW (dialog->window));
}

static void
on_save (GtkButton *button, Dialog *dialog)
{
  g_autofree char *name = g_strdup_printf ("%s.pdf", kin_print_title (dialog->print));

  kin_ask_save_any (GTK_WINDOW (dialog->window), _("Save as PDF"), name, on_file, dialog);
}

/* On paper. */

static void
note_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kin_print_note (((Job *) data)->print, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer data)
{
  Job               *job = data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    job->noted = TRUE;
  else
    {
      job->failed = TRUE;
      kin_desk_say (job->desk, error->message, FALSE);
    }
}

static gboolean
on_paginate (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  g_autoptr (GTask) task = NULL;

  if (job->failed)
    gtk_print_operation_cancel (operation);
  if (job->failed || job->noted)
    return TRUE;
  if (!job->asked)
    {
      job->asked = TRUE;
      task = g_task_new (NULL, NULL, on_noted, job);
      g_task_set_task_data (task, job, NULL);
      g_task_run_in_thread (task, note_on_thread);
    }
  return FALSE;
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double   width, height;

  if (!job->noted)
    return;
  kin_document_size (job->print->document, &width, &height);
  cairo_scale (cr, MIN (gtk_print_context_get_width (context) / width, gtk_print_context_get_height (context) / height),
               MIN (gtk_print_context_get_width (context) / width, gtk_print_context_get_height (context) / height));
  kin_document_draw (job->print->document, cr, (guint) page);
}

static void
on_printed (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    kin_desk_say (job->desk, error->message, FALSE);
  free_job (job);
}

static void
print_now (Job *job)
{
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  double                   width, height;

  kin_document_size (job->print->document, &width, &height);
  gtk_page_setup_set_paper_size (setup, a4);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  job->operation = gtk_print_operation_new ();
  gtk_print_operation_set_default_page_setup (job->operation, setup);
  gtk_print_operation_set_use_full_page (job->operation, TRUE);
  gtk_print_operation_set_unit (job->operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (job->operation, TRUE);
  gtk_print_operation_set_job_name (job->operation, "Kinkeeper");
  gtk_print_operation_set_n_pages (job->operation, (int) kin_document_n_pages (job->print->document));
  g_signal_connect (job->operation, "paginate", G_CALLBACK (on_paginate), job);
  g_signal_connect (job->operation, "draw-page", G_CALLBACK (on_draw_page), job);
  g_signal_connect (job->operation, "done", G_CALLBACK (on_printed), job);
  gtk_print_operation_run (job->operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, job->parent, NULL);
}

static void
make_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kin_print_make (((Job *) data)->print, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  Job               *job = data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      print_now (job);
      return;
    }
  kin_desk_say (job->desk, error->message, FALSE);
  free_job (job);
}

static void
on_paper (GtkButton *button, Dialog *dialog)
{
  Job              *job = new_job (dialog);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_made, job);

  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, make_on_thread);
  gtk_window_destroy (GTK_WINDOW (dialog->window));
}

static GtkWidget *
make_form (Dialog *dialog)
{
  GtkWidget                *group = adw_preferences_group_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autoptr (GtkStringList) people = gtk_string_list_new (NULL);
  const KinCodeList        *list = kin_code_list ("access_for");

  for (guint i = 0; i < kin_code_list_size (list); i++)
    gtk_string_list_append (people, kin_code_label ("access_for", kin_code_list_nth (list, i)->code));
  dialog->for_whom = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (dialog->for_whom), _("For whom"));
  adw_combo_row_set_model (ADW_COMBO_ROW (dialog->for_whom), G_LIST_MODEL (people));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), dialog->for_whom);
  dialog->recipient = adw_entry_row_new ();
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (dialog->recipient), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (dialog->recipient), _("Who gets it"));
  gtk_widget_set_tooltip_text (dialog->recipient, _("Kept in the log of what left the house"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), dialog->recipient);
  g_signal_connect (dialog->for_whom, "notify::selected", G_CALLBACK (on_for_whom), dialog);
  dialog->withheld = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (dialog->withheld), TRUE);
  gtk_label_set_xalign (GTK_LABEL (dialog->withheld), 0);
  gtk_widget_add_css_class (dialog->withheld, "dim-label");
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), dialog->withheld);
  gtk_widget_add_css_class (box, "kin-page");
  return box;
}

static GtkWidget *
make_header (Dialog *dialog)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));

  dialog->save = gtk_button_new_with_label (_("Save as PDF…"));
  dialog->paper = gtk_button_new_with_label (_("Print…"));
  gtk_widget_add_css_class (dialog->paper, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  g_signal_connect (dialog->save, "clicked", G_CALLBACK (on_save), dialog);
  g_signal_connect (dialog->paper, "clicked", G_CALLBACK (on_paper), dialog);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->paper);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->save);
  return header;
}

void
kin_print_dialog (GtkWindow *parent, KinDesk *desk, KinPrint *print)
{
  Dialog          *dialog = g_new0 (Dialog, 1);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *form;
  gboolean         rows = print->kind == KIN_PRINT_LIST || print->kind == KIN_PRINT_BOARD;
  g_autofree char *title = rows ? g_strdup_printf ("%s · %u", kin_print_title (print), kin_print_n_rows (print)) : g_strdup (kin_print_title (print));

  dialog->desk = g_object_ref (desk);
  dialog->print = print;
  dialog->window = adw_window_new ();
  kin_ask_close_on_escape (dialog->window);
  gtk_window_set_title (GTK_WINDOW (dialog->window), title);
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window), parent);
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 980, 560);
  dialog->preview = kin_preview_new ();
  form = make_form (dialog);
  gtk_widget_set_size_request (form, 320, -1);
  gtk_box_append (GTK_BOX (sides), form);
  gtk_box_append (GTK_BOX (sides), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (sides), dialog->preview);
  gtk_widget_set_vexpand (sides, TRUE);
  gtk_box_append (GTK_BOX (box), make_header (dialog));
  gtk_box_append (GTK_BOX (box), sides);
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  g_object_set_data_full (G_OBJECT (dialog->window), "kin-dialog", dialog, free_dialog);
  on_for_whom (NULL, NULL, dialog);
  kin_ask_accept (dialog->window, dialog->paper);
  gtk_window_set_focus (GTK_WINDOW (dialog->window), dialog->paper);
  gtk_window_present (GTK_WINDOW (dialog->window));
}

/* "As on 20 November 2026 · has: words": what was on the screen, in words. */
static char *
scope_of (KinDesk *desk, const KinListSpec *spec)
{
  g_autofree char *time = kin_when_words (kin_desk_when (desk));
  GString         *scope = g_string_new (NULL);

  g_string_append_printf (scope, _("As on %s"), time);
  if (spec != NULL && spec->open_on != KIN_NO_DAY)
    {
      g_autofree char *day = kin_day_to_words (spec->open_on);

      g_string_append_printf (scope, _(" · in force on %s"), day);
    }
  for (guint i = 0; spec != NULL && i < spec->filters->len; i++)
    g_string_append_printf (scope, " · %s", _(spec->type->fields[g_array_index (spec->filters, KinListFilter, i).field].label));
  /* The words themselves may be a name. */
  if (spec != NULL && spec->words != NULL && *spec->words != '\0')
    g_string_append (scope, _(" · with words sought"));
  return g_string_free (scope, FALSE);
}

void
kin_print_window (KinWindow *window, KinPrintKind kind)
{
  GtkWidget            *page = kin_window_page (window);
  KinDesk              *desk = kin_window_desk (window);
  g_autoptr (KinPicked) picked = kind == KIN_PRINT_LIST ? kin_picked_of (page) : NULL;
  KinShown             *shown = kind == KIN_PRINT_LIST && picked == NULL ? kin_window_shown (window) : NULL;
  KinPrint             *print;

  kin_desk_flush (desk);
  if (kind == KIN_PRINT_LIST && picked == NULL && shown == NULL)
    {
      kin_desk_say (desk, _("Open a list first: what it shows is what is printed."), FALSE);
      return;
    }
  if (kind == KIN_PRINT_LIST && KIN_IS_HOMES_PAGE (page))
    kind = KIN_PRINT_BOARD;
  print = kin_print_new (kin_desk_store (desk), kind, kin_when_day (kin_desk_when (desk)));
  print->known = kin_when_known (kin_desk_when (desk));
  print->shown = shown;
  print->scope = shown != NULL ? g_strdup (kin_shown_scope (shown)) : scope_of (desk, picked != NULL ? picked->spec : NULL);
  print->type = picked != NULL ? picked->type : &kin_household;
  if (picked != NULL)
    {
      print->columns = g_steal_pointer (&picked->columns);
      g_array_append_vals (print->ids, picked->ids->data, picked->ids->len);
    }
  kin_print_dialog (GTK_WINDOW (window), desk, print);
}
