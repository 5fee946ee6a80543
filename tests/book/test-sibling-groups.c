/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of sibling groups: its words and plans on a made-up family, and a twin that walks random lives day by day. */
#include <string.h>

#include "child_life.h"
#include "children.h"
#include "sibling-groups.h"
#include "world.h"

#define ADD(func) g_test_add ("/sibling-groups/" #func, World, NULL, world_set_up, func, world_tear_down)
#define TODAY (kin_day (2026, 6, 1))
#define LONG_AGO (kin_day (2024, 1, 1))

typedef struct
{
  gint64 ash, oak, ada, ben, pip, group, plan;
} Family;

static void
add_plan (World *world, gint64 group, gint64 child, gint64 other, const char *plan, KinDay decided)
{
  KinRecord *record = kin_record_new (&kin_together_plan);

  kin_record_set_link (record, KIN_TOGETHER_PLAN_GROUP, group);
  if (child != 0)
    kin_record_set_link (record, KIN_TOGETHER_PLAN_CHILD, child);
  if (other != 0)
    kin_record_set_link (record, KIN_TOGETHER_PLAN_OTHER, other);
  kin_record_set_text (record, KIN_TOGETHER_PLAN_PLAN, plan);
  kin_record_set_day (record, KIN_TOGETHER_PLAN_DECIDED, decided);
  world_add (world, record);
}

static void
fill (World *world, gpointer data)
{
  Family *f = data;

  f->ash = world_home (world, "Ashdown");
  f->oak = world_home (world, "Oak");
  f->ada = world_child (world, "Ada", kin_day (2018, 5, 3));
  f->ben = world_child (world, "Ben", kin_day (2020, 5, 3));
  f->pip = world_child (world, "Pip", kin_day (2023, 5, 3));
  for (int i = 0; i < 3; i++)
    world_care (world, (&f->ada)[i], LONG_AGO, 0);
  world_placement (world, f->ada, f->ash, "U6", LONG_AGO, TODAY - 400);
  world_placement (world, f->ada, f->ash, "U4", TODAY - 400, 0); /* the same home under another code */
  world_placement (world, f->ben, f->oak, "U6", LONG_AGO, TODAY - 300);
  world_placement (world, f->ben, f->ash, "U6", TODAY - 300, 0);
  world_placement (world, f->pip, f->oak, "U6", LONG_AGO + 5, 0);
  f->group = world_group (world, "Example", &f->ada, 3);
}

static const KinSiblingGroupRow *
only (KinSiblingGroups *groups)
{
  g_assert_cmpuint (groups->rows->len, ==, 1);
  return &g_array_index (groups->rows, KinSiblingGroupRow, 0);
}

static void
words (World *world, gconstpointer data)
{
  g_autoptr (KinSiblingGroups) now = NULL, before = NULL, never = NULL;
  Family f;

  world_write (world, fill, &f);
  now = kin_book_sibling_groups (world->reader, TODAY);
  g_assert_cmpint (only (now)->state, ==, KIN_GROUP_DIVIDED);
  g_assert_cmpstr (only (now)->where, ==, "Ada 8, Ben 6 at Ashdown · Pip 3 at Oak");
  g_assert_cmpuint (only (now)->homes, ==, 2);
  g_assert_cmpint (only (now)->since, ==, LONG_AGO);
  g_assert_cmpuint (now->children, ==, 3);
  before = kin_book_sibling_groups (world->reader, TODAY - 350);
  g_assert_cmpstr (only (before)->where, ==, "Ada 7 at Ashdown · Ben 5, Pip 2 at Oak");
  never = kin_book_sibling_groups (world->reader, LONG_AGO - 1);
  g_assert_cmpint (only (never)->state, ==, KIN_GROUP_NONE);
  g_assert_cmpuint (never->counts[KIN_GROUP_NONE], ==, 1);
}

static void
leave_pip (World *world, gpointer data)
{
  Family *f = data;
  KinValue ended = { .is_set = TRUE, .a = LONG_AGO, .b = TODAY - 100 };
  g_autoptr (GPtrArray) periods = kin_reader_list (kin_writer_reader (world->writer), &kin_care_period, "child = ?1", 1, f->pip);

  world_set (world, &kin_care_period, kin_record_no (periods->pdata[0]), KIN_CARE_PERIOD_PERIOD, &ended);
}

static void
together_since (World *world, gconstpointer data)
{
  g_autoptr (KinSiblingGroups) groups = NULL;
  Family f;

  world_write (world, fill, &f);
  world_write (world, leave_pip, &f);
  groups = kin_book_sibling_groups (world->reader, TODAY);
  g_assert_cmpint (only (groups)->state, ==, KIN_GROUP_TOGETHER);
  g_assert_cmpint (only (groups)->since, ==, TODAY - 300);
}

static void
plan_group (World *world, gpointer data)
{
  add_plan (world, ((Family *) data)->group, 0, 0, "may", LONG_AGO);
  add_plan (world, ((Family *) data)->group, 0, 0, "should", TODAY - 50);
}

static void
plan_pair (World *world, gpointer data)
{
  add_plan (world, ((Family *) data)->group, ((Family *) data)->ada, ((Family *) data)->ben, "must_not", TODAY - 40);
}

