/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the homes stand today, and the children who are in no figure of ours: short breaks, and other authorities' children.
 *
 * 183 homes are open. Some are not available, some have not said for weeks that they can take a
 * child, one has a child more than its terms, and a few children are away for some days. */
#include "demo_plan.h"

#define HOMES 183

static int
add_other (DemoUnit *unit, DemoSpellKind kind, int age, KinDay from, KinDay to, DemoKind stay)
{
  DemoChild  child = { .group = DEMO_NONE, .boy = kin_demo_chance (&unit->random, 550), .ethnicity = "WBRI" };
  DemoSpell *spell;

  child.born = from - age * 365 - kin_demo_between (&unit->random, 20, 300);
  child.number = unit->children->len;
  child.first = child.last = (int) unit->spells->len;
  g_array_append_val (unit->children, child);
  g_array_set_size (unit->spells, unit->spells->len + 1);
  spell = DEMO_SPELL (unit, child.first);
  spell->kind = (guint8) kind;
  spell->child = (int) unit->children->len - 1;
  spell->next = spell->leader = DEMO_NONE;
  spell->from = from;
  spell->to = to > unit->today ? KIN_NO_DAY : to;
  spell->n_stays = 1;
  spell->stays[0] = (DemoStay) { .from = from, .to = spell->to, .kind = (guint8) stay, .home = DEMO_NONE, .place = DEMO_NONE, .why = DEMO_NONE };
  return spell->child;
}

/* One night or two at a time, each break a period of its own. */
static void
add_single_breaks (DemoUnit *unit)
{
  KinDay from = MAX (kin_day (2019, 2, 1), unit->today - 700) + kin_demo_between (&unit->random, 0, 20);
  int    child = add_other (unit, DEMO_SINGLE_BREAKS, kin_demo_between (&unit->random, 6, 13), from, from + 2, DEMO_BREAK);

  for (;;)
    {
      int        index = (int) unit->spells->len;
      DemoSpell *spell;

      from += 7 * kin_demo_between (&unit->random, 4, 7);
      if (from + 2 > unit->today)
        return;
      g_array_set_size (unit->spells, unit->spells->len + 1);
      spell = DEMO_SPELL (unit, index);
      *spell = *DEMO_SPELL (unit, DEMO_CHILD (unit, child)->last);
      spell->from = spell->stays[0].from = from;
      spell->to = spell->stays[0].to = from + 2;
      DEMO_SPELL (unit, DEMO_CHILD (unit, child)->last)->next = index;
      DEMO_CHILD (unit, child)->last = index;
    }
}

void
kin_demo_plan_others (DemoUnit *unit)
{
  static const char *const authorities[] = { "WAL", "WAL", "SCO", "999" };
  KinDay from = kin_day (2019, 1, 7);

  while (from + 200 < unit->today)
    {
      int child = add_other (unit, DEMO_OTHER_AUTHORITY, kin_demo_between (&unit->random, 3, 14), from,
                             from + kin_demo_between (&unit->random, 300, 900), DEMO_MAIN);

      DEMO_CHILD (unit, child)->authority = authorities[kin_demo_below (&unit->random, G_N_ELEMENTS (authorities))];
      for (int i = 1; i <= 2; i++)
        add_other (unit, DEMO_BREAKS, kin_demo_between (&unit->random, 5, 14), from + 20 * i, from + 20 * i + kin_demo_between (&unit->random, 250, 500), DEMO_BREAK);
      from += kin_demo_between (&unit->random, 110, 230);
    }
  for (int i = 0; i < 4 && unit->today > kin_day (2019, 4, 1); i++)
    add_single_breaks (unit);
}

static gboolean
is_open (const DemoUnit *unit, const DemoHome *home)
{
  return home->opened <= unit->today && (home->closed == KIN_NO_DAY || home->closed > unit->today);
}

