/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The little that a decision has to say, and the decision. */
#include "way_dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ask.h"

typedef struct
{
  KinClash *clash;
  KinWay    way;
  char     *by, *reason;
  KinDay    day, today;
} Decision;

static void
free_decision (gpointer data)
{
  Decision *decision = data;

  kin_clash_free (decision->clash);
  g_free (decision->way.label);
  g_free (decision->way.explanation);
  g_free (decision->by);
  g_free (decision->reason);
  g_free (decision);
}

static gboolean
take (KinWriter *writer, gpointer data, GError **error)
{
  const Decision *decision = data;
  KinWayAnswer answer = { decision->by, decision->reason, decision->day };

  return kin_clash_take (writer, decision->clash, &decision->way, &answer, decision->today, error);
}

typedef struct
{
  KinDesk   *desk;
  GtkWindow *window; /* weak */
  gint64     child;  /* to find another home for; 0: none */
  KinDay     day;
  KinWayKind kind;
} Told;

static void
on_taken (gpointer data, const GError *error)
{
  Told *told = data;

  if (error == NULL)
    kin_desk_say (told->desk, kin_way_action (told->kind), TRUE);
  if (error == NULL && told->child != 0 && told->window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (told->window), "win.find-home", "(xi)", told->child, told->day);
  g_clear_weak_pointer (&told->window);
  g_object_unref (told->desk);
  g_free (told);
}

static void
run (GtkWindow *window, KinDesk *desk, Decision *decision)
{
  Told *told = g_new0 (Told, 1);

  told->desk = g_object_ref (desk);
  told->kind = decision->way.kind;
  told->day = decision->day;
  g_set_weak_pointer (&told->window, window);
  /* Who moves needs another home. */
  if (decision->way.kind == KIN_WAY_MOVE)
    {
      g_autoptr (KinRecord) placement = kin_reader_get (kin_desk_reader (desk), kin_type_find ("placement"), decision->way.record);

      told->child = placement != NULL ? kin_record_link (placement, (guint) kin_type_field (kin_record_type (placement), "child")) : 0;
    }
  kin_desk_act (desk, "decide", kin_way_action (decision->way.kind), take, decision, free_decision, on_taken, told);
}

typedef struct
{
  KinDesk   *desk;
  Decision  *decision; /* NULL: taken */
  GtkWidget *window, *by, *reason, *day;
  GtkLabel  *problem;
} Dialog;

static void
free_dialog (gpointer data)
{
  Dialog *dialog = data;

  if (dialog->decision != NULL)
    free_decision (dialog->decision);
  g_object_unref (dialog->desk);
  g_free (dialog);
}

static char *
text_of (GtkWidget *entry)
{
  return entry != NULL ? g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)))) : NULL;
}

static void
refuse (Dialog *dialog, GtkWidget *entry, const char *sentence)
{
  gtk_label_set_text (dialog->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (dialog->problem), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_grab_focus (entry);
}

static void
on_decide (GtkWidget *widget, Dialog *dialog)
{
  Decision *decision = dialog->decision;
  g_autofree char *by = text_of (dialog->by), *reason = text_of (dialog->reason), *typed = text_of (dialog->day);
  KinDay day = typed != NULL ? kin_day_from_typed (typed, decision->today) : decision->way.day;

  if (dialog->by != NULL && *by == '\0')
    refuse (dialog, dialog->by, _("Say who decided it."));
  else if (dialog->reason != NULL && *reason == '\0')
    refuse (dialog, dialog->reason, _("Say why."));
  else if (day == KIN_NO_DAY)
    refuse (dialog, dialog->day, _("Write the day as 3/5/2026, 3 May or today."));
  else
    {
      decision->by = g_steal_pointer (&by);
      decision->reason = g_steal_pointer (&reason);
      decision->day = day;
      dialog->decision = NULL;
      run (gtk_window_get_transient_for (GTK_WINDOW (dialog->window)), dialog->desk, decision);
      gtk_window_close (GTK_WINDOW (dialog->window));
    }
}

static GtkWidget *
add_entry (Dialog *dialog, GtkWidget *group, const char *label, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  /* An AdwEntryRow is labelled by its title twice over, and would be read out so. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (row, "entry-activated", G_CALLBACK (on_decide), dialog);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
make_form (Dialog *dialog)
{
  const KinWay *way = &dialog->decision->way;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *group = adw_preferences_group_new ();
  g_autofree char *day = kin_day_to_words (way->day), *heading = g_markup_escape_text (way->label, -1), *under = way->explanation != NULL ? g_markup_escape_text (way->explanation, -1) : NULL;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), heading);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), under);
  if (way->asks_by)
    dialog->by = add_entry (dialog, group, _("Decided by"), "");
  if (way->asks_day)
    dialog->day = add_entry (dialog, group, way->kind == KIN_WAY_MOVE ? _("Leaves on") : _("From"), day);
  if (way->asks_reason)
    dialog->reason = add_entry (dialog, group, _("Reason"), "");
  dialog->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (dialog->problem), "error");
  gtk_label_set_wrap (dialog->problem, TRUE);
  gtk_label_set_xalign (dialog->problem, 0);
  gtk_widget_set_visible (GTK_WIDGET (dialog->problem), FALSE);
  gtk_widget_add_css_class (box, "kin-page");
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->problem));
  return box;
}

static GtkWidget *
make_header (Dialog *dialog, const char *title)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel")), *decide = gtk_button_new_with_label (_("Decide"));

  gtk_widget_add_css_class (decide, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  g_signal_connect (decide, "clicked", G_CALLBACK (on_decide), dialog);
  kin_ask_accept (dialog->window, decide);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, NULL));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), decide);
  return header;
}

static void
ask (GtkWindow *parent, KinDesk *desk, Decision *decision, const char *title)
{
  Dialog    *dialog = g_new0 (Dialog, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  dialog->desk = g_object_ref (desk);
  dialog->decision = decision;
  dialog->window = adw_window_new ();
  kin_ask_close_on_escape (dialog->window);
  gtk_window_set_title (GTK_WINDOW (dialog->window), _("Decide")); /* no name in a window's title */
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window), parent);
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 520, -1);
  gtk_box_append (GTK_BOX (box), make_header (dialog, title));
  gtk_box_append (GTK_BOX (box), make_form (dialog));
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  g_object_set_data_full (G_OBJECT (dialog->window), "kin-dialog", dialog, free_dialog);
  gtk_window_set_focus (GTK_WINDOW (dialog->window), dialog->by != NULL ? dialog->by : dialog->day != NULL ? dialog->day : dialog->reason);
  gtk_window_present (GTK_WINDOW (dialog->window));
}

void
kin_way_take (GtkWindow *parent, KinDesk *desk, const KinClash *clash, const KinWay *way, const char *title)
{
  Decision *decision = g_new0 (Decision, 1);

  decision->clash = kin_clash_copy (clash);
  decision->way = *way;
  decision->way.label = g_strdup (way->label);
  decision->way.explanation = g_strdup (way->explanation);
  decision->day = way->day;
  decision->today = kin_desk_today (desk);
  if (way->asks_by || way->asks_day || way->asks_reason)
    ask (parent, desk, decision, title);
  else
    run (parent, desk, decision);
}
