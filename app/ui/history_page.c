/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that was done: actions by the log, a page of them at a time. */
#include "history_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "beside.h"
#include "history_words.h"
#include "panels.h"
#include "table_page.h"
#include "words.h"

#define MORE 60
#define BATCH 200

typedef struct
{
  KinDesk   *desk;
  GtkWidget *group;
  GPtrArray *rows;
  guint      shown;
  gboolean   looks; /* what was opened and given out, instead of what was changed */
} Page;

static void
free_page (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->rows);
  g_object_unref (page->desk);
  g_free (page);
}

static void
on_undo (GtkButton *button, Page *page)
{
  const gint64 *no = g_object_get_data (G_OBJECT (button), "kin-no");

  kin_desk_undo_action (page->desk, *no);
}

static char *
row_words (Page *page, const KinAction *action)
{
  g_autofree char *when = kin_moment_words (action->at, kin_desk_today (page->desk));
  g_autofree char *changes = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change", "%u changes", (gulong) action->n_changes), (guint) action->n_changes);
  g_autofree char *line = g_strdup_printf ("%s · %s · %s", action->by != NULL ? action->by : _("somebody"), when, changes);

  if (action->undone_by != 0)
    return g_strdup_printf (_("%s · taken back"), line);
  return g_steal_pointer (&line);
}

static void
add_action (Page *page, const KinAction *action)
{
  GtkWidget       *row = kin_beside_row (adw_action_row_new ());
  gboolean         seen = kin_book_sees_action (kin_desk_reader (page->desk), kin_desk_sight (page->desk), action->no);
  g_autofree char *what = kin_action_words (page->desk, action), *title = g_markup_escape_text (what, -1);
  g_autofree char *words = row_words (page, action), *subtitle = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "kin-part");
  if (action->undone_by != 0)
    gtk_widget_add_css_class (row, "kin-ended");
  else if (seen && !page->looks)
    {
      GtkWidget       *button = gtk_button_new_with_label (action->undoes != 0 ? _("Do again") : _("Undo this"));
      g_autofree char *name = g_strdup_printf ("%s: %s", gtk_button_get_label (GTK_BUTTON (button)), title);
      gint64          *no = g_new (gint64, 1);

      *no = action->no;
      g_object_set_data_full (G_OBJECT (button), "kin-no", no, g_free);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect (button, "clicked", G_CALLBACK (on_undo), page);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (page->group), row);
  g_ptr_array_add (page->rows, row);
}

/* Of the kind that is asked for, the newest first. One more than is shown tells that there are more. */
static GPtrArray *
list_actions (Page *page)
{
  GPtrArray *wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_action_free);
  gint64     before = 0;

  while (wanted->len <= page->shown)
    {
      g_autoptr (GPtrArray) some = kin_reader_actions (kin_desk_reader (page->desk), before, BATCH);

      g_ptr_array_set_free_func (some, NULL);
      for (guint i = 0; i < some->len; i++)
        {
          KinAction *action = some->pdata[i];

          before = action->no;
          if ((g_strcmp0 (action->kind, "access") == 0) == page->looks && wanted->len <= page->shown)
            g_ptr_array_add (wanted, action);
          else
            kin_action_free (action);
        }
      if (some->len < BATCH)
        break;
    }
  return wanted;
}

static void refresh (gpointer data);

static void
on_more (AdwActionRow *row, Page *page)
{
  page->shown += MORE;
  refresh (page);
}

static void
refresh (gpointer data)
{
  Page                 *page = data;
  g_autoptr (GPtrArray) actions = list_actions (page);

  for (guint i = 0; i < page->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (page->group), page->rows->pdata[i]);
  g_ptr_array_set_size (page->rows, 0);
  for (guint i = 0; i < MIN (actions->len, page->shown); i++)
    add_action (page, actions->pdata[i]);
  if (actions->len == 0)
    {
      GtkWidget *none = kin_beside_row (adw_action_row_new ());

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (none), page->looks ? _("Nothing was opened, printed or exported yet") : _("Nothing was done yet"));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (page->group), none);
      g_ptr_array_add (page->rows, none);
    }
  if (actions->len > page->shown)
    {
      GtkWidget *more = kin_beside_row (adw_action_row_new ());

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _("Show earlier ones"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (more), TRUE);
      g_signal_connect (more, "activated", G_CALLBACK (on_more), page);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (page->group), more);
      g_ptr_array_add (page->rows, more);
    }
}

static void
on_looks (GtkToggleButton *chip, Page *page)
{
  page->looks = gtk_toggle_button_get_active (chip);
  page->shown = MORE;
  refresh (page);
}

static GtkWidget *
make_bar (Page *page)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *done = kin_chip_new (_("What was done")), *looks = kin_chip_new (_("Who looked, printed, exported"));

  gtk_widget_add_css_class (bar, "kin-bar");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (looks), GTK_TOGGLE_BUTTON (done));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (done), TRUE);
  g_signal_connect (looks, "toggled", G_CALLBACK (on_looks), page);
  gtk_box_append (GTK_BOX (bar), done);
  gtk_box_append (GTK_BOX (bar), looks);
  return bar;
}

GtkWidget *
kin_history_page_new (KinDesk *desk)
{
  Page      *page = g_new0 (Page, 1);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  page->desk = g_object_ref (desk);
  page->rows = g_ptr_array_new ();
  page->shown = MORE;
  page->group = adw_preferences_group_new ();
  gtk_widget_add_css_class (page->group, "kin-page");
  gtk_widget_add_css_class (page->group, "kin-form");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), page->group);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), make_bar (page));
  gtk_box_append (GTK_BOX (box), scrolled);
  g_object_set_data_full (G_OBJECT (box), "kin-page", page, free_page);
  kin_panel_follow (box, desk, refresh, page);
  return box;
}
