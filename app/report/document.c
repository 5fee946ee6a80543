/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF is made in memory first: half a page of names must never lie on a disk. */
#include "document.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

struct _KinDocument
{
  char           *title;
  double          width, height;
  guint           n_pages;
  KinDocumentDraw draw;
  gpointer        data;
  GDestroyNotify  destroy;
};

KinDocument *
kin_document_new (const char *title, double width, double height, guint n_pages, KinDocumentDraw draw, gpointer data, GDestroyNotify destroy)
{
  KinDocument *document = g_new0 (KinDocument, 1);

  *document = (KinDocument) { g_strdup (title), width, height, MAX (1, n_pages), draw, data, destroy };
  return document;
}

void
kin_document_free (KinDocument *document)
{
  if (document == NULL)
    return;
  if (document->destroy != NULL)
    document->destroy (document->data);
  g_free (document->title);
  g_free (document);
}

const char *
kin_document_title (const KinDocument *document)
{
  return document->title;
}

guint
kin_document_n_pages (const KinDocument *document)
{
  return document->n_pages;
}

void
kin_document_size (const KinDocument *document, double *width, double *height)
{
  *width = document->width;
  *height = document->height;
}

void
kin_document_draw (KinDocument *document, cairo_t *cr, guint page)
{
  cairo_save (cr);
  document->draw (cr, page, document->n_pages, document->data);
  cairo_restore (cr);
}

static cairo_status_t
keep_bytes (void *closure, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
kin_document_to_pdf (KinDocument *document, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (keep_bytes, bytes, document->width, document->height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, document->title);
  for (guint page = 0; page < document->n_pages; page++)
    {
      kin_document_draw (document, cr, page);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The pages could not be drawn: %s."), cairo_status_to_string (status));
  return NULL;
}

gboolean
kin_document_save (KinDocument *document, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = kin_document_to_pdf (document, error);
  g_autoptr (GError) problem = NULL;
  gsize length;
  const char *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  if (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &problem))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("%s could not be written: %s."), path, problem->message);
  return FALSE;
}
