/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of a hundred thousand rows that holds only their numbers. A row is made when it is asked for, and reads its record when a
 * cell asks for that.
 *
 * As a model it grows: what a screen shows is there at once, the rest within a few frames, as GTK makes two hundred rows of widgets
 * for any list. What it holds is counted by kin_row_list_count (). A small change is told as the smallest one; in a new order the first rows stay
 * and change.
 *
 * Signal "turning": in a moment the rows will stand for other records; whoever holds a selection lets go of it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KIN_TYPE_ROW (kin_row_get_type ())
G_DECLARE_FINAL_TYPE (KinRow, kin_row, KIN, ROW, GObject)
#define KIN_TYPE_ROW_LIST (kin_row_list_get_type ())
G_DECLARE_FINAL_TYPE (KinRowList, kin_row_list, KIN, ROW_LIST, GObject)

/* What stands behind a number; freed with the list's free function. May return NULL: the record is gone. */
typedef gpointer (*KinRowRead) (gint64 no, gpointer data);

KinRowList *kin_row_list_new     (KinRowRead read, GDestroyNotify free_value, gpointer data);
/* Takes ids, an array of gint64. */
void        kin_row_list_set_ids (KinRowList *list, GArray *ids);
guint       kin_row_list_count   (KinRowList *list);
/* All of it is in the model when this returns: before a row is selected by its place. */
void        kin_row_list_show_all (KinRowList *list);
/* Nobody sees the list: the model is its first rows alone until it is woken; what it holds stays, and goes on changing. */
void        kin_row_list_rest    (KinRowList *list);
void        kin_row_list_wake    (KinRowList *list);
gint64      kin_row_list_id      (KinRowList *list, guint position); /* 0: past the end */
/* The place of a number, or G_MAXUINT. */
guint       kin_row_list_find    (KinRowList *list, gint64 no);
/* What stands behind a number has changed; 0: behind all. Rows that are shown emit "changed". */
void        kin_row_list_changed (KinRowList *list, gint64 no);

gint64      kin_row_no           (KinRow *row); /* another one after a new order */
gpointer    kin_row_value        (KinRow *row); /* borrowed until the row changes; NULL: gone */

G_END_DECLS
