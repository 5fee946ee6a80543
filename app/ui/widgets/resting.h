/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column view keeps two hundred rows of widgets, ten megabytes, also while nobody sees it. The tables that were seen last keep them;
 * another one rests: a screen of rows stays, and the others come back between frames when it is shown again. One in which a person has
 * selected something or is not at the top does not rest: he would lose his place. */
#pragma once

#include <gtk/gtk.h>

#include "row_list.h"

G_BEGIN_DECLS

void kin_resting_follow (GtkWidget *table, KinRowList *rows, GtkSelectionModel *selection, GtkAdjustment *scrolled);

G_END_DECLS
