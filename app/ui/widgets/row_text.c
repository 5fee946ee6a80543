/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of one line that is typed: text, numbers, money, times, postcodes, identifiers; and days, with a calendar. */
#include <glib/gi18n-lib.h>

#include "form_row.h"
#include "life.h"

typedef struct
{
  KinFormRow row;
  GtkLabel  *age; /* of a birth date; else NULL */
} Line;

static void
on_text_changed (GtkEditable *editable, KinFormRow *row)
{
  kin_form_row_typed (row);
}

static void
on_entry_activated (AdwEntryRow *entry, KinFormRow *row)
{
  kin_form_row_left (row);
}

static void
build_line (KinFormRow *row)
{
  row->widget = row->input = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->widget), kin_form_row_label (row));
  if (row->field->kind == KIN_NUMBER)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row->widget), GTK_INPUT_PURPOSE_DIGITS);
  if (row->field->kind == KIN_NUMBER || row->field->kind == KIN_MONEY)
    gtk_widget_add_css_class (row->widget, "numeric");
  g_signal_connect (row->widget, "changed", G_CALLBACK (on_text_changed), row);
  g_signal_connect (row->widget, "entry-activated", G_CALLBACK (on_entry_activated), row);
  kin_form_row_watch (row, row->widget);
}

static void
build_date (KinFormRow *row)
{
  Line *line = (Line *) row;

  build_line (row);
  if (g_strcmp0 (row->field->name, "born") == 0)
    {
      line->age = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (line->age), "dim-label");
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (row->widget), GTK_WIDGET (line->age));
    }
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row->widget),
                            kin_calendar_button_new (GTK_EDITABLE (row->widget), kin_form_desk (row->form), kin_form_row_label (row)));
}

static void
fill_line (KinFormRow *row, const KinValue *value)
{
  Line            *line = (Line *) row;
  g_autofree char *text = kin_field_to_text (row->field, value);

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (row->widget))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row->widget), text);
  if (line->age != NULL)
    {
      g_autofree char *age = value->is_set ? kin_age_in_words ((KinDay) value->a, kin_form_row_today (row)) : NULL;

      gtk_label_set_text (line->age, age != NULL ? age : "");
    }
}

static gboolean
read_line (KinFormRow *row, KinValue *value, GError **error)
{
  return kin_field_from_typed (row->field, gtk_editable_get_text (GTK_EDITABLE (row->widget)), kin_form_row_today (row), value, error);
}

static char *
typed_line (KinFormRow *row)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->widget)));
}

static void
put_line (KinFormRow *row, const char *typed)
{
  gtk_editable_set_text (GTK_EDITABLE (row->widget), typed);
}

const KinFormRowKind kin_row_text = { sizeof (Line), build_line, fill_line, read_line, typed_line, put_line, NULL, NULL };
const KinFormRowKind kin_row_date = { sizeof (Line), build_date, fill_line, read_line, typed_line, put_line, NULL, NULL };
