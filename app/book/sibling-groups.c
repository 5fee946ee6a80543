/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups with two or more in care are looked at closely (brothers.h); the others are only counted. */
#include "sibling-groups.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "brothers.h"
#include "in-care.h"
#include "moment.h"

typedef struct
{
  gint64      group, child, other; /* child 0: of the whole group */
  const char *plan;
  KinDay      decided, review;
} Plan;

static void
clear_row (gpointer data)
{
  KinSiblingGroupRow *row = data;

  g_free (row->name);
  g_free (row->where);
}

void
kin_sibling_groups_free (KinSiblingGroups *groups)
{
  if (groups == NULL)
    return;
  g_array_unref (groups->rows);
  g_free (groups);
}

const char *
kin_group_state_to_text (KinGroupState state)
{
  static const char *const texts[KIN_N_GROUP_STATES] = {
    [KIN_GROUP_APART] = N_("Apart"),       [KIN_GROUP_DIVIDED] = N_("Some together"), [KIN_GROUP_TOGETHER] = N_("Together"),
    [KIN_GROUP_ONE] = N_("One in care"),   [KIN_GROUP_NONE] = N_("Nobody in care"),
  };

  return state < KIN_N_GROUP_STATES ? _(texts[state]) : "";
}

static int
compare_plans (gconstpointer a, gconstpointer b)
{
  const Plan *x = a, *y = b;

  return x->group < y->group ? -1 : x->group > y->group;
}

/* Those that hold on the day, by group; of each group the one decided last comes last. */
static GArray *
read_plans (KinReader *reader, KinDay day)
{
  GArray             *plans = g_array_new (FALSE, FALSE, sizeof (Plan));
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT \"group\", child, other, plan, decided, review FROM together_plan WHERE \"group\" > 0 AND plan IS NOT NULL"
                                                         " AND (decided IS NULL OR decided <= ?1) AND (ended IS NULL OR ended > ?1)"
                                                         " ORDER BY \"group\", decided, no /* scan: one row a plan */");

  kin_query_int (query, 1, day);
  while (kin_query_step (query))
    {
      Plan plan = { kin_query_get_int (query, 0), kin_query_get_int (query, 1), kin_query_get_int (query, 2), g_intern_string (kin_query_get_text (query, 3)),
                    (KinDay) kin_query_get_int (query, 4), (KinDay) kin_query_get_int (query, 5) };

      g_array_append_val (plans, plan);
    }
  return plans;
}

/* TRUE when the two are both in care and in different homes; together says what they are when FALSE. */
static gboolean
are_apart (const KinGroup *group, gint64 a, gint64 b, gboolean *together)
{
  guint in_care = 0;

  *together = FALSE;
  for (guint i = 0; i < group->apart->len; i++)
    {
      const KinSiblingPair *pair = &g_array_index (group->apart, KinSiblingPair, i);

      if ((pair->a == a && pair->b == b) || (pair->a == b && pair->b == a))
        return TRUE;
    }
  for (guint i = 0; i < group->members->len; i++)
    {
      const KinGroupMember *member = &g_array_index (group->members, KinGroupMember, i);

      in_care += member->in_care && (member->child == a || member->child == b);
    }
  *together = in_care == 2;
  return FALSE;
}

static gboolean
wants_together (const char *plan)
{
  return strcmp (plan, "must") == 0 || strcmp (plan, "should") == 0 || strcmp (plan, "together") == 0;
}

static gboolean
wants_apart (const char *plan)
{
  return strcmp (plan, "must_not") == 0 || strcmp (plan, "apart") == 0;
}

/* Of the whole group: any pair. */
static gboolean
is_against (const KinGroup *group, const char *plan, gint64 child, gint64 other)
{
  guint    pairs = group->in_care * (group->in_care - 1) / 2;
  gboolean together = FALSE;

  if (child != 0 && other != 0)
    {
      gboolean apart = are_apart (group, child, other, &together);

      return (apart && wants_together (plan)) || (together && wants_apart (plan));
    }
  return (group->apart->len > 0 && wants_together (plan)) || (group->apart->len < pairs && wants_apart (plan));
}

