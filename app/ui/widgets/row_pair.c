/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of what makes no sense by halves: a period (from, to) and a price (an amount, and for how long). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "codes.h"
#include "form_row.h"

typedef struct
{
  KinFormRow  row;
  GtkWidget  *first, *second; /* entries; second of a price: a drop-down */
  GPtrArray  *codes;          /* of a price: what the drop-down stands for; borrowed strings */
} Pair;

static void
on_text_changed (GtkEditable *editable, KinFormRow *row)
{
  kin_form_row_typed (row);
}

static void
on_activated (GtkEntry *entry, KinFormRow *row)
{
  kin_form_row_left (row);
}

static GtkWidget *
make_entry (KinFormRow *row, const char *placeholder, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 11);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 18);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_widget_add_css_class (entry, "flat");
  kin_form_row_name (row, entry, name);
  g_signal_connect (entry, "changed", G_CALLBACK (on_text_changed), row);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activated), row);
  return entry;
}

static void
build_period (KinFormRow *row)
{
  Pair      *pair = (Pair *) row;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  KinDesk   *desk = kin_form_desk (row->form);

  pair->first = make_entry (row, _("from"), _("from"));
  pair->second = make_entry (row, _("still open"), _("to"));
  gtk_box_append (GTK_BOX (box), pair->first);
  gtk_box_append (GTK_BOX (box), kin_calendar_button_new (GTK_EDITABLE (pair->first), desk, _("From")));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("–"));
  gtk_box_append (GTK_BOX (box), pair->second);
  gtk_box_append (GTK_BOX (box), kin_calendar_button_new (GTK_EDITABLE (pair->second), desk, _("To")));
  row->widget = kin_form_row_stacked (row, box);
  row->input = pair->first;
  kin_form_row_watch (row, row->widget);
}

static void
put_day (GtkWidget *entry, gint64 day)
{
  g_autofree char *words = kin_day_to_words ((KinDay) day);

  gtk_editable_set_text (GTK_EDITABLE (entry), words != NULL ? words : "");
}

static void
fill_period (KinFormRow *row, const KinValue *value)
{
  Pair *pair = (Pair *) row;

  put_day (pair->first, value->is_set ? value->a : 0);
  put_day (pair->second, value->is_set ? value->b : 0);
  kin_form_row_name (row, pair->first, _("from"));
}

static gboolean
read_day (GtkWidget *entry, KinDay today, gint64 *day, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  *day = *text != '\0' ? kin_day_from_typed (text, today) : KIN_NO_DAY;
  if (*text == '\0' || *day != KIN_NO_DAY)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("That is not a day. Try 3/5/2024, 3 May 2024, today or +7."));
  return FALSE;
}

static gboolean
read_period (KinFormRow *row, KinValue *value, GError **error)
{
  Pair  *pair = (Pair *) row;
  KinDay today = kin_form_row_today (row);

  kin_value_clear (value);
  if (!read_day (pair->first, today, &value->a, error) || !read_day (pair->second, today, &value->b, error))
    return FALSE;
  value->is_set = value->a != KIN_NO_DAY || value->b != KIN_NO_DAY;
  return TRUE;
}

/* As typed, the two with a line between them: no day holds one. */
static char *
typed_period (KinFormRow *row)
{
  Pair *pair = (Pair *) row;

  return g_strconcat (gtk_editable_get_text (GTK_EDITABLE (pair->first)), "\n", gtk_editable_get_text (GTK_EDITABLE (pair->second)), NULL);
}

static void
put_period (KinFormRow *row, const char *typed)
{
  Pair          *pair = (Pair *) row;
  g_auto (GStrv) parts = g_strsplit (typed, "\n", 2);

  gtk_editable_set_text (GTK_EDITABLE (pair->first), parts[0] != NULL ? parts[0] : "");
  gtk_editable_set_text (GTK_EDITABLE (pair->second), parts[0] != NULL && parts[1] != NULL ? parts[1] : "");
}

static void
on_basis_chosen (GtkDropDown *down, GParamSpec *spec, KinFormRow *row)
{
  kin_form_row_typed (row);
}

static void
build_price (KinFormRow *row)
{
  Pair               *pair = (Pair *) row;
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const KinCodeList  *list = kin_code_list ("price_basis");
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  pair->codes = g_ptr_array_new ();
  for (guint i = 0; i < kin_code_list_size (list); i++)
    {
      const char *code = kin_code_list_nth (list, i)->code;

      g_ptr_array_add (pair->codes, (gpointer) code);
      gtk_string_list_append (labels, kin_code_label ("price_basis", code));
    }
  pair->first = make_entry (row, _("0.00"), _("amount"));
  gtk_widget_add_css_class (pair->first, "numeric");
  pair->second = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_widget_add_css_class (pair->second, "flat");
  kin_form_row_name (row, pair->second, _("for how long"));
  g_signal_connect (pair->second, "notify::selected", G_CALLBACK (on_basis_chosen), row);
  gtk_box_append (GTK_BOX (box), pair->first);
  gtk_box_append (GTK_BOX (box), pair->second);
  row->widget = kin_form_row_stacked (row, box);
  row->input = pair->first;
  kin_form_row_watch (row, row->widget);
}

static void
fill_price (KinFormRow *row, const KinValue *value)
{
  Pair            *pair = (Pair *) row;
  KinValue         amount = *value;
  KinField         money = { .name = row->field->name, .label = row->field->label, .kind = KIN_MONEY };
  g_autofree char *text = NULL;

  amount.s = NULL;
  text = value->is_set ? kin_field_to_text (&money, &amount) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (pair->first), text);
  kin_form_row_name (row, pair->first, _("amount"));
  for (guint i = 0; i < pair->codes->len; i++)
    if (g_strcmp0 (pair->codes->pdata[i], value->s != NULL ? value->s : "week") == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (pair->second), i);
}

/* The amount may say its basis itself: "850/week", "95 a night". */
static gboolean
read_price (KinFormRow *row, KinValue *value, GError **error)
{
  Pair       *pair = (Pair *) row;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (pair->first));
  guint       chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (pair->second));

  if (!kin_field_from_typed (row->field, text, kin_form_row_today (row), value, error))
    return FALSE;
  if (value->is_set && text[strcspn (text, "/abcdefghijklmnopqrstuvwxyz")] == '\0' && chosen < pair->codes->len)
    {
      g_free (value->s);
      value->s = g_strdup (pair->codes->pdata[chosen]);
    }
  return TRUE;
}

static void
clear_price (KinFormRow *row)
{
  g_ptr_array_unref (((Pair *) row)->codes);
}

const KinFormRowKind kin_row_period = { sizeof (Pair), build_period, fill_period, read_period, typed_period, put_period, NULL, NULL };
const KinFormRowKind kin_row_price = { sizeof (Pair), build_price, fill_price, read_price, NULL, NULL, NULL, clear_price };
