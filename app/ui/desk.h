/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of one open file share: the store and its reader, today, and the only way from a page to the writer.
 *
 * Nothing here waits for the writer. Undo, redo and closing wait their turn behind what is still being saved.
 *
 * Signals:
 *   "changed" (gint64 no, const char *type)  the record changed; as the store's, but after the desk has forgotten old titles. That
 *                                            something was opened or printed is no such change: no page shows anything else for it
 *   "open"    (gint64 no)                    somebody wants to see a record
 *   "add"     (KinRecord *)                  somebody wants to fill in a new record
 *   "say"     (const char *text, gboolean undo)  one sentence for the person, with a button that takes it back
 *   "flush"                                  whoever holds something typed and not saved, save it now
 *   "history"                                what undo would take back has changed
 *   "work"                                   long work has begun, gone on or ended (kin_desk_working ())
 *   "office"                                 how this laptop stands with the office has changed */
#pragma once

#include <gio/gio.h>

#include "history.h"
#include "sight.h"
#include "store.h"
#include "sync.h"
#include "titles.h"
#include "when.h"

G_BEGIN_DECLS

#define KIN_TYPE_DESK (kin_desk_get_type ())
G_DECLARE_FINAL_TYPE (KinDesk, kin_desk, KIN, DESK, GObject)

KinDesk   *kin_desk_new    (KinStore *store);
KinStore  *kin_desk_store  (KinDesk *desk);
KinReader *kin_desk_reader (KinDesk *desk);
KinTitles *kin_desk_titles (KinDesk *desk);
KinDay     kin_desk_today  (KinDesk *desk);
/* What this person may be shown. Borrowed; may change whenever "changed" is said. */
const KinSight *kin_desk_sight (KinDesk *desk);
/* The time that the pages look at. Figures and lists are of that time; forms are always of now. */
KinWhen   *kin_desk_when   (KinDesk *desk);

/* Syncing, begun where it has not yet been. Files that have joined an authority sync from the start. */
KinSync   *kin_desk_sync   (KinDesk *desk);
/* How it stands; NULL: this file does not sync. Borrowed until the next "office". */
const KinSyncStatus *kin_desk_office (KinDesk *desk);
/* Before the store is closed. */
void       kin_desk_stop_sync (KinDesk *desk);

void       kin_desk_open   (KinDesk *desk, gint64 no);
/* A new record with what is known of it already set. */
void       kin_desk_add    (KinDesk *desk, KinRecord *preset);
void       kin_desk_say    (KinDesk *desk, const char *text, gboolean undo);
void       kin_desk_flush  (KinDesk *desk);

/* Called when the write has ended, in the window's thread; error NULL: it is written. */
typedef void (*KinDeskDone) (gpointer data, const GError *error);

void       kin_desk_save_field (KinDesk *desk, KinRecord *record, guint field, KinDeskDone done, gpointer data);
void       kin_desk_create     (KinDesk *desk, KinRecord *record, KinDeskDone done, gpointer data);
void       kin_desk_delete     (KinDesk *desk, KinRecord *record);
/* Any other action (store/write.h), undoable and waited for like these. free_data runs on the writer thread. */
void       kin_desk_act        (KinDesk *desk, const char *kind, const char *label, KinWork work, gpointer data, GDestroyNotify free_data,
                                KinDeskDone done, gpointer done_data);
/* The same; when it is written the label is said, with an offer to take it back. */
void       kin_desk_act_and_say (KinDesk *desk, const char *kind, const char *label, KinWork work, gpointer data, GDestroyNotify free_data);
/* The same of many records: doing ("Changing 5,000 homes") and how far it is are told by kin_desk_working (), and it can be cancelled.
 * Undo and redo are such work, too. */
void       kin_desk_work_and_say (KinDesk *desk, const char *kind, const char *label, const char *doing, KinWork work, gpointer data,
                                  GDestroyNotify free_data);
/* What is being done that takes its time: borrowed; NULL: nothing. since: monotonic, µs. */
const char *kin_desk_working      (KinDesk *desk, guint64 *done, guint64 *total, gint64 *since);
/* Everything is as it was before. */
void       kin_desk_cancel_work  (KinDesk *desk);
/* Somebody's page is opened: of a child, a carer, anyone who lives with them, and of what is restricted, that is put on record. */
void       kin_desk_opened     (KinDesk *desk, KinRecord *record);

void       kin_desk_undo        (KinDesk *desk);
void       kin_desk_redo        (KinDesk *desk);
void       kin_desk_undo_action (KinDesk *desk, gint64 action);
/* While an undo of this desk is being shown, fields take it even under the person's hands. */
gboolean   kin_desk_is_undoing  (KinDesk *desk);
/* Things asked of the writer and not answered yet. */
guint      kin_desk_n_pending   (KinDesk *desk);

G_END_DECLS
