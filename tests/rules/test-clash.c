/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clashes of homes and of spans, against a twin that asks every night by itself and tries every way to seat the children. */
#include "clash.h"

#define FIRST 738000
#define NIGHTS 160
#define N_CHILDREN 8

static gint64 named_ids[] = { 1, 2, 3, 4 };

static void
test_last_bed (void)
{
  KinPlacesApproval terms = { .from = FIRST, .places = 2, .age_min = -1, .age_max = -1 };
  KinPlacesStay stays[] = { { { .id = 1 }, FIRST + 10, 0, FALSE }, { { .id = 2 }, FIRST + 20, 0, FALSE }, { { .id = 3 }, FIRST + 20, FIRST + 30, FALSE } };
  KinPlacesFacts facts = { .approvals = &terms, .n_approvals = 1, .stays = stays, .n_stays = 3, .bedroom_places = -1 };
  g_autoptr (GPtrArray) found = kin_clash_home (&facts);
  const KinClashNights *nights = found->pdata[0];

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (nights->rule, ==, KIN_CLASH_TERMS);
  g_assert_cmpint (nights->from, ==, FIRST + 20);
  g_assert_cmpint (nights->to, ==, FIRST + 30);
  /* The two who took the last bed on one day; not the one who was there. */
  g_assert_cmpuint (nights->children->len, ==, 2);
  g_assert_cmpint (g_array_index (nights->children, gint64, 0), ==, 2);
  g_assert_cmpint (g_array_index (nights->children, gint64, 1), ==, 3);
}

/* Terms for five make four unrelated children no more lawful; an exemption that names them does, and cures no terms. */
static void
test_both_tests (void)
{
  KinPlacesApproval terms = { .from = FIRST, .places = 5, .age_min = -1, .age_max = -1 };
  KinPlacesStay stays[] = { { { .id = 1 }, FIRST, 0, FALSE }, { { .id = 2 }, FIRST, 0, FALSE }, { { .id = 3 }, FIRST + 1, 0, FALSE }, { { .id = 4 }, FIRST + 5, 0, FALSE } };
  KinPlacesExemption exemption = { FIRST + 9, 0, named_ids, 4 };
  KinPlacesFacts facts = { .approvals = &terms, .n_approvals = 1, .stays = stays, .n_stays = 4, .bedroom_places = -1 };

  {
    g_autoptr (GPtrArray) found = kin_clash_home (&facts);
    const KinClashNights *nights = found->pdata[0];

    g_assert_cmpuint (found->len, ==, 1);
    g_assert_cmpint (nights->rule, ==, KIN_CLASH_THREE);
    g_assert_cmpint (nights->to, ==, KIN_NO_DAY);
    g_assert_cmpuint (nights->children->len, ==, 4);
    g_assert_cmpuint (nights->contested, ==, 2);
  }
  facts.exemptions = &exemption;
  facts.n_exemptions = 1;
  terms.places = 3;
  {
    g_autoptr (GPtrArray) found = kin_clash_home (&facts);

    g_assert_cmpuint (found->len, ==, 2);
    g_assert_cmpint (((KinClashNights *) found->pdata[0])->rule, ==, KIN_CLASH_TERMS);
    g_assert_cmpint (((KinClashNights *) found->pdata[0])->to, ==, KIN_NO_DAY);
    g_assert_cmpint (((KinClashNights *) found->pdata[1])->rule, ==, KIN_CLASH_THREE);
    g_assert_cmpint (((KinClashNights *) found->pdata[1])->to, ==, FIRST + 9);
  }
}

typedef struct
{
  KinPlacesApproval  approvals[3];
  KinPlacesStay      stays[7];
  KinPlacesHold      holds[2];
  KinPlacesExemption exemption;
  KinPlacesFacts     facts;
} Home;

static KinPlacesChild
make_child (GRand *rand)
{
  gint64 id = g_rand_int_range (rand, 1, N_CHILDREN);

  /* The same child is the same everywhere. */
  return (KinPlacesChild) { .id = id, .born = id == 7 ? KIN_NO_DAY : FIRST + 40 - (KinDay) (id * 365 * 3 - 1), .sex = (KinSex) (id % 3), .groups = { id % 4 < 2 ? 9 : 0 } };
}

