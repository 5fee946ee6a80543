/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the record: a connection that may only read, and statements on it.
 *
 * A KinReader belongs to one thread at a time. It is the live record, or the record as known at a moment (as_known.h): the same
 * SQL runs on both. A statement must be ended in the same turn of the main loop, or it would pin the write-ahead log;
 * g_autoptr (KinQuery) does it. Prepared statements are kept by their text: pass literals, bind the values.
 *
 * Besides SQLite's functions there is kin_key (text): the key to sort and find by (core/text.h). A full scan
 * of more than 1,000 rows warns in debug builds (and fails tests) unless the SQL holds a comment that begins with "scan". */
#pragma once

#include "record.h"

G_BEGIN_DECLS

typedef struct _KinReader KinReader;
typedef struct _KinQuery  KinQuery;

/* Aborts on SQL that does not prepare (it is a bug); an error while stepping ends the query and is kept in the reader. */
KinQuery   *kin_reader_query   (KinReader *reader, const char *sql);
void        kin_query_int      (KinQuery *query, int index, gint64 value);      /* index from 1; returns nothing */
void        kin_query_text     (KinQuery *query, int index, const char *value); /* copied; NULL is NULL */
void        kin_query_blob     (KinQuery *query, int index, const void *bytes, gsize n);
gboolean    kin_query_step     (KinQuery *query); /* TRUE: there is a row */
gint64      kin_query_get_int  (KinQuery *query, int column); /* from 0; 0 for NULL */
const char *kin_query_get_text (KinQuery *query, int column); /* borrowed until the next step; NULL for NULL */
gboolean    kin_query_is_null  (KinQuery *query, int column);
const void *kin_query_get_blob (KinQuery *query, int column, gsize *n);
void        kin_query_end      (KinQuery *query);
/* The last error of the reader, taken; NULL when there was none since it was last asked. */
GError     *kin_reader_take_error (KinReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinQuery, kin_query_end)

/* One number: the first column of the first row, or 0. Values are bound as int64s, n of them. */
gint64      kin_reader_number  (KinReader *reader, const char *sql, guint n, ...);
/* All of the first column, as gint64s. New array. */
GArray     *kin_reader_numbers (KinReader *reader, const char *sql, guint n, ...);

/* What the book keeps with a reader between two questions, to look only at what has changed; freed with it. keep takes data. */
gpointer    kin_reader_kept    (KinReader *reader);
void        kin_reader_keep    (KinReader *reader, gpointer data, GDestroyNotify free_data);
/* Nobody reads for a while: what was deciphered goes, and is read again when it is asked for. */
void        kin_reader_rest    (KinReader *reader);

/* How often the log was rewritten (a scope forgotten, an office that was set back): what was kept before that does not count. */
gint64      kin_reader_rewritten (KinReader *reader);

/* Interrupts whatever the reader is doing, from another thread. */
void        kin_reader_interrupt (KinReader *reader);

/* Records. NULL when it does not exist (or is deleted, or is not of that type). New references. */
KinRecord  *kin_reader_get     (KinReader *reader, const KinType *type, gint64 no);
KinRecord  *kin_reader_find    (KinReader *reader, const char *id); /* any type, by its id as text */
/* All living records of a type for which condition holds, a literal like "child = ?1 ORDER BY period_start"; n int64s follow. */
GPtrArray  *kin_reader_list    (KinReader *reader, const KinType *type, const char *condition, guint n, ...);
/* The type of a record (living or deleted); NULL when the number is free or the type unknown to this version. */
const KinType *kin_reader_type_of (KinReader *reader, gint64 no);
gboolean    kin_reader_id_of   (KinReader *reader, gint64 no, KinId *id);
gint64      kin_reader_no_of   (KinReader *reader, const KinId *id); /* 0 when never heard of */
/* What the record is called, deleted or not. New string, never NULL. */
char       *kin_reader_title   (KinReader *reader, gint64 no);
gboolean    kin_reader_is_deleted (KinReader *reader, gint64 no);
/* The values of a record with its links turned into ids, as they stand in JSON. New reference. */
struct json_object *kin_reader_json (KinReader *reader, KinRecord *record);

/* Records that hold all the words typed, each at least as the beginning of a word, best first: at most limit numbers, of one
 * type or (NULL) of all. New array of gint64. */
GArray     *kin_reader_seek    (KinReader *reader, const KinType *type, const char *words, guint limit);

G_END_DECLS
