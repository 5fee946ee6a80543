/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Providers on a day: what they run, what is agreed with them, how many of our children they have, and what that costs a week.
 *
 * A placement is with the provider that it names; else with that of its residential home, else with that of its fostering home. The
 * money is that of prices.h, so that the sums of this page are those of the page of costs. */
#pragma once

#include "prices.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      provider;       /* 0: placements that were bought outside and name no provider */
  char       *name;
  const char *kind, *whose, *grade; /* codes, "" when empty; borrowed */
  char       *telephone;      /* NULL: none */
  guint       homes, establishments; /* fostering homes that are not closed; residential homes not closed on the day */
  guint       contracts;      /* in force on the day */
  KinDay      contract_ends;  /* the first of them to end; KIN_NO_DAY: none ends */
  guint       children;       /* ours, placed with them on the day */
  guint       unpriced;       /* placements that should have a price and have none */
  KinPence    weekly[KIN_N_COSTS];
} KinProviderRow;

typedef struct
{
  KinDay   day;
  GArray  *rows;     /* KinProviderRow: those with children first, the dearest first; then by name */
  guint    children;
  KinPence weekly[KIN_N_COSTS];
} KinProviders;

KinProviders *kin_book_providers (KinReader *reader, KinDay day);
void          kin_providers_free (KinProviders *providers);
/* The placements of our children with a provider on a day: numbers of the rows in costs, by number. New array of gint64. */
GArray       *kin_book_provider_placements (KinReader *reader, const KinCosts *costs, gint64 provider);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinProviders, kin_providers_free)

G_END_DECLS
