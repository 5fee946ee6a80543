/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox: what the office does not have yet, each action as the sentence under which it stands in the history. */
#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ask.h"
#include "beside.h"
#include "handover.h"
#include "history_words.h"
#include "outbox.h"
#include "panels.h"
#include "words.h"

#define MORE 60

typedef struct
{
  KinDesk   *desk;
  GtkWidget *stack, *group; /* stack: "actions", "nothing" */
  GtkWidget *save;
  GPtrArray *rows;
  guint      shown;
} Page;

static void
free_page (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->rows);
  g_object_unref (page->desk);
  g_free (page);
}

static Page *
page_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "kin-page");
}

typedef struct
{
  KinReader *reader; /* of the thread */
  char      *path;
  gint64     n;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  kin_reader_free (saving->reader);
  g_free (saving->path);
  g_free (saving);
}

static void
save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;

  if (kin_handover_save (saving->reader, saving->path, &saving->n, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KinDesk) desk = data;
  g_autoptr (GError)  error = NULL;
  const Saving       *saving = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    kin_desk_say (desk, error->message, FALSE);
  else
    {
      g_autofree char *said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d change saved. Only the office can read the file; hand it in there.",
                                                            "%d changes saved. Only the office can read the file; hand it in there.", (gulong) saving->n), (int) saving->n);

      kin_desk_say (desk, said, FALSE);
    }
}

static void
on_file (const char *path, gpointer data)
{
  g_autoptr (KinDesk) desk = data;
  g_autoptr (GError)  error = NULL;
  g_autoptr (GTask)   task = NULL;
  KinReader          *reader = path != NULL ? kin_store_new_reader (kin_desk_store (desk), &error) : NULL;
  Saving             *saving;

  if (reader == NULL)
    {
      if (error != NULL)
        kin_desk_say (desk, error->message, FALSE);
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->reader = reader;
  saving->path = g_strdup (path);
  task = g_task_new (NULL, NULL, on_saved, g_object_ref (desk));
  g_task_set_task_data (task, saving, free_saving);
  g_task_run_in_thread (task, save);
}

static void
on_save (GtkButton *button, Page *page)
{
  kin_desk_flush (page->desk);
  kin_ask_save_any (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))), _("Save my unsent work"), _("unsent.kinkeeper-handover"), on_file, g_object_ref (page->desk));
}

static void
add_action (Page *page, const KinAction *action)
{
  GtkWidget *row = kin_beside_row (adw_action_row_new ());
  g_autofree char *title = kin_action_words (page->desk, action);
  g_autofree char *when = kin_moment_words (action->at, kin_desk_today (page->desk));
  g_autofree char *changes = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change", "%u changes", (gulong) action->n_changes), (guint) action->n_changes);
  /* Translators: how long something waits, and how much it is: "waits since today 09:41 · 3 changes" */
  g_autofree char *line = g_strdup_printf (_("waits since %s · %s"), when, changes);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line);
  gtk_widget_add_css_class (row, "kin-part");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (page->group), row);
  g_ptr_array_add (page->rows, row);
}

static void refresh (gpointer data);

static void
on_more (AdwActionRow *row, Page *page)
{
  page->shown += MORE;
  refresh (page);
}

static void
add_more (Page *page)
{
  GtkWidget *more = kin_beside_row (adw_action_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _("Show earlier ones"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (more), TRUE);
  g_signal_connect (more, "activated", G_CALLBACK (on_more), page);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (page->group), more);
  g_ptr_array_add (page->rows, more);
}

static void
refresh (gpointer data)
{
  Page *page = data;
  KinOfficeState state = kin_office_state (page->desk);
  g_autoptr (GPtrArray) actions = kin_reader_unsent (kin_store_reader (kin_desk_store (page->desk)), 0, page->shown + 1); /* one more tells that there are more */
  g_autofree char *why = kin_office_why (&state, kin_desk_today (page->desk));

  for (guint i = 0; i < page->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (page->group), page->rows->pdata[i]);
  g_ptr_array_set_size (page->rows, 0);
  for (guint i = 0; i < MIN (actions->len, page->shown); i++)
    add_action (page, actions->pdata[i]);
  if (actions->len > page->shown)
    add_more (page);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (page->group), why);
  gtk_widget_set_visible (page->save, state.joined);
  gtk_stack_set_visible_child_name (GTK_STACK (page->stack), actions->len > 0 ? "actions" : "nothing");
}

static void
on_destroy (GtkWidget *stack, Page *page)
{
  g_signal_handlers_disconnect_by_data (page->desk, page);
}

GtkWidget *
kin_outbox_page_new (KinDesk *desk)
{
  Page *page = g_new0 (Page, 1);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new (), *nothing = adw_status_page_new ();

  page->desk = g_object_ref (desk);
  page->rows = g_ptr_array_new ();
  page->shown = MORE;
  page->stack = gtk_stack_new ();
  page->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (page->group), _("Not yet with the office"));
  page->save = gtk_button_new_with_label (_("Save to a file…"));
  gtk_widget_set_tooltip_text (page->save, _("Saves my unsent work, sealed for the office: it can be handed in there even when this laptop may send no more"));
  gtk_widget_set_valign (page->save, GTK_ALIGN_CENTER);
  g_signal_connect (page->save, "clicked", G_CALLBACK (on_save), page);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (page->group), page->save);
  gtk_widget_add_css_class (page->group, "kin-page");
  gtk_widget_add_css_class (page->group, "kin-form");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), page->group);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (nothing), "object-select-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing), _("Nothing waits to be sent"));
  adw_status_page_set_description (ADW_STATUS_PAGE (nothing), _("What you do without network waits here, and goes to the office by itself."));
  gtk_stack_add_named (GTK_STACK (page->stack), scrolled, "actions");
  gtk_stack_add_named (GTK_STACK (page->stack), nothing, "nothing");
  g_object_set_data_full (G_OBJECT (page->stack), "kin-page", page, free_page);
  kin_panel_follow (page->stack, desk, refresh, page);
  g_signal_connect_swapped (desk, "office", G_CALLBACK (refresh), page);
  g_signal_connect (page->stack, "destroy", G_CALLBACK (on_destroy), page);
  return page->stack;
}

char *
kin_outbox_page_subtitle (GtkWidget *widget)
{
  KinOfficeState state = kin_office_state (page_of (widget)->desk);

  return kin_office_words (&state, kin_desk_today (page_of (widget)->desk));
}
