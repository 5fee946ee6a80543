/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs a person today, across everything on record: each matter with the rule behind it, and the records it is about.
 *
 * A matter without items is not in the agenda. Visits and reviews are only asked for by a file that records some: a team that
 * keeps them elsewhere would be shouted at for nothing. */
#pragma once

#include "money.h"
#include "query.h"
#include "sight.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_MATTER_CONFLICT,      /* two people wrote different things into one field */
  KIN_MATTER_CLASH,         /* records that cannot all be true (clashes.h), and nobody has decided */
  KIN_MATTER_OVER,          /* a home over its terms or the limit of three, decided for now; or a child who grew out of the terms */
  KIN_MATTER_NOWHERE,       /* looked after, and no placement on record */
  KIN_MATTER_PAID_AFTER,    /* a price goes on though the child has left */
  KIN_MATTER_TEMPORARY,     /* temporary approval (regs 24, 25) ending within four weeks, or past its end */
  KIN_MATTER_VISIT,         /* a visit to a child is due within a week or overdue (reg 28) */
  KIN_MATTER_REVIEW,        /* a review is due within four weeks or overdue (reg 33) */
  KIN_MATTER_UNPRICED,      /* a placement that should have a price and has none */
  KIN_MATTER_NOT_LINKED,    /* a foster placement whose home nobody has named */
  KIN_MATTER_UNCONFIRMED,   /* a vacancy that nobody has confirmed for 14 days */
  KIN_MATTER_LOOK_AGAIN,    /* a time of not being available is to be looked at again */
  KIN_N_MATTERS
} KinMatterKind;

typedef struct
{
  gint64 record;   /* what opens: a child, home, placement, price */
  char  *title;
  char  *sentence; /* "since 3 May 2026, £912.00 a week", "was due 18 November" */
  KinDay due;      /* KIN_NO_DAY: none; else what it is sorted by */
  gboolean overdue;
  KinScope scope;  /* who may see it: an item about a price says the price */
} KinAgendaItem;

typedef struct
{
  KinMatterKind kind;
  const char   *heading; /* translated, static: "Paid after the move" */
  const char   *rule;    /* translated, static: what makes it a matter */
  char         *sum;     /* "12 children, £8,420.00 a week"; NULL: the number of items says it */
  gboolean      urgent;
  GPtrArray    *items;   /* KinAgendaItem *, the oldest first */
} KinMatter;

/* The urgent first. New array of KinMatter. */
GPtrArray *kin_book_agenda  (KinReader *reader, KinDay today);
/* Takes out what these eyes may not see, and the sum of what is taken out. */
void       kin_agenda_withhold (GPtrArray *agenda, const KinSight *sight);
/* How many items are urgent: the number beside "Today". */
guint      kin_agenda_urgent (const GPtrArray *agenda);

G_END_DECLS
