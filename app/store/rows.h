/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as rows of their tables: one loop over the type's fields each way. Private to this room. */
#pragma once

#include "reader.h"

G_BEGIN_DECLS

/* Everything of a row, in the order that kin_row_read expects: "SELECT ... FROM table". */
const char *kin_row_select  (const KinType *type);
const char *kin_row_select_one (const KinType *type); /* the same with "WHERE no = ?1"; the text stays where it is */
/* The record of the query's current row, and how much of the log its reader has seen. New reference. */
KinRecord  *kin_row_read    (KinQuery *query, const KinType *type);

/* The row of a saved record, all of it. reader must be the writer's. */
gboolean    kin_row_add     (KinReader *reader, KinRecord *record, GError **error); /* there is none yet */
gboolean    kin_row_write   (KinReader *reader, KinRecord *record, GError **error);
/* One field of it, and extra when with_extra. */
gboolean    kin_row_write_field (KinReader *reader, KinRecord *record, guint field, GError **error);
gboolean    kin_row_remove  (KinReader *reader, const KinType *type, gint64 no, GError **error);
/* Into another table of the same shape (the temporary one of an as-known view). */
gboolean    kin_row_write_to (KinReader *reader, const char *table, KinRecord *record, GError **error);

/* A record from the state that the fold made. What has no field, or does not fit its own, goes to extra. Links get numbers
 * from resolve. New reference. */
typedef gint64 (*KinResolve) (const KinId *id, gpointer data);
KinRecord  *kin_row_from_state (const KinType *type, const KinId *id, gint64 no, struct json_object *state, KinResolve resolve, gpointer data);
/* One field of it: TRUE when it fitted. */
gboolean    kin_row_take_field (KinRecord *record, guint field, struct json_object *value, KinResolve resolve, gpointer data);

G_END_DECLS
