/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question as a card: what it is about, and the answers as rows with a figure before each. The figure's key, Enter or a click on
 * the row gives the answer. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*KinChosen) (guint choice, gpointer data);

/* An AdwPreferencesGroup. open: called by the heading's button with G_MAXUINT as the choice; open_label NULL: no button. data is
 * freed with free_data when the card goes. */
GtkWidget *kin_choices_new (const char *title, const char *description, const char *open_label, KinChosen chosen, gpointer data, GDestroyNotify free_data);
/* One more answer; enabled FALSE: it is told, and cannot be given. */
void       kin_choices_add (GtkWidget *choices, const char *label, const char *explanation, gboolean enabled);
/* The first answer takes the keyboard. */
void       kin_choices_focus (GtkWidget *choices);

G_END_DECLS
