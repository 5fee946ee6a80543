/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clashes of one home, child, placement or record. Whatever needs an order takes it from ids, which are the same in every file. */
#include "clash-find.h"

#include <string.h>

#include "home-facts.h"
#include "children.h"

KinClash *
kin_clash_new (KinClashRule rule, gint64 about)
{
  KinClash *clash = g_new0 (KinClash, 1);

  clash->rule = rule;
  clash->about = about;
  clash->records = g_array_new (FALSE, FALSE, sizeof (gint64));
  return clash;
}

void
kin_clash_finding_init (KinClashFinding *finding, KinReader *reader)
{
  finding->reader = reader;
  finding->found = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_clash_free);
  finding->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
kin_clash_finding_clear (KinClashFinding *finding)
{
  g_clear_pointer (&finding->found, g_ptr_array_unref);
  g_clear_pointer (&finding->seen, g_hash_table_unref);
}

/* Names it by its rule and the ids of all its records. */
static gboolean
identify (KinReader *reader, KinClash *clash)
{
  gboolean named = clash->rule == KIN_CLASH_TERMS || clash->rule == KIN_CLASH_THREE || clash->rule == KIN_CLASH_GONE;
  g_autofree KinId *ids = g_new (KinId, clash->records->len + 1);
  guint n = 0;
  KinId id;

  if (named && !kin_reader_id_of (reader, clash->about, &ids[n++]))
    return FALSE;
  for (guint i = 0; i < clash->records->len; i++)
    if (!kin_reader_id_of (reader, g_array_index (clash->records, gint64, i), &ids[n++]))
      return FALSE;
  kin_clash_identify (&id, clash->rule, ids, n);
  kin_id_to_text (&id, clash->id);
  return TRUE;
}

void
kin_clash_finding_add (KinClashFinding *finding, KinClash *clash)
{
  char *key;

  if (!identify (finding->reader, clash))
    {
      kin_clash_free (clash);
      return;
    }
  key = g_strdup_printf ("%s %d %u", clash->id, clash->from, clash->rule == KIN_CLASH_GONE ? clash->field : 0);
  if (g_hash_table_add (finding->seen, key))
    g_ptr_array_add (finding->found, clash);
  else
    kin_clash_free (clash);
}

/* Children by their place in the order of ids, so that the rule breaks ties alike in every file. */
typedef struct
{
  KinId  id;
  gint64 no;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  return memcmp (&((const Ranked *) a)->id, &((const Ranked *) b)->id, sizeof (KinId));
}

static GArray *
rank_children (KinReader *reader, GHashTable *people)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  GHashTableIter iter;
  gpointer no;

  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &no, NULL))
    {
      Ranked each = { .no = *(gint64 *) no };

      if (kin_reader_id_of (reader, each.no, &each.id))
        g_array_append_val (ranked, each);
    }
  g_array_sort (ranked, compare_ranked);
  return ranked;
}

/* 1 and up; -1: a child who never lived there. */
static gint64
rank_of (const GArray *ranked, gint64 no)
{
  for (guint i = 0; i < ranked->len; i++)
    if (g_array_index (ranked, Ranked, i).no == no)
      return (gint64) i + 1;
  return -1;
}

static void
renumber (KinHomesFacts *facts, KinHomeFacts *home, const GArray *ranked)
{
  for (guint i = 0; i < home->stays->len; i++)
    g_array_index (home->stays, KinPlacesStay, i).child.id = rank_of (ranked, g_array_index (home->stays, KinPlacesStay, i).child.id);
  for (guint i = 0; i < home->holds->len; i++)
    g_array_index (home->holds, KinPlacesHold, i).child.id = rank_of (ranked, g_array_index (home->holds, KinPlacesHold, i).child.id);
  for (guint i = 0; i < home->approvals->len; i++)
    {
      KinPlacesApproval *terms = &g_array_index (home->approvals, KinPlacesApproval, i);

      if (terms->named_child != 0)
        terms->named_child = rank_of (ranked, terms->named_child);
    }
  for (guint i = 0; i < facts->lists->len; i++) /* of exemptions */
    {
      GArray *children = facts->lists->pdata[i];

      for (guint k = 0; k < children->len; k++)
        g_array_index (children, gint64, k) = rank_of (ranked, g_array_index (children, gint64, k));
    }
}

void
kin_clash_find_home (KinClashFinding *finding, gint64 household)
{
  g_autoptr (KinHomesFacts) facts = kin_homes_facts_read (finding->reader, household, KIN_DAY_MIN, KIN_DAY_MAX);
  g_autoptr (GArray) ranked = NULL;
  g_autoptr (GPtrArray) stretches = NULL;
  KinPlacesFacts for_rule;

  if (facts->homes->len == 0 || kin_reader_number (finding->reader, "SELECT merged_into FROM household WHERE no = ?1", 1, household) != 0)
    return;
  ranked = rank_children (finding->reader, facts->people);
  renumber (facts, facts->homes->pdata[0], ranked);
  for_rule = kin_home_facts_for_rule (facts->homes->pdata[0]);
  stretches = kin_clash_home (&for_rule);
  for (guint i = 0; i < stretches->len; i++)
    {
      const KinClashNights *nights = stretches->pdata[i];
      KinClash *clash = kin_clash_new (nights->rule, household);

      clash->from = nights->from;
      clash->to = nights->to;
      clash->contested = nights->contested;
      for (guint k = 0; k < nights->children->len; k++)
        g_array_append_val (clash->records, g_array_index (ranked, Ranked, g_array_index (nights->children, gint64, k) - 1).no);
      kin_clash_finding_add (finding, clash);
    }
}

