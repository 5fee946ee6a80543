/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card on a record's page that says what nobody has decided about it. It is not there when there is nothing. */
#include <glib/gi18n-lib.h>

#include "beside.h"
#include "clashes.h"
#include "panels.h"

typedef struct
{
  KinDesk   *desk;
  gint64     no;
  GtkWidget *group;
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

static void
add_row (Panel *panel, const KinClash *clash)
{
  KinReader *reader = kin_desk_reader (panel->desk);
  GtkWidget *row = kin_beside_row (adw_action_row_new ()), *mark = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  g_autofree char *sentence = kin_clash_sentence (reader, clash), *about = kin_clash_title (reader, clash);
  /* Translators: a clash, and what it is about: "Outside the terms of approval: Ashdown" */
  g_autofree char *title = clash->about != panel->no ? g_strdup_printf (_("%s: %s"), kin_clash_rule_text (clash->rule), about) : g_strdup (kin_clash_rule_text (clash->rule));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (mark, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Contested"), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", "decide");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (panel->group), row);
  g_ptr_array_add (panel->rows, row);
}

/* Of a home that a child lives in only what contests this child, and only what these eyes may see. */
static gboolean
is_mine (const Panel *panel, const KinClash *clash)
{
  if ((kin_desk_sight (panel->desk)->scopes & (1u << kin_clash_scope (kin_desk_reader (panel->desk), clash))) == 0)
    return FALSE;
  return clash->is_open && (clash->about == panel->no || kin_clash_contests (clash, panel->no));
}

static void
refresh (gpointer data)
{
  Panel *panel = data;
  g_autoptr (GPtrArray) clashes = kin_book_clashes_of (kin_desk_reader (panel->desk), panel->no);

  for (guint i = 0; i < panel->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (panel->group), panel->rows->pdata[i]);
  g_ptr_array_set_size (panel->rows, 0);
  for (guint i = 0; i < clashes->len; i++)
    if (is_mine (panel, clashes->pdata[i]))
      add_row (panel, clashes->pdata[i]);
  gtk_widget_set_visible (panel->group, panel->rows->len > 0);
}

GtkWidget *
kin_clash_panel_new (KinDesk *desk, gint64 record)
{
  Panel *panel = g_new0 (Panel, 1);

  panel->desk = g_object_ref (desk);
  panel->no = record;
  panel->rows = g_ptr_array_new ();
  panel->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (panel->group), _("Contested: somebody has to decide"));
  g_object_set_data_full (G_OBJECT (panel->group), "kin-panel", panel, free_panel);
  kin_panel_follow (panel->group, desk, refresh, panel);
  return panel->group;
}
