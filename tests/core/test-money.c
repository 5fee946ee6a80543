/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money: what people type, what they read, and rounding that never loses a penny. */
#include "money.h"

static void
test_parse (void)
{
  const struct {
    const char *text;
    KinPence pence;
  } good[] = {
    { "3,500", 350000 }, { "\xc2\xa3" "3,500.01", 350001 }, { "3500.5", 350050 }, { "-20", -2000 }, { "0", 0 }, { ".5", 50 },
    { "\xe2\x88\x92\xc2\xa3" "20.00", -2000 }, { "\xc2\xa3-20", -2000 }, { " 12 ", 1200 }, { "90,000,000", KIN_PENCE_MAX },
    { "1,234,567.89", 123456789 },
  };
  static const char *const bad[] = { "", "x", "3.501", "3,50", "3,5000", ",500", "1,23,456", "--2", "3 500", "\xc2\xa3", ".", "1.2.3",
                                     "90,000,000.01", "99999999999999999999999999", "12a", "-" };
  KinPence pence;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i].text);
      g_assert_true (kin_pence_parse (good[i].text, &pence));
      g_assert_cmpint (pence, ==, good[i].pence);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (kin_pence_parse (bad[i], &pence));
    }
  g_assert_false (kin_pence_parse (NULL, &pence));
}

static void
test_text (void)
{
  const struct {
    KinPence pence;
    const char *text, *plain;
  } rows[] = {
    { 350001, "\xc2\xa3" "3,500.01", "3500.01" }, { -2000, "\xe2\x88\x92\xc2\xa3" "20.00", "-20.00" }, { 0, "\xc2\xa3" "0.00", "0.00" },
    { 99999, "\xc2\xa3" "999.99", "999.99" }, { 100000000, "\xc2\xa3" "1,000,000.00", "1000000.00" }, { -5, "\xe2\x88\x92\xc2\xa3" "0.05", "-0.05" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = kin_pence_to_text (rows[i].pence);
      g_autofree char *plain = kin_pence_to_plain (rows[i].pence);
      KinPence back;

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpstr (plain, ==, rows[i].plain);
      g_assert_true (kin_pence_parse (text, &back));
      g_assert_cmpint (back, ==, rows[i].pence);
    }
}

static void
test_days (void)
{
  const struct {
    KinPence weekly;
    int days;
    KinPence cost;
  } rows[] = {
    { 350000, 365, 18250000 }, { 350000, 366, 18300000 }, { 550000, 365, 28678571 }, { 95000, 365, 4953571 },
    { 95000, 30, 407143 },     { 16500, 1, 2357 },        { 16500, 31, 73071 },      { 84999, 13, 157855 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (kin_pence_for_days (rows[i].weekly, rows[i].days), ==, rows[i].cost);
      g_assert_cmpint (kin_pence_for_days (-rows[i].weekly, rows[i].days), ==, -rows[i].cost);
    }
  for (KinPence w = 0; w < 3000; w += 7)
    for (gint64 d = 0; d < 40; d++)
      g_assert_cmpint (kin_pence_for_days (w, d), ==, (2 * w * d + 7) / 14);
  g_assert_cmpint (kin_pence_share (350001, 5000, 10000), ==, 175001);
  g_assert_cmpint (kin_pence_share (-350001, 5000, 10000), ==, -175001);
  g_assert_cmpint (kin_pence_share (85000, 9000, 10000), ==, 76500);
  g_assert_cmpint (kin_pence_for_days (KIN_PENCE_MAX, 3652059), ==, G_GINT64_CONSTANT (4695504428571429));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/text", test_text);
  g_test_add_func ("/money/days", test_days);
  return g_test_run ();
}
