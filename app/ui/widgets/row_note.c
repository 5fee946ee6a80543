/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of many lines: a note, and an address with its postcode. */
#include <glib/gi18n-lib.h>

#include "form_row.h"
#include "identifier.h"
#include "text.h"

typedef struct
{
  KinFormRow     row;
  GtkTextBuffer *buffer;
  GtkWidget     *postcode; /* of an address; else NULL */
} Lines;

static void
on_buffer_changed (GtkTextBuffer *buffer, KinFormRow *row)
{
  kin_form_row_typed (row);
}

static GtkWidget *
make_view (Lines *lines)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_size_request (view, -1, lines->row.field->kind == KIN_NOTE ? 66 : 44);
  lines->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_signal_connect (lines->buffer, "changed", G_CALLBACK (on_buffer_changed), lines);
  lines->row.input = view;
  return view;
}

static void
build_note (KinFormRow *row)
{
  row->widget = kin_form_row_stacked (row, make_view ((Lines *) row));
  kin_form_row_watch (row, row->widget);
}

static void
on_postcode_changed (GtkEditable *editable, KinFormRow *row)
{
  kin_form_row_typed (row);
}

static void
build_address (KinFormRow *row)
{
  Lines     *lines = (Lines *) row;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_view (lines));
  lines->postcode = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (lines->postcode), _("Postcode"));
  gtk_editable_set_width_chars (GTK_EDITABLE (lines->postcode), 10);
  gtk_widget_set_halign (lines->postcode, GTK_ALIGN_START);
  gtk_widget_add_css_class (lines->postcode, "flat");
  kin_form_row_name (row, lines->postcode, _("postcode"));
  g_signal_connect (lines->postcode, "changed", G_CALLBACK (on_postcode_changed), row);
  gtk_box_append (GTK_BOX (box), lines->postcode);
  row->widget = kin_form_row_stacked (row, box);
  kin_form_row_watch (row, row->widget);
}

static void
fill_lines (KinFormRow *row, const KinValue *value)
{
  Lines *lines = (Lines *) row;

  gtk_text_buffer_set_text (lines->buffer, value->is_set && value->s != NULL ? value->s : "", -1);
  if (lines->postcode != NULL)
    gtk_editable_set_text (GTK_EDITABLE (lines->postcode), value->is_set && value->t != NULL ? value->t : "");
}

static char *
text_of (Lines *lines)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (lines->buffer, &start, &end);
  return gtk_text_buffer_get_text (lines->buffer, &start, &end, FALSE);
}

static gboolean
read_lines (KinFormRow *row, KinValue *value, GError **error)
{
  Lines           *lines = (Lines *) row;
  g_autofree char *text = text_of (lines);

  kin_value_clear (value);
  value->s = kin_text_tidy (text, TRUE);
  if (lines->postcode != NULL)
    {
      const char *typed = gtk_editable_get_text (GTK_EDITABLE (lines->postcode));

      value->t = *typed != '\0' ? kin_postcode_tidy (typed) : NULL;
      if (*typed != '\0' && value->t == NULL)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("That does not look like a postcode."));
          kin_value_clear (value);
          return FALSE;
        }
    }
  value->is_set = value->s != NULL || value->t != NULL;
  return TRUE;
}

static char *
typed_note (KinFormRow *row)
{
  return text_of ((Lines *) row);
}

static void
put_note (KinFormRow *row, const char *typed)
{
  gtk_text_buffer_set_text (((Lines *) row)->buffer, typed, -1);
}

const KinFormRowKind kin_row_note = { sizeof (Lines), build_note, fill_lines, read_lines, typed_note, put_note, NULL, NULL };
const KinFormRowKind kin_row_address = { sizeof (Lines), build_address, fill_lines, read_lines, NULL, NULL, NULL, NULL };
