/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Export what I see": the rows and columns that someone looks at, for somebody, on the way to a file.
 *
 * Composite values are taken apart into the columns of their kind (period_start and period_end, price and price_basis,
 * address and address_postcode). The file says of itself how many rows it holds, what they were filtered and sorted by, when
 * it was made, for whom, and what was withheld (withhold.h). It belongs to the thread of its reader. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef enum { KIN_OUT_EMPTY, KIN_OUT_TEXT, KIN_OUT_DAY, KIN_OUT_PENCE, KIN_OUT_NUMBER } KinOutKind;

typedef struct
{
  KinOutKind kind;
  gint64      number; /* a KinDay, pence, or a number */
  char       *text;   /* KIN_OUT_TEXT; owned */
} KinOutCell;

void kin_out_cell_clear (KinOutCell *cell);

typedef enum { KIN_FILE_CSV, KIN_FILE_XLSX } KinFileFormat;

typedef struct _KinTableOut KinTableOut;
typedef struct _KinShown    KinShown; /* shown.h */

/* rows: the numbers of records of that type (gint64), in the order seen; copied. for_whom: a code of "access_for".
 * Columns at first: all fields of the type that are not hidden. */
KinTableOut *kin_table_out_new        (KinReader *reader, const KinType *type, GArray *rows, const char *for_whom);
/* Of what a page shows (shown.h), which it keeps. */
KinTableOut *kin_table_out_of         (KinReader *reader, KinShown *shown, const char *for_whom);
void         kin_table_out_free       (KinTableOut *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinTableOut, kin_table_out_free)

/* Which fields, in which order. */
void         kin_table_out_set_fields (KinTableOut *table, const guint *fields, guint n);
/* The same by name, and among them columns that no field holds (book/told.h). Unknown names are left out. */
void         kin_table_out_set_columns (KinTableOut *table, const char *const *names);
/* The labels of those columns that stay out, with commas between; "" when none does. New string. */
char        *kin_table_out_withheld   (KinTableOut *table);
/* What the rows were chosen by; said in the file, but its value is not when the field is withheld from them. */
void         kin_table_out_add_filter (KinTableOut *table, guint field, const char *value);
/* The words sought; not said to an outsider, as they may be a name. */
void         kin_table_out_set_words  (KinTableOut *table, const char *words);
/* The day that told columns are of; KIN_NO_DAY: the day it is made on. */
void         kin_table_out_set_at     (KinTableOut *table, KinDay day);
/* Only what is in force on that day; KIN_NO_DAY: no matter. */
void         kin_table_out_set_day    (KinTableOut *table, KinDay day);
void         kin_table_out_set_sort   (KinTableOut *table, guint field, gboolean descending);
/* By name, who gets it ("Northtown Fostering"); only the access record keeps it. */
void         kin_table_out_set_recipient (KinTableOut *table, const char *recipient);

guint        kin_table_out_n_rows     (KinTableOut *table);
/* keys: with the ids of the record and of those linked to, which stand last and which no person needs. */
guint        kin_table_out_n_columns  (KinTableOut *table, gboolean keys);
const char  *kin_table_out_name       (KinTableOut *table, guint column);  /* "period_start": borrowed */
const char  *kin_table_out_label      (KinTableOut *table, guint column);  /* "In force: from": borrowed */
const char  *kin_table_out_title      (KinTableOut *table); /* "Children": borrowed, translated */
/* FALSE: nothing of it may go to them. */
gboolean     kin_table_out_may_go     (KinTableOut *table);
const char  *kin_table_out_for_whom   (KinTableOut *table);
const char  *kin_table_out_recipient  (KinTableOut *table); /* NULL: not said */
gint64       kin_table_out_made       (KinTableOut *table); /* ms */
gboolean     kin_table_out_names_anyone (KinTableOut *table);
/* The width of a column in characters, as far as the first rows tell. */
guint        kin_table_out_width      (KinTableOut *table, guint column);
/* One cell. labels TRUE: codes by what they mean (for people), else as they are (for programs). Clears what was in cell. */
void         kin_table_out_cell       (KinTableOut *table, guint row, guint column, gboolean labels, KinOutCell *cell);
/* What the file says of itself: pairs of a label and a text, ended by NULL. Free with g_strfreev. */
char       **kin_table_out_about      (KinTableOut *table);
/* The filter in words, "" for none: new string. */
char        *kin_table_out_filter     (KinTableOut *table);

/* Writes the file (mode 600, put in place whole or not at all) and leaves the access record: who, when, what, for whom, how
 * many rows, and the file's SHA-256. Nothing is written when the access record cannot be. Blocks. */
gboolean     kin_table_out_export     (KinTableOut *table, KinStore *store, KinFileFormat format, const char *path, GError **error);

G_END_DECLS
