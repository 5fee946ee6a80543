/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cairo drawing as a widget: the same function draws it on paper. Each part tells itself to the pointer, to the arrow keys and
 * to a screen reader; Enter or a click opens the record behind it.
 *
 * Signal "open" (gint64 no). */
#pragma once

#include <gtk/gtk.h>

#include "hits.h"

G_BEGIN_DECLS

#define KIN_TYPE_DRAWING (kin_drawing_get_type ())
G_DECLARE_FINAL_TYPE (KinDrawing, kin_drawing, KIN, DRAWING, GtkWidget)

/* Draws, and gives back its hits (hits.h). */
typedef GArray *(*KinDrawingFunc) (cairo_t *cr, const KinStyle *style, double width, double height, gpointer data);
/* The height it wants at a width; NULL: what kin_drawing_new () was told. */
typedef double (*KinDrawingHeight) (const KinStyle *style, double width, gpointer data);

/* label: what a screen reader says of the whole. */
GtkWidget  *kin_drawing_new     (const char *label, int height, KinDrawingFunc draw, KinDrawingHeight measure, gpointer data);
/* What it draws has changed. */
void        kin_drawing_refresh (KinDrawing *drawing);
/* The sentence of the chosen part; NULL: none. */
const char *kin_drawing_chosen  (KinDrawing *drawing);

G_END_DECLS
