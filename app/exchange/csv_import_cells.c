/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells into values, as people's spreadsheets have them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "codes.h"
#include "csv_import_parts.h"
#include "csv_write.h"
#include "identifier.h"
#include "people.h"
#include "text.h"

KinImportDraft *
kin_import_draft_new (const KinType *type)
{
  KinImportDraft *draft = g_new0 (KinImportDraft, 1);

  draft->record = kin_record_new (type);
  draft->given = g_new0 (gboolean, type->n_fields);
  draft->basis_given = g_new0 (gboolean, type->n_fields);
  draft->half = g_new0 (gboolean, type->n_fields);
  draft->headings = g_new0 (const char *, type->n_fields);
  draft->texts = g_new0 (const char *, type->n_fields);
  return draft;
}

void
kin_import_draft_free (KinImportDraft *draft)
{
  g_object_unref (draft->record);
  g_free (draft->given);
  g_free (draft->basis_given);
  g_free (draft->half);
  g_free (draft->headings);
  g_free (draft->texts);
  g_free (draft);
}

static gboolean
is_words (const KinField *field)
{
  return field->kind == KIN_TEXT || field->kind == KIN_NOTE || field->kind == KIN_ADDRESS;
}

/* "-", "n/a": nothing, where it cannot be a text. */
static gboolean
says_nothing (const KinField *field, const char *text)
{
  static const char *const words[] = { "-", "n/a", "na", "none", "null", "–", "?", NULL };
  g_autofree char *folded = NULL;

  if (*text == '\0')
    return TRUE;
  folded = g_utf8_casefold (text, -1);
  return !is_words (field) && field->kind != KIN_CODE && field->kind != KIN_CODES && g_strv_contains (words, folded);
}

/* What programs add to a day when they write a moment. */
static void
cut_midnight (char *text)
{
  static const char *const tails[] = { " 00:00:00.000", " 00:00:00", " 00:00", "T00:00:00Z", "T00:00:00" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    if (g_str_has_suffix (text, tails[i]))
      {
        text[strlen (text) - strlen (tails[i])] = '\0';
        return;
      }
}

static gboolean
refuse (KinCsvImport *import, const char *heading, const char *cell, const char *reason)
{
  kin_import_reject (import, heading, cell, reason);
  return FALSE;
}

static gboolean
read_identifier (KinCsvImport *import, const KinField *field, const char *heading, const char *text, KinValue *value)
{
  g_autofree char *proposal = NULL;
  g_autofree char *reason = NULL;

  if (kin_identifier_is_lost (text))
    return refuse (import, heading, text, _("A spreadsheet has rounded this number. Take it from where it came from, as text."));
  proposal = kin_identifier_propose (field->choices, text);
  if (proposal != NULL)
    {
      reason = g_strdup_printf (_("A spreadsheet seems to have changed this number. Was it %s?"), proposal);
      return refuse (import, heading, text, reason);
    }
  value->s = kin_identifier_tidy (field->choices, text);
  value->is_set = value->s != NULL;
  return TRUE;
}

static gboolean
read_day (KinCsvImport *import, const char *heading, const char *text, gint64 *day)
{
  g_autofree char *cut = g_strdup (text);

  cut_midnight (cut);
  *day = kin_day_from_typed (cut, import->today);
  return *day != KIN_NO_DAY || refuse (import, heading, text, _("That is not a day. Try 3/5/2024 or 2024-05-03."));
}

/* Half of a composite value, added to what the other half's column has given. */
static gboolean
read_half (KinCsvImport *import, KinImportDraft *draft, const KinMapTarget *target, const char *heading, const char *text)
{
  g_auto (KinValue) value = KIN_VALUE_NONE;
  const char *basis;

  kin_value_copy (&value, kin_record_get (draft->record, target->field));
  if (!value.is_set)
    draft->half[target->field] = target->part != KIN_MAP_START;
  value.is_set = TRUE;
  switch (target->part)
    {
    case KIN_MAP_START:
      if (!read_day (import, heading, text, &value.a))
        return FALSE;
      draft->half[target->field] = FALSE;
      break;
    case KIN_MAP_END:
      if (!read_day (import, heading, text, &value.b))
        return FALSE;
      break;
    case KIN_MAP_BASIS:
      basis = kin_code_from_typed ("price_basis", text);
      if (basis == NULL)
        return refuse (import, heading, text, _("That is not a basis of a price. Say week, night, hour, month, once or percent."));
      g_free (value.s);
      value.s = g_strdup (basis);
      draft->basis_given[target->field] = TRUE;
      break;
    default:
      g_free (value.t);
      value.t = kin_postcode_tidy (text);
      if (value.t == NULL)
        return refuse (import, heading, text, _("That does not look like a postcode."));
      draft->basis_given[target->field] = TRUE;
    }
  kin_record_set (draft->record, target->field, &value);
  return TRUE;
}

static gboolean
is_amount_only (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalpha (*p) || *p == '/')
      return FALSE;
  return TRUE;
}

