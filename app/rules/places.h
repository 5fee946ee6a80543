/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many children a home may take tonight, and why.
 *
 * Five limits are kept apart: terms of approval, the usual limit of three (both always tested), unavailability,
 * places held for a child, bedrooms. On every day, for every input:
 *   terms + over = filled + held + not_available + restricted + vacant_firm + vacant_unconfirmed, none of them negative.
 *
 * Days: a stay and a hold end on the day the child leaves or arrives, which is not counted (nights). An approval, an
 * exemption and an unavailability end on their last day, which is counted. KIN_NO_DAY as an end is an open end.
 * Nothing here owns the facts' strings or arrays. Sources: Children Act 1989 Sch 7 (three children); SI 2010/959 regs 23
 * (emergency), 24, 25 and 25A (temporary approval); SI 2011/581 (terms of approval). The reasons why a place is not available
 * are our own list: Ofsted's was not found. */
#pragma once

#include "day.h"
#include "law.h"

G_BEGIN_DECLS

#define KIN_PLACES_GROUPS 4
#define KIN_PLACES_USUAL_LIMIT 3
#define KIN_PLACES_CONFIRM_DAYS 14

typedef enum { KIN_SEX_ANY, KIN_SEX_FEMALE, KIN_SEX_MALE } KinSex; /* of a child: KIN_SEX_ANY is not known */

typedef enum {
  KIN_APPROVAL_FULL,
  KIN_APPROVAL_TEMPORARY,          /* reg 24: ends 16 weeks after `from` at the latest */
  KIN_APPROVAL_TEMPORARY_EXTENDED, /* reg 25: 24 weeks */
} KinApprovalKind;

typedef struct {
  gint64 id;
  KinApprovalKind kind;
  KinDay from, to;
  int places;                     /* outside 0 to 99 it is taken as the nearer of the two */
  int age_min, age_max;           /* completed years; -1: no limit */
  KinSex sex;                     /* KIN_SEX_ANY: either */
  const char *const *categories;  /* NULL-terminated codes; NULL or empty: any */
  gint64 named_child;             /* 0: not for a named child */
  gboolean siblings_only;
} KinPlacesApproval;

typedef struct {
  gint64 id;                      /* of the child; a child is counted once a day however many stays there are */
  const char *name;               /* for the explanation; may be NULL */
  KinDay born;                    /* KIN_NO_DAY: not known, passes every age limit */
  KinSex sex;
  gint64 groups[KIN_PLACES_GROUPS]; /* sibling groups the child belongs to, 0 where there is none */
  const char *category;           /* what the placement is: a code as in the approval's; NULL: not known, passes */
} KinPlacesChild;

typedef struct {
  KinPlacesChild child;
  KinDay from, to;
  gboolean respite;               /* for the explanation only */
} KinPlacesStay;

typedef enum { KIN_HOLD_AWAY, KIN_HOLD_PLANNED } KinHoldKind;

/* A place kept for a child who is away for a while (T0 to T4: his stay may be closed or still open), or who is to come. */
typedef struct {
  KinPlacesChild child;
  KinHoldKind kind;
  KinDay from, to;
} KinPlacesHold;

typedef struct {
  KinDay from, to;
  const gint64 *children;         /* the children it names */
  guint n_children;
} KinPlacesExemption;

typedef struct {
  KinDay from, to;
  int places;                     /* 0: the whole home */
  const char *reason;             /* words; may be NULL */
} KinPlacesUnavailability;

typedef struct {
  const KinPlacesApproval *approvals;
  guint n_approvals;
  const KinPlacesStay *stays;
  guint n_stays;
  const KinPlacesHold *holds;
  guint n_holds;
  const KinPlacesExemption *exemptions;
  guint n_exemptions;
  const KinPlacesUnavailability *unavailabilities;
  guint n_unavailabilities;
  int bedroom_places;             /* children that the bedrooms take; -1: not known */
  KinDay confirmed;               /* when the household last said that it can take a child; KIN_NO_DAY: never */
  int confirm_days;               /* for how long that holds; 0: KIN_PLACES_CONFIRM_DAYS */
  KinDay ended;                   /* from when approval was ended, by a decision or by notice; KIN_NO_DAY: never. Clashes ask */
} KinPlacesFacts;

/* What is not as it must be, and until when it may last. */
typedef struct {
  KinLaw law;
  gint64 child;                   /* 0: the home as a whole */
  KinDay ends;                    /* the last day allowed; KIN_NO_DAY: not allowed at all as recorded */
  char *text;
} KinPlacesBreach;

typedef struct {
  KinDay on;
  int terms, over;
  int filled, held, not_available, restricted, vacant_firm, vacant_unconfirmed;
  int children;                   /* that the usual limit counts: placed or away, under 18 */
  gboolean usual_ok;              /* the usual limit is kept, or lawfully exceeded */
  KinDay next_change;             /* first later day (within 366) on which firm + unconfirmed differs; KIN_NO_DAY: none */
  int next_vacant;                /* and what it is then */
  GPtrArray *breaches;            /* KinPlacesBreach * */
  GPtrArray *because;             /* char * */
} KinPlacesResult;

KinPlacesResult *kin_places_compute     (const KinPlacesFacts *facts, KinDay on);
void             kin_places_result_free (KinPlacesResult *result);
/* The last day of a temporary approval, or of the approval as written; KIN_NO_DAY: open. */
KinDay           kin_places_approval_end (const KinPlacesApproval *approval);
/* The last of the six working days of an emergency placement outside the terms (reg 23). */
KinDay           kin_places_emergency_end (KinDay placed);
/* Schedule 7 to the Children Act 1989 on its own: the law by which these children may live together, or KIN_LAW_NONE for a
 * breach. Up to three: KIN_LAW_USUAL_LIMIT. */
KinLaw           kin_places_usual_limit (const KinPlacesChild *const *children, guint n_children,
                                         const KinPlacesExemption *exemptions, guint n_exemptions, KinDay on);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPlacesResult, kin_places_result_free)

G_END_DECLS
