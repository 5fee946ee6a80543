/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog. The office is asked on another thread; the dialog stays until it has answered, and can be left at any time. */
#include "join_dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ask.h"
#include "outbox.h"

typedef struct
{
  KinDesk   *desk;
  GtkWidget *window; /* NULL: it has been closed */
  GtkWidget *address, *code, *machine, *certificates, *said, *spinner, *join;
  char      *authorities;
} Dialog;

static void
clear_dialog (gpointer data)
{
  Dialog *dialog = data;

  g_free (dialog->authorities);
  g_object_unref (dialog->desk);
}

static void
unref_dialog (gpointer data)
{
  g_rc_box_release_full (data, clear_dialog);
}

static void
say (Dialog *dialog, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (dialog->said), sentence);
  gtk_widget_set_visible (dialog->said, *sentence != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog->window), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

static void
set_busy (Dialog *dialog, gboolean busy)
{
  GtkWidget *const parts[] = { dialog->address, dialog->code, dialog->machine, dialog->certificates, dialog->join };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_sensitive (parts[i], !busy);
  gtk_widget_set_visible (dialog->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (dialog->spinner), busy);
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer data)
{
  Dialog            *dialog = data;
  g_autoptr (GError) error = NULL;
  gboolean           joined = kin_sync_join_finish (KIN_SYNC (source), result, &error);

  if (joined)
    kin_desk_say (dialog->desk, _("Joined. What the authority has is being fetched, and all that is in this file is sent."), FALSE);
  if (dialog->window != NULL)
    {
      set_busy (dialog, FALSE);
      if (joined)
        gtk_window_close (GTK_WINDOW (dialog->window));
      else
        say (dialog, error->message);
    }
  unref_dialog (dialog);
}

static char *
typed (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
on_join (GtkWidget *widget, Dialog *dialog)
{
  g_autoptr (KinJoin) join = g_new0 (KinJoin, 1);

  join->address = typed (dialog->address);
  join->code = typed (dialog->code);
  join->machine = typed (dialog->machine);
  join->authorities = g_strdup (dialog->authorities);
  if (*join->address == '\0' || *join->code == '\0')
    {
      say (dialog, _("Both the address and the code are needed. Whoever keeps the authority's endpoint has them."));
      return;
    }
  kin_desk_flush (dialog->desk);
  say (dialog, "");
  set_busy (dialog, TRUE);
  kin_sync_join_async (kin_desk_sync (dialog->desk), g_steal_pointer (&join), on_joined, g_rc_box_acquire (dialog));
}

static void
on_certificates_chosen (const char *path, gpointer data)
{
  Dialog            *dialog = data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *text = NULL;

  if (path != NULL && dialog->window != NULL)
    {
      g_autofree char *name = g_path_get_basename (path);

      if (g_file_get_contents (path, &text, NULL, &error) && strstr (text, "-----BEGIN CERTIFICATE-----") != NULL)
        {
          g_free (dialog->authorities);
          dialog->authorities = g_steal_pointer (&text);
          adw_action_row_set_subtitle (ADW_ACTION_ROW (dialog->certificates), name);
        }
      else
        say (dialog, error != NULL ? error->message : _("That file holds no certificates (PEM)."));
    }
  unref_dialog (dialog);
}

static void
on_certificates (GtkButton *button, Dialog *dialog)
{
  kin_ask_any_file (GTK_WINDOW (dialog->window), _("Certificates of the authority"), on_certificates_chosen, g_rc_box_acquire (dialog));
}

static GtkWidget *
add_entry (GtkWidget *group, const char *title, const char *text, Dialog *dialog)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_connect (row, "entry-activated", G_CALLBACK (on_join), dialog);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
add_action (GtkWidget *group, const char *title, const char *subtitle, const char *label, GCallback clicked, Dialog *dialog)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", clicked, dialog);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
add_joining (Dialog *dialog, GtkWidget *box)
{
  GtkWidget       *group = adw_preferences_group_new (), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *url = kin_reader_fact (kin_desk_reader (dialog->desk), "sync-url"), *authority = kin_reader_fact (kin_desk_reader (dialog->desk), "sync-authority");
  g_autofree char *before = url != NULL && authority != NULL ? g_strdup_printf ("%s/v1/%s", url, authority) : g_strdup ("");

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Whoever keeps the authority's endpoint gives you its address and a code, which is good for a quarter of an hour. All that is in this file goes to the authority."));
  dialog->address = add_entry (group, _("Address"), before, dialog);
  dialog->code = add_entry (group, _("Code"), "", dialog);
  dialog->machine = add_entry (group, _("What this laptop is called"), g_get_host_name (), dialog);
  dialog->certificates = add_action (group, _("The authority's own certificates"), _("Only where this computer does not know them"), _("Choose…"), G_CALLBACK (on_certificates), dialog);
  gtk_box_append (GTK_BOX (box), group);
  dialog->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (dialog->spinner, FALSE);
  dialog->join = gtk_button_new_with_label (_("Join"));
  gtk_widget_add_css_class (dialog->join, "suggested-action");
  gtk_widget_add_css_class (dialog->join, "pill");
  g_signal_connect (dialog->join, "clicked", G_CALLBACK (on_join), dialog);
  kin_ask_accept (dialog->window, dialog->join);
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), dialog->spinner);
  gtk_box_append (GTK_BOX (row), dialog->join);
  gtk_box_append (GTK_BOX (box), row);
}

