/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a KinReader. Private to this room. */
#pragma once

#include "connection.h"

G_BEGIN_DECLS

typedef struct _KinAsKnown KinAsKnown;

#define KIN_N_RECENT 256

struct _KinReader
{
  sqlite3    *db;
  gboolean    owns_db;
  GHashTable *queries; /* SQL -> KinQuery */
  KinQuery   *recent[KIN_N_RECENT]; /* by the address of the literal: saves hashing long SQL (query.c) */
  GError     *error;
  gboolean    in_action; /* the writer's: SQLite may have rolled back at an error, so nothing more is done before that is told */
  GPtrArray  *fields;  /* by type number: column lists for DML, made once (rows.c) */
  KinAsKnown *as_known; /* NULL: live */
  gpointer    kept;      /* the book's, between two questions */
  GDestroyNotify free_kept;
};

/* Takes db when owns is TRUE. */
KinReader *kin_reader_new (sqlite3 *db, gboolean owns);
/* Called around each query of an as-known reader: brings the view up to its own prefix (as_known.c). */
void       kin_as_known_enter (KinReader *reader);
void       kin_as_known_leave (KinReader *reader);
void       kin_as_known_free  (KinAsKnown *as_known);
/* For SQL composed of names out of the type tables: kept for ever by its text. */
KinQuery  *kin_reader_query_composed (KinReader *reader, const char *sql);
sqlite3_stmt *kin_query_statement (KinQuery *query);
/* Ends the query; FALSE with its error when stepping failed. */
gboolean   kin_query_done (KinQuery *query, GError **error);

G_END_DECLS
