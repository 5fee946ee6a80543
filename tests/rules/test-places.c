/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places per night: they balance for any input, and nobody is over who could be in terms. */
#include "fit.h"

#define DAY 738000

static gint64 named_ids[] = { 1, 2, 3, 4 };

static void
test_usual_limit (void)
{
  KinPlacesChild c[6] = { { .id = 1 }, { .id = 2 }, { .id = 3 }, { .id = 4 }, { .id = 5 }, { .id = 6 } };
  const KinPlacesChild *all[6] = { &c[0], &c[1], &c[2], &c[3], &c[4], &c[5] };
  KinPlacesExemption four = { .from = DAY, .children = named_ids, .n_children = 4 };
  KinPlacesExemption three = { .from = DAY, .children = named_ids, .n_children = 3 };

  g_assert_cmpint (kin_places_usual_limit (all, 3, NULL, 0, DAY), ==, KIN_LAW_USUAL_LIMIT);
  g_assert_cmpint (kin_places_usual_limit (all, 4, NULL, 0, DAY), ==, KIN_LAW_NONE);
  g_assert_cmpint (kin_places_usual_limit (all, 4, &four, 1, DAY), ==, KIN_LAW_EXEMPTION);
  g_assert_cmpint (kin_places_usual_limit (all, 4, &four, 1, DAY - 1), ==, KIN_LAW_NONE);
  g_assert_cmpint (kin_places_usual_limit (all, 4, &three, 1, DAY), ==, KIN_LAW_NONE);
  for (int i = 0; i < 3; i++)
    c[i].groups[0] = 7;
  c[3].groups[0] = 8;
  g_assert_cmpint (kin_places_usual_limit (all, 4, NULL, 0, DAY), ==, KIN_LAW_NONE); /* 3 of A, 1 of B */
  c[3].groups[1] = c[4].groups[2] = 7;
  g_assert_cmpint (kin_places_usual_limit (all, 5, NULL, 0, DAY), ==, KIN_LAW_SIBLINGS);
}

static void
test_words (void)
{
  KinPlacesApproval approval = { .from = DAY - 1000, .places = 3, .age_min = -1, .age_max = -1 };
  KinPlacesStay stays[] = { { { .id = 1, .name = "Ada" }, DAY - 90, 0, FALSE }, { { .id = 2 }, DAY - 80, 0, FALSE },
                            { { .id = 3 }, DAY - 3, DAY + 5, TRUE } };
  KinPlacesFacts facts = { .approvals = &approval, .n_approvals = 1, .stays = stays, .n_stays = 3, .bedroom_places = -1, .confirmed = DAY - 14 };
  g_autoptr (KinPlacesResult) result = kin_places_compute (&facts, DAY);
  g_autoptr (KinPlacesResult) later = kin_places_compute (&facts, DAY + 5);
  KinPlacesChild child = { .id = 9 };
  g_autoptr (KinFitResult) no = kin_fit_compute (&facts, &child, 1, DAY);
  g_autoptr (KinFitResult) yes = kin_fit_compute (&facts, &child, 1, DAY + 5);
  g_autofree char *day = kin_day_to_words (DAY + 5);
  g_autofree char *returning = g_strdup_printf ("1 respite returning %s", day);
  g_autofree char *so = g_strdup_printf ("so 0 tonight, 1 from %s", day);

  g_assert_cmpuint (result->because->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (result->because, 0), ==, "approved for 3");
  g_assert_cmpstr (g_ptr_array_index (result->because, 1), ==, "2 placed");
  g_assert_cmpstr (g_ptr_array_index (result->because, 2), ==, returning);
  g_assert_cmpstr (g_ptr_array_index (result->because, 3), ==, so);
  g_assert_cmpint (result->next_change, ==, DAY + 5);
  g_assert_cmpint (later->vacant_unconfirmed, ==, 1);
  g_assert_false (no->fits);
  g_assert_true (yes->fits);
  facts.confirmed = DAY - 9;
  g_clear_pointer (&later, kin_places_result_free);
  later = kin_places_compute (&facts, DAY + 5);
  g_assert_cmpint (later->vacant_firm, ==, 1);
}

