/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each child lives, kind by kind; and on 18 December 2017 exactly as many in each kind as a council's
 * minutes of that day have. */
#include "demo_plan.h"

/* Of a thousand new placements, by age. */
typedef struct
{
  int   age; /* up to and with */
  guint of[DEMO_N_KINDS];
} Mix;

/* clang-format off */
static const Mix mixes[] = {
  { 0,  { [DEMO_MAIN] = 480, [DEMO_KIN] = 230, [DEMO_AGENCY] = 90, [DEMO_CONCURRENT] = 25, [DEMO_MOTHER] = 15, [DEMO_PARENT] = 160 } },
  { 4,  { [DEMO_MAIN] = 420, [DEMO_KIN] = 240, [DEMO_AGENCY] = 90, [DEMO_PARENT] = 250 } },
  { 9,  { [DEMO_MAIN] = 370, [DEMO_KIN] = 210, [DEMO_AGENCY] = 130, [DEMO_GENERAL] = 25, [DEMO_DISABILITY] = 15, [DEMO_PARENT] = 250 } },
  { 15, { [DEMO_MAIN] = 290, [DEMO_KIN] = 150, [DEMO_AGENCY] = 150, [DEMO_GENERAL] = 85, [DEMO_DISABILITY] = 30, [DEMO_SCHOOL] = 8,
          [DEMO_SECURE] = 8, [DEMO_PARENT] = 205, [DEMO_OWN_HOME] = 65, [DEMO_CUSTODY] = 9 } },
  { 99, { [DEMO_MAIN] = 215, [DEMO_KIN] = 80, [DEMO_AGENCY] = 95, [DEMO_GENERAL] = 80, [DEMO_DISABILITY] = 25, [DEMO_SECURE] = 8,
          [DEMO_SUPPORTED] = 55, [DEMO_PARENT] = 95, [DEMO_OWN_HOME] = 50, [DEMO_OWN_SUPPORTED] = 210, [DEMO_INDEPENDENT] = 50,
          [DEMO_CUSTODY] = 37 } },
};

/* How many of the 398 are where. Those bought: 47 + 27 + 3 + 2 + 1 = 80; in-house foster 204, so that 47 of 251 are
 * with agencies, and by the return's codes 49 of 253. How the 114 others live is ours. */
static const guint fixed[DEMO_N_KINDS] = {
  [DEMO_MAIN] = 136, [DEMO_KIN] = 68, [DEMO_AGENCY] = 47, [DEMO_CONCURRENT] = 2, [DEMO_GENERAL] = 19, [DEMO_DISABILITY] = 6,
  [DEMO_SCHOOL] = 1, [DEMO_SECURE] = 1, [DEMO_SUPPORTED] = 3, [DEMO_MOTHER] = 1, [DEMO_PARENT] = 60, [DEMO_ADOPTION] = 24,
  [DEMO_OWN_HOME] = 12, [DEMO_OWN_SUPPORTED] = 12, [DEMO_INDEPENDENT] = 3, [DEMO_CUSTODY] = 3,
};
/* clang-format on */

/* In no order a person could have: those hardest to fill are filled first. */
static const guint8 fill_order[] = {
  DEMO_CONCURRENT, DEMO_MOTHER, DEMO_ADOPTION, DEMO_SUPPORTED, DEMO_OWN_SUPPORTED, DEMO_INDEPENDENT, DEMO_CUSTODY, DEMO_SECURE,
  DEMO_SCHOOL, DEMO_DISABILITY, DEMO_OWN_HOME, DEMO_GENERAL, DEMO_PARENT, DEMO_AGENCY, DEMO_KIN, DEMO_MAIN,
};

static gboolean
fits_age (DemoKind kind, int age)
{
  switch (kind)
    {
    case DEMO_CONCURRENT:
    case DEMO_MOTHER:
      return age == 0;
    case DEMO_ADOPTION:
      return age <= 6;
    case DEMO_SUPPORTED:
    case DEMO_OWN_SUPPORTED:
    case DEMO_INDEPENDENT:
      return age >= 16;
    case DEMO_CUSTODY:
    case DEMO_SECURE:
      return age >= 13;
    case DEMO_SCHOOL:
    case DEMO_DISABILITY:
      return age >= 7;
    case DEMO_GENERAL:
    case DEMO_OWN_HOME:
      return age >= 9;
    default:
      return TRUE;
    }
}

