/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First each line by itself, then all lines as one system of equations: a hidden cell that has but one solution is not hidden. */
#include "suppress.h"

#define PRIME G_GINT64_CONSTANT (2147483647) /* elimination is exact, with numbers modulo this */

/* The cell of a line to hide next: the smallest part, the sum last; parts of nought only when there is nothing else, as nought
 * tells of nobody. -1: all are hidden. */
static int
choose_cell (const gint64 *values, const KinSumLine *line, const gboolean *hidden)
{
  int best = -1;

  for (guint pass = 0; pass < 3 && best < 0; pass++)
    for (guint i = 0; i < line->n; i++)
      {
        guint cell = line->cells[i];
        gboolean total = line->sum && i == 0, nought = values[cell] == 0;

        if (hidden[cell] || (pass == 0 && (total || nought)) || (pass == 1 && nought))
          continue;
        if (best < 0 || values[cell] < values[best])
          best = (int) cell;
      }
  return best;
}

static gboolean
is_open (const gint64 *values, const KinSumLine *line, const gboolean *hidden)
{
  guint n_hidden = 0;
  gint64 sum = 0;

  for (guint i = 0; i < line->n; i++)
    if (hidden[line->cells[i]])
      {
        n_hidden++;
        sum += values[line->cells[i]];
      }
  if (n_hidden == 0)
    return FALSE;
  return n_hidden == 1 || (line->sum && !hidden[line->cells[0]] && sum <= MAX (KIN_SUPPRESS_MOST, (gint64) n_hidden));
}

static gint64
invert (gint64 value)
{
  gint64 result = 1;

  for (gint64 power = PRIME - 2; power > 0; power >>= 1)
    {
      if (power & 1)
        result = result * value % PRIME;
      value = value * value % PRIME;
    }
  return result;
}

/* The lines with only the hidden cells, brought to reduced echelon form; m is n_lines rows of n columns. */
static void
eliminate (gint64 *m, guint n_lines, guint n)
{
  guint row = 0;

  for (guint column = 0; column < n && row < n_lines; column++)
    {
      guint pivot = row;
      gint64 factor;

      while (pivot < n_lines && m[pivot * n + column] == 0)
        pivot++;
      if (pivot == n_lines)
        continue;
      for (guint i = 0; i < n; i++)
        {
          gint64 other = m[row * n + i];

          m[row * n + i] = m[pivot * n + i];
          m[pivot * n + i] = other;
        }
      factor = invert (m[row * n + column]);
      for (guint i = 0; i < n; i++)
        m[row * n + i] = m[row * n + i] * factor % PRIME;
      for (guint i = 0; i < n_lines; i++)
        if (i != row && m[i * n + column] != 0)
          {
            gint64 times = m[i * n + column];

            for (guint j = 0; j < n; j++)
              m[i * n + j] = (m[i * n + j] + (PRIME - times) * m[row * n + j]) % PRIME;
          }
      row++;
    }
}

/* A hidden cell that all lines together give away; -1: none. Signs do not matter for a line by itself, but do for several. */
static int
find_determined (guint n_values, const KinSumLine *lines, guint n_lines, const gboolean *hidden)
{
  g_autofree gint64 *m = g_new0 (gint64, (gsize) n_lines * n_values + 1);

  for (guint i = 0; i < n_lines; i++)
    for (guint j = 0; j < lines[i].n; j++)
      if (hidden[lines[i].cells[j]])
        m[i * n_values + lines[i].cells[j]] = j == 0 || (!lines[i].sum && j % 2 == 0) ? PRIME - 1 : 1;
  eliminate (m, n_lines, n_values);
  for (guint i = 0; i < n_lines; i++)
    {
      int only = -1;
      guint count = 0;

      for (guint j = 0; j < n_values; j++)
        if (m[i * n_values + j] != 0)
          {
            count++;
            only = (int) j;
          }
      if (count == 1)
        return only;
    }
  return -1;
}

static gboolean
hide_beside (const gint64 *values, const KinSumLine *lines, guint n_lines, guint cell, gboolean *hidden)
{
  for (guint i = 0; i < n_lines; i++)
    for (guint j = 0; j < lines[i].n; j++)
      if (lines[i].cells[j] == cell)
        {
          int next = choose_cell (values, &lines[i], hidden);

          if (next >= 0)
            {
              hidden[next] = TRUE;
              return TRUE;
            }
        }
  return FALSE;
}

void
kin_suppress (const gint64 *values, guint n_values, const KinSumLine *lines, guint n_lines, gboolean *hidden)
{
  gboolean again = TRUE;

  for (guint i = 0; i < n_values; i++)
    hidden[i] = hidden[i] || (values[i] >= 1 && values[i] <= KIN_SUPPRESS_MOST);
  while (again)
    {
      int determined;

      again = FALSE;
      for (guint i = 0; i < n_lines; i++)
        {
          int next = is_open (values, &lines[i], hidden) ? choose_cell (values, &lines[i], hidden) : -1;

          if (next >= 0)
            {
              hidden[next] = TRUE;
              again = TRUE;
            }
        }
      if (again)
        continue;
      determined = find_determined (n_values, lines, n_lines, hidden);
      again = determined >= 0 && hide_beside (values, lines, n_lines, (guint) determined, hidden);
    }
}
