/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole file in a few passes: whatever may clash is found on facts that are a little simpler than the truth (where a child is
 * in two places he is in both), so that few homes and children have to be asked about one by one. Whom the passes let go has no
 * clash; a test asks everybody. */
#include "clash-find.h"
#include "home-facts.h"
#include "marks.h"

/* Small, because there are hundreds of thousands; numbers of records fit. */
typedef struct
{
  guint64  child_from; /* child, then first day: what they are sorted by */
  guint32  household, place;
  KinDay   to;
  gboolean temporary;
} Row;

#define CHILD_OF(row) ((gint64) ((row)->child_from >> 32))
#define FROM_OF(row) ((KinDay) ((row)->child_from & 0xffffffff))

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

static GArray *
read_rows (KinReader *reader, KinMarks *children)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (Row), 4096);
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT child, period_start, period_end, household, establishment, placement_type FROM placement"
                                                         " WHERE +period_start > 0 AND +child > 0 /* scan: all placements, along an index */");

  while (kin_query_step (query))
    {
      gint64 child = kin_query_get_int (query, 0);
      Row row = { (guint64) child << 32 | (guint32) kin_query_get_int (query, 1), (guint32) kin_query_get_int (query, 3), 0, (KinDay) kin_query_get_int (query, 2), FALSE };
      const char *type = kin_query_get_text (query, 5);

      row.place = row.household != 0 ? row.household : (guint32) kin_query_get_int (query, 4);
      row.temporary = type != NULL && type[0] == 'T';
      if (row.household != 0)
        kin_marks_add (children, child);
      g_array_append_val (rows, row);
    }
  qsort (rows->data, rows->len, sizeof (Row), compare_keys);
  return rows;
}

static int
compare_children (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const KinPlacesChild *) a)->id, y = ((const KinPlacesChild *) b)->id;

  return x < y ? -1 : x > y;
}

static KinPlacesChild *
find_child (GArray *children, gint64 no)
{
  KinPlacesChild key = { .id = no };

  return bsearch (&key, children->data, children->len, sizeof key, compare_children);
}

/* What the rule asks of those who ever lived in a home. */
static GArray *
read_children (KinReader *reader, const KinMarks *wanted)
{
  GArray *children = g_array_sized_new (FALSE, TRUE, sizeof (KinPlacesChild), wanted->n + 1);
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no, born, sex FROM child /* scan: all children, along an index */");

  while (kin_query_step (query))
    {
      KinPlacesChild child = { .id = kin_query_get_int (query, 0) };

      if (!kin_marks_has (wanted, child.id))
        continue;
      child.born = (KinDay) kin_query_get_int (query, 1);
      child.sex = kin_homes_facts_sex (kin_query_get_text (query, 2));
      g_array_append_val (children, child);
    }
  qsort (children->data, children->len, sizeof (KinPlacesChild), compare_children);
  kin_query_end (g_steal_pointer (&query));
  query = kin_reader_query (reader, "SELECT child, \"group\" FROM sibling WHERE child IS NOT NULL AND \"group\" IS NOT NULL /* scan: all brothers and sisters */");
  while (kin_query_step (query))
    {
      KinPlacesChild *child = find_child (children, kin_query_get_int (query, 0));

      for (guint i = 0; child != NULL && i < KIN_PLACES_GROUPS; i++)
        if (child->groups[i] == 0)
          {
            child->groups[i] = kin_query_get_int (query, 1);
            break;
          }
    }
  return children;
}

typedef struct
{
  KinClashFinding *finding;
  KinHomesFacts   *facts;
  GArray          *children; /* KinPlacesChild, by number */
} Scan;

static void
add_stay (Scan *scan, const Row *row, const KinPlacesChild *child, KinDay to)
{
  gint64 no = row->household;
  KinHomeFacts *home = no != 0 ? g_hash_table_lookup (scan->facts->by_number, &no) : NULL;
  KinPlacesStay stay = { .from = FROM_OF (row), .to = to };

  if (home == NULL)
    return;
  if (child != NULL)
    stay.child = *child;
  else
    stay.child.id = CHILD_OF (row);
  g_array_append_val (home->stays, stay);
}

/* The places of one child, by first day. While he is away for a while his bed is kept: his stay goes on until he is back, or if
 * nothing follows for ever. */
