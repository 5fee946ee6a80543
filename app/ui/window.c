/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: which page is shown, where Back leads, and what the keys do. */
#include "window.h"

#include <glib/gi18n-lib.h>

#include "children.h"
#include "cover.h"
#include "figure_list.h"
#include "homes_page.h"
#include "kitchen.h"
#include "pages.h"
#include "people.h"
#include "record_page.h"
#include "search_box.h"
#include "sidebar.h"
#include "table_page.h"
#include "toasts.h"
#include "window_actions.h"
#include "window_frame.h"

struct _KinWindow
{
  AdwApplicationWindow parent_instance;

  KinDesk         *desk;
  KinFrame         frame;
  GtkStack        *stack;
  AdwToastOverlay *toasts;
  KinCover        *cover;
  gint64           kitchen;         /* the home that alone is on the screen; 0: all is */
  gint64           kitchen_since;   /* the newest action that could be undone when it began */
  gboolean         leaving_kitchen; /* the passphrase is asked for */
  GPtrArray       *visited; /* pages of records, the last one is shown; not owned: the stack has them */
  guint            n_made;
  gboolean         selecting, closing;
};

G_DEFINE_FINAL_TYPE (KinWindow, kin_window, ADW_TYPE_APPLICATION_WINDOW)

static void
kin_window_dispose (GObject *object)
{
  KinWindow *self = KIN_WINDOW (object);

  if (self->desk != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->desk, self);
      kin_desk_stop_sync (self->desk);
    }
  G_OBJECT_CLASS (kin_window_parent_class)->dispose (object);
  g_clear_pointer (&self->visited, g_ptr_array_unref);
  g_clear_object (&self->desk);
}

static const KinPlace *
current_place (KinWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->frame.list);

  return &kin_places ()[row != NULL ? gtk_list_box_row_get_index (row) : 0];
}

static KinRecordPage *
current_record (KinWindow *self)
{
  return self->visited->len > 0 ? self->visited->pdata[self->visited->len - 1] : NULL;
}

static void
show_titles (KinWindow *self)
{
  KinRecordPage   *record = current_record (self);
  g_autofree char *title = NULL, *subtitle = NULL;

  if (record != NULL)
    {
      title = kin_record_page_title (record);
      subtitle = kin_record_page_subtitle (record);
    }
  else
    {
      GtkWidget *page = gtk_stack_get_visible_child (self->stack);

      title = g_strdup (_(current_place (self)->title));
      if (page != NULL)
        subtitle = kin_place_subtitle (current_place (self), page);
    }
  adw_window_title_set_title (self->frame.title, title);
  adw_window_title_set_subtitle (self->frame.title, subtitle != NULL ? subtitle : "");
  gtk_widget_set_sensitive (self->frame.back, record != NULL);
  if (self->kitchen != 0)
    gtk_widget_set_visible (self->frame.back, self->visited->len > 1);
  kin_search_box_listen (KIN_SEARCH_BOX (self->frame.search), self->kitchen == 0);
}

static void
on_history (KinDesk *desk, KinWindow *self)
{
  kin_frame_tell_undo (&self->frame, desk);
}

static GtkWidget *
make_page (KinWindow *self, const KinPlace *place)
{
  GtkWidget *page = kin_place_make (place, self->desk);

  if (g_signal_lookup ("title", G_OBJECT_TYPE (page)) != 0)
    g_signal_connect_object (page, "title", G_CALLBACK (show_titles), self, G_CONNECT_SWAPPED);
  return page;
}

static void
leave_records (KinWindow *self, guint keep)
{
  kin_desk_flush (self->desk);
  while (self->visited->len > keep)
    {
      GtkWidget *page = self->visited->pdata[self->visited->len - 1];

      g_ptr_array_set_size (self->visited, (int) self->visited->len - 1);
      g_signal_handlers_disconnect_by_data (page, self);
      gtk_stack_remove (self->stack, page);
    }
}