static void
on_now (GtkButton *button, Dialog *dialog)
{
  kin_sync_now (kin_desk_sync (dialog->desk));
  gtk_window_close (GTK_WINDOW (dialog->window));
}

static void
sign_out (gpointer data)
{
  Dialog *dialog = data;

  kin_sync_leave (kin_desk_sync (dialog->desk));
  if (dialog->window != NULL)
    gtk_window_close (GTK_WINDOW (dialog->window));
}

static void
on_sign_out (GtkButton *button, Dialog *dialog)
{
  kin_ask_yes (GTK_WINDOW (dialog->window), _("Sign this laptop out?"), _("Nothing is lost: what is unsent stays here, and goes to the authority when this laptop joins again with a new code."), _("Sign out"),
                sign_out, dialog);
}

static void
add_standing (Dialog *dialog, GtkWidget *box)
{
  KinReader       *reader = kin_desk_reader (dialog->desk);
  KinOfficeState   state = kin_office_state (dialog->desk);
  GtkWidget       *group = adw_preferences_group_new ();
  g_autofree char *url = kin_reader_fact (reader, "sync-url"), *authority = kin_reader_fact (reader, "sync-authority"), *user = kin_reader_fact (reader, "sync-user-name");
  g_autofree char *where = g_strdup_printf ("%s/v1/%s", url, authority), *sentence = kin_office_sentence (&state, kin_desk_today (dialog->desk));

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), sentence);
  add_action (group, where, user != NULL ? user : "", _("Sync now"), G_CALLBACK (on_now), dialog);
  add_action (group, _("Sign out"), _("Unsent work is kept"), _("Sign out…"), G_CALLBACK (on_sign_out), dialog);
  gtk_box_append (GTK_BOX (box), group);
}

static void
on_destroy (GtkWidget *window, Dialog *dialog)
{
  dialog->window = NULL;
}

void
kin_join_dialog (KinWindow *window)
{
  Dialog        *dialog = g_rc_box_new0 (Dialog);
  GtkWidget     *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  KinOfficeState state;

  dialog->desk = g_object_ref (kin_window_desk (window));
  state = kin_office_state (dialog->desk);
  dialog->window = adw_window_new ();
  kin_ask_close_on_escape (dialog->window);
  gtk_window_set_title (GTK_WINDOW (dialog->window), state.joined && !state.signed_out ? _("The authority") : _("Join an authority"));
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 540, -1);
  gtk_widget_add_css_class (content, "kin-page");
  dialog->said = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (dialog->said), TRUE);
  gtk_label_set_xalign (GTK_LABEL (dialog->said), 0);
  gtk_widget_add_css_class (dialog->said, "error");
  gtk_widget_set_visible (dialog->said, FALSE);
  if (state.joined && !state.signed_out)
    add_standing (dialog, content);
  else
    add_joining (dialog, content);
  gtk_box_append (GTK_BOX (content), dialog->said);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  g_signal_connect (dialog->window, "destroy", G_CALLBACK (on_destroy), dialog);
  g_object_set_data_full (G_OBJECT (dialog->window), "kin-dialog", dialog, unref_dialog);
  if (dialog->address != NULL)
    gtk_window_set_focus (GTK_WINDOW (dialog->window), *gtk_editable_get_text (GTK_EDITABLE (dialog->address)) == '\0' ? dialog->address : dialog->code);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
