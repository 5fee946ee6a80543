/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be done next for a child or a carer, and by when. The due day is the last permitted day: overdue from the next.
 * Sources: SI 2010/959 regs 7 (health), 9 (placement plan), 24 and 25 (temporary approval), 28 (visits), 33 (reviews), 48 (short
 * breaks); SI 2010/2571 regs 5 to 8 (care leavers); SI 2011/581 regs 26 and 28 (carers); National Minimum Standards 2011. */
#pragma once

#include "day.h"
#include "law.h"

G_BEGIN_DECLS

typedef struct {
  KinDay due;          /* KIN_NO_DAY: nothing is due */
  gboolean overdue;    /* as seen on the day asked for */
  GPtrArray *because;  /* char * */
} KinDue;

typedef struct {
  KinDay start;               /* of the placement; of the last move to another carer */
  KinDay last_visit;          /* in this placement, child seen; KIN_NO_DAY: none */
  KinDay first_review;        /* held; KIN_NO_DAY: not yet */
  gboolean before_assessment; /* with a parent before the assessment is complete: reg 19 */
  gboolean temporary;         /* with a temporarily approved connected person: reg 24 */
  gboolean interim_with_parent; /* interim care order (C1), lives with a parent */
  gboolean long_term;         /* meant to last until 18 */
  gboolean long_term_foster;  /* U1 or U4, formally long term */
  gboolean agreed_six_months; /* the child, of sufficient understanding, agrees */
  int local_days;             /* a stricter local interval; 0: none */
} KinVisitFacts;

typedef struct {
  KinDay care_start;
  KinDay last_review;         /* KIN_NO_DAY: none */
  guint reviews;              /* held in this period of care */
} KinReviewFacts;

typedef struct {
  KinDay born, care_start;
  KinDay last;                /* KIN_NO_DAY: none in this period of care */
} KinHealthFacts;

/* For thousands of children only the day may be wanted: with KIN_NO_DAY for today nothing is overdue and nothing is explained. */
KinDue *kin_due_visit         (const KinVisitFacts *facts, KinDay today);  /* SI 2010/959 reg 28 */
KinDue *kin_due_review        (const KinReviewFacts *facts, KinDay today); /* reg 33 */
KinDue *kin_due_health        (const KinHealthFacts *facts, KinDay today); /* reg 7 */
KinDue *kin_due_dental        (const KinHealthFacts *facts, KinDay today); /* a year after the last */
KinDue *kin_due_sdq           (const KinHealthFacts *facts, KinDay today); /* yearly, ages 4 to 16 */
/* The end of temporary approval: 16 weeks (reg 24), 24 when extended (reg 25). */
KinDue *kin_due_temporary     (KinDay from, gboolean extended, KinDay today);
/* Six working days outside the terms (reg 23). */
KinDue *kin_due_emergency     (KinDay placed, KinDay today);
/* A year after approval or the last review (SI 2011/581 reg 28). */
KinDue *kin_due_carer_review  (KinDay approved, KinDay last, KinDay today);
/* A year after approval or the last unannounced visit (NMS 2011, 21.8). */
KinDue *kin_due_unannounced   (KinDay approved, KinDay last, KinDay today);
/* Five working days after the placement began (reg 9). */
KinDue *kin_due_placement_plan (KinDay placed, KinDay today);
/* Ten working days to begin, twenty to complete. */
KinDue *kin_due_education_plan (KinDay care_start, gboolean begun, KinDay today);
/* 28 days after written notice (SI 2011/581 reg 28(13)). */
KinDue *kin_due_resignation   (KinDay notice, KinDay today);
void    kin_due_free          (KinDue *due);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinDue, kin_due_free)

G_END_DECLS