static void
test_limits (void)
{
  KinPlacesApproval approvals[] = {
    { .from = DAY, .places = 1, .age_min = 0, .age_max = 10 },
    { .from = DAY, .places = 1, .age_min = -1, .age_max = -1, .named_child = 5 },
  };
  KinPlacesChild young = { .id = 1, .born = kin_day (2015, 6, 1) }, old = { .id = 2, .born = kin_day (2005, 6, 1) }, named = { .id = 5 };
  KinPlacesFacts facts = { .approvals = approvals, .n_approvals = 2, .bedroom_places = -1, .confirmed = DAY };
  KinPlacesStay stay = { young, DAY, 0, FALSE };
  KinPlacesUnavailability away = { DAY + 2, DAY + 3, 0, "holiday" };

  {
    g_autoptr (KinFitResult) a = kin_fit_compute (&facts, &young, 1, DAY);
    g_autoptr (KinFitResult) b = kin_fit_compute (&facts, &old, 1, DAY);
    g_autoptr (KinFitResult) c = kin_fit_compute (&facts, &named, 1, DAY);
    g_autoptr (KinFitResult) d = kin_fit_compute (&facts, &young, 1, DAY - 1);

    g_assert_true (a->fits);
    g_assert_cmpint (((KinFitReason *) g_ptr_array_index (b->reasons, 0))->no, ==, KIN_FIT_AGE);
    g_assert_true (c->fits);
    g_assert_cmpint (((KinFitReason *) g_ptr_array_index (d->reasons, 0))->no, ==, KIN_FIT_NOT_APPROVED);
  }
  facts.unavailabilities = &away;
  facts.n_unavailabilities = 1;
  {
    g_autoptr (KinPlacesResult) free_now = kin_places_compute (&facts, DAY);
    g_autoptr (KinFitResult) a = kin_fit_compute (&facts, &young, 1, DAY + 2);

    g_assert_cmpint (free_now->vacant_firm, ==, 1);
    g_assert_cmpint (free_now->restricted, ==, 1);
    g_assert_cmpint (free_now->next_change, ==, DAY + 2);
    g_assert_cmpint (free_now->next_vacant, ==, 0);
    g_assert_cmpint (((KinFitReason *) g_ptr_array_index (a->reasons, 0))->no, ==, KIN_FIT_NOT_AVAILABLE);
  }
  facts.stays = &stay;
  facts.n_stays = 1;
  {
    g_autoptr (KinPlacesResult) full = kin_places_compute (&facts, DAY);
    g_autoptr (KinFitResult) a = kin_fit_compute (&facts, &old, 1, DAY);
    KinPlacesStay both[] = { stay, { old, DAY, 0, FALSE } };

    g_assert_cmpint (full->vacant_firm, ==, 0);
    g_assert_false (a->fits);
    facts.stays = both;
    facts.n_stays = 2;
    {
      g_autoptr (KinPlacesResult) over = kin_places_compute (&facts, DAY);
      KinPlacesBreach *breach = g_ptr_array_index (over->breaches, 0);

      g_assert_cmpint (over->over, ==, 1);
      g_assert_cmpint (over->restricted, ==, 1);
      g_assert_cmpint (breach->law, ==, KIN_LAW_REG23);
      g_assert_cmpint (breach->ends, ==, kin_day_add_working (DAY, 6));
    }
  }
}

static void
test_temporary (void)
{
  KinPlacesApproval approval = { .kind = KIN_APPROVAL_TEMPORARY, .from = kin_day (2017, 12, 18), .places = 1, .age_min = -1, .age_max = -1 };

  g_assert_cmpint (kin_places_approval_end (&approval), ==, kin_day (2018, 4, 9));
  approval.kind = KIN_APPROVAL_TEMPORARY_EXTENDED;
  g_assert_cmpint (kin_places_approval_end (&approval), ==, kin_day (2018, 6, 4));
}

static gboolean
may (const KinPlacesApproval *a, const KinPlacesChild *c, KinDay on)
{
  int age = kin_day_age (c->born, on);

  return a->from <= on && (!a->to || on <= a->to) && (!a->named_child || a->named_child == c->id) && (a->age_min < 0 || age >= a->age_min)
         && (a->age_max < 0 || age <= a->age_max) && (a->sex == KIN_SEX_ANY || c->sex == KIN_SEX_ANY || c->sex == a->sex);
}

/* The most children that can be in terms at once, by trying everything. */
static int
try_all (const KinPlacesApproval *approvals, int *left, int n_approvals, const KinPlacesChild **children, int n, KinDay on)
{
  int best;

  if (n == 0)
    return 0;
  best = try_all (approvals, left, n_approvals, children + 1, n - 1, on);
  for (int a = 0; a < n_approvals; a++)
    if (left[a] > 0 && may (&approvals[a], children[0], on))
      {
        left[a]--;
        best = MAX (best, 1 + try_all (approvals, left, n_approvals, children + 1, n - 1, on));
        left[a]++;
      }
  return best;
}

