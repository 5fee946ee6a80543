/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cards of a child: the timeline, where she is now, and her brothers and sisters. */
#include <glib/gi18n-lib.h>

#include "codes.h"
#include "life.h"
#include "panels.h"
#include "states.h"
#include "timeline.h"
#include "where.h"

typedef struct
{
  KinDesk      *desk;
  gint64        child;
  KinChildLife *life;
  GArray       *hits; /* what is where in the drawing */
  GtkWidget    *drawing;
  GtkBox       *now, *siblings;
  GtkWidget    *siblings_card;
} Panels;

static void
free_panels (gpointer data)
{
  Panels *panels = data;

  g_clear_pointer (&panels->life, kin_child_life_free);
  g_clear_pointer (&panels->hits, g_array_unref);
  g_object_unref (panels->desk);
  g_free (panels);
}

static double
text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? MAX (0.8, dpi / 1024.0 / 96.0) : 1;
}

/* As the desktop looks: its font's size, light or dark, high contrast. */
static KinStyle
style_of (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  return (KinStyle) { .theme = adw_style_manager_get_dark (manager) ? KIN_THEME_DARK : KIN_THEME_LIGHT,
                      .contrast = adw_style_manager_get_high_contrast (manager),
                      .scale = 1.3 * text_scale (widget), .font = "Cantarell" };
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Panels         *panels = data;
  KinStyle        style = style_of (GTK_WIDGET (area));
  KinTimelineView view = { .today = kin_desk_today (panels->desk) };

  if (panels->life == NULL)
    return;
  g_clear_pointer (&panels->hits, g_array_unref);
  panels->hits = kin_timeline_draw (cr, panels->life, &view, &style, width, height);
}

/* The height follows the width: bars that touch stand below one another. */
static void
on_resized (GtkDrawingArea *area, int width, int height, gpointer data)
{
  Panels         *panels = data;
  KinStyle        style = style_of (GTK_WIDGET (area));
  KinTimelineView view = { .today = kin_desk_today (panels->desk) };

  if (panels->life != NULL && width > 0)
    gtk_drawing_area_set_content_height (area, (int) kin_timeline_height (panels->life, &view, &style, width) + 1);
}

/* The record behind the bar under the pointer. */
static gint64
bar_at (Panels *panels, double x, double y)
{
  int           at = panels->hits != NULL ? kin_hits_at (panels->hits, x, y) : -1;
  const KinHit *hit = at >= 0 ? &g_array_index (panels->hits, KinHit, at) : NULL;

  return hit != NULL ? hit->record : 0;
}

static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, Panels *panels)
{
  kin_desk_open (panels->desk, bar_at (panels, x, y));
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
  g_autofree char *since = kin_day_to_words (life->since), *nights = NULL, *cost = NULL;

  kin_box_empty (panels->now);
  gtk_box_append (panels->now, kin_fact_new (_("Care"), life->care, NULL));
  gtk_box_append (panels->now, kin_fact_new (_("Lives at"), *life->where != '\0' ? life->where : _("nowhere on record"), NULL));
  if (since != NULL)
    {
      nights = g_strdup_printf (_("%s · %d nights"), since, life->day - life->since);
      gtk_box_append (panels->now, kin_fact_new (_("Since"), nights, NULL));
    }
  if (life->placement != 0 && (kin_desk_sight (panels->desk)->scopes & (1u << KIN_FOR_MONEY)) != 0)
    {
      const char *no_price = kin_book_no_price (kin_desk_reader (panels->desk), life->placement, life->day);

      cost = no_price == NULL ? kin_pence_to_text (MAX (life->weekly, 0)) : NULL;
      gtk_box_append (panels->now, kin_fact_new (_("Weekly cost"), cost != NULL ? cost : no_price, cost != NULL ? "numeric" : NULL));
    }
  if (life->protected_address)
    gtk_box_append (panels->now, kin_fact_new (_("Whereabouts"), _("protected: tell nobody outside"), "error"));
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
  KinChildLife    *life = kin_book_child (kin_desk_reader (panels->desk), panels->child, kin_desk_today (panels->desk));
  g_autofree char *said = NULL;

  if (life == NULL)
    return;
  g_clear_pointer (&panels->life, kin_child_life_free);
  panels->life = life;
  on_resized (GTK_DRAWING_AREA (panels->drawing), MAX (gtk_widget_get_width (panels->drawing), 900), 0, panels);
  gtk_widget_queue_draw (panels->drawing);
  said = say_lanes (life);
  gtk_accessible_update_property (GTK_ACCESSIBLE (panels->drawing), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  show_now (panels);
  show_siblings (panels);
}

void
kin_child_panels_add (KinDesk *desk, gint64 child, KinColumns *columns)
{
  Panels    *panels = g_new0 (Panels, 1);
  GtkGesture *press = gtk_gesture_click_new ();
  GtkWidget  *card;

  panels->desk = g_object_ref (desk);
  panels->child = child;
  panels->drawing = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (panels->drawing), draw, panels, NULL);
  g_signal_connect (panels->drawing, "resize", G_CALLBACK (on_resized), panels);
  g_signal_connect (press, "pressed", G_CALLBACK (on_pressed), panels);
  gtk_widget_add_controller (panels->drawing, GTK_EVENT_CONTROLLER (press));
  panels->now = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  panels->siblings = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  card = kin_card_new (_("Timeline"), panels->drawing);
  panels->siblings_card = kin_card_new (_("Brothers and sisters"), GTK_WIDGET (panels->siblings));
  kin_columns_append (columns, card, KIN_COLUMN_BOTH);
  kin_columns_append (columns, kin_card_new (_("Now"), GTK_WIDGET (panels->now)), KIN_COLUMN_LEFT);
  kin_columns_append (columns, panels->siblings_card, KIN_COLUMN_LEFT);
  g_object_set_data_full (G_OBJECT (columns), "kin-panels", panels, free_panels);
  kin_panel_follow (card, desk, refresh, panels);
}
