/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One SQLCipher connection: opened with the raw key or refused, and SQLite's errors as sentences. Private to this room. */
#pragma once

#include <sqlite3.h>

#include "store.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_CONNECTION_READER, /* may create temporary views, never writes the file */
  KIN_CONNECTION_WRITER
} KinConnectionRole;

/* must_exist FALSE: makes the file. */
sqlite3 *kin_connection_open  (const char *path, const guint8 key[KIN_KEY_BYTES], KinConnectionRole role, gboolean must_exist, GError **error);
/* An empty file that is its owner's alone, where there is none: SQLite would make it for all to read. Its log takes after it. */
void     kin_connection_make_private (const char *path);
/* Runs literal SQL (several statements). */
gboolean kin_connection_run   (sqlite3 *db, const char *sql, GError **error);
/* The connection's last error as one of ours. Always FALSE, for return. */
gboolean kin_connection_fail  (sqlite3 *db, GError **error);
/* One integer, 0 when there is none. */
gint64   kin_connection_number (sqlite3 *db, const char *sql);
/* The same; FALSE when it could not be read, which is not the same as none. */
gboolean kin_connection_read  (sqlite3 *db, const char *sql, gint64 *number, GError **error);
/* The whole of a compiled-in SQL file (resources/sql). */
char    *kin_connection_resource (const char *name);

/* A statement kept as long as the connection lives; NULL with the error. */
sqlite3_stmt *kin_connection_prepare (sqlite3 *db, const char *sql, GError **error);

/* What was overwritten is in none of the file's bytes any more: pages that were split or merged keep old bytes in their gaps, whatever
 * secure_delete says, so the file is written anew, and its log emptied. Nobody else may be reading it for long. */
gboolean kin_connection_scrub (sqlite3 *db, GError **error);

/* Pages and indexes; adds what is wrong to problems, which may be NULL. */
gboolean kin_connection_is_sound (sqlite3 *db, GPtrArray *problems);

/* Resets the statement and, in debug builds, warns of a full scan that its SQL does not own up to. */
void     kin_connection_reset (sqlite3_stmt *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
