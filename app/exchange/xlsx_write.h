/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XLSX: numbers and identifiers as text where they are names, dates as dates, money in pounds, and a second sheet that says
 * what the file is. */
#pragma once

#include "table_out.h"

G_BEGIN_DECLS

gboolean kin_xlsx_write (KinTableOut *table, const char *path, GError **error);

G_END_DECLS
