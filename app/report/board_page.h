/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duty board on paper, in colour with signs and words beside it: exactly the homes that are shown, in their order. */
#pragma once

#include "homes.h"
#include "page.h"

G_BEGIN_DECLS

/* homes: KinHome *, as shown; what is printed is copied. scope: the day and the filter in words ("As on 20 November 2026 · has a place
 * tonight"). The balance in the foot is that of these homes. Lies across A4 unless the paper has a size. */
KinDocument *kin_board_page     (const GPtrArray *homes, const char *scope, const KinPaper *paper);
gboolean     kin_board_page_pdf (const GPtrArray *homes, const char *scope, const KinPaper *paper, const char *path, GError **error);

G_END_DECLS
