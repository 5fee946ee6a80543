/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of figures for councillors (committee.h): the numbers first, two charts, then the tables with the definition of each. */
#pragma once

#include "committee.h"

G_BEGIN_DECLS

/* Copies nothing but takes the committee. Upright A4 unless the paper has a size. */
KinDocument *kin_committee_page     (KinCommittee *committee, const KinPaper *paper);
/* Reads, draws and writes. */
gboolean     kin_committee_page_pdf (KinReader *reader, const KinCommitteeAsk *ask, const KinPaper *paper, const char *path, GError **error);

G_END_DECLS
