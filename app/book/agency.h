/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own foster homes beside those bought from agencies: how many, what they cost, what one costs, why outside, and how it came
 * about.
 *
 * Payments only: an agency's price includes support, recruitment and management, our own allowances and fees do not. The numbers
 * of a day are those of the figures "looked-after", "commissioned" and "agency-share" (figures.h) and of the costs (prices.h). Two bases
 * (the council's categories, the return's codes) and two denominators (the fostered, all looked after) are in use; each stands
 * beside its name. A cost per child is the weekly sum over those who have a price. */
#pragma once

#include "prices.h"

G_BEGIN_DECLS

#define KIN_AGENCY_MONTHS 13

/* Foster placements by whose provision they are on the return (placement_provider). */
typedef enum { KIN_PROVISION_OWN, KIN_PROVISION_OTHER, KIN_PROVISION_AGENCY, KIN_N_PROVISIONS } KinProvision;

typedef struct
{
  guint    children, priced; /* priced: those with a weekly price */
  KinPence gross, net;       /* a week */
} KinAgencySum;

/* At the end of a month before the day, or on the day itself. */
typedef struct
{
  KinDay       day;
  guint        looked_after, fostered; /* fostered: by the return, U1 to U6 */
  KinAgencySum by_return[KIN_N_PROVISIONS];
  guint        fostered_by_category, agency_by_category;
} KinAgencyMonth;

/* One line of the day's table: all placements of our children, by category; own provision first. */
typedef struct
{
  const char  *code;  /* "" for own provision; borrowed */
  char        *label;
  KinAgencySum sum;
  KinPence     without_education;
  guint        above[2]; /* strictly above £3,500 and £5,500 a week, without education */
} KinAgencyLine;

typedef struct
{
  KinDay         at;
  guint          commissioned;  /* placements of our children bought from outside, on the day */
  KinAgencyMonth months[KIN_AGENCY_MONTHS]; /* the last is the day */
  GArray        *lines;         /* KinAgencyLine */
  /* Why the agency foster placements of the day are outside. */
  GPtrArray     *reasons;       /* char *, translated; "Not recorded" last */
  GArray        *reason_counts; /* gint64 */
} KinAgency;

KinAgency  *kin_book_agency          (KinReader *reader, KinDay at);
void        kin_agency_free          (KinAgency *agency);
const char *kin_provision_to_text    (KinProvision provision); /* translated, static */
/* Pence a week, half up; -1: nobody has a price. */
KinPence    kin_agency_per_child     (const KinAgencySum *sum);
/* Tenths of a per cent, half up; -1: of nobody. */
int         kin_agency_share         (guint part, guint whole);
void        kin_agency_add           (KinAgencySum *sum, const KinAgencySum *more);

G_END_DECLS
