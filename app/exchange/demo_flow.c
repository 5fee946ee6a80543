/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is in care, from when to when: exactly as many as the table of entering and leaving in a council's published
 * summary of July 2018 has.
 *
 * The years are cut where a headcount is published, so that 346 on 5 October 2016, 376 on 5 October 2017 and 398 on
 * 18 December 2017 (its reports of those days) come out too. A calendar year's windows add up to its row of the table. */
#include "demo_plan.h"

typedef struct
{
  int   year, month, day; /* the last day */
  guint in, out;
} Window;

static const Window windows[] = {
  { 2001, 12, 31, 111, 95 },  { 2002, 12, 31, 103, 117 }, { 2003, 12, 31, 131, 134 }, { 2004, 12, 31, 102, 104 },
  { 2005, 12, 31, 119, 100 }, { 2006, 12, 31, 94, 104 },  { 2007, 12, 31, 97, 92 },   { 2008, 12, 31, 114, 104 },
  { 2009, 12, 31, 151, 94 },  { 2010, 12, 31, 112, 123 }, { 2011, 12, 31, 155, 128 }, { 2012, 12, 31, 125, 149 },
  { 2013, 12, 31, 123, 120 }, { 2014, 12, 31, 89, 125 },  { 2015, 12, 31, 163, 139 },
  { 2016, 10, 5, 108, 111 },  { 2016, 12, 31, 62, 28 },   /* 170, 139 */
  { 2017, 4, 5, 36, 40 },     { 2017, 10, 5, 76, 76 },    { 2017, 12, 18, 46, 24 }, { 2017, 12, 31, 3, 3 }, /* 161, 143 */
  { 2018, 6, 28, 55, 81 },    /* as far as the table goes; what follows is ours */
  { 2018, 12, 31, 72, 62 },   { 2019, 12, 31, 158, 140 }, { 2020, 12, 31, 138, 130 }, { 2021, 12, 31, 148, 146 },
  { 2022, 12, 31, 165, 150 }, { 2023, 12, 31, 160, 165 }, { 2024, 12, 31, 155, 157 }, { 2025, 12, 31, 152, 150 },
};
#define LATER_IN 153
#define LATER_OUT 153

/* In care on 31 December 2000, so that 398 are on 18 December 2017. */
#define OPENING 288

static int
add_child (DemoUnit *unit, KinDay born)
{
  DemoChild child = { .born = born, .group = DEMO_NONE, .first = DEMO_NONE, .last = DEMO_NONE };

  child.number = unit->children->len;
  g_array_append_val (unit->children, child);
  return (int) unit->children->len - 1;
}

static int
add_spell (DemoUnit *unit, int child, KinDay from, int leader)
{
  DemoSpell *spell;
  DemoChild *whose = DEMO_CHILD (unit, child);
  int        index = (int) unit->spells->len;

  g_array_set_size (unit->spells, unit->spells->len + 1);
  spell = DEMO_SPELL (unit, index);
  spell->child = child;
  spell->next = DEMO_NONE;
  spell->leader = leader;
  spell->from = from;
  if (whose->first == DEMO_NONE)
    whose->first = index;
  else
    DEMO_SPELL (unit, whose->last)->next = index;
  whose->last = index;
  return index;
}

static int
add_group (DemoUnit *unit, int first)
{
  DemoGroup group = { first, 1, kin_demo_chance (&unit->random, 120), 0 };

  g_array_append_val (unit->groups, group);
  DEMO_CHILD (unit, first)->group = (int) unit->groups->len - 1;
  return (int) unit->groups->len - 1;
}

static void
join_group (DemoUnit *unit, int group, int child)
{
  DEMO_CHILD (unit, child)->group = group;
  DEMO_GROUP (unit, group)->n++;
}

/* Age in days of one who enters alone. */
static int
draw_age (DemoRandom *random)
{
  guint at = kin_demo_below (random, 1000);

  if (at < 90)
    return kin_demo_between (random, 0, 20);
  if (at < 210)
    return kin_demo_between (random, 21, 364);
  if (at < 390)
    return kin_demo_between (random, 365, 5 * 365);
  if (at < 550)
    return kin_demo_between (random, 5 * 365, 10 * 365);
  if (at < 870)
    return kin_demo_between (random, 10 * 365, 16 * 365);
  return kin_demo_between (random, 16 * 365, 17 * 365 + 300);
}

static guint
draw_size (DemoRandom *random, guint left)
{
  guint at = kin_demo_below (random, 1000);
  guint size = at < 640 ? 1 : at < 830 ? 2 : at < 930 ? 3 : at < 985 ? 4 : DEMO_MAX_GROUP;

  return MIN (size, left);
}

/* Nobody who enters in a window grows up in it: leaving is then by a birthday that the window has not counted. */
static KinDay
fit_birth (DemoUnit *unit, KinDay born, KinDay from, KinDay until)
{
  if (kin_day_birthday (born, 18) <= until)
    born = kin_day_add_months (until, -18 * 12) + kin_demo_between (&unit->random, 20, 240);
  return MIN (born, from);
}

