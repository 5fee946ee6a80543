/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns, and cells one after another. */
#include "shown.h"

#include "money.h"
#include "withhold.h"

typedef struct
{
  char    *name, *label;
  gboolean withheld;
} Column;

struct _KinShown
{
  char   *title, *scope;
  GArray *columns; /* Column */
  GArray *cells;   /* KinOutCell */
};

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->label);
}

KinShown *
kin_shown_new (const char *title, const char *scope)
{
  KinShown *shown = g_atomic_rc_box_new0 (KinShown);

  shown->title = g_strdup (title);
  shown->scope = g_strdup (scope);
  shown->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (shown->columns, clear_column);
  shown->cells = g_array_new (FALSE, FALSE, sizeof (KinOutCell));
  g_array_set_clear_func (shown->cells, (GDestroyNotify) kin_out_cell_clear);
  return shown;
}

KinShown *
kin_shown_ref (KinShown *shown)
{
  return g_atomic_rc_box_acquire (shown);
}

static void
clear (gpointer data)
{
  KinShown *shown = data;

  g_array_unref (shown->columns);
  g_array_unref (shown->cells);
  g_free (shown->title);
  g_free (shown->scope);
}

void
kin_shown_unref (KinShown *shown)
{
  g_atomic_rc_box_release_full (shown, clear);
}

void
kin_shown_column (KinShown *shown, const char *name, const char *label, gboolean withheld)
{
  Column column = { g_strdup (name), g_strdup (label), withheld };

  g_return_if_fail (shown->cells->len == 0);
  g_array_append_val (shown->columns, column);
}

static void
add_cell (KinShown *shown, KinOutKind kind, gint64 number, const char *text)
{
  KinOutCell cell = { kind, number, g_strdup (text) };

  g_array_append_val (shown->cells, cell);
}

void
kin_shown_text (KinShown *shown, const char *text)
{
  if (text == NULL || *text == '\0')
    kin_shown_empty (shown);
  else
    add_cell (shown, KIN_OUT_TEXT, 0, text);
}

void
kin_shown_pence (KinShown *shown, gint64 pence)
{
  add_cell (shown, KIN_OUT_PENCE, pence, NULL);
}

void
kin_shown_number (KinShown *shown, gint64 number)
{
  add_cell (shown, KIN_OUT_NUMBER, number, NULL);
}

void
kin_shown_day (KinShown *shown, KinDay day)
{
  add_cell (shown, day != KIN_NO_DAY ? KIN_OUT_DAY : KIN_OUT_EMPTY, day, NULL);
}

void
kin_shown_empty (KinShown *shown)
{
  add_cell (shown, KIN_OUT_EMPTY, 0, NULL);
}

KinShown *
kin_shown_keep (const KinShown *shown, const char *const *names)
{
  KinShown *kept = kin_shown_new (shown->title, shown->scope);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint n = 0; names[n] != NULL; n++)
    for (guint i = 0; i < shown->columns->len; i++)
      if (g_strcmp0 (kin_shown_name (shown, i), names[n]) == 0)
        {
          kin_shown_column (kept, names[n], kin_shown_label (shown, i), kin_shown_is_withheld (shown, i));
          g_array_append_val (places, i);
        }
  for (guint row = 0; row < kin_shown_n_rows (shown); row++)
    for (guint i = 0; i < places->len; i++)
      {
        const KinOutCell *cell = kin_shown_cell (shown, row, g_array_index (places, guint, i));

        add_cell (kept, cell->kind, cell->number, cell->text);
      }
  return kept;
}

KinShown *
kin_shown_pick (const KinShown *shown, const guint *rows, guint n)
{
  KinShown *picked = kin_shown_new (shown->title, shown->scope);

  for (guint i = 0; i < shown->columns->len; i++)
    kin_shown_column (picked, kin_shown_name (shown, i), kin_shown_label (shown, i), kin_shown_is_withheld (shown, i));
  for (guint row = 0; row < n; row++)
    for (guint i = 0; i < shown->columns->len && rows[row] < kin_shown_n_rows (shown); i++)
      {
        const KinOutCell *cell = kin_shown_cell (shown, rows[row], i);

        add_cell (picked, cell->kind, cell->number, cell->text);
      }
  return picked;
}

const char *
kin_shown_title (const KinShown *shown)
{
  return shown->title;
}

const char *
kin_shown_scope (const KinShown *shown)
{
  return shown->scope;
}

guint
kin_shown_n_columns (const KinShown *shown)
{
  return shown->columns->len;
}

guint
kin_shown_n_rows (const KinShown *shown)
{
  return shown->columns->len > 0 ? shown->cells->len / shown->columns->len : 0;
}

const char *
kin_shown_name (const KinShown *shown, guint column)
{
  return g_array_index (shown->columns, Column, column).name;
}

const char *
kin_shown_label (const KinShown *shown, guint column)
{
  return g_array_index (shown->columns, Column, column).label;
}

gboolean
kin_shown_is_withheld (const KinShown *shown, guint column)
{
  return g_array_index (shown->columns, Column, column).withheld;
}

const KinOutCell *
kin_shown_cell (const KinShown *shown, guint row, guint column)
{
  return &g_array_index (shown->cells, KinOutCell, row * shown->columns->len + column);
}

char *
kin_out_cell_words (const KinOutCell *cell)
{
  switch (cell->kind)
    {
    case KIN_OUT_TEXT:
      return g_strdup (cell->text);
    case KIN_OUT_DAY:
      return kin_day_to_words ((KinDay) cell->number);
    case KIN_OUT_PENCE:
      return kin_pence_to_text (cell->number);
    case KIN_OUT_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    default:
      return g_strdup ("");
    }
}

gboolean
kin_shown_may_go (const char *for_whom)
{
  return g_strcmp0 (for_whom, "public") != 0;
}

char *
kin_shown_withheld (const KinShown *shown, const char *for_whom)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < shown->columns->len && kin_withhold_is_outside (for_whom); i++)
    if (kin_shown_is_withheld (shown, i))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", kin_shown_label (shown, i));
  return g_string_free (words, FALSE);
}
