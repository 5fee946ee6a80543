/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Export what I see": for whom, as what, and what will be left out for them, before a file is written. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"
#include "lists.h"
#include "shown.h"

G_BEGIN_DECLS

/* ids: the rows shown, in their order (gint64; copied). spec: what they were chosen and sorted by; NULL: nothing to say. columns: by
 * name, as kin_table_out_set_columns () takes them. */
void kin_export_dialog (GtkWindow *parent, KinDesk *desk, const KinType *type, const GArray *ids, const KinListSpec *spec, char **columns);
/* What a page of figures shows. */
void kin_export_shown  (GtkWindow *parent, KinDesk *desk, KinShown *shown);

G_END_DECLS
