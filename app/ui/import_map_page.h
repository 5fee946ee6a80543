/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of the file is which field: a row for each column, with the first values that stand in it. */
#pragma once

#include <adwaita.h>

#include "import_job.h"

G_BEGIN_DECLS

/* Changes import->map as the person chooses. Holds a count of the import. */
GtkWidget *kin_import_map_page_new (KinImport *import);

G_END_DECLS
