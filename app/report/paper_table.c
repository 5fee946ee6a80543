/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows are measured once for a width; the breaks follow from their heights. */
#include "paper_table.h"

#define PAD 5.0

typedef enum { ROW_CELLS, ROW_EVEN, ROW_SECTION } RowKind;

typedef struct
{
  RowKind kind;
  char  **cells;
  guint   n;
  double  height;
} Row;

struct _KinPaperTable
{
  const KinPaperColumn *columns;
  guint                 n_columns;
  double                size, weights, width, head;
  GArray               *rows;   /* Row */
  GArray               *breaks; /* guint: the first row of each page, and the number of rows at the end */
};

static void
clear_row (gpointer data)
{
  g_strfreev (((Row *) data)->cells);
}

KinPaperTable *
kin_paper_table_new (const KinPaperColumn *columns, guint n_columns, double size)
{
  KinPaperTable *table = g_new0 (KinPaperTable, 1);

  table->columns = columns;
  table->n_columns = n_columns;
  table->size = size;
  for (guint i = 0; i < n_columns; i++)
    table->weights += columns[i].weight;
  table->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (table->rows, clear_row);
  table->breaks = g_array_new (FALSE, TRUE, sizeof (guint));
  return table;
}

void
kin_paper_table_free (KinPaperTable *table)
{
  g_array_unref (table->rows);
  g_array_unref (table->breaks);
  g_free (table);
}

static void
add_row (KinPaperTable *table, RowKind kind, char **cells, guint n)
{
  Row row = { kind, g_new0 (char *, n + 1), n, 0 };

  for (guint i = 0; i < n; i++)
    row.cells[i] = cells[i] != NULL ? cells[i] : g_strdup ("");
  g_array_append_val (table->rows, row);
}

void
kin_paper_table_add (KinPaperTable *table, char **cells)
{
  add_row (table, ROW_CELLS, cells, table->n_columns);
}

void
kin_paper_table_add_even (KinPaperTable *table, char **cells, guint n)
{
  add_row (table, ROW_EVEN, cells, n);
}

void
kin_paper_table_add_section (KinPaperTable *table, char *title)
{
  add_row (table, ROW_SECTION, &title, 1);
}

void
kin_paper_table_set_size (KinPaperTable *table, double size)
{
  table->size = size;
}

/* The place of a cell, without its padding. */
static void
find_cell (const KinPaperTable *table, const Row *row, guint i, double *x, double *width)
{
  *x = 0;
  if (row->kind != ROW_CELLS)
    {
      *x = table->width * i / row->n;
      *width = table->width / row->n - PAD;
      return;
    }
  for (guint j = 0; j < i; j++)
    *x += table->width * table->columns[j].weight / table->weights;
  *width = MAX (1, table->width * table->columns[i].weight / table->weights - PAD);
}

static KinLettering
lettering_of (const KinPaperTable *table, const Row *row, guint i)
{
  KinLettering text = { .size = table->size, .markup = TRUE };

  if (row->kind == ROW_CELLS)
    text.align = table->columns[i].align;
  if (row->kind == ROW_EVEN)
    text.size = table->size - 0.5;
  if (row->kind == ROW_SECTION)
    {
      text.bold = TRUE;
      text.size = table->size + 1.5;
    }
  return text;
}

static double
measure_row (const KinPaperTable *table, cairo_t *cr, const Row *row)
{
  double most = 0;

  for (guint i = 0; i < row->n; i++)
    {
      KinLettering text = lettering_of (table, row, i);
      double x, width;

      find_cell (table, row, i, &x, &width);
      most = MAX (most, kin_lettering_height (cr, &text, width, row->cells[i]));
    }
  return most + (row->kind == ROW_SECTION ? 10 : row->kind == ROW_EVEN ? 2 : 5);
}

static KinLettering
heading_lettering (const KinPaperTable *table, guint i)
{
  return (KinLettering) { .size = table->size - 0.5, .bold = TRUE, .lines = 2, .align = table->columns[i].align };
}

static Row
heading_row (const KinPaperTable *table)
{
  return (Row) { ROW_CELLS, NULL, table->n_columns, 0 };
}

static double
measure_head (const KinPaperTable *table, cairo_t *cr)
{
  Row row = heading_row (table);
  double most = 0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      KinLettering text = heading_lettering (table, i);
      double x, width;

      find_cell (table, &row, i, &x, &width);
      most = MAX (most, kin_lettering_height (cr, &text, width, table->columns[i].heading));
    }
  return most + 6;
}

static void
break_pages (KinPaperTable *table, double height)
{
  double used = table->head;
  guint zero = 0;

  g_array_set_size (table->breaks, 0);
  g_array_append_val (table->breaks, zero);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const Row *row = &g_array_index (table->rows, Row, i);
      double needs = row->height;
      guint first = g_array_index (table->breaks, guint, table->breaks->len - 1);

      if (row->kind == ROW_SECTION && i + 1 < table->rows->len)
        needs += g_array_index (table->rows, Row, i + 1).height;
      if (used + needs > height && i > first)
        {
          g_array_append_val (table->breaks, i);
          used = table->head;
        }
      used += row->height;
    }
  g_array_append_val (table->breaks, table->rows->len);
}

guint
kin_paper_table_set_room (KinPaperTable *table, double width, double height)
{
  cairo_surface_t *nothing = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (nothing);

  table->width = width;
  table->head = measure_head (table, cr);
  for (guint i = 0; i < table->rows->len; i++)
    g_array_index (table->rows, Row, i).height = measure_row (table, cr, &g_array_index (table->rows, Row, i));
  break_pages (table, height);
  cairo_destroy (cr);
  cairo_surface_destroy (nothing);
  return table->breaks->len - 1;
}

static void
draw_head (const KinPaperTable *table, cairo_t *cr, double x, double y)
{
  Row row = heading_row (table);

  kin_colour_set (cr, kin_palette (KIN_THEME_PRINT)->dim);
  for (guint i = 0; i < table->n_columns; i++)
    {
      KinLettering text = heading_lettering (table, i);
      double left, width;

      find_cell (table, &row, i, &left, &width);
      kin_lettering_draw (cr, &text, x + left, y, width, table->columns[i].heading);
    }
  kin_page_rule (cr, x, y + table->head - 3, table->width, kin_palette (KIN_THEME_PRINT)->dim);
}

void
kin_paper_table_draw (KinPaperTable *table, cairo_t *cr, double x, double y, guint page)
{
  draw_head (table, cr, x, y);
  y += table->head;
  for (guint i = g_array_index (table->breaks, guint, page); i < g_array_index (table->breaks, guint, page + 1); i++)
    {
      const Row *row = &g_array_index (table->rows, Row, i);

      kin_colour_set (cr, kin_palette (KIN_THEME_PRINT)->ink);
      for (guint j = 0; j < row->n; j++)
        {
          KinLettering text = lettering_of (table, row, j);
          double left, width;

          find_cell (table, row, j, &left, &width);
          kin_lettering_draw (cr, &text, x + left, y + (row->kind == ROW_SECTION ? 6 : 0), width, row->cells[j]);
        }
      y += row->height;
      if (row->kind != ROW_EVEN)
        kin_page_rule (cr, x, y - 3, table->width, kin_palette (KIN_THEME_PRINT)->grid);
    }
}
