/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vectors of the guides for visits, reviews and approvals. */
#include "due.h"

static KinDay
day (const char *text)
{
  return text ? kin_day_from_return (text) : KIN_NO_DAY;
}

static void
assert_due (KinDue *due, const char *text)
{
  g_autofree char *got = kin_day_to_return (due->due);

  g_assert_cmpstr (got, ==, text);
  g_assert_cmpuint (due->because->len, >=, 1);
  kin_due_free (due);
}

/* Only the day, for thousands: the same day. */
static void
test_day_alone (void)
{
  KinVisitFacts facts = { .start = day ("18/12/2017"), .last_visit = day ("22/12/2017") };
  g_autoptr (KinDue) whole = kin_due_visit (&facts, day ("02/03/2018")), alone = kin_due_visit (&facts, KIN_NO_DAY);

  g_assert_cmpint (alone->due, ==, whole->due);
  g_assert_true (whole->overdue);
  g_assert_false (alone->overdue);
  g_assert_cmpuint (alone->because->len, ==, 0);
}

static void
test_visit (void)
{
  KinVisitFacts facts = { .start = day ("18/12/2017") };
  KinDay today = day ("02/02/2018");

  assert_due (kin_due_visit (&facts, today), "25/12/2017");
  facts.last_visit = day ("22/12/2017");
  assert_due (kin_due_visit (&facts, today), "02/02/2018");
  facts.last_visit = day ("30/01/2019");
  assert_due (kin_due_visit (&facts, today), "13/03/2019");
  facts.long_term = TRUE;
  assert_due (kin_due_visit (&facts, today), "30/04/2019");
  facts.agreed_six_months = facts.long_term_foster = TRUE;
  assert_due (kin_due_visit (&facts, today), "30/07/2019");
  facts.local_days = 28;
  assert_due (kin_due_visit (&facts, today), "27/02/2019");
  facts = (KinVisitFacts) { .start = day ("18/12/2017"), .temporary = TRUE };
  assert_due (kin_due_visit (&facts, today), "25/12/2017");
  facts.last_visit = day ("25/12/2017");
  assert_due (kin_due_visit (&facts, today), "01/01/2018");
  facts.last_visit = day ("19/01/2018");
  facts.first_review = day ("18/01/2018");
  assert_due (kin_due_visit (&facts, today), "16/02/2018");
  facts.before_assessment = TRUE;
  assert_due (kin_due_visit (&facts, today), "02/03/2018");
  facts = (KinVisitFacts) { 0 };
  assert_due (kin_due_visit (&facts, today), NULL);
}

static void
test_review (void)
{
  KinReviewFacts facts = { .care_start = day ("18/12/2017") };
  KinDay today = day ("19/01/2018");
  g_autoptr (KinDue) late = kin_due_review (&facts, today);
  g_autoptr (KinDue) last = kin_due_review (&facts, today - 1);

  g_assert_true (late->overdue);
  g_assert_false (last->overdue);
  assert_due (kin_due_review (&facts, today), "18/01/2018");
  facts.reviews = 1;
  facts.last_review = day ("18/01/2018");
  assert_due (kin_due_review (&facts, today), "18/04/2018");
  facts.reviews = 2;
  facts.last_review = day ("18/04/2018");
  assert_due (kin_due_review (&facts, today), "18/10/2018");
}

static void
test_others (void)
{
  KinDay today = day ("01/01/2018");
  KinHealthFacts health = { .born = day ("01/06/2014"), .care_start = day ("18/12/2017") };

  assert_due (kin_due_health (&health, today), "18/01/2018");
  assert_due (kin_due_sdq (&health, today), "18/12/2018");
  health.last = day ("10/01/2018");
  assert_due (kin_due_health (&health, today), "10/07/2018");
  health.last = day ("10/01/2019");
  assert_due (kin_due_health (&health, today), "10/01/2020"); /* five before the half year is over */
  assert_due (kin_due_dental (&health, today), "10/01/2020");
  assert_due (kin_due_temporary (day ("18/12/2017"), FALSE, today), "09/04/2018");
  assert_due (kin_due_temporary (day ("18/12/2017"), TRUE, today), "04/06/2018");
  assert_due (kin_due_temporary (day ("19/03/2018"), FALSE, today), "09/07/2018");
  assert_due (kin_due_temporary (day ("28/06/2018"), TRUE, today), "13/12/2018");
  assert_due (kin_due_emergency (day ("18/12/2017"), today), "28/12/2017");
  assert_due (kin_due_carer_review (day ("18/12/2017"), 0, today), "18/12/2018");
  assert_due (kin_due_unannounced (day ("18/12/2017"), day ("01/03/2018"), today), "01/03/2019");
  assert_due (kin_due_placement_plan (day ("18/12/2017"), today), "27/12/2017");
  assert_due (kin_due_education_plan (day ("18/12/2017"), TRUE, today), "18/01/2018");
  assert_due (kin_due_resignation (day ("01/03/2018"), today), "29/03/2018");
  assert_due (kin_due_resignation (KIN_NO_DAY, today), NULL);
  assert_due (kin_due_placement_plan (KIN_NO_DAY, today), NULL);
  assert_due (kin_due_carer_review (KIN_NO_DAY, KIN_NO_DAY, today), NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/due/day-alone", test_day_alone);
  g_test_add_func ("/due/visit", test_visit);
  g_test_add_func ("/due/review", test_review);
  g_test_add_func ("/due/others", test_others);
  return g_test_run ();
}
