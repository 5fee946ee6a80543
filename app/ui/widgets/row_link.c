/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row that links to another record: its title, found by typing some of it, with a button that goes there. */
#include <glib/gi18n-lib.h>

#include "form_row.h"
#include "search.h"

#define FOUND 8 /* of each type */

typedef struct
{
  KinFormRow  row;
  gint64      chosen; /* 0: none */
  char       *title;  /* of the chosen one */
  GtkWidget  *menu;   /* the button that the list hangs from */
  GtkListBox *list;
  GtkWidget  *go;
  guint       n_found;
} Link;

static const char *
text_of (Link *link)
{
  return gtk_editable_get_text (GTK_EDITABLE (link->row.widget));
}

static void
choose (Link *link, gint64 no, gboolean by_person)
{
  KinDesk *desk = kin_form_desk (link->row.form);

  link->chosen = no;
  g_free (link->title);
  link->title = no != 0 ? kin_reader_title (kin_desk_reader (desk), no) : g_strdup ("");
  if (g_strcmp0 (text_of (link), link->title) != 0)
    {
      gboolean before = link->row.filling;

      link->row.filling = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (link->row.widget), link->title);
      link->row.filling = before;
    }
  gtk_editable_set_position (GTK_EDITABLE (link->row.widget), -1);
  gtk_widget_set_visible (link->go, no != 0);
  if (no != 0 && kin_reader_is_deleted (kin_desk_reader (desk), no))
    gtk_widget_add_css_class (link->row.widget, "kin-struck");
  else
    gtk_widget_remove_css_class (link->row.widget, "kin-struck");
  if (by_person)
    kin_form_row_picked (&link->row);
}

static gboolean
fits (const KinFoundGroup *group, const KinField *field)
{
  return field->link == NULL || g_strcmp0 (group->type->name, field->link) == 0;
}

static void
add_found (Link *link, const KinFound *found)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (found->title), *subtitle = gtk_label_new (found->subtitle);
  gint64    *no = g_new (gint64, 1);

  *no = found->record;
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (subtitle), 40);
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_box_append (GTK_BOX (box), title);
  if (found->subtitle != NULL && *found->subtitle != '\0')
    gtk_box_append (GTK_BOX (box), subtitle);
  else
    g_object_ref_sink (subtitle), g_object_unref (subtitle);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "kin-no", no, g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, found->title, -1);
  gtk_list_box_append (link->list, row);
  link->n_found++;
}

/* Fills the list with what the words find. */
static void
look (Link *link)
{
  KinDesk              *desk = kin_form_desk (link->row.form);
  GtkListBoxRow        *old;
  g_autoptr (GPtrArray) groups = NULL;

  while ((old = gtk_list_box_get_row_at_index (link->list, 0)) != NULL)
    gtk_list_box_remove (link->list, GTK_WIDGET (old));
  link->n_found = 0;
  if (*text_of (link) == '\0')
    return;
  groups = kin_book_search (kin_desk_reader (desk), text_of (link), KIN_SEE_ALL, FOUND, kin_desk_today (desk));
  for (guint i = 0; i < groups->len; i++)
    {
      const KinFoundGroup *group = groups->pdata[i];

      for (guint j = 0; fits (group, link->row.field) && j < group->found->len; j++)
        add_found (link, group->found->pdata[j]);
    }
  gtk_list_box_select_row (link->list, gtk_list_box_get_row_at_index (link->list, 0));
}

static void
on_text_changed (GtkEditable *editable, KinFormRow *row)
{
  Link *link = (Link *) row;

  if (row->filling || row->form == NULL)
    return;
  kin_form_row_typed (row);
  look (link);
  if (link->n_found > 0 && (gtk_widget_get_state_flags (row->widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_menu_button_popup (GTK_MENU_BUTTON (link->menu));
  else
    gtk_menu_button_popdown (GTK_MENU_BUTTON (link->menu));
}

static gint64
no_of (GtkListBoxRow *row)
{
  const gint64 *no = row != NULL ? g_object_get_data (G_OBJECT (row), "kin-no") : NULL;

  return no != NULL ? *no : 0;
}

static void
on_found_activated (GtkListBox *list, GtkListBoxRow *found, Link *link)
{
  gint64 no = no_of (found);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (link->menu));
  gtk_widget_grab_focus (link->row.widget);
  if (no != 0)
    choose (link, no, TRUE);
}

static gboolean
is_open (Link *link)
{
  return gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (link->menu))));
}

