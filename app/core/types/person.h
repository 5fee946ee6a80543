/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How records that are people, or last for a time, are called. */
#pragma once

#include "record.h"

G_BEGIN_DECLS

/* "Ada Example"; "" when both are empty. New string. */
char *kin_person_title (KinRecord *record, guint forename, guint surname);
/* "Placement from 3 May 2024 to 9 June 2024". New string. */
char *kin_period_title (KinRecord *record, const char *what, guint period);

G_END_DECLS
