/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which home each child lives in: places are dealt out day by day, never more than the terms of approval have, the ages within
 * them as long as the child stays, brothers and sisters who arrive together together when a home can take them. */
#include "demo_plan.h"

/* clang-format off */
const DemoProvider kin_demo_providers[] = {
  { "Acorn Example Fostering", "fostering_agency", "PR4" },   { "Beacon Example Fostering", "fostering_agency", "PR4" },
  { "Compass Example Fostering", "fostering_agency", "PR4" }, { "Daisy Example Families", "fostering_agency", "PR5" },
  { "Ember Example Fostering", "fostering_agency", "PR4" },   { "Footprint Example Care", "fostering_agency", "PR4" },
  { "Garland Example Fostering", "fostering_agency", "PR4" }, { "Harbour Example Fostering", "fostering_agency", "PR5" },
  { "Inkwell Example Fostering", "fostering_agency", "PR4" }, { "Jigsaw Example Families", "fostering_agency", "PR4" },
  { "Kite Example Fostering", "fostering_agency", "PR4" },    { "Lantern Example Fostering", "fostering_agency", "PR4" },
  { "Meadow Example Care", "residential", "PR4" },   { "Northgate Example Homes", "residential", "PR4" },
  { "Orchard Example Care", "residential", "PR4" },  { "Pebble Example Homes", "residential", "PR4" },
  { "Quayside Example Care", "residential", "PR5" }, { "Ripple Example Specialist Care", "residential", "PR4" },
  { "Stonebridge Example School", "school", "PR4" }, { "Thornfield Example Secure Home", "secure", "PR5" },
  { "Upland Example Supported Living", "supported", "PR4" }, { "Valley Example Adoption", "voluntary_adoption", "PR5" },
  { "Waterside Example Family Centre", "residential", "PR4" }, { "Example Borough", "local_authority", "PR1" },
};
const guint kin_demo_n_providers = G_N_ELEMENTS (kin_demo_providers);

const DemoPlace kin_demo_places[] = {
  { "Meadow View", 12, DEMO_GENERAL, 4 }, { "Meadow Rise", 12, DEMO_GENERAL, 3 }, { "Meadow End", 12, DEMO_GENERAL, 4 },
  { "Northgate House", 13, DEMO_GENERAL, 4 }, { "Northgate Lodge", 13, DEMO_GENERAL, 3 },
  { "Orchard House", 14, DEMO_GENERAL, 5 }, { "Orchard Cottage", 14, DEMO_GENERAL, 2 }, { "Orchard Gate", 14, DEMO_GENERAL, 4 },
  { "Pebble House", 15, DEMO_GENERAL, 4 }, { "Pebble Row", 15, DEMO_GENERAL, 4 }, { "Quayside House", 16, DEMO_GENERAL, 4 },
  { "Ripple House", 17, DEMO_DISABILITY, 5 }, { "Ripple Court", 17, DEMO_DISABILITY, 5 }, { "Ripple Bank", 17, DEMO_DISABILITY, 4 },
  { "Stonebridge School", 18, DEMO_SCHOOL, 24 }, { "Stonebridge Lodge School", 18, DEMO_SCHOOL, 16 },
  { "Thornfield", 19, DEMO_SECURE, 16 }, { "Thornfield East", 19, DEMO_SECURE, 12 },
  { "Upland House", 20, DEMO_SUPPORTED, 6 }, { "Upland Flats", 20, DEMO_SUPPORTED, 8 },
  { "Waterside Centre", 22, DEMO_MOTHER, 6 }, { "Waterside Annexe", 22, DEMO_MOTHER, 4 },
  { "Example House", 23, DEMO_OWN_HOME, 5 }, { "Sample House", 23, DEMO_OWN_HOME, 5 }, { "Specimen House", 23, DEMO_OWN_HOME, 4 },
  { "Pattern Court", 23, DEMO_OWN_SUPPORTED, 8 }, { "Model Court", 23, DEMO_OWN_SUPPORTED, 8 }, { "Instance Court", 23, DEMO_OWN_SUPPORTED, 6 },
};
const guint kin_demo_n_places = G_N_ELEMENTS (kin_demo_places);
#define VALLEY_ADOPTION 21
#define USUAL_LIMIT 3

