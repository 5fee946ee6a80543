/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All sibling groups on a day: who of them is in care and where, together or apart and since when, and whether that is the plan.
 *
 * The plan is the together_plan of the whole group that was decided last and held on the day; where there is none, what is written
 * on the group itself. Plans for two of the children alone are judged between those two. Rules: rules/siblings.h. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_GROUP_APART,    /* at least two in care, no two of them in one home */
  KIN_GROUP_DIVIDED,  /* some together */
  KIN_GROUP_TOGETHER, /* all who are in care */
  KIN_GROUP_ONE,      /* one in care */
  KIN_GROUP_NONE,     /* nobody in care */
  KIN_N_GROUP_STATES
} KinGroupState;

typedef struct
{
  gint64        group;
  char         *name;    /* "" when it has none */
  char         *where;   /* of those in care: "Ada 7, Ben 5 at Ashdown · Pip 2 at Ivybridge"; "" when nobody is */
  guint         members, in_care, homes;
  KinGroupState state;
  KinDay        since;   /* TOGETHER: all have been in that home since; APART, DIVIDED: the first two of those apart now; else KIN_NO_DAY */
  const char   *plan;    /* code of "together_plan" or "sibling_plan", borrowed; "" for none */
  const char   *plan_list; /* which of the two lists */
  KinDay        decided, review; /* KIN_NO_DAY: not said */
  gboolean      against; /* a plan says must or should (together), and they are apart; or must not (apart), and they are together */
} KinSiblingGroupRow;

typedef struct
{
  KinDay day;
  GArray *rows; /* KinSiblingGroupRow: apart first, then divided, together, one, none; by the longest since, then by number */
  guint  counts[KIN_N_GROUP_STATES];
  guint  against;
  guint  children; /* children in care with brothers or sisters in care: each once */
} KinSiblingGroups;

KinSiblingGroups *kin_book_sibling_groups  (KinReader *reader, KinDay day);
void              kin_sibling_groups_free  (KinSiblingGroups *groups);
const char       *kin_group_state_to_text  (KinGroupState state); /* "Apart": translated, static */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinSiblingGroups, kin_sibling_groups_free)

G_END_DECLS
