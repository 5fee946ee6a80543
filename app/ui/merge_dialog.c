/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question before a merge, and the action. */
#include "merge_dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ask.h"
#include "beside.h"
#include "merge.h"
#include "titles.h"
#include "words.h"

typedef struct
{
  KinDesk   *desk;
  KinRecord *records[2];
  GtkWidget *window, *keep[2], *remark, *differ, *merge;
  GPtrArray *rows;
} Dialog;

static void
free_dialog (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->records[0]);
  g_object_unref (dialog->records[1]);
  g_object_unref (dialog->desk);
  g_ptr_array_unref (dialog->rows);
  g_free (dialog);
}

static guint
kept (Dialog *dialog)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (dialog->keep[0])) ? 0 : 1;
}

static void
add_differing (Dialog *dialog, guint field)
{
  const KinField  *f = &kin_record_type (dialog->records[0])->fields[field];
  KinTitles       *titles = kin_desk_titles (dialog->desk);
  g_autofree char *stays = kin_titles_cell (titles, dialog->records[kept (dialog)], field);
  g_autofree char *other = kin_titles_cell (titles, dialog->records[1 - kept (dialog)], field);
  g_autofree char *words = g_strdup_printf (_("stays: %s\nwith the other: %s"), stays, other);
  GtkWidget       *row = kin_beside_row (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(f->label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (dialog->differ), row);
  g_ptr_array_add (dialog->rows, row);
}

/* What would happen, in words, before anybody says yes. */
static void
look (Dialog *dialog)
{
  KinRecord               *survivor = dialog->records[kept (dialog)], *loser = dialog->records[1 - kept (dialog)];
  g_autoptr (KinMergeLook) seen = kin_book_merge_look (kin_desk_reader (dialog->desk), loser, survivor);
  g_autofree char         *links = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u record that leads to the other will lead to this one", "%u records that lead to the other will lead to this one", seen->links), seen->links);
  g_autofree char         *taken = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u field that is empty here is taken over", "%u fields that are empty here are taken over", seen->taken), seen->taken);
  g_autofree char         *words = g_strdup_printf (_("%s; %s. The other record leaves all lists and keeps its own values; it comes back when the merge is undone, here or on the page of the record."), links, taken);

  gtk_label_set_text (GTK_LABEL (dialog->remark), words);
  for (guint i = 0; i < dialog->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (dialog->differ), dialog->rows->pdata[i]);
  g_ptr_array_set_size (dialog->rows, 0);
  for (guint i = 0; i < seen->differ->len; i++)
    add_differing (dialog, g_array_index (seen->differ, guint, i));
  gtk_widget_set_visible (dialog->differ, seen->differ->len > 0);
}

static void
on_kept (GtkCheckButton *button, GParamSpec *spec, Dialog *dialog)
{
  if (gtk_check_button_get_active (button))
    look (dialog);
}

typedef struct
{
  KinRecord *loser, *survivor;
} Pair;

static void
free_pair (gpointer data)
{
  Pair *pair = data;

  g_object_unref (pair->loser);
  g_object_unref (pair->survivor);
  g_free (pair);
}

static gboolean
merge_pair (KinWriter *writer, gpointer data, GError **error)
{
  Pair *pair = data;

  return kin_book_merge (writer, pair->loser, pair->survivor, error);
}

typedef struct
{
  KinDesk *desk;
  char    *said;
  gint64   survivor;
} Said;

static void
on_merged (gpointer data, const GError *error)
{
  Said *said = data;

  if (error == NULL)
    {
      kin_desk_say (said->desk, said->said, TRUE);
      kin_desk_open (said->desk, said->survivor);
    }
  g_object_unref (said->desk);
  g_free (said->said);
  g_free (said);
}

static void
on_merge (GtkButton *button, Dialog *dialog)
{
  Pair            *pair = g_new0 (Pair, 1);
  Said            *said = g_new0 (Said, 1);
  const char      *type = _(kin_record_type (dialog->records[0])->label);
  /* Translators: an action in the history: "Merged: Child" */
  g_autofree char *label = g_strdup_printf (_("Merged: %s"), type);

  pair->survivor = kin_record_copy (dialog->records[kept (dialog)]);
  pair->loser = kin_record_copy (dialog->records[1 - kept (dialog)]);
  said->desk = g_object_ref (dialog->desk);
  said->said = g_strdup (label);
  said->survivor = kin_record_no (pair->survivor);
  kin_desk_act (dialog->desk, "merge", label, merge_pair, pair, free_pair, on_merged, said);
  gtk_window_close (GTK_WINDOW (dialog->window));
}

static GtkWidget *
make_choice (Dialog *dialog, guint which)
{
  KinRecord       *record = dialog->records[which];
  g_autofree char *title = kin_record_title (record), *words = NULL;
  GtkWidget       *row = kin_beside_row (adw_action_row_new ());
  GString         *about = g_string_new (NULL);
  const KinType   *type = kin_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & (KIN_LISTED | KIN_NAMING)) == KIN_LISTED && kin_record_has (record, i))
      {
        g_autofree char *cell = kin_titles_cell (kin_desk_titles (dialog->desk), record, i);

        g_string_append_printf (about, "%s%s", about->len > 0 ? " · " : "", cell);
      }
  words = g_string_free (about, FALSE);
  dialog->keep[which] = gtk_check_button_new ();
  gtk_check_button_set_group (GTK_CHECK_BUTTON (dialog->keep[which]), which > 0 ? GTK_CHECK_BUTTON (dialog->keep[0]) : NULL);
  gtk_widget_set_valign (dialog->keep[which], GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *title != '\0' ? title : _(type->label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), dialog->keep[which]);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), dialog->keep[which]);
  return row;
}

