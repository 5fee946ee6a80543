/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a spreadsheet: read, linked, matched, judged, and only when all of it is good made part of what will be written. */
#include <glib/gi18n-lib.h>

#include "codes.h"
#include "csv_import_row.h"
#include "people.h"

typedef struct
{
  KinImportDraft *draft;
  KinRecord      *result;  /* existing record: as it will be */
  gboolean       *changed;
  gboolean        any_change;
} Staged;

static void
free_staged (gpointer data)
{
  Staged *staged = data;

  kin_import_draft_free (staged->draft);
  g_clear_object (&staged->result);
  g_free (staged->changed);
  g_free (staged);
}

static Staged *
draft_of (GPtrArray *row, const KinType *type)
{
  Staged *staged;

  for (guint i = 0; i < row->len; i++)
    if (kin_record_type (((Staged *) row->pdata[i])->draft->record) == type)
      return row->pdata[i];
  staged = g_new0 (Staged, 1);
  staged->draft = kin_import_draft_new (type);
  g_ptr_array_add (row, staged);
  return staged;
}

/* The column with our own id. A record that this file has never heard of is made with that id. */
static void
read_id (KinCsvImport *import, KinImportDraft *draft, const char *heading, const char *text)
{
  const KinType *type = kin_record_type (draft->record);
  KinId id;
  gint64 no;

  if (*text == '\0')
    return;
  no = kin_id_parse (&id, text) ? kin_reader_no_of (import->reader, &id) : -1;
  if (no == 0)
    {
      KinRecord *record = kin_record_new_as (type, &id, 0);

      g_object_unref (draft->record);
      draft->record = record;
      return;
    }
  draft->target = no > 0 ? kin_import_target_of (import, type, no) : NULL;
  if (draft->target == NULL)
    kin_import_reject (import, heading, text, _("This is the id of no record of this kind, or of one that was deleted."));
}

static void
read_cells (KinCsvImport *import, GPtrArray *row, const char *const *cells, guint n)
{
  const KinMapTarget *target;
  const char *text;

  /* The id first, as it may put another record in place of the draft's. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < MIN (n, kin_csv_map_n_columns (import->map)); i++)
      {
        target = kin_csv_map_target (import->map, i);
        if (target->type == NULL || *cells[i] == '\0' || (target->part == KIN_MAP_ID) != (pass == 0))
          continue;
        if (pass == 0)
          read_id (import, draft_of (row, target->type)->draft, kin_csv_map_heading (import->map, i), cells[i]);
        else
          kin_import_cell (import, draft_of (row, target->type)->draft, target, kin_csv_map_heading (import->map, i), cells[i]);
      }
  for (guint i = 0; kin_csv_map_always (import->map, i, &target, &text); i++)
    {
      KinImportDraft *draft = draft_of (row, target->type)->draft;

      if (!draft->given[target->field] && draft->any)
        kin_import_cell (import, draft, target, _(target->type->fields[target->field].label), text);
    }
}

/* Terms of approval without a first day of their own hold from the day of first approval in the same row. */
static void
date_approval (GPtrArray *row, KinImportDraft *home)
{
  for (guint i = 1; i < row->len; i++)
    {
      KinImportDraft *draft = ((Staged *) row->pdata[i])->draft;

      if (kin_record_type (draft->record) != &kin_approval || draft->given[KIN_APPROVAL_PERIOD] || !home->given[KIN_HOUSEHOLD_FIRST_APPROVED])
        continue;
      kin_record_set_period (draft->record, KIN_APPROVAL_PERIOD, kin_record_day (home->record, KIN_HOUSEHOLD_FIRST_APPROVED), KIN_NO_DAY);
      draft->given[KIN_APPROVAL_PERIOD] = TRUE;
      draft->headings[KIN_APPROVAL_PERIOD] = home->headings[KIN_HOUSEHOLD_FIRST_APPROVED];
      draft->texts[KIN_APPROVAL_PERIOD] = home->texts[KIN_HOUSEHOLD_FIRST_APPROVED];
    }
}

static KinDay
first_day (KinRecord *record)
{
  const KinType *type = kin_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_PERIOD)
      return kin_record_day (record, i);
  return KIN_NO_DAY;
}

static void
resolve_links (KinCsvImport *import, KinImportDraft *draft)
{
  const KinType *type = kin_record_type (draft->record);
  KinDay day = first_day (draft->record);

  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *reason = NULL;
      gint64 no;

      if (type->fields[i].kind != KIN_LINK || !draft->given[i])
        continue;
      no = kin_import_find_link (import, type->fields[i].link != NULL ? kin_type_find (type->fields[i].link) : NULL,
                                 kin_record_get (draft->record, i)->s, day, &reason);
      if (no == 0)
        kin_import_reject (import, draft->headings[i], draft->texts[i], reason);
      else
        kin_record_set_link (draft->record, i, no);
    }
}

