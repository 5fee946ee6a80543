/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to the statutory return: field numbers; the tables are in returns.c. */
#pragma once

#include "type.h"

G_BEGIN_DECLS

extern const KinType kin_return_row;
enum
{
  KIN_RETURN_ROW_CHILD,
  KIN_RETURN_ROW_YEAR,
  KIN_RETURN_ROW_RETURN_TABLE,
  KIN_RETURN_ROW_ROW_KEY,
  KIN_RETURN_ROW_ROW_VALUES,
  KIN_RETURN_ROW_N_FIELDS
};

G_END_DECLS
