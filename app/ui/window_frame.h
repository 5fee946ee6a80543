/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands round the pages of the window: the sidebar, the header and the strip that tells an example. Private to the window. */
#pragma once

#include "window.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWidget      *sidebar, *edge; /* edge: the line beside it */
  GtkListBox     *list;           /* a row for each of kin_places () */
  AdwWindowTitle *title;
  GtkWidget      *back, *undo, *redo, *search, *menu;
  GtkWidget      *kitchen;        /* shown in kitchen mode alone: how to leave it */
} KinFrame;

/* Makes all of them, with the widget that the frame is; body goes below the header. */
GtkWidget *kin_frame_new     (KinFrame *frame, KinDesk *desk, GtkWidget *window, GtkWidget *body);
/* In kitchen mode nothing stands round the page but its name and the way out. */
void       kin_frame_kitchen (KinFrame *frame, gboolean kitchen);
/* What undo and redo would do, on their buttons. */
void       kin_frame_tell_undo (KinFrame *frame, KinDesk *desk);

G_END_DECLS
