/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards about records that are, or may be, the same: while one is added, on its page, and after a merge. */
#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "beside.h"
#include "columns.h"
#include "merge.h"
#include "merge_dialog.h"
#include "panels.h"
#include "similar.h"

#define SHOWN 4
#define SURE 80 /* on the page of one that is there: the same names alone are no reason to ask */

typedef struct
{
  KinDesk   *desk;
  KinRecord *record; /* of twins; on a new one the live record of the form */
  gint64     no;
  GtkWidget *group;  /* not owned: it owns this */
  GPtrArray *rows;
} Card;

static void
free_card (gpointer data)
{
  Card *card = data;

  g_clear_object (&card->record);
  g_object_unref (card->desk);
  g_ptr_array_unref (card->rows);
  g_free (card);
}

static Card *
new_card (KinDesk *desk, KinRecord *record, gint64 no, const char *title)
{
  Card *card = g_new0 (Card, 1);

  card->desk = g_object_ref (desk);
  card->record = record != NULL ? g_object_ref (record) : NULL;
  card->no = no;
  card->rows = g_ptr_array_new ();
  card->group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL); /* read out when it comes */
  gtk_widget_add_css_class (card->group, "kin-twins");
  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (card->group), title);
  g_object_set_data_full (G_OBJECT (card->group), "kin-card", card, free_card);
  return card;
}

static void
empty (Card *card)
{
  for (guint i = 0; i < card->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (card->group), card->rows->pdata[i]);
  g_ptr_array_set_size (card->rows, 0);
}

static gint64
no_of (gpointer widget)
{
  const gint64 *no = g_object_get_data (G_OBJECT (widget), "kin-no");

  return *no;
}

static void
on_open (GtkWidget *widget, Card *card)
{
  kin_desk_open (card->desk, no_of (widget));
}

static void
on_merge (GtkWidget *widget, Card *card)
{
  const KinType        *type = kin_record_type (card->record);
  KinReader            *reader = kin_desk_reader (card->desk);
  g_autoptr (KinRecord) one = kin_reader_get (reader, type, kin_record_no (card->record)), two = kin_reader_get (reader, type, no_of (widget));

  kin_desk_flush (card->desk);
  if (one != NULL && two != NULL)
    kin_merge_ask (GTK_WINDOW (gtk_widget_get_root (widget)), card->desk, one, two);
}

static void
on_unmerge (GtkWidget *widget, Card *card)
{
  kin_merge_undo (card->desk, no_of (widget));
}

static void
add_button (GtkWidget *row, const char *label, const char *about, gint64 no, GCallback clicked, Card *card)
{
  GtkWidget       *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, about);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "kin-no", g_memdup2 (&no, sizeof no), g_free);
  g_signal_connect (button, "clicked", clicked, card);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
add_row (Card *card, const char *title, const char *subtitle)
{
  GtkWidget *row = kin_beside_row (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (card->group), row);
  g_ptr_array_add (card->rows, row);
  return row;
}

static void
fill_twins (gpointer data)
{
  Card                 *card = data;
  g_autoptr (KinRecord) fresh = card->no != 0 ? kin_reader_get (kin_desk_reader (card->desk), kin_record_type (card->record), card->no) : g_object_ref (card->record);
  g_autoptr (GPtrArray) similar = NULL;
  int                   merged = kin_type_field (kin_record_type (card->record), "merged_into");

  empty (card);
  if (fresh != NULL && (merged < 0 || !kin_record_has (fresh, (guint) merged)))
    similar = kin_book_similar (kin_desk_reader (card->desk), fresh);
  for (guint i = 0; similar != NULL && i < MIN (similar->len, SHOWN); i++)
    {
      const KinSimilar *each = similar->pdata[i];
      GtkWidget        *row;

      if (card->no != 0 && each->likeness < SURE)
        break; /* most alike first */
      row = add_row (card, each->text, NULL);
      add_button (row, _("Open"), each->text, each->record, G_CALLBACK (on_open), card);
      if (card->no != 0)
        add_button (row, _("Merge…"), each->text, each->record, G_CALLBACK (on_merge), card);
    }
  gtk_widget_set_visible (card->group, card->rows->len > 0);
}

GtkWidget *
kin_twins_new (KinDesk *desk, KinRecord *record)
{
  gint64 no = kin_record_no (record);
  Card  *card = new_card (desk, record, no, no == 0 ? _("Perhaps on record already") : _("Perhaps the same"));

  if (!kin_book_can_merge (kin_record_type (record)))
    gtk_widget_set_visible (card->group, FALSE);
  else if (no == 0)
    fill_twins (card);
  else
    kin_panel_follow (card->group, desk, fill_twins, card);
  return card->group;
}

void
kin_twins_look (GtkWidget *widget)
{
  Card *card = g_object_get_data (G_OBJECT (widget), "kin-card");

  if (kin_book_can_merge (kin_record_type (card->record)))
    fill_twins (card);
}

static void
fill_merged (gpointer data)
{
  Card                 *card = data;
  KinReader            *reader = kin_desk_reader (card->desk);
  const KinType        *type = kin_reader_type_of (reader, card->no);
  g_autoptr (KinRecord) record = kin_reader_get (reader, type, card->no);
  int                   field = kin_type_field (type, "merged_into");
  gint64                into = record != NULL ? kin_record_link (record, (guint) field) : 0;
  g_autoptr (GPtrArray) losers = kin_reader_list (reader, type, "merged_into = ?1", 1, card->no);

  empty (card);
  if (into != 0)
    {
      const char      *title = kin_titles_get (kin_desk_titles (card->desk), into);
      g_autofree char *words = g_strdup_printf (_("This record was merged into %s"), title);
      GtkWidget       *row = add_row (card, words, _("It is in no list and in no figure. What it says is kept, and counts again when the merge is undone."));

      add_button (row, _("Open"), title, into, G_CALLBACK (on_open), card);
      add_button (row, _("Unmerge"), title, card->no, G_CALLBACK (on_unmerge), card);
    }
  for (guint i = 0; i < losers->len; i++)
    {
      g_autofree char *title = kin_record_title (losers->pdata[i]), *words = g_strdup_printf (_("%s was merged into this record"), title);
      GtkWidget       *row = add_row (card, words, NULL);

      add_button (row, _("Open"), title, kin_record_no (losers->pdata[i]), G_CALLBACK (on_open), card);
      add_button (row, _("Unmerge"), title, kin_record_no (losers->pdata[i]), G_CALLBACK (on_unmerge), card);
    }
  gtk_widget_set_visible (card->group, card->rows->len > 0);
}

GtkWidget *
kin_merged_new (KinDesk *desk, gint64 record)
{
  Card *card = new_card (desk, NULL, record, NULL);

  if (kin_book_can_merge (kin_reader_type_of (kin_desk_reader (desk), record)))
    kin_panel_follow (card->group, desk, fill_merged, card);
  else
    gtk_widget_set_visible (card->group, FALSE);
  return card->group;
}
