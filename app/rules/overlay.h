/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Episodes are derived: legal statuses, placements and care periods of one child laid over each other; and a return is
 * taken apart into these again. On a clean chain the two are exact inverses. On a dirty one nothing is lost: every row
 * says which facts it went into and what was odd about it.
 *
 * Codes are borrowed: what comes out points into what went in (or at constants). Ends are days of leaving; KIN_NO_DAY is
 * open. A row without an oddity always comes out of take apart and derive as it went in. Source: the DfE's guide to the
 * SSDA903 (RNE, REC, reason for a change of placement). */
#pragma once

#include "episodes.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;             /* the caller's */
  KinDay from, to;
  const char *cin;
  const char *rec;       /* why it ended: E...; NULL when open or not known */
} KinCareFact;

typedef struct {
  gint64 id;
  KinDay from, to;
  const char *ls;
} KinStatusFact;

typedef struct {
  gint64 id;
  KinDay from, to;
  const char *place, *provider, *pl_post, *urn;
  const char *reason;    /* why the child moved on: REASON_PLACE_CHANGE */
  gboolean same_carer;   /* the carer is the one of the placement before: RNE T or U */
} KinStayFact;

typedef struct {
  gint64 id;
  KinDay from;           /* until the next one */
  const char *post;      /* NULL: none from that day on */
} KinHomeFact;

typedef struct {
  GArray *cares;         /* KinCareFact, by day */
  GArray *statuses;      /* KinStatusFact */
  GArray *stays;         /* KinStayFact */
  GArray *homes;         /* KinHomeFact: the home postcode, dated */
} KinLife;

typedef enum {
  KIN_ODD_NONE = 0,
  KIN_ODD_NO_START = 1 << 0,      /* went into no fact */
  KIN_ODD_END_BEFORE_START = 1 << 1,
  KIN_ODD_NO_LENGTH = 1 << 2,     /* DEC = DECOM */
  KIN_ODD_OVERLAP = 1 << 3,       /* starts before the last one ended, or that one is open: it was ended here */
  KIN_ODD_GAP = 1 << 4,           /* said to continue, but does not meet the last one: a new period of care */
  KIN_ODD_START_INSIDE = 1 << 5,  /* RNE S although the last one continues here (X1 on this day) */
  KIN_ODD_NO_START_CODE = 1 << 6, /* RNE other than S where a period of care starts */
  KIN_ODD_OPEN_WITH_REC = 1 << 7, /* REC without DEC: left out */
  KIN_ODD_NOT_CONTINUED = 1 << 8, /* X1, and nothing follows on that day */
  KIN_ODD_CODES_DIFFER = 1 << 9,  /* RNE does not say what changed: the change is derived anew */
  KIN_ODD_NO_CHANGE = 1 << 10,    /* nothing changed: joined to the last one */
  KIN_ODD_CIN = 1 << 11,          /* CIN differs inside the period of care: the first is kept */
  KIN_ODD_REASON = 1 << 12,       /* REASON_PLACE_CHANGE where none belongs: kept with the placement, not derived */
  KIN_ODD_CLOSED_WITHOUT_REC = 1 << 13, /* DEC without REC */
  KIN_ODD_CUT = 1 << 14,          /* the next row starts before this one ends: it was ended there */
  KIN_ODD_JOINED = 1 << 15,       /* the next row changes nothing: it was joined to this one */
  KIN_ODD_SAME_DAY = 1 << 16,     /* it or its neighbour has no night, or starts on the day another does */
  KIN_ODD_LAST = KIN_ODD_SAME_DAY,
} KinOdd;

/* What became of a row; -1: no such fact. Indexes into the life's arrays. */
typedef struct {
  int care, status, stay, home;
  guint odd;             /* KinOdd, or-ed */
} KinTakenRow;

/* A derived episode with the facts it came from; -1: none. */
typedef struct {
  KinEpisode episode;
  int care, status, stay, home;
} KinDerived;

KinLife    *kin_life_new      (void); /* empty; append to its arrays, in any order */
void        kin_life_free     (KinLife *life);
/* KinDerived, by day. Where facts overlap the later one counts; outside periods of care there are none. */
GArray     *kin_life_derive   (const KinLife *life);
/* Episodes of one child, sorted. rows (may be NULL) gets a KinTakenRow for each, in their order: free with g_array_unref (). */
KinLife    *kin_life_take_apart (const KinEpisode *episodes, guint n, GArray **rows);
/* A translated sentence for one oddity (one bit); static. */
const char *kin_odd_to_text   (KinOdd odd);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinLife, kin_life_free)

G_END_DECLS
