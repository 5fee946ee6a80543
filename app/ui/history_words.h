/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change as a person would tell it. */
#pragma once

#include "desk.h"

G_BEGIN_DECLS

/* "Telephone set to 01254 000001", "Home added". New string. */
char *kin_change_words (KinDesk *desk, const KinChange *change);

/* A value of the log as a form shows it. New string; NULL: there is none. */
char *kin_value_words  (KinDesk *desk, const KinField *field, const char *json);

G_END_DECLS
