/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office purges record by record; people erase a child. What was asked for together is approved together: the purges that an office has,
 * put together by what goes with what (extent.h), which two managers' laptops derive alike. */
#pragma once

#include "errands.h"
#include "extent.h"

G_BEGIN_DECLS

#define KIN_TOGETHER_REASON 1000 /* bytes of a reason */

/* The purge of that record; NULL: nobody has asked for it. */
const KinPurgeSaid *kin_purge_of      (const GPtrArray *purges, const KinId *record);
gboolean            kin_purge_waits   (const KinPurgeSaid *purge);
/* Of its record; NULL when that is not known here. */
KinExtent          *kin_purge_extent  (KinReader *reader, const KinPurgeSaid *purge);

/* What is approved with a waiting purge: those that wait with the same reason from the same manager and whose record goes with its record.
 * Parts come before what they belong to, and purge last, so that what is cut short can be gone on with. extent: of its record; NULL: it is not
 * known here. New array of borrowed KinPurgeSaid. */
GPtrArray          *kin_together      (KinReader *reader, const GPtrArray *purges, const KinPurgeSaid *purge, const KinExtent *extent);
/* What goes with it and is neither erased nor approved with it: it came after it was asked for, or somebody else has asked for it. New array of
 * numbers. */
GArray             *kin_together_left (KinReader *reader, const GPtrArray *purges, const GPtrArray *together, const KinExtent *extent);

/* Asks for all that goes, the record itself first: its number (*first) is that of all. Cut short, it is asked for again. */
gboolean            kin_together_ask     (KinErrands *errands, KinReader *reader, const KinExtent *extent, const char *reason, gint64 *first, GError **error);
gboolean            kin_together_approve (KinErrands *errands, const GPtrArray *together, GError **error);
/* This laptop gets only some scopes, so it may not know of all that goes. */
gboolean            kin_together_is_partial (KinReader *reader);

G_END_DECLS
