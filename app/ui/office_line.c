/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line at the foot of the sidebar. */
#include <glib/gi18n-lib.h>

#include "outbox.h"
#include "panels.h"

/* Times become yesterday's by themselves. */
#define AGAIN_SECONDS 60

typedef struct
{
  KinDesk   *desk;
  GtkWidget *button, *label;
  guint      again;
} Line;

KinOfficeState
kin_office_state (KinDesk *desk)
{
  KinReader *reader = kin_store_reader (kin_desk_store (desk));
  g_autofree char *url = kin_reader_fact (reader, "sync-url"), *until = kin_reader_fact (reader, "sync-confirmed-until");
  const KinSyncStatus *status = kin_desk_office (desk);
  g_autofree char *token = kin_reader_fact (reader, "sync-token"), *code = kin_reader_fact (reader, "sync-code");
  KinOfficeState state = { .joined = url != NULL, .signed_out = url != NULL && token == NULL && code == NULL, .n_pending = url != NULL ? kin_reader_n_pending (reader) : 0 };

  state.n_held = state.joined ? kin_reader_n_held (reader) : 0;
  state.confirmed_until = until != NULL ? g_ascii_strtoll (until, NULL, 10) : 0;
  if (status != NULL && state.joined)
    {
      state.signed_out = status->state == KIN_SYNC_SIGNED_OUT || status->state == KIN_SYNC_NOT_JOINED;
      state.refused = status->state == KIN_SYNC_REFUSED;
      state.alone_since = status->state == KIN_SYNC_NO_NETWORK ? status->alone_since : 0;
      state.copying = status->progress >= 0;
      state.percent = (int) (status->progress * 100);
      state.trouble = status->trouble;
    }
  return state;
}

static void
refresh (gpointer data)
{
  Line *line = data;
  KinOfficeState state = kin_office_state (line->desk);
  KinDay today = kin_desk_today (line->desk);
  g_autofree char *words = kin_office_words (&state, today), *sentence = kin_office_sentence (&state, today);

  gtk_label_set_text (GTK_LABEL (line->label), words);
  gtk_widget_set_tooltip_text (line->button, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

static gboolean
on_again (gpointer data)
{
  refresh (data);
  return G_SOURCE_CONTINUE;
}

static void
free_line (gpointer data)
{
  Line *line = data;

  g_clear_handle_id (&line->again, g_source_remove);
  g_object_unref (line->desk);
  g_free (line);
}

static void
on_destroy (GtkWidget *button, Line *line)
{
  g_signal_handlers_disconnect_by_data (line->desk, line);
}

GtkWidget *
kin_office_line_new (KinDesk *desk)
{
  Line *line = g_new0 (Line, 1);

  line->desk = g_object_ref (desk);
  line->button = gtk_button_new ();
  line->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (line->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (line->label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (line->label), 22);
  gtk_button_set_child (GTK_BUTTON (line->button), line->label);
  gtk_widget_add_css_class (line->button, "flat");
  gtk_widget_add_css_class (line->button, "kin-office");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (line->button), "win.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (line->button), "s", "outbox");
  g_object_set_data_full (G_OBJECT (line->button), "kin-line", line, free_line);
  line->again = g_timeout_add_seconds (AGAIN_SECONDS, on_again, line);
  kin_panel_follow (line->button, desk, refresh, line);
  g_signal_connect_swapped (desk, "office", G_CALLBACK (refresh), line);
  g_signal_connect (line->button, "destroy", G_CALLBACK (on_destroy), line);
  return line->button;
}
