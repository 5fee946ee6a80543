/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whom is it, and on paper or as a PDF? Asked before anything leaves the house. */
#pragma once

#include "print_pages.h"
#include "window.h"

G_BEGIN_DECLS

/* Takes the print. */
void kin_print_dialog (GtkWindow *parent, KinDesk *desk, KinPrint *print);
/* What the window shows, or (with a kind other than LIST and BOARD) that page. */
void kin_print_window (KinWindow *window, KinPrintKind kind);

G_END_DECLS