static const struct { int from, to; } terms[] = { { 0, 17 }, { 0, 17 }, { 0, 12 }, { 5, 17 }, { 0, 10 }, { 8, 17 }, { 11, 17 }, { 0, 4 }, { 5, 12 } };
/* clang-format on */

typedef struct
{
  KinDay from;
  int    spell, stay, group;
  guint8 kind;
} Arrival;

static DemoStay *
stay_of (DemoUnit *unit, const Arrival *arrival)
{
  return &DEMO_SPELL (unit, arrival->spell)->stays[arrival->stay];
}

static DemoChild *
child_of (DemoUnit *unit, const Arrival *arrival)
{
  return DEMO_CHILD (unit, DEMO_SPELL (unit, arrival->spell)->child);
}

DemoHome *
kin_demo_open_home (DemoUnit *unit, DemoHomeKind kind, KinDay opened, int places)
{
  DemoHome home = { .kind = (guint8) kind, .opened = opened, .places = places, .places_first = places, .age_to = 17, .group = DEMO_NONE, .provider = DEMO_NONE };

  home.number = unit->homes->len;
  home.guests = g_array_new (FALSE, FALSE, sizeof (DemoGuest));
  g_array_append_val (unit->homes, home);
  return DEMO_HOME (unit, unit->homes->len - 1);
}

void
kin_demo_add_guest (DemoUnit *unit, int index, int spell, int stay)
{
  DemoHome *home = DEMO_HOME (unit, index);
  DemoStay *its = &DEMO_SPELL (unit, spell)->stays[stay];
  DemoGuest guest = { spell, stay, its->from, its->to };

  its->home = index;
  g_array_append_val (home->guests, guest);
  if (home->n_now < G_N_ELEMENTS (home->now))
    home->now[home->n_now++] = home->guests->len - 1;
}

guint
kin_demo_guests_on (const DemoHome *home, KinDay day)
{
  guint n = 0;

  for (guint i = 0; i < home->guests->len; i++)
    n += kin_demo_covers (g_array_index (home->guests, DemoGuest, i).from, g_array_index (home->guests, DemoGuest, i).to, day);
  return n;
}

int
kin_demo_places_on (const DemoHome *home, KinDay day)
{
  if (home->reduced != KIN_NO_DAY && day >= home->reduced)
    return home->places_now;
  return home->changed != KIN_NO_DAY && day < home->changed ? home->places_first : home->places;
}

static guint
count_now (DemoHome *home, KinDay day)
{
  guint kept = 0;

  for (guint i = 0; i < home->n_now; i++)
    {
      DemoGuest *guest = &g_array_index (home->guests, DemoGuest, home->now[i]);

      if (guest->to == KIN_NO_DAY || guest->to > day)
        home->now[kept++] = home->now[i];
    }
  home->n_now = kept;
  return kept;
}

static gboolean
lives_sibling (DemoUnit *unit, const DemoHome *home, int group)
{
  for (guint i = 0; group != DEMO_NONE && i < home->n_now; i++)
    if (DEMO_CHILD (unit, DEMO_SPELL (unit, g_array_index (home->guests, DemoGuest, home->now[i]).spell)->child)->group == group)
      return TRUE;
  return FALSE;
}

