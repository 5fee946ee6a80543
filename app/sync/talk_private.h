/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a KinTalk. Private to talk*.c. */
#pragma once

#include "identity.h"
#include "problem.h"
#include "receive.h"
#include "talk.h"

G_BEGIN_DECLS

/* How long the authors of what an office lost have to send it again before others do. */
#define KIN_TALK_ASIDE_MS (3 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))

typedef enum
{
  KIN_ASKED_NOTHING, KIN_ASKED_JOIN, KIN_ASKED_RENAME, KIN_ASKED_HELLO, KIN_ASKED_SNAPSHOT, KIN_ASKED_PUSH, KIN_ASKED_PULL, KIN_ASKED_HISTORY
} KinAskedFor;

struct _KinTalk
{
  KinStore    *store;
  KinReader   *reader; /* of its own thread */
  GRand       *rand;
  KinTalkVault vault;

  KinAskedFor  asked, took; /* what is out; what the answer that is being taken was to */
  gint64       asked_at;
  gint64       push_last; /* n of the last change of the push that is out */
  guint        push_most; /* changes a push: fewer once the office found them too many */

  gboolean     caught_up;   /* the last page was the last */
  gboolean     push_next;   /* pages of a first copy and what is unsent take turns */
  gboolean     history_next; /* pulls and pages of the old history take turns */
  gboolean     first_token; /* the newer ones are not known to the office */
  gboolean     probes;      /* the office is of another generation: where did it part? */

  gint64       wait_until;
  guint        failures;
  KinSyncState state;
  gint64       alone_since, confirmed_until, skew;
  double       progress;
  char        *trouble;
  gboolean     wipe;
  gint64       n_erased;
};

/* New string; NULL when it is not set. */
char    *kin_talk_fact       (KinTalk *talk, const char *name);
gint64   kin_talk_fact_number (KinTalk *talk, const char *name);
gboolean kin_talk_has        (KinTalk *talk, const char *name);
/* The token to ask with; new string or NULL. */
char    *kin_talk_token      (KinTalk *talk);
/* Not before then; longer each time, and never all laptops at once. */
void     kin_talk_back_off   (KinTalk *talk, gint64 now);
/* The talk stands still for a reason that a person should know. sentence: a literal, translated. */
void     kin_talk_refused    (KinTalk *talk, KinSyncState state, const char *sentence, gint64 wait_until);
/* The office answered: whatever was wrong is over. */
void     kin_talk_answered   (KinTalk *talk, gint64 now);

/* Where nothing is unsent: everything of this laptop is with the office as of now. (talk_pages.c) */
void     kin_talk_confirmed  (KinTalk *talk, gint64 now);

/* talk_join.c */
gboolean kin_talk_take_welcome (KinTalk *talk, GBytes *body, gint64 now, GError **error);
gboolean kin_talk_take_hello   (KinTalk *talk, GBytes *body, gint64 now, GError **error);
/* talk_pages.c: a page, a receipt. FALSE without an error: it is not one. */
gboolean kin_talk_take_receipt  (KinTalk *talk, GBytes *body, gint64 now, GError **error);
gboolean kin_talk_take_page     (KinTalk *talk, GBytes *body, gint64 now, GError **error);
gboolean kin_talk_take_snapshot (KinTalk *talk, GBytes *body, gint64 now, GError **error);
gboolean kin_talk_take_history  (KinTalk *talk, GBytes *body, gint64 now, GError **error);
/* From the beginning: a new laptop, a wider grant, a log that is not the one it was. */
gboolean kin_talk_begin_snapshot (KinTalk *talk, GError **error);
/* talk_problems.c */
gboolean kin_talk_take_problem (KinTalk *talk, const KinProblem *problem, const KinAnswer *answer, gint64 now, GError **error);

G_END_DECLS