static void
focus_page (KinWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  if (KIN_IS_HOMES_PAGE (page))
    kin_homes_page_focus (KIN_HOMES_PAGE (page));
  else if (KIN_IS_FIGURE_LIST (page))
    gtk_widget_grab_focus (GTK_WIDGET (kin_table_view (kin_figure_list_table (KIN_FIGURE_LIST (page)))));
  else if (KIN_IS_TABLE_PAGE (page))
    kin_table_page_focus (KIN_TABLE_PAGE (page));
  else if (KIN_IS_RECORD_PAGE (page) && kin_record_page_is_new (KIN_RECORD_PAGE (page)))
    kin_form_focus (kin_record_page_form (KIN_RECORD_PAGE (page)), G_MAXUINT);
}

/* Shows the page of the sidebar, or the record last visited; the keyboard stays where it is. */
static void
show_page (KinWindow *self)
{
  const KinPlace *place = current_place (self);
  GtkWidget   *page = (GtkWidget *) current_record (self);

  if (page == NULL)
    {
      page = gtk_stack_get_child_by_name (self->stack, place->name);
      if (page == NULL)
        {
          page = make_page (self, place);
          gtk_stack_add_named (self->stack, page, place->name);
        }
    }
  gtk_stack_set_visible_child (self->stack, page);
  show_titles (self);
}

static void
show_current (KinWindow *self)
{
  show_page (self);
  focus_page (self);
}

static void
on_selected (GtkListBox *list, GtkListBoxRow *row, KinWindow *self)
{
  if (row == NULL || self->selecting)
    return;
  leave_records (self, 0);
  show_page (self); /* the arrow keys go on in the sidebar; Enter goes into the page */
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, KinWindow *self)
{
  leave_records (self, 0);
  show_current (self);
}

gboolean
kin_window_show (KinWindow *self, const char *name)
{
  const KinPlace *places = kin_places ();

  for (guint i = 0; places[i].name != NULL; i++)
    if (g_strcmp0 (places[i].name, name) == 0)
      {
        self->selecting = TRUE;
        gtk_list_box_select_row (self->frame.list, gtk_list_box_get_row_at_index (self->frame.list, (int) i));
        self->selecting = FALSE;
        leave_records (self, 0);
        show_current (self);
        return TRUE;
      }
  return FALSE;
}

const char *const *
kin_window_pages (void)
{
  static const char *names[32];

  for (guint i = 0; kin_places ()[i].name != NULL; i++)
    names[i] = kin_places ()[i].name;
  return names;
}

void
kin_window_back (KinWindow *self)
{
  /* In the kitchen the home is the last page there is. */
  if (self->visited->len <= (self->kitchen != 0 ? 1 : 0))
    return;
  leave_records (self, self->visited->len - 1);
  show_current (self);
}

static gboolean
go_back_later (gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  KinWindow            *self = g_object_get_data (G_OBJECT (page), "kin-window");
  guint                 place;

  if (self->visited != NULL && g_ptr_array_find (self->visited, page, &place))
    {
      const gint64 *then = g_object_get_data (G_OBJECT (page), "kin-then");

      leave_records (self, place);
      if (then != NULL)
        kin_window_open (self, *then);
      else
        show_current (self);
    }
  return G_SOURCE_REMOVE;
}

/* Not at once: the page is in the middle of saying so. */
static void
on_gone (KinRecordPage *page, KinWindow *self)
{
  g_object_set_data (G_OBJECT (page), "kin-window", self);
  g_idle_add (go_back_later, g_object_ref (page));
}

static void
on_added (KinRecordPage *page, gint64 no, KinWindow *self)
{
  g_autofree char *said = g_strdup_printf (_("%s added"), _(kin_record_type (kin_record_page_record (page))->label));
  gint64           owner = kin_record_page_owner (page);

  /* A part is seen on the page that it was added from; all else on its own. */
  if (owner == 0 || self->visited->len < 2)
    g_object_set_data_full (G_OBJECT (page), "kin-then", g_memdup2 (&no, sizeof no), g_free);
  on_gone (page, self);
  kin_desk_say (self->desk, said, TRUE);
}

