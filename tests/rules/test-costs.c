/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Costs against the worked examples and against a twin that counts every day. */
#include "costs.h"

static void
test_move_day (void)
{
  KinPriceLine line = { .basis = KIN_PRICE_WEEK, .amount = 350000 };
  KinCostsFacts facts = { .from = kin_day (2018, 3, 1), .to = kin_day (2018, 3, 15), .lines = &line, .n_lines = 1 };
  KinCostsFacts next = { .from = kin_day (2018, 3, 15), .lines = &line, .n_lines = 1 };
  KinDay a = kin_day (2018, 3, 1), b = kin_day (2018, 3, 31);

  g_assert_cmpint (kin_costs_days (&facts, &line, a, b), ==, 14);
  g_assert_cmpint (kin_costs_line (&facts, 0, a, b) + kin_costs_line (&next, 0, a, b), ==, kin_pence_for_days (350000, 31));
  facts.leaving_day_charged = TRUE;
  g_assert_cmpint (kin_costs_days (&facts, &line, a, b), ==, 15);
}

static void
test_weekly (void)
{
  KinDay on = kin_day (2017, 12, 18);
  KinPriceLine lines[] = {
    { .kind = KIN_PRICE_CORE, .basis = KIN_PRICE_WEEK, .amount = 85000 },
    { .kind = KIN_PRICE_DISCOUNT, .basis = KIN_PRICE_PERCENT, .amount = 1000 },
    { .kind = KIN_PRICE_ADDITIONAL, .basis = KIN_PRICE_HOUR, .amount = 2000, .hours = 1050, .education = TRUE },
    { .kind = KIN_PRICE_ONE_OFF, .basis = KIN_PRICE_ONCE, .amount = 20000, .from = kin_day (2017, 12, 20) },
  };
  KinFundingSplit splits[] = { { .funder = KIN_FUNDER_HEALTH, .basis_points = 5000 }, { .funder = KIN_FUNDER_EDUCATION, .fixed = TRUE, .weekly = 1000 } };
  KinCostsFacts facts = { .from = kin_day (2017, 12, 1), .lines = lines, .n_lines = 4, .splits = splits, .n_splits = 2 };
  g_autoptr (KinCostsOn) result = kin_costs_on (&facts, on);
  KinPence parts[KIN_N_FUNDERS];
  KinFundingSplit half = { .funder = KIN_FUNDER_HEALTH, .basis_points = 5000 };
  KinPence amounts[] = { 350000, 350001, 550000, 95000 }, thresholds[] = { 350000, 95000, 600000 };
  guint above[3];

  g_assert_cmpint (result->weekly[KIN_COSTS_TOTAL], ==, 76500 + 21000);
  g_assert_cmpint (result->weekly[KIN_COSTS_WITHOUT_EDUCATION], ==, 76500);
  g_assert_cmpint (result->parts[KIN_FUNDER_HEALTH], ==, 48750);
  g_assert_cmpint (result->parts[KIN_FUNDER_EDUCATION], ==, 1000);
  g_assert_cmpint (result->weekly[KIN_COSTS_NET], ==, 47750);
  g_assert_cmpint (kin_costs_line (&facts, 3, on, on + 7), ==, 20000);
  g_assert_cmpint (kin_costs_line (&facts, 3, on, on + 1), ==, 0);
  kin_costs_split (350001, &half, 1, on, parts);
  g_assert_cmpint (parts[KIN_FUNDER_HEALTH], ==, 175001);
  g_assert_cmpint (parts[KIN_FUNDER_SOCIAL_CARE], ==, 175000);
  g_assert_cmpint (kin_costs_annual (350000, on), ==, 18250000);
  g_assert_cmpint (kin_costs_annual (350000, kin_day (2024, 1, 1)), ==, 18300000);
  kin_costs_bands (amounts, 4, thresholds, 3, above);
  g_assert_cmpuint (above[0], ==, 2);
  g_assert_cmpuint (above[1], ==, 3);
  g_assert_cmpuint (above[2], ==, 0);
}

static void
test_odd_days (void)
{
  KinPriceLine lines[] = { { .basis = KIN_PRICE_WEEK, .amount = 70000, .from = 737010, .to = 737100 } };
  KinCostsFacts facts = { .from = 737000, .to = 737050, .lines = lines, .n_lines = 1 };
  g_autoptr (KinCostsBetween) result = kin_costs_between (&facts, 737000, 737060);
  g_autoptr (KinCostsBetween) meant = NULL;

  g_assert_cmpint (result->days, ==, 50);
  g_assert_cmpint (result->unpriced_days, ==, 10);
  g_assert_cmpint (result->uncovered_days, ==, 11);
  g_assert_cmpint (result->uncovered, ==, 110000);
  g_assert_cmpint (result->total, ==, 400000);
  lines[0].on_purpose = TRUE;
  meant = kin_costs_between (&facts, 737000, 737060);
  g_assert_cmpint (meant->uncovered_days, ==, 0);
  facts.to = KIN_NO_DAY;
  facts.planned_to = 737040;
  g_assert_cmpint (kin_costs_forecast (&facts, 737020, 737000, 737099), ==, 300000);
  g_assert_cmpint (kin_costs_forecast (&facts, 737044, 737000, 737099), ==, 350000);
}

