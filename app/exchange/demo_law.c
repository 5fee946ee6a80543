/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Under which legal status each child is in care, why stays and care ended, and what the placements cost to begin with.
 *
 * The chains keep the rules by which the DfE checks the return: statuses follow each other without a gap, a child with parents
 * is under an order, one placed for adoption under a placement order, and nobody leaves from a temporary stay. */
#include "demo_plan.h"

/* What is paid on 18 December 2017 (the bands are those of a council's minutes of that day): pounds a week, then education. */
typedef struct
{
  guint8 kind;
  guint  n; /* so many of the kind */
  int    base, education;
} Fixed;

static const Fixed fixed[] = {
  { DEMO_AGENCY, 47, 850, 0 },     { DEMO_GENERAL, 7, 3600, 400 },  { DEMO_GENERAL, 12, 3200, 400 }, { DEMO_DISABILITY, 3, 3700, 0 },
  { DEMO_DISABILITY, 3, 3000, 0 }, { DEMO_SCHOOL, 1, 3800, 0 },     { DEMO_SECURE, 1, 5600, 0 },     { DEMO_SUPPORTED, 3, 620, 0 },
  { DEMO_CONCURRENT, 2, 685, 0 },  { DEMO_MOTHER, 1, 2600, 0 },
};
/* Main reasons for the 47: 23, 14, 7, 2, and 1 that nobody wrote down. */
static const guint fixed_why[] = { 23, 14, 7, 2, 1 };

static void
draw_price (DemoUnit *unit, DemoStay *stay)
{
  DemoRandom *random = &unit->random;

  stay->why = (int) kin_demo_below (random, 4);
  switch (stay->kind)
    {
    case DEMO_AGENCY:
      stay->base = 790 + 10 * kin_demo_between (random, 0, 14) + (kin_demo_chance (random, 120) ? 240 : 0);
      break;
    case DEMO_GENERAL:
      stay->base = 2900 + 50 * kin_demo_between (random, 0, 24);
      stay->education = kin_demo_chance (random, 600) ? 400 : 0;
      break;
    case DEMO_DISABILITY:
      stay->base = 2800 + 50 * kin_demo_between (random, 0, 20);
      break;
    case DEMO_SCHOOL:
      stay->base = 3800;
      break;
    case DEMO_SECURE:
      stay->base = 5600;
      break;
    case DEMO_SUPPORTED:
      stay->base = 580 + 10 * kin_demo_between (random, 0, 30);
      break;
    case DEMO_CONCURRENT:
      stay->base = 685;
      break;
    case DEMO_MOTHER:
      stay->base = 2600;
      break;
    default:
      stay->why = DEMO_NONE;
    }
}

static void
fix_price (DemoStay *stay, guint used[G_N_ELEMENTS (fixed)], guint whys[G_N_ELEMENTS (fixed_why)])
{
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (fixed[i].kind == stay->kind && used[i] < fixed[i].n)
      {
        used[i]++;
        stay->base = fixed[i].base;
        stay->education = fixed[i].education;
        break;
      }
  if (stay->kind != DEMO_AGENCY)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fixed_why); i++)
    if (whys[i] < fixed_why[i])
      {
        whys[i]++;
        stay->why = i == 4 ? DEMO_NONE : (int) i;
        break;
      }
}

static void
set_prices (DemoUnit *unit)
{
  guint used[G_N_ELEMENTS (fixed)] = { 0 }, whys[G_N_ELEMENTS (fixed_why)] = { 0 };

  for (guint i = 0; i < unit->spells->len; i++)
    {
      DemoSpell *spell = DEMO_SPELL (unit, i);

      for (guint j = 0; j < spell->n_stays; j++)
        {
          draw_price (unit, &spell->stays[j]);
          if (spell->kind == DEMO_CARE && kin_demo_covers (spell->stays[j].from, spell->stays[j].to, KIN_DEMO_DAY))
            fix_price (&spell->stays[j], used, whys);
        }
    }
}

static void
add_law (DemoSpell *spell, const char *status, KinDay from)
{
  spell->laws[spell->n_laws].status = status;
  spell->laws[spell->n_laws++].from = from;
}

