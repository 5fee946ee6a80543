/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sibling groups: who belongs to which, and who is with whom on a day, since when. A child may be in several groups (two fathers,
 * two mothers); each is judged on its own. Rules and their source: rules/siblings.h. */
#pragma once

#include "query.h"
#include "siblings.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   sibling;   /* the record that puts the child into the group */
  gint64   child;     /* 0: only a name, not on this record */
  char    *name;
  char    *called;    /* by brothers and sisters: the name a child is known as, or the forename; else as name */
  char    *relation;  /* code, NULL when empty */
  KinDay   born;
  gboolean in_care;   /* on the day */
  gint64   home;      /* household or establishment on the day; 0: not known or none */
  gint64   placement; /* on the day; 0: none */
  KinTogether together; /* with those of the group who are in care; of NOT_IN_CARE for the others */
} KinGroupMember;

typedef struct
{
  gint64     group;
  char      *name;
  char      *plan;    /* code, NULL when empty */
  KinDay     day;
  GArray    *members; /* KinGroupMember, oldest first */
  guint      in_care;
  guint      homes;   /* different homes of those in care, unknown homes each for itself */
  KinDay     together_since; /* two or more in care, all in one home, without a break since; KIN_NO_DAY: they are not */
  GArray    *apart;   /* KinSiblingPair */
  GPtrArray *because; /* char * */
} KinGroup;

/* NULL when there is no such group. */
KinGroup  *kin_book_group         (KinReader *reader, gint64 group, KinDay day);
void       kin_group_free         (KinGroup *group);
/* The groups of a child, KinGroup *. */
GPtrArray *kin_book_child_groups  (KinReader *reader, gint64 child, KinDay day);
/* Of all groups with at least two members in care on the day. New array of gint64. */
GArray    *kin_book_groups_in_care (KinReader *reader, KinDay day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinGroup, kin_group_free)

G_END_DECLS
