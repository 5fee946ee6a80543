/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far erasing a record reaches (sync.md 3.11). The office purges one record at a time; a child is many.
 *
 * What goes with it, deleted or not, since the log keeps the words of what was deleted:
 *   its parts and theirs, as they are deleted with it (KIN_OWNER), and what was merged into it;
 *   what cannot be without it: a required link (a request's or an exemption's line for this child);
 *   where it is a child, a home, a carer or an agency, what is about nothing else: every link that it has leads to something that goes
 *   (rows of returns, requests for this child alone). No home is about its agency, though.
 * What also speaks of others (a brother's plan, a placement in a home that is erased) stays, and is for a person to judge. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *going; /* of gint64, the record itself first: each after something it belongs to */
  GArray *staying; /* of gint64: records that have a link to one of them */
} KinExtent;

/* New. Looks through all that links and all that was ever deleted: not for while a person types. */
KinExtent *kin_reader_extent (KinReader *reader, gint64 record);
void       kin_extent_free   (KinExtent *extent);
gboolean   kin_extent_has    (const KinExtent *extent, gint64 record); /* it goes */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinExtent, kin_extent_free)

G_END_DECLS
