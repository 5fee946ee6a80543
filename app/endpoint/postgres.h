/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to PostgreSQL, held to one authority's schema: opened again when the server has gone and come back, and with the
 * office's SQL (log.h) in PostgreSQL's own words. Knows nothing of the office's tables.
 *
 * Errors are of KIN_POSTGRES_ERROR. Their messages hold the server's first line and never its DETAIL, which quotes values. */
#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

#define KIN_POSTGRES_ERROR (kin_postgres_error_quark ())
GQuark kin_postgres_error_quark (void);

typedef enum
{
  KIN_POSTGRES_ERROR_GONE,   /* no connection: try again later */
  KIN_POSTGRES_ERROR_REFUSED /* the server would not do it */
} KinPostgresError;

typedef struct
{
  PGconn     *connection;
  char       *schema;   /* quoted; NULL: none */
  GHashTable *prepared; /* the address of an SQL literal -> the name of its statement */
  GHashTable *texts;    /* SQL literal -> the same in PostgreSQL's words */
} KinPostgres;

KinPostgres *kin_postgres_open  (const char *url, const char *schema, GError **error);
void         kin_postgres_close (KinPostgres *postgres);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPostgres, kin_postgres_close)

/* TRUE when the connection stands; one that has broken is made again. Only between transactions. */
gboolean     kin_postgres_revive (KinPostgres *postgres, GError **error);

/* Several statements without parameters; what they answer is dropped. */
gboolean     kin_postgres_run   (KinPostgres *postgres, const char *sql, GError **error);
/* One statement of the office's SQL, prepared at its first use: sql is remembered by its address. NULL with the error. */
PGresult    *kin_postgres_ask   (KinPostgres *postgres, const char *sql, int n, const char *const *values, const int *lengths, const int *formats, GError **error);
/* FALSE, with an error, unless result is a success; frees it when it is not. */
gboolean     kin_postgres_check (KinPostgres *postgres, PGresult *result, GError **error);

/* "?1" becomes "$1". New string. */
char        *kin_postgres_words (const char *sql);
/* CREATE TABLE statements as SQLite has them, with PostgreSQL's types. New string. */
char        *kin_postgres_tables (const char *sql);
/* The name of an authority's schema, quoted for SQL; new. */
char        *kin_postgres_schema (const char *authority);

G_END_DECLS
