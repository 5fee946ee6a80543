/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: makes the rows, and is the only one who judges and saves what is in them. */
#include "form.h"

#include <glib/gi18n-lib.h>

#include "form_row.h"
#include "write.h"

/* A draft is written after a rest of so many milliseconds. */
#define REST 1000

struct _KinForm
{
  GObject parent_instance;

  KinDesk    *desk;
  KinRecord  *record;
  GPtrArray  *rows;     /* KinFormRow *, by field; NULL where there is none, or none yet */
  GPtrArray  *sections; /* AdwPreferencesGroup; NULL: not made yet */
  gint64      seen;     /* what rows that are still to be made will have seen */
  gboolean    no_drafts;
};

G_DEFINE_FINAL_TYPE (KinForm, kin_form, G_TYPE_OBJECT)

static guint edited;

static void
kin_form_dispose (GObject *object)
{
  KinForm *self = KIN_FORM (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  /* The widgets may outlive the form for a moment, and their last signals must not find it. */
  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL)
      {
        KinFormRow *row = self->rows->pdata[i];

        row->filling = TRUE;
        row->form = NULL;
      }
  for (guint i = 0; self->sections != NULL && i < self->sections->len; i++)
    if (self->sections->pdata[i] != NULL && gtk_widget_get_parent (self->sections->pdata[i]) != NULL)
      gtk_widget_unparent (self->sections->pdata[i]);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_object (&self->desk);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (kin_form_parent_class)->dispose (object);
}

