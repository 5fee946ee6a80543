/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of the office: one request being answered, and what its handlers share. Private to this room. */
#pragma once

#include "accounts.h"
#include "authority.h"
#include "endpoint.h"
#include "kept.h"
#include "problem.h"

G_BEGIN_DECLS

/* One authority while the process runs. */
typedef struct
{
  KinLog     *log;
  KinKept    *kept;
  GHashTable *seen;      /* number of a device -> KinSeen, not written yet */
  gint64      seen_from; /* ms, of the oldest of them; 0: none */
  GQueue      wrong;     /* ms (gint64 *) of wrong codes lately */
  gboolean    unsettled; /* what was purged may lie in the files yet */
  gint64      settle_at; /* ms: when to try again */
  guint       watch;     /* source of news from other processes; 0: none */
  gint64      watch_at;  /* ms: when to look whether they can be heard */
} KinOffice;

typedef struct
{
  gint64 seen, got;
} KinSeen;

typedef struct
{
  KinEndpoint      *endpoint;
  KinOffice        *office;
  KinLog           *log; /* the office's */
  const KinRequest *request;
  gint64            now;
  gboolean         *wait;
  char            **parts; /* of the path behind the authority's name */
  KinDevice         device; /* no 0: nobody has signed in */
} KinAsked;

struct _KinEndpoint
{
  char       *state, *url;
  guint8      key[32];
  GHashTable *offices; /* name -> KinOffice */
  KinMetrics *metrics;
  const char *route; /* of the last answer */
  KinMovedFunc moved;
  gpointer     moved_data;
};

KinAnswer *kin_asked_good    (KinAsked *asked, GBytes *body); /* takes body */
KinAnswer *kin_asked_problem (KinAsked *asked, KinProblem *problem); /* takes problem */
KinAnswer *kin_asked_refuse  (KinAsked *asked, const char *name, const char *detail);
/* The tables could not be read or written: 503, and a line in the journal. Takes error, which may be NULL. */
KinAnswer *kin_asked_broken  (KinAsked *asked, GError *error);
KinAnswer *kin_asked_malformed (KinAsked *asked, GError *error); /* 400 or 413; takes error */
/* A number of the query, or fallback; FALSE when it is none or out of its range. */
gboolean   kin_asked_number  (KinAsked *asked, const char *name, gint64 least, gint64 most, gint64 fallback, gint64 *number);
void       kin_asked_moved   (KinAsked *asked); /* the head has */
void       kin_asked_note_got (KinAsked *asked, gint64 seq);

/* The handlers. */
KinAnswer *kin_answer_hello      (KinAsked *asked);
KinAnswer *kin_answer_join       (KinAsked *asked);
KinAnswer *kin_answer_push       (KinAsked *asked);
KinAnswer *kin_answer_pull       (KinAsked *asked);
KinAnswer *kin_answer_snapshot   (KinAsked *asked);
KinAnswer *kin_answer_superseded (KinAsked *asked);
KinAnswer *kin_answer_history    (KinAsked *asked);
KinAnswer *kin_answer_digest     (KinAsked *asked);
KinAnswer *kin_answer_purges     (KinAsked *asked);
KinAnswer *kin_answer_purge      (KinAsked *asked);
KinAnswer *kin_answer_approve    (KinAsked *asked);
KinAnswer *kin_answer_devices    (KinAsked *asked);
KinAnswer *kin_answer_revoke     (KinAsked *asked);

G_END_DECLS
