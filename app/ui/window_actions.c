/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys and the menu of the window. Every action is an action of the frame, so a screen reader's user finds them too. */
#include "window_actions.h"

#include <glib/gi18n-lib.h>

#include "ask.h"
#include "backups_dialog.h"
#include "children.h"
#include "erase_dialog.h"
#include "erase_job.h"
#include "export_dialog.h"
#include "help_window.h"
#include "homes_page.h"
#include "import_page.h"
#include "join_dialog.h"
#include "keys_dialog.h"
#include "kitchen.h"
#include "many.h"
#include "merge.h"
#include "merge_dialog.h"
#include "people.h"
#include "picked.h"
#include "preferences.h"
#include "print_dialog.h"
#include "record_page.h"
#include "search_box.h"
#include "table_page.h"

static void
do_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_window_undo (KIN_WINDOW (widget));
}

static void
do_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_desk_redo (kin_window_desk (KIN_WINDOW (widget)));
}

static void
do_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_window_back (KIN_WINDOW (widget));
}

static void
do_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_search_box_focus (KIN_SEARCH_BOX (kin_window_search (KIN_WINDOW (widget))));
}

static void
do_add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_window_add_here (KIN_WINDOW (widget));
}

static void
do_confirm (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *page = kin_window_page (KIN_WINDOW (widget));

  if (KIN_IS_RECORD_PAGE (page))
    kin_record_page_add (KIN_RECORD_PAGE (page));
}

/* NULL: fewer than two rows are selected. */
static KinPicked *
several (GtkWidget *widget)
{
  KinPicked *picked = kin_picked_of (kin_window_page (KIN_WINDOW (widget)));

  if (picked != NULL && picked->selected->len < 2)
    g_clear_pointer (&picked, kin_picked_free);
  return picked;
}

/* Esc lets go of what is selected, leaves a new record, or goes back. */
static void
do_leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *page = kin_window_page (KIN_WINDOW (widget));

  g_autoptr (KinPicked) picked = several (widget);

  if (picked != NULL)
    kin_table_unselect (picked->table);
  else if (KIN_IS_RECORD_PAGE (page) && kin_record_page_is_new (KIN_RECORD_PAGE (page)))
    kin_record_page_cancel (KIN_RECORD_PAGE (page));
  else
    kin_window_back (KIN_WINDOW (widget));
}

static void
do_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KinWindow *self = KIN_WINDOW (widget);
  GtkWidget *page = kin_window_page (self);

  if (KIN_IS_RECORD_PAGE (page))
    kin_form_focus (kin_record_page_form (KIN_RECORD_PAGE (page)), G_MAXUINT);
  else
    kin_desk_open (kin_window_desk (self), kin_window_selected (self));
}

static void
delete_record (KinWindow *self, gint64 no)
{
  KinReader            *reader = kin_desk_reader (kin_window_desk (self));
  const KinType        *type = no != 0 ? kin_reader_type_of (reader, no) : NULL;
  g_autoptr (KinRecord) record = type != NULL ? kin_reader_get (reader, type, no) : NULL;

  if (record != NULL)
    kin_desk_delete (kin_window_desk (self), record);
}

static void
do_change_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (KinPicked) picked = several (widget);

  kin_desk_flush (kin_window_desk (KIN_WINDOW (widget)));
  if (picked != NULL)
    kin_many_change (GTK_WINDOW (widget), kin_window_desk (KIN_WINDOW (widget)), picked->type, picked->selected);
  else
    kin_desk_say (kin_window_desk (KIN_WINDOW (widget)), _("Select several rows first: Shift and the arrow keys, or Ctrl+A."), FALSE);
}

/* The homes that somebody has just rung: those selected, or the one that is open. */
static GArray *
find_rung (KinWindow *self)
{
  g_autoptr (KinPicked) picked = kin_picked_of (kin_window_page (self));
  KinReader            *reader = kin_desk_reader (kin_window_desk (self));
  GArray               *rung = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64                no = kin_window_selected (self);

  if (picked != NULL && picked->type == &kin_household)
    g_array_append_vals (rung, picked->selected->data, picked->selected->len);
  else if (picked == NULL && no != 0 && kin_reader_type_of (reader, no) == &kin_household)
    g_array_append_val (rung, no);
  return rung;
}

