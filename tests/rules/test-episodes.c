/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a child's episodes say, against a twin that lives every day. */
#include "episodes.h"

#define CS kin_day (2017, 4, 1)
#define CE kin_day (2018, 3, 31)

static void
test_at (void)
{
  KinEpisode episodes[] = {
    { .start = 100, .end = 200, .rne = "S", .ls = "C2", .place = "U4", .rec = "X1" },
    { .start = 200, .end = 300, .rne = "P", .ls = "C2", .place = "K2", .rec = "E4A" },
    { .start = 400, .end = 410, .rne = "S", .ls = "V4", .place = "U4", .rec = "E8" },
    { .start = 500, .rne = "S", .ls = "C1", .place = "U6" },
  };

  g_assert_cmpint (kin_episodes_at (episodes, 4, 99), ==, -1);
  g_assert_cmpint (kin_episodes_at (episodes, 4, 100), ==, 0);
  g_assert_cmpint (kin_episodes_at (episodes, 4, 200), ==, 1);
  g_assert_false (kin_episodes_looked_after (episodes, 4, 300));
  g_assert_false (kin_episodes_looked_after (episodes, 4, 405));
  g_assert_true (kin_episodes_looked_after (episodes, 4, 5000));
  g_assert_cmpuint (kin_episodes_starts (episodes, 4, 100, 500), ==, 2);
  g_assert_cmpuint (kin_episodes_ceases (episodes, 4, 300, 600), ==, 1);
  g_assert_cmpuint (kin_episodes_ceases (episodes, 4, 1, 299), ==, 0);
}

static void
test_placements (void)
{
  KinDay d = CS;
  KinEpisode moved[] = {
    { .start = d - 50, .end = d + 10, .rne = "S", .ls = "C2", .place = "U6", .urn = "1", .rec = "X1" },
    { .start = d + 10, .end = d + 20, .rne = "P", .ls = "C2", .place = "T1", .rec = "X1" },
    { .start = d + 20, .end = d + 30, .rne = "P", .ls = "C2", .place = "U6", .urn = "1", .rec = "X1" },
    { .start = d + 30, .end = d + 40, .rne = "L", .ls = "C1", .place = "U6", .urn = "1", .rec = "X1" },
    { .start = d + 40, .end = d + 50, .rne = "T", .ls = "C1", .place = "U4", .urn = "1", .rec = "X1" },
    { .start = d + 50, .end = d + 60, .rne = "B", .ls = "C2", .place = "K2", .urn = "2", .rec = "E4A" },
    { .start = d + 90, .rne = "S", .ls = "C2", .place = "K2", .urn = "2" },
  };

  g_assert_cmpuint (kin_episodes_placements (moved, 1, CS, CE, FALSE), ==, 1);
  g_assert_cmpuint (kin_episodes_placements (moved, 3, CS, CE, FALSE), ==, 1);
  g_assert_cmpuint (kin_episodes_placements (moved, 5, CS, CE, FALSE), ==, 1);
  g_assert_cmpuint (kin_episodes_placements (moved, 5, CS, CE, TRUE), ==, 2);
  g_assert_cmpuint (kin_episodes_placements (moved, 6, CS, CE, FALSE), ==, 2);
  g_assert_cmpuint (kin_episodes_placements (moved, 7, CS, CE, FALSE), ==, 3); /* a new period of care, same address */
  g_assert_cmpuint (kin_episodes_placements (moved, 7, d + 70, CE, FALSE), ==, 1);
  g_assert_cmpuint (kin_episodes_placements (moved, 7, d - 90, d - 60, FALSE), ==, 0);
}

static void
test_long_term (void)
{
  KinDay born = kin_day (2008, 1, 1);
  gboolean stable;
  KinEpisode e[] = {
    { .start = kin_day (2014, 1, 1), .end = kin_day (2015, 6, 1), .rne = "S", .ls = "C1", .place = "U6", .urn = "1", .rec = "X1" },
    { .start = kin_day (2015, 6, 1), .end = kin_day (2017, 6, 1), .rne = "P", .ls = "C1", .place = "U4", .urn = "2", .rec = "X1" },
    { .start = kin_day (2017, 6, 1), .end = kin_day (2017, 6, 9), .rne = "P", .ls = "C1", .place = "T1", .rec = "X1" },
    { .start = kin_day (2017, 6, 9), .end = kin_day (2017, 9, 1), .rne = "P", .ls = "C1", .place = "U4", .urn = "2", .rec = "X1" },
    { .start = kin_day (2017, 9, 1), .rne = "L", .ls = "C2", .place = "U4", .urn = "2" },
  };

  g_assert_true (kin_episodes_long_term (e, 5, born, CE, &stable));
  g_assert_true (stable);
  g_assert_false (kin_episodes_long_term (e, 5, kin_day (2002, 3, 31), CE, &stable)); /* 16 */
  g_assert_true (kin_episodes_long_term (e, 5, born, kin_day (2017, 5, 1), &stable));
  g_assert_false (stable); /* 23 months */
  e[4].rne = "P";
  e[4].place = "A6";
  g_assert_true (kin_episodes_long_term (e, 5, born, CE, &stable));
  g_assert_true (stable); /* with the placement before */
  e[4].place = "K2";
  g_assert_true (kin_episodes_long_term (e, 5, born, CE, &stable));
  g_assert_false (stable);
  e[0].rec = "E4A"; /* a new period of care began in June 2015 */
  e[1].rne = "S";
  g_assert_false (kin_episodes_long_term (e, 5, born, kin_day (2017, 11, 30), &stable));
  g_assert_true (kin_episodes_long_term (e, 5, born, kin_day (2017, 12, 1), &stable));
}

