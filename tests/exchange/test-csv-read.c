/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings, delimiters, quotes and line ends as spreadsheets write them. */
#include <glib.h>
#include <string.h>

#include "csv_read.h"

static KinCsv *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  KinCsv *csv = kin_csv_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return csv;
}

static void
assert_row (KinCsv *csv, guint row, guint line, const char *joined)
{
  guint n, at;
  const char *const *cells = kin_csv_row (csv, row, &n, &at);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", cells[i]);
  g_assert_cmpstr (text->str, ==, joined);
  g_assert_cmpuint (at, ==, line);
}

static void
test_plain (void)
{
  g_autoptr (KinCsv) csv = read_text ("A,B,C\n1,,3\n\n , ,\n4,5,6");

  g_assert_cmpuint (kin_csv_n_rows (csv), ==, 3);
  g_assert_cmpint (kin_csv_delimiter (csv), ==, ',');
  g_assert_false (kin_csv_guessed (csv));
  assert_row (csv, 0, 1, "A|B|C");
  assert_row (csv, 1, 2, "1||3");
  assert_row (csv, 2, 5, "4|5|6");
}

static void
test_quotes (void)
{
  g_autoptr (KinCsv) csv = read_text ("A,B\r\n\"one, \"\"two\"\"\",\"line\r\nbreak\"\r\n\"x\"y,z \"q\"\r\n\"\",e");

  g_assert_cmpuint (kin_csv_n_rows (csv), ==, 4);
  assert_row (csv, 1, 2, "one, \"two\"|line\r\nbreak");
  assert_row (csv, 2, 4, "xy|z \"q\"");
  assert_row (csv, 3, 5, "|e");
}

static void
test_delimiters (void)
{
  g_autoptr (KinCsv) semicolons = read_text ("\xef\xbb\xbf" "A;B;C,D\r\n1;2,5;3\r\n");
  g_autoptr (KinCsv) tabs = read_text ("A\tB\n1\t2\n");
  g_autoptr (KinCsv) said = read_text ("sep=;\nA,A;B\n1;2\n");
  g_autoptr (KinCsv) old = read_text ("A,B\r1,2\r");

  assert_row (semicolons, 0, 1, "A|B|C,D");
  assert_row (semicolons, 1, 2, "1|2,5|3");
  g_assert_cmpint (kin_csv_delimiter (tabs), ==, '\t');
  assert_row (tabs, 1, 2, "1|2");
  assert_row (said, 0, 2, "A,A|B");
  assert_row (old, 1, 2, "1|2");
}

static void
test_windows_1252 (void)
{
  g_autoptr (KinCsv) csv = read_text ("A,B\nZo\xeb,\x80 5\n");

  g_assert_true (kin_csv_guessed (csv));
  assert_row (csv, 1, 2, "Zoë|€ 5");
}

static void
assert_refused (const char *bytes, gsize length, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinCsv) csv = kin_csv_read (bytes, length, &error);

  g_assert_null (csv);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_refused (void)
{
  g_autofree char *wide = g_strnfill (KIN_CSV_MAX_COLUMNS, ',');

  assert_refused ("\xff\xfe" "A\0,\0", 6, "UTF-16");
  assert_refused ("A,\0B", 4, "not text");
  assert_refused ("PK\x03\x04 and so on", 13, "Excel workbook");
  assert_refused ("A,B\n1,\"2\n3,4\n", 13, "line 2");
  assert_refused (wide, strlen (wide), "1000");
}

static void
test_empty (void)
{
  g_autoptr (KinCsv) nothing = kin_csv_read ("", 0, NULL);
  g_autoptr (KinCsv) blank = read_text ("\n\r\n  \n,,\n");

  g_assert_cmpuint (kin_csv_n_rows (nothing), ==, 0);
  g_assert_cmpuint (kin_csv_n_rows (blank), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-read/plain", test_plain);
  g_test_add_func ("/csv-read/quotes", test_quotes);
  g_test_add_func ("/csv-read/delimiters", test_delimiters);
  g_test_add_func ("/csv-read/windows-1252", test_windows_1252);
  g_test_add_func ("/csv-read/refused", test_refused);
  g_test_add_func ("/csv-read/empty", test_empty);
  return g_test_run ();
}