static gboolean
is_in (KinDay from, KinDay last, KinDay on)
{
  return from <= on && (last == KIN_NO_DAY || on <= last);
}

/* Sevenths of a penny, day by day. */
static void
count_daily (const KinCostsFacts *facts, KinDay a, KinDay b)
{
  g_autoptr (KinCostsBetween) result = kin_costs_between (facts, a, b);
  gint64 sevenths[4] = { 0 }, sum = 0, parts = 0;
  int days = 0, unpriced = 0, uncovered = 0;

  for (KinDay on = a; on <= b; on++)
    {
      gboolean placed = facts->from <= on && (!facts->to || on < facts->to || (facts->leaving_day_charged && on == facts->to));
      gboolean priced = FALSE, odd = FALSE;
      g_autoptr (KinCostsOn) daily = kin_costs_on (facts, on);
      gint64 weekly = 0;

      days += placed;
      g_assert_cmpint (daily->live, ==, placed);
      for (guint i = 0; i < facts->n_lines; i++)
        if (is_in (facts->lines[i].from, facts->lines[i].to, on))
          {
            priced = TRUE;
            odd = odd || (!placed && !facts->lines[i].on_purpose);
            if (placed)
              sevenths[i] += facts->lines[i].basis == KIN_PRICE_NIGHT ? facts->lines[i].amount * 7 : facts->lines[i].amount;
            if (placed)
              weekly += facts->lines[i].basis == KIN_PRICE_NIGHT ? facts->lines[i].amount * 7 : facts->lines[i].amount;
          }
      g_assert_cmpint (daily->weekly[KIN_COSTS_TOTAL], ==, weekly);
      for (int f = 0; f < KIN_N_FUNDERS; f++)
        weekly -= daily->parts[f];
      g_assert_cmpint (weekly, ==, 0);
      unpriced += placed && !priced;
      uncovered += odd;
    }
  for (guint i = 0; i < facts->n_lines; i++)
    {
      g_assert_cmpint (kin_costs_line (facts, i, a, b), ==, (2 * sevenths[i] + 7) / 14);
      sum += (2 * sevenths[i] + 7) / 14;
    }
  for (int f = 0; f < KIN_N_FUNDERS; f++)
    {
      parts += result->parts[f];
      g_assert_cmpint (result->parts[f], >=, 0);
    }
  g_assert_cmpint (result->total, ==, sum);
  g_assert_cmpint (parts, ==, sum);
  g_assert_cmpint (result->days, ==, days);
  g_assert_cmpint (result->unpriced_days, ==, unpriced);
  g_assert_cmpint (result->uncovered_days, ==, uncovered);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (52);

  for (int round = 0; round < 1500; round++)
    {
      KinPriceLine lines[4] = { 0 };
      KinFundingSplit splits[3] = { 0 };
      KinCostsFacts facts = { .from = 737000 + g_rand_int_range (rand, 0, 60), .leaving_day_charged = g_rand_boolean (rand), .lines = lines,
                              .n_lines = (guint) g_rand_int_range (rand, 0, 5), .splits = splits, .n_splits = (guint) g_rand_int_range (rand, 0, 4) };
      KinDay a = 737000 + g_rand_int_range (rand, 0, 60), b = a + g_rand_int_range (rand, 0, 60);

      facts.to = g_rand_boolean (rand) ? 0 : facts.from + g_rand_int_range (rand, 1, 60);
      for (int i = 0; i < 4; i++)
        lines[i] = (KinPriceLine) { .kind = i ? KIN_PRICE_ADDITIONAL : KIN_PRICE_CORE, .basis = g_rand_boolean (rand) ? KIN_PRICE_WEEK : KIN_PRICE_NIGHT,
                                    .amount = g_rand_int_range (rand, 0, 100000), .from = 737000 + g_rand_int_range (rand, 0, 80),
                                    .to = g_rand_boolean (rand) ? 0 : 737000 + g_rand_int_range (rand, 0, 130), .on_purpose = g_rand_int_range (rand, 0, 4) == 0 };
      for (int i = 0; i < 3; i++)
        splits[i] = (KinFundingSplit) { .funder = (KinFunder) g_rand_int_range (rand, 0, 4), .fixed = g_rand_boolean (rand), .basis_points = g_rand_int_range (rand, 0, 10001),
                                        .weekly = g_rand_int_range (rand, 0, 100000), .from = 737000 + g_rand_int_range (rand, 0, 80),
                                        .to = g_rand_boolean (rand) ? 0 : 737000 + g_rand_int_range (rand, 0, 130) };
      count_daily (&facts, a, b);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/costs/move-day", test_move_day);
  g_test_add_func ("/costs/weekly", test_weekly);
  g_test_add_func ("/costs/odd-days", test_odd_days);
  g_test_add_func ("/costs/random", test_random);
  return g_test_run ();
}
