/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns and chips of the page of sibling groups. */
#include "siblings_page.h"

#include <glib/gi18n-lib.h>

#include "codes.h"
#include "sibling-groups.h"

static gpointer
ask (KinReader *reader, KinDay day)
{
  return kin_book_sibling_groups (reader, day);
}

static const GArray *
rows (gconstpointer answer)
{
  return ((const KinSiblingGroups *) answer)->rows;
}

static gint64
number (gconstpointer row)
{
  return ((const KinSiblingGroupRow *) row)->group;
}

static void
name_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  const char *name = ((const KinSiblingGroupRow *) row)->name;

  kin_cell_text (cell, *name != '\0' ? name : _("No name"));
}

static void
state_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  kin_cell_text (cell, kin_group_state_to_text (((const KinSiblingGroupRow *) row)->state));
}

static void
state_mark (gconstpointer row, const char **icon, const char **style)
{
  static const struct
  {
    const char *icon, *style;
  } marks[KIN_N_GROUP_STATES] = {
    [KIN_GROUP_APART] = { "view-dual-symbolic", "error" },
    [KIN_GROUP_DIVIDED] = { "view-dual-symbolic", "warning" },
    [KIN_GROUP_TOGETHER] = { "object-select-symbolic", "success" },
    [KIN_GROUP_ONE] = { "avatar-default-symbolic", "dim-label" },
    [KIN_GROUP_NONE] = { NULL, "dim-label" },
  };
  KinGroupState state = ((const KinSiblingGroupRow *) row)->state;

  *icon = marks[state].icon;
  *style = marks[state].style;
}

static void
since_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  kin_cell_day (cell, ((const KinSiblingGroupRow *) row)->since);
}

static void
in_care_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  kin_cell_number (cell, ((const KinSiblingGroupRow *) row)->in_care);
}

static void
members_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  kin_cell_number (cell, ((const KinSiblingGroupRow *) row)->members);
}

static void
where_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  kin_cell_text (cell, ((const KinSiblingGroupRow *) row)->where);
}

static void
plan_cell (gconstpointer data, KinDesk *desk, KinOutCell *cell)
{
  const KinSiblingGroupRow *row = data;
  const char               *plan = *row->plan != '\0' ? kin_code_label (row->plan_list, row->plan) : row->in_care > 1 ? _("no plan") : "";
  /* Translators: after a plan, when things are otherwise: "Must be together: not so" */
  g_autofree char          *against = row->against ? g_strdup_printf (_("%s: not so"), plan) : NULL;

  kin_cell_text (cell, against != NULL ? against : plan);
}

static void
plan_mark (gconstpointer data, const char **icon, const char **style)
{
  const KinSiblingGroupRow *row = data;

  *icon = row->against ? "dialog-warning-symbolic" : NULL;
  *style = row->against ? "error" : *row->plan == '\0' ? "dim-label" : NULL;
}

static void
review_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  kin_cell_day (cell, ((const KinSiblingGroupRow *) row)->review);
}

static gboolean
passes (gconstpointer data, guint chip)
{
  const KinSiblingGroupRow *row = data;

  switch (chip)
    {
    case 0:
      return row->in_care > 1;
    case 1:
      return row->state == KIN_GROUP_APART || row->state == KIN_GROUP_DIVIDED;
    case 2:
      return row->against;
    default:
      return row->in_care > 1 && *row->plan == '\0';
    }
}

static char *
sum (gconstpointer answer, const GPtrArray *shown)
{
  const KinSiblingGroups *groups = answer;

  return g_strdup_printf (_("%u children in care have brothers or sisters in care: %u groups together, %u in part, %u apart"), groups->children,
                          groups->counts[KIN_GROUP_TOGETHER], groups->counts[KIN_GROUP_DIVIDED], groups->counts[KIN_GROUP_APART]);
}

/* clang-format off */
static const KinFigureColumn columns[] = { /* together they fit a screen of 1024 beside the sidebar; days stand in two lines there */
  { "group", N_("Group"), KIN_COLUMN_STRONG | KIN_COLUMN_EXPAND, 130, FALSE, TRUE, name_cell, NULL },
  { "state", N_("Now"), 0, 92, FALSE, FALSE, state_cell, state_mark },
  { "since", N_("Since"), 0, 106, FALSE, FALSE, since_cell, NULL },
  { "in_care", N_("In care"), KIN_COLUMN_RIGHT, 62, FALSE, FALSE, in_care_cell, NULL },
  { "members", N_("Of"), KIN_COLUMN_RIGHT, 36, FALSE, FALSE, members_cell, NULL },
  { "where", N_("Who is where"), KIN_COLUMN_EXPAND, 166, TRUE, TRUE, where_cell, NULL },
  { "plan", N_("Plan"), KIN_COLUMN_EXPAND, 136, FALSE, FALSE, plan_cell, plan_mark },
  { "review", N_("Look again"), 0, 96, FALSE, FALSE, review_cell, NULL },
  { NULL },
};

static const char *const chips[] = { N_("Two or more in care"), N_("Apart"), N_("Against the plan"), N_("No plan"), NULL };

static const KinFigureSpec spec = {
  .title = N_("Siblings"), .noun = N_("groups"), .icon = "system-users-symbolic",
  .empty_title = N_("No sibling groups to show"),
  .empty_text = N_("Take a filter away, or press Ctrl+N to add the first group. Its brothers and sisters are added on its page."),
  .ask = ask, .free_answer = (GDestroyNotify) kin_sibling_groups_free, .rows = rows, .number = number, .opens = number,
  .columns = columns, .chips = chips, .chosen = 1, .passes = passes, .sum = sum, .add = N_("Add sibling group"),
};
/* clang-format on */

GtkWidget *
kin_siblings_page_new (KinDesk *desk)
{
  return kin_figure_list_new (desk, &spec);
}
