/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children with brothers or sisters in care: with all of them, with some, with none (rules/siblings.h). A child in several
 * groups is with all only when that is so in each. */
#include <glib/gi18n-lib.h>

#include "because.h"
#include "figure.h"
#include "in-care.h"
#include "siblings.h"

typedef struct
{
  gint64 group, child;
} Membership;

static GArray *
read_memberships (KinReader *reader)
{
  GArray *memberships = g_array_new (FALSE, FALSE, sizeof (Membership));
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT \"group\", child FROM sibling WHERE child IS NOT NULL AND \"group\" IS NOT NULL /* scan: all groups */");
  while (kin_query_step (query))
    {
      Membership membership = { kin_query_get_int (query, 0), kin_query_get_int (query, 1) };

      g_array_append_val (memberships, membership);
    }
  return memberships;
}

static int
compare_memberships (gconstpointer a, gconstpointer b)
{
  const Membership *x = a, *y = b;

  if (x->group != y->group)
    return x->group < y->group ? -1 : 1;
  return x->child < y->child ? -1 : x->child > y->child;
}

/* Only those in care, by group. */
static GArray *
keep_in_care (GArray *memberships, GArray *children)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (Membership));

  for (guint i = 0; i < memberships->len; i++)
    if (kin_in_care_find (children, g_array_index (memberships, Membership, i).child) != NULL)
      g_array_append_val (kept, g_array_index (memberships, Membership, i));
  g_array_sort (kept, compare_memberships);
  return kept;
}

/* 0: in no group with others; else as KinTogether. */
static void
note (guint8 *states, guint child, KinTogether together)
{
  if (together != KIN_TOGETHER_ALL && together != KIN_TOGETHER_SOME && together != KIN_TOGETHER_NONE)
    return;
  if (states[child] == 0)
    states[child] = (guint8) together;
  else if (states[child] != together)
    states[child] = KIN_TOGETHER_SOME;
}

static void
judge_group (KinReader *reader, GArray *children, const Membership *members, guint n, KinDay at, guint8 *states)
{
  g_autofree gint64 *numbers = g_new (gint64, n);
  g_autofree KinSiblingStay *stays = g_new (KinSiblingStay, n);
  KinSiblingFacts facts = { numbers, n, stays, n };
  g_autoptr (KinSiblings) siblings = NULL;

  for (guint i = 0; i < n; i++)
    {
      const KinInCare *child = kin_in_care_find (children, members[i].child);

      numbers[i] = child->child;
      stays[i] = (KinSiblingStay) { child->child, kin_in_care_lasting_home (reader, child), child->since, KIN_NO_DAY };
    }
  siblings = kin_siblings_compute (&facts, at);
  for (guint i = 0; i < n; i++)
    note (states, (guint) (kin_in_care_find (children, numbers[i]) - &g_array_index (children, KinInCare, 0)), siblings->together[i]);
}

static guint8 *
judge_all (KinReader *reader, GArray *children, GArray *members, KinDay at, guint *n_groups)
{
  guint8 *states = g_new0 (guint8, children->len + 1);

  for (guint i = 0, n; i < members->len; i += n)
    {
      const Membership *first = &g_array_index (members, Membership, i);

      for (n = 1; i + n < members->len && first[n].group == first->group; n++)
        ;
      if (n < 2)
        continue;
      judge_group (reader, children, first, n, at, states);
      (*n_groups)++;
    }
  return states;
}

void
kin_figure_siblings_together (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure)
{
  g_autoptr (GArray) children = kin_in_care_on (reader, ask->at);
  g_autoptr (GArray) memberships = read_memberships (reader);
  g_autoptr (GArray) members = keep_in_care (memberships, children);
  KinFigurePart *parts[3] = { kin_figure_add_part (figure->parts, "together", "all", _("With all brothers and sisters in care"), NULL),
                              kin_figure_add_part (figure->parts, "together", "some", _("With some of them"), NULL),
                              kin_figure_add_part (figure->parts, "together", "none", _("With none of them"), NULL) };
  guint n_groups = 0, unknown = 0;
  g_autofree guint8 *states = judge_all (reader, children, members, ask->at, &n_groups);

  figure->denominator = kin_figure_numbers ();
  for (guint i = 0; i < children->len; i++)
    {
      const KinInCare *child = &g_array_index (children, KinInCare, i);

      if (states[i] == 0)
        continue;
      g_array_append_val (figure->denominator, child->child);
      unknown += child->home == 0 && child->place[0] != 'T';
      if (states[i] == KIN_TOGETHER_ALL)
        g_array_append_val (figure->numerator, child->child);
      kin_figure_part_add (parts[states[i] == KIN_TOGETHER_ALL ? 0 : states[i] == KIN_TOGETHER_SOME ? 1 : 2], child->child);
    }
  kin_figure_set_share (figure);
  kin_figure_set_shares (figure->parts, figure->denominator->len);
  figure->basis = g_strdup (_("children with a brother or sister in care who live with all of those in care"));
  kin_because_add (figure->because, _("%u children in care have brothers or sisters in care, in %u groups"), figure->denominator->len, n_groups);
  kin_because_add (figure->because, _("%d with all, %d with some, %d with none of them"), (int) parts[0]->value, (int) parts[1]->value,
                   (int) parts[2]->value);
  if (unknown > 0)
    kin_because_add (figure->because, _("%u of them live in a home that is not linked, and count as apart"), unknown);
  kin_because_add (figure->because, "%s", _("a child away for a short time is counted where he will return to"));
}