static void
plans (World *world, gconstpointer data)
{
  g_autoptr (KinSiblingGroups) before = NULL, then = NULL, pair = NULL;
  Family f;

  world_write (world, fill, &f);
  world_write (world, plan_group, &f);
  before = kin_book_sibling_groups (world->reader, TODAY - 51);
  g_assert_cmpstr (only (before)->plan, ==, "may");
  g_assert_false (only (before)->against);
  then = kin_book_sibling_groups (world->reader, TODAY - 45);
  g_assert_cmpstr (only (then)->plan, ==, "should");
  g_assert_true (only (then)->against);
  world_write (world, leave_pip, &f);
  world_write (world, plan_pair, &f);
  /* Now all are together, as the group's plan says, but two of them must not be. */
  pair = kin_book_sibling_groups (world->reader, TODAY);
  g_assert_cmpint (only (pair)->state, ==, KIN_GROUP_TOGETHER);
  g_assert_true (only (pair)->against);
}

/* The twin. */
#define N_HOMES 4
#define N_CHILDREN 30
#define DAYS 120

typedef struct
{
  GRand *random;
  gint64 homes[N_HOMES], children[N_CHILDREN], groups[N_CHILDREN / 3];
  int    at[N_CHILDREN][DAYS]; /* -2: not in care; -1: no home known */
} Lives;

static void
fill_lives (World *world, gpointer data)
{
  Lives *lives = data;

  for (int i = 0; i < N_HOMES; i++)
    lives->homes[i] = world_home (world, "Home");
  for (int i = 0; i < N_CHILDREN; i++)
    {
      int from = g_rand_int_range (lives->random, 0, 60), to = g_rand_boolean (lives->random) ? DAYS : g_rand_int_range (lives->random, from + 1, DAYS);

      lives->children[i] = world_child (world, "Child", kin_day (2015, 1, 1));
      world_care (world, lives->children[i], LONG_AGO + from, to < DAYS ? LONG_AGO + to : 0);
      for (int day = 0; day < DAYS; day++)
        lives->at[i][day] = day >= from && day < to ? -1 : -2;
      for (int day = from; day < to;)
        {
          int nights = g_rand_int_range (lives->random, 1, 50), end = MIN (to, day + nights), home = g_rand_int_range (lives->random, -1, N_HOMES);

          if (home >= 0)
            world_placement (world, lives->children[i], lives->homes[home], g_rand_boolean (lives->random) ? "U6" : "U4", LONG_AGO + day, LONG_AGO + end);
          for (; day < end; day++)
            lives->at[i][day] = home;
        }
    }
  for (int g = 0; g < N_CHILDREN / 3; g++)
    lives->groups[g] = world_group (world, "Group", &lives->children[3 * g], 3);
}

static gboolean
are_together (const Lives *lives, int a, int b, int day)
{
  return lives->at[a][day] >= 0 && lives->at[a][day] == lives->at[b][day];
}

static void
check_group (const Lives *lives, const KinSiblingGroupRow *row, int g, int day)
{
  guint in_care = 0, apart = 0, together = 0;
  int since_apart = DAYS, since_together = 0;

  for (int a = 3 * g; a < 3 * g + 3; a++)
    {
      int from = day;

      if (lives->at[a][day] == -2)
        continue;
      in_care++;
      while (from > 0 && lives->at[a][from - 1] == lives->at[a][day])
        from--;
      since_together = MAX (since_together, from);
      for (int b = a + 1; b < 3 * g + 3; b++)
        if (lives->at[b][day] != -2)
          {
            int first = day;

            together += are_together (lives, a, b, day);
            if (are_together (lives, a, b, day))
              continue;
            apart++;
            while (first > 0 && lives->at[a][first - 1] != -2 && lives->at[b][first - 1] != -2 && !are_together (lives, a, b, first - 1))
              first--;
            since_apart = MIN (since_apart, first);
          }
    }
  g_assert_cmpuint (row->members, ==, 3);
  g_assert_cmpuint (row->in_care, ==, in_care);
  g_assert_cmpint (row->state, ==, in_care == 0 ? KIN_GROUP_NONE : in_care == 1 ? KIN_GROUP_ONE : apart == 0 ? KIN_GROUP_TOGETHER : together == 0 ? KIN_GROUP_APART : KIN_GROUP_DIVIDED);
  if (in_care > 1)
    g_assert_cmpint (row->since - LONG_AGO, ==, apart == 0 ? since_together : since_apart);
  else
    g_assert_cmpint (row->since, ==, KIN_NO_DAY);
}

static void
every_day (World *world, gconstpointer data)
{
  g_autofree Lives *lives = g_new0 (Lives, 1);

  lives->random = g_rand_new_with_seed (28);
  world_write (world, fill_lives, lives);
  for (int day = 0; day < DAYS; day += 2)
    {
      g_autoptr (KinSiblingGroups) groups = kin_book_sibling_groups (world->reader, LONG_AGO + day);
      guint counts[KIN_N_GROUP_STATES] = { 0 };

      g_assert_cmpuint (groups->rows->len, ==, N_CHILDREN / 3);
      for (guint i = 0; i < groups->rows->len; i++)
        {
          const KinSiblingGroupRow *row = &g_array_index (groups->rows, KinSiblingGroupRow, i);

          for (int g = 0; g < N_CHILDREN / 3; g++)
            if (lives->groups[g] == row->group)
              check_group (lives, row, g, day);
          counts[row->state]++;
        }
      g_assert_cmpmem (counts, sizeof counts, groups->counts, sizeof groups->counts);
    }
  g_rand_free (lives->random);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (words);
  ADD (together_since);
  ADD (plans);
  ADD (every_day);
  return g_test_run ();
}
