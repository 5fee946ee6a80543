/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the record: every change is part of an action, and an action is one transaction on the store's one writer thread.
 *
 * The work runs on the writer thread with a KinWriter; it must touch nothing that the calling thread also touches. When it
 * returns FALSE, fails, or is cancelled, everything is as it was. */
#pragma once

#include <gio/gio.h>

#include "query.h"
#include "store.h"

G_BEGIN_DECLS

typedef struct _KinWriter KinWriter;

typedef gboolean (*KinWork) (KinWriter *writer, gpointer data, GError **error);

/* kind is for programs ("edit", "import", "demo", "undo", "redo", "delete", "merge"), label for people: "Placement ended". */
gboolean kin_store_write        (KinStore *store, const char *kind, const char *label, KinWork work, gpointer data,
                                 GCancellable *cancellable, gint64 *action, GError **error);
/* data is freed with free_data on the writer thread; callback runs in the caller's main context. */
void     kin_store_write_async  (KinStore *store, const char *kind, const char *label, KinWork work, gpointer data,
                                 GDestroyNotify free_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* action (may be NULL): the number of the action, 0 when the work changed nothing. */
gboolean kin_store_write_finish (KinStore *store, GAsyncResult *result, gint64 *action, GError **error);
/* Waits until all that was asked for has been written (or has failed). */
void     kin_store_flush        (KinStore *store);

/* In the work: */

/* Reads, and sees what has been written so far. */
KinReader *kin_writer_reader (KinWriter *writer);
/* Adds the record with all its values and gives it its number. A link may name, by id, what is created later in the action. */
gboolean kin_writer_create   (KinWriter *writer, KinRecord *record, GError **error);
/* One field of a saved record. record carries what the person had seen (kin_record_seen); it is not changed.
 * Writes nothing when the value is the one already in force. */
gboolean kin_writer_set      (KinWriter *writer, KinRecord *record, guint field, const KinValue *value, GError **error);
/* With all its parts (records whose KIN_OWNER link leads to it, and theirs). */
gboolean kin_writer_delete   (KinWriter *writer, KinRecord *record, GError **error);
/* Deleted before: back as it was. */
gboolean kin_writer_restore  (KinWriter *writer, gint64 no, GError **error);
/* For long work: FALSE (with an error) when it was cancelled; done/total reach the progress function, if any. */
gboolean kin_writer_progress (KinWriter *writer, guint64 done, guint64 total, GError **error);
/* How many changes the action holds so far. */
guint64  kin_writer_n_changes (KinWriter *writer);
/* Changes the label, once the work knows what it did ("Import: 120 new, 3 changed"). */
void     kin_writer_set_label (KinWriter *writer, const char *label);

/* Called on the calling thread's main context (async) while an action proceeds. */
typedef void (*KinProgressFunc) (guint64 done, guint64 total, gpointer data);
void     kin_store_set_progress (KinStore *store, KinProgressFunc progress, gpointer data);

/* The simplest actions, asynchronous, for windows: the records are copied. callback as above. */
void     kin_store_save_field_async (KinStore *store, KinRecord *record, guint field, GAsyncReadyCallback callback, gpointer user_data);
void     kin_store_create_async     (KinStore *store, KinRecord *record, const char *label, GAsyncReadyCallback callback, gpointer user_data);
void     kin_store_delete_async     (KinStore *store, KinRecord *record, const char *label, GAsyncReadyCallback callback, gpointer user_data);
/* And synchronous, for tools and tests. */
gboolean kin_store_create           (KinStore *store, KinRecord *record, const char *label, GError **error);
gboolean kin_store_save_field       (KinStore *store, KinRecord *record, guint field, GError **error);
gboolean kin_store_delete           (KinStore *store, KinRecord *record, const char *label, GError **error);

/* Drafts: half a sentence, kept against a crash, never in the log. field is its name. Never fails loudly. */
void     kin_store_draft            (KinStore *store, const KinId *record, const char *type, const char *field, const char *text);
void     kin_store_draft_forget     (KinStore *store, const KinId *record, const char *field); /* NULL: all of the record's */
/* What was being typed when the program died: calls each (record id, type, field, text). */
typedef void (*KinDraftFunc) (const KinId *record, const char *type, const char *field, const char *text, gpointer data);
void     kin_reader_drafts          (KinReader *reader, KinDraftFunc each, gpointer data);

G_END_DECLS
