/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found the last time is kept with the reader: after a change only what it can have to do with is asked about again.
 *
 * The state is a function of the changes and of the office's numbers, so what is touched are the records of changes that are new, or
 * numbered since. A record that led elsewhere before touches that, too: the log knows. */
#include "clash-keep.h"

#include <json-c/json.h>

#include "as_known.h"
#include "children.h"
#include "people.h"

/* More than so many are not followed one by one. */
#define FEW 150

typedef struct
{
  gint64     last_no, last_seq, rewritten;
  GPtrArray *found; /* KinClash, before decisions are asked */
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_ptr_array_unref (kept->found);
  g_free (kept);
}

typedef struct
{
  KinReader  *reader;
  GHashTable *homes, *children, *placements, *records; /* sets of gint64; records: all of them and whatever else */
  GHashTable *changed;                                 /* those that have a change themselves: all that they lead to is in records */
} Touched;

static gboolean
add (GHashTable *set, gint64 no)
{
  return no != 0 && g_hash_table_add (set, g_memdup2 (&no, sizeof no));
}

static gboolean
has (GHashTable *set, gint64 no)
{
  return g_hash_table_contains (set, &no);
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add_numbers (GHashTable *set, GArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++)
    add (set, g_array_index (numbers, gint64, i));
}

/* A child lives in one home on a night, so what he does in one touches all that he ever lived in. */
static void
touch_subject (Touched *touched, gint64 no)
{
  const KinType *type = kin_reader_type_of (touched->reader, no);

  add (touched->records, no);
  if (type == &kin_household)
    add (touched->homes, no);
  else if (type == &kin_placement)
    add (touched->placements, no);
  else if (type == &kin_exemption)
    add (touched->homes, kin_reader_number (touched->reader, "SELECT household FROM exemption WHERE no = ?1", 1, no));
  else if (type == &kin_child && add (touched->children, no))
    {
      g_autoptr (GArray) homes = kin_reader_numbers (touched->reader, "SELECT DISTINCT household FROM placement WHERE child = ?1", 1, no);

      add_numbers (touched->homes, homes);
    }
}

static void
touch_value (Touched *touched, struct json_object *json)
{
  KinId id;

  if (json_object_is_type (json, json_type_string) && kin_id_parse (&id, json_object_get_string (json)))
    touch_subject (touched, kin_reader_no_of (touched->reader, &id));
  else if (json_object_is_type (json, json_type_object))
    {
      json_object_object_foreach (json, name, value)
        {
          (void) name;
          touch_value (touched, value);
        }
    }
}

/* It, and all that it ever led to. FALSE: it was erased, and nobody knows. */
static gboolean
touch_record (Touched *touched, gint64 no)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  gboolean known = TRUE;
  {
    g_autoptr (KinQuery) query = kin_reader_query (touched->reader, "SELECT value, op FROM change WHERE record = ?1");

    kin_query_int (query, 1, no);
    while (kin_query_step (query))
      {
        known = known && kin_query_get_int (query, 1) < 4;
        if (!kin_query_is_null (query, 0))
          g_ptr_array_add (values, g_strdup (kin_query_get_text (query, 0)));
      }
  }
  add (touched->changed, no);
  touch_subject (touched, no);
  for (guint i = 0; i < values->len; i++)
    {
      struct json_object *json = json_tokener_parse (values->pdata[i]);

      touch_value (touched, json);
      json_object_put (json);
    }
  return known;
}

static gboolean
is_touched (const Touched *touched, const KinClash *clash)
{
  switch (clash->rule)
    {
    case KIN_CLASH_TERMS:
    case KIN_CLASH_THREE:
      return has (touched->homes, clash->about);
    case KIN_CLASH_TWO_PLACES:
      return has (touched->children, clash->about);
    case KIN_CLASH_PRICES:
      return has (touched->placements, clash->about);
    case KIN_CLASH_SAME_CHILD:
      return has (touched->children, g_array_index (clash->records, gint64, 0)) || has (touched->children, g_array_index (clash->records, gint64, 1));
    default:
      return has (touched->records, clash->about) || has (touched->changed, g_array_index (clash->records, gint64, 0));
    }
}

static void
find_each (GHashTable *set, void (*find) (KinClashFinding *finding, gint64 no), KinClashFinding *finding)
{
  GHashTableIter iter;
  gpointer no;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &no, NULL))
    find (finding, *(gint64 *) no);
}

static void
follow (KinClashFinding *finding, const Kept *kept, const Touched *touched)
{
  for (guint i = 0; i < kept->found->len; i++)
    if (!is_touched (touched, kept->found->pdata[i]))
      kin_clash_finding_add (finding, kin_clash_copy (kept->found->pdata[i]));
  find_each (touched->homes, kin_clash_find_home, finding);
  find_each (touched->children, kin_clash_find_places, finding);
  find_each (touched->children, kin_clash_find_twins, finding);
  find_each (touched->placements, kin_clash_find_prices, finding);
  find_each (touched->records, kin_clash_find_gone, finding);
}

/* FALSE: too much has changed. */
static gboolean
find_touched (KinClashFinding *finding, const Kept *kept)
{
  g_autoptr (GArray) records = kin_reader_numbers (finding->reader, "SELECT record FROM change WHERE no > ?1 UNION SELECT record FROM change WHERE seq > ?2 LIMIT ?3",
                                                   3, kept->last_no, kept->last_seq, (gint64) FEW + 1);
  Touched touched = { finding->reader, new_set (), new_set (), new_set (), new_set (), new_set () };
  gboolean known = records->len <= FEW;

  for (guint i = 0; i < records->len && known; i++)
    known = touch_record (&touched, g_array_index (records, gint64, i));
  if (known)
    follow (finding, kept, &touched);
  g_hash_table_unref (touched.homes);
  g_hash_table_unref (touched.children);
  g_hash_table_unref (touched.placements);
  g_hash_table_unref (touched.records);
  g_hash_table_unref (touched.changed);
  return known;
}

static void
keep (KinClashFinding *finding, gint64 last_no, gint64 last_seq)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->last_no = last_no;
  kept->last_seq = last_seq;
  kept->rewritten = kin_reader_rewritten (finding->reader);
  kept->found = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_clash_free);
  for (guint i = 0; i < finding->found->len; i++)
    g_ptr_array_add (kept->found, kin_clash_copy (finding->found->pdata[i]));
  kin_reader_keep (finding->reader, kept, free_kept);
}

void
kin_clash_find_all (KinClashFinding *finding)
{
  gint64 last_no = kin_reader_number (finding->reader, "SELECT max(no) FROM change", 0), last_seq = kin_reader_number (finding->reader, "SELECT max(seq) FROM change WHERE seq IS NOT NULL", 0);
  const Kept *kept = kin_reader_known_at (finding->reader) == G_MAXINT64 ? kin_reader_kept (finding->reader) : NULL;

  if (kept == NULL || kept->last_no > last_no || kept->last_seq > last_seq || kept->rewritten != kin_reader_rewritten (finding->reader) || !find_touched (finding, kept))
    kin_clash_scan (finding);
  if (kin_reader_known_at (finding->reader) == G_MAXINT64)
    keep (finding, last_no, last_seq);
}
