/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stack whose hidden pages are hidden from a screen reader too, which GtkStack forgets. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkStack *kin_pages_new (void);

G_END_DECLS