/* Says that it is not shown, and never why. */
static gboolean
may_show (KinWindow *self, KinRecord *record)
{
  if (!kin_sight_sees (kin_desk_sight (self->desk), record))
    {
      g_autofree char *words = kin_sight_words (kin_desk_sight (self->desk), record);

      kin_desk_say (self->desk, words, FALSE);
      return FALSE;
    }
  if (self->kitchen == 0 || kin_kitchen_may_show (kin_desk_reader (self->desk), self->kitchen, record))
    return TRUE;
  kin_desk_say (self->desk, _("Only this home is on the screen. Press Ctrl+K to show everything."), FALSE);
  return FALSE;
}

static void
push (KinWindow *self, KinRecord *record)
{
  GtkWidget       *page = kin_record_page_new (self->desk, record);
  g_autofree char *name = g_strdup_printf ("record-%u", self->n_made++);

  g_signal_connect_swapped (page, "title", G_CALLBACK (show_titles), self);
  g_signal_connect (page, "gone", G_CALLBACK (on_gone), self);
  g_signal_connect (page, "cancelled", G_CALLBACK (on_gone), self);
  g_signal_connect (page, "added", G_CALLBACK (on_added), self);
  gtk_stack_add_named (self->stack, page, name);
  g_ptr_array_add (self->visited, page);
  if (self->kitchen != 0)
    kin_record_page_set_alone (KIN_RECORD_PAGE (page), TRUE);
  show_current (self);
}

void
kin_window_open (KinWindow *self, gint64 no)
{
  const KinType        *type = kin_reader_type_of (kin_desk_reader (self->desk), no);
  g_autoptr (KinRecord) record = NULL;

  kin_desk_flush (self->desk);
  if (current_record (self) != NULL && kin_record_no (kin_record_page_record (current_record (self))) == no)
    return;
  record = type != NULL ? kin_reader_get (kin_desk_reader (self->desk), type, no) : NULL;
  if (record == NULL)
    {
      kin_desk_say (self->desk, _("That record was deleted. Its history is on the History page."), FALSE);
      return;
    }
  if (!may_show (self, record))
    return;
  kin_desk_opened (self->desk, record);
  push (self, record);
}

static void
on_open (KinDesk *desk, gint64 no, KinWindow *self)
{
  kin_window_open (self, no);
}

static void
on_add (KinDesk *desk, KinRecord *preset, KinWindow *self)
{
  kin_desk_flush (desk);
  if (may_show (self, preset))
    push (self, preset);
}

static void
on_say (KinDesk *desk, const char *text, gboolean undo, KinWindow *self)
{
  kin_toasts_say (self->toasts, text, undo);
}

void
kin_window_add_here (KinWindow *self)
{
  const KinPlace *place = current_place (self);
  g_autoptr (KinRecord) record = NULL;

  if (place->type == NULL)
    return;
  record = kin_record_new (place->type);
  if (place->type == &kin_placement)
    kin_record_set_period (record, KIN_PLACEMENT_PERIOD, kin_desk_today (self->desk), KIN_NO_DAY);
  kin_desk_add (self->desk, record);
}

/* The record that a key is about: the one shown, or the one under the keyboard in the list. */
gint64
kin_window_selected (KinWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  if (KIN_IS_RECORD_PAGE (page))
    return kin_record_no (kin_record_page_record (KIN_RECORD_PAGE (page)));
  if (KIN_IS_FIGURE_LIST (page))
    return kin_figure_list_selected (KIN_FIGURE_LIST (page));
  if (KIN_IS_HOMES_PAGE (page))
    return kin_table_get_selected (kin_homes_page_table (KIN_HOMES_PAGE (page)));
  return KIN_IS_TABLE_PAGE (page) ? kin_table_get_selected (kin_table_page_table (KIN_TABLE_PAGE (page))) : 0;
}