/* Pairs that overlap become clashes about what they are of. */
static void
add_pairs (KinClashFinding *finding, KinClashRule rule, gint64 about, GArray *spans)
{
  const KinClashSpan *all = (const KinClashSpan *) (gpointer) spans->data;
  g_autoptr (GArray) pairs = kin_clash_overlaps (all, spans->len, rule == KIN_CLASH_TWO_PLACES);

  for (guint i = 0; i < pairs->len; i++)
    {
      const KinClashPair *pair = &g_array_index (pairs, KinClashPair, i);
      KinClash *clash = kin_clash_new (rule, about);

      clash->from = pair->from;
      clash->to = pair->to;
      g_array_append_val (clash->records, all[pair->a].id);
      g_array_append_val (clash->records, all[pair->b].id);
      kin_clash_finding_add (finding, clash);
    }
}

/* A temporary placement (T0 to T4) is away from another, not beside it. */
void
kin_clash_find_places (KinClashFinding *finding, gint64 child)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (KinClashSpan));
  {
    g_autoptr (KinQuery) query = kin_reader_query (finding->reader, "SELECT p.no, household, establishment, period_start, period_end FROM placement p JOIN record r ON r.no = p.no"
                                                                    " WHERE child = ?1 AND period_start IS NOT NULL AND coalesce (placement_type, '') NOT LIKE 'T_'"
                                                                    " ORDER BY period_start, r.id");

    kin_query_int (query, 1, child);
    while (kin_query_step (query))
      {
        KinClashSpan span = { .id = kin_query_get_int (query, 0), .of = child, .from = (KinDay) kin_query_get_int (query, 3), .to = (KinDay) kin_query_get_int (query, 4) };

        span.place = kin_query_get_int (query, 1) != 0 ? kin_query_get_int (query, 1) : kin_query_get_int (query, 2);
        g_array_append_val (spans, span);
      }
  }
  add_pairs (finding, KIN_CLASH_TWO_PLACES, child, spans);
}

void
kin_clash_find_prices (KinClashFinding *finding, gint64 placement)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (KinClashSpan));
  g_autofree char *last = NULL;
  gint64 purpose = 0;
  {
    g_autoptr (KinQuery) query = kin_reader_query (finding->reader, "SELECT p.no, coalesce (purpose, ''), period_start, period_end FROM price_line p JOIN record r ON r.no = p.no"
                                                                    " WHERE placement = ?1 AND kind = 'core' AND coalesce (price_basis, '') <> 'once'"
                                                                    " ORDER BY 2, coalesce (period_start, 1), r.id");

    kin_query_int (query, 1, placement);
    while (kin_query_step (query))
      {
        KinClashSpan span = { .id = kin_query_get_int (query, 0), .from = (KinDay) kin_query_get_int (query, 2), .to = (KinDay) kin_query_get_int (query, 3) };
        const char *what = kin_query_get_text (query, 1);

        if (g_strcmp0 (what, last) != 0)
          {
            g_free (last);
            last = g_strdup (what);
            purpose++;
          }
        span.of = purpose;
        span.from = MAX (span.from, KIN_DAY_MIN); /* without a start: from that of the placement */
        span.to = span.to != KIN_NO_DAY ? span.to + 1 : KIN_NO_DAY; /* a price runs on its last day */
        g_array_append_val (spans, span);
      }
  }
  add_pairs (finding, KIN_CLASH_PRICES, placement, spans);
}

static void
add_twins (KinClashFinding *finding, gint64 child, gint64 other)
{
  KinClash *clash;
  KinId a, b;

  if (child == other || !kin_reader_id_of (finding->reader, child, &a) || !kin_reader_id_of (finding->reader, other, &b))
    return;
  clash = kin_clash_new (KIN_CLASH_SAME_CHILD, memcmp (&a, &b, sizeof a) < 0 ? child : other);
  g_array_append_val (clash->records, clash->about);
  g_array_append_vals (clash->records, clash->about == child ? &other : &child, 1);
  kin_clash_finding_add (finding, clash);
}

void
kin_clash_find_twins (KinClashFinding *finding, gint64 child)
{
  g_autoptr (GArray) same = kin_reader_numbers (finding->reader, "SELECT o.no FROM child c JOIN child o ON o.born = c.born"
                                                                 " AND kin_key (o.surname) = kin_key (c.surname) AND kin_key (o.forename) = kin_key (c.forename)"
                                                                 " WHERE c.no = ?1 AND c.merged_into IS NULL AND o.merged_into IS NULL AND c.surname <> '' AND c.forename <> ''", 1, child);

  for (guint i = 0; i < same->len; i++)
    for (guint k = i + 1; k < same->len; k++)
      add_twins (finding, g_array_index (same, gint64, i), g_array_index (same, gint64, k));
}
