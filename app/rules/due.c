/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next day by which the law wants something done, and from what it was counted. */
#include "due.h"

#include <glib/gi18n-lib.h>

#include "because.h"

#define WEEK 7

static KinDue *
make_due (KinDay due, KinDay today)
{
  KinDue *result = g_new (KinDue, 1);

  result->due = due;
  result->overdue = due != KIN_NO_DAY && today > due;
  result->because = kin_because_new ();
  return result;
}

/* "visited on 22 December 2017", "every 6 weeks", "so by 2 February 2018". */
static KinDue *
tell (KinDay due, KinDay today, KinDay from, const char *what, const char *rule)
{
  KinDue *result = make_due (due, today);
  g_autofree char *from_text = NULL, *due_text = NULL;

  if (today == KIN_NO_DAY)
    return result;
  from_text = kin_day_to_words (from);
  due_text = kin_day_to_words (due);
  if (from_text)
    kin_because_add (result->because, "%s %s", what, from_text);
  kin_because_add (result->because, "%s", rule);
  if (due_text)
    kin_because_add (result->because, _("so by %s"), due_text);
  if (result->overdue)
    kin_because_add (result->because, _("overdue by %d days"), today - due);
  return result;
}

void
kin_due_free (KinDue *due)
{
  if (due)
    g_ptr_array_unref (due->because);
  g_free (due);
}

/* Weekly until the first review, then so many days apart. A visit owed before the review stays owed. */
static KinDay
count_from_review (const KinVisitFacts *facts, KinDay base, int then, const char **rule)
{
  if (facts->first_review == KIN_NO_DAY || facts->first_review >= base + WEEK)
    {
      *rule = _("weekly until the first review");
      return base + WEEK;
    }
  *rule = then == 42 ? _("every 6 weeks after the first review") : _("every 4 weeks after the first review");
  return base + then;
}

KinDue *
kin_due_visit (const KinVisitFacts *facts, KinDay today)
{
  KinDay visit = facts->last_visit >= facts->start ? facts->last_visit : KIN_NO_DAY;
  KinDay base = visit != KIN_NO_DAY ? visit : facts->start, due;
  const char *rule;

  if (facts->start == KIN_NO_DAY)
    return tell (KIN_NO_DAY, today, KIN_NO_DAY, "", _("no placement"));
  if (facts->before_assessment || facts->temporary || facts->interim_with_parent)
    due = count_from_review (facts, base, facts->before_assessment ? 42 : 28, &rule);
  else if (visit == KIN_NO_DAY)
    {
      due = facts->start + WEEK;
      rule = _("within a week of the start of the placement");
    }
  else if (visit < kin_day_add_months (facts->start, 12))
    {
      due = visit + 42;
      rule = _("every 6 weeks in the first year");
    }
  else if (facts->agreed_six_months && facts->long_term_foster)
    {
      due = kin_day_add_months (visit, 6);
      rule = _("every 6 months: long-term foster placement, and the child agrees");
    }
  else if (facts->long_term)
    {
      due = kin_day_add_months (visit, 3);
      rule = _("every 3 months: meant to last until 18");
    }
  else
    {
      due = visit + 42;
      rule = _("every 6 weeks");
    }
  if (facts->local_days > 0 && base + facts->local_days < due)
    {
      due = base + facts->local_days;
      rule = _("the authority's own, shorter interval");
    }
  return tell (due, today, base, visit != KIN_NO_DAY ? _("visited on") : _("placed on"), rule);
}

KinDue *
kin_due_review (const KinReviewFacts *facts, KinDay today)
{
  if (facts->care_start == KIN_NO_DAY)
    return tell (KIN_NO_DAY, today, KIN_NO_DAY, "", _("not looked after"));
  if (facts->reviews == 0 || facts->last_review == KIN_NO_DAY)
    return tell (kin_day_add_working (facts->care_start, 20), today, facts->care_start, _("looked after since"),
                 _("first review within 20 working days"));
  if (facts->reviews == 1)
    return tell (kin_day_add_months (facts->last_review, 3), today, facts->last_review, _("reviewed on"),
                 _("second review within 3 months of the first"));
  return tell (kin_day_add_months (facts->last_review, 6), today, facts->last_review, _("reviewed on"), _("reviews at most 6 months apart"));
}