static void
take_plan (KinSiblingGroupRow *row, const KinGroup *group, const GArray *plans)
{
  Plan  wanted = { .group = row->group };
  guint at;

  if (!g_array_binary_search ((GArray *) plans, &wanted, compare_plans, &at))
    at = plans->len;
  while (at > 0 && at < plans->len && g_array_index (plans, Plan, at - 1).group == row->group)
    at--;
  for (; at < plans->len && g_array_index (plans, Plan, at).group == row->group; at++)
    {
      const Plan *plan = &g_array_index (plans, Plan, at);

      if (group != NULL && plan->child != 0 && is_against (group, plan->plan, plan->child, plan->other))
        row->against = TRUE;
      if (plan->child != 0)
        continue;
      row->plan = plan->plan;
      row->plan_list = "together_plan";
      row->decided = plan->decided;
      row->review = plan->review;
    }
  if (group != NULL && is_against (group, row->plan, 0, 0))
    row->against = TRUE;
}

static char *
call_home (KinReader *reader, gint64 home)
{
  g_autofree char *title = home != 0 ? kin_reader_title (reader, home) : NULL;

  return title != NULL && *title != '\0' ? g_steal_pointer (&title) : g_strdup (_("a home not linked"));
}

static void
append_child (GString *words, const char *called, KinDay born, KinDay day)
{
  g_string_append (words, called);
  if (born != KIN_NO_DAY && born <= day)
    g_string_append_printf (words, " %d", kin_day_age (born, day));
}

/* Of a group with one in care. */
static char *
tell_one (KinReader *reader, const KinInCare *child, KinDay day)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT coalesce (known_as, forename, surname, ''), born FROM child WHERE no = ?1");
  GString             *words = g_string_new (NULL);
  g_autofree char     *home = call_home (reader, kin_in_care_lasting_home (reader, child));

  kin_query_int (query, 1, child->child);
  if (kin_query_step (query))
    append_child (words, kin_query_get_text (query, 0), (KinDay) kin_query_get_int (query, 1), day);
  g_string_append_printf (words, _(" at %s"), home);
  return g_string_free (words, FALSE);
}

static char *
tell_where (KinReader *reader, const KinGroup *group)
{
  GString             *words = g_string_new (NULL);
  g_autofree gboolean *done = g_new0 (gboolean, group->members->len + 1);

  for (guint i = 0; i < group->members->len; i++)
    {
      const KinGroupMember *first = &g_array_index (group->members, KinGroupMember, i);
      g_autofree char      *home = NULL;

      if (!first->in_care || done[i])
        continue;
      g_string_append (words, words->len > 0 ? " · " : "");
      append_child (words, first->called, first->born, group->day);
      for (guint j = i + 1; j < group->members->len; j++)
        {
          const KinGroupMember *other = &g_array_index (group->members, KinGroupMember, j);

          if (!other->in_care || first->home == 0 || other->home != first->home)
            continue;
          g_string_append (words, ", ");
          append_child (words, other->called, other->born, group->day);
          done[j] = TRUE;
        }
      home = call_home (reader, first->home);
      /* Translators: after the children's names: " at Ashdown" */
      g_string_append_printf (words, _(" at %s"), home);
    }
  return g_string_free (words, FALSE);
}

static KinDay
first_apart (const KinGroup *group)
{
  KinDay since = KIN_NO_DAY;

  for (guint i = 0; i < group->apart->len; i++)
    {
      KinDay each = g_array_index (group->apart, KinSiblingPair, i).since;

      if (since == KIN_NO_DAY || each < since)
        since = each;
    }
  return since;
}

