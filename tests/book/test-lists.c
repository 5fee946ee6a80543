/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists: their order, their filters, and what their cells say. */
#include "children.h"
#include "lists.h"
#include "people.h"
#include "titles.h"
#include "world.h"

#define ADD(func) g_test_add ("/lists/" #func, World, NULL, world_set_up, func, world_tear_down)

typedef struct
{
  gint64 ada, ben, cal, dee, ash, oak, old, now;
} People;

static gint64
add_child (World *world, const char *forename, const char *surname, const char *sex, KinDay born)
{
  KinRecord *child = kin_record_new (&kin_child);

  kin_record_set_text (child, KIN_CHILD_FORENAME, forename);
  kin_record_set_text (child, KIN_CHILD_SURNAME, surname);
  kin_record_set_text (child, KIN_CHILD_SEX, sex);
  kin_record_set_day (child, KIN_CHILD_BORN, born);
  return world_add (world, child);
}

static void
fill (World *world, gpointer data)
{
  People *people = data;

  people->ada = add_child (world, "Ada", "O'Example", "2", kin_day (2010, 5, 3));
  people->ben = add_child (world, "Ben", "Éxample", "M", KIN_NO_DAY);
  people->cal = add_child (world, "Cal", "Bexample", "1", kin_day (2012, 1, 1));
  people->dee = add_child (world, "Dee", NULL, "F", kin_day (2011, 1, 1));
  people->oak = world_home (world, "Oak");
  people->ash = world_home (world, "Ash");
  world_care (world, people->cal, kin_day (2020, 1, 1), 0);
  world_care (world, people->ada, kin_day (2020, 1, 1), kin_day (2021, 1, 1));
  people->old = world_placement (world, people->ada, people->oak, "U6", kin_day (2020, 1, 1), kin_day (2021, 1, 1));
  people->now = world_placement (world, people->cal, people->ash, "U4", kin_day (2020, 6, 1), 0);
}

static void
expect (World *world, KinListSpec *spec, const gint64 *numbers, guint n)
{
  g_autoptr (GArray) list = kin_book_list (world->reader, spec);

  g_assert_cmpuint (list->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (list, gint64, i), ==, numbers[i]);
}

static void
order (World *world, gconstpointer data)
{
  g_autoptr (KinListSpec) children = kin_list_spec_new (&kin_child), placements = kin_list_spec_new (&kin_placement);
  People p;

  world_write (world, fill, &p);
  /* By surname without marks; the one without a surname stands last, also downwards. */
  expect (world, children, (gint64[]) { p.cal, p.ben, p.ada, p.dee }, 4);
  children->descending = TRUE;
  expect (world, children, (gint64[]) { p.ada, p.ben, p.cal, p.dee }, 4);
  children->sort = KIN_CHILD_BORN;
  expect (world, children, (gint64[]) { p.cal, p.dee, p.ada, p.ben }, 4);
  children->descending = FALSE;
  /* By label, so that the old and the new code of one sex stand together. */
  children->sort = KIN_CHILD_SEX;
  expect (world, children, (gint64[]) { p.ada, p.dee, p.cal, p.ben }, 4);
  expect (world, placements, (gint64[]) { p.now, p.old }, 2);
  placements->sort = KIN_PLACEMENT_HOUSEHOLD;
  expect (world, placements, (gint64[]) { p.now, p.old }, 2);
  placements->sort = KIN_PLACEMENT_CHILD;
  placements->descending = TRUE;
  expect (world, placements, (gint64[]) { p.old, p.now }, 2);
  g_assert_cmpint (kin_book_count (world->reader, &kin_child), ==, 4);
}

typedef struct
{
  gint64      home;
  const char *team;
} Team;

static void
set_team (World *world, gpointer data)
{
  const Team *team = data;

  world_set_text (world, &kin_household, team->home, KIN_HOUSEHOLD_TEAM, team->team);
}