/* A whole price or address, without taking away a half that its own column gave before. */
static void
keep_half (KinImportDraft *draft, guint number, const char *text, KinValue *value)
{
  const KinField *field = &kin_record_type (draft->record)->fields[number];
  const KinValue *before = kin_record_get (draft->record, number);

  if (field->kind == KIN_PRICE && before->is_set && draft->basis_given[number])
    {
      g_free (value->s);
      value->s = g_strdup (before->s);
    }
  else if (field->kind == KIN_PRICE)
    draft->basis_given[number] = !is_amount_only (text);
  else if (field->kind == KIN_ADDRESS && value->t == NULL && before->t != NULL)
    value->t = g_strdup (before->t);
  else if (field->kind == KIN_ADDRESS)
    draft->basis_given[number] = value->t != NULL;
}

static gboolean
read_whole (KinCsvImport *import, KinImportDraft *draft, guint number, const char *heading, const char *text)
{
  const KinField *field = &kin_record_type (draft->record)->fields[number];
  g_auto (KinValue) value = KIN_VALUE_NONE;
  g_autoptr (GError) wrong = NULL;

  if (field->kind == KIN_IDENTIFIER)
    {
      if (!read_identifier (import, field, heading, text, &value))
        return FALSE;
    }
  else if (field->kind == KIN_DATE)
    {
      value.is_set = TRUE;
      if (!read_day (import, heading, text, &value.a))
        return FALSE;
    }
  else if (!kin_field_from_plain (field, text, import->today, &value, &wrong))
    return refuse (import, heading, text, wrong->message);
  if (field->kind == KIN_PRICE || field->kind == KIN_ADDRESS)
    keep_half (draft, number, text, &value);
  draft->half[number] = FALSE;
  kin_record_set (draft->record, number, &value);
  return TRUE;
}

/* "Example, Ada" or "Ada Example": the surname is the last word where there is no comma. */
static gboolean
read_full_name (KinCsvImport *import, KinImportDraft *draft, guint surname, const char *heading, const char *text)
{
  const char *comma = strchr (text, ','), *space = strrchr (text, ' ');
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (comma == NULL && space == NULL)
    return refuse (import, heading, text, _("That is not a forename and a surname."));
  last = g_strstrip (comma != NULL ? g_strndup (text, (gsize) (comma - text)) : g_strdup (space + 1));
  first = g_strstrip (comma != NULL ? g_strdup (comma + 1) : g_strndup (text, (gsize) (space - text)));
  if (!draft->given[surname])
    kin_record_set_text (draft->record, surname, last);
  if (!draft->given[surname - 1])
    kin_record_set_text (draft->record, surname - 1, first);
  draft->given[surname - 1] = TRUE;
  return TRUE;
}

/* "0-10", "5 to 18", "0 – 17 years". */
static gboolean
read_ages (KinCsvImport *import, KinImportDraft *draft, guint youngest, const char *heading, const char *text)
{
  g_autoptr (GRegex) shape = g_regex_new ("^(\\d{1,2})\\s*(?:-|\u2013|\u2014|to)\\s*(\\d{1,2})\\s*(?:y|yrs|years)?$", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!g_regex_match (shape, text, 0, &match))
    return refuse (import, heading, text, _("That is not two ages. Write them as 0-10."));
  from = g_match_info_fetch (match, 1);
  to = g_match_info_fetch (match, 2);
  kin_record_set_number (draft->record, youngest, g_ascii_strtoll (from, NULL, 10));
  kin_record_set_number (draft->record, youngest + 1, g_ascii_strtoll (to, NULL, 10));
  draft->given[youngest + 1] = TRUE;
  return TRUE;
}