static DemoKind
draw_kind (DemoUnit *unit, const DemoChild *child, KinDay day, gboolean first)
{
  int age = kin_day_age (child->born, day);

  for (;;)
    {
      guint mix = 0, at = kin_demo_below (&unit->random, 1000), kind = 0;

      while (mixes[mix].age < age)
        mix++;
      while (kind < DEMO_AWAY && at >= mixes[mix].of[kind])
        at -= mixes[mix].of[kind++];
      if (kind >= DEMO_AWAY || (kind == DEMO_PARENT && (first ? !kin_demo_chance (&unit->random, 250) : FALSE)))
        continue;
      if (child->unaccompanied && (kind == DEMO_PARENT || kind == DEMO_KIN || kind == DEMO_CUSTODY || kind == DEMO_SECURE))
        continue;
      if (kind == DEMO_INDEPENDENT && day >= kin_day (2023, 4, 1))
        kind = DEMO_OWN_SUPPORTED; /* the return's type ended in 2023 */
      return (DemoKind) kind;
    }
}

static int
draw_length (DemoUnit *unit, int age, gboolean restless, gboolean first)
{
  int    mean = restless ? 110 : age < 5 ? 480 : age < 11 ? 850 : age < 16 ? 620 : 380;
  double at = (double) (kin_demo_below (&unit->random, 100000) + 1) / 100001.0;
  int    days = 0;

  if (first && kin_demo_chance (&unit->random, 260))
    return kin_demo_between (&unit->random, 3, 45);
  /* An exponential wait, with whole numbers: halve until the draw is used up. */
  while (at < 0.5)
    {
      at *= 2;
      days += mean * 693 / 1000;
    }
  return MAX (5, days + (int) ((1.0 - at) * 2 * 0.693 * mean));
}

static DemoStay *
add_stay (DemoSpell *spell, KinDay from, KinDay to, DemoKind kind)
{
  DemoStay *stay = &spell->stays[spell->n_stays++];

  *stay = (DemoStay) { .from = from, .to = to, .kind = (guint8) kind, .home = DEMO_NONE, .place = DEMO_NONE, .why = DEMO_NONE };
  return stay;
}

static void
draw_path (DemoUnit *unit, DemoSpell *spell)
{
  DemoChild *child = DEMO_CHILD (unit, spell->child);
  gboolean   restless = kin_demo_chance (&unit->random, 140);
  KinDay     end = kin_demo_end (unit, spell->to), day = spell->from;

  while (day < end && spell->n_stays < 10)
    {
      gboolean first = spell->n_stays == 0;
      KinDay   next = day + draw_length (unit, kin_day_age (child->born, day), restless, first);
      KinDay   sixteen = kin_day_birthday (child->born, 16);

      if (day < sixteen && kin_demo_chance (&unit->random, 400))
        next = kin_demo_earlier (next, kin_demo_later (day + 30, sixteen + kin_demo_between (&unit->random, 30, 500))); /* a step towards living alone */
      if (next > end - 6 || spell->n_stays == 9)
        next = end;
      add_stay (spell, day, next == end ? spell->to : next, draw_kind (unit, child, day, first));
      day = next;
    }
}

/* Brothers and sisters who move together: what the leader does, as long as both are in care. */
static void
copy_path (DemoUnit *unit, DemoSpell *spell, const DemoSpell *leader)
{
  DemoChild *child = DEMO_CHILD (unit, spell->child);
  KinDay     end = kin_demo_end (unit, spell->to);

  for (guint i = 0; i < leader->n_stays; i++)
    {
      const DemoStay *from = &leader->stays[i];
      DemoStay       *stay;

      if (from->from >= end - (i > 0 ? 5 : 0))
        break;
      stay = add_stay (spell, from->from, from->to, (DemoKind) from->kind);
      if (!fits_age (stay->kind, kin_day_age (child->born, from->from)) || from->kind == DEMO_SECURE || from->kind == DEMO_SCHOOL)
        stay->kind = DEMO_MAIN;
      if (from->kind == DEMO_ADOPTION)
        stay->kind = DEMO_MAIN;
    }
  spell->stays[spell->n_stays - 1].to = spell->to;
}

