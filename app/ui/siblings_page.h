/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sibling groups: who of them is in care and where, together or apart, since when, and what the plan says (book/sibling-groups.h). */
#pragma once

#include "figure_list.h"

G_BEGIN_DECLS

GtkWidget *kin_siblings_page_new (KinDesk *desk);

G_END_DECLS
