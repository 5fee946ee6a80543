/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One night of a home that clashes: whose placements compete, and how many are outside the terms. */
#pragma once

#include "clashes.h"

G_BEGIN_DECLS

typedef struct
{
  KinDay   on;
  GArray  *placements;     /* gint64: of those who compete, in their order of arrival */
  guint    n_outside;      /* of these, outside the terms on that night */
  gboolean has_full_terms; /* there are terms to vary: an approval in full that is not for a named child */
} KinClashBed;

KinClashBed *kin_clash_bed_read (KinReader *reader, const KinClash *clash, KinDay on);
void           kin_clash_bed_free (KinClashBed *bed);
/* When the child of a placement came; 0: the first of the last n_outside. */
KinDay         kin_clash_bed_came (KinReader *reader, const KinClashBed *bed, gint64 placement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinClashBed, kin_clash_bed_free)

G_END_DECLS