/* Someone who left two months ago or more, is young enough, and comes back. */
static int
find_returning (DemoUnit *unit, KinDay from, KinDay until)
{
  for (int tries = 0; tries < 12 && unit->spells->len > 400; tries++)
    {
      int        index = (int) (unit->spells->len - 1 - kin_demo_below (&unit->random, 400));
      DemoSpell *spell = DEMO_SPELL (unit, index);
      DemoChild *child = DEMO_CHILD (unit, spell->child);

      if (spell->to != KIN_NO_DAY && spell->to < from - 60 && spell->next == DEMO_NONE && !child->unaccompanied &&
          kin_day_age (child->born, from) >= 1 && kin_day_birthday (child->born, 18) > until + 30)
        return spell->child;
    }
  return DEMO_NONE;
}

static void
enter_one (DemoUnit *unit, KinDay from, KinDay until)
{
  int age = draw_age (&unit->random);
  int child = kin_demo_chance (&unit->random, 110) ? find_returning (unit, from, until) : DEMO_NONE;

  if (child == DEMO_NONE)
    {
      int   year;
      guint alone;

      child = add_child (unit, fit_birth (unit, from - age, from, until));
      kin_day_split (from, &year, NULL, NULL);
      alone = year >= 2016 ? 260 : year >= 2008 ? 110 : 20;
      if (age > 14 * 365 + 180 && kin_demo_chance (&unit->random, alone))
        DEMO_CHILD (unit, child)->unaccompanied = TRUE;
      else if (age < 500 && unit->groups->len > 60 && kin_demo_chance (&unit->random, 180))
        join_group (unit, (int) (unit->groups->len - 1 - kin_demo_below (&unit->random, 60)), child); /* a baby born later */
    }
  add_spell (unit, child, from, DEMO_NONE);
}

static void
enter_group (DemoUnit *unit, KinDay from, KinDay until, guint size)
{
  int leader = DEMO_NONE, group = DEMO_NONE;
  int age = kin_demo_between (&unit->random, (int) size * 500, 14 * 365);

  for (guint i = 0; i < size; i++)
    {
      int child = add_child (unit, fit_birth (unit, from - MAX (age, 3), from, until));
      int spell = add_spell (unit, child, from, leader);

      if (i == 0)
        {
          group = add_group (unit, child);
          leader = spell;
        }
      else
        {
          join_group (unit, group, child);
          DEMO_CHILD (unit, child)->together = kin_demo_chance (&unit->random, DEMO_GROUP (unit, group)->apart ? 350 : 900);
        }
      age -= kin_demo_between (&unit->random, 330, 1200);
    }
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const KinDay *) a - *(const KinDay *) b;
}

static GArray *
draw_days (DemoUnit *unit, KinDay from, KinDay to, guint n)
{
  GArray *days = g_array_sized_new (FALSE, FALSE, sizeof (KinDay), n);

  for (guint i = 0; i < n; i++)
    {
      KinDay day = kin_demo_between (&unit->random, from, to);

      g_array_append_val (days, day);
    }
  g_array_sort (days, compare_days);
  return days;
}

/* How likely one leaves now, against the others. */
static guint
weigh_leaving (DemoUnit *unit, const DemoSpell *spell, KinDay day)
{
  int days = day - spell->from;
  int age = (day - DEMO_CHILD (unit, spell->child)->born) / 365;

  if (days <= 2 || spell->aged_out)
    return 0;
  if (days < 28)
    return 50;
  if (days < 90)
    return 36;
  if (days < 180)
    return 24;
  if (days < 365)
    return 16;
  if (age < 6)
    return days < 1100 ? 22 : 10;
  return age >= 16 ? 10 : 5;
}

static void
leave (DemoUnit *unit, GArray *active, guint at, KinDay day)
{
  DEMO_SPELL (unit, g_array_index (active, int, at))->to = day;
  g_array_remove_index_fast (active, at);
}

/* One leaves on the day, and often the brothers and sisters too, as far as more may. Returns how many. */
static guint
leave_some (DemoUnit *unit, GArray *active, KinDay day, guint most)
{
  guint total = 0, left = 1, at;
  int   group;

  for (at = 0; at < active->len; at++)
    total += weigh_leaving (unit, DEMO_SPELL (unit, g_array_index (active, int, at)), day);
  if (total == 0)
    return 0;
  total = kin_demo_below (&unit->random, total);
  for (at = 0; at < active->len; at++)
    {
      guint weight = weigh_leaving (unit, DEMO_SPELL (unit, g_array_index (active, int, at)), day);

      if (total < weight)
        break;
      total -= weight;
    }
  group = DEMO_CHILD (unit, DEMO_SPELL (unit, g_array_index (active, int, at))->child)->group;
  leave (unit, active, at, day);
  if (group == DEMO_NONE || !kin_demo_chance (&unit->random, 550))
    return left;
  for (at = active->len; at-- > 0 && left < most;)
    {
      DemoSpell *spell = DEMO_SPELL (unit, g_array_index (active, int, at));

      if (DEMO_CHILD (unit, spell->child)->group == group && weigh_leaving (unit, spell, day) > 0)
        {
          leave (unit, active, at, day);
          left++;
        }
    }
  return left;
}

