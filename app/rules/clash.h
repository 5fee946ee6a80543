/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clashes: records of which each is right by itself, and that cannot all be: the last bed taken twice, a child in two places.
 *
 * A function of the record alone: no "today", no order of arrival in a file, so every laptop finds the same ones. Whoever builds
 * the facts gives children numbers that sort the same everywhere. A clash is named by its rule and the ids of its records, and is
 * closed when the rule holds again or when a decision that names it covers its nights.
 *
 * The two tests of a full home are independent and both always run (Children Act 1989 Sch 7; SI 2011/581 reg 27; SI 2010/959
 * reg 23): an exemption never cures the terms, and terms for four never make four unrelated children lawful. Terms are tested
 * from the first day on which any are on record: of what was before nothing is known. A child is within the ages when he was so on the
 * day he came, and terms that run out by their own date clash with those who come later: growing up and the calendar are no clash
 * between records (the board, reviews and the agenda speak of them). Approval that somebody ended clashes with whoever is there. */
#pragma once

#include "id.h"
#include "places.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_CLASH_TERMS,      /* a home: a child outside its terms of approval, by number, age, gender or category */
  KIN_CLASH_THREE,      /* a home: more than three children, not all siblings, and no exemption names them all */
  KIN_CLASH_TWO_PLACES, /* a child: two placements on one night, neither of them a temporary one */
  KIN_CLASH_PRICES,     /* a placement: two core prices for one purpose on one day */
  KIN_CLASH_SAME_CHILD, /* two children of one name and birth date */
  KIN_CLASH_GONE,       /* a record leads to one that was deleted, or merged into another */
  KIN_N_CLASH_RULES
} KinClashRule;

/* The name in the identity of a clash: never changed. Static. */
const char *kin_clash_rule_name (KinClashRule rule);
/* What it is about, in words: "Outside the terms of approval". Static, translated. */
const char *kin_clash_rule_text (KinClashRule rule);
/* The same records by the same rule give the same id, in whatever order they come; records is sorted. */
void        kin_clash_identify  (KinId *id, KinClashRule rule, KinId *records, guint n);

/* A stretch of nights on which a home is over by the same children. */
typedef struct
{
  KinClashRule rule;      /* KIN_CLASH_TERMS, KIN_CLASH_THREE */
  KinDay       from, to;  /* the first night, and the day after the last; KIN_NO_DAY: no end */
  GArray      *children;  /* gint64, by arrival: TERMS: who competes for the bed or is shut out; THREE: all that the limit counts */
  guint        contested; /* the first of them that competes: those before had the bed already */
} KinClashNights;

/* All nights of a home, by their first day, then rule: array of KinClashNights *, owned. Planned holds and times of not being
 * available take no part: they are about tonight. */
GPtrArray *kin_clash_home  (const KinPlacesFacts *facts);
/* FALSE: it has none. TRUE: it may have; a quick answer for thousands of homes. */
gboolean   kin_clash_home_may (const KinPlacesFacts *facts);
/* Those of one night; from and to are that night. */
GPtrArray *kin_clash_night (const KinPlacesFacts *facts, KinDay on);

/* What runs over what: a placement of a child, or a price of a placement. */
typedef struct
{
  gint64   id;
  gint64   of;    /* child; placement and purpose: only what is equal is compared */
  gint64   place; /* two stays in one place are no clash; 0: not known, and not compared. Prices: 0 all, see apart */
  KinDay   from, to; /* to: the day after the last; KIN_NO_DAY: no end */
} KinClashSpan;

typedef struct
{
  guint  a, b;     /* indexes, a before b */
  KinDay from, to;
} KinClashPair;

/* Pairs that share a day, of spans sorted by of, from: array of KinClashPair. places: only pairs in two known, different places. */
GArray *kin_clash_overlaps (const KinClashSpan *spans, guint n, gboolean places);

/* What decisions leave uncovered of from..to (to: the day after the last): the first such night; KIN_NO_DAY: nothing is left. covers:
 * n pairs of first and last night (counted), KIN_NO_DAY: from ever, for ever. */
KinDay kin_clash_uncovered (KinDay from, KinDay to, const KinDay *covers, guint n);

G_END_DECLS