/* Texts that have no index of their own are sorted all the same: by their key, those of one key by number, the empty ones last. */
static void
plain_text (World *world, gconstpointer data)
{
  g_autoptr (KinListSpec) homes = kin_list_spec_new (&kin_household);
  People p;

  world_write (world, fill, &p);
  homes->sort = KIN_HOUSEHOLD_TEAM;
  expect (world, homes, (gint64[]) { p.oak, p.ash }, 2);
  world_write (world, set_team, &(Team) { p.ash, "East" });
  expect (world, homes, (gint64[]) { p.ash, p.oak }, 2);
  world_write (world, set_team, &(Team) { p.oak, "ÉAST" });
  expect (world, homes, (gint64[]) { p.oak, p.ash }, 2);
  homes->descending = TRUE;
  expect (world, homes, (gint64[]) { p.ash, p.oak }, 2);
  world_write (world, set_team, &(Team) { p.oak, "West" });
  expect (world, homes, (gint64[]) { p.oak, p.ash }, 2);
}

static void
filter_by (World *world, const KinType *type, const char *where, const gint64 *numbers, guint n)
{
  g_autoptr (KinListSpec) spec = kin_list_spec_new (type);
  g_autoptr (GError) error = NULL;

  kin_list_spec_where (spec, where, kin_day (2024, 1, 1), &error);
  g_assert_no_error (error);
  expect (world, spec, numbers, n);
}

static void
filters (World *world, gconstpointer data)
{
  g_autoptr (KinListSpec) spec = kin_list_spec_new (&kin_child);
  g_autoptr (GError) error = NULL;
  People p;

  world_write (world, fill, &p);
  filter_by (world, &kin_child, "surname=example", (gint64[]) { p.ben }, 1);
  filter_by (world, &kin_child, "sex=male", (gint64[]) { p.cal, p.ben }, 2);
  filter_by (world, &kin_child, "sex=M", (gint64[]) { p.ben }, 1);
  filter_by (world, &kin_child, "born=", (gint64[]) { p.ben }, 1);
  filter_by (world, &kin_child, "born=3/5/2010", (gint64[]) { p.ada }, 1);
  filter_by (world, &kin_placement, "household=oak", (gint64[]) { p.old }, 1);
  filter_by (world, &kin_placement, "child=Cal Bexample", (gint64[]) { p.now }, 1);
  filter_by (world, &kin_placement, "period=2021-01-01", (gint64[]) { p.now }, 1);
  filter_by (world, &kin_placement, "period=2020-12-31", (gint64[]) { p.now, p.old }, 2);
  filter_by (world, &kin_placement, "household=nowhere", NULL, 0);
  g_assert_false (kin_list_spec_where (spec, "colour=red", 0, &error));
  g_assert_nonnull (strstr (error->message, "surname"));
  g_clear_error (&error);
  g_assert_false (kin_list_spec_where (spec, "born=never", 0, &error));
  g_assert_nonnull (error);
}

static void
words_and_days (World *world, gconstpointer data)
{
  g_autoptr (KinListSpec) children = kin_list_spec_new (&kin_child), placements = kin_list_spec_new (&kin_placement);
  People p;

  world_write (world, fill, &p);
  kin_list_spec_set_words (children, "ex");
  expect (world, children, (gint64[]) { p.ben }, 1);
  /* A placement is found by its child, and by its home. */
  kin_list_spec_set_words (placements, "bexam");
  expect (world, placements, (gint64[]) { p.now }, 1);
  kin_list_spec_set_words (placements, "oak");
  expect (world, placements, (gint64[]) { p.old }, 1);
  kin_list_spec_set_words (children, NULL);
  children->open_on = kin_day (2020, 12, 31);
  expect (world, children, (gint64[]) { p.cal, p.ada }, 2);
  children->open_on = kin_day (2021, 1, 1);
  expect (world, children, (gint64[]) { p.cal }, 1);
}

static void
merge_one (World *world, gpointer data)
{
  People *people = data;
  KinValue into = { TRUE, people->ada, 0, NULL, NULL };

  world_set (world, &kin_child, people->ben, KIN_CHILD_MERGED_INTO, &into);
}

