/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A menu button with two typed entries and a calendar. */
#include "as_at.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "words.h"

struct _KinAsAt
{
  GtkWidget parent_instance;

  GtkWidget *button, *label, *day_entry, *known_entry, *calendar, *problem;
  KinDay     today, day, known_day; /* known_day KIN_NO_DAY: as known now */
  gboolean   filling;
};

G_DEFINE_FINAL_TYPE (KinAsAt, kin_as_at, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
kin_as_at_dispose (GObject *object)
{
  g_clear_pointer (&KIN_AS_AT (object)->button, gtk_widget_unparent);
  G_OBJECT_CLASS (kin_as_at_parent_class)->dispose (object);
}

static void
kin_as_at_class_init (KinAsAtClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kin_as_at_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

char *
kin_as_at_words (KinAsAt *self)
{
  g_autofree char *day = kin_long_day (self->day);
  g_autofree char *known = self->known_day != KIN_NO_DAY ? kin_day_to_words (self->known_day) : NULL;

  if (known != NULL)
    return g_strdup_printf (_("%s · as known on %s"), day, known);
  return g_strdup_printf (_("%s · as known now"), day);
}

static void
show (KinAsAt *self)
{
  g_autofree char *words = kin_as_at_words (self);
  g_autofree char *day = kin_day_to_return (self->day);
  g_autofree char *known = self->known_day != KIN_NO_DAY ? kin_day_to_return (self->known_day) : g_strdup ("");
  g_autoptr (GDateTime) date = NULL;
  int year, month, dom;

  kin_day_split (self->day, &year, &month, &dom);
  date = g_date_time_new_utc (year, month, dom, 12, 0, 0);
  self->filling = TRUE;
  gtk_label_set_text (GTK_LABEL (self->label), words);
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), day);
  gtk_editable_set_text (GTK_EDITABLE (self->known_entry), known);
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
  self->filling = FALSE;
  /* Unmistakable: a page of another day, or of other knowledge, is marked. */
  if (self->day != self->today || self->known_day != KIN_NO_DAY)
    gtk_widget_add_css_class (self->button, "warning");
  else
    gtk_widget_remove_css_class (self->button, "warning");
}

static void
take (KinAsAt *self, KinDay day, KinDay known_day)
{
  gboolean same = day == self->day && known_day == self->known_day;

  gtk_widget_set_visible (self->problem, FALSE);
  self->day = day;
  self->known_day = known_day;
  show (self);
  if (!same)
    g_signal_emit (self, changed_signal, 0);
}

static void
on_typed (GtkWidget *entry, KinAsAt *self)
{
  const char *day_text = gtk_editable_get_text (GTK_EDITABLE (self->day_entry));
  const char *known_text = gtk_editable_get_text (GTK_EDITABLE (self->known_entry));
  KinDay day = kin_day_from_typed (day_text, self->today);
  KinDay known = *known_text != '\0' ? kin_day_from_typed (known_text, self->today) : KIN_NO_DAY;

  if (day == KIN_NO_DAY || (*known_text != '\0' && known == KIN_NO_DAY))
    {
      gtk_label_set_text (GTK_LABEL (self->problem), _("That is not a day. Try 3/5/2024, 3 May 2024, today or +7."));
      gtk_widget_set_visible (self->problem, TRUE);
      return;
    }
  take (self, day, known >= self->today ? KIN_NO_DAY : known);
}

static void
on_calendar (GtkCalendar *calendar, KinAsAt *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  if (!self->filling)
    take (self, kin_day (g_date_time_get_year (date), g_date_time_get_month (date), g_date_time_get_day_of_month (date)), self->known_day);
}

static void
on_today (GtkButton *button, KinAsAt *self)
{
  take (self, self->today, KIN_NO_DAY);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
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
kin_as_at_init (KinAsAt *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *list = gtk_list_box_new (), *now = gtk_button_new_with_label (_("Today, as known now"));

  self->button = gtk_menu_button_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_widget_set_tooltip_text (self->button, _("As on which day, and as known when"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
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
  g_signal_connect (now, "clicked", G_CALLBACK (on_today), self);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), now);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
}

GtkWidget *
kin_as_at_new (KinDay today)
{
  KinAsAt *self = g_object_new (KIN_TYPE_AS_AT, NULL);

  self->today = self->day = today;
  show (self);
  return GTK_WIDGET (self);
}

KinDay
kin_as_at_day (KinAsAt *self)
{
  return self->day;
}

gint64
kin_as_at_known (KinAsAt *self)
{
  return self->known_day != KIN_NO_DAY ? kin_day_end_ms (self->known_day) : G_MAXINT64;
}

void
kin_as_at_set (KinAsAt *self, KinDay day, gint64 known_ms)
{
  take (self, day, known_ms == G_MAXINT64 ? KIN_NO_DAY : kin_day_of_ms (known_ms));
}
