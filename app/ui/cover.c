/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cover. What was typed is tried on a thread: argon2id is slow on purpose. */
#include "cover.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keys.h"
#include "unlock.h"

struct _KinCover
{
  GtkBox parent_instance;

  GtkWidget  *under;
  GtkWidget  *page, *entry, *group, *problem, *open, *back;
  GtkWidget  *focus;  /* weak: what had it */
  GPtrArray  *hidden; /* dialogs, owned: they may be closed meanwhile */
  char       *path;
  KinCoverWay way;
  gboolean    trying;
};

G_DEFINE_FINAL_TYPE (KinCover, kin_cover, GTK_TYPE_BOX)

enum { OPENED, KEPT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
kin_cover_dispose (GObject *object)
{
  KinCover *self = KIN_COVER (object);

  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->hidden, g_ptr_array_unref);
  G_OBJECT_CLASS (kin_cover_parent_class)->dispose (object);
}

static void
kin_cover_finalize (GObject *object)
{
  g_free (KIN_COVER (object)->path);
  G_OBJECT_CLASS (kin_cover_parent_class)->finalize (object);
}

static void
kin_cover_class_init (KinCoverClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = kin_cover_dispose;
  G_OBJECT_CLASS (class)->finalize = kin_cover_finalize;
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEPT] = g_signal_new ("kept", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hide_dialogs (KinCover *self)
{
  GtkRoot    *window = gtk_widget_get_root (GTK_WIDGET (self));
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (all, i);
      GtkWindow            *above = each;

      while (above != NULL && above != GTK_WINDOW (window))
        above = gtk_window_get_transient_for (above);
      if (above != NULL && each != GTK_WINDOW (window) && gtk_widget_get_visible (GTK_WIDGET (each)))
        {
          gtk_widget_set_visible (GTK_WIDGET (each), FALSE);
          g_ptr_array_add (self->hidden, g_steal_pointer (&each));
        }
    }
}

static void
lower (KinCover *self, guint signal)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_set_visible (self->under, TRUE);
  for (guint i = 0; i < self->hidden->len; i++)
    gtk_widget_set_visible (self->hidden->pdata[i], TRUE);
  g_ptr_array_set_size (self->hidden, 0);
  if (self->focus != NULL && gtk_widget_get_mapped (self->focus))
    gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->focus);
  g_signal_emit (self, signals[signal], 0);
}

typedef struct
{
  char *path, *typed;
} Try;

static void
free_try (gpointer data)
{
  Try *try = data;

  explicit_bzero (try->typed, strlen (try->typed));
  g_free (try->typed);
  g_free (try->path);
  g_free (try);
}

static void
try_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Try     *try = data;
  GError  *error = NULL;
  guint8   key[KIN_KEY_BYTES];
  gboolean good = kin_keys_unseal (try->path, try->typed, key, &error);

  explicit_bzero (key, sizeof key);
  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
say_problem (KinCover *self, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->problem), sentence);
  gtk_widget_set_visible (self->problem, *sentence != '\0');
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID, *sentence != '\0' ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer data)
{
  KinCover          *self = KIN_COVER (source);
  g_autoptr (GError) error = NULL;

  self->trying = FALSE;
  gtk_widget_set_sensitive (self->open, TRUE);
  if (self->hidden == NULL)
    return; /* the window is gone */
  if (g_task_propagate_boolean (G_TASK (result), &error))
    lower (self, OPENED);
  else
    say_problem (self, error->message);
}

static void
on_go (GtkWidget *widget, KinCover *self)
{
  const char       *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GTask) task = NULL;
  Try              *try;

  if (!kin_cover_can_lock (self))
    {
      lower (self, OPENED);
      return;
    }
  if (self->trying || *typed == '\0')
    return;
  self->trying = TRUE;
  gtk_widget_set_sensitive (self->open, FALSE);
  say_problem (self, "");
  try = g_new0 (Try, 1);
  try->path = g_strdup (self->path);
  try->typed = g_strdup (typed);
  task = g_task_new (self, NULL, on_tried, NULL);
  g_task_set_task_data (task, try, free_try);
  g_task_run_in_thread (task, try_on_thread);
}

static void
on_back (GtkWidget *widget, KinCover *self)
{
  lower (self, KEPT);
}

