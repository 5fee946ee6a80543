/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A read-only table of words: what was rejected, what would change. With a check box in front, if somebody may choose. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The row whose check box was clicked, by its key. */
typedef void (*KinRowChecked) (const char *key, gboolean on, gpointer data);

/* titles: of the columns, ended by NULL; the last one gets the room that is left. label: for a screen reader. */
GtkWidget *kin_import_rows_new   (const char *label, const char *const *titles, KinRowChecked checked, gpointer data);
/* cells: as many as there are titles; copied. key: NULL where nothing is checked. */
void       kin_import_rows_add   (GtkWidget *rows, const char *const *cells, const char *key, gboolean on);
void       kin_import_rows_clear (GtkWidget *rows);
guint      kin_import_rows_count (GtkWidget *rows);

G_END_DECLS
