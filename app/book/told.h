/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns that no field holds: what the book makes of a record, as a list shows it and as an export of the list has it. Age, where a
 * child lives tonight, what a placement costs a week. */
#pragma once

#include "prices.h"
#include "record.h"

G_BEGIN_DECLS

typedef enum { KIN_TOLD_TEXT, KIN_TOLD_NUMBER, KIN_TOLD_PENCE } KinToldKind;

typedef struct
{
  const char *name;  /* "tonight": stands where the name of a field would */
  const char *label; /* N_() */
  KinToldKind kind;
  gboolean    shut;  /* names people or says where they are: for nobody outside */
} KinToldColumn;

typedef struct _KinTold KinTold;

const KinToldColumn *kin_told_columns (const KinType *type, guint *n);
/* The place of a name, or -1. */
int                  kin_told_find    (const KinType *type, const char *name);

/* On a day. Belongs to the thread of the reader. What takes long (all costs) is computed when first asked for,
 * unless it was given. */
KinTold *kin_told_new       (KinReader *reader, const KinType *type, KinDay day);
void     kin_told_free      (KinTold *told);
/* Borrowed; NULL: not known yet, such cells stay empty. */
void     kin_told_set_costs (KinTold *told, const KinCosts *costs);

/* The same of the children whose bed is contested (clashes.h): they are marked where they live. */
void     kin_told_set_contested (KinTold *told, GHashTable *contested);

/* FALSE: the cell is empty. text: new string; NULL: it is the number, or pence. */
gboolean kin_told_cell (KinTold *told, guint column, KinRecord *record, gint64 *number, char **text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinTold, kin_told_free)

G_END_DECLS
