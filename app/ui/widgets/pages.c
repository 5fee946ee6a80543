/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stack whose hidden pages are hidden from a screen reader too. */
#include "pages.h"

static void
on_shown (GtkStack *stack, GParamSpec *spec, gpointer data)
{
  GtkWidget *shown = gtk_stack_get_visible_child (stack);

  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (stack)); page != NULL; page = gtk_widget_get_next_sibling (page))
    gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, page != shown, -1);
}

GtkStack *
kin_pages_new (void)
{
  GtkWidget *stack = gtk_stack_new ();

  /* The page that needs most room does not take it from the others. */
  gtk_stack_set_hhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (on_shown), NULL);
  return GTK_STACK (stack);
}
