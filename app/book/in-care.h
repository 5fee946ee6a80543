/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our children in care on a day, with the legal status and the placement that each is in: a child is looked after from the
 * first day of a period of care and not on the day of leaving (DfE, guide to the SSDA903). Where records overlap the one that
 * began last counts. Those under V3 or V4 (series of short breaks) are left out. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      child;
  KinDay      since;      /* of the period of care */
  const char *status;     /* legal status; "" for none. Codes are interned */
  gint64      placement;  /* 0: none on record */
  gint64      home;       /* household or establishment; 0: not known */
  const char *place, *whose, *category;
  KinDay      placed;
} KinInCare;

/* By child. New array of KinInCare. */
GArray *kin_in_care_on   (KinReader *reader, KinDay day);
/* The same for several days, in rising order, read in one go: a GArray for each. */
GPtrArray *kin_in_care_series (KinReader *reader, const KinDay *days, guint n);
/* NULL when the child is not among them. */
const KinInCare *kin_in_care_find (GArray *children, gint64 child);
/* The home that a child in a temporary placement (T0 to T4) is to return to; of any other child the one he is in. */
gint64           kin_in_care_lasting_home (KinReader *reader, const KinInCare *child);

G_END_DECLS
