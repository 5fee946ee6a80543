/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any other encrypted database than the record: opened, written and scrubbed by its owner, on one thread. The office's log is one.
 * Statements are those of query.h. Between begin and commit the first failure is kept, nothing more is done, and commit tells it. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* create: makes the file, its owner's alone; it must not exist. Free with kin_reader_free. */
KinReader *kin_database_open      (const char *path, const guint8 key[KIN_KEY_BYTES], gboolean create, GError **error);
/* Literal SQL, several statements. */
gboolean   kin_database_run       (KinReader *database, const char *sql, GError **error);
gboolean   kin_database_begin     (KinReader *database, GError **error);
/* FALSE: nothing of it was kept. */
gboolean   kin_database_commit    (KinReader *database, GError **error);
void       kin_database_roll_back (KinReader *database);
/* Steps a statement that returns nothing, and ends it. A failure is the reader's (kin_reader_take_error). */
gboolean   kin_database_do        (KinQuery *query);
/* For SQL composed of names out of const tables: kept for ever by its text. */
KinQuery  *kin_database_query_composed (KinReader *database, const char *sql);
/* Leaves nothing of what was overwritten or deleted in the files: writes them anew. */
gboolean   kin_database_scrub     (KinReader *database, GError **error);

G_END_DECLS