static GtkWidget *
make_form (Dialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *group = adw_preferences_group_new (), *scrolled = gtk_scrolled_window_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Which one stays"));
  for (guint i = 0; i < 2; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_choice (dialog, i));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (dialog->keep[0]), TRUE);
  dialog->remark = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (dialog->remark), TRUE);
  gtk_label_set_xalign (GTK_LABEL (dialog->remark), 0);
  gtk_widget_add_css_class (dialog->remark, "dim-label");
  dialog->differ = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (dialog->differ), _("Where they differ"));
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), dialog->remark);
  gtk_box_append (GTK_BOX (box), dialog->differ);
  gtk_widget_add_css_class (box, "kin-page");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 470);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

void
kin_merge_ask (GtkWindow *parent, KinDesk *desk, KinRecord *one, KinRecord *two)
{
  Dialog          *dialog = g_new0 (Dialog, 1);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));
  g_autofree char *what = kin_lower_first (_(kin_record_type (one)->plural));
  g_autofree char *title = g_strdup_printf (_("Merge two %s"), what);

  dialog->desk = g_object_ref (desk);
  dialog->records[0] = g_object_ref (one);
  dialog->records[1] = g_object_ref (two);
  dialog->rows = g_ptr_array_new ();
  dialog->window = adw_window_new ();
  kin_ask_close_on_escape (dialog->window);
  gtk_window_set_title (GTK_WINDOW (dialog->window), title);
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window), parent);
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 560, -1);
  dialog->merge = gtk_button_new_with_label (_("Merge"));
  gtk_widget_add_css_class (dialog->merge, "suggested-action");
  g_signal_connect (dialog->merge, "clicked", G_CALLBACK (on_merge), dialog);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->merge);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_form (dialog));
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  g_object_set_data_full (G_OBJECT (dialog->window), "kin-dialog", dialog, free_dialog);
  for (guint i = 0; i < 2; i++)
    g_signal_connect (dialog->keep[i], "notify::active", G_CALLBACK (on_kept), dialog);
  look (dialog);
  kin_ask_accept (dialog->window, dialog->merge);
  gtk_window_set_focus (GTK_WINDOW (dialog->window), dialog->keep[0]);
  gtk_window_present (GTK_WINDOW (dialog->window));
}

void
kin_merge_undo (KinDesk *desk, gint64 loser)
{
  g_autoptr (GPtrArray) changes = kin_reader_changes (kin_desk_reader (desk), loser, G_MAXINT);

  for (guint i = 0; i < changes->len; i++)
    {
      const KinChange *change = changes->pdata[i];

      if (g_strcmp0 (change->field, "merged_into") != 0 || change->value == NULL)
        continue;
      kin_desk_undo_action (desk, change->action);
      return;
    }
  kin_desk_say (desk, _("Nobody knows any more when these were merged. Look for it on the page History."), FALSE);
}
