/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way to divide a group of brothers and sisters, tried: at most 115,975 for ten children. */
#include "siblings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "because.h"

typedef struct {
  const KinSiblingSearch *search;
  KinSiblingWays *result;
  guint most;
  int part_of[KIN_SIBLINGS_MAX]; /* the part each child is in: parts are numbered by their first child */
  guint size[KIN_SIBLINGS_MAX];
  guint n_parts;
  guint largest;                 /* places in the largest home: a part that does not fit it fits nowhere */
  int *part_in;                  /* for each home the part that goes there, or -1 */
  gboolean *tried;
} Search;

static int
get_pair (const KinSiblingSearch *search, guint a, guint b)
{
  if (!search->pairs)
    return 0;
  return search->pairs[a * search->n_children + b] ? search->pairs[a * search->n_children + b] : search->pairs[b * search->n_children + a];
}

static gboolean
takes (const Search *search, guint home, int part)
{
  const KinSiblingHome *candidate = &search->search->homes[home];

  if (candidate->places < (int) search->size[part])
    return FALSE;
  for (guint i = 0; i < search->search->n_children; i++)
    if (search->part_of[i] == part && candidate->fits && !candidate->fits[i])
      return FALSE;
  return TRUE;
}

static gboolean
house_part (Search *search, int part)
{
  for (guint h = 0; h < search->search->n_homes; h++)
    {
      if (search->tried[h] || !takes (search, h, part))
        continue;
      search->tried[h] = TRUE;
      if (search->part_in[h] < 0 || house_part (search, search->part_in[h]))
        {
          search->part_in[h] = part;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
house_all (Search *search)
{
  for (guint h = 0; h < search->search->n_homes; h++)
    search->part_in[h] = -1;
  for (guint part = 0; part < search->n_parts; part++)
    {
      memset (search->tried, 0, search->search->n_homes * sizeof *search->tried);
      if (!house_part (search, (int) part))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_better (const KinSiblingWay *a, const KinSiblingWay *b)
{
  return a->n_homes != b->n_homes ? a->n_homes < b->n_homes : a->pairs_kept > b->pairs_kept;
}

static void
keep_way (Search *search)
{
  KinSiblingWay way = { .n_homes = search->n_parts };
  GArray *ways = search->result->ways;
  guint at = ways->len;

  for (guint part = 0; part < search->n_parts; part++)
    way.pairs_kept += search->size[part] * (search->size[part] - 1) / 2;
  for (guint i = 0; i < search->search->n_children; i++)
    for (guint h = 0; h < search->search->n_homes; h++)
      if (search->part_in[h] == search->part_of[i])
        way.home[i] = (int) h;
  search->result->n_ways++;
  /* Equal ways stay in the order in which they were found. */
  while (at > 0 && is_better (&way, &g_array_index (ways, KinSiblingWay, at - 1)))
    at--;
  if (at >= search->most)
    return;
  g_array_insert_val (ways, at, way);
  if (ways->len > search->most)
    g_array_set_size (ways, search->most);
}

static gboolean
may_join (const Search *search, guint child, int part)
{
  if (search->size[part] + 1 > search->largest)
    return FALSE;
  for (guint i = 0; i < child; i++)
    {
      int pair = get_pair (search->search, i, child);

      if ((pair > 0 && search->part_of[i] != part) || (pair < 0 && search->part_of[i] == part))
        return FALSE;
    }
  return TRUE;
}

static void
divide (Search *search, guint child)
{
  guint most;

  if (child == search->search->n_children)
    {
      if (house_all (search))
        keep_way (search);
      return;
    }
  most = MIN (search->n_parts + 1, search->search->n_homes);
  for (guint part = 0; part < most; part++)
    {
      gboolean fresh = part == search->n_parts;

      if (!may_join (search, child, (int) part))
        continue;
      search->part_of[child] = (int) part;
      search->size[part]++;
      search->n_parts += fresh;
      divide (search, child + 1);
      search->n_parts -= fresh;
      search->size[part]--;
    }
}

KinSiblingWays *
kin_siblings_search (const KinSiblingSearch *search, guint most)
{
  KinSiblingWays *result = g_new0 (KinSiblingWays, 1);
  g_autofree int *part_in = g_new0 (int, search->n_homes + 1);
  g_autofree gboolean *tried = g_new0 (gboolean, search->n_homes + 1);
  Search state = { .search = search, .result = result, .most = most, .part_in = part_in, .tried = tried };

  result->ways = g_array_new (FALSE, FALSE, sizeof (KinSiblingWay));
  result->because = kin_because_new ();
  if (search->n_children == 0 || search->n_children > KIN_SIBLINGS_MAX)
    {
      kin_because_add (result->because, _("a group of %d is not searched; at most %d are"), (int) search->n_children, KIN_SIBLINGS_MAX);
      return result;
    }
  for (guint h = 0; h < search->n_homes; h++)
    if (search->homes[h].places > 0)
      state.largest = MAX (state.largest, (guint) search->homes[h].places);
  divide (&state, 0);
  kin_because_add (result->because, _("%d ways to divide %d children among %d homes"), (int) result->n_ways, (int) search->n_children,
                   (int) search->n_homes);
  if (result->n_ways == 0)
    kin_because_add (result->because, _("no way fits: the largest home takes %d"), (int) state.largest);
  else if (result->ways->len > 0)
    kin_because_add (result->because, _("at best %d homes"), (int) g_array_index (result->ways, KinSiblingWay, 0).n_homes);
  return result;
}

void
kin_siblings_ways_free (KinSiblingWays *ways)
{
  if (!ways)
    return;
  g_array_unref (ways->ways);
  g_ptr_array_unref (ways->because);
  g_free (ways);
}