const char *
kin_window_topic (KinWindow *self)
{
  KinRecordPage *record = current_record (self);
  const KinType *type = record != NULL ? kin_record_type (kin_record_page_record (record)) : NULL;

  for (const KinPlace *place = kin_places (); type != NULL && place->name != NULL; place++)
    if (place->type == type)
      return place->name;
  return current_place (self)->name;
}

GtkWidget *
kin_window_search (KinWindow *self)
{
  return self->frame.search;
}

void
kin_window_toggle_sidebar (KinWindow *self)
{
  gtk_widget_set_visible (self->frame.sidebar, !gtk_widget_get_visible (self->frame.sidebar));
}

KinDesk *
kin_window_desk (KinWindow *self)
{
  return self->desk;
}

GtkWidget *
kin_window_page (KinWindow *self)
{
  return gtk_stack_get_visible_child (self->stack);
}

KinShown *
kin_window_shown (KinWindow *self)
{
  const KinPlace *place = current_place (self);

  return current_record (self) == NULL ? kin_place_shown (place, kin_window_page (self)) : NULL;
}

gboolean
kin_window_is_ready (KinWindow *self)
{
  GtkWidget *page = kin_window_page (self);

  return current_record (self) != NULL ? kin_record_page_is_complete (current_record (self)) : page != NULL && kin_place_is_ready (current_place (self), page);
}

static gboolean
finish_closing (gpointer data)
{
  KinWindow *self = data;

  /* What was typed is on its way to the writer; the window goes when it has arrived. */
  if (kin_desk_n_pending (self->desk) > 0)
    return G_SOURCE_CONTINUE;
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

static gboolean
kin_window_close_request (GtkWindow *window)
{
  KinWindow            *self = KIN_WINDOW (window);
  g_autoptr (GSettings) settings = g_settings_new (KIN_APP_ID);
  int                   width, height;

  if (self->closing)
    return TRUE;
  self->closing = TRUE;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", CLAMP (width, 600, 10000));
  g_settings_set_int (settings, "window-height", CLAMP (height, 400, 10000));
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_string (settings, "sidebar-page", current_place (self)->name);
  kin_desk_flush (self->desk);
  g_timeout_add (5, finish_closing, g_object_ref (self));
  return TRUE;
}

static void
kin_window_class_init (KinWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kin_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = kin_window_close_request;
  kin_window_install_actions (GTK_WIDGET_CLASS (class));
}

static void
kin_window_init (KinWindow *self)
{
  self->visited = g_ptr_array_new ();
  kin_window_add_keys (self);
}

static void
raise_cover (KinWindow *self, KinCoverWay way, const char *title, const char *description)
{
  kin_desk_flush (self->desk);
  kin_search_box_listen (KIN_SEARCH_BOX (self->frame.search), FALSE);
  kin_cover_raise (self->cover, way, title, description);
  kin_window_allow (self, KIN_MAY_DO_NOTHING);
}

void
kin_window_cover (KinWindow *self, gboolean lock)
{
  self->leaving_kitchen = FALSE;
  raise_cover (self, lock ? KIN_COVER_LOCK : KIN_COVER_BLANK, NULL, NULL);
}

static void
set_kitchen (KinWindow *self, gint64 home)
{
  g_autoptr (KinAction) newest = kin_reader_undoable (kin_desk_reader (self->desk));

  self->kitchen = home;
  self->kitchen_since = newest != NULL ? newest->no : 0;
  kin_frame_kitchen (&self->frame, home != 0);
  kin_window_allow (self, home != 0 ? KIN_MAY_DO_KITCHEN : KIN_MAY_DO_ALL);
  for (guint i = 0; i < self->visited->len; i++)
    kin_record_page_set_alone (self->visited->pdata[i], home != 0);
  show_titles (self);
}

static void
on_uncovered (KinCover *cover, KinWindow *self)
{
  kin_window_allow (self, self->kitchen != 0 ? KIN_MAY_DO_KITCHEN : KIN_MAY_DO_ALL);
  kin_search_box_listen (KIN_SEARCH_BOX (self->frame.search), self->kitchen == 0);
  if (self->leaving_kitchen)
    set_kitchen (self, 0);
  self->leaving_kitchen = FALSE;
}

static void
on_kept (KinCover *cover, KinWindow *self)
{
  self->leaving_kitchen = FALSE;
  on_uncovered (cover, self);
}

gboolean
kin_window_is_shut (KinWindow *self)
{
  return self->kitchen != 0 || kin_cover_is_up (self->cover);
}

void
kin_window_kitchen (KinWindow *self)
{
  gint64         no = kin_window_selected (self);
  const KinType *type = no != 0 ? kin_reader_type_of (kin_desk_reader (self->desk), no) : NULL;

  if (self->kitchen != 0)
    {
      self->leaving_kitchen = TRUE;
      raise_cover (self, KIN_COVER_OFFER, _("Show everything?"),
                   kin_cover_can_lock (self->cover) ? _("Type the passphrase to bring back lists, search and history. Esc keeps only this home on the screen.")
                                                    : _("Lists, search and history come back. Esc keeps only this home on the screen."));
      return;
    }
  if (type != &kin_household)
    {
      kin_desk_say (self->desk, _("Open the home first that may stay on the screen, or choose it in the list."), FALSE);
      return;
    }
  kin_window_open (self, no);
  set_kitchen (self, no);
}

static void
lay_out (KinWindow *self)
{
  GtkWidget *overlay = gtk_overlay_new (), *sides;

  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->stack = kin_pages_new ();
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->stack));
  sides = kin_frame_new (&self->frame, self->desk, GTK_WIDGET (self), GTK_WIDGET (self->toasts));
  g_signal_connect (self->frame.list, "row-selected", G_CALLBACK (on_selected), self);
  g_signal_connect (self->frame.list, "row-activated", G_CALLBACK (on_row_activated), self);
  self->cover = KIN_COVER (kin_cover_new (sides, kin_store_path (kin_desk_store (self->desk))));
  g_signal_connect (self->cover, "opened", G_CALLBACK (on_uncovered), self);
  g_signal_connect (self->cover, "kept", G_CALLBACK (on_kept), self);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), sides);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->cover));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), overlay);
}

