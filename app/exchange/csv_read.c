/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text is held once and cut in place: a cell never grows by being unquoted. */
#include "csv_read.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

#include "text.h"

typedef struct
{
  guint line;
  guint first; /* into cells */
  guint n;
} Row;

struct _KinCsv
{
  char    *text;
  GArray  *cells; /* of char *, into text; those of a row stand together */
  GArray  *rows;
  char     delimiter;
  gboolean guessed;
};

typedef struct
{
  KinCsv *csv;
  char   *at;
  guint   line;
} Cursor;

const char *
kin_csv_is_workbook (const char *bytes, gsize length)
{
  if ((length >= 4 && memcmp (bytes, "PK\x03\x04", 4) == 0) || (length >= 8 && memcmp (bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0))
    return _("This is an Excel workbook. Open it and save it as “CSV UTF-8”, then import that file.");
  return NULL;
}

/* What the first line that is not blank holds most of, outside quotes. */
static char
find_delimiter (const char *text)
{
  guint commas = 0, semicolons = 0, tabs = 0;
  gboolean quoted = FALSE;

  while (*text == '\n' || *text == '\r' || *text == ' ')
    text++;
  for (; *text != '\0' && (quoted || (*text != '\n' && *text != '\r')); text++)
    {
      if (*text == '"')
        quoted = !quoted;
      else if (!quoted)
        {
          commas += *text == ',';
          semicolons += *text == ';';
          tabs += *text == '\t';
        }
    }
  if (tabs > commas && tabs > semicolons)
    return '\t';
  return semicolons > commas ? ';' : ',';
}

/* Excel's own first line "sep=;". */
static void
skip_separator_line (Cursor *cursor)
{
  char *text = cursor->at;

  if (g_ascii_strncasecmp (text, "sep=", 4) != 0 || strchr (",;\t", text[4]) == NULL || text[4] == '\0' || (text[5] != '\r' && text[5] != '\n'))
    return;
  cursor->csv->delimiter = text[4];
  cursor->at = text + (text[5] == '\r' && text[6] == '\n' ? 7 : 6);
  cursor->line++;
}

static void
skip_line_end (Cursor *cursor)
{
  if (*cursor->at == '\r' && cursor->at[1] == '\n')
    cursor->at++;
  if (*cursor->at != '\0')
    cursor->at++;
  cursor->line++;
}

/* From the opening quote on; what follows the closing one up to the delimiter is taken as it stands. */
static char *
read_quoted (Cursor *cursor, char *to, GError **error)
{
  guint opened = cursor->line;

  for (cursor->at++; *cursor->at != '\0'; cursor->at++)
    {
      if (*cursor->at == '"' && cursor->at[1] != '"')
        {
          cursor->at++;
          return to;
        }
      if (*cursor->at == '"')
        cursor->at++;
      if (*cursor->at == '\n' || (*cursor->at == '\r' && cursor->at[1] != '\n'))
        cursor->line++;
      *to++ = *cursor->at;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The quotation mark opened in line %u is never closed."), opened);
  return NULL;
}

/* One cell, its end left at the delimiter, line end or end of text that follows. That character is put off until the next
 * cell is read, as the NUL takes its place. */
static gboolean
read_cell (Cursor *cursor, char *end, GError **error)
{
  char *start = cursor->at, *to = start;

  if (*cursor->at == '"' && (to = read_quoted (cursor, to, error)) == NULL)
    return FALSE;
  while (*cursor->at != '\0' && *cursor->at != cursor->csv->delimiter && *cursor->at != '\n' && *cursor->at != '\r')
    *to++ = *cursor->at++;
  *end = *cursor->at;
  g_array_append_val (cursor->csv->cells, start);
  if (*end == cursor->csv->delimiter)
    cursor->at++;
  else if (*end != '\0')
    skip_line_end (cursor);
  *to = '\0';
  return TRUE;
}

static gboolean
read_row (Cursor *cursor, GError **error)
{
  KinCsv *csv = cursor->csv;
  Row row = { cursor->line, csv->cells->len, 0 };
  gboolean blank = TRUE;
  char end;

  do
    {
      if (!read_cell (cursor, &end, error))
        return FALSE;
      for (const char *p = g_array_index (csv->cells, char *, csv->cells->len - 1); blank && *p != '\0'; p++)
        blank = *p == ' ' || *p == '\t' || *p == '\n' || *p == '\r';
      row.n++;
      if (row.n > KIN_CSV_MAX_COLUMNS)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("Line %u has more than %u cells."), row.line, KIN_CSV_MAX_COLUMNS);
          return FALSE;
        }
    }
  while (end == csv->delimiter);
  if (blank)
    g_array_set_size (csv->cells, row.first);
  else
    g_array_append_val (csv->rows, row);
  return TRUE;
}

KinCsv *
kin_csv_read (const char *bytes, gsize length, GError **error)
{
  g_autoptr (KinCsv) csv = g_new0 (KinCsv, 1);
  const char *workbook = kin_csv_is_workbook (bytes, length);
  Cursor cursor = { csv, NULL, 1 };

  csv->cells = g_array_new (FALSE, FALSE, sizeof (char *));
  csv->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  if (workbook != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, workbook);
      return NULL;
    }
  if (length > KIN_CSV_MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The file is larger than 256 megabytes. Split it and import the parts."));
      return NULL;
    }
  csv->text = kin_text_from_file (bytes, length, &csv->guessed, error);
  if (csv->text == NULL)
    return NULL;
  cursor.at = csv->text;
  csv->delimiter = find_delimiter (csv->text);
  skip_separator_line (&cursor);
  while (*cursor.at != '\0')
    if (!read_row (&cursor, error))
      return NULL;
  return g_steal_pointer (&csv);
}

char *
kin_csv_load (const char *path, gsize *length, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) problem = NULL;
  char *bytes = NULL;
  struct stat info;

  if (stat (path, &info) == 0 && (guint64) info.st_size > KIN_CSV_MAX_BYTES)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("%s is larger than 256 megabytes. Split it and import the parts."), name);
  else if (!g_file_get_contents (path, &bytes, length, &problem))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT)   ? _("There is no file %s.")
                 : g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? _("You may not read %s. Ask for the right to.")
                 : g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_ISDIR) ? _("%s is a folder. Name a file in it.")
                                                                               : _("%s cannot be read. Check the disk it is on."),
                 name);
  return bytes;
}

KinCsv *
kin_csv_read_file (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  KinCsv *csv;

  bytes = kin_csv_load (path, &length, error);
  if (bytes == NULL)
    return NULL;
  csv = kin_csv_read (bytes, length, error);
  if (csv == NULL)
    g_prefix_error (error, "%s: ", name);
  return csv;
}

void
kin_csv_free (KinCsv *csv)
{
  if (csv == NULL)
    return;
  g_free (csv->text);
  g_array_unref (csv->cells);
  g_array_unref (csv->rows);
  g_free (csv);
}

guint
kin_csv_n_rows (const KinCsv *csv)
{
  return csv->rows->len;
}

const char *const *
kin_csv_row (const KinCsv *csv, guint row, guint *n, guint *line)
{
  const Row *found = &g_array_index (csv->rows, Row, row);

  g_assert (row < csv->rows->len);
  if (n != NULL)
    *n = found->n;
  if (line != NULL)
    *line = found->line;
  return (const char *const *) (gpointer) &g_array_index (csv->cells, char *, found->first);
}

char
kin_csv_delimiter (const KinCsv *csv)
{
  return csv->delimiter;
}

gboolean
kin_csv_guessed (const KinCsv *csv)
{
  return csv->guessed;
}
