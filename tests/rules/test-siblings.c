/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Together and apart, and the search against a twin that assigns every child to every home. */
#include "siblings.h"

static void
test_apart (void)
{
  gint64 children[] = { 1, 2, 3, 4 };
  KinSiblingStay stays[] = {
    { 1, 10, 700, 0 }, { 2, 10, 700, 720 }, { 2, 11, 720, 740 }, { 2, 12, 740, 0 }, { 3, 10, 730, 0 },
  };
  KinSiblingFacts facts = { children, 4, stays, G_N_ELEMENTS (stays) };
  g_autoptr (KinSiblings) early = kin_siblings_compute (&facts, 710);
  g_autoptr (KinSiblings) late = kin_siblings_compute (&facts, 750);

  g_assert_cmpuint (early->in_care, ==, 2);
  g_assert_cmpint (early->together[0], ==, KIN_TOGETHER_ALL);
  g_assert_cmpint (early->together[3], ==, KIN_TOGETHER_NOT_IN_CARE);
  g_assert_cmpuint (early->apart->len, ==, 0);
  g_assert_cmpint (late->together[0], ==, KIN_TOGETHER_SOME);
  g_assert_cmpint (late->together[1], ==, KIN_TOGETHER_NONE);
  g_assert_cmpuint (late->apart->len, ==, 2);
  g_assert_cmpint (g_array_index (late->apart, KinSiblingPair, 0).since, ==, 720); /* 1 and 2, through 2's next move */
  g_assert_cmpint (g_array_index (late->apart, KinSiblingPair, 1).since, ==, 730); /* 2 and 3 */
}

typedef struct {
  const KinSiblingSearch *search;
  int home[KIN_SIBLINGS_MAX];
  GHashTable *seen;
  guint best_homes, best_pairs;
} Twin;

static void
judge (Twin *twin)
{
  guint n = twin->search->n_children, homes = 0, pairs = 0;
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      int together = 0;
      guint first = i;

      for (guint k = 0; k < n; k++)
        if (twin->home[k] == twin->home[i])
          {
            together++;
            first = MIN (first, k);
            pairs += k > i;
          }
      for (guint k = i + 1; k < n; k++)
        {
          int pair = twin->search->pairs[i * n + k];

          if ((pair > 0 && twin->home[k] != twin->home[i]) || (pair < 0 && twin->home[k] == twin->home[i]))
            goto no;
        }
      if (together > twin->search->homes[twin->home[i]].places || !twin->search->homes[twin->home[i]].fits[i])
        goto no;
      homes += first == i;
      g_string_append_printf (key, "%u,", first);
    }
  if (homes < twin->best_homes || (homes == twin->best_homes && pairs > twin->best_pairs))
    {
      twin->best_homes = homes;
      twin->best_pairs = pairs;
    }
  g_hash_table_add (twin->seen, g_string_free (key, FALSE));
  return;
no:
  g_string_free (key, TRUE);
}

static void
assign (Twin *twin, guint child)
{
  if (child == twin->search->n_children)
    {
      judge (twin);
      return;
    }
  for (guint h = 0; h < twin->search->n_homes; h++)
    {
      twin->home[child] = (int) h;
      assign (twin, child + 1);
    }
}

static void
test_search (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (int round = 0; round < 300; round++)
    {
      KinSiblingHome homes[4];
      gboolean fits[4][6];
      gint8 pairs[36];
      KinSiblingSearch search = { (guint) g_rand_int_range (rand, 1, 7), homes, (guint) g_rand_int_range (rand, 0, 5), pairs };
      Twin twin = { .search = &search, .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), .best_homes = G_MAXUINT };
      g_autoptr (KinSiblingWays) ways = NULL;

      for (int h = 0; h < 4; h++)
        {
          for (int i = 0; i < 6; i++)
            fits[h][i] = g_rand_int_range (rand, 0, 5) > 0;
          homes[h] = (KinSiblingHome) { h + 1, g_rand_int_range (rand, 0, 5), fits[h] };
        }
      for (int i = 0; i < 36; i++)
        pairs[i] = 0;
      for (guint i = 0; i < search.n_children; i++)
        for (guint k = i + 1; k < search.n_children; k++)
          pairs[i * search.n_children + k] = g_rand_int_range (rand, 0, 10) == 0 ? 1 : g_rand_int_range (rand, 0, 10) == 0 ? -1 : 0;
      ways = kin_siblings_search (&search, 5);
      assign (&twin, 0);
      g_assert_cmpuint (ways->n_ways, ==, g_hash_table_size (twin.seen));
      g_assert_cmpuint (ways->ways->len, ==, MIN (5, ways->n_ways));
      if (ways->n_ways > 0)
        {
          const KinSiblingWay *best = &g_array_index (ways->ways, KinSiblingWay, 0);

          g_assert_cmpuint (best->n_homes, ==, twin.best_homes);
          g_assert_cmpuint (best->pairs_kept, ==, twin.best_pairs);
          for (guint i = 0; i < search.n_children; i++)
            g_assert_true (fits[best->home[i]][i]);
        }
      g_hash_table_unref (twin.seen);
    }
}

static void
test_largest (void)
{
  KinSiblingHome homes[10];
  KinSiblingSearch search = { KIN_SIBLINGS_MAX, homes, 10, NULL };
  g_autoptr (KinSiblingWays) ways = NULL;
  g_autoptr (KinSiblingWays) none = NULL;

  for (int h = 0; h < 10; h++)
    homes[h] = (KinSiblingHome) { h, 10, NULL };
  ways = kin_siblings_search (&search, 3);
  g_assert_cmpuint (ways->n_ways, ==, 115975);
  g_assert_cmpuint (g_array_index (ways->ways, KinSiblingWay, 0).n_homes, ==, 1);
  search.n_children = KIN_SIBLINGS_MAX + 1;
  none = kin_siblings_search (&search, 3);
  g_assert_cmpuint (none->n_ways, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/siblings/apart", test_apart);
  g_test_add_func ("/siblings/search", test_search);
  g_test_add_func ("/siblings/largest", test_largest);
  return g_test_run ();
}
