/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether children could come to a home on a day: every "no" with its law. Places are those of places.h. */
#pragma once

#include "places.h"

G_BEGIN_DECLS

typedef enum {
  KIN_FIT_NOT_APPROVED, /* no terms on that day */
  KIN_FIT_NUMBER,       /* the terms' number is used up */
  KIN_FIT_AGE,
  KIN_FIT_SEX,
  KIN_FIT_CATEGORY,
  KIN_FIT_NAMED,        /* what is left is for a named child */
  KIN_FIT_SIBLINGS,     /* what is left is for siblings */
  KIN_FIT_USUAL_LIMIT,  /* more than three, not all siblings, no exemption */
  KIN_FIT_NOT_AVAILABLE,
  KIN_FIT_BEDROOMS,
  KIN_FIT_ALREADY_HERE,
} KinFitNo;

typedef struct {
  KinFitNo no;
  KinLaw law;
  gint64 child; /* 0: all of them */
  char *text;
} KinFitReason;

typedef struct {
  gboolean fits;
  GPtrArray *reasons; /* KinFitReason *; empty when it fits */
  GPtrArray *because; /* char * */
} KinFitResult;

/* All the children together, coming on that day. A place held for one of them counts as his. */
KinFitResult *kin_fit_compute     (const KinPlacesFacts *facts, const KinPlacesChild *children, guint n_children, KinDay on);
void          kin_fit_result_free (KinFitResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinFitResult, kin_fit_result_free)

G_END_DECLS