KinDue *
kin_due_health (const KinHealthFacts *facts, KinDay today)
{
  KinDay due, five;

  if (facts->care_start == KIN_NO_DAY)
    return tell (KIN_NO_DAY, today, KIN_NO_DAY, "", _("not looked after"));
  if (facts->last == KIN_NO_DAY)
    return tell (kin_day_add_working (facts->care_start, 20), today, facts->care_start, _("looked after since"),
                 _("first assessment within 20 working days"));
  due = kin_day_add_months (facts->last, 6);
  five = kin_day_birthday (facts->born, 5);
  if (five != KIN_NO_DAY && due < five)
    return tell (due, today, facts->last, _("assessed on"), _("every 6 months under 5"));
  return tell (kin_day_add_months (facts->last, 12), today, facts->last, _("assessed on"), _("every 12 months from 5"));
}

KinDue *
kin_due_dental (const KinHealthFacts *facts, KinDay today)
{
  KinDay base = facts->last != KIN_NO_DAY ? facts->last : facts->care_start;

  return tell (base == KIN_NO_DAY ? KIN_NO_DAY : kin_day_add_months (base, 12), today, base,
               facts->last != KIN_NO_DAY ? _("checked on") : _("looked after since"), _("a dental check each year"));
}

KinDue *
kin_due_sdq (const KinHealthFacts *facts, KinDay today)
{
  KinDay base = facts->last != KIN_NO_DAY ? facts->last : facts->care_start, due, four;

  if (base == KIN_NO_DAY || facts->born == KIN_NO_DAY)
    return tell (KIN_NO_DAY, today, KIN_NO_DAY, "", _("not looked after"));
  four = kin_day_birthday (facts->born, 4);
  due = kin_day_add_months (base, 12);
  if (due < four)
    due = four;
  if (kin_day_age (facts->born, due) > 16)
    return tell (KIN_NO_DAY, today, base, facts->last != KIN_NO_DAY ? _("scored on") : _("looked after since"), _("not asked for after 16"));
  return tell (due, today, base, facts->last != KIN_NO_DAY ? _("scored on") : _("looked after since"), _("each year from 4 to 16"));
}

KinDue *
kin_due_temporary (KinDay from, gboolean extended, KinDay today)
{
  return tell (from == KIN_NO_DAY ? KIN_NO_DAY : from + (extended ? 24 : 16) * WEEK, today, from, _("temporarily approved on"),
               extended ? _("16 weeks, extended once by 8: then approved, or the placement ends") : _("16 weeks: then approved, extended by 8, or the placement ends"));
}

KinDue *
kin_due_emergency (KinDay placed, KinDay today)
{
  return tell (kin_day_add_working (placed, 6), today, placed, _("placed outside the terms on"),
               _("6 working days: then the terms are varied, or the placement ends"));
}

KinDue *
kin_due_carer_review (KinDay approved, KinDay last, KinDay today)
{
  KinDay base = MAX (approved, last);

  return tell (kin_day_add_months (base, 12), today, base, last > approved ? _("reviewed on") : _("approved on"),
               last > approved ? _("reviews at most a year apart") : _("first review within a year of approval"));
}

KinDue *
kin_due_unannounced (KinDay approved, KinDay last, KinDay today)
{
  KinDay base = MAX (approved, last);

  return tell (kin_day_add_months (base, 12), today, base, last > approved ? _("visited on") : _("approved on"),
               _("an unannounced visit at least once a year"));
}

KinDue *
kin_due_placement_plan (KinDay placed, KinDay today)
{
  return tell (kin_day_add_working (placed, 5), today, placed, _("placed on"), _("placement plan within 5 working days"));
}

KinDue *
kin_due_education_plan (KinDay care_start, gboolean begun, KinDay today)
{
  return tell (kin_day_add_working (care_start, begun ? 20 : 10), today, care_start, _("looked after since"),
               begun ? _("complete within 20 working days") : _("begun within 10 working days"));
}

KinDue *
kin_due_resignation (KinDay notice, KinDay today)
{
  return tell (notice == KIN_NO_DAY ? KIN_NO_DAY : notice + 28, today, notice, _("notice received on"), _("approval ends after 28 days"));
}
