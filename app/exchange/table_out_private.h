/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a KinTableOut. Private to table_out.c (the cells) and table_about.c (what the file says of itself). */
#pragma once

#include "shown.h"
#include "titles.h"
#include "told.h"

G_BEGIN_DECLS

typedef enum { PART_A, PART_B, PART_S, PART_T, PART_TITLE, PART_SELF, PART_GIVEN, PART_TOLD, PART_LINK_ID, PART_ID } Part; /* keys last */

typedef struct
{
  guint field; /* PART_TOLD: its place among the told columns */
  Part  part;
  char *name, *label;
} Column;

typedef struct
{
  guint field;
  char *value;
} Filter;

#define TOLD 0x10000u

struct _KinTableOut
{
  KinReader     *reader;
  const KinType *type;    /* NULL: of shown */
  KinShown      *shown;
  GArray        *rows;
  char          *for_whom, *recipient, *words;
  GArray        *fields;  /* guint: what was asked for, withheld ones too; TOLD + n: a told column */
  GArray        *columns; /* Column */
  GArray        *filters; /* Filter */
  KinDay         day, told_on;
  int            sort;
  gboolean       descending;
  gint64         made;
  KinTitles     *titles;  /* internal */
  KinTold       *told;    /* NULL: not asked for yet */
  GHashTable    *bare;    /* outsiders: number -> title */
  KinRecord     *record;  /* of row at */
  guint          at;
};

gboolean kin_table_out_is_outside (KinTableOut *table);

G_END_DECLS