/* What the number of places says besides, before or after what the column of conditions says. */
static void
add_condition (KinImportDraft *draft, const char *text)
{
  const char *before = draft->given[KIN_APPROVAL_CONDITIONS] ? kin_record_text (draft->record, KIN_APPROVAL_CONDITIONS) : NULL;
  g_autofree char *both = before != NULL ? g_strdup_printf ("%s\n%s", before, text) : g_strdup (text);

  kin_record_set_text (draft->record, KIN_APPROVAL_CONDITIONS, both);
  draft->given[KIN_APPROVAL_CONDITIONS] = TRUE;
}

/* "3 (siblings)", "2 plus 1 respite": the number, and the words beside it as the conditions that they are. */
static gboolean
read_places (KinCsvImport *import, KinImportDraft *draft, const char *heading, const char *text)
{
  g_autoptr (GRegex) shape = g_regex_new ("^(\\d{1,2})\\s*[(,;:/–-]?\\s*((?!or\\b|to\\b)[^\\d\\s).][^)]*?)\\)?$", 0, 0, NULL);
  g_autoptr (GRegex) siblings = g_regex_new ("^(if |for |only |as )*(a )?(sibs?|siblings?)( group)?( only)?$", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *places = NULL;
  g_autofree char *remark = NULL;

  if (!g_regex_match (shape, text, 0, &match))
    return read_whole (import, draft, KIN_APPROVAL_PLACES, heading, text);
  places = g_match_info_fetch (match, 1);
  remark = g_match_info_fetch (match, 2);
  kin_record_set_number (draft->record, KIN_APPROVAL_PLACES, g_ascii_strtoll (places, NULL, 10));
  if (g_regex_match_simple ("^(children|child|places?|placements?|beds?)$", remark, G_REGEX_CASELESS, 0))
    return TRUE;
  add_condition (draft, text);
  if (g_regex_match (siblings, remark, 0, NULL))
    {
      kin_record_set_flag (draft->record, KIN_APPROVAL_SIBLINGS_ONLY, TRUE);
      draft->given[KIN_APPROVAL_SIBLINGS_ONLY] = TRUE;
    }
  return TRUE;
}

/* Links are found when the whole row has been read; until then the text stands in the value. */
static gboolean
keep_link_text (KinImportDraft *draft, const KinMapTarget *target, const char *text)
{
  KinValue value = { TRUE, 0, 0, (char *) text, NULL };

  if (target->part == KIN_MAP_LINK_ID || !draft->given[target->field])
    kin_record_set (draft->record, target->field, &value);
  return TRUE;
}

static gboolean
read_cell (KinCsvImport *import, KinImportDraft *draft, const KinMapTarget *target, const char *heading, const char *text)
{
  const KinField *field = &target->type->fields[target->field];

  if (field->kind == KIN_LINK)
    return keep_link_text (draft, target, text);
  if (target->type == &kin_approval && target->field == KIN_APPROVAL_PLACES)
    return read_places (import, draft, heading, text);
  if (target->type == &kin_approval && target->field == KIN_APPROVAL_CONDITIONS && draft->given[target->field])
    {
      add_condition (draft, text);
      return TRUE;
    }
  switch (target->part)
    {
    case KIN_MAP_FULL_NAME:
      return read_full_name (import, draft, target->field, heading, text);
    case KIN_MAP_AGES:
      return read_ages (import, draft, target->field, heading, text);
    case KIN_MAP_WHOLE:
      return read_whole (import, draft, target->field, heading, text);
    default:
      return read_half (import, draft, target, heading, text);
    }
}

gboolean
kin_import_cell (KinCsvImport *import, KinImportDraft *draft, const KinMapTarget *target, const char *heading, const char *cell)
{
  const KinField *field = &target->type->fields[target->field];
  g_autofree char *plain = kin_csv_unguard (cell);
  g_autofree char *text = kin_text_tidy (plain, field->kind == KIN_NOTE || field->kind == KIN_ADDRESS);

  if (text == NULL || says_nothing (field, text))
    return TRUE;
  if (!read_cell (import, draft, target, heading, text))
    return FALSE;
  draft->given[target->field] = draft->any = TRUE;
  draft->headings[target->field] = heading;
  draft->texts[target->field] = cell;
  return TRUE;
}
