/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that are ready to be printed, shown in a preview, or written as PDF: the same drawing for all three. Nothing is read any
 * more once it is made, so that what is seen is what is printed. Sizes are points (1/72 inch). */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define KIN_A4_SHORT 595.276
#define KIN_A4_LONG 841.890

typedef struct _KinDocument KinDocument;

/* Draws a page, counted from 0, into (0, 0) to (width, height). */
typedef void (*KinDocumentDraw) (cairo_t *cr, guint page, guint n_pages, gpointer data);

/* Takes data. title: of the file, copied. n_pages: at least 1. */
KinDocument *kin_document_new     (const char *title, double width, double height, guint n_pages, KinDocumentDraw draw, gpointer data, GDestroyNotify destroy);
void         kin_document_free    (KinDocument *document);
const char  *kin_document_title   (const KinDocument *document);
guint        kin_document_n_pages (const KinDocument *document);
void         kin_document_size    (const KinDocument *document, double *width, double *height);
void         kin_document_draw    (KinDocument *document, cairo_t *cr, guint page);
/* The whole file as bytes (for its checksum, or to send); NULL with a sentence. */
GBytes      *kin_document_to_pdf  (KinDocument *document, GError **error);
/* Writes it at once or not at all, readable by its owner only. */
gboolean     kin_document_save    (KinDocument *document, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinDocument, kin_document_free)

G_END_DECLS
