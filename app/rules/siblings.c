/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who of a group lives with whom, and since when those apart have been. */
#include "siblings.h"

#include <glib/gi18n-lib.h>

#include "because.h"

/* The stay that a child is in: the one that began last. NULL when not in care. */
static const KinSiblingStay *
find_stay (const KinSiblingFacts *facts, gint64 child, KinDay on)
{
  const KinSiblingStay *found = NULL;

  for (guint i = 0; i < facts->n_stays; i++)
    {
      const KinSiblingStay *stay = &facts->stays[i];

      if (stay->child == child && stay->from <= on && (stay->to == KIN_NO_DAY || on < stay->to) && (!found || stay->from >= found->from))
        found = stay;
    }
  return found;
}

static gboolean
are_together (const KinSiblingStay *a, const KinSiblingStay *b)
{
  return a->home != 0 && a->home == b->home;
}

/* Back over the days on which either of the two moved, while they were both in care and not together. */
static KinDay
find_since (const KinSiblingFacts *facts, gint64 a, gint64 b, KinDay on)
{
  KinDay since = on;

  for (;;)
    {
      KinDay edge = KIN_NO_DAY;
      const KinSiblingStay *x, *y;

      for (guint i = 0; i < facts->n_stays; i++)
        {
          const KinSiblingStay *stay = &facts->stays[i];

          if (stay->child != a && stay->child != b)
            continue;
          if (stay->from <= since && stay->from > edge)
            edge = stay->from;
          if (stay->to != KIN_NO_DAY && stay->to <= since && stay->to > edge)
            edge = stay->to;
        }
      if (edge == KIN_NO_DAY)
        return since;
      x = find_stay (facts, a, edge - 1);
      y = find_stay (facts, b, edge - 1);
      if (!x || !y || are_together (x, y))
        return edge;
      since = edge - 1;
    }
}

static KinTogether
judge_child (const KinSiblingStay *const *stays, guint n, guint child)
{
  guint others = 0, with = 0;

  if (!stays[child])
    return KIN_TOGETHER_NOT_IN_CARE;
  for (guint i = 0; i < n; i++)
    if (i != child && stays[i])
      {
        others++;
        with += are_together (stays[i], stays[child]);
      }
  if (others == 0)
    return KIN_TOGETHER_NO_OTHERS;
  return with == others ? KIN_TOGETHER_ALL : with > 0 ? KIN_TOGETHER_SOME : KIN_TOGETHER_NONE;
}

KinSiblings *
kin_siblings_compute (const KinSiblingFacts *facts, KinDay on)
{
  KinSiblings *result = g_new0 (KinSiblings, 1);
  g_autofree const KinSiblingStay **stays = g_new0 (const KinSiblingStay *, facts->n_children + 1);
  guint count[KIN_TOGETHER_ALL + 1] = { 0 };

  result->together = g_new0 (KinTogether, facts->n_children + 1);
  result->apart = g_array_new (FALSE, FALSE, sizeof (KinSiblingPair));
  result->because = kin_because_new ();
  for (guint i = 0; i < facts->n_children; i++)
    {
      stays[i] = find_stay (facts, facts->children[i], on);
      result->in_care += stays[i] != NULL;
    }
  for (guint i = 0; i < facts->n_children; i++)
    {
      result->together[i] = judge_child (stays, facts->n_children, i);
      count[result->together[i]]++;
      for (guint k = i + 1; k < facts->n_children; k++)
        if (stays[i] && stays[k] && !are_together (stays[i], stays[k]))
          {
            KinSiblingPair pair = { facts->children[i], facts->children[k], find_since (facts, facts->children[i], facts->children[k], on) };

            g_array_append_val (result->apart, pair);
          }
    }
  kin_because_add (result->because, _("%d of %d in care"), (int) result->in_care, (int) facts->n_children);
  if (result->in_care >= 2)
    kin_because_add (result->because, _("%d with all the others, %d with some, %d with none"), (int) count[KIN_TOGETHER_ALL],
                     (int) count[KIN_TOGETHER_SOME], (int) count[KIN_TOGETHER_NONE]);
  return result;
}

void
kin_siblings_free (KinSiblings *siblings)
{
  if (!siblings)
    return;
  g_free (siblings->together);
  g_array_unref (siblings->apart);
  g_ptr_array_unref (siblings->because);
  g_free (siblings);
}