static KinDay
first_of (const DemoSpell *spell, DemoKind kind)
{
  for (guint i = 0; i < spell->n_stays; i++)
    if (spell->stays[i].kind == kind)
      return spell->stays[i].from;
  return KIN_NO_DAY;
}

static void
add_orders (DemoUnit *unit, DemoSpell *spell, KinDay parent, KinDay adoption)
{
  KinDay end = kin_demo_end (unit, spell->to), interim = spell->from, full, placed = KIN_NO_DAY;
  guint  at = kin_demo_below (&unit->random, 1000);

  if (at < 150)
    interim += 7;
  else if (at < 400)
    interim += kin_demo_between (&unit->random, 15, 80);
  if (parent != KIN_NO_DAY)
    interim = MIN (interim, parent);
  if (interim > spell->from)
    add_law (spell, at < 150 ? "L2" : "V2", spell->from);
  if (interim >= end)
    return;
  add_law (spell, "C1", interim);
  if (adoption != KIN_NO_DAY)
    placed = kin_demo_later (interim + 1, adoption - kin_demo_between (&unit->random, 0, 60));
  full = interim + kin_demo_between (&unit->random, 150, 300);
  if (full < end && (placed == KIN_NO_DAY || full < placed))
    add_law (spell, "C2", full);
  if (placed != KIN_NO_DAY)
    add_law (spell, "E1", placed);
}

static void
plan_status (DemoUnit *unit, DemoSpell *spell)
{
  const DemoChild *child = DEMO_CHILD (unit, spell->child);
  KinDay           parent = first_of (spell, DEMO_PARENT), adoption = first_of (spell, DEMO_ADOPTION);
  int              age = kin_day_age (child->born, spell->from), days = kin_demo_end (unit, spell->to) - spell->from;
  gboolean         ordered = kin_demo_chance (&unit->random, age >= 10 ? 560 : 830);

  if (child->unaccompanied || (days < 150 && kin_demo_chance (&unit->random, 500)))
    ordered = FALSE;
  if (parent != KIN_NO_DAY || adoption != KIN_NO_DAY)
    add_orders (unit, spell, parent, adoption);
  else if (ordered)
    add_orders (unit, spell, KIN_NO_DAY, KIN_NO_DAY);
  else if (age >= 12 && days < 300 && (spell->stays[0].kind == DEMO_CUSTODY || spell->stays[0].kind == DEMO_SECURE))
    add_law (spell, "J1", spell->from);
  else
    add_law (spell, "V2", spell->from);
}

static gboolean
law_begins (const DemoSpell *spell, KinDay from, KinDay to)
{
  for (guint i = 0; i < spell->n_laws; i++)
    if (spell->laws[i].from >= from && spell->laws[i].from <= to)
      return TRUE;
  return FALSE;
}

/* The stay is in two from that day. Returns the second part. */
static DemoStay *
split_stay (DemoSpell *spell, guint at, KinDay day)
{
  for (guint i = spell->n_stays; i > at + 1; i--)
    spell->stays[i] = spell->stays[i - 1];
  spell->n_stays++;
  spell->stays[at + 1] = spell->stays[at];
  spell->stays[at].to = day;
  spell->stays[at + 1].from = day;
  return &spell->stays[at + 1];
}

/* The carers stay the same and the kind of placement changes: matched long term, or supported accommodation now registered. */
static void
change_kinds (DemoUnit *unit, DemoSpell *spell)
{
  KinDay registered = kin_day (2024, 4, 1);

  for (guint i = 0; i < spell->n_stays && spell->n_stays < DEMO_MAX_STAYS - 12; i++)
    {
      DemoStay *stay = &spell->stays[i];
      int       days = kin_demo_end (unit, stay->to) - stay->from, after = 0;

      if (stay->same_carer || stay->kind == DEMO_ADOPTION)
        continue;
      if (stay->kind == DEMO_MAIN && days > 620 && kin_demo_chance (&unit->random, 600))
        after = kin_demo_between (&unit->random, 300, 550);
      else if (stay->kind == DEMO_KIN && days > 320 && kin_demo_chance (&unit->random, 700))
        after = kin_demo_between (&unit->random, 150, 290);
      else if (stay->kind == DEMO_AGENCY && days > 750 && kin_demo_chance (&unit->random, 400))
        after = kin_demo_between (&unit->random, 400, 700);
      if (after > 0)
        {
          stay = split_stay (spell, i, stay->from + after);
          stay->same_carer = stay->long_term = TRUE;
        }
      else if ((stay->kind == DEMO_SUPPORTED || stay->kind == DEMO_OWN_SUPPORTED) && stay->from < registered && stay->from + days > registered)
        split_stay (spell, i, registered)->same_carer = TRUE;
    }
}

