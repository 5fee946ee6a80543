/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the CSV files that people really have: bytes in, rows of cells out.
 *
 * Read as UTF-8 (with or without a byte order mark), else as Windows-1252, which is told; commas, semicolons or tabs, by
 * what the first line holds most of (or an Excel "sep=;" line says); LF, CRLF or CR; quoted cells with delimiters, line
 * ends and doubled quotes in them. Rows in which every cell is blank are left out. Cells stay as they came, spaces included.
 *
 * Refused with a sentence (G_IO_ERROR_INVALID_DATA): UTF-16, NUL bytes, Excel workbooks, a quotation mark that is never
 * closed, more than KIN_CSV_MAX_COLUMNS cells in a row, more than KIN_CSV_MAX_BYTES. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KIN_CSV_MAX_BYTES ((gsize) 256 * 1024 * 1024)
#define KIN_CSV_MAX_COLUMNS 1000

typedef struct _KinCsv KinCsv;

KinCsv            *kin_csv_read      (const char *bytes, gsize length, GError **error);
/* The error's sentence names the file. */
KinCsv            *kin_csv_read_file (const char *path, GError **error);
void               kin_csv_free      (KinCsv *csv);

/* The heading, if the file has one, is row 0. */
guint              kin_csv_n_rows    (const KinCsv *csv);
/* The cells of a row: n of them, each a string borrowed from csv; line is that on which the row begins, from 1.
 * n and line may be NULL. */
const char *const *kin_csv_row       (const KinCsv *csv, guint row, guint *n, guint *line);
char               kin_csv_delimiter (const KinCsv *csv);
/* TRUE when the file was not UTF-8 and was read as Windows-1252. */
gboolean           kin_csv_guessed   (const KinCsv *csv);

/* What is refused before any reading: NULL, or the sentence for an Excel workbook (old or new); static, translated. */
const char        *kin_csv_is_workbook (const char *bytes, gsize length);
/* The bytes of a file of at most KIN_CSV_MAX_BYTES; the error's sentence names the file. Free with g_free. */
char              *kin_csv_load      (const char *path, gsize *length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinCsv, kin_csv_free)

G_END_DECLS
