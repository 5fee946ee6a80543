/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brothers and sisters: who is with whom on a day, who is apart and since when, and every way to divide a group among homes.
 * The SSDA903 has no sibling link: groups and plans are the council's own. All, some, none and "as planned" follow Ofsted's
 * fostering data, whose categories were not verified. */
#pragma once

#include "day.h"

G_BEGIN_DECLS

#define KIN_SIBLINGS_MAX 10 /* a larger group is not searched: the ways to divide it are too many to list */

/* Where a child of the group lived. Being in care without a known home is a stay with home 0. */
typedef struct {
  gint64 child;
  gint64 home;      /* household or establishment, one number space; 0: not known, never together */
  KinDay from, to;  /* `to` is the day of leaving; KIN_NO_DAY: open */
} KinSiblingStay;

typedef struct {
  const gint64 *children; /* the members, in care or not */
  guint n_children;
  const KinSiblingStay *stays;
  guint n_stays;
} KinSiblingFacts;

typedef enum { KIN_TOGETHER_NOT_IN_CARE, KIN_TOGETHER_NO_OTHERS, KIN_TOGETHER_NONE, KIN_TOGETHER_SOME, KIN_TOGETHER_ALL } KinTogether;

typedef struct {
  gint64 a, b;
  KinDay since;     /* the first day of being both in care and in different homes without a break */
} KinSiblingPair;

typedef struct {
  guint in_care;
  KinTogether *together; /* for each child of the facts; the ones with others in care are the indicator's denominator */
  GArray *apart;         /* KinSiblingPair */
  GPtrArray *because;    /* char * */
} KinSiblings;

KinSiblings *kin_siblings_compute (const KinSiblingFacts *facts, KinDay on);
void         kin_siblings_free    (KinSiblings *siblings);

typedef struct {
  gint64 id;
  int places;            /* for children of this group */
  const gboolean *fits;  /* for each child; NULL: all fit */
} KinSiblingHome;

typedef struct {
  guint n_children;
  const KinSiblingHome *homes;
  guint n_homes;
  /* n_children * n_children, NULL for none: +1 the two must be together, -1 they must not, 0 free. Symmetric use: either half. */
  const gint8 *pairs;
} KinSiblingSearch;

typedef struct {
  guint n_homes;
  guint pairs_kept;
  int home[KIN_SIBLINGS_MAX]; /* for each child the index of the home */
} KinSiblingWay;

typedef struct {
  GArray *ways;       /* KinSiblingWay: fewest homes first, then most pairs kept; at most `most` of them, one home choice for each division */
  guint n_ways;       /* divisions that are possible, however many were asked for */
  GPtrArray *because; /* char * */
} KinSiblingWays;

/* Exact: every set partition is tried, and for each whether its parts can go to different homes. */
KinSiblingWays *kin_siblings_search    (const KinSiblingSearch *search, guint most);
void            kin_siblings_ways_free (KinSiblingWays *ways);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinSiblings, kin_siblings_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinSiblingWays, kin_siblings_ways_free)

G_END_DECLS
