/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which changes of a record stand: the fold's rule (store/log/fold.h) without its values, worked out anew from the rows whenever it is
 * asked, so that there is nothing that could be out of date.
 *
 * A set, delete or restore is superseded when a live change of the same record and register, or a live create, names it. Live is
 * what was never held, or has been admitted. Creates, admits, purges and what is still held always stand. */
#pragma once

#include "accounts.h"
#include "wire.h"

G_BEGIN_DECLS

typedef struct
{
  gint64         seq, received;
  gint64         device_no, n;
  KinId          device, id;
  gboolean       held, admitted; /* admitted: held once, and taken by folds now */
  gboolean       stands;
  char          *body;     /* NULL: the record has so many rows that it was let go of; kin_standing_text reads it again */
  gsize          length;
  char          *field, *base; /* NULL where the record has one row only, which nothing has to be asked of */
  int            scope;
  KinOp          op;
  guint         *named;    /* the rows that its base names and that are here */
  guint          n_named;
} KinStandingRow;

/* The rows of a record up to a seq, in their order. New array of KinStandingRow. */
GArray *kin_standing_of_record (KinLog *log, const KinId *record, gint64 until);

/* Records after that one in order of their ids, with all their rows, until there are as many rows as wished; calls each once per
 * record, and stops after one for which it returns FALSE. FALSE when nothing follows the last of them, which is left in `after`. */
typedef gboolean (*KinStandingFunc) (const KinId *record, GArray *rows, gpointer data);
gboolean kin_standing_walk (KinLog *log, KinId *after, guint wished, KinStandingFunc each, gpointer data);

/* The body of a row as it came; new string. */
char *kin_standing_text (KinLog *log, const KinStandingRow *row);

/* The body of a row that stands, for somebody who is not given what is superseded: its base also names the rows that always stand
 * and that it supersedes through others, as else they would be heads again. New string, or NULL: the body as it is will do. */
char *kin_standing_body (KinLog *log, const GArray *rows, guint i);

G_END_DECLS
