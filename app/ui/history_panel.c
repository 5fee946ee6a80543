/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to a record, in plain words: the card beside a form. */
#include <glib/gi18n-lib.h>

#include "history_words.h"
#include "office.h"
#include "panels.h"
#include "words.h"

#define SHOWN 8
#define MORE 40
#define LOOKS 5

typedef struct
{
  KinDesk *desk;
  gint64   no;
  GtkBox  *lines;
  guint    shown;
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

static void refresh (gpointer data);

static void
on_more (GtkButton *button, Panel *panel)
{
  panel->shown += MORE;
  refresh (panel);
}

/* Who opened the page lately, when it is somebody's. */
static void
add_looks (Panel *panel)
{
  KinReader            *reader = kin_desk_reader (panel->desk);
  g_autoptr (GPtrArray) looks = kin_reader_list (reader, &kin_access, "about = ?1 ORDER BY no DESC LIMIT 6 /* scan: of one record */", 1, panel->no);
  GString              *words = g_string_new (NULL);
  g_autofree char      *said = NULL;
  GtkWidget            *label;

  for (guint i = 0; i < MIN (looks->len, LOOKS); i++)
    {
      g_autofree char *day = kin_day_to_words (kin_record_day (looks->pdata[i], KIN_ACCESS_AT));
      gint64           minute = kin_record_number (looks->pdata[i], KIN_ACCESS_TIME);

      g_string_append_printf (words, "\n%s · %s %02d:%02d", kin_record_text (looks->pdata[i], KIN_ACCESS_BY), day, (int) (minute / 60), (int) (minute % 60));
    }
  said = g_string_free (words, FALSE);
  if (looks->len == 0)
    return;
  label = gtk_label_new (NULL);
  words = g_string_new (_("Opened lately by"));
  g_string_append (words, said);
  gtk_label_set_text (GTK_LABEL (label), words->str);
  g_string_free (words, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (panel->lines, label);
}

static void
refresh (gpointer data)
{
  Panel                *panel = data;
  g_autoptr (GPtrArray) changes = kin_reader_changes (kin_desk_reader (panel->desk), panel->no, panel->shown + 1);

  kin_box_empty (panel->lines);
  for (guint i = 0; i < MIN (changes->len, panel->shown); i++)
    add_change (panel, changes->pdata[i]);
  if (changes->len > panel->shown)
    {
      GtkWidget *more = gtk_button_new_with_label (_("Show earlier ones"));

      gtk_widget_add_css_class (more, "flat");
      gtk_widget_set_halign (more, GTK_ALIGN_START);
      g_signal_connect (more, "clicked", G_CALLBACK (on_more), panel);
      gtk_box_append (panel->lines, more);
    }
  add_looks (panel);
}

GtkWidget *
kin_history_panel_new (KinDesk *desk, gint64 record)
{
  Panel     *panel = g_new0 (Panel, 1);
  GtkWidget *card;

  panel->desk = g_object_ref (desk);
  panel->no = record;
  panel->shown = SHOWN;
  panel->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  card = kin_card_new (_("History"), GTK_WIDGET (panel->lines));
  g_object_set_data_full (G_OBJECT (card), "kin-panel", panel, free_panel);
  kin_panel_follow (card, desk, refresh, panel);
  return card;
}
