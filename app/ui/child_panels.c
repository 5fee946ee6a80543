/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cards of a child: the timeline, where she is now, and her brothers and sisters. */
#include <glib/gi18n-lib.h>

#include "because.h"
#include "codes.h"
#include "drawing.h"
#include "life.h"
#include "panels.h"
#include "prices.h"
#include "states.h"
#include "timeline.h"
#include "where.h"

typedef struct
{
  KinDesk      *desk;
  gint64        child;
  KinChildLife *life;
  KinDrawing   *drawing;
  GtkBox       *now, *siblings, *costs;
  GtkWidget    *siblings_card, *costs_card; /* costs NULL: not for these eyes */
} Panels;

static void
free_panels (gpointer data)
{
  Panels *panels = data;

  g_clear_pointer (&panels->life, kin_child_life_free);
  g_object_unref (panels->desk);
  g_free (panels);
}

static GArray *
draw (cairo_t *cr, const KinStyle *style, double width, double height, gpointer data)
{
  Panels         *panels = data;
  KinTimelineView view = { .today = kin_desk_today (panels->desk) };

  return panels->life != NULL ? kin_timeline_draw (cr, panels->life, &view, style, width, height) : NULL;
}

/* The height follows the width: bars that touch stand below one another. */
static double
measure (const KinStyle *style, double width, gpointer data)
{
  Panels         *panels = data;
  KinTimelineView view = { .today = kin_desk_today (panels->desk) };

  return panels->life != NULL ? kin_timeline_height (panels->life, &view, style, width) : 0;
}

static void
on_open (KinDrawing *drawing, gint64 no, Panels *panels)
{
  kin_desk_open (panels->desk, no);
}

static gboolean
sees_money (Panels *panels)
{
  return kin_sight_sees_money (kin_desk_sight (panels->desk));
}

static KinReader *
reader_of (Panels *panels)
{
  return kin_when_reader (kin_desk_when (panels->desk));
}

/* What the picture says, for those who do not see it. */
static char *
say_lanes (const KinChildLife *life)
{
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < life->lanes->len; i++)
    {
      const KinLane *lane = life->lanes->pdata[i];

      g_string_append_printf (said, "%s: ", lane->label);
      for (guint j = 0; j < lane->bars->len; j++)
        {
          const KinBar    *bar = &g_array_index (lane->bars, KinBar, j);
          g_autofree char *from = kin_day_to_words (bar->from), *to = kin_day_to_words (bar->to);

          g_string_append_printf (said, to != NULL ? _("%s%s from %s to %s") : _("%s%s from %s"), j > 0 ? "; " : "", bar->text, from, to);
        }
      g_string_append (said, ". ");
    }
  return g_string_free (said, FALSE);
}

static void
show_now (Panels *panels)
{
  KinChildLife    *life = panels->life;
  g_autofree char *since = kin_day_to_words (life->since), *nights = NULL;

  kin_box_empty (panels->now);
  gtk_box_append (panels->now, kin_fact_new (_("Care"), life->care, NULL));
  gtk_box_append (panels->now, kin_fact_new (_("Lives at"), *life->where != '\0' ? life->where : _("nowhere on record"), NULL));
  if (since != NULL)
    {
      nights = g_strdup_printf (_("%s · %d nights"), since, life->day - life->since);
      gtk_box_append (panels->now, kin_fact_new (_("Since"), nights, NULL));
    }
  if (life->protected_address)
    gtk_box_append (panels->now, kin_fact_new (_("Whereabouts"), _("protected: tell nobody outside"), "error"));
}

/* What the placements of this child cost in the financial year up to the day. */
static KinPence
sum_year (Panels *panels)
{
  KinDay             day = panels->life->day, start = kin_day_year_start (kin_day_year_ending (day));
  g_autoptr (GArray) placements = kin_reader_numbers (reader_of (panels), "SELECT no FROM placement WHERE child = ?1", 1, panels->child);
  KinPence           sum = 0;

  for (guint i = 0; i < placements->len; i++)
    {
      g_autoptr (KinCostsBetween) between = kin_book_placement_cost_between (reader_of (panels), g_array_index (placements, gint64, i), start, day);

      sum += between != NULL ? between->total : 0;
    }
  return sum;
}

static void
add_amount (Panels *panels, const char *name, KinPence amount)
{
  g_autofree char *text = kin_pence_to_text (amount);

  gtk_box_append (panels->costs, kin_fact_new (name, text, "numeric"));
}

static void
show_costs (Panels *panels)
{
  const char            *no_price = kin_book_no_price (reader_of (panels), panels->life->placement, panels->life->day);
  g_autoptr (KinCostsOn) cost = kin_book_placement_cost (reader_of (panels), panels->life->placement, panels->life->day);

  kin_box_empty (panels->costs);
  gtk_widget_set_visible (panels->costs_card, cost != NULL);
  if (cost == NULL)
    return;
  if (no_price != NULL)
    gtk_box_append (panels->costs, kin_fact_new (_("A week"), no_price, NULL));
  else
    {
      g_autofree char *why = kin_because_join (cost->because);

      add_amount (panels, _("A week, gross"), cost->weekly[KIN_COSTS_TOTAL]);
      add_amount (panels, _("Net to social care"), cost->weekly[KIN_COSTS_NET]);
      add_amount (panels, _("In a full year"), cost->full_year);
      gtk_box_append (panels->costs, kin_fact_new (_("Why"), why, NULL));
    }
  add_amount (panels, _("This financial year so far"), sum_year (panels));
}

