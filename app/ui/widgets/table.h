/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table over a lazy list: headers that sort through SQL, a menu on each row, rows to be selected (Ctrl+A, Shift and the arrows), and
 * a footer that says how many rows there are.
 *
 * Signals:
 *   "open" (gint64 no)                       Enter, a double click, or Open in the menu
 *   "sort" (const char *column, gboolean descending)  a header was clicked; column NULL: the usual order
 *   "context" (gint64 no, GMenu *)           a menu is about to open: add to it (actions of the window: "win.x(int64 no)")
 *   "selected"                               other rows are selected */
#pragma once

#include <gtk/gtk.h>

#include "row_list.h"

G_BEGIN_DECLS

#define KIN_TYPE_TABLE (kin_table_get_type ())
G_DECLARE_FINAL_TYPE (KinTable, kin_table, KIN, TABLE, GtkBox)

typedef enum
{
  KIN_COLUMN_SORTS = 1 << 0,
  KIN_COLUMN_RIGHT = 1 << 1,  /* figures: aligned right, all of one width */
  KIN_COLUMN_EXPAND = 1 << 2,
  KIN_COLUMN_STRONG = 1 << 3,
  KIN_COLUMN_SPARE = 1 << 4   /* not shown unless somebody chooses it */
} KinColumnFlags;

/* The text of a cell: a new string. */
typedef char *(*KinCellText) (KinRow *row, gpointer data);
/* A cell of widgets: made once, filled for each row it comes to show. */
typedef GtkWidget *(*KinCellMake) (gpointer data);
typedef void (*KinCellFill) (GtkWidget *cell, KinRow *row, gpointer data);

/* label: for a screen reader ("Homes"). */
GtkWidget *kin_table_new             (KinRowList *rows, const char *label);
void       kin_table_add_text        (KinTable *table, const char *id, const char *title, guint flags, int width, KinCellText text, gpointer data);
void       kin_table_add_widgets     (KinTable *table, const char *id, const char *title, guint flags, int width, KinCellMake make, KinCellFill fill, gpointer data);
void       kin_table_set_footer      (KinTable *table, const char *left, const char *right);
/* A widget at the end of the footer, or above it. Taken. */
void       kin_table_add_to_footer   (KinTable *table, GtkWidget *widget);
void       kin_table_add_above_footer (KinTable *table, GtkWidget *widget);
/* The selected row, of several the first; or 0. */
gint64     kin_table_get_selected    (KinTable *table);
void       kin_table_select          (KinTable *table, gint64 no);
guint      kin_table_n_selected      (KinTable *table);
/* All of them, from the top: new array of gint64. What a filter takes away is no longer selected. */
GArray    *kin_table_selection       (KinTable *table);
void       kin_table_unselect        (KinTable *table);
void       kin_table_scroll_to_top   (KinTable *table);
/* Shown instead of the rows when there are none. Takes the widget. */
void       kin_table_set_placeholder (KinTable *table, GtkWidget *placeholder);
void       kin_table_show_rows       (KinTable *table, gboolean rows);
GtkColumnView *kin_table_view        (KinTable *table);
/* Those that are shown, by id, from left to right. Free with g_strfreev. */
char     **kin_table_shown           (KinTable *table);
const char *kin_column_id            (GtkColumnViewColumn *column);
gboolean   kin_column_is_spare       (GtkColumnViewColumn *column);
KinRowList *kin_table_rows           (KinTable *table);

G_END_DECLS
