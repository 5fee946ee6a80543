/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records that are one: which stays, what it takes over, and what is left with the other. Nothing is lost: unmerging is the undo. */
#pragma once

#include "desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Both of one type (book/merge.h). The first is offered as the one that stays. */
void   kin_merge_ask      (GtkWindow *parent, KinDesk *desk, KinRecord *one, KinRecord *two);
/* Takes the merge of a record into another back, whenever it was; says so when nobody knows which action it was. */
void   kin_merge_undo     (KinDesk *desk, gint64 loser);

/* Cards for the page of a record; they keep themselves up to date and hide when there is nothing to say. */
/* Those that may be the same; of a record that is being added, kin_twins_look () after each change. */
GtkWidget *kin_twins_new  (KinDesk *desk, KinRecord *record);
void       kin_twins_look (GtkWidget *card);
/* What it was merged into, and what was merged into it. */
GtkWidget *kin_merged_new (KinDesk *desk, gint64 record);

G_END_DECLS
