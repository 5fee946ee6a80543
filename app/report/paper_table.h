/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table over as many pages as it takes. Cells are Pango markup and wrap; a row is never torn; the heading stands on each page, and
 * the title of a section never at the foot of one without a row of it. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

typedef struct
{
  const char    *heading; /* translated; borrowed while the table lives */
  double         weight;  /* of the width */
  PangoAlignment align;
} KinPaperColumn;

typedef struct _KinPaperTable KinPaperTable;

KinPaperTable *kin_paper_table_new     (const KinPaperColumn *columns, guint n_columns, double size);
void           kin_paper_table_free    (KinPaperTable *table);
/* Takes the strings; one for each column. */
void           kin_paper_table_add     (KinPaperTable *table, char **cells);
/* A row of its own columns, all of one width: n strings, taken. For what is short and much. */
void           kin_paper_table_add_even (KinPaperTable *table, char **cells, guint n);
/* Markup, taken. */
void           kin_paper_table_add_section (KinPaperTable *table, char *title);
/* How many pages of a room that size; at least 1. To be asked again when the size of the letters changes. */
guint          kin_paper_table_set_room (KinPaperTable *table, double width, double height);
void           kin_paper_table_set_size (KinPaperTable *table, double size);
void           kin_paper_table_draw    (KinPaperTable *table, cairo_t *cr, double x, double y, guint page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPaperTable, kin_paper_table_free)

G_END_DECLS
