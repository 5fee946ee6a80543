/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all placements cost on a day: gross, without education, net to social care; who pays; what nobody has priced, and what is
 * still being paid after the child has moved. Money is pence a week. Rules and their sources: rules/costs.h. */
#pragma once

#include "costs.h"
#include "query.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      placement, child, household, establishment, provider; /* 0: none */
  const char *category;   /* commissioning category, "" for our own provision; borrowed */
  const char *place, *whose; /* placement type and provider code, "" when empty; borrowed */
  KinPence    weekly[KIN_N_COSTS];
  KinPence    parts[KIN_N_FUNDERS];
  gboolean    priced;     /* at least one line that recurs runs on the day */
  gboolean    no_price_on_purpose; /* with parents, for adoption, in custody, temporary, or a child of another authority */
  gboolean    ours;       /* FALSE: a child of another authority */
} KinCostRow;

/* A price that runs though its placement has ended (or has not begun). */
typedef struct
{
  gint64   price_line, placement, child;
  KinPence weekly;
  KinDay   since;      /* the first day of paying for nobody */
  gboolean on_purpose; /* retainer, notice, void: shown apart, not in the sum */
} KinCostUncovered;

typedef struct
{
  const char *code;    /* "" for our own provision */
  char       *label;
  guint       count;
  KinPence    weekly[KIN_N_COSTS];
  guint       above[KIN_N_COSTS][2]; /* strictly above £3,500 and £5,500 a week, on each basis */
} KinCostGroup;

typedef struct
{
  KinDay     at;
  GArray    *rows;      /* KinCostRow: placements on the day, by number */
  KinPence   weekly[KIN_N_COSTS];
  KinPence   parts[KIN_N_FUNDERS];
  KinPence   full_year;
  GArray    *groups;    /* KinCostGroup, by category in the order of the code list, our own provision first */
  GArray    *unpriced;  /* gint64: placements that should have a price and have none */
  GArray    *uncovered; /* KinCostUncovered */
  KinPence   uncovered_weekly; /* of those not on purpose */
  GPtrArray *because;   /* char * */
} KinCosts;

#define KIN_BAND_LOW ((KinPence) 350000)
#define KIN_BAND_HIGH ((KinPence) 550000)

KinCosts   *kin_book_costs_at       (KinReader *reader, KinDay at);
void        kin_costs_free          (KinCosts *costs);
/* The row of a placement; NULL: it is not live on the day. Borrowed. */
const KinCostRow *kin_costs_find    (const KinCosts *costs, gint64 placement);
/* One placement with the explanation; NULL when there is no such placement. */
KinCostsOn *kin_book_placement_cost (KinReader *reader, gint64 placement, KinDay on);
/* In a window of days, both counted. */
KinCostsBetween *kin_book_placement_cost_between (KinReader *reader, gint64 placement, KinDay a, KinDay b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinCosts, kin_costs_free)

G_END_DECLS
