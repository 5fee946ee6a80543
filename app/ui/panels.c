/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all cards share, and the cards of a home and of a placement: a number, and why it is that number. */
#include "panels.h"

#include <glib/gi18n-lib.h>

#include "beside.h"
#include "children.h"
#include "homes.h"
#include "money.h"
#include "prices.h"
#include "states.h"
#include "where.h"
#include "words.h"

typedef struct
{
  KinDesk *desk;
  void (*refresh) (gpointer data);
  gpointer data;
  guint    later;
} Follower;

static gboolean
on_later (gpointer data)
{
  Follower *follower = data;

  follower->later = 0;
  follower->refresh (follower->data);
  return G_SOURCE_REMOVE;
}

static void
refresh_later (Follower *follower)
{
  if (follower->later == 0)
    follower->later = g_idle_add (on_later, follower);
}

static void
on_changed (KinDesk *desk, gint64 no, const char *type, Follower *follower)
{
  refresh_later (follower);
}

static void
on_when (KinWhen *when, Follower *follower)
{
  refresh_later (follower);
}

static void
free_follower (gpointer data)
{
  Follower *follower = data;

  g_signal_handlers_disconnect_by_data (follower->desk, follower);
  g_signal_handlers_disconnect_by_data (kin_desk_when (follower->desk), follower);
  g_clear_handle_id (&follower->later, g_source_remove);
  g_object_unref (follower->desk);
  g_free (follower);
}

void
kin_panel_follow (GtkWidget *widget, KinDesk *desk, void (*refresh) (gpointer data), gpointer data)
{
  Follower *follower = g_new0 (Follower, 1);

  follower->desk = g_object_ref (desk);
  follower->refresh = refresh;
  follower->data = data;
  g_signal_connect (desk, "changed", G_CALLBACK (on_changed), follower);
  g_signal_connect (kin_desk_when (desk), "changed", G_CALLBACK (on_when), follower);
  g_object_set_data_full (G_OBJECT (widget), "kin-follower", follower, free_follower);
  refresh (data);
}

GtkWidget *
kin_card_new (const char *title, GtkWidget *content)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_widget_add_css_class (content, "card");
  gtk_widget_add_css_class (content, "kin-card");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), content);
  return group;
}

GtkWidget *
kin_fact_new (const char *name, const char *what, const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *left = gtk_label_new (name), *right = gtk_label_new (what);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_yalign (GTK_LABEL (left), 0);
  gtk_widget_set_size_request (left, 120, -1);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_label_set_selectable (GTK_LABEL (right), FALSE);
  gtk_widget_set_hexpand (right, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (right, css_class);
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), right);
  gtk_widget_add_css_class (box, "kin-fact");
  kin_beside_use (box, 12);
  return box;
}

void
kin_box_empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

void
kin_lines_fill (GtkBox *box, GPtrArray *lines)
{
  kin_box_empty (box);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      GtkWidget *label = gtk_label_new (lines->pdata[i]);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (box, label);
    }
}

typedef struct
{
  KinDesk   *desk;
  gint64     no;
  GtkWidget *number, *icon, *state; /* icon: of a home's state */
  GtkBox    *lines, *breaches;
} Panel;

static void
free_panel (gpointer data)
{
  Panel *panel = data;

  g_object_unref (panel->desk);
  g_free (panel);
}

static Panel *
new_panel (KinDesk *desk, gint64 no)
{
  Panel *panel = g_new0 (Panel, 1);

  panel->desk = g_object_ref (desk);
  panel->no = no;
  panel->number = gtk_label_new (NULL);
  panel->icon = gtk_image_new ();
  gtk_widget_set_visible (panel->icon, FALSE);
  panel->state = gtk_label_new (NULL);
  panel->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  panel->breaches = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_add_css_class (GTK_WIDGET (panel->breaches), "kin-breaches");
  return panel;
}

/* The number large, what it is beside it, why below. */
static GtkWidget *
lay_out_panel (Panel *panel)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (panel->number, "kin-big");
  gtk_label_set_xalign (GTK_LABEL (panel->state), 0);
  gtk_label_set_wrap (GTK_LABEL (panel->state), TRUE);
  gtk_widget_set_hexpand (panel->state, TRUE);
  gtk_box_append (GTK_BOX (top), panel->number);
  gtk_box_append (GTK_BOX (top), panel->icon);
  gtk_box_append (GTK_BOX (top), panel->state);
  kin_beside_use (top, 12);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (panel->lines));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (panel->breaches));
  return box;
}

