/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A menu button with two typed entries, a calendar, and the days that are asked for most. */
#include "as_at.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _KinAsAt
{
  GtkWidget parent_instance;

  KinDesk   *desk;
  GtkWidget *button, *label, *day_entry, *known_entry, *calendar, *problem, *spinner;
  gboolean   filling;
};

G_DEFINE_FINAL_TYPE (KinAsAt, kin_as_at, GTK_TYPE_WIDGET)

static void
kin_as_at_dispose (GObject *object)
{
  KinAsAt *self = KIN_AS_AT (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kin_as_at_parent_class)->dispose (object);
}

static void
kin_as_at_class_init (KinAsAtClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kin_as_at_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
show (KinAsAt *self)
{
  KinWhen         *when = kin_desk_when (self->desk);
  KinDay           shown = kin_when_day (when);
  gint64           ms = kin_when_known (when);
  g_autofree char *words = kin_when_words (when), *brief = kin_day_to_words (shown);
  g_autofree char *day = kin_day_to_return (shown);
  g_autofree char *known = ms != G_MAXINT64 ? kin_day_to_return (kin_day_of_ms (ms)) : g_strdup ("");
  g_autoptr (GDateTime) date = NULL;
  int              year, month, dom;

  kin_day_split (shown, &year, &month, &dom);
  date = g_date_time_new_utc (year, month, dom, 12, 0, 0);
  self->filling = TRUE;
  gtk_label_set_text (GTK_LABEL (self->label), kin_when_is_now (when) ? _("Today") : brief); /* the strip above says all */
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), day);
  gtk_editable_set_text (GTK_EDITABLE (self->known_entry), known);
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
  self->filling = FALSE;
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), kin_when_is_busy (when));
  gtk_widget_set_visible (self->spinner, kin_when_is_busy (when));
  gtk_widget_set_tooltip_text (self->button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  /* Unmistakable: a page of another day, or of other knowledge, is marked. */
  if (!kin_when_is_now (when))
    gtk_widget_add_css_class (self->button, "kin-not-now");
  else
    gtk_widget_remove_css_class (self->button, "kin-not-now");
}

static void
set_time (KinAsAt *self, KinDay day, gint64 known_ms)
{
  kin_when_set (kin_desk_when (self->desk), day, known_ms);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), kin_when_is_busy (kin_desk_when (self->desk)));
  gtk_widget_set_visible (self->spinner, kin_when_is_busy (kin_desk_when (self->desk)));
}

/* FALSE: that is no day. */
static gboolean
take_typed (KinAsAt *self)
{
  const char *day_text = gtk_editable_get_text (GTK_EDITABLE (self->day_entry));
  const char *known_text = gtk_editable_get_text (GTK_EDITABLE (self->known_entry));
  KinDay      today = kin_desk_today (self->desk);
  KinDay      day = kin_day_from_typed (day_text, today);
  KinDay      known = *known_text != '\0' ? kin_day_from_typed (known_text, today) : KIN_NO_DAY;
  gint64      ms = known != KIN_NO_DAY && known < today ? kin_day_end_ms (known) : G_MAXINT64;

  if (day == KIN_NO_DAY || (*known_text != '\0' && known == KIN_NO_DAY))
    return FALSE;
  if (day != kin_when_day (kin_desk_when (self->desk)) || ms != kin_when_known (kin_desk_when (self->desk)))
    set_time (self, day, ms);
  return TRUE;
}

static void
on_typed (GtkWidget *entry, KinAsAt *self)
{
  gboolean good = take_typed (self);

  if (!good)
    gtk_label_set_text (GTK_LABEL (self->problem), _("That is not a day. Try 3/5/2024, 3 May 2024, today or +7."));
  gtk_widget_set_visible (self->problem, !good);
  if (good)
    gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

/* What was typed counts without Enter, too; what is no day goes back to what is shown. */
static void
on_closed (GtkPopover *popover, KinAsAt *self)
{
  if (self->desk != NULL && !take_typed (self))
    show (self);
}

static void
on_calendar (GtkCalendar *calendar, KinAsAt *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  if (!self->filling)
    set_time (self, kin_day (g_date_time_get_year (date), g_date_time_get_month (date), g_date_time_get_day_of_month (date)), kin_when_known (kin_desk_when (self->desk)));
}

static void
on_today (GtkButton *button, KinAsAt *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  set_time (self, KIN_NO_DAY, G_MAXINT64);
}

static void
on_month_end (GtkButton *button, KinAsAt *self)
{
  int year, month;

  kin_day_split (kin_desk_today (self->desk), &year, &month, NULL);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  set_time (self, kin_day (year, month, 1) - 1, kin_when_known (kin_desk_when (self->desk)));
}

static void
on_year_end (GtkButton *button, KinAsAt *self)
{
  int    year;
  KinDay today = kin_desk_today (self->desk), end;

  kin_day_split (today, &year, NULL, NULL);
  end = kin_day (year, 3, 31);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  set_time (self, end <= today ? end : kin_day (year - 1, 3, 31), kin_when_known (kin_desk_when (self->desk)));
}

static GtkWidget *
make_entry (KinAsAt *self, GtkWidget *list, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect (row, "entry-activated", G_CALLBACK (on_typed), self);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static void
add_button (KinAsAt *self, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect (button, "clicked", clicked, self);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_popover (KinAsAt *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *list = gtk_list_box_new ();
  GtkWidget *ends = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  self->day_entry = make_entry (self, list, _("As on"));
  self->known_entry = make_entry (self, list, _("As known on (empty: now)"));
  self->calendar = gtk_calendar_new ();
  g_signal_connect (self->calendar, "day-selected", G_CALLBACK (on_calendar), self);
  self->problem = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->problem), 30);
  gtk_widget_set_visible (self->problem, FALSE);
  add_button (self, ends, _("Last month's end"), G_CALLBACK (on_month_end));
  add_button (self, ends, _("31 March"), G_CALLBACK (on_year_end));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), ends);
  add_button (self, box, _("Today, as known now"), G_CALLBACK (on_today));
  gtk_widget_add_css_class (box, "kin-popover");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), self);
  return popover;
}

static void
kin_as_at_init (KinAsAt *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = gtk_menu_button_new ();
  self->label = gtk_label_new (NULL);
  self->spinner = gtk_spinner_new ();
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("x-office-calendar-symbolic"));
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  gtk_widget_add_css_class (self->button, "kin-as-at");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
kin_as_at_new (KinDesk *desk)
{
  KinAsAt *self = g_object_new (KIN_TYPE_AS_AT, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (kin_desk_when (desk), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