/* Where the child is during a carer's holiday: with carers who give short breaks, if they have a place then. */
static int
find_respite (DemoUnit *unit, KinDay from, KinDay to)
{
  for (int i = 0; i < (int) unit->homes->len && DEMO_HOME (unit, i)->kind == DEMO_HOME_BREAKS; i++)
    {
      DemoHome *home = DEMO_HOME (unit, i);
      gboolean  fits = home->opened <= from;

      for (KinDay day = from; day < to && fits; day++)
        fits = (int) kin_demo_guests_on (home, day) < home->places - 1;
      if (fits)
        return i;
    }
  return DEMO_NONE;
}

static void
insert_away (DemoUnit *unit, int index, guint at)
{
  static const int longest[] = { 0, 20, 14, 14, 6 };
  DemoSpell *spell = DEMO_SPELL (unit, index);
  DemoStay  *stay = &spell->stays[at], *away;
  int        days = kin_demo_end (unit, stay->to) - stay->from;
  guint8     type = (guint8) kin_demo_between (&unit->random, 1, 4);
  KinDay     from = stay->from + kin_demo_between (&unit->random, 30, days - 30);
  KinDay     to = from + kin_demo_between (&unit->random, 2, longest[type]);

  if (from < kin_day (2014, 6, 1) || to >= kin_demo_end (unit, stay->to) - 5 || law_begins (spell, from, to) ||
      (from <= KIN_DEMO_DAY + 1 && to >= KIN_DEMO_DAY - 1))
    return;
  split_stay (spell, at, to)->same_carer = FALSE;
  away = split_stay (spell, at, from);
  away->kind = DEMO_AWAY;
  away->away = type;
  away->long_term = away->same_carer = FALSE;
  away->home = away->place = DEMO_NONE;
  away->spot = ++unit->spots;
  away->base = away->education = 0;
  if (type == 3 && (away->home = find_respite (unit, from, to)) != DEMO_NONE)
    kin_demo_add_guest (unit, away->home, index, (int) at + 1);
}

static void
insert_aways (DemoUnit *unit, int index)
{
  DemoSpell *spell = DEMO_SPELL (unit, index);

  for (guint i = 0; i < spell->n_stays && spell->n_stays < DEMO_MAX_STAYS - 3; i++)
    {
      guint8 kind = spell->stays[i].kind;
      int    days = kin_demo_end (unit, spell->stays[i].to) - spell->stays[i].from;
      guint  before = spell->n_stays;

      if ((kind != DEMO_MAIN && kind != DEMO_KIN && kind != DEMO_AGENCY && kind != DEMO_GENERAL) || days < 120 ||
          !kin_demo_chance (&unit->random, (guint) MIN (250, days / 6)))
        continue;
      insert_away (unit, index, i);
      i += spell->n_stays - before;
    }
}

static const char *
draw_reason (DemoRandom *random)
{
  static const struct { guint of; const char *code; } reasons[] = {
    { 470, "CARPL" }, { 140, "CREQB" }, { 90, "CREQO" }, { 60, "CHILD" }, { 80, "LAREQ" }, { 40, "CLOSE" }, { 15, "ALLEG" }, { 15, "STAND" }, { 1000, "OTHER" },
  };
  guint at = kin_demo_below (random, 1000), i = 0;

  while (at >= reasons[i].of)
    at -= reasons[i++].of;
  return reasons[i].code;
}

static void
set_reasons (DemoUnit *unit, DemoSpell *spell)
{
  for (guint i = 0; i + 1 < spell->n_stays; i++)
    {
      DemoStay *stay = &spell->stays[i], *next = stay + 1;

      if (stay->kind == DEMO_AWAY || next->kind == DEMO_AWAY)
        continue;
      if (next->same_carer)
        stay->reason = next->kind == DEMO_ADOPTION ? "CARPL" : "PLACE";
      else if (next->kind == DEMO_CUSTODY && next->from >= kin_day (2018, 4, 1))
        stay->reason = "CUSTOD";
      else if (next->kind == DEMO_PARENT || next->kind == DEMO_ADOPTION)
        stay->reason = "CARPL";
      else
        stay->reason = draw_reason (&unit->random);
      stay->planned = g_str_equal (stay->reason, "CARPL") || g_str_equal (stay->reason, "CLOSE");
    }
}

