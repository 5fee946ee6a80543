/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cards beside a form that say what the rules make of a record: places of a home, the life of a child, the cost of a placement. */
#pragma once

#include <adwaita.h>

#include "columns.h"
#include "desk.h"

G_BEGIN_DECLS

/* A card with a title. */
GtkWidget *kin_card_new         (const char *title, GtkWidget *content);
/* A line of a card: a name, and what it is. Selectable text. */
GtkWidget *kin_fact_new         (const char *name, const char *what, const char *css_class);
/* Replaces what a box holds by the lines, each with a dot. */
void       kin_lines_fill       (GtkBox *box, GPtrArray *lines);
void       kin_box_empty        (GtkBox *box);

/* They keep themselves up to date. */
GtkWidget *kin_home_panel_new      (KinDesk *desk, gint64 household);
GtkWidget *kin_placement_panel_new (KinDesk *desk, gint64 placement);
/* What nobody has decided about it; hidden when there is nothing. */
GtkWidget *kin_clash_panel_new     (KinDesk *desk, gint64 record);
/* Two people changed different fields unseen (store/merged.h); hidden when they did not. */
GtkWidget *kin_two_people_new      (KinDesk *desk, gint64 record);
GtkWidget *kin_group_panel_new     (KinDesk *desk, gint64 group);
GtkWidget *kin_provider_panel_new  (KinDesk *desk, gint64 provider);
GtkWidget *kin_history_panel_new   (KinDesk *desk, gint64 record);
/* Several cards: the timeline goes across, the rest to the left. */
void       kin_child_panels_add    (KinDesk *desk, gint64 child, KinColumns *columns);

/* Calls refresh (data) when the desk's record, or the time that is looked at, has changed, in an idle moment, as long as widget lives; and once at once. */
void       kin_panel_follow     (GtkWidget *widget, KinDesk *desk, void (*refresh) (gpointer data), gpointer data);

G_END_DECLS
