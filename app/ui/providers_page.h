/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Providers: their homes, contracts, our children with them, and what that costs a week (book/providers.h). */
#pragma once

#include "figure_list.h"

G_BEGIN_DECLS

GtkWidget *kin_providers_page_new (KinDesk *desk);

G_END_DECLS
