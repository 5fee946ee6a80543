/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of one made-up borough: plain structs, filled step by step, then written as records.
 *
 * The steps, in their order: who is in care from when to when (demo_flow.c), in what kind of placement (demo_lives.c), in which
 * home (demo_homes.c), under which legal status and why it ended (demo_law.c), how the homes stand today (demo_today.c). Then
 * demo_write*.c make the records, with prices from demo_money.c and names from demo_names.c. */
#pragma once

#include "day.h"
#include "demo.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 state;
} DemoRandom;

/* splitmix64: small, fast, and the same on every machine. */
static inline guint64
kin_demo_random (DemoRandom *random)
{
  guint64 z = (random->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* 0 to n - 1. */
static inline guint
kin_demo_below (DemoRandom *random, guint n)
{
  return (guint) (((kin_demo_random (random) >> 32) * n) >> 32);
}

/* from to to, both counted. */
static inline int
kin_demo_between (DemoRandom *random, int from, int to)
{
  return to <= from ? from : from + (int) kin_demo_below (random, (guint) (to - from + 1));
}

/* The later and the earlier of two days. MAX and MIN would draw twice. */
static inline int
kin_demo_later (int a, int b)
{
  return a > b ? a : b;
}

static inline int
kin_demo_earlier (int a, int b)
{
  return a < b ? a : b;
}

static inline gboolean
kin_demo_chance (DemoRandom *random, guint permille)
{
  return kin_demo_below (random, 1000) < permille;
}

/* What kind of placement, finer than the return's types. */
typedef enum
{
  DEMO_MAIN,      /* in-house mainstream carers */
  DEMO_KIN,       /* connected persons, in-house */
  DEMO_AGENCY,    /* independent fostering agency */
  DEMO_CONCURRENT,
  DEMO_GENERAL,   /* general residential */
  DEMO_DISABILITY,
  DEMO_SCHOOL,
  DEMO_SECURE,
  DEMO_SUPPORTED, /* bought, age 16 and over */
  DEMO_MOTHER,    /* mother and baby unit */
  DEMO_PARENT,
  DEMO_ADOPTION,
  DEMO_OWN_HOME,  /* the borough's own children's homes */
  DEMO_OWN_SUPPORTED,
  DEMO_INDEPENDENT,
  DEMO_CUSTODY,
  DEMO_BREAK,     /* short breaks */
  DEMO_AWAY,      /* T1 to T4 */
  DEMO_N_KINDS
} DemoKind;

typedef enum { DEMO_CARE, DEMO_BREAKS, DEMO_SINGLE_BREAKS, DEMO_OTHER_AUTHORITY } DemoSpellKind;

#define DEMO_MAX_STAYS 28
#define DEMO_MAX_LAWS 5
#define DEMO_MAX_GROUP 5
#define DEMO_NONE (-1)

typedef struct
{
  KinDay from, to;      /* to: KIN_NO_DAY is open */
  guint8 kind;          /* DemoKind */
  guint8 away;          /* DEMO_AWAY: 1 to 4 */
  gboolean long_term, same_carer, planned;
  int home;             /* index, or DEMO_NONE */
  int place;            /* index of the establishment or provider, or DEMO_NONE */
  guint spot;           /* where it is, when no record says: stays at the same spot are the same placement */
  int base;             /* pounds a week at the prices of 2017-18 */
  int education;        /* and for education, besides */
  int why;              /* outside reason: an index into a list of demo_write.c, DEMO_NONE */
  const char *reason;   /* REASON_PLACE_CHANGE when it ends */
} DemoStay;

typedef struct
{
  const char *status;
  KinDay from;
} DemoLaw;

typedef struct
{
  guint8 kind; /* DemoSpellKind */
  int child;
  int next;    /* the child's next spell, or DEMO_NONE */
  int leader;  /* the spell of the brother or sister who came with this child, or DEMO_NONE */
  KinDay from, to;
  gboolean aged_out;
  const char *need, *rec;
  guint n_stays, n_laws;
  DemoStay stays[DEMO_MAX_STAYS];
  DemoLaw laws[DEMO_MAX_LAWS];
} DemoSpell;

typedef struct
{
  KinDay born;
  gboolean boy, unaccompanied, together; /* together: moves with the leader */
  const char *ethnicity, *authority;     /* authority: of another one, else NULL */
  int group;        /* or DEMO_NONE */
  int first, last;  /* spells */
  guint number;     /* for the name, the number on the return, the address */
  gint64 no;        /* once written */
} DemoChild;

typedef struct
{
  int first, n;     /* members, counted as they come; first is a child */
  gboolean apart;
  gint64 no;
} DemoGroup;

typedef enum { DEMO_HOME_MAIN, DEMO_HOME_KIN, DEMO_HOME_AGENCY, DEMO_HOME_BREAKS, DEMO_HOME_PARENT_CHILD } DemoHomeKind;

typedef struct
{
  int spell, stay;
  KinDay from, to;
} DemoGuest;

typedef struct
{
  guint8 kind;
  KinDay opened, closed; /* closed: KIN_NO_DAY is open */
  KinDay retires;        /* takes no more children from then on */
  int places, places_first;
  KinDay changed;        /* when places_first became places; KIN_NO_DAY: never */
  int age_from, age_to;
  int group;             /* of a connected home: for these siblings only */
  int provider;
  gboolean forgotten;    /* has no record: an agency's home that nobody linked */
  gboolean siblings_only, four; /* four: may take a fourth child under an exemption */
  GArray *guests;        /* DemoGuest, by from */
  guint now[8], n_now;   /* guests who are there, while stays are dealt out day by day */
  int places_now;        /* terms from reduced on, when reduced is set: one over terms today */
  KinDay reduced;
  KinDay confirmed;
  KinDay away_from, away_to; /* not available now */
  int away_places;
  const char *away_why;
  guint number;
  gint64 no;
} DemoHome;

typedef struct
{
  DemoRandom random;
  guint index;          /* which borough */
  KinDay today;
  GArray *children;     /* DemoChild */
  GArray *spells;       /* DemoSpell */
  GArray *groups;       /* DemoGroup */
  GArray *homes;        /* DemoHome */
  guint spots;          /* handed out */
  gboolean unlucky;     /* the fixed figures could not be met with these draws: draw again */
  gint64 *provider_nos; /* once written */
  gint64 *place_nos;
} DemoUnit;

#define DEMO_CHILD(unit, i) (&g_array_index ((unit)->children, DemoChild, (i)))
#define DEMO_SPELL(unit, i) (&g_array_index ((unit)->spells, DemoSpell, (i)))
#define DEMO_GROUP(unit, i) (&g_array_index ((unit)->groups, DemoGroup, (i)))
#define DEMO_HOME(unit, i) (&g_array_index ((unit)->homes, DemoHome, (i)))

/* The day after the last, for what is open. */
static inline KinDay
kin_demo_end (const DemoUnit *unit, KinDay to)
{
  return to != KIN_NO_DAY ? to : unit->today + 1;
}

static inline gboolean
kin_demo_covers (KinDay from, KinDay to, KinDay day)
{
  return from <= day && (to == KIN_NO_DAY || day < to);
}

/* Places to buy from: fixed for each borough. */
typedef struct
{
  const char *name, *kind, *code; /* provider_type, placement_provider */
} DemoProvider;

typedef struct
{
  const char *name;
  guint8 provider;
  guint8 kind;       /* DemoKind */
  guint8 places;
} DemoPlace;

extern const DemoProvider kin_demo_providers[];
extern const guint kin_demo_n_providers;
extern const DemoPlace kin_demo_places[];
extern const guint kin_demo_n_places;
#define DEMO_N_AGENCIES 12 /* the first of the providers */

void kin_demo_plan_flow  (DemoUnit *unit);
void kin_demo_plan_lives (DemoUnit *unit);
void kin_demo_plan_homes (DemoUnit *unit);
void kin_demo_plan_law   (DemoUnit *unit);
void kin_demo_plan_today (DemoUnit *unit);
/* Children who are not of the flows: short breaks, and other authorities' children. */
void kin_demo_plan_others (DemoUnit *unit);

DemoHome *kin_demo_open_home  (DemoUnit *unit, DemoHomeKind kind, KinDay opened, int places);
/* How many live there on a day. */
guint     kin_demo_guests_on  (const DemoHome *home, KinDay day);
int       kin_demo_places_on  (const DemoHome *home, KinDay day);
void      kin_demo_add_guest  (DemoUnit *unit, int home, int spell, int stay);

/* Where the records go, and the counter of their ids. */
typedef struct
{
  guint64     seed;
  guint64     count;
  KinDemoSink sink;
  gpointer    data;
  GError    **error;
} DemoOut;

KinRecord *kin_demo_record (DemoOut *out, const KinType *type);
/* Takes the record; its number, or 0 with the error set. */
gint64     kin_demo_put    (DemoOut *out, KinRecord *record);

gboolean kin_demo_write_places   (DemoUnit *unit, DemoOut *out);
gboolean kin_demo_write_people   (DemoUnit *unit, DemoOut *out);
gboolean kin_demo_write_homes    (DemoUnit *unit, DemoOut *out);
gboolean kin_demo_write_lives    (DemoUnit *unit, DemoOut *out);
gboolean kin_demo_write_care     (DemoUnit *unit, DemoOut *out);
gboolean kin_demo_write_work     (DemoUnit *unit, DemoOut *out);
gboolean kin_demo_write_prices   (DemoUnit *unit, DemoOut *out, const DemoSpell *spell, const DemoStay *stay, gint64 placement);

/* Names and numbers; each n has its own. New strings, but for those that are const. */
const char *kin_demo_forename    (guint n, gboolean boy);
char       *kin_demo_surname     (guint n);
char       *kin_demo_home_name   (guint unit, guint n);
char       *kin_demo_telephone   (guint n);
char       *kin_demo_postcode    (char area, guint n);
char       *kin_demo_urn         (guint n);
char       *kin_demo_upn         (guint n);
const char *kin_demo_worker      (guint n);

G_END_DECLS
