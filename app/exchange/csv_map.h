/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of somebody's spreadsheet is which field of ours: guessed from the headings, corrected by a person, saved.
 *
 * A target is written as "telephone", "period_start", "address_postcode" (half of a composite field), "full_name" (of a person,
 * "Ada Example" or "Example, Ada"), "ages" ("0-10": the youngest and the oldest), "id" (our record), or, for a record that belongs to the one in the row, "approval.places".
 *
 * The file is JSON: {"type": "household", "columns": {"Carer": "name", "Tel": "telephone", "Colour": null},
 * "always": {"kind": "mainstream"}}. null: not used. Columns that it does not name are guessed. "always" gives a field the
 * same value in every row in which no column gives it one. */
#pragma once

#include <gio/gio.h>

#include "type.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_MAP_WHOLE,
  KIN_MAP_START,     /* of a period */
  KIN_MAP_END,
  KIN_MAP_BASIS,     /* of a price */
  KIN_MAP_POSTCODE,  /* of an address */
  KIN_MAP_FULL_NAME, /* field is the surname; the forename stands before it */
  KIN_MAP_AGES,      /* field is the youngest; the oldest stands behind it */
  KIN_MAP_LINK_ID,   /* of a link: the id of the record linked to; counts more than its title */
  KIN_MAP_ID
} KinMapPart;

typedef struct
{
  const KinType *type; /* the map's own, or one whose records belong to it; NULL: the column is not used */
  guint          field;
  KinMapPart     part;
} KinMapTarget;

typedef struct _KinCsvMap KinCsvMap;

/* headings are copied. */
KinCsvMap  *kin_csv_map_guess (const KinType *type, const char *const *headings, guint n);
/* The same with what the file says. FALSE as NULL with a sentence: not such a file, another type, a column that is not there. */
KinCsvMap  *kin_csv_map_load  (const KinType *type, const char *path, const char *const *headings, guint n, GError **error);
gboolean    kin_csv_map_save  (const KinCsvMap *map, const char *path, GError **error);
void        kin_csv_map_free  (KinCsvMap *map);

const KinType *kin_csv_map_type (const KinCsvMap *map);
guint       kin_csv_map_n_columns (const KinCsvMap *map);
const char *kin_csv_map_heading (const KinCsvMap *map, guint column);
const KinMapTarget *kin_csv_map_target (const KinCsvMap *map, guint column);
/* As it is written; NULL when the column is not used. New string. */
char       *kin_csv_map_target_name (const KinCsvMap *map, guint column);
/* name NULL: do not use the column. FALSE with a sentence when there is no such target. */
gboolean    kin_csv_map_set   (KinCsvMap *map, guint column, const char *name, GError **error);
/* What no column gives: the target and the text of entry i; FALSE past the last. */
gboolean    kin_csv_map_always (const KinCsvMap *map, guint i, const KinMapTarget **target, const char **text);
/* Everything a column may be: names, ended by NULL. Free with g_strfreev. */
char      **kin_csv_map_targets (const KinType *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinCsvMap, kin_csv_map_free)

/* What headings are called in real spreadsheets: "tel" is "telephone". key: kin_text_key () of the heading; type by name.
 * NULL when nobody calls anything so. In csv_map_words.c. */
const char *kin_csv_map_synonym (const char *type, const char *key);

G_END_DECLS
