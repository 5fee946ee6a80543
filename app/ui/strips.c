/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above every page. */
#include "strips.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KinDesk   *desk;
  GtkWidget *strip, *words;
} Strips;

static void
add_example (KinDesk *desk, GtkWidget *box)
{
  g_autofree char *demo = kin_reader_fact (kin_desk_reader (desk), "demo");
  GtkWidget       *label;

  if (demo == NULL)
    return;
  label = gtk_label_new (_("Example: a made-up authority. Nobody here is real, and nothing you do can hurt anyone."));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "kin-example");
  gtk_box_append (GTK_BOX (box), label);
}

static void
say_when (KinWhen *when, Strips *strips)
{
  g_autofree char *time = kin_when_words (when);
  /* Translators: the day, and as known when: "Not now: Monday 18 December 2017 · as known now" */
  g_autofree char *words = g_strdup_printf (_("Not now: %s"), time);

  gtk_label_set_text (GTK_LABEL (strips->words), words);
  gtk_widget_set_visible (strips->strip, !kin_when_is_now (when));
}

static void
on_back (GtkButton *button, Strips *strips)
{
  kin_when_set (kin_desk_when (strips->desk), KIN_NO_DAY, G_MAXINT64);
}

static void
free_strips (gpointer data)
{
  Strips *strips = data;

  g_signal_handlers_disconnect_by_data (kin_desk_when (strips->desk), strips);
  g_object_unref (strips->desk);
  g_free (strips);
}

GtkWidget *
kin_strips_new (KinDesk *desk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *back = gtk_button_new_with_label (_("Back to today"));
  Strips    *strips = g_new0 (Strips, 1);

  strips->desk = g_object_ref (desk);
  strips->strip = inside;
  strips->words = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (strips->words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (inside, GTK_ALIGN_FILL);
  gtk_widget_add_css_class (inside, "kin-not-now-strip");
  gtk_label_set_xalign (GTK_LABEL (strips->words), 0);
  gtk_widget_set_hexpand (strips->words, TRUE);
  g_signal_connect (back, "clicked", G_CALLBACK (on_back), strips);
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("document-open-recent-symbolic"));
  gtk_box_append (GTK_BOX (inside), strips->words);
  gtk_box_append (GTK_BOX (inside), back);
  add_example (desk, box);
  gtk_box_append (GTK_BOX (box), inside);
  g_object_set_data_full (G_OBJECT (box), "kin-strips", strips, free_strips);
  g_signal_connect (kin_desk_when (desk), "changed", G_CALLBACK (say_when), strips);
  say_when (kin_desk_when (desk), strips);
  return box;
}
