/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a spreadsheet. Private to csv_import*.c. */
#pragma once

#include "csv_import_parts.h"

G_BEGIN_DECLS

/* Plans the row; its problems are on import->problems when it is rejected. title and changes: new strings. */
KinRowFate kin_import_row (KinCsvImport *import, const char *const *cells, guint n, char **title, char **changes, guint *n_parts);

G_END_DECLS
