/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of an import. Private to csv_import*.c.
 *
 * A target is one record as it will be: one that is there already, or a new one. A draft is what one row says about one record;
 * it becomes part of a target when the whole row is good. */
#pragma once

#include "csv_import.h"

G_BEGIN_DECLS

typedef struct
{
  KinRecord *original; /* NULL: new */
  KinRecord *planned;
  gboolean  *changed;  /* by field */
  guint     *said;     /* by field: the line that gave it a value, 0 none */
  guint      line;     /* of the first row that made it or changed it; 0: none */
} KinImportTarget;

typedef struct
{
  KinRecord       *record;   /* values given by the row */
  gboolean        *given;    /* by field */
  gboolean        *basis_given; /* by field: a price's basis was said, an address's postcode was given */
  gboolean        *half;     /* by field: only the second half was given (an end, a postcode) */
  KinImportTarget *target;   /* found; NULL: new */
  const char     **headings; /* by field: the column it came from; borrowed */
  const char     **texts;    /* by field: as it came; borrowed */
  gboolean         any;      /* something was given */
} KinImportDraft;

struct _KinCsvImport
{
  KinReader       *reader;  /* during planning only */
  const KinType   *type;
  const KinCsvMap *map;     /* during planning only */
  KinDay           today;
  GHashTable      *indexes; /* KinType * -> GHashTable of key -> GPtrArray of KinImportTarget */
  GHashTable      *names;   /* KinType * -> GHashTable of key -> GArray of gint64 */
  GPtrArray       *targets; /* KinImportTarget *, all; owned */
  GHashTable      *by_no;   /* gint64 -> KinImportTarget of the record of that number */
  GPtrArray       *touched; /* KinImportTarget *, in the order in which to write */
  GPtrArray       *problems; /* KinRowProblem *; the plan's */
  guint            line;    /* being read */
  char            *label;   /* of the action */
};

/* TRUE, and the problem is on the list. field NULL: the row as a whole. */
void kin_import_reject (KinCsvImport *import, const char *field, const char *value, const char *reason);

/* csv_import_cells.c */
KinImportDraft *kin_import_draft_new  (const KinType *type);
void            kin_import_draft_free (KinImportDraft *draft);
/* One cell into a draft. FALSE: rejected. */
gboolean        kin_import_cell (KinCsvImport *import, KinImportDraft *draft, const KinMapTarget *target, const char *heading, const char *cell);

/* csv_import_links.c */
/* The record that people call so. day: for placements, the day that decides among several. 0 with a reason (a new string). */
gint64          kin_import_find_link (KinCsvImport *import, const KinType *type, const char *text, KinDay day, char **reason);

/* csv_import_match.c */
void            kin_import_target_free (KinImportTarget *target);
KinImportTarget *kin_import_target_new (KinCsvImport *import, KinRecord *original, KinRecord *planned);
/* The target of a record that is there already; NULL when there is none of that type and number. */
KinImportTarget *kin_import_target_of (KinCsvImport *import, const KinType *type, gint64 no);
/* Sets draft->target, NULL when the row is of a new record. FALSE: rejected. */
gboolean        kin_import_match (KinCsvImport *import, KinImportDraft *draft);
/* So that later rows find it. */
void            kin_import_index_add (KinCsvImport *import, KinImportTarget *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinImportDraft, kin_import_draft_free)

G_END_DECLS
