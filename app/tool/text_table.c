/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widths are counted in cells of a terminal, so that names with marks and wide letters stay in line. */
#include "text_table.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#define WIDEST 40

typedef struct
{
  char    *text;
  guint    width;
  gboolean right;
} Cell;

struct _KinTextTable
{
  GPtrArray *rows; /* GArray of Cell */
  GArray    *row;
  gboolean   cut;
};

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

static GArray *
new_row (void)
{
  GArray *row = g_array_new (FALSE, FALSE, sizeof (Cell));

  g_array_set_clear_func (row, clear_cell);
  return row;
}

KinTextTable *
kin_text_table_new (void)
{
  KinTextTable *table = g_new0 (KinTextTable, 1);

  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  table->row = new_row ();
  table->cut = isatty (STDOUT_FILENO);
  return table;
}

static guint
char_width (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

/* One line, cut at the widest; *width is what it takes. New string. */
static char *
fit (KinTextTable *table, const char *text, guint *width)
{
  GString *line = g_string_new (NULL);

  *width = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (table->cut && *width >= WIDEST - 1)
        {
          g_string_append (line, "…");
          (*width)++;
          break;
        }
      if (c == '\n')
        c = ' ';
      g_string_append_unichar (line, c);
      *width += char_width (c);
    }
  return g_string_free (line, FALSE);
}

static void
add (KinTextTable *table, char *text, gboolean right)
{
  Cell cell = { .right = right };

  cell.text = fit (table, text != NULL ? text : "", &cell.width);
  g_free (text);
  g_array_append_val (table->row, cell);
}

void
kin_text_table_add (KinTextTable *table, char *text)
{
  add (table, text, FALSE);
}

void
kin_text_table_add_right (KinTextTable *table, char *text)
{
  add (table, text, TRUE);
}

void
kin_text_table_end_row (KinTextTable *table)
{
  g_ptr_array_add (table->rows, table->row);
  table->row = new_row ();
}

void
kin_text_table_head (KinTextTable *table, const char *const *headings, guint n)
{
  for (guint i = 0; i < n; i++)
    kin_text_table_add (table, g_strdup (*headings[i] != '\0' ? _(headings[i]) : ""));
  kin_text_table_end_row (table);
}

static guint
column_width (KinTextTable *table, guint column)
{
  guint width = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      GArray *row = table->rows->pdata[i];

      if (column < row->len)
        width = MAX (width, g_array_index (row, Cell, column).width);
    }
  return width;
}

static void
print_row (GArray *row, GArray *widths)
{
  for (guint i = 0; i < row->len; i++)
    {
      const Cell *cell = &g_array_index (row, Cell, i);
      int pad = (int) (g_array_index (widths, guint, i) - cell->width);
      gboolean last = i + 1 == row->len;

      printf ("%*s%s%*s", cell->right ? pad : 0, "", cell->text, cell->right || last ? 0 : pad, "");
      fputs (last ? "\n" : "  ", stdout);
    }
}

void
kin_text_table_print (KinTextTable *table)
{
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (guint));
  guint columns = 0;

  for (guint i = 0; i < table->rows->len; i++)
    columns = MAX (columns, ((GArray *) table->rows->pdata[i])->len);
  for (guint i = 0; i < columns; i++)
    {
      guint width = column_width (table, i);

      g_array_append_val (widths, width);
    }
  for (guint i = 0; i < table->rows->len; i++)
    print_row (table->rows->pdata[i], widths);
  g_ptr_array_unref (table->rows);
  g_array_unref (table->row);
  g_free (table);
}
