/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small numbers in what is published: counts of 1 to 5 are hidden, and so many others that none of them can be worked out.
 * A count of one secure placement tells which child it is; the limit of five is ours. A council's meeting pack is part public, part not; what is public
 * is printed with small numbers hidden, the rest with names. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIN_SUPPRESS_MOST 5

/* Cells of which any one follows from the others. */
typedef struct
{
  guint    cells[16];
  guint    n;
  gboolean sum; /* the first is the sum of the others, none of them negative; FALSE: they are added and subtracted */
} KinSumLine;

/* hidden: n_values; what is TRUE already stays so. In no line just one cell is hidden; no hidden cell is determined by all lines together; and hidden
 * parts of a sum that is shown come to more than any one of them may be. Parts are hidden before sums, smaller before larger. */
void kin_suppress (const gint64 *values, guint n_values, const KinSumLine *lines, guint n_lines, gboolean *hidden);

G_END_DECLS
