/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duty board: who counts where, and a twin that walks random lives night by night. */
#include <string.h>

#include "children.h"
#include "fit.h"
#include "home-facts.h"
#include "homes.h"
#include "people.h"
#include "warnings.h"
#include "world.h"

#define ADD(func) g_test_add ("/homes/" #func, World, NULL, world_set_up, func, world_tear_down)
#define TODAY (kin_day (2026, 6, 1))
#define LONG_AGO (kin_day (2020, 1, 1))

typedef struct
{
  gint64 ash, oak, ada, ben, cal;
} People;

static void
fill (World *world, gpointer data)
{
  People *p = data;

  p->ash = world_home (world, "Ash");
  p->oak = world_home (world, "Oak");
  world_approval (world, p->ash, 2, LONG_AGO, 0);
  world_approval (world, p->oak, 1, LONG_AGO, 0);
  world_set_day (world, &kin_household, p->ash, KIN_HOUSEHOLD_CONFIRMED, TODAY - 2);
  p->ada = world_child (world, "Ada", kin_day (2016, 5, 3));
  p->ben = world_child (world, "Ben", kin_day (2018, 5, 3));
  p->cal = world_child (world, "Cal", kin_day (2012, 5, 3));
}

static const KinOccupant *
occupant (KinHome *home, gint64 child)
{
  for (guint i = 0; i < home->occupants->len; i++)
    if (g_array_index (home->occupants, KinOccupant, i).child == child)
      return &g_array_index (home->occupants, KinOccupant, i);
  return NULL;
}

static void
place_ada (World *world, gpointer data)
{
  People *p = data;

  world_placement (world, p->ada, p->ash, "U6", kin_day (2026, 1, 1), 0);
}

static void
places_fall (World *world, gconstpointer data)
{
  g_autoptr (KinHome) before = NULL, after = NULL;
  People p;

  world_write (world, fill, &p);
  before = kin_book_home (world->reader, p.ash, TODAY, TODAY);
  g_assert_cmpint (before->places->vacant_firm, ==, 2);
  g_assert_cmpint (before->state, ==, KIN_HOME_HAS_PLACE);
  g_assert_cmpstr (before->terms, ==, "2");
  world_write (world, place_ada, &p);
  after = kin_book_home (world->reader, p.ash, TODAY, TODAY);
  g_assert_cmpint (after->places->vacant_firm, ==, 1);
  g_assert_cmpint (after->places->filled, ==, 1);
  g_assert_cmpint (occupant (after, p.ada)->age, ==, 10);
  g_assert_null (kin_book_home (world->reader, 999999, TODAY, TODAY));
}

static void
send_ada_away (World *world, gpointer data)
{
  People *p = data;

  world_placement (world, p->ada, p->ash, "U6", kin_day (2026, 1, 1), kin_day (2026, 5, 25));
  world_placement (world, p->ada, p->oak, "T4", kin_day (2026, 5, 25), kin_day (2026, 6, 4));
}

static void
away (World *world, gconstpointer data)
{
  g_autoptr (KinHome) ash = NULL, oak = NULL;
  g_autoptr (KinHomes) all = NULL;
  People p;

  world_write (world, fill, &p);
  world_write (world, send_ada_away, &p);
  ash = kin_book_home (world->reader, p.ash, TODAY, TODAY);
  oak = kin_book_home (world->reader, p.oak, TODAY, TODAY);
  all = kin_book_homes (world->reader, TODAY, TODAY);
  g_assert_cmpint (ash->places->held, ==, 1);
  g_assert_cmpint (ash->places->filled, ==, 0);
  g_assert_cmpint (occupant (ash, p.ada)->state, ==, KIN_OCCUPANT_AWAY);
  g_assert_cmpint (occupant (ash, p.ada)->until, ==, kin_day (2026, 6, 4));
  g_assert_cmpint (oak->places->filled, ==, 1);
  g_assert_true (occupant (oak, p.ada)->respite);
  g_assert_cmpint (all->balance.filled, ==, 1);
  g_assert_cmpint (all->balance.held, ==, 1);
}

static void
plan_ben (World *world, gpointer data)
{
  People *p = data;

  world_placement (world, p->ben, p->ash, "U6", kin_day (2026, 6, 20), 0);
}

static void
planned (World *world, gconstpointer data)
{
  g_autoptr (KinHome) now = NULL, past = NULL;
  People p;

  world_write (world, fill, &p);
  world_write (world, plan_ben, &p);
  now = kin_book_home (world->reader, p.ash, TODAY, TODAY);
  g_assert_cmpint (now->places->held, ==, 1);
  g_assert_cmpint (occupant (now, p.ben)->state, ==, KIN_OCCUPANT_PLANNED);
  /* Last year nobody had planned it. */
  past = kin_book_home (world->reader, p.ash, kin_day (2025, 6, 1), TODAY);
  g_assert_cmpint (past->places->held, ==, 0);
}

