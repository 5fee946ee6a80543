/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a table, filled in turn. Two hundred rows have widgets and some twenty are seen: a cell that is seen, or soon will be,
 * is filled at once; the others wait until there is nothing else to do. So a new order shows within a frame or two. */
#pragma once

#include <gtk/gtk.h>

#include "row_list.h"

G_BEGIN_DECLS

typedef struct _KinCells KinCells;

/* Puts into a cell what the row says. */
typedef void (*KinCellsFill) (GtkWidget *cell, KinRow *row, gpointer data);

/* adjustment: of the scrolled window that shows the rows. */
KinCells *kin_cells_new    (KinRowList *rows, GtkAdjustment *adjustment);
void      kin_cells_free   (KinCells *cells);
/* From a factory's "bind" to its "unbind": the cell is item's child, and is filled again whenever the row changes. */
void      kin_cells_bind   (KinCells *cells, GtkListItem *item, KinCellsFill fill, gpointer data);
void      kin_cells_unbind (KinCells *cells, GtkListItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinCells, kin_cells_free)

G_END_DECLS
