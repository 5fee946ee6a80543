/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people wrote without seeing each other, for a person to decide (log/fold.h: heads of one register with two values).
 *
 * A record that somebody changed while somebody else deleted it is one too: its register is "_exists", its values are true and
 * false. A decision is a change like any other, made on all that the decider had seen; what came since stays beside it. */
#pragma once

#include "write.h"

G_BEGIN_DECLS

typedef struct
{
  char    *value;   /* JSON; NULL: emptied. Of "_exists": "true", "false" */
  char    *by;      /* a person's name; NULL: not known */
  gint64   at;      /* ms by their clock */
  char    *seen;    /* JSON of what they had before them; NULL: nothing */
  gboolean here;    /* made on this device */
  gboolean pending; /* not yet with the office */
} KinConflictSide;

typedef struct
{
  gint64     record;
  char      *type, *field;
  char      *edited; /* of "_exists": the field that was changed after it was deleted; NULL: brought back and deleted at once */
  GPtrArray *sides;  /* KinConflictSide *: one for each value, the one in force first */
  gint64     seen;   /* the position of the log when this was read */
} KinConflict;

KinConflict *kin_conflict_copy (const KinConflict *conflict);
void       kin_conflict_free (KinConflict *conflict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinConflict, kin_conflict_free)

/* At most limit, by record: array of KinConflict *, owned. On a record that is deleted only that is asked. */
GPtrArray *kin_reader_open_conflicts (KinReader *reader, guint limit);
/* Of one record. */
GPtrArray *kin_reader_conflicts_of   (KinReader *reader, gint64 record);
/* In the work of an action (kind "decide"). Equal values need no decision, so it is refused when it is settled meanwhile. */
gboolean   kin_writer_decide (KinWriter *writer, const KinConflict *conflict, guint side, GError **error);

G_END_DECLS