static void
record_twice (World *world, gpointer data)
{
  People *p = data;

  world_placement (world, p->ada, p->oak, "U6", kin_day (2026, 1, 1), 0);
  world_placement (world, p->ada, p->ash, "U6", kin_day (2026, 2, 1), 0);
  world_set_text (world, &kin_child, p->ada, KIN_CHILD_RESPONSIBLE_AUTHORITY, "889");
}

static void
contested (World *world, gconstpointer data)
{
  g_autoptr (KinHome) ash = NULL, oak = NULL;
  g_autoptr (GPtrArray) warnings = NULL;
  People p;

  world_write (world, fill, &p);
  world_write (world, record_twice, &p);
  ash = kin_book_home (world->reader, p.ash, TODAY, TODAY);
  oak = kin_book_home (world->reader, p.oak, TODAY, TODAY);
  /* He lives where he came last; the other home shows that it is not settled. A child of another authority fills a place. */
  g_assert_cmpint (ash->places->filled, ==, 1);
  g_assert_false (occupant (ash, p.ada)->ours);
  g_assert_cmpint (oak->places->filled, ==, 0);
  g_assert_cmpint (oak->state, ==, KIN_HOME_CONTESTED);
  warnings = kin_book_would_fit (world->reader, p.ash, p.ada, TODAY);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_nonnull (strstr (warnings->pdata[0], "Oak"));
}

static void
vary (World *world, gpointer data)
{
  People *p = data;
  gint64 approval = world_approval (world, p->ash, 3, kin_day (2026, 3, 1), 0);

  world_set_text (world, &kin_approval, approval, KIN_APPROVAL_KIND, "variation");
  world_placement (world, p->ada, p->oak, "U6", kin_day (2026, 1, 1), 0);
}

static void
variation (World *world, gconstpointer data)
{
  g_autoptr (KinPlacesResult) before = NULL, after = NULL;
  g_autoptr (GPtrArray) full = NULL, fine = NULL;
  People p;

  world_write (world, fill, &p);
  world_write (world, vary, &p);
  before = kin_book_home_places (world->reader, p.ash, kin_day (2026, 2, 28));
  after = kin_book_home_places (world->reader, p.ash, kin_day (2026, 3, 1));
  g_assert_cmpint (before->terms, ==, 2);
  g_assert_cmpint (after->terms, ==, 3);
  full = kin_book_would_fit (world->reader, p.oak, p.ben, TODAY);
  g_assert_cmpuint (full->len, >=, 1);
  fine = kin_book_would_fit (world->reader, p.ash, p.ben, TODAY);
  g_assert_cmpuint (fine->len, ==, 0);
}

typedef struct
{
  gint64 home, children[4];
} Four;

static void
fill_four (World *world, gpointer data)
{
  Four *four = data;

  four->home = world_home (world, "Elm");
  world_approval (world, four->home, 4, LONG_AGO, 0);
  for (int i = 0; i < 4; i++)
    {
      four->children[i] = world_child (world, "Child", kin_day (2015, 1, 1));
      if (i < 3)
        world_placement (world, four->children[i], four->home, "U6", LONG_AGO, 0);
    }
}

static void
exempt (World *world, gpointer data)
{
  Four *four = data;
  KinRecord *exemption = kin_record_new (&kin_exemption);
  gint64 no;

  world_placement (world, four->children[3], four->home, "U6", kin_day (2026, 1, 1), 0);
  kin_record_set_link (exemption, KIN_EXEMPTION_HOUSEHOLD, four->home);
  kin_record_set_period (exemption, KIN_EXEMPTION_PERIOD, kin_day (2026, 3, 1), kin_day (2026, 4, 30));
  no = world_add (world, exemption);
  for (int i = 0; i < 4; i++)
    {
      KinRecord *named = kin_record_new (&kin_exemption_child);

      kin_record_set_link (named, KIN_EXEMPTION_CHILD_EXEMPTION, no);
      kin_record_set_link (named, KIN_EXEMPTION_CHILD_CHILD, four->children[i]);
      world_add (world, named);
    }
  world_group (world, "Late found siblings", four->children, 4);
}

static void
over_three (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (KinHome) home = NULL;
  Four four;

  world_write (world, fill_four, &four);
  before = kin_book_would_fit (world->reader, four.home, four.children[3], TODAY);
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_nonnull (strstr (before->pdata[0], "Schedule 7"));
  world_write (world, exempt, &four);
  /* All are siblings of each other, so that is lawful on any day. */
  home = kin_book_home (world->reader, four.home, TODAY, TODAY);
  g_assert_true (home->places->usual_ok);
  g_assert_cmpint (home->state, ==, KIN_HOME_FULL);
  after = kin_book_would_fit (world->reader, four.home, four.children[3], TODAY);
  g_assert_cmpuint (after->len, ==, 0);
}