static void
refresh_home (gpointer data)
{
  Panel                *panel = data;
  KinWhen              *when = kin_desk_when (panel->desk);
  g_autoptr (KinHome)   home = kin_book_home (kin_when_reader (when), panel->no, kin_when_day (when), KIN_NO_DAY);
  g_autoptr (GPtrArray) breaches = g_ptr_array_new ();
  g_autofree char      *number = NULL, *state = NULL;

  if (home == NULL)
    return;
  number = kin_home_number (home);
  gtk_label_set_text (GTK_LABEL (panel->number), number);
  kin_home_colour (panel->number, home);
  kin_home_colour (panel->icon, home);
  gtk_image_set_from_icon_name (GTK_IMAGE (panel->icon), kin_home_state_icon (home->state));
  gtk_widget_set_visible (panel->icon, TRUE);
  state = g_strdup_printf (_("%s. Terms: %s"), kin_home_state_to_text (home->state), *home->terms != '\0' ? home->terms : _("none"));
  gtk_label_set_text (GTK_LABEL (panel->state), state);
  kin_lines_fill (panel->lines, home->places->because);
  for (guint i = 0; i < home->places->breaches->len; i++)
    g_ptr_array_add (breaches, ((KinPlacesBreach *) home->places->breaches->pdata[i])->text);
  kin_lines_fill (panel->breaches, breaches);
  gtk_widget_set_visible (GTK_WIDGET (panel->breaches), breaches->len > 0);
}

GtkWidget *
kin_home_panel_new (KinDesk *desk, gint64 household)
{
  Panel     *panel = new_panel (desk, household);
  GtkWidget *content = lay_out_panel (panel), *card = kin_card_new (_("Places tonight, and why"), content);

  g_object_set_data_full (G_OBJECT (card), "kin-panel", panel, free_panel);
  kin_panel_follow (card, desk, refresh_home, panel);
  return card;
}

static void
refresh_placement (gpointer data)
{
  Panel                 *panel = data;
  KinReader             *reader = kin_when_reader (kin_desk_when (panel->desk));
  KinDay                 today = kin_when_day (kin_desk_when (panel->desk)), on = today;
  g_autoptr (KinRecord)  placement = kin_reader_get (reader, &kin_placement, panel->no);
  g_autoptr (KinCostsOn) cost = NULL;
  g_autofree char       *number = NULL, *day = NULL, *year = NULL, *state = NULL;
  const char            *no_price;

  if (placement == NULL)
    return;
  /* One that is over, or is to come, is shown as on its last, or first, night. */
  if (kin_record_end (placement, KIN_PLACEMENT_PERIOD) != KIN_NO_DAY && kin_record_end (placement, KIN_PLACEMENT_PERIOD) <= today)
    on = MAX (kin_record_day (placement, KIN_PLACEMENT_PERIOD), kin_record_end (placement, KIN_PLACEMENT_PERIOD) - 1);
  else if (kin_record_day (placement, KIN_PLACEMENT_PERIOD) > today)
    on = kin_record_day (placement, KIN_PLACEMENT_PERIOD);
  cost = kin_book_placement_cost (reader, panel->no, on);
  if (cost == NULL)
    return;
  no_price = kin_book_no_price (reader, panel->no, on);
  number = kin_pence_to_text (cost->weekly[KIN_COSTS_TOTAL]);
  year = kin_pence_to_text (cost->full_year);
  day = kin_day_to_words (on);
  gtk_label_set_text (GTK_LABEL (panel->number), no_price != NULL ? no_price : number);
  gtk_widget_remove_css_class (panel->number, no_price != NULL ? "kin-big" : "title-3");
  gtk_widget_add_css_class (panel->number, no_price != NULL ? "title-3" : "kin-big"); /* words are not as short as a number */
  if (no_price != NULL)
    /* Translators: beside "no price" or "none is expected": "on 3 May 2024" */
    state = g_strdup_printf (_("on %s"), day);
  else
    /* Translators: a day, then an amount: "a week, on 3 May 2024. £44,200.00 in a full year" */
    state = g_strdup_printf (_("a week, on %s. %s in a full year"), day, year);
  gtk_label_set_text (GTK_LABEL (panel->state), state);
  kin_lines_fill (panel->lines, no_price == NULL ? cost->because : NULL);
  gtk_widget_set_visible (GTK_WIDGET (panel->breaches), FALSE);
}

GtkWidget *
kin_placement_panel_new (KinDesk *desk, gint64 placement)
{
  Panel     *panel = new_panel (desk, placement);
  GtkWidget *content = lay_out_panel (panel), *card = kin_card_new (_("What it costs, and why"), content);

  g_object_set_data_full (G_OBJECT (card), "kin-panel", panel, free_panel);
  kin_panel_follow (card, desk, refresh_placement, panel);
  return card;
}
