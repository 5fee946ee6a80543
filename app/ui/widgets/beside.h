/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words beside something else, quickly. Where words that wrap stand in a horizontal GtkBox, GTK 4.8 searches for the width at which
 * they are as high as needs be, by laying them out a dozen times: a list of six rows took 50 ms. Here they get the width that is left
 * over, and that is that. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KIN_TYPE_BESIDE (kin_beside_get_type ())
G_DECLARE_FINAL_TYPE (KinBeside, kin_beside, KIN, BESIDE, GtkLayoutManager)

/* Lays out the children of a horizontal box from now on: those that expand share what the others leave, `spacing` pixels apart. */
void kin_beside_use (GtkWidget *box, int spacing);
/* The same for what an AdwActionRow has in it. Returns the row. */
GtkWidget *kin_beside_row (GtkWidget *row);

G_END_DECLS
