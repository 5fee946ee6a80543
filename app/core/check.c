/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judging what people type. Nothing here stops a value from being kept: an import, or another laptop, may bring anything. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "codes.h"
#include "identifier.h"
#include "record.h"

/* What one field of a change may hold (the store refuses more: app/store/write.c). */
#define LONGEST_TEXT (64 * 1024)

static const char *
judge_day (const KinField *field, KinDay day, KinDay today)
{
  if (day == KIN_NO_DAY)
    return NULL;
  if ((field->flags & KIN_PAST) != 0 && day > today)
    return _("That day has not come yet.");
  if (day < kin_day (1900, 1, 1))
    return _("That is before 1900.");
  if (day > kin_day_add_months (today, 12 * 100))
    return _("That is more than 100 years away.");
  return NULL;
}

static const char *
judge_code (const KinField *field, const char *codes)
{
  g_auto (GStrv) each = g_strsplit (codes, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (kin_code_find (field->choices, each[i]) == NULL)
      return _("This version does not know that code. It is kept as it came.");
  return NULL;
}

static const char *
judge_value (const KinField *field, const KinValue *value, KinDay today)
{
  if (value->s != NULL && strlen (value->s) > LONGEST_TEXT)
    return _("That is too long: at most 64 KB of text fit one field. Use a note for each part.");
  switch (field->kind)
    {
    case KIN_DATE:
      return judge_day (field, (KinDay) value->a, today);
    case KIN_PERIOD:
      if (value->a == KIN_NO_DAY)
        return _("A period needs its first day.");
      if (value->b != KIN_NO_DAY && value->b < value->a)
        return _("It ends before it begins.");
      {
        const char *start = judge_day (field, (KinDay) value->a, today);

        return start != NULL ? start : judge_day (field, (KinDay) value->b, today);
      }
    case KIN_CODE:
    case KIN_CODES:
      return judge_code (field, value->s);
    case KIN_IDENTIFIER:
      return kin_identifier_problem (field->choices, value->s);
    case KIN_POSTCODE:
      {
        g_autofree char *tidy = kin_postcode_tidy (value->s);

        return tidy == NULL ? _("That does not look like a postcode.") : NULL;
      }
    case KIN_NUMBER:
      return value->a < 0 ? _("A number here cannot be below zero.") : NULL;
    case KIN_MONEY:
    case KIN_PRICE:
      return ABS (value->a) > G_GINT64_CONSTANT (9000000000) ? _("That is more than £90 million.") : NULL;
    default:
      return NULL;
    }
}

/* Nobody is asked about a birth date, which is far by nature; years beyond these are mostly slips of the finger. */
#define FAR_AHEAD_MONTHS (12 * 3)
#define FAR_BACK_MONTHS (12 * 30)

static const char *
doubt_day (KinDay day, KinDay today)
{
  if (day == KIN_NO_DAY)
    return NULL;
  if (day > kin_day_add_months (today, FAR_AHEAD_MONTHS))
    return _("That is more than three years away. Is the year right?");
  if (day < kin_day_add_months (today, -FAR_BACK_MONTHS))
    return _("That is more than 30 years ago. Is the year right?");
  return NULL;
}

void
kin_record_doubt_field (KinRecord *record, guint number, KinDay today, KinProblemFunc problem, gpointer data)
{
  const KinField *field = &kin_record_type (record)->fields[number];
  const KinValue *value = kin_record_get (record, number);
  const char *sentence = NULL;

  if (!value->is_set || (field->kind != KIN_DATE && field->kind != KIN_PERIOD) || strcmp (field->name, "born") == 0)
    return;
  sentence = doubt_day ((KinDay) value->a, today);
  if (sentence == NULL && field->kind == KIN_PERIOD)
    sentence = doubt_day ((KinDay) value->b, today);
  if (sentence != NULL)
    problem (number, sentence, data);
}

void
kin_record_check_field (KinRecord *record, guint number, KinDay today, KinProblemFunc problem, gpointer data)
{
  const KinField *field = &kin_record_type (record)->fields[number];
  const KinValue *value = kin_record_get (record, number);
  const char *sentence = NULL;

  if (value->is_set)
    sentence = judge_value (field, value, today);
  else if ((field->flags & KIN_REQUIRED) != 0)
    sentence = _("This is needed.");
  if (sentence != NULL)
    problem (number, sentence, data);
}

void
kin_record_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  const KinType *type = kin_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    kin_record_check_field (record, i, today, problem, data);
  if (type->check != NULL)
    type->check (record, today, problem, data);
}
