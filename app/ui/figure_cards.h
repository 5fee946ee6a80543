/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of pages of figures: a number in large on a card, and a table of numbers as a grid. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card: what it is, the number, and a line below that says of what. */
GtkWidget *kin_figure_card_new (const char *heading, const char *number, const char *below);

/* Cards beside each other, up to four; fewer where the window is narrow or the letters are large. */
GtkWidget *kin_figure_cards_new (void);
void       kin_figure_cards_add (GtkWidget *cards, GtkWidget *card);

/* A grid in a card. The first column is words, the rest figures; heads is ended by NULL. */
GtkWidget *kin_grid_new        (const char *label, const char *const *heads);
/* cells: one a column, ended by NULL. strong: a sum. */
void       kin_grid_add        (GtkWidget *grid, const char *const *cells, gboolean strong);

/* A page: a bar of controls on top, and a scrolled box of cards below, which is returned in content. */
GtkWidget *kin_figures_page    (GtkWidget *bar, GtkWidget **content);
/* Where there is no answer: why. */
GtkWidget *kin_trouble_new     (const char *problem);

G_END_DECLS
