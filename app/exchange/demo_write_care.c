/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done for the children who are in care today: visits, reviews, and the plan for brothers and sisters.
 *
 * Nearly all in time (SI 2010/959 regs 28 and 33): a few are late, so that there is something to do. */
#include "child_life.h"
#include "demo_plan.h"

#define KEPT 3 /* of each child's visits and reviews the latest */

static gboolean
write_visit (DemoUnit *unit, DemoOut *out, const DemoChild *child, KinDay day, gboolean first)
{
  KinRecord *record = kin_demo_record (out, &kin_visit);

  kin_record_set_link (record, KIN_VISIT_CHILD, child->no);
  kin_record_set_text (record, KIN_VISIT_KIND, first ? "first_week" : "statutory");
  kin_record_set_day (record, KIN_VISIT_VISITED, day);
  kin_record_set_text (record, KIN_VISIT_BY, kin_demo_worker (child->group != DEMO_NONE ? (guint) DEMO_GROUP (unit, child->group)->first : child->number));
  kin_record_set_flag (record, KIN_VISIT_SEEN, TRUE);
  kin_record_set_flag (record, KIN_VISIT_SEEN_ALONE, kin_day_age (child->born, day) >= 5);
  kin_record_set_flag (record, KIN_VISIT_BEDROOM_SEEN, day % 2 == 0);
  return kin_demo_put (out, record) != 0;
}

/* Every four to six weeks since the child lives there. */
static gboolean
write_visits (DemoUnit *unit, DemoOut *out, const DemoSpell *spell)
{
  const DemoChild *child = DEMO_CHILD (unit, spell->child);
  const DemoStay  *stay = &spell->stays[spell->n_stays - 1];
  gboolean         late = kin_demo_chance (&unit->random, 35);
  int              between = stay->kind == DEMO_PARENT ? 25 : 38;
  KinDay           day = unit->today - kin_demo_between (&unit->random, late ? 44 : 0, late ? 60 : between - 4), days[KEPT];
  guint            n = 0;

  while (n < KEPT && day > stay->from + 6)
    {
      days[n++] = day;
      day -= kin_demo_between (&unit->random, between - 12, between);
    }
  if (n < KEPT && stay->from + 4 <= unit->today)
    days[n++] = stay->from + 4;
  while (n-- > 0)
    if (!write_visit (unit, out, child, days[n], days[n] == stay->from + 4))
      return FALSE;
  return TRUE;
}

static gboolean
write_review (DemoOut *out, const DemoChild *child, KinDay due, KinDay held)
{
  static const char *const parts[] = { "PN1", "PN1", "PN2", "PN1", "PN6", "PN7", "PN4" };
  KinRecord *record = kin_demo_record (out, &kin_review);

  kin_record_set_link (record, KIN_REVIEW_CHILD, child->no);
  kin_record_set_text (record, KIN_REVIEW_KIND, "looked_after");
  kin_record_set_day (record, KIN_REVIEW_DUE, due);
  kin_record_set_day (record, KIN_REVIEW_HELD, held);
  kin_record_set_text (record, KIN_REVIEW_PARTICIPATION, kin_day_age (child->born, held) < 4 ? "PN0" : parts[(child->number + (guint) held) % G_N_ELEMENTS (parts)]);
  kin_record_set_text (record, KIN_REVIEW_OFFICER, kin_demo_worker (child->number / 7 + 9));
  return kin_demo_put (out, record) != 0;
}

/* The first within 20 working days, the second within three months of it, then every six. */
static gboolean
write_reviews (DemoUnit *unit, DemoOut *out, const DemoSpell *spell)
{
  const DemoChild *child = DEMO_CHILD (unit, spell->child);
  KinDay due[KEPT], held[KEPT], next_due = kin_day_add_working (spell->from, 20), next = next_due - kin_demo_between (&unit->random, 1, 9);
  guint  n = 0, kept;

  while (next <= unit->today && !(unit->today - next < 20 && kin_demo_chance (&unit->random, 250)))
    {
      due[n % KEPT] = next_due;
      held[n % KEPT] = next;
      n++;
      next_due = kin_day_add_months (next, n == 1 ? 3 : 6);
      next = next_due - kin_demo_between (&unit->random, 1, 12);
    }
  kept = MIN (n, KEPT);
  for (guint i = n - kept; i < n; i++)
    if (!write_review (out, child, due[i % KEPT], held[i % KEPT]))
      return FALSE;
  return TRUE;
}

static gboolean
write_plan (DemoUnit *unit, DemoOut *out, const DemoGroup *group)
{
  KinRecord *record = kin_demo_record (out, &kin_together_plan);
  KinDay     decided = DEMO_SPELL (unit, DEMO_CHILD (unit, group->first)->first)->from;

  kin_record_set_link (record, KIN_TOGETHER_PLAN_GROUP, group->no);
  kin_record_set_text (record, KIN_TOGETHER_PLAN_PLAN, group->apart ? (group->first % 3 == 0 ? "must_not" : "may") : group->first % 3 == 0 ? "must" : "should");
  kin_record_set_day (record, KIN_TOGETHER_PLAN_DECIDED, MIN (decided + 10, unit->today));
  kin_record_set_text (record, KIN_TOGETHER_PLAN_DECIDED_BY, kin_demo_worker ((guint) group->first));
  kin_record_set_text (record, KIN_TOGETHER_PLAN_REASON, group->apart ? "Assessed apart: what each of them needs differs." : "Assessed together: they are close and want to live together.");
  kin_record_set_day (record, KIN_TOGETHER_PLAN_REVIEW, unit->today + 30 + (KinDay) (group->first % 120));
  return kin_demo_put (out, record) != 0;
}

static gboolean
write_plans (DemoUnit *unit, DemoOut *out)
{
  g_autofree guint *in_care = g_new0 (guint, unit->groups->len + 1);

  for (guint i = 0; i < unit->spells->len; i++)
    {
      const DemoSpell *spell = DEMO_SPELL (unit, i);
      int              group = DEMO_CHILD (unit, spell->child)->group;

      if (spell->to == KIN_NO_DAY && group != DEMO_NONE)
        in_care[group]++;
    }
  for (guint i = 0; i < unit->groups->len; i++)
    if (in_care[i] > 1 && DEMO_GROUP (unit, i)->no != 0 && !write_plan (unit, out, DEMO_GROUP (unit, i)))
      return FALSE;
  return TRUE;
}

gboolean
kin_demo_write_care (DemoUnit *unit, DemoOut *out)
{
  for (guint i = 0; i < unit->spells->len; i++)
    {
      const DemoSpell *spell = DEMO_SPELL (unit, i);

      if (spell->to != KIN_NO_DAY || spell->kind == DEMO_OTHER_AUTHORITY)
        continue;
      if ((spell->kind == DEMO_CARE && !write_visits (unit, out, spell)) || !write_reviews (unit, out, spell))
        return FALSE;
    }
  return write_plans (unit, out);
}
