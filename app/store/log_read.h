/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log, read: the changes of a record, its heads, and its state at a position. Private to this room. */
#pragma once

#include "change.h"
#include "fold.h"
#include "reader.h"

G_BEGIN_DECLS

/* What kin_log_take expects of a row. */
#define KIN_LOG_COLUMNS "no, seq, device, n, op, held, field, base, value, first_device, first_n"
#define KIN_LOG_N_COLUMNS 11
void       kin_log_take       (KinQuery *query, KinLogChange *change);
/* Finds what bases name that came later than they, or under another name, and leaves only the changes that count (fold.h). */
void       kin_log_settle     (KinReader *reader, gint64 record, GArray *changes);
/* "device.n" of the change of that record whose id the token has ("i0192..."). New string; NULL: there is none (yet). */
char      *kin_log_name_of    (KinReader *reader, gint64 record, const char *token);

/* The changes of one record with no <= until that count, in order, as far as the reader knows. New array of KinLogChange. */
GArray    *kin_log_changes_of (KinReader *reader, gint64 record, gint64 until);
/* The state of a record at a position as a record; NULL when it did not exist then. */
KinRecord *kin_log_state_at   (KinReader *reader, const KinType *type, gint64 no, gint64 until);
/* What a record last was, deleted or not. */
KinRecord *kin_log_last_state (KinReader *reader, const KinType *type, gint64 no);
/* The value in force of a register among changes with no <= until (JSON, new reference; NULL: none). heads, if not NULL, gets
 * the numbers of all heads (gint64), the one in force first. */
struct json_object *kin_log_register_at (KinReader *reader, gint64 record, const char *field, gint64 until, GArray **heads);

/* What an action did to a register: what it found (its base), and what it left. */
typedef struct
{
  gboolean  is_there; /* FALSE: it did nothing to it */
  gint64    last;     /* its last change of it */
  struct json_object *left;
  GPtrArray *before;  /* of json_object (NULL: no value), distinct: two where it decided between them */
} KinActionOn;

void       kin_log_action_on  (KinReader *reader, gint64 record, const char *field, gint64 action, KinActionOn *on);
void       kin_action_on_clear (KinActionOn *on);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KinActionOn, kin_action_on_clear)

G_END_DECLS
