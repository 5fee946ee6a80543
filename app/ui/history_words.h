/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change as a person would tell it. */
#pragma once

#include "desk.h"

G_BEGIN_DECLS

/* "Telephone set to 01254 000001", "Home added". New string. */
char *kin_change_words (KinDesk *desk, const KinChange *change);

/* What an action is called in the history; "Not available" for who may not see what it was about. New string. */
char *kin_action_words (KinDesk *desk, const KinAction *action);

/* A value of the log as a form shows it. New string; NULL: there is none. */
char *kin_value_words  (KinDesk *desk, const KinField *field, const char *json);

G_END_DECLS
