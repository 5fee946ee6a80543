/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records that are one person, home or provider: everything that leads to the one leads to the other afterwards.
 *
 * The other record stays as it was, says into which it was merged, and is in no list any more; so its values are not lost, and
 * unmerging is the undo of the action. What the survivor did not say is taken over. */
#pragma once

#include "write.h"

G_BEGIN_DECLS

/* Types whose records can be merged have a link "merged_into" to their own type. */
gboolean kin_book_can_merge  (const KinType *type);

typedef struct
{
  guint  links;   /* records that will lead to the survivor */
  guint  taken;   /* fields that the survivor takes over, being empty there */
  GArray *differ; /* guint: fields in which both say something, and not the same; the survivor's stand */
} KinMergeLook;

/* What a merge would do, before anybody says yes. */
KinMergeLook *kin_book_merge_look (KinReader *reader, KinRecord *loser, KinRecord *survivor);
void          kin_merge_look_free (KinMergeLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinMergeLook, kin_merge_look_free)

/* In the work of an action (kind "merge"). Refuses two records of different types, and a record with itself. */
gboolean kin_book_merge (KinWriter *writer, KinRecord *loser, KinRecord *survivor, GError **error);

G_END_DECLS
