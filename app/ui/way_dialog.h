/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a way out of a clash: at once where nothing has to be said, else after asking who decided, why and from when. */
#pragma once

#include <gtk/gtk.h>

#include "clash-ways.h"
#include "desk.h"

G_BEGIN_DECLS

/* Copies clash and way. title: what the clash is about. */
void kin_way_take (GtkWindow *parent, KinDesk *desk, const KinClash *clash, const KinWay *way, const char *title);

G_END_DECLS
