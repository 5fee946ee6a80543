/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done to several rows at once: a bar at the foot of a list while more than one is selected, and the same in the menu of
 * a row. Each is one action that says how many, and one undo. */
#pragma once

#include "desk.h"
#include "table.h"

G_BEGIN_DECLS

/* Above the footer of the table; comes and goes with the selection. Its buttons are actions of the window. */
void  kin_many_add_bar (KinTable *table, const KinType *type);
/* For the menu of a row that is one of n. */
void  kin_many_menu    (GMenu *menu, const KinType *type, guint n);
/* "1 home", "12 homes". New string. */
char *kin_many_words   (const KinType *type, guint n);

/* At once, with a toast that takes it back. ids: gint64. */
void  kin_many_delete  (KinDesk *desk, const KinType *type, const GArray *ids);
/* Sets one field of them, at once; label is the line in the history and on the toast. */
void  kin_many_set     (KinDesk *desk, const KinType *type, const GArray *ids, guint field, const KinValue *value, const char *label);
/* Asks which field, and what it is to be. */
void  kin_many_change  (GtkWindow *parent, KinDesk *desk, const KinType *type, const GArray *ids);

G_END_DECLS