static void
kin_form_finalize (GObject *object)
{
  g_clear_pointer (&KIN_FORM (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (kin_form_parent_class)->finalize (object);
}

static void
kin_form_class_init (KinFormClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kin_form_dispose;
  G_OBJECT_CLASS (class)->finalize = kin_form_finalize;
  edited = g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
free_section (gpointer section)
{
  g_clear_object (&section);
}

static void
kin_form_init (KinForm *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_form_row_free);
  self->sections = g_ptr_array_new_with_free_func (free_section);
}

static void
fill_row (KinFormRow *row, const KinValue *value)
{
  kin_value_copy (&row->saved, value);
  row->filling = TRUE;
  row->kind->fill (row, value);
  row->filling = FALSE;
}

static void
show_problem (KinFormRow *row, const char *sentence, gboolean wrong)
{
  row->wrong = sentence != NULL && wrong;
  if (sentence == NULL)
    sentence = row->told != NULL ? row->told : row->contested;
  gtk_label_set_text (row->sentence, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (row->problem, sentence != NULL);
  if (row->wrong)
    gtk_widget_add_css_class (row->widget, "error");
  else
    gtk_widget_remove_css_class (row->widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->input), GTK_ACCESSIBLE_STATE_INVALID,
                               row->wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->input), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence != NULL ? sentence : row->field->hint != NULL ? _(row->field->hint) : "", -1);
}

static void
remember_problem (guint field, const char *sentence, gpointer data)
{
  char **kept = data;

  if (*kept == NULL)
    *kept = g_strdup (sentence);
}

/* What fields say about each other is a remark: a person may be half way through. */
static void
show_remark (guint field, const char *sentence, gpointer data)
{
  KinFormRow *row = kin_form_row_made (data, field);

  if (row != NULL && !row->wrong)
    show_problem (row, sentence, FALSE);
}

static void
judge_together (KinForm *self)
{
  const KinType *type = kin_record_type (self->record);

  for (guint i = 0; i < self->rows->len; i++)
    {
      KinFormRow *row = self->rows->pdata[i];

      if (row != NULL && !row->wrong && (gtk_widget_get_visible (row->problem) || row->contested != NULL))
        show_problem (row, NULL, FALSE);
    }
  if (type->check != NULL)
    type->check (self->record, kin_desk_today (self->desk), show_remark, self);
}

static void
write_draft (KinFormRow *row)
{
  KinRecord       *record = row->form->record;
  KinStore        *store = kin_desk_store (row->form->desk);
  g_autofree char *text = NULL;

  if (row->form->no_drafts)
    return;
  if (row->kind->typed != NULL)
    text = row->kind->typed (row);
  else
    text = kin_field_to_plain (row->field, kin_record_get (record, row->number));
  kin_store_draft (store, kin_record_id (record), kin_record_type (record)->name, row->field->name, text);
}

static gboolean
on_rest (gpointer data)
{
  KinFormRow *row = data;

  row->rest = 0;
  if (row->form != NULL && row->dirty)
    write_draft (row);
  return G_SOURCE_REMOVE;
}

void
kin_form_row_typed (KinFormRow *row)
{
  g_auto (KinValue) value = KIN_VALUE_NONE;

  if (row->filling || row->form == NULL)
    return;
  row->dirty = TRUE;
  if (gtk_widget_get_visible (row->problem))
    show_problem (row, NULL, FALSE);
  if (row->kind->read (row, &value, NULL) && !kin_value_equal (&value, kin_record_get (row->form->record, row->number)))
    {
      kin_record_set (row->form->record, row->number, &value);
      g_signal_emit (row->form, edited, 0, row->number);
    }
  g_clear_handle_id (&row->rest, g_source_remove);
  row->rest = g_timeout_add (REST, on_rest, row);
}

static void
set_told (KinFormRow *row, char *sentence)
{
  g_free (row->told);
  row->told = sentence;
  if (!row->wrong)
    show_problem (row, NULL, FALSE);
}

/* What stands in the store now, in place of what nobody typed over. */
static void
take_fresh (KinFormRow *row)
{
  KinForm              *self = row->form;
  g_autoptr (KinRecord) fresh = kin_reader_get (kin_desk_reader (self->desk), kin_record_type (self->record), kin_record_no (self->record));

  if (fresh == NULL)
    return;
  kin_record_set (self->record, row->number, kin_record_get (fresh, row->number));
  fill_row (row, kin_record_get (fresh, row->number));
  row->seen = kin_record_seen (fresh);
  set_told (row, NULL);
  g_signal_emit (self, edited, 0, row->number);
}

typedef struct
{
  KinForm *form;
  guint    field;
} Saving;

static void
on_saved (gpointer data, const GError *error)
{
  Saving     *saving = data;
  KinFormRow *row = kin_form_row_made (saving->form, saving->field);

  if (row != NULL && saving->form->desk != NULL)
    {
      row->saving--;
      if (error != NULL)
        show_problem (row, error->message, TRUE);
      else if (!row->dirty)
        kin_store_draft_forget (kin_desk_store (saving->form->desk), kin_record_id (saving->form->record), row->field->name);
    }
  g_object_unref (saving->form);
  g_free (saving);
}

/* The live record goes back to what is saved: what is wrong stays in the widget only. */
static void
refuse (KinFormRow *row, const char *sentence)
{
  kin_record_set (row->form->record, row->number, &row->saved);
  show_problem (row, sentence, TRUE);
  g_clear_handle_id (&row->rest, g_source_remove);
  write_draft (row);
}

/* TRUE: what is in the row is right, and on the live record. */
static gboolean
judge_row (KinFormRow *row)
{
  KinRecord         *record = row->form->record;
  g_auto (KinValue)  value = KIN_VALUE_NONE;
  g_autoptr (GError) error = NULL;
  g_autofree char   *sentence = NULL;

  if (!row->kind->read (row, &value, &error))
    {
      refuse (row, error->message);
      return FALSE;
    }
  kin_record_set (record, row->number, &value);
  kin_record_check_field (record, row->number, kin_desk_today (row->form->desk), remember_problem, &sentence);
  if (sentence != NULL)
    {
      refuse (row, sentence);
      return FALSE;
    }
  show_problem (row, NULL, FALSE);
  return TRUE;
}

static void
save_row (KinFormRow *row)
{
  KinForm  *self = row->form;
  KinStore *store = kin_desk_store (self->desk);
  gboolean  same;

  g_clear_handle_id (&row->rest, g_source_remove);
  row->dirty = FALSE;
  same = kin_value_equal (kin_record_get (self->record, row->number), &row->saved);
  fill_row (row, kin_record_get (self->record, row->number));
  if (kin_record_no (self->record) == 0)
    write_draft (row);
  else if (same)
    kin_store_draft_forget (store, kin_record_id (self->record), row->field->name);
  else
    {
      Saving *saving = g_new (Saving, 1);

      saving->form = g_object_ref (self);
      saving->field = row->number;
      row->saving++;
      kin_record_set_seen (self->record, row->seen); /* which may be less than the other rows show */
      kin_desk_save_field (self->desk, self->record, row->number, on_saved, saving);
      set_told (row, NULL);
    }
  if (row->told != NULL)
    take_fresh (row);
  g_signal_emit (self, edited, 0, row->number);
  judge_together (self);
  kin_record_doubt_field (self->record, row->number, kin_desk_today (self->desk), show_remark, self);
}

void
kin_form_row_left (KinFormRow *row)
{
  if (row->filling || row->form == NULL)
    return;
  if (row->kind->left != NULL)
    row->kind->left (row);
  if (row->dirty && judge_row (row))
    save_row (row);
  else if (!row->dirty && row->told != NULL)
    take_fresh (row);
}

void
kin_form_row_picked (KinFormRow *row)
{
  kin_form_row_typed (row);
  kin_form_row_left (row);
}

static void
make_row (KinForm *self, guint number)
{
  KinFormRow *row = kin_form_row_new (self, number);

  row->seen = self->seen;
  self->rows->pdata[number] = row;
  fill_row (row, kin_record_get (self->record, number));
}

static gboolean
begins_section (const KinType *type, guint field)
{
  return field == 0 || type->fields[field].section != NULL;
}

static void
make_section (KinForm *self, guint place)
{
  const KinType *type = kin_record_type (self->record);
  GtkWidget     *section = adw_preferences_group_new ();
  guint          first = 0;

  for (guint n = 0; n < place; n++)
    for (first++; !begins_section (type, first); first++)
      ;
  self->sections->pdata[place] = g_object_ref_sink (section);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (section), type->fields[first].section != NULL ? _(type->fields[first].section) : _(type->label));
  gtk_widget_add_css_class (section, "kin-form");
  for (guint i = first; i < type->n_fields && (i == first || !begins_section (type, i)); i++)
    {
      if ((type->fields[i].flags & KIN_HIDDEN) != 0 || !kin_sight_sees_field (kin_desk_sight (self->desk), type, i))
        continue;
      make_row (self, i);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (section), ((KinFormRow *) self->rows->pdata[i])->widget);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (section), ((KinFormRow *) self->rows->pdata[i])->problem);
    }
  if (kin_record_no (self->record) == 0)
    return;
  kin_form_mark_contested (self);
  judge_together (self);
}

