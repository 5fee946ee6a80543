/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a child shows besides the form: lanes of bars over time, where the child is now, and the brothers and sisters. */
#pragma once

#include "brothers.h"
#include "money.h"

G_BEGIN_DECLS

typedef enum { KIN_LANE_CARE, KIN_LANE_STATUS, KIN_LANE_PLACEMENT, KIN_LANE_SIBLING } KinLaneKind;
typedef enum { KIN_BAR_PLAIN, KIN_BAR_TEMPORARY, KIN_BAR_AGENCY, KIN_BAR_IN_HOUSE, KIN_BAR_TOGETHER, KIN_BAR_APART, KIN_BAR_PLANNED } KinBarTone;

typedef struct
{
  KinDay     from, to;  /* to: the day of leaving; KIN_NO_DAY: still */
  char      *text;      /* "C2 Full care order", "Ashdown · £404.00", "together" */
  char      *code;      /* the code behind it; NULL: none */
  gint64     record;    /* 0: derived */
  KinBarTone tone;
} KinBar;

typedef struct
{
  KinLaneKind kind;
  char       *label;    /* "Looked after", "With Ben, 5" */
  gint64      sibling;  /* of a sibling lane: the child; else 0 */
  GArray     *bars;     /* KinBar, by day */
} KinLane;

typedef struct
{
  gint64     child;
  KinDay     day;
  char      *name;
  char      *age;       /* "7 years 2 months", "5 months", "not born yet, expected 3 May 2027"; "" when not known */
  char      *care;      /* "looked after for 1 year 5 months", "not looked after" */
  gboolean   in_care, ours, protected_address;
  gint64     placement; /* the one in force on the day; 0: none */
  gint64     home;      /* household or establishment; 0: none, or not linked */
  char      *where;     /* where.h; "" when nowhere */
  KinDay     since;
  KinPence   weekly;    /* gross on the day; -1: not priced, or not read */
  GPtrArray *lanes;     /* KinLane *: care, statuses, placements, then one a sibling */
  GPtrArray *groups;    /* KinGroup * */
} KinChildLife;

/* NULL when there is no such child. Prices are read only for who may see them (money): nothing else can show them then. */
KinChildLife *kin_book_child   (KinReader *reader, gint64 child, KinDay day, gboolean money);
void          kin_child_life_free (KinChildLife *life);
/* "7 years 2 months". New string. */
char         *kin_age_in_words (KinDay born, KinDay on);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinChildLife, kin_child_life_free)

G_END_DECLS
