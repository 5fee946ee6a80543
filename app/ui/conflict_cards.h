/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A conflict as a card of answers (choices.h): what each wrote, when, and what each had seen; one key decides. */
#pragma once

#include <gtk/gtk.h>

#include "conflicts.h"
#include "desk.h"

G_BEGIN_DECLS

/* Copies the conflict. enabled FALSE: it is only told. */
GtkWidget *kin_conflict_card_new (KinDesk *desk, const KinConflict *conflict, gboolean enabled);

G_END_DECLS
