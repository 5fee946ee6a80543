/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rule about places wants to know of each home, read in one pass over the tables (or for one home, along its indexes). */
#pragma once

#include "homes.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  household;
  KinHome *home;            /* names and texts are in it already; occupants are added later */
  gboolean agency;          /* the household is with an agency */
  int      bedrooms;        /* -1: not known */
  gboolean may_share;
  int      rooms_used;      /* by members of the household, on the day */
  GArray  *approvals;       /* KinPlacesApproval; categories are owned by the facts */
  GArray  *stays;           /* KinPlacesStay */
  GArray  *holds;           /* KinPlacesHold */
  GArray  *exemptions;      /* KinPlacesExemption; children are owned by the facts */
  GArray  *unavailabilities; /* KinPlacesUnavailability */
  KinDay   ended;           /* the last day from which approval was ended */
} KinHomeFacts;

typedef struct
{
  KinDay      day, today;
  GPtrArray  *homes;        /* KinHomeFacts *, by name */
  GHashTable *by_number;    /* gint64 -> KinHomeFacts, borrowed */
  GPtrArray  *kept, *lists; /* what the facts point to */
  GHashTable *people;       /* the children, of occupants.c; NULL until they are read */
} KinHomesFacts;

/* household 0: all but closed ones that nobody lives in. */
KinHomesFacts *kin_homes_facts_read (KinReader *reader, gint64 household, KinDay day, KinDay today);
/* Homes, their terms and exemptions only: nobody lives there. */
KinHomesFacts *kin_homes_facts_read_terms (KinReader *reader, gint64 household);
void           kin_homes_facts_free (KinHomesFacts *facts);
/* The facts as the rule takes them; they point into home. */
KinPlacesFacts kin_home_facts_for_rule (const KinHomeFacts *home);
/* The placements that say who is there, is away, or is to come: a new array of KinStayRow, sorted. */
GArray        *kin_homes_facts_rows (KinReader *reader, gint64 household, KinDay day, KinDay today);
/* From those, fills stays, holds and the homes' occupants (occupants.c). */
void           kin_homes_facts_take_rows (KinReader *reader, KinHomesFacts *facts, GArray *rows);

/* By the return's code; KIN_SEX_ANY: not known. */
KinSex         kin_homes_facts_sex (const char *code);
/* A child as the rule takes it; borrowed from the facts. */
const KinPlacesChild *kin_homes_facts_child (KinReader *reader, KinHomesFacts *facts, gint64 child);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinHomesFacts, kin_homes_facts_free)

G_END_DECLS
