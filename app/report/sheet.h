/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document that is one table under a head and above a foot. Of this room only. */
#pragma once

#include "paper_table.h"

G_BEGIN_DECLS

/* Takes the table and the strings title, scope, summary; copies the paper and what is withheld (NULL: nothing). across: lying, where
 * the paper has no size. smallest: letters may shrink to that size where it saves a page; 0: they stay. */
KinDocument *kin_sheet_new (KinPaperTable *table, const KinPaper *paper, gboolean across, char *title, char *scope, char *summary, const char *withheld,
                            double size, double smallest);

G_END_DECLS
