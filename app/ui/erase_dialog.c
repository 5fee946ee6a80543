/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog: how far it would reach, why, and what waits for a second manager. */
#include "erase_dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ask.h"
#include "beside.h"
#include "erase_job.h"
#include "together.h"

#define MOST_STAYING 12

typedef struct
{
  KinDesk   *desk;
  gint64     record, approving;
  KinErasing *seen; /* NULL: not yet */
  gboolean   working;
  GtkWidget *window, *about, *reason, *ask, *waiting, *trouble;
  GPtrArray *rows;
} Dialog;

static void
free_dialog (gpointer data)
{
  Dialog *dialog = data;

  g_clear_pointer (&dialog->seen, kin_erasing_free);
  g_object_unref (dialog->desk);
  g_ptr_array_unref (dialog->rows);
  g_free (dialog);
}

static void work (Dialog *dialog, KinErase what, gint64 number);

static void
on_yes (gpointer data)
{
  Dialog *dialog = data;

  work (dialog, KIN_ERASE_APPROVE, dialog->approving);
}

static void
on_approve (GtkButton *button, Dialog *dialog)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kin-place"));
  const KinErasure *erasure = dialog->seen->waiting->pdata[i];
  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Erase %u record for good?", "Erase %u records for good?", erasure->n), erasure->n);
  g_autofree char *body = g_strdup_printf (_("%s\n%s\n\nIt is erased at the office, on every laptop, and in the backups beside them. This cannot be undone."), erasure->title, erasure->words);

  dialog->approving = erasure->no;
  kin_ask_yes (GTK_WINDOW (dialog->window), heading, body, _("_Erase"), on_yes, dialog);
}

static void
add_row (Dialog *dialog, guint i)
{
  const KinErasure *erasure = dialog->seen->waiting->pdata[i];
  GtkWidget *row = kin_beside_row (adw_action_row_new ()), *button = gtk_button_new_with_label (_("Approve…"));
  g_autofree char *name = g_strdup_printf (_("Approve: %s"), erasure->title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), erasure->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), erasure->words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  if (erasure->mine)
    gtk_button_set_label (GTK_BUTTON (button), _("Another manager approves"));
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (button, !erasure->mine && !dialog->working);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "kin-place", GUINT_TO_POINTER (i));
  g_signal_connect (button, "clicked", G_CALLBACK (on_approve), dialog);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (dialog->waiting), row);
  g_ptr_array_add (dialog->rows, row);
}

/* How far it would reach, before anybody asks. New string. */
static char *
reach_words (const KinErasing *seen)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u record goes for good, with its history, everywhere. Another manager has to approve it.",
                                             "%u records go for good, with their history, everywhere: it, its parts, and what is about nothing else. Another manager has to approve it.", seen->n), seen->n);
  if (seen->partial)
    g_string_append_printf (text, "\n\n%s", _("This laptop may not hold all of the record (money, restricted), so there may be more. A manager who may hold all should ask."));
  if (seen->staying->len > 0)
    g_string_append_printf (text, "\n\n%s", _("These have a link to it and stay, since they are about others as well. Change what they say of it, or ask for them, too:"));
  for (guint i = 0; i < MIN (seen->staying->len, MOST_STAYING); i++)
    g_string_append_printf (text, "\n%s", (char *) seen->staying->pdata[i]);
  if (seen->staying->len > MOST_STAYING)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "\nand %u more", "\nand %u more", seen->staying->len - MOST_STAYING), seen->staying->len - MOST_STAYING);
  return g_string_free (text, FALSE);
}

static void
allow (Dialog *dialog)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (dialog->reason));
  g_autofree char *bare = g_strstrip (g_strdup (reason));

  gtk_widget_set_sensitive (dialog->ask, dialog->record != 0 && dialog->seen != NULL && !dialog->working && *bare != '\0' && strlen (reason) <= KIN_TOGETHER_REASON);
}

static void
show (Dialog *dialog)
{
  const KinErasing *seen = dialog->seen;
  g_autofree char *words = seen != NULL && seen->n > 0 ? reach_words (seen) : g_strdup ("");

  for (guint i = 0; i < dialog->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (dialog->waiting), dialog->rows->pdata[i]);
  g_ptr_array_set_size (dialog->rows, 0);
  for (guint i = 0; seen != NULL && i < seen->waiting->len; i++)
    add_row (dialog, i);
  gtk_label_set_text (GTK_LABEL (dialog->about), seen == NULL && dialog->working ? _("Asking the office…") : words);
  gtk_widget_set_visible (dialog->about, *gtk_label_get_text (GTK_LABEL (dialog->about)) != '\0');
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (dialog->waiting), seen != NULL && seen->waiting->len == 0 ? _("Nothing waits.") : NULL);
  allow (dialog);
}

