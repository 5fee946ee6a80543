/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own foster homes beside those bought from agencies: how many, what they cost, why outside, and how it came about.
 *
 * Payments only: an agency's price includes support, recruitment and management, our own allowances and fees do not. Everything is
 * the figure of the same name (figures.h) or the costs of the day (prices.h), so that a number here is the number there. */
#pragma once

#include "figures.h"
#include "prices.h"

G_BEGIN_DECLS

#define KIN_AGENCY_MONTHS 13

typedef struct
{
  KinDay     at;
  KinFigure *looked_after, *commissioned, *by_category, *by_return;
  KinCosts  *costs;
  /* At the end of each month before the day, and on the day itself; foster placements by category. */
  KinDay     days[KIN_AGENCY_MONTHS];
  gint64     own[KIN_AGENCY_MONTHS], agency[KIN_AGENCY_MONTHS];
  /* Why the agency foster placements of the day are outside. */
  GPtrArray *reasons;       /* char *, translated; "Not recorded" last */
  GArray    *reason_counts; /* gint64 */
} KinAgency;

KinAgency *kin_book_agency (KinReader *reader, KinDay at);
void       kin_agency_free (KinAgency *agency);

G_END_DECLS