static const char *
reason_grown (DemoUnit *unit, DemoKind kind)
{
  if (kind <= DEMO_AGENCY)
    return kin_demo_chance (&unit->random, 480) ? "E17" : "E5";
  if (kind == DEMO_DISABILITY)
    return "E7";
  return kin_demo_chance (&unit->random, 850) ? "E5" : "E6";
}

static const char *
draw_end (DemoUnit *unit, const DemoSpell *spell)
{
  const DemoChild *child = DEMO_CHILD (unit, spell->child);
  DemoKind         kind = spell->stays[spell->n_stays - 1].kind;
  int              days = spell->to - spell->from, age = kin_day_age (child->born, spell->to);
  guint            at = kin_demo_below (&unit->random, 1000);
  gboolean         new_codes = spell->to >= kin_day (2018, 4, 1), last = spell->next == DEMO_NONE;

  if (kind == DEMO_ADOPTION)
    return at < 300 ? "E11" : "E12";
  if (age >= 18)
    return reason_grown (unit, kind);
  if (g_str_equal (spell->laws[spell->n_laws - 1].status, "J1"))
    return at < 650 ? "E14" : "E9";
  if (child->unaccompanied)
    return last && at < 180 ? "E15" : at < 700 ? "E8" : at < 850 ? "E3" : "E13";
  if (last && kind == DEMO_KIN && days > 180 && at < 650)
    return new_codes ? "E45" : "E43";
  if (last && kind == DEMO_MAIN && days > 500 && at < 80)
    return new_codes ? "E46" : "E43";
  if (age >= 16 && at < 380)
    return "E5";
  return at < 620 ? "E4A" : at < 800 ? "E4B" : at < 890 ? "E41" : at < 940 ? "E13" : at < 975 ? "E3" : "E8";
}

static const char *
draw_need (DemoUnit *unit, const DemoSpell *spell)
{
  guint at = kin_demo_below (&unit->random, 1000);

  if (DEMO_CHILD (unit, spell->child)->unaccompanied)
    return "N8";
  for (guint i = 0; i < spell->n_stays; i++)
    if (spell->stays[i].kind == DEMO_DISABILITY && at < 700)
      return "N2";
  return at < 640 ? "N1" : at < 790 ? "N5" : at < 890 ? "N4" : at < 930 ? "N3" : at < 960 ? "N6" : at < 980 ? "N2" : "N8";
}

void
kin_demo_plan_law (DemoUnit *unit)
{
  set_prices (unit);
  for (int i = 0; i < (int) unit->spells->len; i++)
    {
      DemoSpell *spell = DEMO_SPELL (unit, i);

      if (spell->kind == DEMO_BREAKS || spell->kind == DEMO_SINGLE_BREAKS)
        add_law (spell, spell->kind == DEMO_BREAKS ? "V4" : "V3", spell->from);
      if (spell->kind == DEMO_BREAKS || spell->kind == DEMO_SINGLE_BREAKS)
        {
          spell->need = "N2";
          spell->rec = "E4A";
        }
      if (spell->kind != DEMO_CARE)
        continue;
      for (guint j = 1; j < spell->n_stays; j++)
        if (spell->stays[j].kind == DEMO_ADOPTION && spell->stays[j - 1].kind == DEMO_CONCURRENT)
          {
            /* Adopted by the carers the child is with. */
            spell->stays[j].same_carer = TRUE;
            spell->stays[j].spot = spell->stays[j - 1].spot;
            spell->stays[j].place = spell->stays[j - 1].place;
          }
      plan_status (unit, spell);
      change_kinds (unit, spell);
      insert_aways (unit, i);
      set_reasons (unit, spell);
      spell->need = draw_need (unit, spell);
      if (spell->to != KIN_NO_DAY)
        spell->rec = draw_end (unit, spell);
    }
}