/* What the field will hold: halves that the row does not give stay as they are. */
static void
join_value (KinImportDraft *draft, guint field, const KinValue *before, KinValue *after)
{
  KinKind kind = kin_record_type (draft->record)->fields[field].kind;

  kin_value_copy (after, kin_record_get (draft->record, field));
  if (!before->is_set)
    return;
  if (kind == KIN_PERIOD && draft->half[field])
    after->a = before->a;
  else if (kind == KIN_PERIOD && after->b == KIN_NO_DAY)
    after->b = before->b;
  else if (kind == KIN_PRICE && draft->half[field])
    after->a = before->a;
  else if (kind == KIN_PRICE && !draft->basis_given[field] && before->s != NULL)
    {
      g_free (after->s);
      after->s = g_strdup (before->s);
    }
  else if (kind == KIN_ADDRESS && draft->half[field])
    after->s = g_strdup (before->s);
  else if (kind == KIN_ADDRESS && !draft->basis_given[field])
    after->t = g_strdup (before->t);
}

static gboolean
is_same (KinKind kind, const KinValue *x, const KinValue *y)
{
  if (kind == KIN_LINK && x->is_set && y->is_set && x->a != 0 && y->a != 0)
    return x->a == y->a;
  return kin_value_equal (x, y);
}

static void
stage (KinCsvImport *import, Staged *staged)
{
  KinImportDraft *draft = staged->draft;
  const KinType *type = kin_record_type (draft->record);
  KinImportTarget *target = draft->target;

  staged->changed = g_new0 (gboolean, type->n_fields);
  if (target == NULL)
    return;
  staged->result = kin_record_copy (target->planned != NULL ? target->planned : target->original);
  for (guint i = 0; i < type->n_fields; i++)
    {
      g_auto (KinValue) value = KIN_VALUE_NONE;

      if (!draft->given[i])
        continue;
      join_value (draft, i, kin_record_get (staged->result, i), &value);
      if (is_same (type->fields[i].kind, kin_record_get (staged->result, i), &value))
        continue;
      if (target->said != NULL && target->said[i] != 0)
        {
          g_autofree char *reason = g_strdup_printf (_("Line %u says otherwise of the same record."), target->said[i]);

          kin_import_reject (import, draft->headings[i], draft->texts[i], reason);
        }
      kin_record_set (staged->result, i, &value);
      staged->changed[i] = staged->any_change = TRUE;
    }
}

typedef struct
{
  KinCsvImport *import;
  Staged       *staged;
} Judge;

/* "blue" is not one of Female, Male … */
static char *
code_reason (const KinField *field)
{
  const KinCodeList *list = kin_code_list (field->choices);
  GString *reason = g_string_new (_("That is not one of the choices:"));
  guint n = list != NULL ? kin_code_list_size (list) : 0, told = 0;

  for (guint i = 0; i < n && told < 12; i++)
    {
      const KinCode *code = kin_code_list_nth (list, i);

      if (code->to == 0) /* those of earlier years are read, and not offered */
        g_string_append_printf (reason, "%s %s", told++ > 0 ? "," : "", kin_code_label (field->choices, code->code));
    }
  g_string_append (reason, told >= 12 ? ", …" : ".");
  return g_string_free (reason, FALSE);
}

static void
take_problem (guint number, const char *sentence, gpointer data)
{
  Judge *judge = data;
  KinImportDraft *draft = judge->staged->draft;
  const KinField *field = &kin_record_type (draft->record)->fields[number];
  g_autofree char *choices = NULL;

  if (draft->target != NULL && !judge->staged->changed[number])
    return;
  if ((field->kind == KIN_CODE || field->kind == KIN_CODES) && draft->given[number])
    sentence = choices = code_reason (field);
  kin_import_reject (judge->import, draft->headings[number] != NULL ? draft->headings[number] : _(field->label),
                     draft->texts[number] != NULL ? draft->texts[number] : "", sentence);
}

static void
judge_staged (KinCsvImport *import, Staged *staged)
{
  Judge judge = { import, staged };

  kin_record_check (staged->result != NULL ? staged->result : staged->draft->record, import->today, take_problem, &judge);
}

static void
link_to_owner (KinImportDraft *draft, KinImportDraft *owner)
{
  const KinType *type = kin_record_type (draft->record), *its = kin_record_type (owner->record);

  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & KIN_OWNER) != 0 && g_strcmp0 (type->fields[i].link, its->name) == 0)
      {
        KinRecord *target = owner->target == NULL           ? owner->record
                            : owner->target->original != NULL ? owner->target->original
                                                              : owner->target->planned;

        if (kin_record_no (target) != 0)
          kin_record_set_link (draft->record, i, kin_record_no (target));
        else
          kin_record_set_link_to (draft->record, i, target);
        draft->given[i] = TRUE;
        return;
      }
}

static void
touch (KinCsvImport *import, KinImportTarget *target)
{
  if (target->line != 0)
    return;
  target->line = import->line;
  g_ptr_array_add (import->touched, target);
}

