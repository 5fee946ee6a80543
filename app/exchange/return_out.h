/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of an export. Private to the files return_*.c. */
#pragma once

#include "return_export.h"
#include "return_plan.h"

G_BEGIN_DECLS

struct _KinReturnExport
{
  int            year;
  KinDay         from, to;  /* the year's window */
  KinReturnSet  *kept;      /* rows of imports, and all strings */
  KinReturnHere *here;
  char          *authority;
  GHashTable    *declined;
  int            latest;
  gboolean       has[KIN_RETURN_N_TABLES]; /* the table came in an import of this year */
  gboolean       came;      /* anything did */
  GPtrArray     *rows[KIN_RETURN_N_TABLES]; /* of const char ** (KIN_RETURN_MOST_COLUMNS of them), owned */
  GPtrArray     *changes;
  GHashTable    *changes_by;
  GPtrArray     *files;
};

/* One child on its way out. */
typedef struct
{
  KinReturnExport *out;
  const char      *code;   /* as it goes out */
  KinRecord       *here;   /* the child's record, NULL */
  GPtrArray       *records; /* of KinRecord: what belongs to it. Borrowed; never NULL */
  GPtrArray       *kept;   /* its rows, of all years */
  GPtrArray       *facts;  /* what they make */
  GHashTable      *ours;   /* ids of these */
  GHashTable      *used;   /* records that belong to a fact */
  GHashTable      *found;  /* KinReturnFact -> KinRecord */
  GPtrArray       *derived; /* of const char **: episodes within the window. NULL until asked for */
  GArray          *episodes; /* KinDerived, all of them */
  gboolean         sent;   /* any row but the Header's went out */
} KinReturnLeaver;

void kin_return_out_keep   (KinReturnExport *out, const KinReturnRow *row, const char *code);
/* cells is copied. */
void kin_return_out_add    (KinReturnExport *out, KinReturnTable table, const char *const *cells);
void kin_return_out_change (KinReturnExport *out, int table, const char *cause, gboolean as_it_came, const char *example);

/* return_derive.c: rows out of records. FALSE when the record makes no such row. cells: KIN_RETURN_MOST_COLUMNS, filled with "". */
gboolean kin_return_derive (KinReturnLeaver *child, KinReturnTable table, KinRecord *record, const char **cells);
/* The tables that a record of that type makes rows of, ended by -1. */
const int *kin_return_tables_of (const KinType *type);
/* Whether a record that was typed here belongs into the year. */
gboolean kin_return_in_window (KinReturnLeaver *child, KinReturnTable table, KinRecord *record);
const char *kin_return_day_text (KinReturnExport *out, KinDay day);

/* return_life.c: episodes of one child. */
void kin_return_send_episodes (KinReturnLeaver *child);

G_END_DECLS
