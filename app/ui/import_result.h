/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a dry run found: counts, what is proposed, where the case system and the record differ, what was rejected. */
#pragma once

#include <adwaita.h>

#include "import_job.h"
#include "import_rows.h"

G_BEGIN_DECLS

/* checked: a proposal was accepted or declined. keep: the person wants the rejected rows as a file. */
GtkWidget *kin_import_result_new    (KinImport *import, KinRowChecked checked, GCallback keep, gpointer data);
/* After the dry run was made anew: the counts and lists, but not the proposals, which the person is choosing from. */
void       kin_import_result_update (GtkWidget *result);

G_END_DECLS
