/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The number beside Today in the sidebar: how many things need somebody now (book/agenda.h), whatever time the window looks at. It is
 * counted on a thread, after the record has been quiet, and again when a new day begins. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

/* A label that is not there when nothing is urgent. row: the sidebar's, called title: a screen reader says the number with it. */
GtkWidget *kin_today_number_new (KinDesk *desk, GtkWidget *row, const char *title);

G_END_DECLS
