/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field, changed in many records. The field is typed into a row of the same form as everywhere, of a record that is never saved. */
#include "many.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ask.h"
#include "bulk.h"
#include "form.h"
#include "words.h"

#define COUNTED 2000 /* above, how many differ is not counted beforehand */

typedef struct
{
  KinDesk       *desk;
  const KinType *type;
  GArray        *ids;
  KinForm       *form;
  KinRecord     *record;
  GArray        *fields; /* guint: those on offer */
  GtkWidget     *window, *field, *change, *remark;
} Dialog;

static void
free_dialog (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->form);
  g_object_unref (dialog->record);
  g_object_unref (dialog->desk);
  g_array_unref (dialog->ids);
  g_array_unref (dialog->fields);
  g_free (dialog);
}

static guint
chosen (Dialog *dialog)
{
  return g_array_index (dialog->fields, guint, adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->field)));
}

static KinBulk *
new_bulk (Dialog *dialog)
{
  g_autofree char *one = kin_lower_first (_(dialog->type->label)), *many = kin_lower_first (_(dialog->type->plural));

  return kin_bulk_new (dialog->type, dialog->ids, (int) chosen (dialog), kin_record_get (dialog->record, chosen (dialog)), one, many);
}

/* What would happen, in words. */
static void
tell (Dialog *dialog)
{
  gboolean            empty = !kin_record_has (dialog->record, chosen (dialog));
  g_autoptr (KinBulk) bulk = new_bulk (dialog);
  g_autofree char    *what = kin_many_words (dialog->type, dialog->ids->len), *text = NULL;

  if (dialog->ids->len <= COUNTED)
    {
      guint n = kin_bulk_differ (kin_desk_reader (dialog->desk), bulk);

      text = empty && n == 0 ? g_strdup_printf (_("Nothing is typed, and none of %s says anything there."), what)
             : empty ? g_strdup_printf (_("Nothing is typed: the field will be emptied where it says something, in %u of %s."), n, what)
                     : g_strdup_printf (_("%u of %s say something else now."), n, what);
    }
  else
    text = g_strdup (empty ? _("Nothing is typed: the field will be emptied.") : "");
  gtk_label_set_text (GTK_LABEL (dialog->remark), text);
}

static void
show_field (Dialog *dialog)
{
  GPtrArray *sections = kin_form_sections (dialog->form);
  guint      field = chosen (dialog);
  GtkWidget *shown = kin_form_row_widget (kin_form_row (dialog->form, field));

  for (guint i = 0; i < dialog->type->n_fields; i++)
    if (kin_form_row (dialog->form, i) != NULL)
      gtk_widget_set_visible (kin_form_row_widget (kin_form_row (dialog->form, i)), i == field);
  for (guint i = 0; i < sections->len; i++)
    gtk_widget_set_visible (sections->pdata[i], gtk_widget_is_ancestor (shown, sections->pdata[i]));
  tell (dialog);
}

static void
on_field (GObject *row, GParamSpec *spec, Dialog *dialog)
{
  show_field (dialog);
}

static void
on_edited (KinForm *form, guint field, Dialog *dialog)
{
  if (field == chosen (dialog))
    tell (dialog);
}

static void
on_change (GtkButton *button, Dialog *dialog)
{
  const KinField  *field = &dialog->type->fields[chosen (dialog)];
  g_autofree char *what = kin_many_words (dialog->type, dialog->ids->len);
  /* Translators: how many of what, and the field: "12 homes changed: Team" */
  g_autofree char *label = g_strdup_printf (_("%s changed: %s"), what, _(field->label));

  kin_form_flush (dialog->form);
  if (kin_form_row_error (kin_form_row (dialog->form, chosen (dialog))) != NULL)
    {
      kin_form_focus (dialog->form, chosen (dialog));
      return;
    }
  if (!kin_record_has (dialog->record, chosen (dialog)) && (field->flags & KIN_REQUIRED) != 0)
    {
      gtk_label_set_text (GTK_LABEL (dialog->remark), _("This field cannot be empty: type what it is to be."));
      return;
    }
  kin_many_set (dialog->desk, dialog->type, dialog->ids, chosen (dialog), kin_record_get (dialog->record, chosen (dialog)), label);
  gtk_window_close (GTK_WINDOW (dialog->window));
}

static GtkWidget *
make_form (Dialog *dialog)
{
  GtkWidget                *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *group = adw_preferences_group_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray                *sections = kin_form_sections (dialog->form);

  for (guint i = 0; i < dialog->type->n_fields; i++)
    if (kin_form_row (dialog->form, i) != NULL && kin_bulk_may_set (dialog->type, i))
      {
        g_array_append_val (dialog->fields, i);
        gtk_string_list_append (names, _(dialog->type->fields[i].label));
      }
  dialog->field = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (dialog->field), _("What to change"));
  adw_combo_row_set_model (ADW_COMBO_ROW (dialog->field), G_LIST_MODEL (names));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), dialog->field);
  gtk_box_append (GTK_BOX (box), group);
  for (guint i = 0; i < sections->len; i++)
    gtk_box_append (GTK_BOX (box), sections->pdata[i]);
  dialog->remark = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (dialog->remark), TRUE);
  gtk_label_set_xalign (GTK_LABEL (dialog->remark), 0);
  gtk_widget_add_css_class (dialog->remark, "dim-label");
  gtk_box_append (GTK_BOX (box), dialog->remark);
  gtk_widget_add_css_class (box, "kin-page");
  gtk_widget_add_css_class (box, "kin-form");
  return box;
}

static GtkWidget *
make_header (Dialog *dialog)
{
  GtkWidget       *header = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));
  g_autofree char *what = kin_many_words (dialog->type, dialog->ids->len);
  /* Translators: a button: "Change 12 homes" */
  g_autofree char *verb = g_strdup_printf (_("Change %s"), what);

  dialog->change = gtk_button_new_with_label (verb);
  gtk_widget_add_css_class (dialog->change, "suggested-action");
  g_signal_connect (dialog->change, "clicked", G_CALLBACK (on_change), dialog);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->change);
  return header;
}

void
kin_many_change (GtkWindow *parent, KinDesk *desk, const KinType *type, const GArray *ids)
{
  Dialog          *dialog = g_new0 (Dialog, 1);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *form;
  g_autofree char *title = kin_many_words (type, ids->len);

  dialog->desk = g_object_ref (desk);
  dialog->type = type;
  dialog->ids = g_array_copy ((GArray *) ids);
  dialog->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  dialog->record = kin_record_new (type);
  dialog->form = kin_form_new (desk, dialog->record);
  kin_form_keep_nothing (dialog->form);
  dialog->window = adw_window_new ();
  kin_ask_close_on_escape (dialog->window);
  gtk_window_set_title (GTK_WINDOW (dialog->window), title);
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window), parent);
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 520, -1);
  form = make_form (dialog);
  gtk_box_append (GTK_BOX (box), make_header (dialog));
  gtk_box_append (GTK_BOX (box), form);
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  g_object_set_data_full (G_OBJECT (dialog->window), "kin-dialog", dialog, free_dialog);
  g_signal_connect (dialog->field, "notify::selected", G_CALLBACK (on_field), dialog);
  g_signal_connect (dialog->form, "edited", G_CALLBACK (on_edited), dialog);
  show_field (dialog);
  kin_ask_accept (dialog->window, dialog->change);
  gtk_window_set_focus (GTK_WINDOW (dialog->window), dialog->field);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