static void
make_home (Home *home, GRand *rand)
{
  *home = (Home) { 0 };
  for (int i = 0; i < 3; i++)
    home->approvals[i] = (KinPlacesApproval) {
      .from = FIRST + g_rand_int_range (rand, 0, 60), .to = g_rand_boolean (rand) ? 0 : FIRST + g_rand_int_range (rand, 30, NIGHTS),
      .places = g_rand_int_range (rand, 0, 5), .age_min = g_rand_int_range (rand, -1, 6), .age_max = g_rand_boolean (rand) ? -1 : g_rand_int_range (rand, 5, 18),
      .sex = (KinSex) g_rand_int_range (rand, 0, 3), .named_child = g_rand_int_range (rand, 0, 5) ? 0 : 3 };
  for (int i = 0; i < 7; i++)
    home->stays[i] = (KinPlacesStay) { make_child (rand), FIRST + g_rand_int_range (rand, 0, NIGHTS - 20), 0, FALSE };
  for (int i = 0; i < 7; i++)
    home->stays[i].to = g_rand_boolean (rand) ? 0 : home->stays[i].from + g_rand_int_range (rand, 1, 60);
  for (int i = 0; i < 2; i++)
    home->holds[i] = (KinPlacesHold) { make_child (rand), (KinHoldKind) g_rand_int_range (rand, 0, 2), FIRST + g_rand_int_range (rand, 0, NIGHTS), 0 };
  home->exemption = (KinPlacesExemption) { FIRST + g_rand_int_range (rand, 0, NIGHTS), 0, named_ids, (guint) g_rand_int_range (rand, 3, 5) };
  home->facts = (KinPlacesFacts) { home->approvals, (guint) g_rand_int_range (rand, 0, 4), home->stays, (guint) g_rand_int_range (rand, 0, 8), home->holds,
                                   (guint) g_rand_int_range (rand, 0, 3), &home->exemption, (guint) g_rand_int_range (rand, 0, 2), NULL, 0, -1, KIN_NO_DAY, 0,
                                   g_rand_int_range (rand, 0, 4) ? KIN_NO_DAY : FIRST + g_rand_int_range (rand, 30, NIGHTS) };
}

/* Who is there on a night, each once; planned ones are not. */
static guint
find_there (const KinPlacesFacts *facts, KinDay on, const KinPlacesChild **there)
{
  guint n = 0;

  for (guint i = 0; i < facts->n_stays + facts->n_holds; i++)
    {
      const KinPlacesHold *hold = i < facts->n_stays ? NULL : &facts->holds[i - facts->n_stays];
      const KinPlacesChild *child = hold ? &hold->child : &facts->stays[i].child;
      KinDay from = hold ? hold->from : facts->stays[i].from, to = hold ? hold->to : facts->stays[i].to;
      gboolean known = (hold && hold->kind == KIN_HOLD_PLANNED) || from > on || (to && on >= to);

      for (guint k = 0; k < n; k++)
        known = known || there[k]->id == child->id;
      if (!known)
        there[n++] = child;
    }
  return n;
}

/* Back from the night, as long as he was there or his bed was kept the night before. */
static KinDay
find_arrival (const KinPlacesFacts *facts, gint64 child, KinDay on)
{
  for (;; on--)
    {
      const KinPlacesChild *there[N_CHILDREN];
      guint n = find_there (facts, on - 1, there);
      gboolean was = FALSE;

      for (guint i = 0; i < n; i++)
        was = was || there[i]->id == child;
      if (!was)
        return on;
    }
}

static gboolean
may (const KinPlacesApproval *a, const KinPlacesChild *c, int age, KinDay on)
{

  return a->from <= on && (!a->to || on <= a->to) && (!a->named_child || a->named_child == c->id) && (!c->born || a->age_min < 0 || age >= a->age_min)
         && (!c->born || a->age_max < 0 || age <= a->age_max) && (a->sex == KIN_SEX_ANY || c->sex == KIN_SEX_ANY || c->sex == a->sex);
}

static gboolean
seat_all (const KinPlacesApproval *approvals, int *left, guint n_approvals, const KinPlacesChild **children, const int *ages, guint n, KinDay on)
{
  if (n == 0)
    return TRUE;
  for (guint a = 0; a < n_approvals; a++)
    if (left[a] > 0 && may (&approvals[a], children[0], ages[0], on))
      {
        gboolean seated;

        left[a]--;
        seated = seat_all (approvals, left, n_approvals, children + 1, ages + 1, n - 1, on);
        left[a]++;
        if (seated)
          return TRUE;
      }
  return FALSE;
}

static gboolean
has_terms (const KinPlacesFacts *facts, KinDay on)
{
  gboolean has = FALSE;

  for (guint a = 0; a < facts->n_approvals; a++)
    has = has || (facts->approvals[a].from <= on && (!facts->approvals[a].to || on <= facts->approvals[a].to));
  return has;
}