static void
break_group (World *world, gpointer data)
{
  g_autoptr (GPtrArray) siblings = kin_reader_list (kin_writer_reader (world->writer), &kin_sibling, "child = ?1", 1, ((Four *) data)->children[3]);
  g_autoptr (GError) error = NULL;

  kin_writer_delete (world->writer, siblings->pdata[0], &error);
  g_assert_no_error (error);
}

static void
exemption (World *world, gconstpointer data)
{
  g_autoptr (KinHome) without = NULL, with = NULL;
  Four four;

  world_write (world, fill_four, &four);
  world_write (world, exempt, &four);
  world_write (world, break_group, &four);
  without = kin_book_home (world->reader, four.home, kin_day (2026, 5, 1), TODAY);
  with = kin_book_home (world->reader, four.home, kin_day (2026, 4, 30), TODAY);
  g_assert_false (without->places->usual_ok);
  g_assert_cmpint (without->state, ==, KIN_HOME_CONTESTED); /* nobody has decided it */
  g_assert_cmpstr (without->state_text, ==, "contested: over three");
  g_assert_true (with->places->usual_ok);
}

/* The twin: plain rows in memory, asked for each child, home and night. */
#define N_HOMES 5
#define N_CHILDREN 12
#define N_ROWS 60

typedef struct
{
  gint64  homes[N_HOMES], children[N_CHILDREN];
  int     places[N_HOMES];
  GRand  *random;
  struct
  {
    gint64   no;
    int      child, home; /* -1: none */
    KinDay   from, to;
    gboolean temporary;
  } rows[N_ROWS];
} Lives;

static void
fill_lives (World *world, gpointer data)
{
  Lives *lives = data;

  for (int i = 0; i < N_HOMES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Home %d", i);

      lives->homes[i] = world_home (world, name);
      lives->places[i] = g_rand_int_range (lives->random, 0, 4);
      if (lives->places[i] > 0)
        world_approval (world, lives->homes[i], lives->places[i], LONG_AGO, 0);
    }
  for (int i = 0; i < N_CHILDREN; i++)
    lives->children[i] = world_child (world, "Child", kin_day (2015, 1, 1));
  for (int i = 0; i < N_ROWS; i++)
    {
      KinDay from = LONG_AGO + g_rand_int_range (lives->random, 0, 300);

      lives->rows[i].child = g_rand_int_range (lives->random, 0, N_CHILDREN);
      lives->rows[i].home = g_rand_int_range (lives->random, -1, N_HOMES);
      lives->rows[i].temporary = g_rand_int_range (lives->random, 0, 4) == 0;
      lives->rows[i].from = from;
      lives->rows[i].to = g_rand_int_range (lives->random, 0, 5) == 0 ? 0 : from + g_rand_int_range (lives->random, 1, 90);
      lives->rows[i].no = world_placement (world, lives->children[lives->rows[i].child],
                                           lives->rows[i].home < 0 ? 0 : lives->homes[lives->rows[i].home], lives->rows[i].temporary ? "T4" : "U6",
                                           from, lives->rows[i].to);
    }
}

/* The row in which a child lives on a night; -1: none. */
static int
twin_row (const Lives *lives, int child, KinDay night)
{
  int found = -1;

  for (int i = 0; i < N_ROWS; i++)
    {
      if (lives->rows[i].child != child || lives->rows[i].from > night || (lives->rows[i].to != 0 && lives->rows[i].to <= night))
        continue;
      if (found < 0 || lives->rows[i].from > lives->rows[found].from ||
          (lives->rows[i].from == lives->rows[found].from && lives->rows[i].no > lives->rows[found].no))
        found = i;
    }
  return found;
}

