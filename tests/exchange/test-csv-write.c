/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes into a CSV file comes out of it again, is still a table, and calculates nothing. */
#include <string.h>

#include "csv_read.h"
#include "csv_write.h"
#include "fixture.h"

static void
test_formulas (void)
{
  static const char *const harmful[] = { "=1+1", "+44 1632 960001", "@SUM(A1)", "-1+cmd|' /C calc'!A0", "\tx", "\rx", "=", "＝1", "--1", "-" };
  static const char *const harmless[] = { "-20.00", "-3", "3-4", "a=b", "", " =1", "1e5", "O'Neil" };

  for (guint i = 0; i < G_N_ELEMENTS (harmful); i++)
    g_assert_true (kin_csv_is_formula (harmful[i]));
  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    g_assert_false (kin_csv_is_formula (harmless[i]));
  g_assert_false (kin_csv_is_formula (NULL));
}

static void
test_cells (void)
{
  static const struct
  {
    const char *text, *cell;
  } cases[] = {
    { "plain", "plain" }, { "a,b", "\"a,b\"" }, { "a;b", "\"a;b\"" }, { "say \"so\"", "\"say \"\"so\"\"\"" }, { "two\nlines", "\"two\nlines\"" },
    { "=1+1", "\"'=1+1\"" }, { "-20.00", "-20.00" }, { "0123", "0123" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      kin_csv_append (out, cases[i].text);
      g_assert_cmpstr (out->str, ==, cases[i].cell);
    }
}

/* Any text, written and read, is the text. */
static void
test_round_trip (void)
{
  static const char *const bits[] = { "a", "\"", ",", ";", "\n", "\r", "=", "+", "-", "@", "'", " ", "\t", "é", "＝", "1", "." };
  GRand *rand = g_rand_new_with_seed (903);

  for (guint n = 0; n < 20000; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL), line = g_string_new ("x,");
      g_autoptr (GError) error = NULL;
      g_autoptr (KinCsv) csv = NULL;
      g_autofree char *back = NULL;
      guint cells;

      for (gint k = g_rand_int_range (rand, 0, 9); k > 0; k--)
        g_string_append (text, bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))]);
      kin_csv_append (line, text->str);
      g_string_append (line, ",x\r\n");
      csv = kin_csv_read (line->str, line->len, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (kin_csv_n_rows (csv), ==, 1);
      g_assert_false (kin_csv_is_formula (kin_csv_row (csv, 0, NULL, NULL)[1]));
      back = kin_csv_unguard (kin_csv_row (csv, 0, &cells, NULL)[1]);
      g_assert_cmpuint (cells, ==, 3);
      g_assert_cmpstr (back, ==, text->str);
    }
  g_rand_free (rand);
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinRecord) home = fixture_household (fixture, "=Ash,down");
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 no = kin_record_no (home);
  g_autoptr (KinTableOut) table = NULL;
  g_autoptr (GString) bytes = NULL;
  g_autoptr (KinCsv) csv = NULL;
  const guint fields[] = { KIN_HOUSEHOLD_NAME, KIN_HOUSEHOLD_FIRST_APPROVED, KIN_HOUSEHOLD_ADDRESS };
  guint n, below;

  g_array_append_val (rows, no);
  kin_record_set_day (home, KIN_HOUSEHOLD_FIRST_APPROVED, kin_day (2017, 12, 18));
  g_assert_true (kin_store_save_field (fixture->store, home, KIN_HOUSEHOLD_FIRST_APPROVED, NULL));
  table = kin_table_out_new (kin_store_reader (fixture->store), &kin_household, rows, "internal");
  kin_table_out_set_fields (table, fields, G_N_ELEMENTS (fields));
  kin_table_out_add_filter (table, KIN_HOUSEHOLD_STATUS, "active");
  bytes = kin_csv_write (table);
  g_assert_true (g_str_has_prefix (bytes->str, "\xef\xbb\xbfname,first_approved,address,address_postcode,id,"));
  g_assert_nonnull (strstr (bytes->str, "Rows: 1"));
  g_assert_nonnull (strstr (bytes->str, "Status = active"));
  g_assert_nonnull (strstr (bytes->str, "2017-12-18"));
  g_assert_nonnull (strstr (bytes->str, "\"'=Ash,down\""));
  csv = kin_csv_read (bytes->str, bytes->len, NULL);
  g_assert_cmpuint (kin_csv_n_rows (csv), ==, 2);
  kin_csv_row (csv, 0, &n, NULL);
  kin_csv_row (csv, 1, &below, NULL);
  g_assert_cmpuint (n, ==, below);
}

/* What a list tells besides its fields goes out with it, in the order shown, and not to everybody. */
static void
test_told (Fixture *fixture, gconstpointer data)
{
  static const char *const columns[] = { "forename", "tonight", "age", "no-such", "surname", NULL };
  KinDay today = kin_day_of_ms (g_get_real_time () / 1000);
  g_autoptr (KinRecord) home = fixture_household (fixture, "Ashdown");
  g_autoptr (KinRecord) child = kin_record_new (&kin_child), placement = kin_record_new (&kin_placement);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KinTableOut) inside = NULL, outside = NULL;
  g_autoptr (GString) told = NULL, kept = NULL;
  g_autofree char *withheld = NULL, *nothing = NULL;
  gint64 no;

  kin_record_set_text (child, KIN_CHILD_FORENAME, "Ada");
  kin_record_set_day (child, KIN_CHILD_BORN, today - 3 * 366);
  g_assert_true (kin_store_create (fixture->store, child, "Added", NULL));
  kin_record_set_link (placement, KIN_PLACEMENT_CHILD, kin_reader_no_of (kin_store_reader (fixture->store), kin_record_id (child)));
  kin_record_set_link (placement, KIN_PLACEMENT_HOUSEHOLD, kin_record_no (home));
  kin_record_set_period (placement, KIN_PLACEMENT_PERIOD, today - 5, KIN_NO_DAY);
  g_assert_true (kin_store_create (fixture->store, placement, "Added", NULL));
  no = kin_reader_no_of (kin_store_reader (fixture->store), kin_record_id (child));
  g_array_append_val (rows, no);
  inside = kin_table_out_new (kin_store_reader (fixture->store), &kin_child, rows, "internal");
  kin_table_out_set_columns (inside, columns);
  nothing = kin_table_out_withheld (inside);
  g_assert_cmpstr (nothing, ==, "");
  told = kin_csv_write (inside);
  g_assert_nonnull (strstr (told->str, "forename,tonight,age,surname,"));
  g_assert_nonnull (strstr (told->str, "Ada,Ashdown,3,"));
  outside = kin_table_out_new (kin_store_reader (fixture->store), &kin_child, rows, "provider");
  kin_table_out_set_columns (outside, columns);
  withheld = kin_table_out_withheld (outside);
  g_assert_nonnull (strstr (withheld, "Lives tonight at"));
  kept = kin_csv_write (outside);
  g_assert_null (strstr (kept->str, "Ashdown"));
  g_assert_nonnull (strstr (kept->str, "age"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-write/formulas", test_formulas);
  g_test_add_func ("/csv-write/cells", test_cells);
  g_test_add_func ("/csv-write/round-trip", test_round_trip);
  g_test_add ("/csv-write/file", Fixture, NULL, fixture_set_up, test_file, fixture_tear_down);
  g_test_add ("/csv-write/told", Fixture, NULL, fixture_set_up, test_told, fixture_tear_down);
  return g_test_run ();
}