/* From day on the child lives with adopters until care ends. */
static void
begin_adoption (DemoSpell *spell, KinDay day)
{
  while (spell->n_stays > 1 && spell->stays[spell->n_stays - 1].from >= day - 5)
    spell->n_stays--;
  spell->stays[spell->n_stays - 1].to = day;
  add_stay (spell, day, spell->to, DEMO_ADOPTION);
}

static gboolean
may_be_adopted (DemoUnit *unit, const DemoSpell *spell)
{
  KinDay born = DEMO_CHILD (unit, spell->child)->born;

  return spell->next == DEMO_NONE && kin_demo_end (unit, spell->to) - spell->from >= 300 && kin_demo_end (unit, spell->to) - spell->from < 1700 &&
         kin_day_age (born, kin_demo_end (unit, spell->to)) <= 6;
}

static int
stay_on (const DemoSpell *spell, KinDay day)
{
  for (guint i = 0; i < spell->n_stays; i++)
    if (kin_demo_covers (spell->stays[i].from, spell->stays[i].to, day))
      return (int) i;
  return DEMO_NONE;
}

/* When a stay is cut so that it becomes another kind of placement on the fixed day, then here. */
#define LATEST (KIN_DEMO_DAY - 16)

/* May this child's stay on the fixed day become one of that kind? hard: as far as it must be plausible at all. */
static gboolean
may_become (DemoUnit *unit, const DemoSpell *spell, const DemoStay *stay, DemoKind kind, gboolean hard)
{
  const DemoChild *child = DEMO_CHILD (unit, spell->child);
  KinDay           end = kin_demo_end (unit, stay->to);
  int              from_age = kin_day_age (child->born, stay->from), to_age = kin_day_age (child->born, MAX (stay->from, end - 1));

  if (child->unaccompanied && (kind == DEMO_PARENT || kind == DEMO_KIN || kind == DEMO_CUSTODY || kind == DEMO_SECURE || kind == DEMO_ADOPTION))
    return FALSE;
  switch (kind)
    {
    case DEMO_ADOPTION:
      return spell->next == DEMO_NONE && spell->to != KIN_NO_DAY && KIN_DEMO_DAY - spell->from > 200 && spell->to > KIN_DEMO_DAY + 10 &&
             spell->to < KIN_DEMO_DAY + (hard ? 500 : 800) && to_age <= (hard ? 6 : 9);
    case DEMO_CONCURRENT:
    case DEMO_MOTHER:
      return from_age == 0 && to_age <= (hard ? 1 : 3);
    case DEMO_CUSTODY:
    case DEMO_SECURE:
      return from_age >= 13 && end - stay->from < (hard ? 300 : 900);
    case DEMO_KIN:
    case DEMO_MAIN:
    case DEMO_AGENCY:
      return TRUE;
    case DEMO_PARENT:
      return hard ? stay->from > spell->from : TRUE;
    default:
      return fits_age (kind, from_age) || (!hard && stay->from < LATEST - 6 && fits_age (kind, kin_day_age (child->born, LATEST)));
    }
}

/* The same stay, made the kind that is wanted. */
static void
make_it (DemoUnit *unit, DemoSpell *spell, int at, DemoKind kind)
{
  KinDay born = DEMO_CHILD (unit, spell->child)->born, day;

  if (kind != DEMO_ADOPTION && !fits_age (kind, kin_day_age (born, spell->stays[at].from)) && spell->stays[at].from < LATEST - 6)
    {
      /* Old enough only since: the child moved there lately. */
      for (int i = (int) spell->n_stays; i > at + 1; i--)
        spell->stays[i] = spell->stays[i - 1];
      spell->n_stays++;
      spell->stays[at + 1] = spell->stays[at];
      spell->stays[at].to = spell->stays[at + 1].from = LATEST + kin_demo_between (&unit->random, 0, 14);
      spell->stays[at + 1].kind = (guint8) kind;
      return;
    }
  if (kind != DEMO_ADOPTION)
    {
      spell->stays[at].kind = (guint8) kind;
      return;
    }
  day = kin_demo_later (spell->from + 190, KIN_DEMO_DAY - kin_demo_between (&unit->random, 0, 250));
  spell->n_stays = (guint) at + 1;
  if (day - spell->stays[at].from < 6)
    {
      spell->stays[at].to = spell->to;
      spell->stays[at].kind = DEMO_ADOPTION;
    }
  else
    begin_adoption (spell, day);
}