guint
kin_form_n_sections (KinForm *self)
{
  return self->sections->len;
}

GtkWidget *
kin_form_section (KinForm *self, guint place)
{
  if (self->sections->pdata[place] == NULL)
    make_section (self, place);
  return self->sections->pdata[place];
}

/* What was being typed when the program died stands in its row again, not saved yet. */
static void
bring_back (const KinId *record, const char *type, const char *name, const char *text, gpointer data)
{
  KinForm    *self = data;
  KinFormRow *row;
  int         field;

  if (!kin_id_equal (record, kin_record_id (self->record)) || (field = kin_type_field (kin_record_type (self->record), name)) < 0)
    return;
  row = kin_form_row (self, (guint) field);
  if (row == NULL || text == NULL)
    return;
  if (row->kind->put != NULL)
    row->kind->put (row, text);
  else
    {
      g_auto (KinValue) value = KIN_VALUE_NONE;

      if (kin_field_from_plain (row->field, text, kin_form_row_today (row), &value, NULL))
        {
          row->filling = TRUE;
          row->kind->fill (row, &value);
          row->filling = FALSE;
        }
    }
  kin_form_row_typed (row);
}

KinForm *
kin_form_new (KinDesk *desk, KinRecord *record)
{
  KinForm       *self = g_object_new (KIN_TYPE_FORM, NULL);
  const KinType *type = kin_record_type (record);
  int            n = 0;

  self->desk = g_object_ref (desk);
  self->record = g_object_ref (record);
  self->seen = kin_record_seen (record);
  for (guint i = 0; i < type->n_fields; i++)
    n += begins_section (type, i);
  g_ptr_array_set_size (self->rows, (int) type->n_fields);
  g_ptr_array_set_size (self->sections, n);
  kin_reader_drafts (kin_desk_reader (desk), bring_back, self);
  g_signal_connect_swapped (desk, "flush", G_CALLBACK (kin_form_flush), self);
  return self;
}

