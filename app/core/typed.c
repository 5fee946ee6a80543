/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type and what they read, and the plain form that files hold, for each kind of field. */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "codes.h"
#include "identifier.h"
#include "kind.h"
#include "money.h"
#include "text.h"
#include "type.h"

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
  return FALSE;
}

static gboolean
read_day (const char *text, KinDay today, gint64 *day, GError **error)
{
  *day = kin_day_from_typed (text, today);
  if (*day == KIN_NO_DAY)
    return refuse (error, _("That is not a day. Try 3/5/2024, 3 May 2024, today or +7."));
  return TRUE;
}

static gboolean
read_integer (const char *text, gint64 *number, GError **error)
{
  char *end;
  /* Spreadsheets make 1 into 1.0. */
  g_autofree char *whole = g_str_has_suffix (text, ".0") ? g_strndup (text, strlen (text) - 2) : g_strdup (text);

  *number = g_ascii_strtoll (whole, &end, 10);
  if (end == whole || *end != '\0' || ABS (*number) >= (G_GINT64_CONSTANT (1) << 53))
    return refuse (error, _("That is not a whole number."));
  return TRUE;
}

static gboolean
read_period (const char *text, KinDay today, KinValue *value, GError **error)
{
  const char *mid = strstr (text, " to ");
  gsize width = 4;
  g_autofree char *start = NULL;
  const char *end;

  if (mid == NULL)
    {
      mid = strstr (text, "–");
      width = strlen ("–");
    }
  if (mid == NULL && strlen (text) > 11 && text[10] == '/')
    {
      mid = text + 10;
      width = 1;
    }
  start = mid != NULL ? g_strndup (text, (gsize) (mid - text)) : g_strdup (text);
  g_strchomp (start);
  end = mid != NULL ? mid + width : "";
  while (*end == ' ')
    end++;
  if (g_str_has_suffix (start, "/") && strlen (start) == 11)
    start[10] = '\0';
  return read_day (start, today, &value->a, error) && (*end == '\0' || read_day (end, today, &value->b, error));
}

static gboolean
read_flag (const char *text, gint64 *flag, GError **error)
{
  static const char *const yes[] = { "1", "yes", "y", "true", "x", NULL };
  static const char *const no[] = { "0", "no", "n", "false", NULL };
  g_autofree char *folded = g_utf8_casefold (text, -1);

  *flag = g_strv_contains (yes, folded) || strcmp (text, _("Yes")) == 0;
  if (!*flag && !g_strv_contains (no, folded) && strcmp (text, _("No")) != 0)
    return refuse (error, _("Say yes or no."));
  return TRUE;
}