static KinDay
last_left (const DemoUnit *unit, const DemoHome *home)
{
  KinDay last = home->opened;

  for (guint i = 0; i < home->guests->len; i++)
    last = MAX (last, kin_demo_end (unit, g_array_index (home->guests, DemoGuest, i).to));
  return last;
}

static guint
most_at_once (const DemoHome *home)
{
  guint most = 1;

  for (guint i = 0; i < home->guests->len; i++)
    most = MAX (most, kin_demo_guests_on (home, g_array_index (home->guests, DemoGuest, i).from));
  return most;
}

/* Homes that were given up: connected and agency ones with their children, others when they retire and nobody is left. */
static void
close_homes (DemoUnit *unit)
{
  for (guint i = 0; i < unit->homes->len; i++)
    {
      DemoHome *home = DEMO_HOME (unit, i);
      KinDay    last = last_left (unit, home);

      if (home->kind == DEMO_HOME_KIN)
        home->places = home->places_first = (int) most_at_once (home);
      if (last > unit->today)
        continue;
      if (home->kind == DEMO_HOME_KIN || home->kind == DEMO_HOME_AGENCY)
        home->closed = last;
      else if (home->kind == DEMO_HOME_MAIN && home->retires != KIN_NO_DAY)
        home->closed = MAX (home->retires, last) + kin_demo_between (&unit->random, 14, 60);
      if (home->closed > unit->today)
        home->closed = KIN_NO_DAY;
    }
}

static guint
close_down_to (DemoUnit *unit, guint open)
{
  for (int hard = 0; hard < 2; hard++)
    for (guint i = 0; i < unit->homes->len && open > HOMES; i++)
      {
        DemoHome *home = DEMO_HOME (unit, i);
        KinDay    last = last_left (unit, home);

        if (!is_open (unit, home) || home->kind != DEMO_HOME_MAIN || home->four || last > unit->today - (hard ? 0 : 60))
          continue;
        home->closed = last + kin_demo_between (&unit->random, 0, MAX (0, unit->today - last));
        open--;
      }
  return open;
}

/* Too many still: of the agencies' carers it is not known who they are, only whose. */
static guint
forget_agency_homes (DemoUnit *unit, guint open)
{
  for (guint i = 0; i < unit->homes->len && open > HOMES; i++)
    {
      DemoHome *home = DEMO_HOME (unit, i);

      if (home->kind != DEMO_HOME_AGENCY || !is_open (unit, home))
        continue;
      home->forgotten = TRUE;
      open--;
    }
  return open;
}

static void
set_number_of_homes (DemoUnit *unit)
{
  static const int places[] = { 1, 1, 2, 1 };
  guint open = 0, n = unit->homes->len;

  for (guint i = 0; i < n; i++)
    open += is_open (unit, DEMO_HOME (unit, i));
  open = forget_agency_homes (unit, close_down_to (unit, open));
  for (; open < HOMES; open++)
    {
      DemoHome *home = kin_demo_open_home (unit, DEMO_HOME_MAIN, unit->today - kin_demo_between (&unit->random, 10, 900), places[open % 4]);

      home->age_from = open % 3 == 0 ? 5 : 0;
      home->age_to = open % 5 == 0 ? 12 : 17;
    }
}

/* Children who are away these days: the place is kept. */
static void
send_away (DemoUnit *unit)
{
  static const guint8 types[] = { 2, 1, 2, 3, 4 };
  guint sent = 0;

  for (guint tries = 0; tries < 2000 && sent < G_N_ELEMENTS (types); tries++)
    {
      DemoSpell *spell = DEMO_SPELL (unit, kin_demo_below (&unit->random, unit->spells->len));
      DemoStay  *stay = &spell->stays[spell->n_stays - 1], *away;
      KinDay     day = unit->today - kin_demo_between (&unit->random, 0, 3);

      if (spell->kind != DEMO_CARE || spell->to != KIN_NO_DAY || stay->kind != DEMO_MAIN || stay->from > day - 60 ||
          spell->n_stays >= DEMO_MAX_STAYS || spell->laws[spell->n_laws - 1].from >= day || unit->today <= KIN_DEMO_DAY + 10)
        continue;
      stay->to = day;
      stay->reason = NULL;
      away = &spell->stays[spell->n_stays++];
      *away = (DemoStay) { .from = day, .kind = DEMO_AWAY, .away = types[sent], .home = DEMO_NONE, .place = DEMO_NONE, .why = DEMO_NONE };
      away->spot = ++unit->spots;
      sent++;
    }
}

