/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says of the office: the line at the sidebar's foot, and the outbox: each unsent action as a sentence. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"
#include "office_words.h"

G_BEGIN_DECLS

/* What is known of the office now. In a file that has not joined nothing is counted: all of it is unsent. */
KinOfficeState kin_office_state (KinDesk *desk);

/* A button with the words; it opens the outbox. */
GtkWidget *kin_office_line_new   (KinDesk *desk);

/* The page. */
GtkWidget *kin_outbox_page_new   (KinDesk *desk);
char      *kin_outbox_page_subtitle (GtkWidget *page);

G_END_DECLS
