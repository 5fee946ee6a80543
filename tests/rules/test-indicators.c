/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indicators with the children they count. */
#include "indicators.h"

#define ON kin_day (2018, 3, 31)

static void
assert_counts (KinIndicatorKind kind, const KinIndicatorChild *children, guint n, guint numerator, guint denominator)
{
  g_autoptr (KinIndicator) result = kin_indicator_compute (kind, children, n, ON);

  g_assert_cmpuint (result->numerator->len, ==, numerator);
  g_assert_cmpuint (result->denominator->len, ==, denominator);
  g_assert_cmpuint (result->because->len, >=, 1);
}

static void
test_counts (void)
{
  KinEpisode own[] = { { .start = kin_day (2015, 1, 1), .rne = "S", .ls = "C2", .place = "U4", .provider = "PR1", .cin = "N1" } };
  KinEpisode agency[] = {
    { .start = kin_day (2017, 6, 1), .end = kin_day (2017, 8, 1), .rne = "S", .ls = "C1", .place = "U6", .provider = "PR1", .urn = "1", .rec = "X1" },
    { .start = kin_day (2017, 8, 1), .end = kin_day (2017, 9, 1), .rne = "P", .ls = "C1", .place = "K2", .provider = "PR4", .urn = "2", .rec = "X1" },
    { .start = kin_day (2017, 9, 1), .rne = "P", .ls = "C1", .place = "U6", .provider = "PR4", .urn = "3" },
  };
  KinEpisode home[] = { { .start = kin_day (2018, 1, 1), .rne = "S", .ls = "C2", .place = "K2", .provider = "PR4" } };
  KinEpisode left[] = { { .start = kin_day (2018, 1, 1), .end = ON, .rne = "S", .ls = "C2", .place = "K2", .rec = "E4A" } };
  KinEpisode breaks[] = { { .start = kin_day (2018, 1, 1), .rne = "S", .ls = "V4", .place = "U6" } };
  KinIndicatorChild children[] = {
    { 1, kin_day (2010, 1, 1), own, 1, FALSE, 0, 201 },  { 2, kin_day (2017, 5, 1), agency, 3, TRUE, 0, 200 },
    { 3, kin_day (2001, 1, 1), home, 1, TRUE, ON, -1 },  { 4, kin_day (2001, 1, 1), left, 1, FALSE, 0, 0 },
    { 5, kin_day (2001, 1, 1), breaks, 1, FALSE, 0, 0 },
  };
  g_autoptr (GPtrArray) places = kin_indicator_mix (KIN_MIX_PLACE, children, 5, ON);
  g_autoptr (GPtrArray) ages = kin_indicator_mix (KIN_MIX_AGE_BAND, children, 5, ON);

  assert_counts (KIN_INDICATOR_LOOKED_AFTER, children, 5, 3, 3);
  assert_counts (KIN_INDICATOR_FOSTERED, children, 5, 2, 3);
  assert_counts (KIN_INDICATOR_IN_HOUSE, children, 5, 1, 2);
  assert_counts (KIN_INDICATOR_AGENCY_OF_ALL, children, 5, 1, 3);
  assert_counts (KIN_INDICATOR_THREE_PLACEMENTS, children, 5, 1, 3);
  assert_counts (KIN_INDICATOR_TWO_PLACEMENTS, children, 5, 0, 3);
  assert_counts (KIN_INDICATOR_LONG_TERM, children, 5, 1, 1);
  assert_counts (KIN_INDICATOR_UASC, children, 5, 1, 3);
  assert_counts (KIN_INDICATOR_OVER_20_MILES, children, 5, 1, 2);
  assert_counts (KIN_INDICATOR_AGENCY, children, 0, 0, 0);
  g_assert_cmpuint (places->len, ==, 3);
  g_assert_cmpstr (((KinMixRow *) g_ptr_array_index (places, 0))->code, ==, "K2");
  g_assert_cmpuint (ages->len, ==, 3);
  g_assert_cmpstr (((KinMixRow *) g_ptr_array_index (ages, 0))->code, ==, "0");
  g_assert_cmpstr (((KinMixRow *) g_ptr_array_index (ages, 1))->code, ==, "5-9");
  g_assert_cmpstr (((KinMixRow *) g_ptr_array_index (ages, 2))->code, ==, "16+");
}

static void
test_share (void)
{
  g_assert_cmpint (kin_indicator_permille (162, 181), ==, 895);
  g_assert_cmpint (kin_indicator_permille (79, 162), ==, 488);
  g_assert_cmpint (kin_indicator_permille (149, 162), ==, 920);
  g_assert_cmpint (kin_indicator_permille (1, 2000), ==, 1);
  g_assert_cmpint (kin_indicator_permille (0, 0), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicators/counts", test_counts);
  g_test_add_func ("/indicators/share", test_share);
  return g_test_run ();
}
