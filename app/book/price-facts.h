/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Price lines and funding splits as the rule about costs takes them, sorted by placement. */
#pragma once

#include "costs.h"
#include "query.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *lines;            /* KinPriceLine */
  GArray *line_placements;  /* gint64, beside lines */
  GArray *splits;           /* KinFundingSplit */
  GArray *split_placements; /* gint64, beside splits */
} KinPriceFacts;

/* Those that run on a day, of all placements. */
KinPriceFacts *kin_price_facts_on  (KinReader *reader, KinDay day);
/* Those that run on any day from first to last. */
KinPriceFacts *kin_price_facts_between (KinReader *reader, KinDay first, KinDay last);
/* All of one placement. */
KinPriceFacts *kin_price_facts_of  (KinReader *reader, gint64 placement);
void           kin_price_facts_free (KinPriceFacts *facts);
/* Points lines and splits of costs at those of a placement. */
void           kin_price_facts_give (const KinPriceFacts *facts, gint64 placement, KinCostsFacts *costs);
/* With parents, for adoption, in custody, in hospital or away for a while: carries no price on purpose (practice, not law). */
gboolean       kin_price_is_free    (const char *placement_type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPriceFacts, kin_price_facts_free)

G_END_DECLS
