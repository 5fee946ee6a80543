/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to the statutory return: the tables. */
#include "returns.h"

#include <glib/gi18n-lib.h>

#include "record.h"

/* clang-format off */
static const KinField return_row_fields[] = {
  [KIN_RETURN_ROW_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_LISTED | KIN_OWNER, .link = "child" },
  [KIN_RETURN_ROW_YEAR] = { "year", N_("Year ending 31 March"), KIN_NUMBER, KIN_LISTED },
  [KIN_RETURN_ROW_RETURN_TABLE] = { "return_table", N_("Table"), KIN_TEXT, KIN_LISTED },
  [KIN_RETURN_ROW_ROW_KEY] = { "row_key", N_("Key"), KIN_TEXT, KIN_LISTED },
  [KIN_RETURN_ROW_ROW_VALUES] = { "row_values", N_("Values as they came"), KIN_NOTE, KIN_LISTED },
};
/* clang-format on */

const KinType kin_return_row = {
  .name = "return_row", .label = N_("Row of a return"), .plural = N_("Rows of returns"), .scope = KIN_GENERAL,
  .fields = return_row_fields, .n_fields = KIN_RETURN_ROW_N_FIELDS,
};
