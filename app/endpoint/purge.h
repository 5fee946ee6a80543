/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lawful erasure (sync.md 3.11): one manager asks with a reason, another approves. Then the office blanks all that the log holds of the
 * record, appends a purge of its own (device and n of the office: zeros), and remembers it in a ledger, so that a restored backup
 * is purged again before it answers anybody. Devices answer with a `purged`; those that have not are listed.
 *
 * The ledger is a table, and a file beside the tables (STATE/NAME.purged) that outlives them: one line of JSON a purge, no content. */
#pragma once

#include "accounts.h"
#include "hello.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 no;
  KinId  record;
  char  *type, *reason;
  int    scope;
  gint64 asked, asked_at, approved, approved_at; /* persons and ms; 0: not yet */
  gint64 seq;                                    /* 0: not yet done */
  gint64 scrubbed;                               /* ms; 0: what it blanked may lie in the files yet */
} KinPurge;

void kin_purge_free (KinPurge *purge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPurge, kin_purge_free)

typedef enum
{
  KIN_PURGE_GOOD,
  KIN_PURGE_NO_RECORD, /* nothing is known of it */
  KIN_PURGE_SAME,      /* who asked cannot approve */
  KIN_PURGE_FAILED     /* the tables could not be written: the error says why */
} KinPurging;

/* Asked for twice it is the same wish. no: its number. */
KinPurging kin_purge_ask     (KinLog *log, const KinAccount *who, const KinPurgeWish *wish, gint64 now, gint64 *no, GError **error);
/* ledger: the file's path; NULL: none. Approved twice it is done once. The files are to be settled then. */
KinPurging kin_purge_approve (KinLog *log, const KinAccount *who, gint64 no, const char *ledger, gint64 now, GError **error);
KinPurge  *kin_purge_find    (KinLog *log, gint64 no);
GPtrArray *kin_purges        (KinLog *log); /* of KinPurge */
/* Devices (KinDevice) that may hold the record and have not answered. */
GPtrArray *kin_purge_missing (KinLog *log, const KinPurge *purge);
/* Writes the files anew if anything that was blanked may lie in them yet. It can fail while somebody else reads them, as a backup does: then
 * it is to be tried again. */
gboolean   kin_purge_settle  (KinLog *log, gint64 now, GError **error);
/* Adds to the ledger file what the tables have been purged of through another process, with a ledger of its own. */
gboolean   kin_purge_note    (KinLog *log, const char *ledger, GError **error);
/* Does again what the ledger file says and the tables do not know: after a restore. n: how many. */
gboolean   kin_purge_replay  (KinLog *log, const char *ledger, gint64 now, guint *n, GError **error);
/* The same in a transaction; FALSE: the ledger cannot be read. */
gboolean   kin_purge_replay_within (KinLog *log, const char *ledger, gint64 now, guint *n, GError **error);
/* {"purges":[{"no":1,"record":ID,...,"asked":"u-1","asked_name":...,"missing":[{"device":ID,"name":...,"user":...}]}]} */
GBytes    *kin_purges_json   (KinLog *log);

G_END_DECLS