static KinDay
apart_since (const KinGroup *group, gint64 a, gint64 b)
{
  for (guint i = 0; i < group->apart->len; i++)
    {
      const KinSiblingPair *pair = &g_array_index (group->apart, KinSiblingPair, i);

      if ((pair->a == a && pair->b == b) || (pair->a == b && pair->b == a))
        return pair->since;
    }
  return KIN_NO_DAY;
}

static void
add_sibling (Panels *panels, const KinGroup *group, const KinGroupMember *member, gboolean self_in_care)
{
  KinDay           since = apart_since (group, panels->child, member->child);
  g_autofree char *age = member->born != KIN_NO_DAY ? g_strdup_printf ("%s, %d", member->name, kin_day_age (member->born, group->day)) : g_strdup (member->name);
  g_autofree char *how = NULL;
  const char      *style = "dim-label";

  if (!member->in_care || !self_in_care)
    how = g_strdup (member->in_care ? _("looked after") : _("not looked after"));
  else if (since != KIN_NO_DAY)
    {
      g_autofree char *words = kin_day_to_words (since);

      how = g_strdup_printf (_("apart since %s, %d days"), words, group->day - since);
      style = "error";
    }
  else
    {
      how = g_strdup (_("together"));
      style = "success";
    }
  if (member->relation != NULL)
    {
      char *more = g_strdup_printf (_("%s · %s"), how, kin_code_label ("sibling_relation", member->relation));

      g_free (how);
      how = more;
    }
  if (member->home != 0)
    {
      const char *home = kin_titles_get (kin_when_titles (kin_desk_when (panels->desk)), member->home);
      /* Translators: together or apart, and where: "apart since 3 June 2026, 170 days · at Ivybridge" */
      char       *more = g_strdup_printf (_("%s · at %s"), how, home);

      g_free (how);
      how = more;
    }
  gtk_box_append (panels->siblings, kin_fact_new (age, how, style));
}

static void
show_siblings (Panels *panels)
{
  kin_box_empty (panels->siblings);
  for (guint i = 0; i < panels->life->groups->len; i++)
    {
      const KinGroup *group = panels->life->groups->pdata[i];

      for (guint j = 0; j < group->members->len; j++)
        {
          const KinGroupMember *member = &g_array_index (group->members, KinGroupMember, j);

          if (member->child != panels->child)
            add_sibling (panels, group, member, panels->life->in_care);
        }
      if (group->plan != NULL)
        gtk_box_append (panels->siblings, kin_fact_new (_("Plan"), kin_code_label ("sibling_plan", group->plan), NULL));
    }
  gtk_widget_set_visible (panels->siblings_card, panels->life->groups->len > 0);
}

static void
refresh (gpointer data)
{
  Panels          *panels = data;
  KinChildLife    *life = kin_book_child (reader_of (panels), panels->child, kin_when_day (kin_desk_when (panels->desk)), sees_money (panels));
  g_autofree char *said = NULL;

  if (life == NULL)
    return;
  g_clear_pointer (&panels->life, kin_child_life_free);
  panels->life = life;
  kin_drawing_refresh (panels->drawing);
  said = say_lanes (life);
  gtk_accessible_update_property (GTK_ACCESSIBLE (panels->drawing), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  show_now (panels);
  if (panels->costs != NULL)
    show_costs (panels);
  show_siblings (panels);
}

void
kin_child_panels_add (KinDesk *desk, gint64 child, KinColumns *columns)
{
  Panels    *panels = g_new0 (Panels, 1);
  GtkWidget *card;

  panels->desk = g_object_ref (desk);
  panels->child = child;
  panels->drawing = KIN_DRAWING (kin_drawing_new (_("Timeline"), 0, draw, measure, panels));
  g_signal_connect (panels->drawing, "open", G_CALLBACK (on_open), panels);
  panels->now = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  panels->siblings = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  card = kin_card_new (_("Timeline"), GTK_WIDGET (panels->drawing));
  panels->siblings_card = kin_card_new (_("Brothers and sisters"), GTK_WIDGET (panels->siblings));
  kin_columns_append (columns, card, KIN_COLUMN_BOTH);
  kin_columns_append (columns, kin_card_new (_("Now"), GTK_WIDGET (panels->now)), KIN_COLUMN_LEFT);
  kin_columns_append (columns, panels->siblings_card, KIN_COLUMN_LEFT);
  if (sees_money (panels))
    {
      panels->costs = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
      panels->costs_card = kin_card_new (_("What it costs, and why"), GTK_WIDGET (panels->costs));
      kin_columns_append (columns, panels->costs_card, KIN_COLUMN_LEFT);
    }
  g_object_set_data_full (G_OBJECT (columns), "kin-panels", panels, free_panels);
  kin_panel_follow (card, desk, refresh, panels);
}
