/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of one authority, in SQLite or in PostgreSQL: the seam below which the two differ and above which nothing knows.
 *
 * What the office does with the tables is written once, in SQL that both understand; a backend (KinLogKind) opens, asks, adds
 * many rows fast, and commits. One authority is one SQLite file or one PostgreSQL schema, so no SQL names an authority, and none can
 * read or write another's.
 *
 * The SQL that is used: parameters ?1, ?2 ... (a backend may rewrite them: they never stand in a literal); SELECT with WHERE, ORDER BY
 * and LIMIT; count, sum, max, min, coalesce; INSERT ... ON CONFLICT (...) DO NOTHING or DO UPDATE SET x = excluded.x; UPDATE; DELETE; LIKE of what has small
 * letters alone.
 * No RETURNING, no bit operations, no upper/lower, no dates. Integers are 64 bits, texts UTF-8 without NUL, blobs bytes. Words that
 * either reserves ("by", "user", "order") are not used as names.
 *
 * Transactions: begin takes the authority's write lock before anything is read, so that reading the head, counting on and committing
 * is one step among all processes: the order of numbers is the order of commits. (SQLite: BEGIN IMMEDIATE. PostgreSQL: BEGIN, then
 * UPDATE authority SET head = head, which waits for whoever has it.) Between begin and commit the first failure is kept, further statements do nothing and have no
 * rows, and commit fails with it and leaves everything as it was. Outside a transaction a failed statement has no rows, and
 * kin_log_take_error tells. A committed transaction survives a power cut.
 *
 * One KinLog belongs to one thread. An ask is ended before the main loop turns. */
#pragma once

#include <gio/gio.h>

#include "id.h"

G_BEGIN_DECLS

typedef struct _KinLog KinLog;
typedef struct _KinAsk KinAsk;

/* Where the authorities of an endpoint are. */
typedef struct
{
  const char   *state; /* the state folder */
  const char   *url;   /* "postgresql://..."; NULL: SQLCipher files in the state folder, */
  const guint8 *key;   /* encrypted with these 32 bytes */
} KinLogPlace;

/* A table as rows are added to it: kinds has a letter a column, i integer, t text, b blob. */
typedef struct
{
  const char *name;
  const char *columns; /* "seq, device, n" */
  const char *kinds;   /* "iii" */
} KinLogTable;

typedef struct
{
  gint64      i;
  const void *bytes; /* of text and blob; NULL is NULL */
  gsize       n;
} KinCell;

typedef struct
{
  const char *name; /* "SQLite" */
  void        (*close)      (KinLog *log);
  gboolean    (*begin)      (KinLog *log, GError **error);
  gboolean    (*commit)     (KinLog *log, GError **error);
  void        (*roll_back)  (KinLog *log);
  GError     *(*take_error) (KinLog *log);
  /* Statements. sql is a literal, or kept as long as the log: it may be remembered by its address. */
  gpointer    (*ask)        (KinLog *log, const char *sql);
  void        (*bind_int)   (gpointer statement, int index, gint64 value); /* index from 1 */
  void        (*bind_text)  (gpointer statement, int index, const char *value);
  void        (*bind_blob)  (gpointer statement, int index, const void *bytes, gsize n);
  gboolean    (*next)       (gpointer statement);
  gint64      (*get_int)    (gpointer statement, int column); /* from 0; 0 for NULL */
  const char *(*get_text)   (gpointer statement, int column, gsize *n); /* valid until next; NULL for NULL */
  const void *(*get_blob)   (gpointer statement, int column, gsize *n);
  void        (*end)        (gpointer statement); /* runs it first if it was never stepped */
  /* Rows all at once, as fast as the backend can (COPY). cells: one row after the other. */
  void        (*add)        (KinLog *log, const KinLogTable *table, const KinCell *cells, guint n_rows);
  /* After a purge: what was overwritten is in none of the files. */
  gboolean    (*scrub)      (KinLog *log, GError **error);
  /* Where other processes write to the same tables: a descriptor that becomes readable when the head has moved (another one after the server
   * was away; -1: it is), and what to call then: FALSE, that one is of no use any more. NULL: there are none. */
  int         (*watch_fd)   (KinLog *log);
  gboolean    (*watch_read) (KinLog *log);
} KinLogKind;

/* Every backend's own structure begins with this. */
struct _KinLog
{
  const KinLogKind *kind;
  char             *authority;
};

/* The tables, in the order in which they are copied (resources/sql/endpoint.sql has their columns). */
extern const KinLogTable kin_log_authority, kin_log_generation, kin_log_person, kin_log_device, kin_log_code, kin_log_change, kin_log_alias,
    kin_log_digest, kin_log_purge;
const KinLogTable *const *kin_log_tables (void); /* NULL-terminated */

/* The names of the authorities in a place, sorted; new, NULL with the error. */
char  **kin_log_names  (const KinLogPlace *place, GError **error);
/* create: makes the authority's tables, empty; there must be none of that name. */
KinLog *kin_log_open   (const KinLogPlace *place, const char *authority, gboolean create, GError **error);
void    kin_log_close  (KinLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinLog, kin_log_close)

gboolean kin_log_begin      (KinLog *log, GError **error);
gboolean kin_log_commit     (KinLog *log, GError **error);
void     kin_log_roll_back  (KinLog *log);
GError  *kin_log_take_error (KinLog *log); /* NULL when there was none since it was last asked */
gboolean kin_log_scrub      (KinLog *log, GError **error);
void     kin_log_add        (KinLog *log, const KinLogTable *table, const KinCell *cells, guint n_rows);

KinAsk     *kin_log_ask      (KinLog *log, const char *sql);
void        kin_ask_int      (KinAsk *ask, int index, gint64 value);
void        kin_ask_text     (KinAsk *ask, int index, const char *value);
void        kin_ask_id       (KinAsk *ask, int index, const KinId *id);
void        kin_ask_blob     (KinAsk *ask, int index, const void *bytes, gsize n);
gboolean    kin_ask_next     (KinAsk *ask);
gint64      kin_ask_get_int  (KinAsk *ask, int column);
const char *kin_ask_get_text (KinAsk *ask, int column);           /* borrowed until next; NULL for NULL */
const char *kin_ask_get_long (KinAsk *ask, int column, gsize *n); /* the same with its length */
gboolean    kin_ask_get_id   (KinAsk *ask, int column, KinId *id);
gboolean    kin_ask_get_bytes (KinAsk *ask, int column, void *bytes, gsize n); /* exactly n; FALSE: it is not */
const void *kin_ask_get_raw  (KinAsk *ask, int column, gsize *n);           /* a blob of any length, borrowed; NULL for NULL */
void        kin_ask_end      (KinAsk *ask);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinAsk, kin_ask_end)
/* The first number of the first row, or 0; n gint64s are bound. */
gint64      kin_log_number   (KinLog *log, const char *sql, guint n, ...);

/* The backends. */
KinLog *kin_log_sqlite_open (const char *path, const guint8 key[32], const char *authority, gboolean create, GError **error);
char  **kin_log_sqlite_names (const char *state, GError **error);
KinLog *kin_log_postgres_open (const char *url, const char *authority, gboolean create, GError **error);
char  **kin_log_postgres_names (const char *url, GError **error);

G_END_DECLS
