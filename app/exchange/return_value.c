/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading one cell of a return, tolerant of what spreadsheets do to it. What cannot be a day is refused; a
 * code that nobody knows is kept as it came and remarked upon. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "codes.h"
#include "identifier.h"
#include "return_row.h"

static char *
trim (const char *text)
{
  char *copy, *end;

  /* Spaces, and the no-break space that spreadsheets and web pages leave. */
  while (g_ascii_isspace (*text) || strncmp (text, "\xc2\xa0", 2) == 0)
    text += *text == '\xc2' ? 2 : 1;
  copy = g_strdup (text);
  end = copy + strlen (copy);
  while (end > copy && (g_ascii_isspace (end[-1]) || (end - copy >= 2 && strncmp (end - 2, "\xc2\xa0", 2) == 0)))
    end -= end[-1] == '\xa0' ? 2 : 1;
  *end = '\0';
  return copy;
}

/* "1.0" is "1": what a spreadsheet makes of whole numbers. */
static void
cut_float (char *text)
{
  gsize digits = strspn (text, "0123456789");

  if (digits > 0 && text[digits] == '.' && text[digits + 1] == '0' && text[digits + 1 + strspn (text + digits + 1, "0")] == '\0')
    text[digits] = '\0';
}

static gboolean
read_number (const char **text, guint most_digits, int *number)
{
  guint n = 0;

  for (*number = 0; g_ascii_isdigit (**text) && n < most_digits; (*text)++, n++)
    *number = *number * 10 + (**text - '0');
  return n > 0;
}

/* Midnight, as databases write it behind a day. */
static gboolean
is_end_of_day_text (const char *text)
{
  return *text == '\0' || ((*text == ' ' || *text == 'T') && strspn (text + 1, "0:.Z") == strlen (text + 1));
}

KinDay
kin_return_read_day (const char *text)
{
  const char *p = text;
  int a, b, c;
  char mark;

  if (!read_number (&p, 4, &a) || (mark = *p++) == '\0' || strchr ("/.-", mark) == NULL || !read_number (&p, 2, &b) || *p++ != mark ||
      !read_number (&p, 4, &c) || !is_end_of_day_text (p))
    return KIN_NO_DAY;
  if (a > 31)
    return kin_day (a, b, c);
  return c >= 1000 ? kin_day (c, b, a) : KIN_NO_DAY;
}

/* A cell that is no date to the spreadsheet shows how many days after 30 December 1899 it is. */
static KinDay
read_spreadsheet_day (const char *text)
{
  if (strlen (text) != 5 || strspn (text, "0123456789") != 5)
    return KIN_NO_DAY;
  return kin_day (1899, 12, 30) + (KinDay) g_ascii_strtoll (text, NULL, 10);
}

static KinReading
read_date (const char *text, char **clean, char **sentence)
{
  KinDay day = kin_return_read_day (text);
  KinDay meant = day == KIN_NO_DAY ? read_spreadsheet_day (text) : KIN_NO_DAY;
  g_autofree char *words = meant != KIN_NO_DAY ? kin_day_to_words (meant) : NULL;

  if (words != NULL)
    *sentence = g_strdup_printf (_("“%s” is how a spreadsheet counts %s. Format the column as dates and save it again."), text, words);
  else if (day == KIN_NO_DAY)
    *sentence = g_strdup_printf (_("“%s” is not a day. Write it as 31/03/2018."), text);
  if (day == KIN_NO_DAY)
    return KIN_READ_NOT;
  *clean = kin_day_to_iso (day);
  return KIN_READ_WELL;
}

/* zz/05/2020, zz/zz/2021, zz/zz/zzzz, or a whole day. */
static KinReading
read_partial (const char *text, char **clean, char **sentence)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  int month, year;
  const char *p = lower;

  if (strcmp (lower, "zz/zz/zzzz") == 0)
    *clean = g_strdup ("zz");
  else if (g_str_has_prefix (lower, "zz/zz/") && (p += 6) && read_number (&p, 4, &year) && *p == '\0' && year >= 1000)
    *clean = g_strdup_printf ("%04d", year);
  else if (g_str_has_prefix (lower, "zz/") && (p = lower + 3) && read_number (&p, 2, &month) && *p++ == '/' && read_number (&p, 4, &year) && *p == '\0' &&
           kin_day (year, month, 1) != KIN_NO_DAY)
    *clean = g_strdup_printf ("%04d-%02d", year, month);
  else
    return read_date (text, clean, sentence);
  return KIN_READ_WELL;
}