static void
assert_night (const KinPlacesFacts *facts, KinDay on)
{
  g_autoptr (KinPlacesResult) r = kin_places_compute (facts, on);
  const KinPlacesChild *there[16];
  int left[4] = { 0 }, n = 0, outside = 0, vacant = r->vacant_firm + r->vacant_unconfirmed;
  gboolean siblings_only = FALSE;

  g_assert_cmpint (r->terms + r->over, ==, r->filled + r->held + r->not_available + r->restricted + vacant);
  g_assert_true (r->over >= 0 && r->filled >= 0 && r->held >= 0 && r->not_available >= 0 && r->restricted >= 0 && vacant >= 0);
  g_assert_true (r->over == 0 || r->filled + r->held > 0);
  g_assert_true (vacant == 0 || r->filled + r->held + vacant <= 3);
  for (guint i = 0; i < facts->n_stays + facts->n_holds; i++)
    {
      const KinPlacesChild *child = i < facts->n_stays ? &facts->stays[i].child : &facts->holds[i - facts->n_stays].child;
      KinDay from = i < facts->n_stays ? facts->stays[i].from : facts->holds[i - facts->n_stays].from;
      KinDay to = i < facts->n_stays ? facts->stays[i].to : facts->holds[i - facts->n_stays].to;
      gboolean known = FALSE;

      for (int k = 0; k < n; k++)
        known = known || there[k]->id == child->id;
      if (!known && from <= on && (!to || on < to))
        there[n++] = child;
    }
  g_assert_cmpint (r->filled + r->held, ==, n);
  for (guint a = 0; a < facts->n_approvals; a++)
    {
      left[a] = CLAMP (facts->approvals[a].places, 0, 99);
      siblings_only = siblings_only || facts->approvals[a].siblings_only;
    }
  for (guint i = 0; i < r->breaches->len; i++)
    outside += ((KinPlacesBreach *) g_ptr_array_index (r->breaches, i))->child != 0;
  if (!siblings_only && facts->n_holds == 0)
    g_assert_cmpint (n - outside, ==, try_all (facts->approvals, left, (int) facts->n_approvals, there, n, on));
}

static void
assert_next (const KinPlacesFacts *facts, KinDay on)
{
  g_autoptr (KinPlacesResult) r = kin_places_compute (facts, on);

  for (KinDay day = on + 1; day <= on + 366; day++)
    {
      g_autoptr (KinPlacesResult) then = kin_places_compute (facts, day);

      if (then->vacant_firm + then->vacant_unconfirmed != r->vacant_firm + r->vacant_unconfirmed)
        {
          g_assert_cmpint (r->next_change, ==, day);
          g_assert_cmpint (r->next_vacant, ==, then->vacant_firm + then->vacant_unconfirmed);
          return;
        }
    }
  g_assert_cmpint (r->next_change, ==, KIN_NO_DAY);
}

static KinPlacesChild
make_child (GRand *rand)
{
  return (KinPlacesChild) { .id = g_rand_int_range (rand, 1, 8), .born = DAY - g_rand_int_range (rand, 0, 19 * 365),
                            .sex = (KinSex) g_rand_int_range (rand, 0, 3), .groups = { g_rand_int_range (rand, 0, 3) } };
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);

  for (int round = 0; round < 4000; round++)
    {
      KinPlacesApproval approvals[3] = { 0 };
      KinPlacesStay stays[6] = { 0 };
      KinPlacesHold holds[2] = { 0 };
      KinPlacesUnavailability un[2] = { 0 };
      KinPlacesFacts facts = { approvals, (guint) g_rand_int_range (rand, 0, 4), stays, (guint) g_rand_int_range (rand, 0, 7), holds,
                               (guint) g_rand_int_range (rand, 0, 3), NULL, 0, un, (guint) g_rand_int_range (rand, 0, 3),
                               g_rand_int_range (rand, -1, 5), DAY - g_rand_int_range (rand, 0, 30), 0, KIN_NO_DAY };

      for (int i = 0; i < 3; i++)
        approvals[i] = (KinPlacesApproval) { .from = DAY - g_rand_int_range (rand, -20, 100), .to = g_rand_boolean (rand) ? 0 : DAY + g_rand_int_range (rand, -9, 50),
                                             .places = g_rand_int_range (rand, -1, 4), .age_min = g_rand_int_range (rand, -1, 5),
                                             .age_max = g_rand_boolean (rand) ? -1 : g_rand_int_range (rand, 5, 18), .sex = (KinSex) g_rand_int_range (rand, 0, 3),
                                             .named_child = g_rand_int_range (rand, 0, 4) ? 0 : 3, .siblings_only = g_rand_int_range (rand, 0, 6) == 0 };
      for (int i = 0; i < 6; i++)
        stays[i] = (KinPlacesStay) { make_child (rand), DAY - g_rand_int_range (rand, -40, 300), g_rand_boolean (rand) ? 0 : DAY + g_rand_int_range (rand, -9, 90), FALSE };
      for (int i = 0; i < 2; i++)
        {
          holds[i] = (KinPlacesHold) { make_child (rand), (KinHoldKind) g_rand_int_range (rand, 0, 2), DAY - g_rand_int_range (rand, -40, 30),
                                       g_rand_boolean (rand) ? 0 : DAY + g_rand_int_range (rand, -9, 90) };
          un[i] = (KinPlacesUnavailability) { DAY - g_rand_int_range (rand, -40, 30), g_rand_boolean (rand) ? 0 : DAY + g_rand_int_range (rand, -9, 90),
                                              g_rand_int_range (rand, 0, 3), NULL };
        }
      for (KinDay day = DAY; day < DAY + 100; day += 33)
        assert_night (&facts, day);
      if (round % 80 == 0)
        assert_next (&facts, DAY);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/places/usual-limit", test_usual_limit);
  g_test_add_func ("/places/words", test_words);
  g_test_add_func ("/places/limits", test_limits);
  g_test_add_func ("/places/temporary", test_temporary);
  g_test_add_func ("/places/random", test_random);
  return g_test_run ();
}
