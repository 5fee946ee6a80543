/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stays of each member, read off the episodes, and the rule over them. */
#include "brothers.h"

#include <string.h>

#include "because.h"
#include "episodes-of.h"
#include "in-care.h"
#include "moment.h"
#include "sibling-stays.h"

static gint64
home_of (const KinStayFact *stay)
{
  return stay->pl_post != NULL && stay->pl_post[0] == '#' ? g_ascii_strtoll (stay->pl_post + 1, NULL, 10) : 0;
}

GArray *
kin_book_sibling_stays (KinReader *reader, gint64 child, KinDay day, gint64 *placement)
{
  g_autoptr (KinLife) life = kin_book_life (reader, child);
  g_autoptr (GArray) derived = kin_life_derive (life);
  GArray *stays = g_array_new (FALSE, FALSE, sizeof (KinSiblingStay));
  gint64 lasting = 0;

  for (guint i = 0; i < derived->len; i++)
    {
      const KinDerived *each = &g_array_index (derived, KinDerived, i);
      const KinStayFact *stay = each->stay >= 0 ? &g_array_index (life->stays, KinStayFact, each->stay) : NULL;
      KinSiblingStay fact = { child, 0, each->episode.start, each->episode.end };

      if (kin_code_is_short_break (each->episode.ls))
        continue;
      if (stay != NULL && !kin_code_is_temporary (stay->place))
        lasting = home_of (stay);
      else if (stay == NULL)
        lasting = 0;
      fact.home = lasting;
      if (placement != NULL && stay != NULL && fact.from <= day && (fact.to == KIN_NO_DAY || fact.to > day))
        *placement = stay->id;
      g_array_append_val (stays, fact);
    }
  return stays;
}

void
kin_group_free (KinGroup *group)
{
  if (group == NULL)
    return;
  for (guint i = 0; i < group->members->len; i++)
    {
      g_free (g_array_index (group->members, KinGroupMember, i).name);
      g_free (g_array_index (group->members, KinGroupMember, i).called);
      g_free (g_array_index (group->members, KinGroupMember, i).relation);
    }
  g_free (group->name);
  g_free (group->plan);
  g_array_unref (group->members);
  g_array_unref (group->apart);
  g_ptr_array_unref (group->because);
  g_free (group);
}

static char *
join_name (const char *forename, const char *surname, const char *name)
{
  if (forename != NULL && surname != NULL)
    return g_strconcat (forename, " ", surname, NULL);
  return g_strdup (forename != NULL ? forename : surname != NULL ? surname : name != NULL ? name : "");
}

static void
read_members (KinReader *reader, KinGroup *group)
{
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT s.no, s.child, s.name, s.relation, coalesce (c.born, s.born), c.forename, c.surname, coalesce (c.known_as, c.forename) FROM sibling s "
                                    "LEFT JOIN child c ON c.no = s.child WHERE s.\"group\" = ?1 ORDER BY coalesce (c.born, s.born) IS NULL, 5, 1");
  kin_query_int (query, 1, group->group);
  while (kin_query_step (query))
    {
      KinGroupMember member = { .sibling = kin_query_get_int (query, 0), .child = kin_query_get_int (query, 1) };

      member.name = join_name (kin_query_get_text (query, 5), kin_query_get_text (query, 6), kin_query_get_text (query, 2));
      member.called = g_strdup (kin_query_is_null (query, 7) ? member.name : kin_query_get_text (query, 7));
      member.relation = g_strdup (kin_query_get_text (query, 3));
      member.born = (KinDay) kin_query_get_int (query, 4);
      g_array_append_val (group->members, member);
    }
}

static void
count_homes (KinGroup *group)
{
  for (guint i = 0; i < group->members->len; i++)
    {
      const KinGroupMember *member = &g_array_index (group->members, KinGroupMember, i);
      gboolean fresh = member->in_care;

      for (guint k = 0; k < i && fresh && member->home != 0; k++)
        {
          const KinGroupMember *other = &g_array_index (group->members, KinGroupMember, k);

          fresh = !other->in_care || other->home != member->home;
        }
      group->homes += fresh;
    }
}