static gboolean
fits_child (DemoUnit *unit, int index, const Arrival *arrival)
{
  DemoHome        *home = DEMO_HOME (unit, index);
  const DemoStay  *stay = stay_of (unit, arrival);
  const DemoChild *child = child_of (unit, arrival);
  KinDay           last = MIN (kin_demo_end (unit, stay->to), unit->today) - 1;

  if (kin_day_age (child->born, arrival->from) < home->age_from || MIN (kin_day_age (child->born, MAX (last, arrival->from)), 17) > home->age_to)
    return FALSE;
  return arrival->stay == 0 || DEMO_SPELL (unit, arrival->spell)->stays[arrival->stay - 1].home != index;
}

static gboolean
fits_all (DemoUnit *unit, int index, const Arrival *arrivals, guint n)
{
  DemoHome *home = DEMO_HOME (unit, index);
  KinDay    day = arrivals->from;
  guint     now;

  if (home->kind != DEMO_HOME_MAIN || home->opened > day || (home->retires != KIN_NO_DAY && day >= home->retires))
    return FALSE;
  now = count_now (home, day);
  if ((int) (now + n) > kin_demo_places_on (home, day))
    return FALSE;
  if (home->four && now + n > USUAL_LIMIT && !kin_demo_chance (&unit->random, 120))
    return FALSE; /* an exemption is asked for seldom */
  if (home->siblings_only && (now > 0 ? !lives_sibling (unit, home, arrivals->group) : n < 2))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!fits_child (unit, index, &arrivals[i]))
      return FALSE;
  return TRUE;
}

/* The fullest that fits, so that empty ones stay for groups; one with a brother or sister before all. */
static int
find_home (DemoUnit *unit, const Arrival *arrivals, guint n)
{
  int best = DEMO_NONE, best_score = -1;

  for (int i = 0; i < (int) unit->homes->len; i++)
    {
      DemoHome *home = DEMO_HOME (unit, i);
      int       score;

      if (!fits_all (unit, i, arrivals, n))
        continue;
      score = (int) kin_demo_below (&unit->random, 100) - 70 * (kin_demo_places_on (home, arrivals->from) - (int) (home->n_now + n));
      if (lives_sibling (unit, home, arrivals->group) && !DEMO_GROUP (unit, arrivals->group)->apart)
        score += 1000;
      score += 400;
      if (score > best_score)
        {
          best = i;
          best_score = score;
        }
    }
  return best;
}

static DemoHome *
open_main (DemoUnit *unit, KinDay opened, int places)
{
  DemoHome *home = kin_demo_open_home (unit, DEMO_HOME_MAIN, opened, places);
  guint     which = kin_demo_below (&unit->random, G_N_ELEMENTS (terms));

  home->age_from = terms[which].from;
  home->age_to = terms[which].to;
  home->retires = opened + kin_demo_between (&unit->random, 2 * 365, 17 * 365);
  if (places == 2 && kin_demo_chance (&unit->random, 300))
    {
      home->places_first = 1;
      home->changed = opened + kin_demo_between (&unit->random, 300, 1100);
    }
  return home;
}

static int
draw_places (DemoUnit *unit)
{
  guint at = kin_demo_below (&unit->random, 100);

  return at < 56 ? 1 : at < 93 ? 2 : 3;
}

static int
open_for (DemoUnit *unit, const Arrival *arrivals, guint n)
{
  int       index = (int) unit->homes->len;
  int       places = kin_demo_later ((int) n, draw_places (unit));
  DemoHome *home = open_main (unit, arrivals->from - kin_demo_between (&unit->random, 12, 120), places);
  gboolean  fits = TRUE;

  if (n > 3)
    {
      home->siblings_only = TRUE;
      home->retires = arrivals->from + 1; /* approved for this family */
    }
  if (n == (guint) places)
    home->changed = KIN_NO_DAY;
  for (guint i = 0; i < n; i++)
    fits = fits && fits_child (unit, index, &arrivals[i]);
  if (!fits)
    {
      home->age_from = 0;
      home->age_to = 17;
    }
  if (kin_demo_places_on (home, arrivals->from) < (int) n)
    home->changed = KIN_NO_DAY;
  if (kin_demo_chance (&unit->random, 80))
    open_main (unit, arrivals->from + kin_demo_between (&unit->random, 10, 300), draw_places (unit));
  return index;
}

