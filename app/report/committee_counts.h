/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All counts of the committee page in one list, with the sums that bind them: what must be hidden is found there. Of this room only. */
#pragma once

#include "figures.h"
#include "suppress.h"

G_BEGIN_DECLS

typedef enum { KIN_COMMITTEE_LOOKED_AFTER, KIN_COMMITTEE_MIX, KIN_COMMITTEE_AGENCY, KIN_COMMITTEE_THREE, KIN_COMMITTEE_COMMISSIONED, KIN_COMMITTEE_FLOWS, KIN_COMMITTEE_SIBLINGS, KIN_N_COMMITTEE_FIGURES } KinCommitteeFigure;

/* Numbers are places in the list of values. */
typedef struct
{
  KinFigure *figures[KIN_N_COMMITTEE_FIGURES];
  GArray    *values; /* gint64 */
  GArray    *lines;  /* KinSumLine */
  gboolean  *hidden; /* of each value */
  gboolean   published;
  guint      in_care, otherwise, fostered, in_house, agency, connected, three, two, all, some, none, with_siblings;
  guint      mix, commissioned, flows; /* the first of a run: one a part, three a row, four a period (entering, leaving, closing) */
} KinCommitteeCounts;

/* From the figures, which are there. */
void       kin_committee_counts_fill  (KinCommitteeCounts *counts);
/* Of the figures too. */
void       kin_committee_counts_clear (KinCommitteeCounts *counts);
gint64     kin_committee_count        (const KinCommitteeCounts *counts, guint cell);
/* The rows of the table of commissioned placements, KinFigurePart * of the figure: kinds below their group, all of them last. */
GPtrArray *kin_committee_rows         (const KinCommitteeCounts *counts);
gint64     kin_committee_flow         (const KinFigurePart *part, const KinFigure *figure, const char *name);
gboolean   kin_committee_has          (const GArray *numbers, gint64 number);

G_END_DECLS
