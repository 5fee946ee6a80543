/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would be printed, page by page: the very drawing that goes to paper. Page Up and Page Down turn the pages. */
#pragma once

#include <gtk/gtk.h>

#include "print_pages.h"

G_BEGIN_DECLS

#define KIN_TYPE_PREVIEW (kin_preview_get_type ())
G_DECLARE_FINAL_TYPE (KinPreview, kin_preview, KIN, PREVIEW, GtkBox)

GtkWidget *kin_preview_new  (void);
/* Makes the pages on a thread, for somebody (a code of "access_for"), and shows the first. Nothing leaves the house: no access record. */
void       kin_preview_look (KinPreview *preview, KinPrint *print, const char *for_whom);
/* 0: not there yet, or too long to be looked at here. */
guint      kin_preview_n_pages (KinPreview *preview);

G_END_DECLS