static void
settle_main (DemoUnit *unit, Arrival *arrivals, guint n)
{
  int home = find_home (unit, arrivals, n);

  if (home == DEMO_NONE && (n == 1 || n > 3 || kin_demo_chance (&unit->random, 850)))
    home = open_for (unit, arrivals, n);
  if (home != DEMO_NONE)
    for (guint i = 0; i < n; i++)
      kin_demo_add_guest (unit, home, arrivals[i].spell, arrivals[i].stay);
  else
    for (guint i = 0; i < n; i++)
      settle_main (unit, &arrivals[i], 1);
}

/* Connected persons: a home of their own for a child, or for brothers and sisters. */
static void
settle_kin (DemoUnit *unit, Arrival *arrival, int *last)
{
  int home = DEMO_NONE;

  for (int i = *last; arrival->group != DEMO_NONE && i >= MAX (0, *last - 400) && home == DEMO_NONE; i--)
    if (DEMO_HOME (unit, i)->kind == DEMO_HOME_KIN && DEMO_HOME (unit, i)->group == arrival->group &&
        count_now (DEMO_HOME (unit, i), arrival->from) > 0 && fits_child (unit, i, arrival))
      home = i;
  if (home == DEMO_NONE)
    {
      home = (int) unit->homes->len;
      kin_demo_open_home (unit, DEMO_HOME_KIN, arrival->from, 1)->group = arrival->group;
      *last = home;
    }
  kin_demo_add_guest (unit, home, arrival->spell, arrival->stay);
}

static void
settle_agency (DemoUnit *unit, Arrival *arrivals, guint n)
{
  int provider = (int) kin_demo_below (&unit->random, DEMO_N_AGENCIES);
  int home = (int) unit->homes->len;

  if (n > 1)
    {
      DemoHome *its = kin_demo_open_home (unit, DEMO_HOME_AGENCY, arrivals->from, (int) n);

      its->provider = provider;
      its->siblings_only = TRUE;
      its->group = arrivals->group;
    }
  for (guint i = 0; i < n; i++)
    {
      stay_of (unit, &arrivals[i])->place = provider;
      if (n > 1)
        kin_demo_add_guest (unit, home, arrivals[i].spell, arrivals[i].stay);
    }
}

/* The residential home of the kind with the fewest children, but not the one the child comes from. */
static void
settle_place (DemoUnit *unit, Arrival *arrival, int (*filled)[8])
{
  DemoStay *stay = stay_of (unit, arrival);
  int       best = DEMO_NONE, best_free = -1000;
  int       from = arrival->stay > 0 ? DEMO_SPELL (unit, arrival->spell)->stays[arrival->stay - 1].place : DEMO_NONE;
  guint     start = kin_demo_below (&unit->random, kin_demo_n_places);

  for (guint n = 0; n < kin_demo_n_places; n++)
    {
      guint i = (start + n) % kin_demo_n_places;
      int   beds = MIN ((int) kin_demo_places[i].places, 8), kept = 0;

      if (kin_demo_places[i].kind != stay->kind || (int) i == from)
        continue;
      for (int bed = 0; bed < beds; bed++)
        kept += filled[i][bed] <= arrival->from;
      if (kept > best_free)
        {
          best = (int) i;
          best_free = kept;
        }
    }
  if (best == DEMO_NONE)
    {
      unit->unlucky = TRUE;
      return;
    }
  stay->place = best;
  for (int bed = 0; bed < 8; bed++)
    if (filled[best][bed] <= arrival->from)
      {
        filled[best][bed] = kin_demo_end (unit, stay->to);
        break;
      }
}