/* The terms of one home were changed to fewer children than live there: it is one over, and must be looked at. */
static void
put_one_over (DemoUnit *unit)
{
  for (guint i = 0; i < unit->homes->len; i++)
    {
      DemoHome *home = DEMO_HOME (unit, i);
      guint     guests = kin_demo_guests_on (home, unit->today);

      if (home->kind != DEMO_HOME_MAIN || !is_open (unit, home) || home->siblings_only || guests != 2 || home->places != 2 ||
          home->opened > unit->today - 400 || home->changed > unit->today - 100)
        continue;
      home->reduced = unit->today - 12;
      home->places_now = 1;
      return;
    }
}

static void
mark_unavailable (DemoUnit *unit)
{
  static const char *const why[] = { "break", "illness", "solo", "room_used", "building", "allegation", "review", "resigning",
                                     "bereavement", "employment", "break", "solo", "suspended", "pregnancy", "room_used" };
  guint marked = 0, n = unit->homes->len, start = kin_demo_below (&unit->random, n);

  for (guint i = 0; i < n && marked < G_N_ELEMENTS (why); i++)
    {
      DemoHome *home = DEMO_HOME (unit, (start + i) % n);
      int       guests = (int) kin_demo_guests_on (home, unit->today), left = kin_demo_places_on (home, unit->today) - guests;

      if (home->kind != DEMO_HOME_MAIN || !is_open (unit, home) || left < 1 || home->opened > unit->today - 200)
        continue;
      home->away_from = unit->today - kin_demo_between (&unit->random, 2, 60);
      home->away_to = kin_demo_chance (&unit->random, 700) ? unit->today + kin_demo_between (&unit->random, 3, 60) : KIN_NO_DAY;
      home->away_places = guests > 0 ? left : 0;
      home->away_why = why[marked++];
    }
}

static void
confirm_homes (DemoUnit *unit)
{
  guint late = 0;

  for (guint i = 0; i < unit->homes->len; i++)
    {
      DemoHome *home = DEMO_HOME (unit, i);
      gboolean  vacant = kin_demo_places_on (home, unit->today) > (int) kin_demo_guests_on (home, unit->today);

      if (!is_open (unit, home) || home->kind == DEMO_HOME_AGENCY)
        continue;
      home->confirmed = kin_demo_later (home->opened, unit->today - kin_demo_between (&unit->random, 0, 12));
      if (vacant && home->kind == DEMO_HOME_MAIN && home->away_from == KIN_NO_DAY && late < 5 && kin_demo_chance (&unit->random, 200))
        {
          home->confirmed = kin_demo_later (home->opened, unit->today - kin_demo_between (&unit->random, 16, 45));
          late++;
        }
    }
}

/* Names go first to the homes that are open, in a mixed order. */
static void
number_homes (DemoUnit *unit)
{
  guint n = unit->homes->len, next = 0, step = 37;

  while (n % step == 0)
    step += 2;
  for (int open = 1; open >= 0; open--)
    for (guint i = 0, at = 17 % n; i < n; i++, at = (at + step) % n)
      {
        DemoHome *home = DEMO_HOME (unit, at);

        if (is_open (unit, home) == open)
          home->number = next++;
      }
}

void
kin_demo_plan_today (DemoUnit *unit)
{
  close_homes (unit);
  set_number_of_homes (unit);
  send_away (unit);
  put_one_over (unit);
  mark_unavailable (unit);
  confirm_homes (unit);
  number_homes (unit);
}
