/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked for together is approved together: the purges that an office has, sorted by what each of them belongs to. */
#pragma once

#include "command.h"
#include "extent.h"
#include "purges.h"

G_BEGIN_DECLS

/* The purge of that record; NULL: nobody has asked for it. */
const KinPurgeSaid *kin_purge_of        (const GPtrArray *purges, const KinId *record);
gboolean            kin_purge_waits     (const KinPurgeSaid *purge);
/* What is approved with a waiting purge: those that wait with the same reason from the same manager and whose record goes with its record as
 * far as this file knows. Parts come before what they belong to, and purge last, so that what is cut short can be gone on with. extent: of its
 * record; NULL: it is not known here. New array of borrowed KinPurgeSaid. */
GPtrArray          *kin_purges_together (KinReader *reader, const GPtrArray *purges, const KinPurgeSaid *purge, const KinExtent *extent);
/* NULL when the record is not known here. */
KinExtent          *kin_purge_extent    (KinReader *reader, const KinPurgeSaid *purge);

G_END_DECLS