static void
do_confirm_vacancies (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KinDesk          *desk = kin_window_desk (KIN_WINDOW (widget));
  g_autoptr (GArray) rung = find_rung (KIN_WINDOW (widget));
  KinValue          today = { .is_set = TRUE, .a = kin_desk_today (desk) };
  g_autofree char  *what = kin_many_words (&kin_household, rung->len);
  /* Translators: somebody rang them and asked: "3 homes: vacancies confirmed today" */
  g_autofree char  *label = g_strdup_printf (_("%s: vacancies confirmed today"), what);

  kin_desk_flush (desk);
  if (rung->len > 0)
    kin_many_set (desk, &kin_household, rung, KIN_HOUSEHOLD_CONFIRMED, &today, label);
  else
    kin_desk_say (desk, _("Select the homes that you rang, on the page of homes."), FALSE);
}

static void
do_merge_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (KinPicked) picked = several (widget);
  KinDesk              *desk = kin_window_desk (KIN_WINDOW (widget));
  g_autoptr (KinRecord) one = NULL, two = NULL;

  kin_desk_flush (desk);
  if (picked == NULL || picked->selected->len != 2 || !kin_book_can_merge (picked->type))
    {
      kin_desk_say (desk, _("Select the two that are one: children, homes, carers or providers."), FALSE);
      return;
    }
  one = kin_reader_get (kin_desk_reader (desk), picked->type, g_array_index (picked->selected, gint64, 0));
  two = kin_reader_get (kin_desk_reader (desk), picked->type, g_array_index (picked->selected, gint64, 1));
  if (one != NULL && two != NULL)
    kin_merge_ask (GTK_WINDOW (widget), desk, one, two);
}

static void
do_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (KinPicked) picked = several (widget);

  if (picked != NULL)
    {
      kin_many_delete (kin_window_desk (KIN_WINDOW (widget)), picked->type, picked->selected);
      return;
    }
  delete_record (KIN_WINDOW (widget), kin_window_selected (KIN_WINDOW (widget)));
}

static void
do_delete_record (GtkWidget *widget, const char *name, GVariant *parameter)
{
  delete_record (KIN_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
do_open_record (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_window_open (KIN_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
do_place_child (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KinDesk              *desk = kin_window_desk (KIN_WINDOW (widget));
  g_autoptr (KinRecord) record = kin_record_new (&kin_placement);

  kin_record_set_link (record, KIN_PLACEMENT_HOUSEHOLD, g_variant_get_int64 (parameter));
  kin_record_set_period (record, KIN_PLACEMENT_PERIOD, kin_desk_today (desk), KIN_NO_DAY);
  kin_desk_add (desk, record);
}

/* For a child, from a day on, the homes that have a place that night. */
static void
do_find_home (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KinWindow *self = KIN_WINDOW (widget);
  KinDesk   *desk = kin_window_desk (self);
  gint64     child;
  KinDay     day;

  g_variant_get (parameter, "(xi)", &child, &day);
  if (!kin_window_show (self, "homes"))
    return;
  kin_when_set (kin_desk_when (desk), day == kin_desk_today (desk) ? KIN_NO_DAY : day, G_MAXINT64);
  kin_homes_page_seek (KIN_HOMES_PAGE (kin_window_page (self)), child, day);
}

static void
do_go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *const *pages = kin_window_pages ();
  int                to = g_variant_get_int32 (parameter);

  for (int i = 0; pages[i] != NULL; i++)
    if (i == to)
      kin_window_show (KIN_WINDOW (widget), pages[i]);
}

static void
do_show (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_window_show (KIN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
do_sidebar (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_window_toggle_sidebar (KIN_WINDOW (widget));
}

static void
do_cover (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_window_cover (KIN_WINDOW (widget), FALSE);
}

static void
do_lock (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_window_cover (KIN_WINDOW (widget), TRUE);
}

static void
do_kitchen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_window_kitchen (KIN_WINDOW (widget));
}

static void
do_help (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_help_show (GTK_WINDOW (widget), kin_window_topic (KIN_WINDOW (widget)));
}

static void
do_preferences (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_preferences_show (GTK_WINDOW (widget));
}

static void
do_about (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_ask_about (GTK_WINDOW (widget));
}

static void
do_shortcuts (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_ask_shortcuts (GTK_WINDOW (widget));
}

/* The rows and columns as they stand on the page, in their order; only selected ones when that is asked. */
static void
export_rows (KinWindow *self, gboolean only_selected)
{
  KinDesk              *desk = kin_window_desk (self);
  g_autoptr (KinPicked) picked = kin_picked_of (kin_window_page (self));
  g_autoptr (KinShown)  shown = kin_window_shown (self), some = NULL;

  kin_desk_flush (desk);
  if (shown != NULL && only_selected && picked != NULL)
    some = kin_shown_pick (shown, (const guint *) (gpointer) picked->places->data, picked->places->len);
  if (shown != NULL)
    kin_export_shown (GTK_WINDOW (self), desk, some != NULL ? some : shown);
  else if (picked != NULL)
    kin_export_dialog (GTK_WINDOW (self), desk, picked->type, only_selected ? picked->selected : picked->ids, picked->spec, picked->columns);
  else
    kin_desk_say (desk, _("Open a list first: what it shows is what is exported."), FALSE);
}

static void
do_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export_rows (KIN_WINDOW (widget), FALSE);
}

static void
do_export_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export_rows (KIN_WINDOW (widget), TRUE);
}

static void
do_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_import_page (GTK_WINDOW (widget), kin_window_desk (KIN_WINDOW (widget)), NULL);
}

static void
do_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_print_window (KIN_WINDOW (widget), KIN_PRINT_LIST);
}