static gboolean
read_time (const char *text, gint64 *minutes, GError **error)
{
  int hour = 0, minute = 0, used = 0;

  if ((sscanf (text, "%2d:%2d%n", &hour, &minute, &used) != 2 && sscanf (text, "%2d.%2d%n", &hour, &minute, &used) != 2) ||
      text[used] != '\0' || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return refuse (error, _("That is not a time. Try 14:30."));
  *minutes = hour * 60 + minute;
  return TRUE;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* One code or label; an unknown one is kept as it came, so that old and foreign codes survive. */
static char *
read_code (const KinField *field, const char *text)
{
  const char *known = kin_code_from_typed (field->choices, text);

  return g_strdup (known != NULL ? known : text);
}

static char *
read_codes (const KinField *field, const char *text)
{
  const char *separator = strpbrk (text, ",;|") != NULL ? ",;|" : " ";
  g_auto (GStrv) parts = g_strsplit_set (text, separator, -1);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (codes, g_strdelimit (read_code (field, parts[i]), " ", '_'));
  g_ptr_array_sort (codes, compare_strings);
  for (guint i = 0; i < codes->len; i++)
    if (i == 0 || strcmp (codes->pdata[i], codes->pdata[i - 1]) != 0)
      g_string_append_printf (joined, "%s%s", i > 0 ? " " : "", (char *) codes->pdata[i]);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* "3,500 a week", "3500/week", "£3,500.00": the amount, and the basis where one is said. */
static gboolean
read_price (const KinField *field, const char *text, KinValue *value, GError **error)
{
  gsize length = strcspn (text, "/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  g_autofree char *amount = g_strchomp (g_strndup (text, length));
  const char *basis = text + length;
  KinPence pence;

  if (!kin_pence_parse (amount, &pence))
    return refuse (error, _("That is not an amount. Try 850 or 3,500.50."));
  value->a = pence;
  while (*basis == '/' || *basis == ' ')
    basis++;
  if (g_str_has_prefix (basis, "a "))
    basis += 2;
  if (g_str_has_prefix (basis, "per "))
    basis += 4;
  value->s = g_strdup (*basis != '\0' && kin_code_from_typed ("price_basis", basis) != NULL ? kin_code_from_typed ("price_basis", basis) : "week");
  return TRUE;
}

/* The last line, when it is a postcode, is the postcode. */
static void
read_address (const char *text, KinValue *value)
{
  const char *cut = MAX (strrchr (text, '\n'), strrchr (text, ','));
  g_autofree char *tail = g_strstrip (g_strdup (cut != NULL ? cut + 1 : text));

  value->t = kin_postcode_tidy (tail);
  if (value->t == NULL)
    value->s = g_strdup (text);
  else if (cut != NULL)
    value->s = g_strchomp (g_strndup (text, (gsize) (cut - text)));
}

static gboolean
read_kind (const KinField *field, const char *text, KinDay today, KinValue *value, GError **error)
{
  KinPence pence = 0;

  switch (field->kind)
    {
    case KIN_DATE:
      return read_day (text, today, &value->a, error);
    case KIN_PERIOD:
      return read_period (text, today, value, error);
    case KIN_NUMBER:
      return read_integer (text, &value->a, error);
    case KIN_TIME:
      return read_time (text, &value->a, error);
    case KIN_FLAG:
      return read_flag (text, &value->a, error);
    case KIN_MONEY:
      if (!kin_pence_parse (text, &pence))
        return refuse (error, _("That is not an amount. Try 850 or 3,500.50."));
      value->a = pence;
      return TRUE;
    case KIN_PRICE:
      return read_price (field, text, value, error);
    case KIN_ADDRESS:
      read_address (text, value);
      return TRUE;
    case KIN_CODE:
      value->s = read_code (field, text);
      return TRUE;
    case KIN_CODES:
      value->s = read_codes (field, text);
      return TRUE;
    case KIN_POSTCODE:
      value->s = kin_postcode_tidy (text);
      if (value->s == NULL)
        value->s = g_strdup (text);
      return TRUE;
    case KIN_LINK:
      {
        KinId id;

        if (!kin_id_parse (&id, text))
          return refuse (error, _("That is not the id of a record."));
        value->s = g_strdup (text);
        return TRUE;
      }
    default:
      value->s = g_strdup (text);
      return TRUE;
    }
}

gboolean
kin_field_from_typed (const KinField *field, const char *text, KinDay today, KinValue *value, GError **error)
{
  g_autofree char *tidy = kin_text_tidy (text, field->kind == KIN_NOTE || field->kind == KIN_ADDRESS);

  kin_value_clear (value);
  if (tidy == NULL)
    return TRUE;
  if (!read_kind (field, tidy, today, value, error))
    {
      kin_value_clear (value);
      return FALSE;
    }
  value->is_set = TRUE;
  return TRUE;
}

gboolean
kin_field_from_plain (const KinField *field, const char *text, KinDay today, KinValue *value, GError **error)
{
  return kin_field_from_typed (field, text, today, value, error);
}

static char *
join_labels (const KinField *field, const char *codes)
{
  g_auto (GStrv) each = g_strsplit (codes, " ", -1);
  GString *labels = g_string_new (NULL);

  for (guint i = 0; each[i] != NULL; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "", kin_code_label (field->choices, each[i]));
  return g_string_free (labels, FALSE);
}

static char *
period_text (const KinValue *value)
{
  g_autofree char *start = kin_day_to_words ((KinDay) value->a);
  g_autofree char *end = kin_day_to_words ((KinDay) value->b);

  if (end == NULL)
    /* Translators: a period without an end, "since 3 May 2024" */
    return g_strdup_printf (_("since %s"), start != NULL ? start : "?");
  return g_strdup_printf (_("%s to %s"), start != NULL ? start : "?", end);
}

static char *
price_text (const KinValue *value)
{
  g_autofree char *amount = kin_pence_to_text (value->a);

  if (value->s == NULL)
    return g_steal_pointer (&amount);
  return g_strdup_printf ("%s %s", amount, kin_code_label ("price_basis", value->s));
}

char *
kin_field_to_text (const KinField *field, const KinValue *value)
{
  if (!value->is_set)
    return g_strdup ("");
  switch (field->kind)
    {
    case KIN_DATE:
      return kin_day_to_words ((KinDay) value->a);
    case KIN_PERIOD:
      return period_text (value);
    case KIN_FLAG:
      return g_strdup (value->a != 0 ? _("Yes") : _("No"));
    case KIN_MONEY:
      return kin_pence_to_text (value->a);
    case KIN_PRICE:
      return price_text (value);
    case KIN_CODE:
      return g_strdup (kin_code_label (field->choices, value->s));
    case KIN_CODES:
      return join_labels (field, value->s);
    case KIN_ADDRESS:
      if (value->s != NULL && value->t != NULL)
        return g_strdup_printf ("%s, %s", value->s, value->t);
      return g_strdup (value->s != NULL ? value->s : value->t);
    case KIN_LINK:
      return g_strdup ("");
    default:
      return kin_field_to_plain (field, value);
    }
}

char *
kin_field_to_plain (const KinField *field, const KinValue *value)
{
  g_autofree char *start = NULL, *end = NULL;

  if (!value->is_set)
    return g_strdup ("");
  switch (field->kind)
    {
    case KIN_DATE:
      return kin_day_to_iso ((KinDay) value->a);
    case KIN_PERIOD:
      start = kin_day_to_iso ((KinDay) value->a);
      end = kin_day_to_iso ((KinDay) value->b);
      return g_strdup_printf ("%s/%s", start != NULL ? start : "", end != NULL ? end : "");
    case KIN_NUMBER:
    case KIN_FLAG:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->a);
    case KIN_TIME:
      return g_strdup_printf ("%02d:%02d", (int) (value->a / 60), (int) (value->a % 60));
    case KIN_MONEY:
      return kin_pence_to_plain (value->a);
    case KIN_PRICE:
      start = kin_pence_to_plain (value->a);
      return value->s != NULL ? g_strdup_printf ("%s/%s", start, value->s) : g_steal_pointer (&start);
    case KIN_ADDRESS:
      if (value->s != NULL && value->t != NULL)
        return g_strdup_printf ("%s\n%s", value->s, value->t);
      return g_strdup (value->s != NULL ? value->s : value->t);
    default:
      return g_strdup (value->s != NULL ? value->s : "");
    }
}
