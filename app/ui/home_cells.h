/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of the duty board. Rows stand for KinHome; the data of each function is the desk. */
#pragma once

#include "table.h"

G_BEGIN_DECLS

/* All columns of the board. */
void kin_home_cells_add (KinTable *table, gpointer desk);

G_END_DECLS
