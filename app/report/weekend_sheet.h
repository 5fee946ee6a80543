/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet that the emergency duty team takes home: who has a place tonight, how to ring them, who is there, and why. Homes with a
 * place come first, then those to be rung first. Short lists of telephone numbers follow: homes whose place is for a named child or
 * for brothers and sisters, and those without one. Letters shrink, as far as can be read, where that saves a page.
 * Surnames of children are never on it. */
#pragma once

#include "homes.h"
#include "page.h"

G_BEGIN_DECLS

/* Copies what it shows: homes may go. */
KinDocument *kin_weekend_sheet     (const KinHomes *homes, const KinPaper *paper);
gboolean     kin_weekend_sheet_pdf (const KinHomes *homes, const KinPaper *paper, const char *path, GError **error);

G_END_DECLS
