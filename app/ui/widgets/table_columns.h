/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns a table shows, in which order and how wide: chosen by the person, and remembered under the table's name. */
#pragma once

#include "table.h"

G_BEGIN_DECLS

/* When the table has all its columns: puts them as they were left last time, and a button into the footer that offers them.
 * name: "child", "homes"; the key of the settings "columns" and "column-widths". */
void kin_table_remember (KinTable *table, const char *name);

G_END_DECLS
