/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found, in an order that is the same in every file, and what decisions leave open of it. */
#include "clashes.h"

#include <string.h>

#include "children.h"
#include "clash-keep.h"
#include "moment.h"
#include "people.h"

void
kin_clash_free (KinClash *clash)
{
  if (clash == NULL)
    return;
  g_array_unref (clash->records);
  g_free (clash);
}

KinClash *
kin_clash_copy (const KinClash *clash)
{
  KinClash *copy = g_memdup2 (clash, sizeof *clash);

  copy->records = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (copy->records, clash->records->data, clash->records->len);
  return copy;
}

static void
around_homes_of (KinClashFinding *finding, gint64 child)
{
  g_autoptr (GArray) homes = kin_reader_numbers (finding->reader, "SELECT DISTINCT household FROM placement WHERE child = ?1 AND household IS NOT NULL", 1, child);

  for (guint i = 0; i < homes->len; i++)
    kin_clash_find_home (finding, g_array_index (homes, gint64, i));
}

/* By what a link of a record leads to, whatever the record is: terms lead to their home, a brother to the child. */
static void
around_target (KinClashFinding *finding, const KinType *from, gint64 no)
{
  const KinType *type = kin_reader_type_of (finding->reader, no);

  if (type == &kin_household)
    kin_clash_find_home (finding, no);
  else if (type == &kin_placement)
    kin_clash_find_prices (finding, no);
  else if (type == &kin_exemption)
    kin_clash_find_home (finding, kin_reader_number (finding->reader, "SELECT household FROM exemption WHERE no = ?1", 1, no));
  else if (type == &kin_child && from == &kin_placement)
    kin_clash_find_places (finding, no);
  else if (type == &kin_child)
    around_homes_of (finding, no);
  kin_clash_find_gone (finding, no);
}

void
kin_clash_find_around (KinClashFinding *finding, gint64 no)
{
  const KinType *type = kin_reader_type_of (finding->reader, no);
  g_autoptr (KinRecord) record = type != NULL ? kin_reader_get (finding->reader, type, no) : NULL;

  kin_clash_find_gone (finding, no);
  if (type == &kin_household)
    kin_clash_find_home (finding, no);
  else if (type == &kin_placement)
    kin_clash_find_prices (finding, no);
  else if (type == &kin_child)
    {
      kin_clash_find_places (finding, no);
      kin_clash_find_twins (finding, no);
      around_homes_of (finding, no);
    }
  for (guint i = 0; record != NULL && i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_LINK && kin_record_link (record, i) != 0)
      around_target (finding, type, kin_record_link (record, i));
}

/* How much of it the decisions that name it leave open. */
static void
cover (KinReader *reader, KinClash *clash)
{
  g_autoptr (GArray) covers = g_array_new (FALSE, FALSE, sizeof (KinDay));
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT covers_from, covers_to FROM decision WHERE clash = ?1");
  guint n = 0;

  kin_query_text (query, 1, clash->id);
  for (; kin_query_step (query); n++)
    {
      KinDay window[] = { (KinDay) kin_query_get_int (query, 0), (KinDay) kin_query_get_int (query, 1) };

      g_array_append_vals (covers, window, 2);
    }
  clash->is_open = n == 0;
  clash->open_from = clash->from;
  if (n == 0 || clash->from == KIN_NO_DAY)
    return;
  clash->open_from = kin_clash_uncovered (clash->from, clash->to, (const KinDay *) (gpointer) covers->data, n);
  clash->is_open = clash->open_from != KIN_NO_DAY;
}

static int
compare_clashes (gconstpointer a, gconstpointer b)
{
  const KinClash *x = *(KinClash *const *) a, *y = *(KinClash *const *) b;

  if (x->rule != y->rule)
    return x->rule < y->rule ? -1 : 1;
  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return strcmp (x->id, y->id);
}

static GPtrArray *
finish (KinClashFinding *finding)
{
  GPtrArray *clashes = g_steal_pointer (&finding->found);

  for (guint i = 0; i < clashes->len; i++)
    cover (finding->reader, clashes->pdata[i]);
  g_ptr_array_sort (clashes, compare_clashes);
  return clashes;
}

GPtrArray *
kin_book_clashes (KinReader *reader)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_auto (KinClashFinding) finding = { 0 };

  kin_clash_finding_init (&finding, reader);
  kin_clash_find_all (&finding);
  return finish (&finding);
}

GPtrArray *
kin_book_clashes_around (KinReader *reader, const gint64 *records, guint n)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_auto (KinClashFinding) finding = { 0 };

  kin_clash_finding_init (&finding, reader);
  for (guint i = 0; i < n; i++)
    kin_clash_find_around (&finding, records[i]);
  return finish (&finding);
}

GPtrArray *
kin_book_clashes_of (KinReader *reader, gint64 record)
{
  return kin_book_clashes_around (reader, &record, 1);
}

guint
kin_clashes_n_open (const GPtrArray *clashes)
{
  guint n = 0;

  for (guint i = 0; i < clashes->len; i++)
    n += ((KinClash *) clashes->pdata[i])->is_open;
  return n;
}

static gboolean
is_open_on (const KinClash *clash, KinDay on)
{
  return clash->is_open && clash->open_from <= on && (clash->to == KIN_NO_DAY || on < clash->to);
}

const KinClash *
kin_clashes_on (const GPtrArray *clashes, gint64 home, KinClashRule rule, KinDay on)
{
  for (guint i = 0; i < clashes->len; i++)
    {
      const KinClash *clash = clashes->pdata[i];

      if (clash->about == home && clash->rule == rule && is_open_on (clash, on))
        return clash;
    }
  return NULL;
}

gboolean
kin_clash_contests (const KinClash *clash, gint64 record)
{
  for (guint i = clash->contested; i < clash->records->len; i++)
    if (g_array_index (clash->records, gint64, i) == record)
      return TRUE;
  return FALSE;
}

GHashTable *
kin_book_contested (KinReader *reader, KinDay on)
{
  g_autoptr (GPtrArray) clashes = kin_book_clashes (reader);
  GHashTable *contested = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < clashes->len; i++)
    {
      const KinClash *clash = clashes->pdata[i];

      if (!is_open_on (clash, on))
        continue;
      if (clash->rule == KIN_CLASH_TWO_PLACES)
        g_hash_table_add (contested, g_memdup2 (&clash->about, sizeof clash->about));
      else if (clash->rule == KIN_CLASH_TERMS || clash->rule == KIN_CLASH_THREE)
        for (guint j = clash->contested; j < clash->records->len; j++)
          g_hash_table_add (contested, g_memdup2 (&g_array_index (clash->records, gint64, j), sizeof (gint64)));
    }
  return contested;
}
