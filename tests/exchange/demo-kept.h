/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up authority's records, kept in memory for tests to count. */
#pragma once

#include "buying.h"
#include "children.h"
#include "demo.h"
#include "people.h"

#define TODAY (kin_day (2026, 11, 20))

typedef struct
{
  GPtrArray *all;             /* by number, from 1 */
  GPtrArray *of[64];          /* by the type's number */
  GPtrArray **parts;          /* of a child, by the child's number: care periods, legal statuses and placements */
  GChecksum *sum;
} Demo;

Demo      *demo_make       (guint64 seed, guint scale);
void       demo_drop       (Demo *demo);
GPtrArray *demo_of         (Demo *demo, const KinType *type);

/* First day and day of leaving, of a care period, a legal status or a placement. */
KinDay     start_of        (KinRecord *record);
KinDay     end_of          (KinRecord *record);
/* Leaving on the day is not being there. */
gboolean   runs            (KinRecord *record, KinDay day);
KinRecord *part_on         (Demo *demo, gint64 child, const KinType *type, KinDay day);
gboolean   is_short_break  (const char *status);
gboolean   is_away         (KinRecord *placement);
gboolean   looked_after    (Demo *demo, gint64 child, KinDay day);
