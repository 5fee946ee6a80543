/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to a record, in plain words: the card beside a form. */
#include <glib/gi18n-lib.h>

#include "history_words.h"
#include "panels.h"
#include "words.h"

#define SHOWN 8

typedef struct
{
  KinDesk *desk;
  gint64   no;
  GtkBox  *lines;
} Panel;

static void
free_panel (gpointer data)
{
  Panel *panel = data;

  g_object_unref (panel->desk);
  g_free (panel);
}

static void
add_change (Panel *panel, const KinChange *change)
{
  g_autofree char *words = kin_change_words (panel->desk, change), *when = kin_moment_words (change->at, kin_desk_today (panel->desk));
  g_autofree char *what = g_markup_escape_text (words, -1), *by = g_markup_escape_text (change->by != NULL ? change->by : "", -1);
  /* Translators: who and when, small below what they did */
  g_autofree char *markup = g_strdup_printf ("%s\n<span size=\"small\" alpha=\"65%%\">%s · %s</span>", what, by, when);
  GtkWidget       *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (panel->lines, label);
}

static void
refresh (gpointer data)
{
  Panel                *panel = data;
  g_autoptr (GPtrArray) changes = kin_reader_changes (kin_desk_reader (panel->desk), panel->no, SHOWN);

  kin_box_empty (panel->lines);
  for (guint i = 0; i < changes->len; i++)
    add_change (panel, changes->pdata[i]);
}

GtkWidget *
kin_history_panel_new (KinDesk *desk, gint64 record)
{
  Panel     *panel = g_new0 (Panel, 1);
  GtkWidget *card;

  panel->desk = g_object_ref (desk);
  panel->no = record;
  panel->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  card = kin_card_new (_("History"), GTK_WIDGET (panel->lines));
  g_object_set_data_full (G_OBJECT (card), "kin-panel", panel, free_panel);
  kin_panel_follow (card, desk, refresh, panel);
  return card;
}