static int
compare_arrivals (gconstpointer a, gconstpointer b)
{
  const Arrival *x = a, *y = b;

  return x->from != y->from ? x->from - y->from : x->kind != y->kind ? x->kind - y->kind : x->group != y->group ? x->group - y->group
                                                                                             : x->spell - y->spell;
}

static GArray *
list_arrivals (DemoUnit *unit)
{
  GArray *list = g_array_sized_new (FALSE, FALSE, sizeof (Arrival), unit->spells->len * 2);

  for (int i = 0; i < (int) unit->spells->len; i++)
    {
      DemoSpell *spell = DEMO_SPELL (unit, i);

      for (int j = 0; j < (int) spell->n_stays; j++)
        {
          Arrival arrival = { spell->stays[j].from, i, j, DEMO_CHILD (unit, spell->child)->group, spell->stays[j].kind };

          spell->stays[j].spot = ++unit->spots;
          g_array_append_val (list, arrival);
        }
    }
  g_array_sort (list, compare_arrivals);
  return list;
}

static void
settle_break (DemoUnit *unit, Arrival *arrival)
{
  int best = 0, most = -1;

  for (int i = 0; i < (int) unit->homes->len && DEMO_HOME (unit, i)->kind == DEMO_HOME_BREAKS; i++)
    {
      int left = DEMO_HOME (unit, i)->places - (int) count_now (DEMO_HOME (unit, i), arrival->from);

      if (left > most)
        {
          best = i;
          most = left;
        }
    }
  kin_demo_add_guest (unit, best, arrival->spell, arrival->stay);
}

/* Homes that were always there: for short breaks, for parent and child, and two that may have a fourth child by exemption. */
static void
open_first (DemoUnit *unit)
{
  for (int i = 0; i < 5; i++)
    kin_demo_open_home (unit, DEMO_HOME_BREAKS, kin_day (2006 + 2 * i, 3 + i, 9), i < 3 ? 2 : 3);
  for (int i = 0; i < 3; i++)
    kin_demo_open_home (unit, DEMO_HOME_PARENT_CHILD, kin_day (2012 + 3 * i, 5, 14 + i), 1)->age_to = 1;
  for (int i = 0; i < 2; i++)
    {
      DemoHome *home = open_main (unit, kin_day (2009 + 4 * i, 6, 12), 4);

      home->four = TRUE;
      home->age_from = 0;
      home->age_to = 17;
      home->changed = home->retires = KIN_NO_DAY;
    }
}

void
kin_demo_plan_homes (DemoUnit *unit)
{
  g_autoptr (GArray) list = list_arrivals (unit);
  g_autofree gpointer beds = g_malloc0 (sizeof (int[8]) * kin_demo_n_places);
  int last_kin = 0;

  open_first (unit);
  for (guint i = 0, n; i < list->len; i += n)
    {
      Arrival *arrival = &g_array_index (list, Arrival, i);

      n = 1;
      while (arrival->group != DEMO_NONE && (arrival->kind == DEMO_MAIN || arrival->kind == DEMO_AGENCY) && i + n < list->len &&
             arrival[n].from == arrival->from && arrival[n].kind == arrival->kind && arrival[n].group == arrival->group)
        n++;
      switch (arrival->kind)
        {
        case DEMO_MAIN:
          settle_main (unit, arrival, n);
          break;
        case DEMO_KIN:
          settle_kin (unit, arrival, &last_kin);
          break;
        case DEMO_AGENCY:
          settle_agency (unit, arrival, n);
          break;
        case DEMO_BREAK:
          settle_break (unit, arrival);
          break;
        case DEMO_CONCURRENT:
          stay_of (unit, arrival)->place = VALLEY_ADOPTION;
          break;
        case DEMO_PARENT:
        case DEMO_ADOPTION:
        case DEMO_CUSTODY:
        case DEMO_INDEPENDENT:
          break;
        default:
          settle_place (unit, arrival, beds);
        }
    }
}
