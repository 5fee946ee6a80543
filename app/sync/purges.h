/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The purges that an office knows of: asked for by one manager, approved by another (sync.md 3.11), and who still has to answer.
 * {"purges":[{"no":1,"record":ID,"type":"child","reason":"...","asked":"u-1","asked_name":"...","asked_at":TIME,
 *   and once approved "approved":"u-2","approved_name":"...","approved_at":TIME,"seq":99,"missing":[{"device":ID,"name":"...","user":"u-3"}]}]} */
#pragma once

#include "wire.h"

G_BEGIN_DECLS

typedef struct
{
  gint64     no;
  KinId      record;
  char      *type, *reason;
  char      *asked, *asked_name; /* "u-1", and what they are called; a name may be NULL */
  gint64     asked_at;
  char      *approved, *approved_name; /* NULL: it waits for a second manager */
  gint64     approved_at, seq;
  GPtrArray *missing; /* of char *: machines that may hold it and have not answered */
} KinPurgeSaid;

void       kin_purge_said_free  (KinPurgeSaid *said);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPurgeSaid, kin_purge_said_free)
/* New array of KinPurgeSaid, in order of no; NULL with an error of KIN_WIRE_ERROR. */
GPtrArray *kin_purges_parse     (GBytes *body, GError **error);
/* {"no":1}. FALSE: it is not that. */
gboolean   kin_purge_no_parse   (GBytes *body, gint64 *no);

G_END_DECLS