/* Those whose 18th birthday lies in the window leave on it. When they are more than may leave, the others become younger. */
static guint
mark_grown (DemoUnit *unit, GArray *active, KinDay to, guint most)
{
  guint n = 0;

  for (guint i = 0; i < active->len; i++)
    {
      DemoSpell *spell = DEMO_SPELL (unit, g_array_index (active, int, i));
      DemoChild *child = DEMO_CHILD (unit, spell->child);

      if (kin_day_birthday (child->born, 18) > to)
        continue;
      if (n < most)
        {
          spell->aged_out = TRUE;
          n++;
        }
      else
        child->born = kin_day_add_months (to, -18 * 12) + kin_demo_between (&unit->random, 5, 120);
    }
  return n;
}

static void
leave_grown (DemoUnit *unit, GArray *active, KinDay day)
{
  for (guint i = active->len; i-- > 0;)
    {
      DemoSpell *spell = DEMO_SPELL (unit, g_array_index (active, int, i));
      KinDay     birthday = spell->aged_out ? kin_day_birthday (DEMO_CHILD (unit, spell->child)->born, 18) : KIN_NO_DAY;

      if (spell->aged_out && birthday <= day)
        leave (unit, active, i, birthday);
    }
}

static void
play_window (DemoUnit *unit, GArray *active, KinDay from, KinDay to, guint in, guint out)
{
  guint grown = mark_grown (unit, active, to, out);
  guint still_out = out - grown, used = 0;
  g_autoptr (GArray) entries = draw_days (unit, from, to, in);
  g_autoptr (GArray) leavings = draw_days (unit, MIN (from + 1, to), to, still_out);
  guint entered = 0;

  for (KinDay day = from; day <= to; day++)
    {
      guint first = unit->spells->len;

      leave_grown (unit, active, day);
      while (used < still_out && g_array_index (leavings, KinDay, used) <= day)
        {
          guint left = leave_some (unit, active, day, still_out - used);

          if (left == 0)
            break;
          used += left;
        }
      while (entered < in && g_array_index (entries, KinDay, entered) <= day)
        {
          guint size = draw_size (&unit->random, in - entered);

          if (size == 1)
            enter_one (unit, day, to);
          else
            enter_group (unit, day, to, size);
          entered += size;
        }
      for (int i = (int) first; i < (int) unit->spells->len; i++)
        g_array_append_val (active, i);
    }
  unit->unlucky = unit->unlucky || used != still_out || entered != in;
}

static void
fill_opening (DemoUnit *unit, GArray *active)
{
  KinDay start = kin_day (2000, 12, 31);
  guint  n = 0;

  while (n < OPENING)
    {
      guint  size = draw_size (&unit->random, OPENING - n);
      int    back = kin_demo_between (&unit->random, 1, 60);
      KinDay from = start - 5 - (back * back * kin_demo_between (&unit->random, 30, 85)) / 100;

      if (size == 1)
        enter_one (unit, from, start + 400);
      else
        enter_group (unit, from, start + 400, size);
      n += size;
    }
  for (int i = 0; i < (int) unit->spells->len; i++)
    g_array_append_val (active, i);
}

/* What happens after today has not happened. */
static void
cut_at_today (DemoUnit *unit)
{
  guint kept = 0;

  for (guint i = 0; i < unit->spells->len; i++)
    {
      DemoSpell *spell = DEMO_SPELL (unit, i);

      if (spell->to > unit->today)
        {
          spell->to = KIN_NO_DAY;
          spell->aged_out = FALSE;
        }
      if (spell->from <= unit->today)
        kept = i + 1; /* entries are in the order of their days */
    }
  for (guint i = kept; i < unit->spells->len; i++)
    {
      DemoChild *child = DEMO_CHILD (unit, DEMO_SPELL (unit, i)->child);

      if (child->first == (int) i)
        child->first = child->last = DEMO_NONE;
    }
  for (guint i = 0; i < kept; i++)
    if (DEMO_SPELL (unit, i)->next >= (int) kept)
      {
        DEMO_SPELL (unit, i)->next = DEMO_NONE;
        DEMO_CHILD (unit, DEMO_SPELL (unit, i)->child)->last = (int) i;
      }
  g_array_set_size (unit->spells, kept);
}

void
kin_demo_plan_flow (DemoUnit *unit)
{
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (int));
  KinDay from = kin_day (2001, 1, 1);

  fill_opening (unit, active);
  for (guint i = 0; from <= unit->today; i++)
    {
      int    year;
      KinDay to;

      kin_day_split (from, &year, NULL, NULL);
      if (i < G_N_ELEMENTS (windows))
        to = kin_day (windows[i].year, windows[i].month, windows[i].day);
      else
        to = kin_day (year, 12, 31);
      play_window (unit, active, from, to, i < G_N_ELEMENTS (windows) ? windows[i].in : LATER_IN,
                   i < G_N_ELEMENTS (windows) ? windows[i].out : LATER_OUT);
      from = to + 1;
    }
  cut_at_today (unit);
}