KinRecord *
kin_form_record (KinForm *self)
{
  return self->record;
}

KinDesk *
kin_form_desk (KinForm *self)
{
  return self->desk;
}

GPtrArray *
kin_form_sections (KinForm *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    kin_form_section (self, i);
  return self->sections;
}

/* Under the person's hands nothing changes: it keeps what it had seen, and they are told. */
static gboolean
is_kept (KinFormRow *row, KinRecord *fresh, gboolean undoing)
{
  gboolean focused = (gtk_widget_get_state_flags (row->widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  if (row->saving > 0)
    return TRUE;
  if (undoing || (!row->dirty && !focused))
    return FALSE;
  if (kin_value_equal (&row->saved, kin_record_get (fresh, row->number)))
    row->seen = kin_record_seen (fresh);
  else
    set_told (row, kin_form_row_changed (row, fresh));
  return TRUE;
}

void
kin_form_reload (KinForm *self, KinRecord *fresh)
{
  gboolean undoing = kin_desk_is_undoing (self->desk);

  for (guint i = 0; i < self->rows->len; i++)
    {
      KinFormRow *row = self->rows->pdata[i];

      if (row != NULL && is_kept (row, fresh, undoing))
        continue;
      if (row != NULL)
        {
          row->seen = kin_record_seen (fresh);
          g_clear_pointer (&row->told, g_free);
        }
      if (row != NULL && row->dirty)
        {
          row->dirty = FALSE;
          show_problem (row, NULL, FALSE);
        }
      else if (kin_value_equal (kin_record_get (self->record, i), kin_record_get (fresh, i)) && row != NULL &&
               kin_value_equal (&row->saved, kin_record_get (fresh, i)))
        continue;
      kin_record_set (self->record, i, kin_record_get (fresh, i));
      if (row != NULL)
        fill_row (row, kin_record_get (fresh, i));
    }
  self->seen = kin_record_seen (fresh);
  kin_record_set_seen (self->record, self->seen);
  kin_form_mark_contested (self);
  judge_together (self);
  g_signal_emit (self, edited, 0, G_MAXUINT);
}

void
kin_form_keep_nothing (KinForm *self)
{
  self->no_drafts = TRUE;
}

void
kin_form_flush (KinForm *self)
{
  g_object_ref (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL)
      kin_form_row_left (self->rows->pdata[i]);
  g_object_unref (self);
}

static void
show_error (guint field, const char *sentence, gpointer data)
{
  KinForm    *self = data;
  KinFormRow *row = kin_form_row (self, field);

  if (row != NULL && !row->wrong)
    show_problem (row, sentence, TRUE);
}

gboolean
kin_form_check (KinForm *self)
{
  kin_form_flush (self);
  kin_record_check (self->record, kin_desk_today (self->desk), show_error, self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      KinFormRow *row = self->rows->pdata[i];

      if (row != NULL && row->wrong)
        {
          gtk_widget_grab_focus (row->input);
          return FALSE;
        }
    }
  return TRUE;
}

KinFormRow *
kin_form_row_made (KinForm *self, guint field)
{
  return self->rows != NULL && field < self->rows->len ? self->rows->pdata[field] : NULL;
}

KinFormRow *
kin_form_row (KinForm *self, guint field)
{
  const KinType *type = kin_record_type (self->record);
  guint          place = 0;

  for (guint i = 1; i <= field && i < type->n_fields; i++)
    place += begins_section (type, i);
  if (field < type->n_fields)
    kin_form_section (self, place);
  return kin_form_row_made (self, field);
}

void
kin_form_focus (KinForm *self, guint field)
{
  KinFormRow *row = NULL;

  kin_form_section (self, 0);
  for (guint i = 0; field == G_MAXUINT && row == NULL && i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL && gtk_widget_get_visible (((KinFormRow *) self->rows->pdata[i])->widget))
      row = self->rows->pdata[i];
  if (field != G_MAXUINT)
    row = kin_form_row (self, field);
  if (row != NULL)
    gtk_widget_grab_focus (row->input);
}

void
kin_form_hide (KinForm *self, guint field)
{
  KinFormRow *row = kin_form_row (self, field);

  if (row != NULL)
    gtk_widget_set_visible (row->widget, FALSE);
}
