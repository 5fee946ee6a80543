/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entering and leaving: the published vectors, and every row against counting each child. */
#include "flows.h"

static void
test_vectors (void)
{
  g_assert_cmpint (kin_flows_error (566, 9, 21, 554), ==, 0);
  g_assert_cmpint (kin_flows_error (554, 13, 15, 552), ==, 0);
  g_assert_cmpint (kin_flows_error (566, 22, 36, 552), ==, 0);
  g_assert_cmpint (kin_flows_error (398, 55, 81, 350), ==, 22);
}

static guint
count_in (const KinFlowCare *cares, guint n, KinDay on)
{
  guint count = 0;

  for (int child = 0; child < 20; child++)
    for (guint i = 0; i < n; i++)
      if (cares[i].child == child && cares[i].from <= on && (!cares[i].to || on < cares[i].to))
        {
          count++;
          break;
        }
  return count;
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (107);

  for (int round = 0; round < 150; round++)
    {
      KinFlowCare cares[60];
      guint n = 0;
      KinDay from = kin_day (2012, 2, 10), to = kin_day (2014, 11, 20);
      gboolean dirty = round % 5 == 0;

      for (int child = 0; child < 20; child++)
        {
          KinDay day = kin_day (2010, 1, 1) + g_rand_int_range (rand, 0, 900);

          for (int k = g_rand_int_range (rand, 0, 4); k > 0; k--)
            {
              KinDay end = day + g_rand_int_range (rand, 1, 500);

              cares[n++] = (KinFlowCare) { child, day, k == 1 && g_rand_boolean (rand) ? KIN_NO_DAY : end };
              day = end + g_rand_int_range (rand, dirty ? -100 : 0, 200);
            }
        }
      for (int by = KIN_FLOW_CALENDAR_YEAR; by <= KIN_FLOW_MONTH; by++)
        {
          g_autoptr (KinFlows) flows = kin_flows_compute (cares, n, (KinFlowBy) by, from, to);
          guint errors = 0;

          g_assert_cmpuint (flows->rows->len, ==, by == KIN_FLOW_CALENDAR_YEAR ? 3 : by == KIN_FLOW_FINANCIAL_YEAR ? 4 : 34);
          for (guint r = 0; r < flows->rows->len; r++)
            {
              const KinFlowRow *row = &g_array_index (flows->rows, KinFlowRow, r);
              guint entering = 0, leaving = 0;

              for (guint i = 0; i < n; i++)
                {
                  entering += cares[i].from >= row->from && cares[i].from <= row->to;
                  leaving += cares[i].to && cares[i].to >= row->from && cares[i].to <= row->to;
                }
              g_assert_cmpuint (row->entering, ==, entering);
              g_assert_cmpuint (row->leaving, ==, leaving);
              g_assert_cmpuint (row->opening, ==, count_in (cares, n, row->from - 1));
              g_assert_cmpuint (row->closing, ==, count_in (cares, n, row->to));
              g_assert_cmpint (row->from, ==, r ? g_array_index (flows->rows, KinFlowRow, r - 1).to + 1 : from);
              if (!dirty)
                g_assert_cmpint (row->error, ==, 0);
              errors += row->error != 0;
            }
          g_assert_cmpuint (flows->because->len, ==, 1 + errors);
        }
    }
}

static void
test_empty (void)
{
  g_autoptr (KinFlows) flows = kin_flows_compute (NULL, 0, KIN_FLOW_MONTH, 738000, 738000);
  g_autoptr (KinFlows) none = kin_flows_compute (NULL, 0, KIN_FLOW_MONTH, 738000, 737999);

  g_assert_cmpuint (flows->rows->len, ==, 1);
  g_assert_cmpuint (none->rows->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flows/vectors", test_vectors);
  g_test_add_func ("/flows/random", test_random);
  g_test_add_func ("/flows/empty", test_empty);
  return g_test_run ();
}
