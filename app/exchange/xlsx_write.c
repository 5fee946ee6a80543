/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table as XLSX. Texts are written as strings whatever they look like, so that a number of seven figures keeps its zeros and
 * nothing is calculated. */
#include "xlsx_write.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "day.h"

#define MANY_ROWS 20000 /* from here on rows go to the file as they come, and memory stays small */
#define LONGEST_CELL 32767

typedef struct
{
  lxw_workbook  *book;
  lxw_worksheet *sheet;
  lxw_format    *heading, *day, *money, *text, *wrapped;
} Xlsx;

static void
add_formats (Xlsx *x)
{
  x->heading = workbook_add_format (x->book);
  format_set_bold (x->heading);
  format_set_bottom (x->heading, LXW_BORDER_THIN);
  format_set_bg_color (x->heading, 0xE8EEF2);
  x->day = workbook_add_format (x->book);
  format_set_num_format (x->day, "dd/mm/yyyy");
  format_set_align (x->day, LXW_ALIGN_LEFT);
  x->money = workbook_add_format (x->book);
  format_set_num_format (x->money, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00");
  x->text = workbook_add_format (x->book);
  format_set_num_format (x->text, "@");
  x->wrapped = workbook_add_format (x->book);
  format_set_text_wrap (x->wrapped);
  format_set_align (x->wrapped, LXW_ALIGN_VERTICAL_TOP);
}

/* Excel counts days from the last of 1899, and believes that 1900 was a leap year: right from March 1900 on. */
static gboolean
is_excel_day (gint64 day)
{
  return day >= kin_day (1900, 3, 1);
}

static void
write_text (Xlsx *x, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
  g_autofree char *cut = NULL;

  if (text == NULL || *text == '\0')
    return;
  if (g_utf8_strlen (text, -1) > LONGEST_CELL)
    text = cut = g_utf8_substring (text, 0, LONGEST_CELL);
  worksheet_write_string (x->sheet, row, column, text, format);
}

static void
write_cell (Xlsx *x, lxw_row_t row, lxw_col_t column, const KinOutCell *cell)
{
  g_autofree char *iso = NULL;

  switch (cell->kind)
    {
    case KIN_OUT_DAY:
      if (is_excel_day (cell->number))
        {
          worksheet_write_number (x->sheet, row, column, (double) (cell->number - kin_day (1899, 12, 30)), x->day);
          break;
        }
      iso = kin_day_to_iso ((KinDay) cell->number);
      write_text (x, row, column, iso, x->text);
      break;
    case KIN_OUT_PENCE:
      /* A cell of a spreadsheet is a double. Pounds with two decimals survive it up to ninety million million. */
      worksheet_write_number (x->sheet, row, column, (double) cell->number / 100.0, x->money);
      break;
    case KIN_OUT_NUMBER:
      worksheet_write_number (x->sheet, row, column, (double) cell->number, NULL);
      break;
    case KIN_OUT_TEXT:
      write_text (x, row, column, cell->text, x->text);
      break;
    default:
      break;
    }
}

/* A sheet's name: at most 31 characters, none of these. */
static char *
sheet_name (const char *words)
{
  g_autofree char *name = g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), 31));

  return g_strdup (g_strdelimit (name, "[]:*?/\\'", ' '));
}

static void
write_rows (Xlsx *x, KinTableOut *table)
{
  guint rows = kin_table_out_n_rows (table), columns = kin_table_out_n_columns (table, FALSE);
  KinOutCell cell = { 0 };

  for (guint column = 0; column < columns; column++)
    {
      worksheet_set_column (x->sheet, (lxw_col_t) column, (lxw_col_t) column, kin_table_out_width (table, column) + 2, NULL);
      worksheet_write_string (x->sheet, 0, (lxw_col_t) column, kin_table_out_label (table, column), x->heading);
    }
  worksheet_freeze_panes (x->sheet, 1, 0);
  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < columns; column++)
      {
        kin_table_out_cell (table, row, column, TRUE, &cell);
        write_cell (x, row + 1, (lxw_col_t) column, &cell);
      }
  kin_out_cell_clear (&cell);
  if (columns > 0)
    worksheet_autofilter (x->sheet, 0, 0, rows, (lxw_col_t) (columns - 1));
  worksheet_set_landscape (x->sheet);
  worksheet_repeat_rows (x->sheet, 0, 0);
}

static void
write_about (Xlsx *x, KinTableOut *table)
{
  g_auto (GStrv) about = kin_table_out_about (table);
  g_autofree char *name = sheet_name (_("About this export"));

  x->sheet = workbook_add_worksheet (x->book, name);
  worksheet_set_column (x->sheet, 0, 0, 22, NULL);
  worksheet_set_column (x->sheet, 1, 1, 80, NULL);
  for (guint i = 0; about[i] != NULL; i += 2)
    {
      write_text (x, i / 2, 0, about[i], x->heading);
      write_text (x, i / 2, 1, about[i + 1], x->wrapped);
    }
}

static gboolean
refuse_size (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("A spreadsheet holds at most 1,048,575 rows. Choose fewer, or export CSV."));
  return FALSE;
}

gboolean
kin_xlsx_write (KinTableOut *table, const char *path, GError **error)
{
  guint rows = kin_table_out_n_rows (table);
  lxw_workbook_options options = { .constant_memory = rows > MANY_ROWS };
  lxw_doc_properties properties = { 0 };
  g_autofree char *name = sheet_name (kin_table_out_title (table));
  lxw_error wrong;
  Xlsx x;

  if (rows + 1 >= LXW_ROW_MAX)
    return refuse_size (error);
  x.book = workbook_new_opt (path, &options);
  if (x.book == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The file %s cannot be written there."), path);
      return FALSE;
    }
  properties.title = (char *) kin_table_out_title (table);
  properties.company = (char *) "";
  properties.author = (char *) "Kinkeeper";
  workbook_set_properties (x.book, &properties);
  add_formats (&x);
  x.sheet = workbook_add_worksheet (x.book, name);
  write_rows (&x, table);
  write_about (&x, table);
  wrong = workbook_close (x.book);
  if (wrong == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The file %s could not be written: %s"), path, lxw_strerror (wrong));
  return FALSE;
}
