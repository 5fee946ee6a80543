/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of KinStore and KinWriter. Private to this room. */
#pragma once

#include "reader.h"
#include "change.h"
#include "write.h"

G_BEGIN_DECLS

/* In SQL: the device that this file is now, and the last of its changes that the office has confirmed. */
#define KIN_SQL_DEVICE "(SELECT CAST (value AS INTEGER) FROM fact WHERE name = 'device')"
#define KIN_SQL_ACKED "coalesce ((SELECT CAST (value AS INTEGER) FROM fact WHERE name = 'acked'), 0)"

struct _KinStore
{
  GObject       parent;
  char         *path;
  guint8        key[KIN_KEY_BYTES];
  int           lock; /* file descriptor, -1 when read-only */
  KinReader    *reader;
  GMainContext *context; /* where "changed" is emitted */
  KinClock      clock;
  gpointer      clock_data;

  /* The writer thread's own; nobody else touches them while it runs. */
  GThread      *thread;
  GAsyncQueue  *jobs;
  KinReader    *writer;
  gint64        last_no;     /* of the log */
  gint64        last_n;      /* of this device */
  gint64        device, person; /* who writes here */
  gint64        last_action;
  gint64        last_known;
  int           wal_pages;

  GMutex          progress_lock;
  KinProgressFunc progress;
  gpointer        progress_data;
  guint64         progress_done, progress_total;
  gint64          progress_told; /* monotonic µs */
};

typedef struct
{
  gint64 no;
  const KinType *type;
} KinTouched;

struct _KinWriter
{
  KinStore     *store;
  KinReader    *reader;
  GCancellable *cancellable;
  const char   *kind;
  char         *label;
  gint64        undoes;
  gint64        at;      /* ms, of the whole action */
  gint64        known;
  gint64        action;  /* its number */
  gint64        first;   /* no before the first change of the action */
  gint64        no, n;   /* last used */
  gint64        device, person; /* who writes */
  gint64        txn, txn_start;
  gsize         txn_bytes;
  gboolean      many;    /* too much to tell record by record */
  GArray       *touched; /* of KinTouched */
};

/* Appends to the log (not to the rows). base: NULL or "device.n ...". */
gboolean kin_writer_append  (KinWriter *writer, gint64 record, KinScope scope, KinOp op, const char *field, const char *base, const char *value, GError **error);
/* Says of a record that is deleted that it stays so, knowing what had come up to seen; -1: knowing nothing. */
gboolean kin_writer_delete_again (KinWriter *writer, const KinType *type, gint64 no, gint64 seen, GError **error);
/* As kin_writer_set, with what was seen given: "device.n ...". */
gboolean kin_writer_set_over (KinWriter *writer, KinRecord *record, guint field, const KinValue *value, const char *base, GError **error);
void     kin_writer_touch   (KinWriter *writer, gint64 no, const KinType *type);

/* Which types are parts of which: one an owning link, with how to ask whether a record has any, and which. */
typedef struct
{
  const KinType *type;
  const char    *field;
  const char    *owner; /* a type's name; NULL: any */
  char          *any, *condition;
} KinPart;

const GArray *kin_parts_all (void); /* of KinPart */

/* Deletes at once all records that the action (its changes lie from first to last) created and that nobody has touched or added to since, leaving their
 * numbers in temp.going; few are left to the one-by-one way (undo_bulk.c). */
gboolean kin_undo_creates  (KinWriter *writer, gint64 action, gint64 first, gint64 last, GError **error);

/* As kin_store_set_fact and kin_store_set_facts, in the work. */
gboolean kin_writer_fact   (KinWriter *writer, const char *name, const char *value, GError **error);
/* What the log held was taken from it, or may get other numbers: who keeps what he derived from it begins again (kin_reader_rewritten). */
gboolean kin_writer_rewrote (KinWriter *writer, GError **error);
gboolean kin_writer_facts  (KinWriter *writer, const char *const *facts, GError **error);

/* A job that writes but is not an action (facts, drafts, maintenance): the work gets a writer whose log stays untouched. */
gboolean kin_store_write_quietly (KinStore *store, KinWork work, gpointer data, GError **error);
/* As kin_store_write, and the action says that it undoes another. */
gboolean kin_store_write_undo    (KinStore *store, const char *kind, const char *label, gint64 undoes, KinWork work, gpointer data,
                                  GCancellable *cancellable, gint64 *action, GError **error);

/* Writes the file anew and empties its log: what was overwritten is in no file any more. Blocks; a reader that will not end keeps the log
 * from being emptied, which is an error. */
gboolean kin_store_scrub         (KinStore *store, GError **error);
/* A job that takes in what others made, or gives what is here another identity: no action of its own. */
gboolean kin_store_write_receive (KinStore *store, KinWork work, gpointer data, GError **error);

/* Waits until all that was asked for has been written, and has been brought from the write-ahead log into the file. */
void     kin_store_checkpoint (KinStore *store);
gboolean kin_writer_start  (KinStore *store, GError **error); /* starts the thread */
void     kin_writer_stop   (KinStore *store);                 /* after what is waiting */

/* Brings the log's tables up to the last numbered file, each in one exclusive transaction, a dated backup before (migrate.c).
 * steps: the SQL of each, in order; NULL-terminated. path NULL: no backup. */
gboolean kin_migrate       (sqlite3 *db, const char *const *steps, const char *path, GError **error);
/* The numbered files of this version, in order. */
GStrv    kin_migrate_steps (void);
/* Makes the record tables anew from the log when records.sql is not the one they were made by. steps: as above; whatever tables
 * they do not make are of the old projection and go. */
gboolean kin_project       (KinReader *writer, const char *const *steps, const char *records_sql, GError **error);
/* A copy of the database (the file at path) and of its sidecar: target appears when it is complete. */
gboolean kin_copy_record   (sqlite3 *db, const char *path, const char *target, GError **error);
/* Goes on with a restore that was cut short (backup.c). The caller holds the lock. */
gboolean kin_restore_finish  (const char *path, GError **error);
gboolean kin_restore_pending (const char *path);

G_END_DECLS