static gboolean
is_outside_terms (const KinPlacesFacts *facts, KinDay on)
{
  const KinPlacesChild *there[N_CHILDREN];
  guint n = find_there (facts, on, there);
  gboolean known = FALSE, tested = facts->ended && facts->ended <= on;
  int left[3], ages[N_CHILDREN];

  tested = tested || has_terms (facts, on);
  for (guint i = 0; i < n; i++)
    {
      KinDay arrival = find_arrival (facts, there[i]->id, on);

      ages[i] = there[i]->born ? kin_day_age (there[i]->born, arrival) : -1;
      tested = tested || !has_terms (facts, arrival);
    }
  for (guint a = 0; a < facts->n_approvals; a++)
    {
      left[a] = facts->approvals[a].places;
      known = known || facts->approvals[a].from <= on;
    }
  return known && tested && !seat_all (facts->approvals, left, facts->n_approvals, there, ages, n, on);
}

/* A bit for each child that the limit counts; 0: it is kept. */
static guint
find_over_three (const KinPlacesFacts *facts, KinDay on)
{
  const KinPlacesChild *there[N_CHILDREN];
  guint n = find_there (facts, on, there), set = 0, counted = 0;
  gboolean siblings = TRUE, named = facts->n_exemptions > 0 && facts->exemptions[0].from <= on;

  for (guint i = 0; i < n; i++)
    {
      if (there[i]->born && kin_day_age (there[i]->born, on) >= 18)
        continue;
      counted++;
      set |= 1u << there[i]->id;
      siblings = siblings && there[i]->groups[0] == 9;
      named = named && there[i]->id <= facts->exemptions[0].n_children;
    }
  return counted > 3 && !siblings && !named ? set : 0;
}

static const KinClashNights *
find_on (GPtrArray *found, KinClashRule rule, KinDay on)
{
  const KinClashNights *there = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const KinClashNights *nights = found->pdata[i];

      if (nights->rule != rule || nights->from > on || (nights->to && on >= nights->to))
        continue;
      g_assert_null (there); /* a night is in one stretch of a rule */
      there = nights;
    }
  return there;
}

static guint
set_of (const KinClashNights *nights)
{
  guint set = 0;

  for (guint i = 0; nights != NULL && i < nights->children->len; i++)
    set |= 1u << g_array_index (nights->children, gint64, i);
  return set;
}

static void
test_against_nights (void)
{
  guint n_terms = 0, n_three = 0;

  for (guint32 seed = 0; seed < 1500; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) found = NULL;
      Home home;

      make_home (&home, rand);
      found = kin_clash_home (&home.facts);
      for (KinDay on = FIRST - 2; on < FIRST + NIGHTS + 20; on++)
        {
          g_autoptr (GPtrArray) night = kin_clash_night (&home.facts, on);
          const KinClashNights *terms = find_on (found, KIN_CLASH_TERMS, on), *three = find_on (found, KIN_CLASH_THREE, on);

          if ((terms != NULL) != is_outside_terms (&home.facts, on) || set_of (three) != find_over_three (&home.facts, on))
            g_error ("seed %u, night %d: terms %d, three %x against %x", seed, on - FIRST, terms != NULL, set_of (three), find_over_three (&home.facts, on));
          g_assert_cmpuint (set_of (terms), ==, set_of (find_on (night, KIN_CLASH_TERMS, on)));
          g_assert_cmpuint (set_of (three), ==, set_of (find_on (night, KIN_CLASH_THREE, on)));
          n_terms += terms != NULL;
          n_three += three != NULL;
        }
      for (guint i = 1; i < found->len; i++) /* what goes on is one stretch */
        for (guint k = 0; k < i; k++)
          {
            const KinClashNights *a = found->pdata[k], *b = found->pdata[i];

            g_assert_false (a->rule == b->rule && a->to == b->from && set_of (a) == set_of (b));
          }
    }
  g_assert_cmpuint (n_terms, >, 1000);
  g_assert_cmpuint (n_three, >, 1000);
}

/* The order in which the facts come has no part in it. */
static void
test_order (void)
{
  for (guint32 seed = 0; seed < 500; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) found = NULL, again = NULL;
      Home home;

      make_home (&home, rand);
      found = kin_clash_home (&home.facts);
      for (guint i = 0; i + 1 < home.facts.n_stays; i++)
        {
          guint other = (guint) g_rand_int_range (rand, (gint32) i, (gint32) home.facts.n_stays);
          KinPlacesStay kept = home.stays[i];

          home.stays[i] = home.stays[other];
          home.stays[other] = kept;
        }
      again = kin_clash_home (&home.facts);
      g_assert_cmpuint (found->len, ==, again->len);
      for (guint i = 0; i < found->len; i++)
        {
          const KinClashNights *a = found->pdata[i], *b = again->pdata[i];

          g_assert_true (a->rule == b->rule && a->from == b->from && a->to == b->to && a->contested == b->contested && set_of (a) == set_of (b));
        }
    }
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const KinClashSpan *x = a, *y = b;

  return x->of != y->of ? (x->of < y->of ? -1 : 1) : x->from != y->from ? x->from - y->from : (int) (x->id - y->id);
}

