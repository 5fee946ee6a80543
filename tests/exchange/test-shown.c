/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page of figures shows goes into a file as it is, without what an outsider may not see, and never to the public. */
#include <string.h>

#include "csv_write.h"
#include "fixture.h"
#include "shown.h"

static KinShown *
make_shown (void)
{
  KinShown *shown = kin_shown_new ("Costs", "Monday 18 December 2017");

  kin_shown_column (shown, "child", "Child", TRUE);
  kin_shown_column (shown, "category", "Category", FALSE);
  kin_shown_column (shown, "weekly", "A week", FALSE);
  kin_shown_column (shown, "since", "Since", FALSE);
  kin_shown_text (shown, "=Ada");
  kin_shown_text (shown, "Secure");
  kin_shown_pence (shown, -761600);
  kin_shown_day (shown, kin_day (2017, 12, 18));
  kin_shown_text (shown, NULL);
  kin_shown_empty (shown);
  kin_shown_number (shown, 3);
  kin_shown_day (shown, KIN_NO_DAY);
  return shown;
}

static void
test_cells (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinShown) shown = make_shown ();
  g_autoptr (KinTableOut) inside = kin_table_out_of (kin_store_reader (fixture->store), shown, "internal");
  g_autoptr (GString) csv = kin_csv_write (inside);
  g_auto (GStrv) lines = g_strsplit (csv->str, "\r\n", -1);

  g_assert_cmpuint (kin_table_out_n_rows (inside), ==, 2);
  g_assert_true (kin_table_out_names_anyone (inside));
  g_assert_true (g_str_has_prefix (lines[0], "\xef\xbb\xbf" "child,category,weekly,since,"));
  g_assert_nonnull (strstr (lines[0], "Monday 18 December 2017"));
  g_assert_cmpstr (lines[1], ==, "\"'=Ada\",Secure,-7616.00,2017-12-18,");
  g_assert_cmpstr (lines[2], ==, ",,3,,");
}

/* Columns as they are chosen, rows as they are selected; what is withheld stays so. */
static void
test_chosen (void)
{
  static const char *const names[] = { "since", "no-such", "child", NULL };
  const guint rows[] = { 1 };
  g_autoptr (KinShown) shown = make_shown (), kept = kin_shown_keep (shown, names), picked = kin_shown_pick (kept, rows, 1);

  g_assert_cmpuint (kin_shown_n_columns (kept), ==, 2);
  g_assert_cmpstr (kin_shown_name (kept, 0), ==, "since");
  g_assert_false (kin_shown_is_withheld (kept, 0));
  g_assert_true (kin_shown_is_withheld (kept, 1));
  g_assert_cmpuint (kin_shown_n_rows (kept), ==, 2);
  g_assert_cmpint (kin_shown_cell (kept, 0, 0)->number, ==, kin_day (2017, 12, 18));
  g_assert_cmpstr (kin_shown_cell (kept, 0, 1)->text, ==, "=Ada");
  g_assert_cmpuint (kin_shown_n_rows (picked), ==, 1);
  g_assert_cmpint (kin_shown_cell (picked, 0, 0)->kind, ==, KIN_OUT_EMPTY);
}

static void
test_outside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinShown) shown = make_shown ();
  g_autoptr (KinTableOut) outside = kin_table_out_of (kin_store_reader (fixture->store), shown, "provider");
  g_autoptr (GString) csv = kin_csv_write (outside);
  g_autofree char *withheld = kin_shown_withheld (shown, "provider"), *nothing = kin_shown_withheld (shown, "internal");

  g_assert_null (strstr (csv->str, "Ada"));
  g_assert_nonnull (strstr (csv->str, "Secure,-7616.00"));
  g_assert_false (kin_table_out_names_anyone (outside));
  g_assert_cmpstr (withheld, ==, "Child");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_public (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinShown) shown = make_shown ();
  g_autoptr (KinTableOut) public = kin_table_out_of (kin_store_reader (fixture->store), shown, "public");
  g_autofree char *path = g_build_filename (fixture->folder, "public.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (kin_table_out_export (public, fixture->store, KIN_FILE_CSV, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinShown) shown = make_shown ();
  g_autoptr (KinTableOut) inside = kin_table_out_of (kin_store_reader (fixture->store), shown, "internal");
  g_autofree char *path = g_build_filename (fixture->folder, "costs.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (kin_table_out_export (inside, fixture->store, KIN_FILE_XLSX, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (kin_reader_number (kin_store_reader (fixture->store), "SELECT count(*) FROM access", 0), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/shown/cells", Fixture, NULL, fixture_set_up, test_cells, fixture_tear_down);
  g_test_add ("/shown/outside", Fixture, NULL, fixture_set_up, test_outside, fixture_tear_down);
  g_test_add ("/shown/public", Fixture, NULL, fixture_set_up, test_public, fixture_tear_down);
  g_test_add ("/shown/file", Fixture, NULL, fixture_set_up, test_file, fixture_tear_down);
  g_test_add_func ("/shown/chosen", test_chosen);
  return g_test_run ();
}