static GArray *
list_fixed (DemoUnit *unit, guint counts[DEMO_N_KINDS])
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < DEMO_N_KINDS; i++)
    counts[i] = 0;
  for (int i = 0; i < (int) unit->spells->len; i++)
    {
      DemoSpell *spell = DEMO_SPELL (unit, i);
      int        at = stay_on (spell, KIN_DEMO_DAY);

      if (at != DEMO_NONE)
        {
          g_array_append_val (list, i);
          counts[spell->stays[at].kind]++;
        }
    }
  return list;
}

static void
fix_kinds (DemoUnit *unit)
{
  guint counts[DEMO_N_KINDS];
  g_autoptr (GArray) list = list_fixed (unit, counts);

  for (int pass = 0; pass < 4; pass++)
    for (guint i = 0; i < G_N_ELEMENTS (fill_order); i++)
      {
        DemoKind kind = fill_order[i];
        guint    start = kin_demo_below (&unit->random, list->len);

        for (guint n = 0; n < list->len && counts[kind] < fixed[kind]; n++)
          {
            DemoSpell *spell = DEMO_SPELL (unit, g_array_index (list, int, (start + n * 7) % list->len));
            int        at = stay_on (spell, KIN_DEMO_DAY);
            DemoKind   was = spell->stays[at].kind;

            /* From a kind that has too many; in between from any that is easy to fill again. */
            if (was == kind || !may_become (unit, spell, &spell->stays[at], kind, pass == 0) ||
                !(counts[was] > fixed[was] || ((pass == 1 || pass == 2) && (was == DEMO_MAIN || was == DEMO_KIN || was == DEMO_AGENCY || was == DEMO_PARENT))))
              continue;
            make_it (unit, spell, at, kind);
            counts[was]--;
            counts[kind]++;
          }
      }
  for (guint i = 0; i < DEMO_N_KINDS; i++)
    unit->unlucky = unit->unlucky || counts[i] != fixed[i];
}

static gboolean
is_one_place (DemoKind kind)
{
  return kind == DEMO_PARENT || kind == DEMO_ADOPTION || kind == DEMO_CUSTODY || kind == DEMO_INDEPENDENT || kind == DEMO_CONCURRENT ||
         kind == DEMO_MOTHER || kind == DEMO_KIN;
}

/* Two stays in a row that would be at the same place are one. */
static void
join_stays (DemoSpell *spell)
{
  guint n = 1;

  for (guint i = 1; i < spell->n_stays; i++)
    if (spell->stays[i].kind == spell->stays[n - 1].kind && is_one_place (spell->stays[i].kind))
      spell->stays[n - 1].to = spell->stays[i].to;
    else
      spell->stays[n++] = spell->stays[i];
  spell->n_stays = n;
}

/* What a child grows out of: nobody stays concurrent, or in a mother and baby unit, for years; secure orders are short. */
static void
end_long_ones (DemoUnit *unit, DemoSpell *spell)
{
  for (guint i = 0; i < spell->n_stays && spell->n_stays < 11; i++)
    {
      DemoStay *stay = &spell->stays[i];
      int       most = stay->kind == DEMO_SECURE || stay->kind == DEMO_MOTHER ? 170 : stay->kind == DEMO_CUSTODY ? 290
                                                                            : stay->kind == DEMO_CONCURRENT ? 400 : 0;
      KinDay    end = kin_demo_end (unit, stay->to), cut = stay->from + most;
      DemoKind  then = DEMO_MAIN;

      if (stay->kind == DEMO_INDEPENDENT && end > kin_day (2023, 10, 28))
        {
          cut = kin_day (2023, 10, 27); /* from the next day the type may not be used (P2, SSDA903 2023-24) */
          then = DEMO_OWN_SUPPORTED;
          most = 1;
        }
      if (most == 0 || end - stay->from <= most + 20)
        continue;
      if (kin_demo_covers (stay->from, stay->to, KIN_DEMO_DAY) && cut <= KIN_DEMO_DAY)
        cut = KIN_DEMO_DAY + 20;
      if (cut + 6 >= end)
        continue;
      for (guint j = spell->n_stays; j > i + 1; j--)
        spell->stays[j] = spell->stays[j - 1];
      spell->n_stays++;
      spell->stays[i + 1] = (DemoStay) { .from = cut, .to = spell->stays[i].to, .kind = (guint8) then, .home = DEMO_NONE, .place = DEMO_NONE, .why = DEMO_NONE };
      spell->stays[i].to = cut;
    }
}

