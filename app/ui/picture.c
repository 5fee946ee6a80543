/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of what a window shows. */
#include "picture.h"

#include <glib/gi18n-lib.h>

gboolean
kin_picture_save (GtkWidget *widget, const char *path, GError **error)
{
  g_autoptr (GdkPaintable)   paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot)    snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode)  node = NULL;
  g_autoptr (GdkTexture)     texture = NULL;
  int                        width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node != NULL)
    texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                           &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (texture != NULL && gdk_texture_save_to_png (texture, path))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture could not be written to %s."), path);
  return FALSE;
}

typedef struct
{
  KinWindow *window;
  char      *path;
  guint      still; /* looks in a row at which the page was complete */
} Taking;

static gboolean
on_look (gpointer data)
{
  Taking            *taking = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (taking->window)) || !kin_window_is_ready (taking->window) || taking->still++ < 3)
    return G_SOURCE_CONTINUE;
  if (kin_picture_save (GTK_WIDGET (taking->window), taking->path, &error))
    g_print ("%s\n", taking->path);
  else
    g_printerr ("%s\n", error->message);
  gtk_window_close (GTK_WINDOW (taking->window));
  g_free (taking->path);
  g_free (taking);
  return G_SOURCE_REMOVE;
}

void
kin_picture_take (KinWindow *window, const char *path)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->window = window;
  taking->path = g_strdup (path);
  g_timeout_add (150, on_look, taking);
}
