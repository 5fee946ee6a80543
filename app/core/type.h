/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record types. Each is one const table; forms, lists, DML, JSON, CSV, search and history derive from it by a loop.
 *
 * Type and field names are the wire contract: never renamed, only added to. A field's number (the enum beside its table) is
 * this program's own and never leaves it. */
#pragma once

#include "kind.h"

G_BEGIN_DECLS

typedef struct _KinRecord KinRecord;
typedef struct _KinType   KinType;

/* Who may see it. It decides what a device receives, what lists show and what print leaves out. */
typedef enum
{
  KIN_GENERAL = 0,
  KIN_FOR_MONEY = 1,
  KIN_RESTRICTED = 2
} KinScope;

typedef enum
{
  KIN_REQUIRED = 1 << 0, /* check says so when it is empty */
  KIN_LISTED   = 1 << 1, /* a column of the type's list unless the person chose others */
  KIN_SOUGHT   = 1 << 2, /* search finds the record by it */
  KIN_OWNER    = 1 << 3, /* a link: the record is a part of the one linked to, and is deleted with it */
  KIN_WITHHELD = 1 << 4, /* left out of everything made for an outsider: addresses, schools, carers' surnames */
  KIN_NAMING   = 1 << 5, /* tells who a person is: left out where names are */
  KIN_PAST     = 1 << 6, /* a day that cannot lie in the future */
  KIN_HIDDEN   = 1 << 7, /* not in forms: kept by the program (where it came from, what it was merged into) */
} KinFieldFlags;

struct _KinField
{
  const char *name;    /* column, JSON and CSV name */
  const char *label;   /* N_() */
  KinKind     kind;
  guint       flags;   /* KinFieldFlags */
  const char *choices; /* KIN_CODE, KIN_CODES: the code list; KIN_IDENTIFIER: "upn", "urn", "child" ... */
  const char *link;    /* KIN_LINK: the type's name, or NULL for any */
  const char *section; /* N_(): a heading in the form begins here; NULL: goes on */
  const char *hint;    /* N_(): what to type, or the rule and its source */
};

typedef void (*KinProblemFunc) (guint field, const char *sentence, gpointer data);

struct _KinType
{
  const char     *name;   /* also the table's name */
  const char     *label;  /* N_("Child") */
  const char     *plural; /* N_("Children") */
  KinScope        scope;
  const KinField *fields;
  guint           n_fields;
  /* What the record is called in a list, a link or a history line. New string. NULL: the first field as text. */
  char         *(*title) (KinRecord *record);
  /* What no single field can judge. Calls problem for each. May be NULL. */
  void          (*check) (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data);
};

const KinType        *kin_type_find    (const char *name); /* NULL when this version does not know it */
const KinType *const *kin_types        (guint *n);
int                   kin_type_number  (const KinType *type); /* its place in kin_types () */
int                   kin_type_field   (const KinType *type, const char *name); /* -1 when it has none of that name */
int                   kin_type_period  (const KinType *type);                   /* its first period; -1 when it has none */

G_END_DECLS