static void
do_weekend_sheet (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_print_window (KIN_WINDOW (widget), KIN_PRINT_WEEKEND);
}

static void
do_committee_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KinDesk         *desk = kin_window_desk (KIN_WINDOW (widget));
  g_autofree char *shut = kin_sight_words (kin_desk_sight (desk), NULL);

  /* It says what categories cost. */
  if (kin_sight_sees_money (kin_desk_sight (desk)))
    kin_print_window (KIN_WINDOW (widget), KIN_PRINT_COMMITTEE);
  else
    kin_desk_say (desk, shut, FALSE);
}

static void
do_backups (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_backups_dialog (KIN_WINDOW (widget));
}

static void
do_join (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_join_dialog (KIN_WINDOW (widget));
}

static void
do_erase (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (KinPicked) picked = several (widget);

  /* One at a time: what goes with each is for a person to read. */
  kin_erase_dialog (GTK_WINDOW (widget), kin_window_desk (KIN_WINDOW (widget)), picked != NULL ? 0 : kin_window_selected (KIN_WINDOW (widget)));
}

static void
do_sync (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KinDesk *desk = kin_window_desk (KIN_WINDOW (widget));

  kin_desk_flush (desk);
  if (kin_desk_office (desk) != NULL)
    kin_sync_now (kin_desk_sync (desk));
  else
    kin_join_dialog (KIN_WINDOW (widget));
}

static void
do_keys (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kin_keys_dialog (KIN_WINDOW (widget));
}

/* Delete means the row only while the keyboard is in a list; in an entry it is the entry's. */
static gboolean
on_delete_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkWidget *page = kin_window_page (KIN_WINDOW (widget)), *focus = gtk_root_get_focus (GTK_ROOT (widget));

  if (KIN_IS_RECORD_PAGE (page) || focus == NULL || gtk_widget_get_ancestor (focus, KIN_TYPE_TABLE) == NULL)
    return FALSE;
  do_delete (widget, NULL, NULL);
  return TRUE;
}

static const struct
{
  const char               *name;
  const char               *parameter;
  GtkWidgetActionActivateFunc activate;
  guint                     key;
  GdkModifierType           modifiers;
} actions[] = {
  { "win.undo", NULL, do_undo, GDK_KEY_z, GDK_CONTROL_MASK },
  { "win.redo", NULL, do_redo, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "win.back", NULL, do_back, GDK_KEY_Left, GDK_ALT_MASK },
  { "win.search", NULL, do_search, GDK_KEY_f, GDK_CONTROL_MASK },
  { "win.add", NULL, do_add, GDK_KEY_n, GDK_CONTROL_MASK },
  { "win.confirm", NULL, do_confirm, GDK_KEY_Return, GDK_CONTROL_MASK },
  { "win.edit", NULL, do_edit, GDK_KEY_F2, 0 },
  { "win.delete", NULL, do_delete, 0, 0 },
  { "win.change-selected", NULL, do_change_selected, GDK_KEY_m, GDK_CONTROL_MASK },
  { "win.confirm-vacancies", NULL, do_confirm_vacancies, GDK_KEY_r, GDK_CONTROL_MASK },
  { "win.merge-selected", NULL, do_merge_selected, 0, 0 },
  { "win.export-selected", NULL, do_export_selected, 0, 0 },
  { "win.leave", NULL, do_leave, GDK_KEY_Escape, 0 },
  { "win.sidebar", NULL, do_sidebar, GDK_KEY_F9, 0 },
  { "win.cover", NULL, do_cover, GDK_KEY_l, GDK_CONTROL_MASK },
  { "win.lock", NULL, do_lock, GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "win.kitchen", NULL, do_kitchen, GDK_KEY_k, GDK_CONTROL_MASK },
  { "win.import", NULL, do_import, GDK_KEY_i, GDK_CONTROL_MASK },
  { "win.export", NULL, do_export, GDK_KEY_e, GDK_CONTROL_MASK },
  { "win.print", NULL, do_print, GDK_KEY_p, GDK_CONTROL_MASK },
  { "win.weekend-sheet", NULL, do_weekend_sheet, 0, 0 },
  { "win.committee-page", NULL, do_committee_page, 0, 0 },
  { "win.backups", NULL, do_backups, 0, 0 },
  { "win.keys", NULL, do_keys, 0, 0 },
  { "win.join", NULL, do_join, 0, 0 },
  { "win.erase", NULL, do_erase, 0, 0 },
  { "win.sync", NULL, do_sync, GDK_KEY_F5, 0 },
  { "win.help", NULL, do_help, GDK_KEY_F1, 0 },
  { "win.preferences", NULL, do_preferences, GDK_KEY_comma, GDK_CONTROL_MASK },
  { "win.about", NULL, do_about, 0, 0 },
  { "win.shortcuts", NULL, do_shortcuts, GDK_KEY_question, GDK_CONTROL_MASK },
  { "win.open-record", "x", do_open_record, 0, 0 },
  { "win.delete-record", "x", do_delete_record, 0, 0 },
  { "win.place-child", "x", do_place_child, 0, 0 },
  { "win.find-home", "(xi)", do_find_home, 0, 0 },
  { "win.go", "i", do_go, 0, 0 },
  { "win.show", "s", do_show, 0, 0 },
};