/* Ctrl, Alt and the like alone are no answer: they are half of a key somebody is about to press. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KinCover *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if (self->way == KIN_COVER_OFFER && key == GDK_KEY_Escape)
    {
      lower (self, KEPT);
      return TRUE;
    }
  if (self->way != KIN_COVER_BLANK || (event != NULL && gdk_key_event_is_modifier (event)))
    return FALSE;
  lower (self, OPENED);
  return TRUE;
}

static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, KinCover *self)
{
  if (self->way == KIN_COVER_BLANK)
    lower (self, OPENED);
}

static GtkWidget *
make_form (KinCover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->group = adw_preferences_group_new ();
  self->entry = adw_password_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _("Passphrase or recovery key"));
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY); /* twice the title */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Passphrase or recovery key"), -1);
  g_signal_connect (self->entry, "entry-activated", G_CALLBACK (on_go), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->entry);
  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->problem), 44);
  gtk_widget_add_css_class (self->problem, "error");
  self->back = gtk_button_new_with_label (_("Back"));
  self->open = gtk_button_new_with_label (_("Unlock"));
  gtk_widget_add_css_class (self->back, "pill");
  gtk_widget_add_css_class (self->open, "pill");
  gtk_widget_add_css_class (self->open, "suggested-action");
  g_signal_connect (self->back, "clicked", G_CALLBACK (on_back), self);
  g_signal_connect (self->open, "clicked", G_CALLBACK (on_go), self);
  gtk_box_append (GTK_BOX (buttons), self->back);
  gtk_box_append (GTK_BOX (buttons), self->open);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->group, 380, -1);
  gtk_box_append (GTK_BOX (box), self->group);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), buttons);
  return box;
}

static void
kin_cover_init (KinCover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture         *press = gtk_gesture_click_new ();

  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  self->page = adw_status_page_new ();
  adw_status_page_set_child (ADW_STATUS_PAGE (self->page), make_form (self));
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_widget_set_hexpand (self->page, TRUE);
  gtk_box_append (GTK_BOX (self), self->page);
  gtk_widget_add_css_class (GTK_WIDGET (self), "background");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

GtkWidget *
kin_cover_new (GtkWidget *under, const char *path)
{
  KinCover *self = g_object_new (KIN_TYPE_COVER, NULL);

  self->under = under;
  self->path = g_strdup (path);
  return GTK_WIDGET (self);
}

gboolean
kin_cover_can_lock (KinCover *self)
{
  g_autofree char *open_key = kin_unlock_example_key (self->path), *sealed = g_strconcat (self->path, ".key", NULL);

  return !g_file_test (open_key, G_FILE_TEST_EXISTS) && g_file_test (sealed, G_FILE_TEST_EXISTS);
}

static void
show_way (KinCover *self, const char *title, const char *description)
{
  gboolean typed = self->way != KIN_COVER_BLANK && kin_cover_can_lock (self);

  if (title == NULL)
    title = self->way == KIN_COVER_BLANK ? _("Hidden") : _("Locked");
  if (description == NULL)
    description = typed ? _("Nothing that was typed is lost.") : _("Press any key to go on. Nothing that was typed is lost.");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->page), typed ? "system-lock-screen-symbolic" : "view-conceal-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->page), description);
  gtk_widget_set_visible (self->group, typed);
  gtk_widget_set_visible (self->open, self->way != KIN_COVER_BLANK);
  gtk_widget_set_visible (self->back, self->way == KIN_COVER_OFFER);
  say_problem (self, "");
  gtk_widget_grab_focus (typed ? self->entry : self->way == KIN_COVER_OFFER ? self->open : GTK_WIDGET (self));
}

void
kin_cover_raise (KinCover *self, KinCoverWay way, const char *title, const char *description)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (way == KIN_COVER_LOCK && !kin_cover_can_lock (self))
    way = KIN_COVER_BLANK;
  if (kin_cover_is_up (self))
    {
      /* A blank that nobody took away becomes a lock; a lock never becomes a blank. */
      if (self->way == KIN_COVER_LOCK || way != KIN_COVER_LOCK)
        return;
    }
  else if (root != NULL)
    g_set_weak_pointer (&self->focus, gtk_root_get_focus (root));
  self->way = way;
  hide_dialogs (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show_way (self, title, description);
  gtk_widget_set_visible (self->under, FALSE);
}

gboolean
kin_cover_is_up (KinCover *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self));
}
