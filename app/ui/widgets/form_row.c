/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kinds of row share: how they are made, names, the focus, a title above, and the calendar. */
#include "form_row.h"

#include <glib/gi18n-lib.h>

GtkWidget *
kin_form_row_widget (KinFormRow *row)
{
  return row->widget;
}

GtkWidget *
kin_form_row_input (KinFormRow *row)
{
  return row->input;
}

const char *
kin_form_row_error (KinFormRow *row)
{
  return row->wrong ? gtk_label_get_text (row->sentence) : NULL;
}

const char *
kin_form_row_label (KinFormRow *row)
{
  return _(row->field->label);
}

KinDay
kin_form_row_today (KinFormRow *row)
{
  return kin_desk_today (kin_form_desk (row->form));
}

void
kin_form_row_name (KinFormRow *row, GtkWidget *control, const char *more)
{
  g_autofree char *name = more != NULL ? g_strdup_printf ("%s, %s", kin_form_row_label (row), more) : g_strdup (kin_form_row_label (row));

  /* An AdwEntryRow is labelled by its title twice over, and would be read out so. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
on_focus_left (GtkEventControllerFocus *controller, KinFormRow *row)
{
  kin_form_row_left (row);
}

void
kin_form_row_watch (KinFormRow *row, GtkWidget *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_left), row);
  gtk_widget_add_controller (widget, focus);
}

GtkWidget *
kin_form_row_stacked (KinFormRow *row, GtkWidget *child)
{
  GtkWidget *widget = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (kin_form_row_label (row));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), kin_form_row_label (row));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "kin-title");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), child);
  gtk_widget_add_css_class (box, "kin-stacked");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  return widget;
}

typedef struct
{
  GtkEditable *editable; /* holds the button, so it outlives it */
  GtkCalendar *calendar;
  GtkWidget   *button;
  KinDesk     *desk;
  gboolean     opening;
} Picker;

static void
on_day_selected (GtkCalendar *calendar, Picker *picker)
{
  g_autoptr (GDateTime) chosen = NULL;
  g_autofree char      *words = NULL;

  if (picker->opening)
    return;
  chosen = gtk_calendar_get_date (calendar);
  words = kin_day_to_words (kin_day (g_date_time_get_year (chosen), g_date_time_get_month (chosen), g_date_time_get_day_of_month (chosen)));
  gtk_editable_set_text (picker->editable, words);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (picker->button));
  gtk_widget_grab_focus (GTK_WIDGET (picker->editable));
}

static void
on_calendar_shown (GtkWidget *popover, Picker *picker)
{
  KinDay today = kin_desk_today (picker->desk);
  KinDay day = kin_day_from_typed (gtk_editable_get_text (picker->editable), today);
  int    year, month, dom;

  kin_day_split (day != KIN_NO_DAY ? day : today, &year, &month, &dom);
  picker->opening = TRUE;
  {
    g_autoptr (GDateTime) date = g_date_time_new_local (year, month, dom, 12, 0, 0);

    gtk_calendar_select_day (picker->calendar, date);
  }
  picker->opening = FALSE;
}

static void
free_picker (gpointer data)
{
  Picker *picker = data;

  g_object_unref (picker->desk);
  g_free (picker);
}

/* The calendar is heavy and rarely looked at: it is made when it is first opened. */
static void
make_calendar (GtkMenuButton *button, gpointer data)
{
  Picker    *picker = data;
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  picker->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect (picker->calendar, "day-selected", G_CALLBACK (on_day_selected), picker);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (picker->calendar));
  g_signal_connect (popover, "show", G_CALLBACK (on_calendar_shown), picker);
  gtk_menu_button_set_popover (button, popover);
}

GtkWidget *
kin_calendar_button_new (GtkEditable *editable, KinDesk *desk, const char *label)
{
  Picker          *picker = g_new0 (Picker, 1);
  g_autofree char *name = g_strdup_printf (_("%s: choose a day"), label);

  picker->editable = editable;
  picker->desk = g_object_ref (desk);
  picker->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (picker->button), "x-office-calendar-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (picker->button), make_calendar, picker, NULL);
  g_object_set_data_full (G_OBJECT (picker->button), "kin-picker", picker, free_picker);
  gtk_widget_add_css_class (picker->button, "flat");
  gtk_widget_set_valign (picker->button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (picker->button, _("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (picker->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return picker->button;
}

static const KinFormRowKind *const kinds[KIN_N_KINDS] = {
  [KIN_TEXT] = &kin_row_text, [KIN_NOTE] = &kin_row_note, [KIN_DATE] = &kin_row_date, [KIN_PARTIAL_DATE] = &kin_row_text,
  [KIN_TIME] = &kin_row_text, [KIN_PERIOD] = &kin_row_period, [KIN_NUMBER] = &kin_row_text, [KIN_MONEY] = &kin_row_text,
  [KIN_PRICE] = &kin_row_price, [KIN_FLAG] = &kin_row_flag, [KIN_CODE] = &kin_row_code, [KIN_CODES] = &kin_row_codes,
  [KIN_LINK] = &kin_row_link, [KIN_POSTCODE] = &kin_row_text, [KIN_ADDRESS] = &kin_row_address, [KIN_IDENTIFIER] = &kin_row_text,
};

static void
make_problem (KinFormRow *row)
{
  row->problem = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "selectable", FALSE, "focusable", FALSE, "visible", FALSE, NULL);
  row->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (row->sentence, TRUE);
  gtk_label_set_xalign (row->sentence, 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->problem), GTK_WIDGET (row->sentence));
  gtk_widget_add_css_class (row->problem, "kin-problem");
}

KinFormRow *
kin_form_row_new (KinForm *form, guint number)
{
  const KinField       *field = &kin_record_type (kin_form_record (form))->fields[number];
  const KinFormRowKind *kind = kinds[field->kind];
  KinFormRow           *row = g_malloc0 (kind->size);

  row->kind = kind;
  row->form = form;
  row->number = number;
  row->field = field;
  row->filling = TRUE;
  kind->build (row);
  make_problem (row);
  kin_form_row_name (row, row->input, NULL);
  if (field->hint != NULL)
    {
      gtk_widget_set_tooltip_text (row->widget, _(field->hint));
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->input), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(field->hint), -1);
    }
  return row;
}

void
kin_form_row_free (KinFormRow *row)
{
  if (row == NULL)
    return;
  g_clear_handle_id (&row->rest, g_source_remove);
  if (row->kind->clear != NULL)
    row->kind->clear (row);
  kin_value_clear (&row->saved);
  g_free (row->told);
  g_free (row->contested);
  g_free (row);
}
