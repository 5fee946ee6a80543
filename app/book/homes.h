/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duty board: on a day, each fostering home, who is there, how many places it has, and why.
 *
 * A child lives where the placement that began last has him (residence.h). A child in a temporary placement (T0 to T4) holds the
 * place in the home he came from. A placement that begins after `today` holds its place from today until then. Children of other
 * authorities fill places. A review or variation replaces the terms before it; a first approval, a transfer or an approval for a
 * named child stands beside them; a resignation ends them 28 days after the notice. Homes of an agency whose terms are not on
 * record are left out of the board, but can be asked for singly; so are, on a day in the past, homes without terms or children on
 * that day. Closed homes show while a child is there. */
#pragma once

#include "places.h"
#include "query.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_HOME_HAS_PLACE,     /* a firm place */
  KIN_HOME_UNCONFIRMED,   /* places, but nobody has asked for 14 days */
  KIN_HOME_FULL,
  KIN_HOME_RESTRICTED,    /* what is left is for a named child, or for siblings */
  KIN_HOME_NOT_AVAILABLE,
  KIN_HOME_NOT_APPROVED,  /* no terms on that day */
  KIN_HOME_OVER,          /* more children than terms or law allow, each with its law in places->breaches */
  KIN_HOME_CONTESTED,     /* nobody has decided: a bed was taken twice (clashes.h), or a child is recorded here and, later, elsewhere */
  KIN_N_HOME_STATES
} KinHomeState;

typedef enum { KIN_OCCUPANT_HERE, KIN_OCCUPANT_AWAY, KIN_OCCUPANT_PLANNED, KIN_OCCUPANT_ELSEWHERE } KinOccupantState;

typedef struct
{
  gint64           child, placement; /* AWAY: the placement that he comes back to */
  const char      *name;             /* forename, or how he is called; the home's */
  const char      *surname;          /* may be NULL */
  KinDay           born;
  int              age;              /* completed years on the day; -1: not known or not born yet */
  gint64           group;            /* the first sibling group, 0: none */
  const char      *group_name;       /* NULL: none, or without a name; the home's */
  KinOccupantState state;
  gboolean         respite;          /* here for a temporary stay */
  gboolean         ours;             /* FALSE: a child of another authority */
  gboolean         breach;           /* places->breaches names this child, or it competes for a bed */
  KinDay           from;             /* of the placement; PLANNED: the day of coming; ELSEWHERE: since when he is there */
  KinDay           until;            /* recorded or expected end; AWAY: the day he is back; KIN_NO_DAY: not known */
} KinOccupant;

typedef struct
{
  gint64           household;
  char            *name, *reference, *telephone, *kind, *status, *worker; /* as recorded, codes as codes; NULL: empty */
  KinDay           confirmed;
  char            *terms;     /* "3, aged 0–12, girls"; "" when there are none. In words, translated */
  KinHomeState     state;
  char            *state_text; /* "confirmed 2 days ago", "not available until 3 December", "1 over" */
  GArray          *occupants; /* KinOccupant, by age, oldest first; away, planned, elsewhere after those who are here */
  KinPlacesResult *places;    /* with because, breaches, next change */
  guint            together;  /* the most brothers and sisters, new to the home, that it could take tonight (rules/fit.h); up to 6 */
  guint32          ages;      /* bit a: it could take a child of a completed years, 0 to 17 */
} KinHome;

#define KIN_HOME_MOST_TOGETHER 6

/* places in terms + over = filled + held + not available + restricted + vacant firm + vacant unconfirmed */
typedef struct
{
  guint  homes;
  gint64 terms, over, filled, held, not_available, restricted, vacant_firm, vacant_unconfirmed;
} KinHomesBalance;

typedef struct
{
  KinDay          day;
  GPtrArray      *homes; /* KinHome *, by name */
  KinHomesBalance balance;
} KinHomes;

/* today: the moment from which "planned" is seen; KIN_NO_DAY: kin_book_today (). */
KinHomes        *kin_book_homes        (KinReader *reader, KinDay day, KinDay today);
void             kin_homes_free        (KinHomes *homes);
/* One home; NULL when there is none of that number. */
KinHome         *kin_book_home         (KinReader *reader, gint64 household, KinDay day, KinDay today);
void             kin_home_free         (KinHome *home);
/* Only the numbers and their explanation; NULL when there is no such home. */
KinPlacesResult *kin_book_home_places  (KinReader *reader, gint64 household, KinDay day);

/* One more home in the balance. */
void             kin_homes_balance_add     (KinHomesBalance *balance, const KinPlacesResult *places);
/* "291 in terms + 1 over = 214 filled + 6 held + 27 not available + 9 restricted + 31 vacant, firm + 5 vacant, unconfirmed". New. */
char            *kin_homes_balance_to_text (const KinHomesBalance *balance);
const char      *kin_home_state_to_text    (KinHomeState state); /* one or two words, translated, static */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinHomes, kin_homes_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinHome, kin_home_free)

G_END_DECLS