static void
look_closely (KinReader *reader, KinSiblingGroupRow *row, const KinGroup *group)
{
  guint pairs = group->in_care * (group->in_care - 1) / 2;

  row->in_care = group->in_care;
  row->homes = group->homes;
  row->where = tell_where (reader, group);
  if (group->in_care == 0)
    row->state = KIN_GROUP_NONE;
  else if (group->in_care == 1)
    row->state = KIN_GROUP_ONE;
  else
    {
      row->state = group->apart->len == 0 ? KIN_GROUP_TOGETHER : group->apart->len == pairs ? KIN_GROUP_APART : KIN_GROUP_DIVIDED;
      row->since = row->state == KIN_GROUP_TOGETHER ? group->together_since : first_apart (group);
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const KinSiblingGroupRow *x = a, *y = b;

  if (x->state != y->state)
    return (int) x->state - (int) y->state;
  if (x->since != y->since)
    return x->since < y->since ? -1 : 1;
  return x->group < y->group ? -1 : x->group > y->group;
}

/* Groups with two or more in care are in `close`, and have no words yet. */
static void
read_rows (KinReader *reader, KinSiblingGroups *groups, GArray *children, GHashTable *close, const GArray *plans)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT g.no, g.name, g.plan, g.plan_date, s.child FROM sibling_group g LEFT JOIN sibling s ON s.\"group\" = g.no"
                                                         " ORDER BY g.no /* scan: all groups */");
  KinSiblingGroupRow   row = { 0 };
  const KinInCare     *one = NULL, *each;
  gboolean             more = kin_query_step (query);

  while (more)
    {
      const char *plan = kin_query_get_text (query, 2), *name = kin_query_get_text (query, 1);

      row = (KinSiblingGroupRow) { .group = kin_query_get_int (query, 0), .plan = g_intern_string (plan != NULL ? plan : ""), .plan_list = "sibling_plan" };
      row.name = g_strdup (name != NULL ? name : "");
      row.decided = (KinDay) kin_query_get_int (query, 3);
      for (; more && kin_query_get_int (query, 0) == row.group; more = kin_query_step (query))
        {
          row.members++;
          each = kin_in_care_find (children, kin_query_get_int (query, 4));
          row.in_care += each != NULL;
          one = each != NULL ? each : one;
        }
      if (row.in_care > 1)
        g_hash_table_add (close, g_memdup2 (&row.group, sizeof row.group));
      else
        {
          row.state = row.in_care == 1 ? KIN_GROUP_ONE : KIN_GROUP_NONE;
          row.homes = row.in_care;
          row.where = row.in_care == 1 ? tell_one (reader, one, groups->day) : g_strdup ("");
        }
      take_plan (&row, NULL, plans);
      g_array_append_val (groups->rows, row);
    }
}

static guint
count_children (KinReader *reader, GArray *children, GHashTable *close)
{
  g_autoptr (GHashTable) counted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (KinQuery)   query = kin_reader_query (reader, "SELECT \"group\", child FROM sibling WHERE child > 0 AND \"group\" > 0 /* scan: all groups */");

  while (kin_query_step (query))
    {
      gint64 group = kin_query_get_int (query, 0), child = kin_query_get_int (query, 1);

      if (g_hash_table_contains (close, &group) && kin_in_care_find (children, child) != NULL)
        g_hash_table_add (counted, g_memdup2 (&child, sizeof child));
    }
  return g_hash_table_size (counted);
}

KinSiblingGroups *
kin_book_sibling_groups (KinReader *reader, KinDay day)
{
  g_autoptr (KinQuery)   moment = kin_book_moment (reader);
  g_autoptr (GArray)     children = kin_in_care_on (reader, day);
  g_autoptr (GArray)     plans = read_plans (reader, day);
  g_autoptr (GHashTable) close = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  KinSiblingGroups      *groups = g_new0 (KinSiblingGroups, 1);

  groups->day = day;
  groups->rows = g_array_new (FALSE, FALSE, sizeof (KinSiblingGroupRow));
  g_array_set_clear_func (groups->rows, clear_row);
  read_rows (reader, groups, children, close, plans);
  for (guint i = 0; i < groups->rows->len; i++)
    {
      KinSiblingGroupRow *row = &g_array_index (groups->rows, KinSiblingGroupRow, i);
      KinGroup           *group = row->in_care > 1 ? kin_book_group (reader, row->group, day) : NULL;

      if (group != NULL)
        {
          look_closely (reader, row, group);
          take_plan (row, group, plans);
        }
      groups->counts[row->state]++;
      groups->against += row->against;
      kin_group_free (group);
    }
  groups->children = count_children (reader, children, close);
  g_array_sort (groups->rows, compare_rows);
  return groups;
}
