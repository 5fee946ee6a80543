/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text waits beside the widget until it is asked for. */
#include "tip.h"

static gboolean
on_query (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  const char *text = g_object_get_data (G_OBJECT (widget), "kin-tip");

  if (text == NULL || *text == '\0')
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
kin_tip_prepare (GtkWidget *widget)
{
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query), NULL);
}

void
kin_tip_set (GtkWidget *widget, const char *text)
{
  g_object_set_data_full (G_OBJECT (widget), "kin-tip", g_strdup (text), g_free);
}