static void
test_whole_year (void)
{
  KinEpisode e = { .start = CS - 10, .rne = "S", .ls = "C2", .place = "U4" };

  g_assert_true (kin_episodes_whole_year (&e, 1, 2018));
  e.start = CS;
  g_assert_true (kin_episodes_whole_year (&e, 1, 2018));
  e.start = CS + 1;
  g_assert_false (kin_episodes_whole_year (&e, 1, 2018));
  e.start = CS;
  e.end = CE;
  e.rec = "E4A";
  g_assert_true (kin_episodes_whole_year (&e, 1, 2018));
  e.end = CE - 1;
  g_assert_false (kin_episodes_whole_year (&e, 1, 2018));
  g_assert_false (kin_episodes_whole_year (&e, 1, 2020));
}

/* On clean chains the number in care moves only by starts and ceases; placements are counted by living each day. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (46);
  static const char *const urns[] = { "1", "2", "3" };

  for (int round = 0; round < 2000; round++)
    {
      KinEpisode e[8] = { 0 };
      guint n = (guint) g_rand_int_range (rand, 0, 9), starts = 0, ceases = 0, placements = 0;
      KinDay day = CS - g_rand_int_range (rand, 0, 200);
      gboolean fresh = TRUE, away = FALSE, seen = FALSE;
      const char *home = NULL;

      for (guint i = 0; i < n; i++)
        {
          gboolean leaves = g_rand_int_range (rand, 0, 4) == 0;

          e[i].start = day;
          e[i].end = day + g_rand_int_range (rand, 1, 150);
          e[i].ls = fresh && g_rand_int_range (rand, 0, 6) == 0 ? "V4" : "C2";
          if (e[i].ls[0] == 'V')
            leaves = TRUE;
          away = !fresh && !away && !leaves && g_rand_int_range (rand, 0, 4) == 0;
          e[i].rne = fresh ? "S" : "P";
          e[i].place = away ? "T4" : "U6";
          e[i].urn = away ? NULL : urns[g_rand_int_range (rand, 0, 3)];
          e[i].rec = leaves ? "E4A" : "X1";
          fresh = leaves;
          day = e[i].end + (leaves ? g_rand_int_range (rand, 1, 60) : 0);
        }
      for (KinDay d = CS; d <= CE; d++)
        {
          gboolean before = kin_episodes_looked_after (e, n, d - 1), now = kin_episodes_looked_after (e, n, d);

          starts += now && !before;
          ceases += before && !now;
        }
      g_assert_cmpuint (kin_episodes_starts (e, n, CS, CE), ==, starts);
      g_assert_cmpuint (kin_episodes_ceases (e, n, CS, CE), ==, ceases);
      /* A placement is where the child sleeps; it stays his while away, and leaving care ends it. */
      for (guint i = 0; i < n; i++)
        {
          if (e[i].ls[0] == 'V')
            continue;
          if (e[i].rne[0] == 'S' || (e[i].urn && g_strcmp0 (e[i].urn, home) != 0))
            {
              home = e[i].urn;
              seen = FALSE;
            }
          if (!seen && e[i].urn && e[i].end >= CS && e[i].start <= CE)
            {
              placements++;
              seen = TRUE;
            }
        }
      g_assert_cmpuint (kin_episodes_placements (e, n, CS, CE, FALSE), ==, placements);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/episodes/at", test_at);
  g_test_add_func ("/episodes/placements", test_placements);
  g_test_add_func ("/episodes/long-term", test_long_term);
  g_test_add_func ("/episodes/whole-year", test_whole_year);
  g_test_add_func ("/episodes/random", test_random);
  return g_test_run ();
}