GtkWidget *
kin_window_new (AdwApplication *application, KinStore *store)
{
  KinWindow            *self = g_object_new (KIN_TYPE_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW, NULL); /* GTK 4.8 forgets it of a second window */
  g_autoptr (GSettings) settings = g_settings_new (KIN_APP_ID);
  g_autofree char      *page = g_settings_get_string (settings, "sidebar-page");

  self->desk = kin_desk_new (store);
  gtk_window_set_title (GTK_WINDOW (self), "Kinkeeper");
  gtk_window_set_application (GTK_WINDOW (self), GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"), g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  lay_out (self);
  g_signal_connect (self->desk, "open", G_CALLBACK (on_open), self);
  g_signal_connect (self->desk, "add", G_CALLBACK (on_add), self);
  g_signal_connect (self->desk, "say", G_CALLBACK (on_say), self);
  g_signal_connect (self->desk, "history", G_CALLBACK (on_history), self);
  g_signal_connect_object (kin_desk_when (self->desk), "changed", G_CALLBACK (show_titles), self, G_CONNECT_SWAPPED);
  on_history (self->desk, self);
  if (!kin_window_show (self, page))
    kin_window_show (self, "homes");
  return GTK_WIDGET (self);
}

void
kin_window_undo (KinWindow *self)
{
  g_autoptr (KinAction) newest = self->kitchen != 0 ? kin_reader_undoable (kin_desk_reader (self->desk)) : NULL;

  kin_toasts_forget_undo (self->toasts);
  /* What was done before the kitchen may be about other people. */
  if (self->kitchen != 0 && (newest == NULL || newest->no <= self->kitchen_since))
    kin_desk_say (self->desk, _("There is nothing to undo in this home since it was opened alone."), FALSE);
  else
    kin_desk_undo (self->desk);
}
