/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a return: each cell as it came and as it is read, and what was odd about it or why the row was refused. */
#pragma once

#include "return_import.h"

G_BEGIN_DECLS

/* All strings are owned by the set (or by constants). Cells are never NULL: "" is blank. */
typedef struct _KinReturnRow KinReturnRow;
struct _KinReturnRow
{
  KinReturnTable table;
  int            year;   /* ending */
  const char    *file;   /* "" for one out of the record */
  guint          line;
  const char    *came[KIN_RETURN_MOST_COLUMNS];
  /* Trimmed, codes in upper case, days as 2017-04-01, SEX as M and F, "1.0" as "1", postcodes with their space. */
  const char    *clean[KIN_RETURN_MOST_COLUMNS];
  const char    *extra;  /* a JSON object of columns that the table does not have, or NULL */
  const char    *key;    /* CHILD, the key's value and "#2" for the second of the same, by spaces */
  gint64         no;     /* the record it was read from, or 0 */
  gint64         child;  /* and the child that is linked to, or 0 */
  gboolean       dropped; /* rejected by the comparison */
  const KinReturnRow *was; /* the row of the last import with the same key, or NULL */
};

typedef struct
{
  GStringChunk *strings;
  GPtrArray    *rows;     /* of KinReturnRow, owned */
  GPtrArray    *files;    /* of KinReturnFile, owned */
  GPtrArray    *rejected; /* of KinReturnReject, owned */
  GPtrArray    *remarks;  /* of KinReturnRemark, owned */
  GHashTable   *remarks_by; /* table, field, text -> remark */
  guint         n_read[KIN_RETURN_N_TABLES]; /* rejected ones included */
  gboolean      has[KIN_RETURN_N_TABLES];    /* the table was in the files, perhaps empty */
} KinReturnSet;

KinReturnSet *kin_return_set_new   (void);
void          kin_return_set_free  (KinReturnSet *set);
const char   *kin_return_set_keep  (KinReturnSet *set, const char *text); /* a copy that lives as long as the set */
void          kin_return_set_remark (KinReturnSet *set, int table, const char *field, const char *file, guint line, const char *text);
void          kin_return_set_reject (KinReturnSet *set, const KinReturnRow *row, int column, const char *reason);

/* Reads the cells of a row whose came is filled in. Adds it to the set, or rejects it: then it is freed and NULL returned.
 * Row is taken; made with g_new0 (). quiet: no remarks (rows out of the record). */
KinReturnRow *kin_return_set_add   (KinReturnSet *set, KinReturnRow *row, gboolean quiet);
/* Gives every row its key; sorted by table, child and file order they are not. */
void          kin_return_set_key   (KinReturnSet *set);
/* Reads one cell anew, after its came was changed. */
void          kin_return_row_reread (KinReturnSet *set, KinReturnRow *row, int column);

KinDay        kin_return_row_day   (const KinReturnRow *row, int column); /* KIN_NO_DAY when blank */
/* Blank is NULL. */
const char   *kin_return_row_code  (const KinReturnRow *row, int column);
gboolean      kin_return_row_same  (const KinReturnRow *a, const KinReturnRow *b); /* read alike */

/* A JSON array of the cells as they came, in the order of the table's columns; an object of further columns may follow. */
char         *kin_return_row_to_json   (const KinReturnRow *row);
/* Fills came and extra. FALSE when it is not that. */
gboolean      kin_return_row_from_json (KinReturnSet *set, KinReturnRow *row, const char *json);

/* One cell read (return_value.c). */
typedef enum { KIN_READ_WELL, KIN_READ_ODDLY, KIN_READ_NOT } KinReading;
/* *clean: new string, never NULL unless KIN_READ_NOT. *text: a sentence, new string, unless it was read well. */
KinReading    kin_return_read_cell (const KinReturnColumn *column, int year_ending, const char *came, char **clean, char **text);
KinDay        kin_return_read_day  (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinReturnSet, kin_return_set_free)

G_END_DECLS
