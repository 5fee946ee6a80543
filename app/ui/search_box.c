/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search for everything. The keyboard stays in the entry; the list below only shows where Enter would go. */
#include "search_box.h"

#include <glib/gi18n-lib.h>

#include "search.h"

#define FOUND 6 /* of each type */

struct _KinSearchBox
{
  GtkWidget parent_instance;

  KinDesk    *desk;
  GtkWidget  *entry;
  GtkWidget  *popover;
  GtkListBox *list;
  guint       n_found;
  gboolean    listens;
};

G_DEFINE_FINAL_TYPE (KinSearchBox, kin_search_box, GTK_TYPE_WIDGET)

static void
kin_search_box_dispose (GObject *object)
{
  KinSearchBox *self = KIN_SEARCH_BOX (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kin_search_box_parent_class)->dispose (object);
}

static void
kin_search_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KinSearchBox *self = KIN_SEARCH_BOX (widget);

  gtk_widget_size_allocate (self->entry, &(GtkAllocation) { 0, 0, width, height }, baseline);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
kin_search_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (KIN_SEARCH_BOX (widget)->entry, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
kin_search_box_class_init (KinSearchBoxClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = kin_search_box_dispose;
  widget_class->measure = kin_search_box_measure;
  widget_class->size_allocate = kin_search_box_size_allocate;
}

static void
kin_search_box_init (KinSearchBox *self)
{
}

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 52);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_heading (KinSearchBox *self, const KinFoundGroup *group)
{
  GtkWidget       *row = gtk_list_box_row_new (), *label;
  g_autofree char *more = group->more ? g_strdup_printf (_("%s: the first %d"), _(group->type->plural), FOUND) : g_strdup (_(group->type->plural));

  label = make_line (more, "kin-group");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
}

static void
add_found (KinSearchBox *self, const KinFound *found)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gint64    *no = g_new (gint64, 1);

  *no = found->record;
  gtk_box_append (GTK_BOX (box), make_line (found->title, NULL));
  if (found->subtitle != NULL && *found->subtitle != '\0')
    {
      GtkWidget *subtitle = make_line (found->subtitle, "caption");

      gtk_widget_add_css_class (subtitle, "dim-label");
      gtk_box_append (GTK_BOX (box), subtitle);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, found->title, -1);
  g_object_set_data_full (G_OBJECT (row), "kin-no", no, g_free);
  g_object_set_data_full (G_OBJECT (row), "kin-title", g_strdup (found->title), g_free);
  gtk_list_box_append (self->list, row);
  if (self->n_found++ == 0)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

static void
close_list (KinSearchBox *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* For a screen reader, which stays with the entry: how many there are, and which one Enter would open. */
static void
tell_found (KinSearchBox *self)
{
  GtkListBoxRow   *at = gtk_list_box_get_selected_row (self->list);
  const char      *first = at != NULL ? g_object_get_data (G_OBJECT (at), "kin-title") : NULL;
  g_autofree char *n = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u found", "%u found", self->n_found), self->n_found);
  g_autofree char *words = first != NULL ? g_strdup_printf (_("%s. Enter opens %s"), n, first) : g_strdup (_("Nothing found"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
on_search_changed (GtkSearchEntry *entry, KinSearchBox *self)
{
  const char           *words = gtk_editable_get_text (GTK_EDITABLE (entry));
  GtkListBoxRow        *old;
  g_autoptr (GPtrArray) groups = NULL;

  while ((old = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (old));
  self->n_found = 0;
  if (*words == '\0')
    {
      close_list (self);
      return;
    }
  groups = kin_book_search (kin_desk_reader (self->desk), words, kin_desk_sight (self->desk)->scopes, FOUND, kin_desk_today (self->desk));
  for (guint i = 0; i < groups->len; i++)
    {
      const KinFoundGroup *group = groups->pdata[i];

      add_heading (self, group);
      for (guint j = 0; j < group->found->len; j++)
        add_found (self, group->found->pdata[j]);
    }
  tell_found (self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_activated (GtkListBox *list, GtkListBoxRow *row, KinSearchBox *self)
{
  const gint64 *no = row != NULL ? g_object_get_data (G_OBJECT (row), "kin-no") : NULL;
  gint64        to = no != NULL ? *no : 0;

  if (to == 0)
    return;
  close_list (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  kin_desk_open (self->desk, to);
}

static void
step (KinSearchBox *self, int by)
{
  GtkListBoxRow *at = gtk_list_box_get_selected_row (self->list), *to;
  int            index = at != NULL ? gtk_list_box_row_get_index (at) : -1;

  while ((to = gtk_list_box_get_row_at_index (self->list, index + by)) != NULL && !gtk_list_box_row_get_selectable (to))
    index += by;
  if (to == NULL)
    return;
  gtk_list_box_select_row (self->list, to);
  tell_found (self);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KinSearchBox *self)
{
  if (!gtk_widget_get_visible (self->popover))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Down:
      step (self, 1);
      return TRUE;
    case GDK_KEY_Up:
      step (self, -1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      on_activated (self->list, gtk_list_box_get_selected_row (self->list), self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_stop (GtkSearchEntry *entry, KinSearchBox *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  close_list (self);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
}

static void
on_started (GtkSearchEntry *entry, KinSearchBox *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static void
on_left (GtkEventControllerFocus *focus, KinSearchBox *self)
{
  close_list (self);
}

/* What nobody else wanted: "just typing" starts a search, also on the page of a record, but never in a field. */
static gboolean
on_typed_anywhere (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, KinSearchBox *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gunichar   letter = gdk_keyval_to_unicode (key);

  if (!self->listens || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0 || !g_unichar_isgraph (letter) ||
      (focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus))))
    return FALSE;
  gtk_widget_grab_focus (self->entry);
  return gtk_event_controller_key_forward (keys, GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
}

static void
make_popover (KinSearchBox *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *nothing = gtk_label_new (_("Nothing found. Fewer letters find more; part of a postcode, a telephone number or a reference will do."));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "kin-found");
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (nothing), 40);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Found"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 460);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scrolled, 340, 40);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (self->popover), scrolled);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_activated), self);
}

GtkWidget *
kin_search_box_new (KinDesk *desk, GtkWidget *window)
{
  KinSearchBox       *self = g_object_new (KIN_TYPE_SEARCH_BOX, NULL);
  GtkEventController *keys = gtk_event_controller_key_new (), *anywhere = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->desk = g_object_ref (desk);
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _("Search everything"), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 16); /* the title has the room that is left */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search everything"), -1);
  gtk_widget_set_tooltip_text (self->entry, _("Ctrl+F, or just type"));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  make_popover (self);
  self->listens = TRUE;
  g_signal_connect (anywhere, "key-pressed", G_CALLBACK (on_typed_anywhere), self);
  gtk_widget_add_controller (window, anywhere);
  g_signal_connect (self->entry, "search-changed", G_CALLBACK (on_search_changed), self);
  g_signal_connect (self->entry, "search-started", G_CALLBACK (on_started), self);
  g_signal_connect (self->entry, "stop-search", G_CALLBACK (on_stop), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (self->entry, focus);
  return GTK_WIDGET (self);
}

void
kin_search_box_focus (KinSearchBox *self)
{
  gtk_widget_grab_focus (self->entry);
}

void
kin_search_box_listen (KinSearchBox *self, gboolean listen)
{
  self->listens = listen;
}
