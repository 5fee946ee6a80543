/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an axis has its ticks: round numbers, round sums of money, and the beginnings (or ends) of months, quarters and years. */
#pragma once

#include "day.h"
#include "money.h"

G_BEGIN_DECLS

typedef enum { KIN_UNIT_COUNT, KIN_UNIT_PENCE, KIN_UNIT_PERMILLE } KinUnit;

typedef struct
{
  gint64 value;
  char  *label;
} KinTick;

/* Ticks from at or below low to at or above high, nought among them when it lies between; at most `most` steps, at least one.
 * New array of KinTick that frees its labels. */
GArray *kin_ticks_of_numbers (gint64 low, gint64 high, KinUnit unit, guint most);
/* Ticks within the days; every 1, 3 or 6 months, every 1, 2, 5 ... years, the finest of which there are at most `most`. A year is
 * named once, with its first tick. ends: KIN_NO_DAY, or a last day of a month: ticks are last days of months then, that month's
 * among them. */
GArray *kin_ticks_of_days    (KinDay from, KinDay to, guint most, KinDay ends);
/* "204", "£39,950.00", "18.7 %"; "not known" for G_MININT64. New string. */
char   *kin_unit_to_text     (KinUnit unit, gint64 value);
/* Where a value falls between two, as a share of the length. */
double  kin_axis_share       (gint64 value, gint64 low, gint64 high);

G_END_DECLS
