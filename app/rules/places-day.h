/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One night in a home: who takes which approved place. What places and fit both stand on; nobody else needs it. */
#pragma once

#include "places.h"

G_BEGIN_DECLS

typedef struct {
  const KinPlacesChild *child;
  KinDay since;
  KinDay until;      /* the end of the stay or hold; KIN_NO_DAY: open */
  gboolean held;
  gboolean planned;  /* held, and not yet arrived */
  gboolean respite;
  int approval;      /* index of the approval he is in; -1: over */
  gboolean in_terms; /* the approval's limits fit him */
} KinNightChild;

typedef struct {
  KinDay on;
  int terms, over, filled, held, not_available, restricted, vacant;
  int named_left, siblings_left;  /* restricted is their sum and what the usual limit leaves to siblings */
  int usual_left;
  int no_bedroom;                 /* the part of not_available that bedrooms make */
  int counted;                    /* by the usual limit */
  KinLaw usual;                   /* as kin_places_usual_limit () */
  GArray *children;               /* KinNightChild, in order of arrival */
} KinNight;

void     kin_night_fill  (KinNight *night, const KinPlacesFacts *facts, KinDay on);
void     kin_night_clear (KinNight *night);
gboolean kin_night_approval_live (const KinPlacesApproval *approval, KinDay on);
gboolean kin_night_live  (KinDay from, KinDay last, KinDay on); /* last is counted */
gboolean kin_night_share_group (const KinPlacesChild *a, const KinPlacesChild *b);
/* KIN_LAW_NONE-free reasons: which limit of the approval shuts the child out; 0 none, else one of 'a' age, 's' sex, 'c' category, 'n' named. */
char     kin_night_shuts_out (const KinPlacesApproval *approval, const KinPlacesChild *child, KinDay on);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KinNight, kin_night_clear)

G_END_DECLS