static void
take_child (Scan *scan, const Row *rows, guint n)
{
  const KinPlacesChild *child = find_child (scan->children, CHILD_OF (rows));
  gboolean two = FALSE;

  for (guint i = 0; i < n; i++)
    {
      KinDay to = rows[i].to;

      for (guint k = i + 1; k < n && !rows[i].temporary && to != KIN_NO_DAY && FROM_OF (&rows[k]) <= to; k++)
        if (rows[k].temporary)
          to = k == n - 1 || rows[k].to == KIN_NO_DAY ? KIN_NO_DAY : MAX (to, rows[k].to);
      for (guint k = i + 1; k < n && (rows[i].to == KIN_NO_DAY || FROM_OF (&rows[k]) < rows[i].to); k++)
        two = two || (!rows[i].temporary && !rows[k].temporary && rows[i].place != rows[k].place);
      add_stay (scan, &rows[i], child, to);
    }
  if (two)
    kin_clash_find_places (scan->finding, CHILD_OF (rows));
}

static void
scan_placements (KinClashFinding *finding)
{
  g_autoptr (KinMarks) wanted = kin_marks_new ();
  g_autoptr (GArray) rows = read_rows (finding->reader, wanted);
  g_autoptr (KinHomesFacts) facts = kin_homes_facts_read_terms (finding->reader, 0);
  g_autoptr (GArray) children = read_children (finding->reader, wanted);
  Scan scan = { finding, facts, children };

  for (guint i = 0, n; i < rows->len; i += n)
    {
      const Row *first = &g_array_index (rows, Row, i);

      for (n = 1; i + n < rows->len && CHILD_OF (&first[n]) == CHILD_OF (first); n++)
        ;
      take_child (&scan, first, n);
    }
  for (guint i = 0; i < facts->homes->len; i++)
    {
      KinHomeFacts *home = facts->homes->pdata[i];
      KinPlacesFacts for_rule = kin_home_facts_for_rule (home);

      if (kin_clash_home_may (&for_rule))
        kin_clash_find_home (finding, home->household);
    }
}

typedef struct
{
  guint64 placement_purpose; /* the purpose by its hash: two taken for one are sorted out when asked */
  KinDay  from, to;
} Price;

static int
compare_prices (gconstpointer a, gconstpointer b)
{
  const Price *x = a, *y = b;

  return x->placement_purpose != y->placement_purpose ? (x->placement_purpose < y->placement_purpose ? -1 : 1) : x->from - y->from;
}

static void
scan_prices (KinClashFinding *finding)
{
  g_autoptr (GArray) prices = g_array_sized_new (FALSE, FALSE, sizeof (Price), 4096);
  gint64 asked = 0;
  {
    g_autoptr (KinQuery) query = kin_reader_query (finding->reader, "SELECT placement, purpose, period_start, period_end FROM price_line"
                                                                    " WHERE kind = 'core' AND coalesce (price_basis, '') <> 'once' /* scan: all prices, along an index */");

    while (kin_query_step (query))
      {
        const char *purpose = kin_query_get_text (query, 1);
        Price price = { (guint64) kin_query_get_int (query, 0) << 32 | (purpose != NULL ? g_str_hash (purpose) : 0), (KinDay) kin_query_get_int (query, 2), (KinDay) kin_query_get_int (query, 3) };

        g_array_append_val (prices, price);
      }
  }
  qsort (prices->data, prices->len, sizeof (Price), compare_prices);
  for (guint i = 1; i < prices->len; i++)
    {
      Price *earlier = &g_array_index (prices, Price, i - 1), *later = &g_array_index (prices, Price, i);

      gint64 placement = (gint64) (later->placement_purpose >> 32);

      if (later->placement_purpose != earlier->placement_purpose)
        continue;
      if (placement != asked && (earlier->to == KIN_NO_DAY || later->from <= earlier->to))
        {
          asked = placement;
          kin_clash_find_prices (finding, asked);
        }
      if (earlier->to == KIN_NO_DAY || (later->to != KIN_NO_DAY && earlier->to > later->to))
        later->to = earlier->to; /* the one after next may meet the longer of the two */
    }
}

static void
scan_twins (KinClashFinding *finding)
{
  g_autoptr (GArray) children = kin_reader_numbers (finding->reader, "SELECT min(no) FROM child WHERE merged_into IS NULL"
                                                                     " GROUP BY born, kin_key (surname), kin_key (forename) HAVING count(*) > 1"
                                                                     " /* scan: all names, along an index */", 0);

  for (guint i = 0; i < children->len; i++)
    kin_clash_find_twins (finding, g_array_index (children, gint64, i));
}

void
kin_clash_scan (KinClashFinding *finding)
{
  scan_placements (finding);
  scan_prices (finding);
  scan_twins (finding);
  kin_clash_scan_gone (finding);
}