void
kin_window_install_actions (GtkWidgetClass *class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (class, actions[i].name, actions[i].parameter, actions[i].activate);
}

void
kin_window_allow (KinWindow *self, KinMayDo may)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, may == KIN_MAY_DO_ALL || (may == KIN_MAY_DO_KITCHEN && kin_kitchen_may_do (actions[i].name)));
}

static void
add_key (GtkEventController *keys, guint key, GdkModifierType modifiers, GtkShortcutAction *action, GVariant *arguments)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), action);

  gtk_shortcut_set_arguments (shortcut, arguments);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

/* Caught first, and last of all controllers: else the search entry, which takes what is typed anywhere, takes it too. */
static void
add_delete_key (GtkWidget *widget, gpointer data)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  add_key (keys, GDK_KEY_Delete, 0, gtk_callback_action_new (on_delete_key, NULL, NULL), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, keys);
}

void
kin_window_add_keys (KinWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].key != 0)
      add_key (keys, actions[i].key, actions[i].modifiers, gtk_named_action_new (actions[i].name), NULL);
  for (guint i = 0; i < 9; i++)
    add_key (keys, GDK_KEY_1 + i, GDK_ALT_MASK, gtk_named_action_new ("win.go"), g_variant_new_int32 ((int) i));
  add_key (keys, GDK_KEY_w, GDK_CONTROL_MASK, gtk_named_action_new ("window.close"), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "realize", G_CALLBACK (add_delete_key), NULL);
}

GMenuModel *
kin_window_menu (KinDesk *desk)
{
  GMenu            *menu = g_menu_new ();
  g_autoptr (GMenu) file = g_menu_new (), view = g_menu_new (), help = g_menu_new ();

  g_menu_append (file, _("Open another file…"), "app.start");
  g_menu_append (file, _("Import…"), "win.import");
  g_menu_append (file, _("Export what I see…"), "win.export");
  g_menu_append (file, _("Print what I see…"), "win.print");
  g_menu_append (file, _("Weekend sheet…"), "win.weekend-sheet");
  g_menu_append (file, _("Committee page…"), "win.committee-page");
  g_menu_append (file, _("Backups…"), "win.backups");
  g_menu_append (file, _("Key and recovery…"), "win.keys");
  g_menu_append (file, _("The authority…"), "win.join");
  if (kin_erase_may (desk))
    g_menu_append (file, _("Erase for good…"), "win.erase");
  g_menu_append (file, _("Back up now"), "app.back-up");
  g_menu_append (view, _("Show or hide the sidebar"), "win.sidebar");
  g_menu_append (view, _("Hide everything (Ctrl+L)"), "win.cover");
  g_menu_append (view, _("Lock"), "win.lock");
  g_menu_append (view, _("Only this home on the screen"), "win.kitchen");
  g_menu_append (view, _("Preferences"), "win.preferences");
  g_menu_append (help, _("Help"), "win.help");
  g_menu_append (help, _("Keyboard shortcuts"), "win.shortcuts");
  g_menu_append (help, _("About Kinkeeper"), "win.about");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (file));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (view));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (help));
  return G_MENU_MODEL (menu);
}