static void
on_worked (GObject *window, GAsyncResult *result, gpointer data)
{
  Dialog *dialog = g_object_get_data (window, "kin-dialog");
  KinErase what = (KinErase) GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KinErasing) seen = kin_erase_finish (result, &error);

  if (seen != NULL && what != KIN_ERASE_LOOK)
    kin_sync_now (kin_desk_sync (dialog->desk));
  if (!gtk_widget_in_destruction (GTK_WIDGET (window)) && gtk_widget_get_mapped (GTK_WIDGET (window)))
    {
      dialog->working = FALSE;
      gtk_label_set_text (GTK_LABEL (dialog->trouble), error != NULL ? error->message : seen->n_left > 0 ? _("Erased. More goes with it that was not asked for with it: ask for it, too.") : "");
      gtk_widget_set_visible (dialog->trouble, error != NULL || seen->n_left > 0);
      if (seen != NULL)
        {
          g_clear_pointer (&dialog->seen, kin_erasing_free);
          dialog->seen = g_steal_pointer (&seen);
          if (what == KIN_ERASE_ASK)
            gtk_editable_set_text (GTK_EDITABLE (dialog->reason), "");
        }
      show (dialog);
    }
}

static void
work (Dialog *dialog, KinErase what, gint64 number)
{
  if (dialog->working || !gtk_widget_get_mapped (dialog->window))
    return;
  dialog->working = TRUE;
  show (dialog);
  kin_erase_async (dialog->desk, what, number, gtk_editable_get_text (GTK_EDITABLE (dialog->reason)), G_OBJECT (dialog->window), on_worked, GINT_TO_POINTER (what));
}

static void
on_ask (GtkButton *button, Dialog *dialog)
{
  work (dialog, KIN_ERASE_ASK, dialog->record);
}

static void
on_mapped (GtkWidget *window, Dialog *dialog)
{
  if (dialog->seen == NULL)
    work (dialog, KIN_ERASE_LOOK, dialog->record);
}

static GtkWidget *
make_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
make_form (Dialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *group = adw_preferences_group_new (), *scrolled = gtk_scrolled_window_new ();
  g_autofree char *title = dialog->record != 0 ? kin_reader_title (kin_desk_reader (dialog->desk), dialog->record) : NULL;
  g_autofree char *escaped = title != NULL ? g_markup_escape_text (title, -1) : NULL;

  dialog->about = make_label ("dim-label");
  dialog->trouble = make_label ("error");
  gtk_widget_set_visible (dialog->trouble, FALSE);
  dialog->reason = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (dialog->reason), _("Why (without a name: the reason is kept)"));
  g_signal_connect_swapped (dialog->reason, "changed", G_CALLBACK (allow), dialog);
  if (escaped != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), dialog->reason);
  gtk_widget_set_visible (group, dialog->record != 0);
  dialog->waiting = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (dialog->waiting), _("Waits for a second manager"));
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), dialog->about);
  gtk_box_append (GTK_BOX (box), dialog->trouble);
  gtk_box_append (GTK_BOX (box), dialog->waiting);
  gtk_widget_add_css_class (box, "kin-page");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 470);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

void
kin_erase_dialog (GtkWindow *parent, KinDesk *desk, gint64 record)
{
  Dialog *dialog;
  GtkWidget *box, *header, *cancel;

  if (!kin_erase_may (desk))
    {
      kin_desk_say (desk, _("Only a manager of an authority can have something erased for good."), FALSE);
      return;
    }
  kin_desk_flush (desk);
  dialog = g_new0 (Dialog, 1);
  dialog->desk = g_object_ref (desk);
  dialog->record = record;
  dialog->rows = g_ptr_array_new ();
  dialog->window = adw_window_new ();
  kin_ask_close_on_escape (dialog->window);
  gtk_window_set_title (GTK_WINDOW (dialog->window), _("Erase for good"));
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window), parent);
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 560, -1);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  header = adw_header_bar_new ();
  cancel = gtk_button_new_with_label (_("Close"));
  dialog->ask = gtk_button_new_with_label (_("Ask for it"));
  gtk_widget_add_css_class (dialog->ask, "destructive-action");
  gtk_widget_set_visible (dialog->ask, record != 0);
  g_signal_connect (dialog->ask, "clicked", G_CALLBACK (on_ask), dialog);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->ask);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_form (dialog));
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  g_object_set_data_full (G_OBJECT (dialog->window), "kin-dialog", dialog, free_dialog);
  g_signal_connect (dialog->window, "map", G_CALLBACK (on_mapped), dialog);
  show (dialog);
  gtk_window_set_focus (GTK_WINDOW (dialog->window), record != 0 ? dialog->reason : cancel);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