static KinReading
read_code (const KinReturnColumn *column, int year_ending, char *text, char **clean, char **sentence)
{
  const KinCode *code;

  cut_float (text);
  *clean = g_ascii_strup (text, -1);
  if (column->kind == KIN_CELL_SEX && strcmp (*clean, "1") == 0)
    **clean = 'M';
  else if (column->kind == KIN_CELL_SEX && strcmp (*clean, "2") == 0)
    **clean = 'F';
  code = kin_code_find (column->list, *clean);
  if (code == NULL)
    *sentence = g_strdup_printf (_("“%s” is not a known code; it was kept as it came."), text);
  else if (column->kind != KIN_CELL_SEX && !kin_code_valid_in (code, year_ending))
    *sentence = g_strdup_printf (_("“%s” is not a code of the year %d; it was kept as it came."), text, year_ending);
  return *sentence == NULL ? KIN_READ_WELL : KIN_READ_ODDLY;
}

static KinReading
read_flag (char *text, char **clean, char **sentence)
{
  cut_float (text);
  *clean = g_strdup (text);
  if (strcmp (text, "0") == 0 || strcmp (text, "1") == 0)
    return KIN_READ_WELL;
  *sentence = g_strdup_printf (_("“%s” is neither 0 nor 1; it was kept as it came."), text);
  return KIN_READ_ODDLY;
}

static KinReading
read_whole_number (char *text, char **clean, char **sentence)
{
  cut_float (text);
  *clean = g_strdup (text);
  if (*text != '\0' && strlen (text) <= 6 && strspn (text, "0123456789") == strlen (text))
    return KIN_READ_WELL;
  *sentence = g_strdup_printf (_("“%s” is not a number; it was kept as it came."), text);
  return KIN_READ_ODDLY;
}

static KinReading
read_postcode (const char *text, char **clean, char **sentence)
{
  *clean = kin_postcode_tidy (text);
  if (*clean != NULL)
    return KIN_READ_WELL;
  *clean = g_ascii_strup (text, -1);
  *sentence = g_strdup (_("A value that has not the shape of a postcode was kept as it came."));
  return KIN_READ_ODDLY;
}

static KinReading
read_identifier (const KinReturnColumn *column, const char *text, char **clean, char **sentence)
{
  const char *problem;

  *clean = kin_identifier_tidy (column->list, text);
  if (*clean == NULL)
    *clean = g_strdup ("");
  if (column->kind == KIN_CELL_CHILD && kin_identifier_is_lost (text))
    {
      *sentence = g_strdup_printf (_("“%s” is what a spreadsheet made of a long number; its digits are lost."), text);
      return KIN_READ_NOT;
    }
  problem = kin_identifier_problem (column->list, *clean);
  if (problem == NULL)
    return KIN_READ_WELL;
  /* Without the value, so that a thousand of them are one remark. */
  *sentence = g_strdup_printf (_("A value was kept as it came. %s"), problem);
  return KIN_READ_ODDLY;
}

KinReading
kin_return_read_cell (const KinReturnColumn *column, int year_ending, const char *came, char **clean, char **text)
{
  g_autofree char *value = trim (came);

  *clean = *text = NULL;
  if (*value == '\0')
    {
      if (column->required)
        *text = g_strdup_printf (_("%s is blank."), column->name);
      *clean = g_strdup ("");
      return column->required ? KIN_READ_NOT : KIN_READ_WELL;
    }
  switch (column->kind)
    {
    case KIN_CELL_DATE:
      return read_date (value, clean, text);
    case KIN_CELL_PARTIAL:
      return read_partial (value, clean, text);
    case KIN_CELL_FLAG:
      return read_flag (value, clean, text);
    case KIN_CELL_NUMBER:
      return read_whole_number (value, clean, text);
    case KIN_CELL_POSTCODE:
      return read_postcode (value, clean, text);
    case KIN_CELL_CHILD:
    case KIN_CELL_IDENTIFIER:
      return read_identifier (column, value, clean, text);
    default:
      return read_code (column, year_ending, value, clean, text);
    }
}
