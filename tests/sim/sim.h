/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of the simulator: laptops, the office, the network between them and everybody's clock, all out of one seed.
 *
 * A run has two phases: in the first whatever can go wrong does, in the second nothing does, and everything must drain. What must
 * always hold is asserted throughout: a breach ends the process with its seed, and the same seed replays it exactly.
 *
 * What is played elsewhere, as it is not the machines' but the world's around them: a process killed by the system, and two copies of
 * the program on one file (tests/store, tests/endpoint/laptops.py); bytes of HTTP, TLS, compression and sizes (test-http.c,
 * behind_nginx.py, test-transport.c); PostgreSQL and other authorities (the endpoint's tests run on both); memory that runs out and
 * pages that rot (test-faults.c, test-refusals.c); fields of a newer version (test-receive.c); thousands of laptops (tests/bench); a
 * field under a person's hands (tests/ui). An office put back without a new generation is refused by its witness (test-keeping.c). */
#pragma once

#include "accounts.h"
#include "faulty-vfs.h"
#include "history.h"
#include "message.h"
#include "oracle.h"
#include "store.h"
#include "talk.h"

G_BEGIN_DECLS

/* Begins a word that nobody writes twice. */
#define SIM_SECRET "qzx"

typedef enum
{
  SIM_CHANGES, SIM_CONFLICTS, SIM_POWER_CUTS, SIM_DISK_ERRORS, SIM_CLONES, SIM_BACKUPS, SIM_IMPORTS, SIM_UNDONE, SIM_OLD_FORMS,
  SIM_MERGES, SIM_RECORDS,
  SIM_CLASHES, SIM_GRANTS, SIM_PURGES, SIM_ADMITTED, SIM_REVOKED, SIM_HANDED_IN,
  SIM_LOST, SIM_STRAYS, SIM_PORTALS, SIM_CUT, SIM_OFFICE_CUTS, SIM_OFFICE_BACKUPS,
  SIM_N_COUNTS
} SimCount;

extern const char *const sim_count_names[SIM_N_COUNTS];

typedef struct _Sim    Sim;
typedef struct _Laptop Laptop;
typedef struct _Office Office;
typedef struct _Flight Flight;

struct _Sim
{
  guint32    seed;
  GRand     *rand;  /* of the schedule; what the program itself takes for chance has another */
  gint64     now;   /* ms, true time */
  guint      step;
  gboolean   calm;  /* nothing fails any more */
  gboolean   loud;
  char      *folder;
  GChecksum *trace;
  GPtrArray *laptops;
  Office    *office;
  GPtrArray *strays; /* KinRequest: copies that are still under way */
  GHashTable *committed; /* id of a change -> what it says: all that anybody was told was kept */
  GHashTable *makers;    /* id -> number of the laptop where it was first seen */
  GHashTable *lost;      /* ids that no surviving disk holds */
  GHashTable *purged;    /* ids of records */
  guint64    counts[SIM_N_COUNTS];
};

struct _Laptop
{
  Sim       *sim;
  guint      number;
  guint      person; /* who works on it */
  guint      life; /* how often its disk was put back */
  char      *folder, *path;
  guint8     key[KIN_KEY_BYTES];
  FaultDisk *disk;
  KinStore  *store;
  gint64     skew;
  GPtrArray *forms; /* KinRecord, read some time ago */
  GHashTable *kept; /* ids of the changes that its disk must hold */
  gint64     noted; /* number of the last change that was looked at */
  gint64     saved_seen; /* how much had been seen of the form that was just saved; -1: none was */
  KinTalk   *talk;
  Flight    *flight; /* its request under way; NULL: none */
  gint64     wake;   /* by its own clock; when it wants to ask again; 0: unknown */
  int        mask;   /* of the scopes that it held when it was last looked at */
};

/* Says what happened; a part of the trace. */
void     sim_note (Sim *sim, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A breach. */
void     sim_fail (Sim *sim, const char *format, ...) G_GNUC_PRINTF (2, 3) G_GNUC_NORETURN;
guint    sim_roll (Sim *sim, guint n); /* 0 to n - 1 */
gboolean sim_once_in (Sim *sim, guint n); /* never when it is calm */

/* world.c */
void     sim_run (Sim *sim);

/* laptop.c */
Laptop  *laptop_new    (Sim *sim);
void     laptop_free   (Laptop *laptop);
KinReader *laptop_reader (Laptop *laptop);
void     laptop_open   (Laptop *laptop);
void     laptop_close  (Laptop *laptop);
void     laptop_join   (Laptop *laptop);
/* Around whatever uses the store: in between the disk may fail or the power go. End says whether it went on, and looks at what
 * was written. */
void     laptop_begin  (Laptop *laptop);
gboolean laptop_end    (Laptop *laptop);
/* What a call that failed may say: that the disk did, or a sentence for the person. */
void     laptop_judge  (Laptop *laptop, gboolean ok, GError *error);
Laptop  *laptop_clone  (Laptop *laptop);
/* A copy of the disk is put away; the disk becomes that copy again. */
void     laptop_back_up (Laptop *laptop);
gboolean laptop_go_back (Laptop *laptop);
/* Its log as the oracle sees it. */
GPtrArray *laptop_changes (Laptop *laptop);
/* The scopes that it may hold, as far as it knows. */
int      laptop_mask   (Laptop *laptop);

/* work.c */
void     work_once (Laptop *laptop);

/* values.c */
void     value_at_random (Sim *sim, KinReader *reader, const KinType *type, guint field, KinValue *value);

/* judge.c */
/* Is what the laptop shows what its own log says? */
void     judge_laptop (Laptop *laptop);
/* A form was saved that had been read when the log held seen changes: its change, the last of the log, replaces exactly what that
 * person had seen (or has written himself since). */
void     judge_saved  (Laptop *laptop, gint64 seen);
/* Everything drained: has everybody the same, and is nothing missing? */
void     judge_all    (Sim *sim);
/* It holds less than before: is nothing lost by that which only it had? */
void     judge_narrowed (Laptop *laptop);
/* Ids of all that any disk holds; when it is calm, of those that still talk with the office. */
GHashTable *judge_held (Sim *sim);
/* After a disk was put back: what none holds any more is given up. */
void     judge_losses (Sim *sim);
/* clashes.c: does everybody find the same ones, and those that the definition gives? */
void     judge_clashes (Sim *sim);
/* The same laptop, asked again and asked for the first time. */
void     judge_clashes_kept (Laptop *laptop);
/* purged.c: is nothing left of what was purged, anywhere? */
void     judge_purged (Sim *sim);

/* rights.c: who may do what changes. */
void     rights_once  (Sim *sim);
/* What the office grants a person whom it did not know. */
void     rights_at_random (Sim *sim, guint person, KinRole *role, int *scopes);
/* The office takes no more of it, whoever works on it. */
gboolean rights_is_out (Laptop *laptop);
/* When it is calm: what was begun is done, and those who were signed out hand in what they have not sent. */
void     rights_finish (Sim *sim);

/* net.c */
void     net_step    (Laptop *laptop);
/* The laptop is off: nobody waits for the answer. */
void     net_hang_up (Laptop *laptop);
/* Something was written: who only waits for news takes the request back. */
void     net_interrupt (Laptop *laptop);
void     net_deliver_stray (Sim *sim);

/* office.c */
Office    *office_new     (Sim *sim);
void       office_free    (Sim *sim);
void       office_restart (Sim *sim);
/* NULL: nothing came back. */
KinAnswer *office_answer  (Sim *sim, const KinRequest *request);
/* A code for joining. New string; NULL: the office could not. */
char      *office_code    (Sim *sim, guint person);
/* A copy is put away; and the office is that copy again, as the command for it makes it. */
void       office_back_up  (Sim *sim);
gboolean   office_put_back (Sim *sim);
gint64     office_head    (Sim *sim);
KinLog    *office_log     (Sim *sim);
/* Around what is done to it directly. FALSE: it was cut short. */
void       office_begin   (Sim *sim);
gboolean   office_end     (Sim *sim);
/* The account of a person, made if need be. FALSE: not now. */
gboolean   office_account (Sim *sim, guint person, KinAccount *account);
/* Where purges are remembered besides. New string. */
char      *office_ledger  (Sim *sim);
/* The whole log, as the oracle sees it. */
GPtrArray *office_changes (Sim *sim);

G_END_DECLS
