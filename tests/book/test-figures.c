/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of lives that were made up at random, against a count by hand: child by child, day by day. */
#include <string.h>

#include "as_known.h"
#include "children.h"
#include "figures.h"
#include "world.h"

#define ADD(func) g_test_add ("/figures/" #func, World, NULL, world_set_up, func, world_tear_down)
#define START (kin_day (2020, 1, 1))
#define N_CHILDREN 40
#define SPAN 900
#define MOST 40

typedef struct
{
  gint64   no;
  gboolean foreign;
  struct
  {
    KinDay from, to;
  } cares[3];
  int n_cares;
  struct
  {
    KinDay      from, to;
    const char *code;
  } statuses[MOST];
  int n_statuses;
  struct
  {
    KinDay   from, to;
    int      home; /* 1 to 4 */
    gboolean temporary, same_carer;
  } stays[MOST];
  int n_stays;
} Life;

typedef struct
{
  GRand *random;
  Life   lives[N_CHILDREN];
  gint64 homes[5];
} Lives;

static int
roll (Lives *all, int below)
{
  return g_rand_int_range (all->random, 0, below);
}

/* Statuses and placements fill a period of care without a gap; a short-break status now and then. */
static void
fill_care (World *world, Lives *all, Life *life, KinDay from, KinDay to)
{
  KinDay last = to != 0 ? to : START + SPAN;
  KinDay day = from;

  while (day < last && life->n_statuses < MOST)
    {
      KinDay after = day + 20 + roll (all, 200), end = MIN (last, after);
      KinDay close = end == last && to == 0 ? 0 : end;
      const char *code = roll (all, 8) == 0 ? "V4" : roll (all, 2) ? "C2" : "V2";

      life->statuses[life->n_statuses].from = day;
      life->statuses[life->n_statuses].to = close;
      life->statuses[life->n_statuses++].code = code;
      world_status (world, life->no, code, day, close);
      day = end;
    }
  day = from;
  while (day < last && life->n_stays < MOST)
    {
      gboolean temporary = day > from && roll (all, 6) == 0, same = day > from && !temporary && roll (all, 6) == 0;
      KinDay after = day + (temporary ? 3 + roll (all, 10) : 10 + roll (all, 250)), end = MIN (last, after);
      KinDay close = end == last && to == 0 ? 0 : end;
      int home = 1 + roll (all, 4);
      gint64 no = world_placement (world, life->no, all->homes[home], temporary ? "T4" : "U6", day, close);
      KinValue yes = { TRUE, 1, 0, NULL, NULL };

      if (same)
        world_set (world, &kin_placement, no, KIN_PLACEMENT_SAME_CARER, &yes);
      life->stays[life->n_stays].from = day;
      life->stays[life->n_stays].to = close;
      life->stays[life->n_stays].home = home;
      life->stays[life->n_stays].temporary = temporary;
      life->stays[life->n_stays++].same_carer = same;
      day = end;
    }
}

static void
fill_lives (World *world, gpointer data)
{
  Lives *all = data;

  for (int i = 1; i < 5; i++)
    all->homes[i] = world_home (world, "Home");
  for (int i = 0; i < N_CHILDREN; i++)
    {
      Life *life = &all->lives[i];
      KinDay day = START + roll (all, 300);

      life->no = world_child (world, "Child", kin_day (2012, 1, 1));
      life->foreign = roll (all, 10) == 0;
      if (life->foreign || roll (all, 4) == 0)
        world_set_text (world, &kin_child, life->no, KIN_CHILD_RESPONSIBLE_AUTHORITY, life->foreign ? "889" : "888");
      for (int k = 0; k < 3 && day < START + SPAN - 30; k++)
        {
          KinDay after = day + 20 + roll (all, 500);
          KinDay to = roll (all, 3) == 0 ? 0 : MIN (START + SPAN - 10, after);

          life->cares[k].from = day;
          life->cares[k].to = to;
          life->n_cares++;
          world_care (world, life->no, day, to);
          fill_care (world, all, life, day, to);
          if (to == 0)
            break;
          day = to + 5 + roll (all, 60);
        }
    }
}

static gboolean
covers (KinDay from, KinDay to, KinDay day)
{
  return from <= day && (to == 0 || to > day);
}

static gboolean
twin_short_break (const Life *life, KinDay day)
{
  for (int i = 0; i < life->n_statuses; i++)
    if (covers (life->statuses[i].from, life->statuses[i].to, day))
      return strcmp (life->statuses[i].code, "V4") == 0;
  return FALSE;
}

static gboolean
twin_in_care (const Life *life, KinDay day)
{
  if (life->foreign || twin_short_break (life, day))
    return FALSE;
  for (int i = 0; i < life->n_cares; i++)
    if (covers (life->cares[i].from, life->cares[i].to, day))
      return TRUE;
  return FALSE;
}

