/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who did what when, and taking it back. */
#pragma once

#include "write.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  no;        /* the action's number in this file */
  char   *kind;      /* "edit", "import", "undo" ... */
  char   *label;     /* in words */
  char   *by;        /* a person's name as this file knows it */
  gint64  at;        /* milliseconds */
  gint64  undoes;    /* the action that this one took back, or 0 */
  gint64  undone_by; /* the action that took this one back and stands, or 0 */
  guint64 n_changes;
  gboolean pending;  /* not yet with the office */
} KinAction;

typedef struct
{
  gint64   no;      /* position in the log */
  gint64   action;
  gint64   record;
  char    *type;    /* by name, also one this version does not know */
  char    *op;      /* "create", "set", "delete", "restore" */
  char    *field;   /* NULL but for "set" */
  char    *value;   /* JSON, NULL for no value */
  char    *by;
  gint64   at;
  char    *label;   /* of its action */
} KinChange;

void kin_action_free (KinAction *action);
void kin_change_free (KinChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinAction, kin_action_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinChange, kin_change_free)

/* Newest first; before 0: from the newest. Arrays own their items. */
GPtrArray *kin_reader_actions (KinReader *reader, gint64 before, guint limit);
GPtrArray *kin_reader_changes (KinReader *reader, gint64 record, guint limit); /* of one record; 0: of all */
KinAction *kin_reader_action  (KinReader *reader, gint64 no);

/* The newest action of this device that undo (redo) would take back; NULL when there is none. */
KinAction *kin_reader_undoable (KinReader *reader);
KinAction *kin_reader_redoable (KinReader *reader);

/* Takes back a whole action: each of its changes that is still in force gets its old value; what others have changed since is
 * left and said in left (an array of sentences, may be NULL). Of an import: everything, in one transaction. Undo of an undo is
 * redo. The result is an action of its own, and its number is returned in undo (may be NULL). */
gboolean kin_store_undo        (KinStore *store, gint64 action, GPtrArray *left, gint64 *undo, GCancellable *cancellable, GError **error);
void     kin_store_undo_async  (KinStore *store, gint64 action, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean kin_store_undo_finish (KinStore *store, GAsyncResult *result, GPtrArray **left, gint64 *undo, GError **error);

/* Those of this device that are not yet with the office, whole or in part: newest first, as kin_reader_actions (). In a file that has
 * not joined an authority that is all of them. */
GPtrArray *kin_reader_unsent   (KinReader *reader, gint64 before, guint limit);

/* How many changes have no receipt yet. */
gint64   kin_reader_n_pending  (KinReader *reader);

/* How many of this file's changes the office has and holds until a manager admits them. */
gint64   kin_reader_n_held     (KinReader *reader);

/* Fields of a record about which two people disagree: names, and the values that stand beside the one in force. Two who say the
 * same agree. */
GPtrArray *kin_reader_conflicts (KinReader *reader, gint64 record); /* of KinChange: all heads of the contested fields */

G_END_DECLS
