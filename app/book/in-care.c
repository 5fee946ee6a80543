/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three sweeps of covering indexes, each sorted by child and laid over the first. */
#include "in-care.h"

#include "ours.h"

typedef struct
{
  gint64      child;
  KinDay      from, to; /* to: the day of leaving; KIN_NO_DAY: open */
  gint64      no, home;
  const char *codes[3];
} Fact;

static int
compare_facts (gconstpointer a, gconstpointer b)
{
  const Fact *x = a, *y = b;

  if (x->child != y->child)
    return x->child < y->child ? -1 : 1;
  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return x->no < y->no ? -1 : x->no > y->no;
}

static const char *
intern (KinQuery *query, int column)
{
  const char *text = kin_query_get_text (query, column);

  return g_intern_string (text != NULL ? text : "");
}

/* What is in force on any day from first to last. sql gives child, first day, day of leaving, number, home, and as many codes.
 * Sorted by child; of those in force on a day the last of a child's is the one that counts. */
static GArray *
read_facts (KinReader *reader, const char *still, const char *until, KinDay first, KinDay last, int n_codes)
{
  GArray *facts = g_array_new (FALSE, TRUE, sizeof (Fact));

  for (int half = 0; half < 2; half++)
    {
      g_autoptr (KinQuery) query = kin_reader_query (reader, half == 0 ? still : until);

      kin_query_int (query, 1, last);
      kin_query_int (query, 2, first);
      while (kin_query_step (query))
        {
          Fact fact = { kin_query_get_int (query, 0), (KinDay) kin_query_get_int (query, 1), (KinDay) kin_query_get_int (query, 2),
                        kin_query_get_int (query, 3), kin_query_get_int (query, 4), { "", "", "" } };

          for (int i = 0; i < n_codes; i++)
            fact.codes[i] = intern (query, 5 + i);
          g_array_append_val (facts, fact);
        }
    }
  g_array_sort (facts, compare_facts);
  return facts;
}

#define OPEN "WHERE period_end IS NULL AND period_start <= ?1"
#define CLOSED "WHERE period_end > ?2 AND period_start <= ?1"
#define CARE "SELECT child, period_start, period_end, no, 0 FROM care_period "
#define STATUS "SELECT child, period_start, period_end, no, 0, status FROM legal_status "
#define PLACEMENT "SELECT child, period_start, period_end, no, coalesce (household, establishment), placement_type, placement_provider, category FROM placement "

/* The last fact of a child that is in force on the day, from a place that only moves forward. */
static const Fact *
find_last (GArray *facts, guint *at, gint64 child, KinDay day)
{
  const Fact *found = NULL;

  while (*at < facts->len && g_array_index (facts, Fact, *at).child < child)
    (*at)++;
  for (; *at < facts->len && g_array_index (facts, Fact, *at).child == child; (*at)++)
    {
      const Fact *fact = &g_array_index (facts, Fact, *at);

      if (fact->from <= day && (fact->to == KIN_NO_DAY || fact->to > day))
        found = fact;
    }
  return found;
}

static void
add_child (GArray *children, const Fact *care, const Fact *status, const Fact *placement)
{
  KinInCare in_care = { .child = care->child, .since = care->from, .status = "", .place = "", .whose = "", .category = "" };

  if (status != NULL)
    in_care.status = status->codes[0];
  if (g_str_equal (in_care.status, "V3") || g_str_equal (in_care.status, "V4"))
    return;
  if (placement != NULL)
    {
      in_care.placement = placement->no;
      in_care.home = placement->home;
      in_care.place = placement->codes[0];
      in_care.whose = placement->codes[1];
      in_care.category = placement->codes[2];
      in_care.placed = placement->from;
    }
  g_array_append_val (children, in_care);
}

static GArray *
lay_over (GArray *cares, GArray *statuses, GArray *placements, GHashTable *foreign, KinDay day)
{
  GArray *children = g_array_sized_new (FALSE, FALSE, sizeof (KinInCare), cares->len);
  guint care_at = 0, status_at = 0, placement_at = 0;

  while (care_at < cares->len)
    {
      gint64 child = g_array_index (cares, Fact, care_at).child;
      const Fact *care = find_last (cares, &care_at, child, day);
      const Fact *status = find_last (statuses, &status_at, child, day);
      const Fact *placement = find_last (placements, &placement_at, child, day);

      if (care != NULL && child != 0 && !g_hash_table_contains (foreign, &child))
        add_child (children, care, status, placement);
    }
  return children;
}

GPtrArray *
kin_in_care_series (KinReader *reader, const KinDay *days, guint n)
{
  KinDay first = days[0], last = days[n - 1];
  g_autoptr (GArray) cares = read_facts (reader, CARE OPEN, CARE CLOSED, first, last, 0);
  g_autoptr (GArray) statuses = read_facts (reader, STATUS OPEN, STATUS CLOSED, first, last, 1);
  g_autoptr (GArray) placements = read_facts (reader, PLACEMENT OPEN, PLACEMENT CLOSED, first, last, 3);
  g_autoptr (GHashTable) foreign = kin_book_foreign (reader);
  GPtrArray *series = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (series, lay_over (cares, statuses, placements, foreign, days[i]));
  return series;
}

GArray *
kin_in_care_on (KinReader *reader, KinDay day)
{
  g_autoptr (GPtrArray) series = kin_in_care_series (reader, &day, 1);

  return g_array_ref (series->pdata[0]);
}

const KinInCare *
kin_in_care_find (GArray *children, gint64 child)
{
  guint low = 0, high = children->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (children, KinInCare, middle).child < child)
        low = middle + 1;
      else
        high = middle;
    }
  return low < children->len && g_array_index (children, KinInCare, low).child == child ? &g_array_index (children, KinInCare, low) : NULL;
}

gint64
kin_in_care_lasting_home (KinReader *reader, const KinInCare *child)
{
  g_autoptr (KinQuery) query = NULL;

  if (child->place[0] != 'T')
    return child->home;
  query = kin_reader_query (reader, "SELECT coalesce (household, establishment) FROM placement WHERE child = ?1 AND period_start < ?2 "
                                    "AND (period_end IS NULL OR period_end >= ?2) AND coalesce (placement_type, '') NOT LIKE 'T%' "
                                    "ORDER BY period_start DESC LIMIT 1");
  kin_query_int (query, 1, child->child);
  kin_query_int (query, 2, child->placed);
  return kin_query_step (query) ? kin_query_get_int (query, 0) : 0;
}
