/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mark on a record that two people made together without knowing it: who wrote what, and a button for whoever has read it whole. */
#include <glib/gi18n-lib.h>

#include "merged.h"
#include "panels.h"
#include "words.h"

typedef struct
{
  KinDesk   *desk;
  gint64     no, seen; /* seen: what is said on the card */
  GtkWidget *group, *confirm;
  GPtrArray *rows; /* not owned */
} Panel;

static void
free_panel (gpointer data)
{
  Panel *panel = data;

  g_ptr_array_unref (panel->rows);
  g_object_unref (panel->desk);
  g_free (panel);
}

/* The writer thread frees it. */
typedef struct
{
  const KinType *type;
  gint64         no, seen;
} Confirming;

static gboolean
confirm (KinWriter *writer, gpointer data, GError **error)
{
  const Confirming *confirming = data;

  return kin_writer_confirm_merged (writer, confirming->type, confirming->no, confirming->seen, error);
}

static void
on_confirm (GtkButton *button, Panel *panel)
{
  Confirming *confirming = g_new0 (Confirming, 1);

  confirming->type = kin_reader_type_of (kin_desk_reader (panel->desk), panel->no);
  confirming->no = panel->no;
  confirming->seen = panel->seen;
  /* Translators: as the history names that somebody has read what two people wrote into one record */
  kin_desk_act_and_say (panel->desk, "decide", _("Read whole, and right as it is"), confirm, confirming, g_free);
}

static void
add_part (Panel *panel, const KinType *type, const KinMergedPart *part)
{
  GtkWidget *row = adw_action_row_new (), *mark = gtk_image_new_from_icon_name ("system-users-symbolic");
  int field = kin_type_field (type, part->field);
  g_autofree char *when = kin_moment_words (part->at, kin_desk_today (panel->desk));
  g_autofree char *words = g_strdup_printf (_("by %s, %s"), part->by != NULL && *part->by != '\0' ? part->by : part->here ? _("you") : _("somebody"), when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), field >= 0 ? _(type->fields[field].label) : part->field);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_add_css_class (mark, "warning");
  gtk_accessible_update_state (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  gtk_widget_add_css_class (row, "kin-part");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (panel->group), row);
  g_ptr_array_add (panel->rows, row);
}

static void
refresh (gpointer data)
{
  Panel *panel = data;
  KinReader *reader = kin_desk_reader (panel->desk);
  const KinType *type = kin_reader_type_of (reader, panel->no);
  g_autoptr (KinRecord) record = type != NULL ? kin_reader_get (reader, type, panel->no) : NULL;
  g_autoptr (GPtrArray) parts = record != NULL ? kin_reader_merged (reader, panel->no) : NULL;

  for (guint i = 0; i < panel->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (panel->group), panel->rows->pdata[i]);
  g_ptr_array_set_size (panel->rows, 0);
  panel->seen = record != NULL ? kin_record_seen (record) : 0;
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    add_part (panel, type, parts->pdata[i]);
  gtk_widget_set_visible (panel->group, panel->rows->len > 0);
}

GtkWidget *
kin_two_people_new (KinDesk *desk, gint64 record)
{
  Panel *panel = g_new0 (Panel, 1);

  panel->desk = g_object_ref (desk);
  panel->no = record;
  panel->rows = g_ptr_array_new ();
  panel->group = adw_preferences_group_new ();
  panel->confirm = gtk_button_new_with_label (_("It is right"));
  gtk_widget_set_valign (panel->confirm, GTK_ALIGN_CENTER);
  g_signal_connect (panel->confirm, "clicked", G_CALLBACK (on_confirm), panel);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (panel->group), _("Merged from two people"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (panel->group), _("They changed these without having seen each other's change, so nobody has read the record as it stands. Whoever changes it now, or says that it is right, has."));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (panel->group), panel->confirm);
  g_object_set_data_full (G_OBJECT (panel->group), "kin-panel", panel, free_panel);
  kin_panel_follow (panel->group, desk, refresh, panel);
  return panel->group;
}