static void
check_night (World *world, const Lives *lives, KinDay night)
{
  g_autoptr (KinHomes) board = kin_book_homes (world->reader, night, TODAY);
  int filled[N_HOMES] = { 0 };
  gint64 sum = 0;

  for (int child = 0; child < N_CHILDREN; child++)
    {
      int row = twin_row (lives, child, night);

      if (row >= 0 && lives->rows[row].home >= 0)
        filled[lives->rows[row].home]++;
    }
  for (int i = 0; i < N_HOMES; i++)
    {
      g_autoptr (KinHome) home = kin_book_home (world->reader, lives->homes[i], night, TODAY);

      g_assert_cmpint (home->places->filled, ==, filled[i]);
      g_assert_cmpint (home->places->terms, ==, lives->places[i]);
      sum += filled[i];
    }
  g_assert_cmpint (board->balance.filled, ==, sum);
  g_assert_cmpint (board->balance.terms + board->balance.over, ==,
                   board->balance.filled + board->balance.held + board->balance.not_available + board->balance.restricted +
                     board->balance.vacant_firm + board->balance.vacant_unconfirmed);
  /* What is asked for singly is what the board says. */
  for (guint i = 0; i < board->homes->len; i++)
    {
      KinHome *listed = board->homes->pdata[i];
      g_autoptr (KinHome) single = kin_book_home (world->reader, listed->household, night, TODAY);

      g_assert_cmpint (single->places->held, ==, listed->places->held);
      g_assert_cmpint (single->places->vacant_unconfirmed, ==, listed->places->vacant_unconfirmed);
      g_assert_cmpuint (single->occupants->len, ==, listed->occupants->len);
    }
}

static void
every_night (World *world, gconstpointer data)
{
  Lives lives = { .random = g_rand_new_with_seed (20171218) };

  world_write (world, fill_lives, &lives);
  for (KinDay night = LONG_AGO; night < LONG_AGO + 400; night += 3)
    check_night (world, &lives, night);
  g_rand_free (lives.random);
}

/* What a home could take, asked of the rule for each age and each number, without the shortcuts of the board. */

static void
fill_rooms (World *world, gpointer data)
{
  GRand *random = data;

  for (int i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("Home %d", i);
      gint64 home = world_home (world, name), children[6];
      int n = g_rand_int_range (random, 0, 5);

      for (int k = g_rand_int_range (random, 0, 3); k > 0; k--)
        {
          gint64 approval = world_approval (world, home, g_rand_int_range (random, 1, 6), LONG_AGO, 0);
          gint64 youngest = g_rand_int_range (random, 0, 15);
          KinValue from = { .is_set = TRUE, .a = youngest }, to = { .is_set = TRUE, .a = youngest + g_rand_int_range (random, 0, 9) };
          KinValue yes = { .is_set = TRUE, .a = 1 };

          if (g_rand_boolean (random))
            world_set (world, &kin_approval, approval, KIN_APPROVAL_AGE_FROM, &from);
          if (g_rand_boolean (random))
            world_set (world, &kin_approval, approval, KIN_APPROVAL_AGE_TO, &to);
          if (g_rand_int_range (random, 0, 4) == 0)
            world_set (world, &kin_approval, approval, KIN_APPROVAL_SIBLINGS_ONLY, &yes);
        }
      for (int k = 0; k < n; k++)
        {
          children[k] = world_child (world, "Child", kin_day (2012 + g_rand_int_range (random, 0, 10), 3, 1));
          world_placement (world, children[k], home, "U6", LONG_AGO + 10, 0);
        }
      if (n > 1 && g_rand_boolean (random))
        world_group (world, name, children, (guint) n);
    }
}

static gboolean
would_take (const KinPlacesFacts *facts, guint n, int age)
{
  KinPlacesChild children[8] = { 0 };
  g_autoptr (KinFitResult) fit = NULL;

  for (guint i = 0; i < n; i++)
    children[i] = (KinPlacesChild) { .id = 900000 + i, .groups = { 900000 }, .born = age >= 0 ? kin_day_add_months (TODAY, -12 * age) : KIN_NO_DAY };
  fit = kin_fit_compute (facts, children, n, TODAY);
  return fit->fits;
}

static void
room (World *world, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (22);
  g_autoptr (KinHomes) board = NULL;
  guint with_room = 0;

  world_write (world, fill_rooms, random);
  board = kin_book_homes (world->reader, TODAY, TODAY);
  for (guint i = 0; i < board->homes->len; i++)
    {
      const KinHome *home = board->homes->pdata[i];
      g_autoptr (KinHomesFacts) facts = kin_homes_facts_read (world->reader, home->household, TODAY, TODAY);
      KinPlacesFacts rule = kin_home_facts_for_rule (facts->homes->pdata[0]);
      guint together = 0;

      while (together < KIN_HOME_MOST_TOGETHER && would_take (&rule, together + 1, -1))
        together++;
      g_assert_cmpuint (home->together, ==, together);
      for (int age = 0; age < 18; age++)
        g_assert_cmpint ((home->ages >> age) & 1, ==, would_take (&rule, 1, age));
      with_room += together > 0;
    }
  g_assert_cmpuint (with_room, >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (places_fall);
  ADD (away);
  ADD (planned);
  ADD (contested);
  ADD (variation);
  ADD (over_three);
  ADD (exemption);
  ADD (every_night);
  ADD (room);
  return g_test_run ();
}