/* Since when a child has been where the stay of the day is, whatever the return calls the placements in that home. */
static KinDay
home_since (const KinSiblingStay *stays, guint at)
{
  KinDay since = stays[at].from;

  for (guint i = at; i-- > 0 && stays[i].home == stays[at].home && stays[i].to == since;)
    since = stays[i].from;
  return since;
}

static void
judge (KinReader *reader, KinGroup *group)
{
  guint n = group->members->len;
  g_autofree gint64 *children = g_new0 (gint64, n + 1);
  g_autoptr (GArray) stays = g_array_new (FALSE, FALSE, sizeof (KinSiblingStay));
  KinSiblingFacts facts = { children, n, NULL, 0 };
  g_autoptr (KinSiblings) siblings = NULL;
  KinDay since = KIN_NO_DAY;

  for (guint i = 0; i < n; i++)
    {
      KinGroupMember *member = &g_array_index (group->members, KinGroupMember, i);
      g_autoptr (GArray) own = NULL;

      /* Who is only a name has a number that no child has. */
      children[i] = member->child != 0 ? member->child : -member->sibling;
      if (member->child == 0)
        continue;
      own = kin_book_sibling_stays (reader, member->child, group->day, &member->placement);
      for (guint k = 0; k < own->len; k++)
        {
          const KinSiblingStay *stay = &g_array_index (own, KinSiblingStay, k);

          if (stay->from <= group->day && (stay->to == KIN_NO_DAY || stay->to > group->day))
            {
              member->in_care = TRUE;
              member->home = stay->home;
              since = MAX (since, home_since ((const KinSiblingStay *) (gpointer) own->data, k));
            }
        }
      g_array_append_vals (stays, own->data, own->len);
    }
  facts.stays = (const KinSiblingStay *) (gpointer) stays->data;
  facts.n_stays = stays->len;
  siblings = kin_siblings_compute (&facts, group->day);
  for (guint i = 0; i < n; i++)
    g_array_index (group->members, KinGroupMember, i).together = siblings->together[i];
  group->in_care = siblings->in_care;
  group->apart = g_array_ref (siblings->apart);
  group->because = g_ptr_array_ref (siblings->because);
  group->together_since = since;
}

KinGroup *
kin_book_group (KinReader *reader, gint64 no, KinDay day)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT name, plan FROM sibling_group WHERE no = ?1");
  KinGroup *group;

  kin_query_int (query, 1, no);
  if (!kin_query_step (query))
    return NULL;
  group = g_new0 (KinGroup, 1);
  group->group = no;
  group->day = day;
  group->name = g_strdup (kin_query_get_text (query, 0));
  group->plan = g_strdup (kin_query_get_text (query, 1));
  group->members = g_array_new (FALSE, FALSE, sizeof (KinGroupMember));
  read_members (reader, group);
  judge (reader, group);
  count_homes (group);
  if (group->in_care < 2 || group->apart->len > 0)
    group->together_since = KIN_NO_DAY;
  return group;
}

GPtrArray *
kin_book_child_groups (KinReader *reader, gint64 child, KinDay day)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_group_free);
  g_autoptr (GArray) numbers = NULL;

  numbers = kin_reader_numbers (reader, "SELECT DISTINCT \"group\" FROM sibling WHERE child = ?1 ORDER BY 1", 1, child);
  for (guint i = 0; i < numbers->len; i++)
    {
      KinGroup *group = kin_book_group (reader, g_array_index (numbers, gint64, i), day);

      if (group != NULL)
        g_ptr_array_add (groups, group);
    }
  return groups;
}

GArray *
kin_book_groups_in_care (KinReader *reader, KinDay day)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autoptr (GArray) children = kin_in_care_on (reader, day);
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KinQuery) query = NULL;
  gint64 group = 0;
  guint n = 0;

  query = kin_reader_query (reader, "SELECT \"group\", child FROM sibling WHERE \"group\" > 0 ORDER BY \"group\" /* scan: all groups */");
  while (kin_query_step (query))
    {
      n = kin_query_get_int (query, 0) == group ? n : 0;
      group = kin_query_get_int (query, 0);
      if (kin_in_care_find (children, kin_query_get_int (query, 1)) != NULL && ++n == 2)
        g_array_append_val (groups, group);
    }
  return groups;
}