/* On the fixed day 223 of the 398 are boys and 306 are White British; else about as many. */
static const char *const ethnicities[] = { "APKN", "APKN", "APKN", "AIND", "AIND", "MWAS", "MWAS", "MWBC", "MWBA", "MOTH", "WOTH", "WOTH",
                                           "WROM", "ABAN", "AOTH", "BAFR", "BCRB", "BOTH", "WIRI", "WIRT", "OOTH", "NOBT", "CHNE", "REFU" };
static const char *const from_afar[] = { "BAFR", "OOTH", "OOTH", "WOTH", "AOTH", "BAFR" };

static void
set_person (DemoUnit *unit, DemoChild *child, gboolean boy, gboolean british)
{
  child->boy = boy;
  if (british)
    child->ethnicity = "WBRI";
  else if (child->unaccompanied)
    child->ethnicity = from_afar[kin_demo_below (&unit->random, G_N_ELEMENTS (from_afar))];
  else
    child->ethnicity = ethnicities[kin_demo_below (&unit->random, G_N_ELEMENTS (ethnicities))];
}

static void
draw_people (DemoUnit *unit)
{
  guint counts[DEMO_N_KINDS];
  guint boys = 223, british = 306, left_british = 0, n;
  g_autoptr (GArray) list = list_fixed (unit, counts);

  for (guint i = 0; i < unit->children->len; i++)
    {
      DemoChild *child = DEMO_CHILD (unit, i);

      set_person (unit, child, kin_demo_chance (&unit->random, child->unaccompanied ? 900 : 555),
                  !child->unaccompanied && kin_demo_chance (&unit->random, 765));
    }
  n = list->len;
  for (guint i = 0; i < n; i++)
    left_british += !DEMO_CHILD (unit, DEMO_SPELL (unit, g_array_index (list, int, i))->child)->unaccompanied;
  for (guint i = 0; i < n; i++)
    {
      DemoChild *child = DEMO_CHILD (unit, DEMO_SPELL (unit, g_array_index (list, int, i))->child);
      gboolean   boy = kin_demo_below (&unit->random, n - i) < boys;
      gboolean   is_british = !child->unaccompanied && kin_demo_below (&unit->random, left_british) < british;

      left_british -= !child->unaccompanied;
      boys -= boy;
      british -= is_british;
      set_person (unit, child, boy, is_british);
    }
  unit->unlucky = unit->unlucky || boys != 0 || british != 0;
}

void
kin_demo_plan_lives (DemoUnit *unit)
{
  for (guint i = 0; i < unit->spells->len; i++)
    {
      DemoSpell *spell = DEMO_SPELL (unit, i);

      if (spell->leader != DEMO_NONE && DEMO_CHILD (unit, spell->child)->together)
        copy_path (unit, spell, DEMO_SPELL (unit, spell->leader));
      else
        draw_path (unit, spell);
    }
  for (guint i = 0; i < unit->spells->len; i++)
    {
      DemoSpell *spell = DEMO_SPELL (unit, i);

      if (may_be_adopted (unit, spell) && kin_demo_chance (&unit->random, spell->to == KIN_NO_DAY ? 220 : 760))
        {
          KinDay end = kin_demo_end (unit, spell->to);

          begin_adoption (spell, end - kin_demo_between (&unit->random, spell->to == KIN_NO_DAY ? 10 : 110, MIN (390, end - spell->from - 190)));
        }
    }
  fix_kinds (unit);
  for (guint i = 0; i < unit->spells->len; i++)
    {
      join_stays (DEMO_SPELL (unit, i));
      end_long_ones (unit, DEMO_SPELL (unit, i));
    }
  draw_people (unit);
}
