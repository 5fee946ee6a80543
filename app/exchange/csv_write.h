/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as spreadsheets and programs both read it: UTF-8 with a BOM, CRLF, ISO dates, plain money, and nothing that a
 * spreadsheet takes for a formula.
 *
 * The file stays a table (RFC 4180): one heading line, one line for each row, as many cells in each. What the file says of
 * itself stands in the heading of a last column that is otherwise empty, so no program takes a remark for a row. */
#pragma once

#include "table_out.h"

G_BEGIN_DECLS

/* One cell behind what is in out: quoted where needed; what begins like a formula (= + - @ tab, CR, LF and their full-width
 * twins) gets an apostrophe before it, but a plain number stays a number. text NULL is an empty cell. */
void   kin_csv_append   (GString *out, const char *text);
/* TRUE when a spreadsheet might calculate it. */
gboolean kin_csv_is_formula (const char *text);
/* What kin_csv_append () made of a text, taken back: without the apostrophe that it added. New string. */
char  *kin_csv_unguard  (const char *cell);
/* The whole file. New string. */
GString *kin_csv_write  (KinTableOut *table);

G_END_DECLS