static KinFigure *
ask (World *world, const char *name, KinDay at)
{
  KinFigureAsk what = { .name = name, .at = at };
  g_autoptr (GError) error = NULL;
  KinFigure *figure = kin_book_figure (world->reader, &what, &error);

  g_assert_no_error (error);
  return figure;
}

static void
looked_after (World *world, gconstpointer data)
{
  Lives *all = g_new0 (Lives, 1);

  all->random = g_rand_new_with_seed (398);
  world_write (world, fill_lives, all);
  for (KinDay day = START - 2; day < START + SPAN + 5; day += 7)
    {
      g_autoptr (KinFigure) figure = ask (world, "looked-after", day);
      int count = 0, sexes = 0;

      for (int i = 0; i < N_CHILDREN; i++)
        count += twin_in_care (&all->lives[i], day);
      g_assert_cmpint (figure->value, ==, count);
      g_assert_cmpuint (figure->numerator->len, ==, count);
      for (guint i = 0; i < figure->parts->len; i++)
        if (g_str_equal (((KinFigurePart *) figure->parts->pdata[i])->group, "sex"))
          sexes += (int) ((KinFigurePart *) figure->parts->pdata[i])->value;
      g_assert_cmpint (sexes, ==, count);
    }
  g_rand_free (all->random);
  g_free (all);
}

/* Night by night: a new placement begins when a child who is in care wakes up in another home than the last lasting one. */
static int
twin_placements (const Life *life, KinDay from, KinDay to)
{
  int count = 0, home = 0, stay = -1;
  gboolean counted = FALSE;

  for (KinDay day = START - 2; day <= to; day++)
    {
      int now = -1;

      for (int i = 0; i < life->n_stays; i++)
        if (covers (life->stays[i].from, life->stays[i].to, day))
          now = i;
      if (!twin_in_care (life, day) || now < 0 || life->stays[now].temporary)
        continue;
      if (stay < 0 || (now != stay && life->stays[now].home != home && !life->stays[now].same_carer))
        counted = FALSE;
      stay = now;
      home = life->stays[now].home;
      if (!counted && day >= from)
        {
          count++;
          counted = TRUE;
        }
    }
  return count;
}

/* Children with one period of care and no short breaks, for whom the count by nights needs no more than this rule. */
static gboolean
is_plain (const Life *life)
{
  for (int i = 0; i < life->n_statuses; i++)
    if (strcmp (life->statuses[i].code, "V4") == 0)
      return FALSE;
  /* A home of the same carer keeps the name of the first; that is the rule's own test to make. */
  for (int i = 0; i < life->n_stays; i++)
    if (life->stays[i].same_carer)
      return FALSE;
  return life->n_cares == 1;
}

static gboolean
holds (GArray *numbers, gint64 no)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, gint64, i) == no)
      return TRUE;
  return FALSE;
}

static void
three_placements (World *world, gconstpointer data)
{
  Lives *all = g_new0 (Lives, 1);
  guint seen = 0, three = 0;

  all->random = g_rand_new_with_seed (77);
  world_write (world, fill_lives, all);
  for (KinDay day = START + 200; day < START + SPAN; day += 31)
    {
      g_autoptr (KinFigure) figure = ask (world, "three-placements", day);
      KinDay from = kin_day_add_months (day, -12) + 1;

      for (int i = 0; i < N_CHILDREN; i++)
        {
          const Life *life = &all->lives[i];

          if (!twin_in_care (life, day))
            g_assert_false (holds (figure->denominator, life->no));
          else if (is_plain (life))
            {
              int count = twin_placements (life, from, day);
              /* A move on the first morning of the year: the home left that day was open on it as well. */
              gboolean edge = FALSE;

              for (int k = 0; k < life->n_stays; k++)
                edge = edge || life->stays[k].to == from;
              g_assert_true (holds (figure->denominator, life->no));
              if (!edge)
                g_assert_cmpint (holds (figure->numerator, life->no), ==, count >= 3);
              seen++;
              three += count >= 3;
            }
        }
    }
  g_assert_cmpuint (seen, >, 50);
  g_assert_cmpuint (three, >, 5);
  g_rand_free (all->random);
  g_free (all);
}

static void
flows (World *world, gconstpointer data)
{
  Lives *all = g_new0 (Lives, 1);
  KinFigureAsk what = { .name = "entering-leaving", .at = START + SPAN, .by = KIN_FLOW_MONTH };
  g_autoptr (KinFigure) figure = NULL;

  all->random = g_rand_new_with_seed (18);
  world_write (world, fill_lives, all);
  figure = kin_book_figure (world->reader, &what, NULL);
  for (guint i = 0; i < figure->parts->len; i++)
    {
      KinFigurePart *part = figure->parts->pdata[i];
      int opening = 0, closing = 0, entering = 0;

      for (int k = 0; k < N_CHILDREN; k++)
        {
          opening += twin_in_care (&all->lives[k], part->from - 1);
          closing += twin_in_care (&all->lives[k], part->to);
          for (KinDay day = part->from; day <= part->to; day++)
            entering += twin_in_care (&all->lives[k], day) && !twin_in_care (&all->lives[k], day - 1);
        }
      g_assert_cmpstr (figure->columns[0], ==, "entering");
      g_assert_cmpint (part->more[0], ==, entering);
      g_assert_cmpint (part->more[3], ==, opening);
      g_assert_cmpint (part->more[4], ==, closing);
      g_assert_cmpint (part->more[5], ==, 0);
    }
  g_assert_cmpuint (figure->parts->len, >, 24);
  g_rand_free (all->random);
  g_free (all);
}

