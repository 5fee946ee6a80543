/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a placement costs: price lines over days, rounded once a line a window, and who pays.
 *
 * Days: the day of arrival is charged and the day of leaving is not (unless the contract says so). A price line and a
 * funding split end on their last day, which is counted; KIN_NO_DAY as an end is an open end, as a price line's start it
 * is the placement's. Sources: the public schemas for what councils record of a placement (section 251 return, Placements
 * North West census, Placements data standard); the terms of a contract (notice, leaving day, discounts) are each council's own. */
#pragma once

#include "day.h"
#include "money.h"

G_BEGIN_DECLS

typedef enum { KIN_PRICE_CORE, KIN_PRICE_ADDITIONAL, KIN_PRICE_ONE_OFF, KIN_PRICE_DISCOUNT, KIN_PRICE_RETAINER, KIN_PRICE_CREDIT } KinPriceKind;
typedef enum { KIN_PRICE_WEEK, KIN_PRICE_NIGHT, KIN_PRICE_HOUR, KIN_PRICE_MONTH, KIN_PRICE_ONCE, KIN_PRICE_PERCENT } KinPriceBasis;

typedef struct {
  gint64 id;
  KinPriceKind kind;    /* a discount or a credit takes away, whatever its sign */
  KinPriceBasis basis;
  KinPence amount;      /* pence; KIN_PRICE_PERCENT: basis points of the core lines that run on the same days */
  int hours;            /* KIN_PRICE_HOUR: hundredths of an hour a week */
  gboolean education;   /* an education line: left out on the second basis */
  gboolean on_purpose;  /* paid though nobody is placed: notice, void cost, pay during an allegation (practice) */
  KinDay from, to;      /* KIN_PRICE_ONCE: falls due on `from` */
} KinPriceLine;

typedef enum { KIN_FUNDER_SOCIAL_CARE, KIN_FUNDER_HEALTH, KIN_FUNDER_EDUCATION, KIN_FUNDER_OTHER, KIN_N_FUNDERS } KinFunder;

typedef struct {
  KinFunder funder;     /* shares of social care are not needed: it takes what remains */
  gboolean fixed;       /* FALSE: basis_points; TRUE: weekly pence */
  int basis_points;
  KinPence weekly;
  KinDay from, to;
} KinFundingSplit;

typedef struct {
  KinDay from, to;      /* of the placement; `to` is the day of leaving */
  KinDay planned_to;    /* for the forecast only */
  gboolean leaving_day_charged;
  gboolean no_price_on_purpose; /* with parents, for adoption, in custody: not unpriced */
  const KinPriceLine *lines;
  guint n_lines;
  const KinFundingSplit *splits;
  guint n_splits;
} KinCostsFacts;

typedef enum { KIN_COSTS_TOTAL, KIN_COSTS_WITHOUT_EDUCATION, KIN_COSTS_NET, KIN_N_COSTS } KinCostsBasis;

/* What is committed on a day. */
typedef struct {
  gboolean live;                   /* a child is placed on that day */
  KinPence weekly[KIN_N_COSTS];    /* on the three stated bases; one-off lines have no weekly price */
  KinPence parts[KIN_N_FUNDERS];   /* sum to weekly[KIN_COSTS_TOTAL] */
  KinPence full_year;              /* weekly total * 365 (366) / 7, by the days of that day's financial year */
  GPtrArray *because;              /* char *; NULL when it was not asked for */
} KinCostsOn;

/* What a window (both days counted) costs. */
typedef struct {
  KinPence total;
  KinPence parts[KIN_N_FUNDERS];   /* sum to the total */
  int days;                        /* in placement, as charged */
  int unpriced_days;               /* of these, without a line that recurs */
  int uncovered_days;              /* without placement, with a recurring line that nobody means to pay */
  KinPence uncovered;              /* what these cost; not in the total */
  GPtrArray *because;
} KinCostsBetween;

/* Days of a line that are charged in a window. */
int              kin_costs_days      (const KinCostsFacts *facts, const KinPriceLine *line, KinDay a, KinDay b);
/* Pence of line number `line` in a window. */
KinPence         kin_costs_line      (const KinCostsFacts *facts, guint line, KinDay a, KinDay b);
/* The weekly price of line number `line` on a day; 0 when it does not run then. */
KinPence         kin_costs_weekly    (const KinCostsFacts *facts, guint line, KinDay on);

KinCostsOn      *kin_costs_on        (const KinCostsFacts *facts, KinDay on);
KinCostsBetween *kin_costs_between   (const KinCostsFacts *facts, KinDay a, KinDay b);
/* The same without explanation and without allocation, for thousands of placements; because is NULL. */
void             kin_costs_sum_on      (const KinCostsFacts *facts, KinDay on, KinCostsOn *result);
void             kin_costs_sum_between (const KinCostsFacts *facts, KinDay a, KinDay b, KinCostsBetween *result);
/* What the window will cost as seen on `today`: later than that an open placement lasts until its planned end. */
KinPence         kin_costs_forecast  (const KinCostsFacts *facts, KinDay today, KinDay a, KinDay b);
/* Shares of an amount by the splits that run on a day. Parts always sum to the amount; a share that is too large is cut. */
void             kin_costs_split     (KinPence amount, const KinFundingSplit *splits, guint n_splits, KinDay on,
                                      KinPence parts[KIN_N_FUNDERS]);
/* above[i]: how many amounts are strictly above thresholds[i]. */
void             kin_costs_bands     (const KinPence *amounts, guint n_amounts, const KinPence *thresholds, guint n_thresholds, guint *above);
/* Weekly price to a year of so many days: weekly * days / 7. */
KinPence         kin_costs_annual    (KinPence weekly, KinDay on);
const char      *kin_costs_basis_to_text (KinCostsBasis basis);
const char      *kin_funder_to_text  (KinFunder funder);

void             kin_costs_on_free      (KinCostsOn *result);
void             kin_costs_between_free (KinCostsBetween *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinCostsOn, kin_costs_on_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinCostsBetween, kin_costs_between_free)

G_END_DECLS
