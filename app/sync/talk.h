/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laptop's side of the talk with the office, as a state machine without I/O: it says what to ask next, and takes the answer, or
 * that none came. What it knows stands in the store, so a program that dies goes on where it was. No clock but the one it is told,
 * no chance but the one it is given.
 *
 * Unsent work is never touched by an answer that is not the office's well-formed receipt for it. One request at a time. A KinTalk
 * belongs to one thread; it writes through the store, synchronously.
 *
 * Facts that it keeps (kin_reader_fact): sync-url, sync-authority, sync-generation, sync-generation-before (it was set back),
 * sync-cursor, sync-scopes (a mask), sync-token and sync-token-device, sync-first-token and sync-first-device (an office that was set
 * back may know only these), sync-public-key, sync-user, sync-user-name, sync-role, sync-confirmed-until, sync-joined (ms: a file that
 * joined others; absent in one that founded the authority); and while it is under way sync-code, sync-machine, sync-snapshot,
 * sync-history, sync-aside-until, sync-excess (more is here than it is granted). */
#pragma once

#include "message.h"
#include "sync_status.h"
#include "store.h"

G_BEGIN_DECLS

/* Where tokens are kept besides the store: the Secret Service (keys.h). remember FALSE: there is none, so the token goes into the
 * encrypted file. name: of the device. recall: new string or NULL. */
typedef struct
{
  gboolean (*remember) (const char *name, const char *token, gpointer data);
  char    *(*recall)   (const char *name, gpointer data);
  gpointer data;
} KinTalkVault;

typedef struct _KinTalk KinTalk;

/* rand is the talk's from now on. vault is copied; NULL: none. */
KinTalk       *kin_talk_new    (KinStore *store, GRand *rand, const KinTalkVault *vault);
void           kin_talk_free   (KinTalk *talk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinTalk, kin_talk_free)

/* What to ask, or NULL: nothing before *wake (ms; G_MAXINT64: before something changes). Caught up, it asks with
 * "Prefer: wait"; when the store changes meanwhile drop that request and ask here again. */
KinRequest    *kin_talk_next   (KinTalk *talk, gint64 now, gint64 *wake);
/* The answer to the last request; NULL: none came (no network, cut short). FALSE with an error when it could not be kept, or joining
 * was refused; the talk goes on all the same. */
gboolean       kin_talk_take   (KinTalk *talk, const KinAnswer *answer, gint64 now, GError **error);
/* The last request was taken back: no answer, and nobody's fault. */
void           kin_talk_drop   (KinTalk *talk);
/* Tries at once, whatever it was waiting for. */
void           kin_talk_hurry  (KinTalk *talk);
/* Of now. New. */
KinSyncStatus *kin_talk_status (KinTalk *talk, gint64 now);
/* A request besides the talk's, signed in as the laptop is; tail: behind the authority, "/purges". Its answer is not for the talk. NULL: the
 * file has not joined. */
KinRequest    *kin_talk_errand (KinTalk *talk, const char *method, const char *tail);

/* Joining begins with the next request, also after a crash, until it has succeeded or the office has refused the code. url: of the
 * office, "https://sync.example.gov.uk"; authority: its name there; machine: what the list of devices calls this laptop. FALSE when
 * the file belongs to another authority already. */
gboolean       kin_talk_join   (KinTalk *talk, const char *url, const char *authority, const char *code, const char *machine, GError **error);
/* Signs out. Everything stays, the unsent work above all; joining the same authority again goes on. */
gboolean       kin_talk_leave  (KinTalk *talk, GError **error);

G_END_DECLS
