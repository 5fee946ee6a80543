/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indicators, each with the children it counts, so that a figure opens into its list. Short breaks (V3, V4) are left
 * out everywhere. A share is blank, not nought, when its denominator is nought. Sources: the DfE's guide to
 * the SSDA903 and its national tables; NI 63 (long-term stability); Ofsted's Annex A (care leavers). */
#pragma once

#include "episodes.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  KinDay born;
  const KinEpisode *episodes; /* sorted */
  guint n_episodes;
  gboolean uasc;              /* was ever an unaccompanied asylum-seeking child */
  KinDay uasc_ceased;         /* KIN_NO_DAY: still */
  int distance;               /* tenths of a mile from home on the day asked for; -1 or 9999: not known */
} KinIndicatorChild;

typedef enum {
  KIN_INDICATOR_LOOKED_AFTER,     /* 4.1: a count; the denominator is the same list */
  KIN_INDICATOR_FOSTERED,         /* 4.5: of all looked after */
  KIN_INDICATOR_IN_HOUSE,         /* fostered with PR1, of fostered */
  KIN_INDICATOR_AGENCY,           /* fostered with PR4 or PR5, of fostered */
  KIN_INDICATOR_IN_HOUSE_OF_ALL,  /* the same, of all looked after */
  KIN_INDICATOR_AGENCY_OF_ALL,
  KIN_INDICATOR_THREE_PLACEMENTS, /* 4.6: in the 12 months to the day */
  KIN_INDICATOR_TWO_PLACEMENTS,   /* exactly two: the early warning */
  KIN_INDICATOR_LONG_TERM,        /* 4.7 */
  KIN_INDICATOR_UASC,             /* 4.5: of all looked after */
  KIN_INDICATOR_OVER_20_MILES,    /* 4.9: of those whose distance is known */
  KIN_N_INDICATORS
} KinIndicatorKind;

typedef struct {
  KinIndicatorKind kind;
  KinDay on;
  GArray *numerator;   /* gint64 ids, in the order of the children given */
  GArray *denominator;
  GPtrArray *because;  /* char * */
} KinIndicator;

KinIndicator *kin_indicator_compute (KinIndicatorKind kind, const KinIndicatorChild *children, guint n, KinDay on);
void          kin_indicator_free    (KinIndicator *indicator);
/* Tenths of a percent, half up; -1 when the denominator is nought: 162 of 181 is 895. */
int           kin_indicator_permille (guint numerator, guint denominator);

/* Children looked after on a day, by a code of the episode they live in or by age. */
typedef enum { KIN_MIX_PLACE, KIN_MIX_PROVIDER, KIN_MIX_LEGAL_STATUS, KIN_MIX_NEED, KIN_MIX_AGE_BAND } KinMixBy;

typedef struct {
  const char *code;    /* as in the return, "" when blank; age bands "0", "1-4", "5-9", "10-15", "16+" */
  GArray *children;    /* gint64 */
} KinMixRow;

/* GPtrArray of KinMixRow *, sorted by code (bands by age); the rows' codes point into the episodes. */
GPtrArray    *kin_indicator_mix     (KinMixBy by, const KinIndicatorChild *children, guint n, KinDay on);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinIndicator, kin_indicator_free)

G_END_DECLS
