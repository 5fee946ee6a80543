/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a sibling group: who is where, together or apart and since when. */
#include <glib/gi18n-lib.h>

#include "brothers.h"
#include "codes.h"
#include "panels.h"

typedef struct
{
  KinDesk *desk;
  gint64   group;
  GtkBox  *lines;
} Panel;

static void
free_panel (gpointer data)
{
  g_object_unref (((Panel *) data)->desk);
  g_free (data);
}

static void
add_member (Panel *panel, const KinGroup *group, const KinGroupMember *member)
{
  static const struct
  {
    const char *words, *style;
  } how[] = {
    [KIN_TOGETHER_NOT_IN_CARE] = { N_("not looked after"), "dim-label" },
    [KIN_TOGETHER_NO_OTHERS] = { N_("looked after, none of the others is"), NULL },
    [KIN_TOGETHER_NONE] = { N_("apart from all of them"), "error" },
    [KIN_TOGETHER_SOME] = { N_("with some of them"), "warning" },
    [KIN_TOGETHER_ALL] = { N_("with all who are in care"), "success" },
  };
  g_autofree char *name = member->born != KIN_NO_DAY ? g_strdup_printf ("%s, %d", member->name, kin_day_age (member->born, group->day)) : g_strdup (member->name);
  const char      *home = member->home != 0 ? kin_titles_get (kin_when_titles (kin_desk_when (panel->desk)), member->home) : NULL;
  g_autofree char *words = home != NULL ? g_strdup_printf (_("%s · at %s"), _(how[member->together].words), home)
                           : member->in_care ? g_strdup_printf (_("%s · home not linked"), _(how[member->together].words))
                                             : g_strdup (_(how[member->together].words));

  gtk_box_append (panel->lines, kin_fact_new (name, words, how[member->together].style));
}

static const char *
call (const KinGroup *group, gint64 child)
{
  for (guint i = 0; i < group->members->len; i++)
    if (g_array_index (group->members, KinGroupMember, i).child == child)
      return g_array_index (group->members, KinGroupMember, i).called;
  return "";
}

static void
add_since (Panel *panel, const KinGroup *group)
{
  g_autofree char *together = kin_day_to_words (group->together_since);

  if (together != NULL)
    gtk_box_append (panel->lines, kin_fact_new (_("Together since"), together, "success"));
  for (guint i = 0; i < group->apart->len; i++)
    {
      const KinSiblingPair *pair = &g_array_index (group->apart, KinSiblingPair, i);
      g_autofree char      *since = kin_day_to_words (pair->since);
      g_autofree char      *words = g_strdup_printf (_("%s and %s since %s, %d days"), call (group, pair->a), call (group, pair->b), since, group->day - pair->since);

      gtk_box_append (panel->lines, kin_fact_new (i == 0 ? _("Apart") : "", words, "error"));
    }
}

static void
refresh (gpointer data)
{
  Panel    *panel = data;
  KinWhen  *when = kin_desk_when (panel->desk);
  KinGroup *group = kin_book_group (kin_when_reader (when), panel->group, kin_when_day (when));

  kin_box_empty (panel->lines);
  if (group == NULL)
    return;
  for (guint i = 0; i < group->members->len; i++)
    add_member (panel, group, &g_array_index (group->members, KinGroupMember, i));
  add_since (panel, group);
  if (group->members->len == 0)
    gtk_box_append (panel->lines, kin_fact_new (_("Nobody yet"), _("Add the brothers and sisters beside."), "dim-label"));
  kin_group_free (group);
}

GtkWidget *
kin_group_panel_new (KinDesk *desk, gint64 group)
{
  Panel     *panel = g_new0 (Panel, 1);
  GtkWidget *card;

  panel->desk = g_object_ref (desk);
  panel->group = group;
  panel->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  card = kin_card_new (_("Together or apart"), GTK_WIDGET (panel->lines));
  g_object_set_data_full (G_OBJECT (card), "kin-panel", panel, free_panel);
  kin_panel_follow (card, desk, refresh, panel);
  return card;
}
