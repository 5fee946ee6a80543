/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far long work is. */
#include "working.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ask.h"

/* Nobody has to read what is over before it is read. */
#define MOMENT_US (400 * 1000)

typedef struct
{
  KinDesk   *desk;
  GtkWindow *parent; /* not owned: it owns this */
  GtkWidget *window; /* weak; NULL: there is none */
  GtkWidget *bar, *cancel;
} Working;

static void
free_working (gpointer data)
{
  Working *working = data;

  g_signal_handlers_disconnect_by_data (working->desk, working);
  if (working->window != NULL)
    gtk_window_destroy (GTK_WINDOW (working->window));
  g_clear_weak_pointer (&working->window);
  g_object_unref (working->desk);
  g_free (working);
}

static void
on_cancel (Working *working)
{
  gtk_widget_set_sensitive (working->cancel, FALSE);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (working->bar), _("Cancelling…"));
  kin_desk_cancel_work (working->desk);
}

/* Escape, and whatever else closes a window: it goes when the work has ended. */
static gboolean
on_close (GtkWindow *window, Working *working)
{
  on_cancel (working);
  return TRUE;
}

static void
open_window (Working *working, const char *doing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *label = gtk_label_new (doing);

  g_set_weak_pointer (&working->window, adw_window_new ());
  working->bar = gtk_progress_bar_new ();
  working->cancel = gtk_button_new_with_label (_("Cancel"));
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (working->bar), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (working->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, doing, -1);
  gtk_widget_add_css_class (label, "title-4");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_halign (working->cancel, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (working->cancel, "pill");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), working->bar);
  gtk_box_append (GTK_BOX (box), working->cancel);
  gtk_widget_add_css_class (box, "kin-page");
  g_signal_connect_swapped (working->cancel, "clicked", G_CALLBACK (on_cancel), working);
  g_signal_connect (working->window, "close-request", G_CALLBACK (on_close), working);
  kin_ask_close_on_escape (working->window);
  gtk_window_set_title (GTK_WINDOW (working->window), doing);
  gtk_window_set_transient_for (GTK_WINDOW (working->window), working->parent);
  gtk_window_set_modal (GTK_WINDOW (working->window), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (working->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (working->window), 380, -1);
  adw_window_set_content (ADW_WINDOW (working->window), box);
  gtk_window_set_focus (GTK_WINDOW (working->window), working->cancel);
  gtk_window_present (GTK_WINDOW (working->window));
}

static void
on_work (Working *working)
{
  guint64 done, total;
  gint64 since;
  const char *doing = kin_desk_working (working->desk, &done, &total, &since);

  if (doing == NULL)
    {
      if (working->window != NULL)
        gtk_window_destroy (GTK_WINDOW (working->window));
      g_clear_weak_pointer (&working->window);
      return;
    }
  if (working->window == NULL && total > 0 && g_get_monotonic_time () - since > MOMENT_US)
    open_window (working, doing);
  if (working->window != NULL && total > 0 && gtk_widget_get_sensitive (working->cancel))
    {
      /* Translators: how many are done, and of how many: "1200 of 5000" */
      g_autofree char *text = g_strdup_printf (_("%u of %u"), (guint) done, (guint) total);

      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (working->bar), (double) done / (double) total);
      gtk_progress_bar_set_text (GTK_PROGRESS_BAR (working->bar), text);
    }
}

void
kin_working_follow (GtkWindow *window, KinDesk *desk)
{
  Working *working = g_new0 (Working, 1);

  working->desk = g_object_ref (desk);
  working->parent = window;
  g_object_set_data_full (G_OBJECT (window), "kin-working", working, free_working);
  g_signal_connect_swapped (desk, "work", G_CALLBACK (on_work), working);
}
