/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar, the header, the strip. */
#include "window_frame.h"

#include <glib/gi18n-lib.h>

#include "history_words.h"
#include "outbox.h"
#include "search_box.h"
#include "sidebar.h"
#include "tab_stop.h"
#include "strips.h"
#include "window_actions.h"
#include "working.h"

static GtkWidget *
make_sidebar_row (const KinPlace *place, KinDesk *desk)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label = gtk_label_new (_(place->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (place->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(place->title), -1);
  if (place->number != NULL)
    {
      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (box), place->number (desk, row, _(place->title)));
    }
  return row;
}

static void
make_sidebar (KinFrame *frame, KinDesk *desk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *scrolled = gtk_scrolled_window_new ();

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("Kinkeeper", NULL));
  gtk_widget_add_css_class (header, "flat");
  frame->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (frame->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (frame->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"), -1);
  for (const KinPlace *place = kin_places (); place->name != NULL; place++)
    gtk_list_box_append (frame->list, make_sidebar_row (place, desk));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), kin_tab_stop_new (GTK_WIDGET (frame->list)));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), kin_office_line_new (desk));
  gtk_widget_add_css_class (box, "kin-sidebar");
  gtk_widget_set_size_request (box, 190, -1);
  gtk_widget_set_hexpand (box, FALSE); /* whatever is in it: the page has the room */
  frame->sidebar = box;
}

static GtkWidget *
make_icon_button (const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_header (KinFrame *frame, KinDesk *desk, GtkWidget *window)
{
  GtkWidget *header = adw_header_bar_new ();

  frame->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  frame->back = make_icon_button ("go-previous-symbolic", _("Back"), "win.back");
  frame->undo = make_icon_button ("edit-undo-symbolic", _("Undo"), "win.undo");
  frame->redo = make_icon_button ("edit-redo-symbolic", _("Redo"), "win.redo");
  frame->search = kin_search_box_new (desk, window);
  frame->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (frame->menu), "open-menu-symbolic");
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (frame->menu), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (frame->menu), kin_window_menu (desk));
  gtk_widget_set_tooltip_text (frame->menu, _("Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (frame->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Menu"), -1);
  frame->kitchen = gtk_button_new_with_label (_("Show everything…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (frame->kitchen), "win.kitchen");
  gtk_widget_set_tooltip_text (frame->kitchen, _("Only this home is on the screen. Ctrl+K asks for the passphrase and brings the rest back."));
  gtk_widget_set_visible (frame->kitchen, FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (frame->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), frame->back);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), frame->undo);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), frame->redo);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), frame->menu);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), frame->search);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), frame->kitchen);
  return header;
}

GtkWidget *
kin_frame_new (KinFrame *frame, KinDesk *desk, GtkWidget *window, GtkWidget *body)
{
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  kin_working_follow (GTK_WINDOW (window), desk);
  make_sidebar (frame, desk);
  frame->edge = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (right), make_header (frame, desk, window));
  gtk_box_append (GTK_BOX (right), kin_strips_new (desk));
  gtk_box_append (GTK_BOX (right), body);
  gtk_box_append (GTK_BOX (sides), frame->sidebar);
  gtk_box_append (GTK_BOX (sides), frame->edge);
  gtk_box_append (GTK_BOX (sides), right);
  return sides;
}

void
kin_frame_kitchen (KinFrame *frame, gboolean kitchen)
{
  GtkWidget *const round[] = { frame->sidebar, frame->edge, frame->back, frame->undo, frame->redo, frame->search, frame->menu };

  for (guint i = 0; i < G_N_ELEMENTS (round); i++)
    gtk_widget_set_visible (round[i], !kitchen);
  gtk_widget_set_visible (frame->kitchen, kitchen);
}

static void
say_button (GtkWidget *button, KinDesk *desk, const KinAction *action, const char *verb, const char *nothing)
{
  g_autofree char *what = action != NULL ? kin_action_words (desk, action) : NULL;
  /* Translators: "Undo: Home added" */
  g_autofree char *tip = action != NULL ? g_strdup_printf (_("%s: %s"), verb, what) : g_strdup (nothing);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_set_sensitive (button, action != NULL);
}

void
kin_frame_tell_undo (KinFrame *frame, KinDesk *desk)
{
  g_autoptr (KinAction) undo = kin_reader_undoable (kin_desk_reader (desk));
  g_autoptr (KinAction) redo = kin_reader_redoable (kin_desk_reader (desk));

  say_button (frame->undo, desk, undo, _("Undo"), _("Nothing to undo"));
  say_button (frame->redo, desk, redo, _("Redo"), _("Nothing to redo"));
}
