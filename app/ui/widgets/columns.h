/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards in two columns when there is room for two, in one when there is not; GTK 4.8 has nothing for that.
 * A card keeps its column, so that nothing jumps while somebody types. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIN_TYPE_COLUMNS (kin_columns_get_type ())
G_DECLARE_FINAL_TYPE (KinColumns, kin_columns, KIN, COLUMNS, GtkWidget)

typedef enum { KIN_COLUMN_LEFT, KIN_COLUMN_RIGHT_HAND, KIN_COLUMN_BOTH } KinColumnsPlace;

GtkWidget *kin_columns_new    (void);
/* Takes card. In one column the cards stand in the order they were added in. BOTH: across, below what was added before. What lies
 * across, the first and the first on the left are there at once; the others follow between frames, when the columns are on the screen. */
void       kin_columns_append (KinColumns *columns, GtkWidget *card, KinColumnsPlace place);

/* The card is made when its turn comes; not at all if the columns go before. */
typedef GtkWidget *(*KinColumnsMake) (gpointer data);
void       kin_columns_append_later (KinColumns *columns, KinColumnsMake make, gpointer data, KinColumnsPlace place);

/* All cards are there. */
gboolean   kin_columns_are_complete (KinColumns *columns);

/* Whatever the card itself thinks of being shown. */
void       kin_columns_hide   (KinColumns *columns, GtkWidget *card, gboolean hide);

G_END_DECLS
