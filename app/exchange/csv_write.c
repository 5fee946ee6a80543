/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table as CSV. */
#include "csv_write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "day.h"
#include "money.h"

/* -20.00 and +7 calculate nothing. */
static gboolean
is_plain_number (const char *text)
{
  const char *p = text + (*text == '-' ? 1 : 0);
  gboolean digits = FALSE, point = FALSE;

  for (; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      digits = TRUE;
    else if (*p == '.' && digits && !point)
      point = TRUE;
    else
      return FALSE;
  return digits;
}

gboolean
kin_csv_is_formula (const char *text)
{
  static const char *const wide[] = { "＝", "＋", "－", "＠", NULL };

  if (text == NULL || *text == '\0')
    return FALSE;
  if (strchr ("=+-@\t\r\n", *text) != NULL)
    return !is_plain_number (text);
  for (guint i = 0; wide[i] != NULL; i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
  return FALSE;
}

/* Also what looks like something guarded already, so that taking the guard away gives back what there was. */
static gboolean
needs_guard (const char *text)
{
  return text != NULL && kin_csv_is_formula (text + strspn (text, "'"));
}

char *
kin_csv_unguard (const char *cell)
{
  return g_strdup (*cell == '\'' && needs_guard (cell) ? cell + 1 : cell);
}

void
kin_csv_append (GString *out, const char *text)
{
  gboolean guard = needs_guard (text);

  if (text == NULL)
    return;
  if (!guard && strpbrk (text, ",;\"\r\n\t") == NULL && *text != ' ')
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  if (guard)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_cell (GString *out, const KinOutCell *cell)
{
  g_autofree char *text = NULL;

  switch (cell->kind)
    {
    case KIN_OUT_DAY:
      text = kin_day_to_iso ((KinDay) cell->number);
      break;
    case KIN_OUT_PENCE:
      text = kin_pence_to_plain (cell->number);
      break;
    case KIN_OUT_NUMBER:
      text = g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
      break;
    case KIN_OUT_TEXT:
      kin_csv_append (out, cell->text);
      return;
    default:
      return;
    }
  g_string_append (out, text);
}

static void
append_heading (GString *out, KinTableOut *table)
{
  g_auto (GStrv) about = kin_table_out_about (table);
  g_autoptr (GString) statement = g_string_new (NULL);

  for (guint i = 0; i < kin_table_out_n_columns (table, TRUE); i++)
    {
      kin_csv_append (out, kin_table_out_name (table, i));
      g_string_append_c (out, ',');
    }
  for (guint i = 0; about[i] != NULL; i += 2)
    g_string_append_printf (statement, "%s%s: %s", i > 0 ? " | " : "", about[i], about[i + 1]);
  kin_csv_append (out, statement->str);
  g_string_append (out, "\r\n");
}

GString *
kin_csv_write (KinTableOut *table)
{
  GString *out = g_string_new ("\xef\xbb\xbf");
  guint rows = kin_table_out_n_rows (table), columns = kin_table_out_n_columns (table, TRUE);
  KinOutCell cell = { 0 };

  append_heading (out, table);
  for (guint row = 0; row < rows; row++)
    {
      for (guint column = 0; column < columns; column++)
        {
          kin_table_out_cell (table, row, column, FALSE, &cell);
          append_cell (out, &cell);
          g_string_append_c (out, ',');
        }
      g_string_append (out, "\r\n");
    }
  kin_out_cell_clear (&cell);
  return out;
}
