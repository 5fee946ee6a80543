/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of the duty board. Rows stand for KinHome; the data of each function is the desk. */
#pragma once

#include "shown.h"
#include "table.h"

G_BEGIN_DECLS

/* All columns of the board. */
void kin_home_cells_add (KinTable *table, gpointer desk);
/* The rows that the table shows, cell by cell. */
KinShown *kin_home_cells_shown (KinTable *table, const char *scope);

G_END_DECLS
