/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The honest ways out of a clash, and taking one: ordinary records, in one action that can be undone.
 *
 * Only those that apply are offered (Children Act 1989 Sch 7; SI 2011/581 reg 27; SI 2010/959 reg 23). Outside the terms: vary
 * them (with the carers' written agreement: effect at once, never backwards), or regulation 23 for six working days from the day
 * the child came. Over three: all are brothers and sisters, or the authority exempts the children by name. Neither cures the other.
 * Else a child moves, or one was entered wrongly. Nights that are past and that nothing cures can only be written down. */
#pragma once

#include "clashes.h"
#include "write.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_WAY_VARY,
  KIN_WAY_REG23,     /* record: the child's placement; 0: those of all who came last */
  KIN_WAY_SIBLINGS,
  KIN_WAY_EXEMPTION,
  KIN_WAY_MOVE,      /* record: a placement, which ends */
  KIN_WAY_END,       /* record: a placement or price, which ends where the other begins */
  KIN_WAY_WRONG,     /* record: a placement or price, which is deleted */
  KIN_WAY_MERGE,     /* record: the child who stays */
  KIN_WAY_RESTORE,   /* what is gone comes back */
  KIN_WAY_FOLLOW,    /* to what it was merged into */
  KIN_WAY_LET_GO,    /* the link is emptied; what belonged to it goes too */
  KIN_WAY_BOTH,      /* both are right: two prices, two children */
  KIN_WAY_WRITE_DOWN /* the nights are past */
} KinWayKind;

typedef struct
{
  KinWayKind kind;
  gint64     record;
  gint64     seen;        /* what the person had seen who was offered it */
  char      *label;       /* "Regulation 23 for Ben Example: until 9 November 2026" */
  char      *explanation; /* the law, or what happens; may be NULL */
  gboolean   asks_by, asks_reason, asks_day;
  KinDay     day;         /* from when, or when it ends, unless another is said */
} KinWay;

/* What the person said. by and reason may be NULL where they are not asked for. */
typedef struct
{
  const char *by, *reason;
  KinDay      day;
} KinWayAnswer;

/* Array of KinWay *, owned, the lawful ones first. today: from which no way reaches back. */
GPtrArray *kin_clash_ways   (KinReader *reader, const KinClash *clash, KinDay today);
void       kin_way_free     (KinWay *way);
/* The name of the action that takes it: no person's name. Static, translated. */
const char *kin_way_action  (KinWayKind kind);
/* In the work of an action. Refused with a sentence when the clash is settled meanwhile, or an answer is missing. */
gboolean   kin_clash_take   (KinWriter *writer, const KinClash *clash, const KinWay *way, const KinWayAnswer *answer, KinDay today, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinWay, kin_way_free)

G_END_DECLS