static void
fill_siblings (World *world, gpointer data)
{
  gint64 *c = data, home = world_home (world, "Ash"), other = world_home (world, "Oak");

  for (int i = 0; i < 6; i++)
    {
      c[i] = world_child (world, "Child", kin_day (2012, 1, 1));
      if (i < 5)
        world_care (world, c[i], START, 0);
    }
  for (int i = 0; i < 3; i++)
    world_placement (world, c[i], home, "U6", START, i == 2 ? START + 100 : 0);
  world_placement (world, c[2], 0, "T1", START + 100, START + 110); /* in hospital: still with them */
  world_placement (world, c[2], home, "U6", START + 110, START + 200);
  world_placement (world, c[2], other, "U6", START + 200, 0);
  world_placement (world, c[3], other, "U6", START, 0);
  world_placement (world, c[4], home, "U6", START, 0);
  world_group (world, "Three", c, 3);
  world_group (world, "One in care", (gint64[]) { c[4], c[5] }, 2);
}

static void
siblings (World *world, gconstpointer data)
{
  gint64 c[6];
  g_autoptr (KinFigure) together = NULL, hospital = NULL, apart = NULL, none = NULL;

  world_write (world, fill_siblings, c);
  together = ask (world, "siblings-together", START + 50);
  g_assert_cmpint (together->value, ==, 1000);
  g_assert_cmpuint (together->denominator->len, ==, 3);
  hospital = ask (world, "siblings-together", START + 105);
  g_assert_cmpint (hospital->value, ==, 1000);
  apart = ask (world, "siblings-together", START + 200);
  g_assert_cmpint (apart->value, ==, 0);
  g_assert_cmpint (((KinFigurePart *) apart->parts->pdata[1])->value, ==, 2);
  g_assert_cmpint (((KinFigurePart *) apart->parts->pdata[2])->value, ==, 1);
  none = ask (world, "siblings-together", START - 1);
  g_assert_cmpint (none->value, ==, -1);
}

static void
json (World *world, gconstpointer data)
{
  gint64 c[6];
  g_autoptr (KinFigure) figure = NULL, blank = NULL;
  struct json_object *object, *value;
  g_autoptr (GError) error = NULL;
  KinFigureAsk wrong = { .name = "happiness", .at = START };

  world_write (world, fill_siblings, c);
  figure = ask (world, "siblings-together", START + 200);
  object = kin_figure_to_json (figure);
  g_assert_cmpstr (json_object_get_string (json_object_object_get (object, "at")), ==, "2020-07-19");
  g_assert_cmpint (json_object_get_int (json_object_object_get (object, "numerator")), ==, 0);
  g_assert_cmpint (json_object_get_int (json_object_object_get (object, "denominator")), ==, 3);
  g_assert_cmpstr (json_object_to_json_string (json_object_object_get (object, "value")), ==, "0.0");
  json_object_put (object);
  blank = ask (world, "agency-share", START - 1);
  object = kin_figure_to_json (blank);
  g_assert_true (json_object_object_get_ex (object, "value", &value));
  g_assert_null (value);
  json_object_put (object);
  g_assert_null (kin_book_figure (world->reader, &wrong, &error));
  g_assert_nonnull (strstr (error->message, "looked-after"));
}

static void
come_late (World *world, gpointer data)
{
  gint64 child = world_child (world, "Late", kin_day (2012, 1, 1));

  world_care (world, child, START, 0);
}

static void
as_known (World *world, gconstpointer data)
{
  gint64 c[6], then;
  g_autoptr (KinReader) known = NULL;
  g_autoptr (KinFigure) before = NULL, after = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  KinFigureAsk what = { .name = "looked-after", .at = START + 50 };

  world_write (world, fill_siblings, c);
  before = ask (world, "looked-after", START + 50);
  then = world->now + 1000;
  world->now += 100000;
  world_write (world, come_late, NULL);
  after = ask (world, "looked-after", START + 50);
  g_assert_cmpint (after->value, ==, before->value + 1);
  known = kin_store_as_known (world->store, then, NULL, &error);
  g_assert_no_error (error);
  again = kin_book_figure (known, &what, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->value, ==, before->value);
  g_assert_cmpint (again->as_known, !=, G_MAXINT64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (looked_after);
  ADD (three_placements);
  ADD (flows);
  ADD (siblings);
  ADD (json);
  ADD (as_known);
  return g_test_run ();
}