static void
merged (World *world, gconstpointer data)
{
  g_autoptr (KinListSpec) spec = kin_list_spec_new (&kin_child);
  People p;

  world_write (world, fill, &p);
  world_write (world, merge_one, &p);
  expect (world, spec, (gint64[]) { p.cal, p.ada, p.dee }, 3);
  g_assert_cmpint (kin_book_count (world->reader, &kin_child), ==, 3);
}

static void
cells (World *world, gconstpointer data)
{
  g_autoptr (KinTitles) titles = kin_titles_new (world->reader);
  g_autoptr (KinRecord) placement = NULL;
  g_autofree char *child = NULL, *home = NULL, *period = NULL, *none = NULL;
  People p;

  world_write (world, fill, &p);
  placement = kin_reader_get (world->reader, &kin_placement, p.old);
  child = kin_titles_cell (titles, placement, KIN_PLACEMENT_CHILD);
  home = kin_book_cell (world->reader, placement, KIN_PLACEMENT_HOUSEHOLD);
  period = kin_titles_plain (titles, placement, KIN_PLACEMENT_PERIOD);
  none = kin_titles_cell (titles, placement, KIN_PLACEMENT_PROVIDER);
  g_assert_cmpstr (child, ==, "Ada O'Example");
  g_assert_cmpstr (home, ==, "Oak");
  g_assert_cmpstr (period, ==, "2020-01-01/2021-01-01");
  g_assert_cmpstr (none, ==, "");
}

typedef struct
{
  GRand *rand;
  gint64 children[3], homes[3];
} Many;

static void
fill_many (World *world, gpointer data)
{
  static const char *const types[] = { "U4", "U6", "K2", "P1" };
  Many *many = data;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%c", (char) ('C' - i));

      many->children[i] = world_child (world, name, kin_day (2010 + (int) i, 1, 1));
      many->homes[i] = world_home (world, name);
    }
  for (guint i = 0; i < 60; i++)
    {
      KinDay from = kin_day (2020, 1, 1) + g_rand_int_range (many->rand, 0, 9);
      gint64 home = g_rand_boolean (many->rand) ? many->homes[g_rand_int_range (many->rand, 0, 3)] : 0;

      world_placement (world, many->children[g_rand_int_range (many->rand, 0, 3)], home, types[g_rand_int_range (many->rand, 0, 4)], from,
                       g_rand_boolean (many->rand) ? from + g_rand_int_range (many->rand, 1, 5) : 0);
    }
}

/* What belongs to one record is what remains of the whole list, in its order, whatever it is sorted by. */
static void
owned (World *world, gconstpointer data)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Many many = { .rand = rand };

  g_test_message ("seed %u", seed);
  world_write (world, fill_many, &many);
  for (int sort = -1; sort < (int) kin_placement.n_fields; sort++)
    for (guint i = 0; i < 12; i++)
      {
        gboolean by_home = i % 2 == 1;
        guint link = by_home ? KIN_PLACEMENT_HOUSEHOLD : KIN_PLACEMENT_CHILD;
        KinListFilter filter = { .field = link, .value = { .is_set = TRUE, .a = by_home ? many.homes[i / 4] : many.children[i / 4] } };
        g_autoptr (KinListSpec) all = kin_list_spec_new (&kin_placement), some = kin_list_spec_new (&kin_placement);
        g_autoptr (GArray) list = NULL, left = g_array_new (FALSE, FALSE, sizeof (gint64));

        all->sort = some->sort = sort;
        all->descending = some->descending = i / 2 % 2 == 1;
        list = kin_book_list (world->reader, all);
        for (guint k = 0; k < list->len; k++)
          {
            g_autoptr (KinRecord) record = kin_reader_get (world->reader, &kin_placement, g_array_index (list, gint64, k));

            if (kin_record_link (record, link) == filter.value.a)
              g_array_append_val (left, g_array_index (list, gint64, k));
          }
        g_array_append_val (some->filters, filter);
        expect (world, some, (const gint64 *) (gpointer) left->data, left->len);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (order);
  ADD (plain_text);
  ADD (filters);
  ADD (words_and_days);
  ADD (merged);
  ADD (owned);
  ADD (cells);
  return g_test_run ();
}