static void
step (Link *link, int by)
{
  GtkListBoxRow *at = gtk_list_box_get_selected_row (link->list);
  GtkListBoxRow *to = gtk_list_box_get_row_at_index (link->list, at != NULL ? gtk_list_box_row_get_index (at) + by : 0);

  if (to != NULL)
    gtk_list_box_select_row (link->list, to);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Link *link)
{
  if (!is_open (link))
    {
      if (key != GDK_KEY_Down || *text_of (link) == '\0')
        return FALSE;
      look (link);
      gtk_menu_button_popup (GTK_MENU_BUTTON (link->menu));
      return TRUE;
    }
  switch (key)
    {
    case GDK_KEY_Down:
      step (link, 1);
      return TRUE;
    case GDK_KEY_Up:
      step (link, -1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      on_found_activated (link->list, gtk_list_box_get_selected_row (link->list), link);
      return TRUE;
    case GDK_KEY_Escape:
      gtk_menu_button_popdown (GTK_MENU_BUTTON (link->menu));
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      gtk_menu_button_popdown (GTK_MENU_BUTTON (link->menu)); /* it would hang over the next field */
      return FALSE;
    default:
      return FALSE;
    }
}

static void
on_go (GtkButton *button, Link *link)
{
  kin_desk_open (kin_form_desk (link->row.form), link->chosen);
}

static void
on_entry_activated (AdwEntryRow *entry, KinFormRow *row)
{
  kin_form_row_left (row);
}

static GtkWidget *
make_list (Link *link)
{
  GtkWidget *popover = gtk_popover_new (), *placeholder = gtk_label_new (_("Type a name to look for"));

  link->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (link->list), "kin-found");
  gtk_list_box_set_selection_mode (link->list, GTK_SELECTION_SINGLE);
  gtk_list_box_set_placeholder (link->list, placeholder);
  gtk_widget_add_css_class (placeholder, "dim-label");
  gtk_widget_set_size_request (GTK_WIDGET (link->list), 280, -1);
  g_signal_connect (link->list, "row-activated", G_CALLBACK (on_found_activated), link);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (link->list));
  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
  gtk_widget_add_css_class (popover, "menu");
  return popover;
}

static void
build_link (KinFormRow *row)
{
  Link               *link = (Link *) row;
  GtkEventController *keys = gtk_event_controller_key_new ();

  row->widget = row->input = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->widget), kin_form_row_label (row));
  link->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (link->menu), "system-search-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (link->menu), make_list (link));
  gtk_widget_set_valign (link->menu, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (link->menu, "flat");
  gtk_widget_set_focus_on_click (link->menu, FALSE);
  kin_form_row_name (row, link->menu, _("choose"));
  link->go = gtk_button_new_from_icon_name ("go-next-symbolic");
  gtk_widget_set_valign (link->go, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (link->go, "flat");
  gtk_widget_set_tooltip_text (link->go, _("Open"));
  kin_form_row_name (row, link->go, _("open"));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row->widget), link->menu);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row->widget), link->go);
  g_signal_connect (link->go, "clicked", G_CALLBACK (on_go), link);
  g_signal_connect (row->widget, "changed", G_CALLBACK (on_text_changed), row);
  g_signal_connect (row->widget, "entry-activated", G_CALLBACK (on_entry_activated), row);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), link);
  gtk_widget_add_controller (row->widget, keys);
  kin_form_row_watch (row, row->widget);
}

static void
fill_link (KinFormRow *row, const KinValue *value)
{
  choose ((Link *) row, value->is_set ? value->a : 0, FALSE);
}

static gboolean
read_link (KinFormRow *row, KinValue *value, GError **error)
{
  Link *link = (Link *) row;

  kin_value_clear (value);
  if (*text_of (link) == '\0')
    return TRUE;
  if (link->chosen == 0 || g_strcmp0 (text_of (link), link->title) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           link->n_found == 0 ? _("Nothing on record is called that.") : _("Choose one from the list."));
      return FALSE;
    }
  value->is_set = TRUE;
  value->a = link->chosen;
  return TRUE;
}

/* Who typed a name that only one has, meant that one. */
static void
left_link (KinFormRow *row)
{
  Link *link = (Link *) row;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (link->menu));
  if (!row->dirty || *text_of (link) == '\0' || g_strcmp0 (text_of (link), link->title) == 0)
    return;
  look (link);
  if (link->n_found == 1)
    choose (link, no_of (gtk_list_box_get_row_at_index (link->list, 0)), FALSE);
}

static char *
typed_link (KinFormRow *row)
{
  return g_strdup (text_of ((Link *) row));
}

static void
put_link (KinFormRow *row, const char *typed)
{
  gtk_editable_set_text (GTK_EDITABLE (row->widget), typed);
  left_link (row);
}

static void
clear_link (KinFormRow *row)
{
  g_free (((Link *) row)->title);
}

const KinFormRowKind kin_row_link = { sizeof (Link), build_link, fill_link, read_link, typed_link, put_link, left_link, clear_link };