static void
commit (KinCsvImport *import, Staged *staged)
{
  KinImportDraft *draft = staged->draft;
  guint n = kin_record_type (draft->record)->n_fields;
  KinImportTarget *target = draft->target;

  if (target == NULL)
    {
      target = kin_import_target_new (import, NULL, draft->record);
      kin_import_index_add (import, target);
      touch (import, target);
    }
  else if (staged->any_change)
    {
      if (target->changed == NULL)
        target->changed = g_new0 (gboolean, n);
      for (guint i = 0; i < n; i++)
        target->changed[i] = target->changed[i] || staged->changed[i];
      g_set_object (&target->planned, staged->result);
      kin_import_index_add (import, target);
      touch (import, target);
    }
  if (target->said == NULL)
    target->said = g_new0 (guint, n);
  for (guint i = 0; i < n; i++)
    if (draft->given[i] && target->said[i] == 0)
      target->said[i] = import->line;
}

/* "Telephone: 01632 960001, before 01632 960002" */
static void
describe (Staged *staged, GString *words)
{
  const KinType *type = kin_record_type (staged->draft->record);
  KinImportTarget *target = staged->draft->target;

  for (guint i = 0; staged->any_change && i < type->n_fields; i++)
    if (staged->changed[i])
      {
        KinRecord *old = target->original != NULL ? target->original : target->planned;
        g_autofree char *after = kin_field_to_text (&type->fields[i], kin_record_get (staged->result, i));
        g_autofree char *before = kin_field_to_text (&type->fields[i], kin_record_get (old, i));

        if (type->fields[i].kind == KIN_LINK)
          g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", _(type->fields[i].label));
        else
          /* Translators: field, new value, old value */
          g_string_append_printf (words, _("%s%s: %s, before %s"), words->len > 0 ? "; " : "", _(type->fields[i].label), after,
                                  *before != '\0' ? before : _("empty"));
      }
}

/* "Approved for 3" without any day is about the one approval in force that the home has. */
static void
find_only_approval (KinCsvImport *import, KinImportDraft *draft, KinImportDraft *owner)
{
  g_autoptr (GPtrArray) approvals = NULL;

  if (kin_record_type (draft->record) != &kin_approval || draft->given[KIN_APPROVAL_PERIOD] || owner->target == NULL ||
      owner->target->original == NULL)
    return;
  approvals = kin_reader_list (import->reader, &kin_approval, "household = ?1 AND period_end IS NULL", 1, kin_record_no (owner->target->original));
  if (approvals->len != 1)
    return;
  kin_record_set_period (draft->record, KIN_APPROVAL_PERIOD, kin_record_day (approvals->pdata[0], KIN_APPROVAL_PERIOD), KIN_NO_DAY);
}

/* Reads, links and matches the drafts of a row: the first is the row's own record, the others belong to it. */
static void
prepare (KinCsvImport *import, GPtrArray *row)
{
  Staged *main = row->pdata[0];

  date_approval (row, main->draft);
  for (guint i = 0; i < row->len; i++)
    {
      Staged *staged = row->pdata[i];

      resolve_links (import, staged->draft);
      if (i > 0)
        {
          link_to_owner (staged->draft, main->draft);
          find_only_approval (import, staged->draft, main->draft);
        }
      kin_import_match (import, staged->draft);
      stage (import, staged);
      judge_staged (import, staged);
    }
}

static void
leave_out_empty (GPtrArray *row)
{
  for (guint i = row->len; i > 1; i--)
    if (!((Staged *) row->pdata[i - 1])->draft->any)
      g_ptr_array_remove_index (row, i - 1);
}

KinRowFate
kin_import_row (KinCsvImport *import, const char *const *cells, guint n, char **title, char **changes, guint *n_parts)
{
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (free_staged);
  GString *words = g_string_new (NULL);
  guint before = import->problems->len;
  Staged *main = draft_of (row, import->type);
  KinRowFate fate;

  read_cells (import, row, cells, n);
  leave_out_empty (row);
  if (!main->draft->any && import->problems->len == before)
    kin_import_reject (import, NULL, "", _("Nothing in this row is for a column that is used."));
  if (import->problems->len == before)
    prepare (import, row);
  *title = kin_record_title (main->result != NULL ? main->result : main->draft->record);
  fate = main->draft->target == NULL ? KIN_ROW_NEW : KIN_ROW_SAME;
  for (guint i = 0; i < row->len && import->problems->len == before; i++)
    {
      Staged *staged = row->pdata[i];

      if (fate == KIN_ROW_SAME && (staged->any_change || staged->draft->target == NULL))
        fate = KIN_ROW_CHANGED;
      *n_parts += i > 0 && staged->draft->target == NULL;
      describe (staged, words);
      commit (import, staged);
    }
  *changes = g_string_free (words, FALSE);
  return import->problems->len > before ? KIN_ROW_REJECTED : fate;
}