static void
test_overlaps (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int round = 0; round < 2000; round++)
    {
      KinClashSpan spans[8];
      guint n = (guint) g_rand_int_range (rand, 0, 9), seen = 0;
      gboolean places = g_rand_boolean (rand);
      g_autoptr (GArray) pairs = NULL;

      for (guint i = 0; i < n; i++)
        {
          spans[i] = (KinClashSpan) { i, g_rand_int_range (rand, 1, 3), g_rand_int_range (rand, 0, 3), FIRST + g_rand_int_range (rand, 0, 30), 0 };
          spans[i].to = g_rand_int_range (rand, 0, 3) ? spans[i].from + g_rand_int_range (rand, 0, 15) : KIN_NO_DAY;
        }
      qsort (spans, n, sizeof *spans, compare_spans);
      pairs = kin_clash_overlaps (spans, n, places);
      for (guint a = 0; a < n; a++)
        for (guint b = a + 1; b < n; b++)
          {
            KinDay first = KIN_NO_DAY, last = KIN_NO_DAY;

            for (KinDay day = FIRST; day < FIRST + 60; day++)
              if (spans[a].of == spans[b].of && spans[a].from <= day && spans[b].from <= day && (!spans[a].to || day < spans[a].to) && (!spans[b].to || day < spans[b].to))
                {
                  first = first ? first : day;
                  last = day;
                }
            if (!first || (places && (!spans[a].place || !spans[b].place || spans[a].place == spans[b].place)))
              continue;
            for (guint p = 0; p < pairs->len; p++)
              {
                KinClashPair pair = g_array_index (pairs, KinClashPair, p);

                if (pair.a == a && pair.b == b && pair.from == first && (pair.to ? pair.to == last + 1 : last == FIRST + 59))
                  seen++;
              }
          }
      /* Each that there is was found, and there are no others but of no length. */
      g_assert_cmpuint (seen, ==, pairs->len);
    }
}

static void
test_uncovered (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (int round = 0; round < 2000; round++)
    {
      KinDay covers[6], from = FIRST + g_rand_int_range (rand, 0, 20), to = g_rand_boolean (rand) ? KIN_NO_DAY : from + g_rand_int_range (rand, 1, 30);
      KinDay open = KIN_NO_DAY;
      guint n = (guint) g_rand_int_range (rand, 0, 4);

      for (guint i = 0; i < n; i++)
        {
          covers[2 * i] = g_rand_int_range (rand, 0, 6) ? FIRST + g_rand_int_range (rand, 0, 30) : KIN_NO_DAY;
          covers[2 * i + 1] = g_rand_int_range (rand, 0, 6) ? FIRST + g_rand_int_range (rand, 0, 50) : KIN_NO_DAY;
        }
      for (KinDay day = from; day < FIRST + 80 && !open && (!to || day < to); day++)
        {
          gboolean covered = FALSE;

          for (guint i = 0; i < n; i++)
            covered = covered || (covers[2 * i] <= day && (!covers[2 * i + 1] || day <= covers[2 * i + 1]));
          open = covered ? KIN_NO_DAY : day;
        }
      g_assert_cmpint (kin_clash_uncovered (from, to, covers, n), ==, open);
    }
}

static void
test_identity (void)
{
  KinId ids[3], back[3], one, other;

  for (guint i = 0; i < 3; i++)
    kin_id_make (&ids[i], 1000);
  for (guint i = 0; i < 3; i++)
    back[i] = ids[2 - i];
  kin_clash_identify (&one, KIN_CLASH_TERMS, ids, 3);
  kin_clash_identify (&other, KIN_CLASH_TERMS, back, 3);
  g_assert_true (kin_id_equal (&one, &other));
  kin_clash_identify (&other, KIN_CLASH_THREE, back, 3);
  g_assert_false (kin_id_equal (&one, &other));
  kin_clash_identify (&other, KIN_CLASH_TERMS, back, 2);
  g_assert_false (kin_id_equal (&one, &other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clash/last-bed", test_last_bed);
  g_test_add_func ("/clash/both-tests", test_both_tests);
  g_test_add_func ("/clash/against-nights", test_against_nights);
  g_test_add_func ("/clash/order", test_order);
  g_test_add_func ("/clash/overlaps", test_overlaps);
  g_test_add_func ("/clash/uncovered", test_uncovered);
  g_test_add_func ("/clash/identity", test_identity);
  return g_test_run ();
}
