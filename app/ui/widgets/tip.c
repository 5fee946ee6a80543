/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text waits on the cell until the pointer rests there. */
#include "tip.h"

static gboolean
on_query (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  GtkWidget *at = keyboard ? gtk_root_get_focus (gtk_widget_get_root (widget)) : gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);

  for (; at != NULL && at != widget; at = gtk_widget_get_parent (at))
    {
      const char *text = g_object_get_data (G_OBJECT (at), "kin-tip");
      graphene_rect_t area;

      if (text == NULL)
        continue;
      if (gtk_widget_compute_bounds (at, widget, &area))
        gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) area.origin.x, (int) area.origin.y, (int) area.size.width, (int) area.size.height });
      gtk_tooltip_set_text (tooltip, text);
      return TRUE;
    }
  return FALSE;
}

void
kin_tip_prepare (GtkWidget *widget)
{
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query), NULL);
}

void
kin_tip_set (GtkWidget *cell, const char *text)
{
  g_object_set_data_full (G_OBJECT (cell), "kin-tip", g_strdup (text), g_free);
}
