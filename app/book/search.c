/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One look into the word index, sorted out by type. Only what is shown gets a title and a second line. */
#include "search.h"

#include <string.h>

#include "codes.h"
#include "lanes.h"
#include "marks.h"
#include "moment.h"
#include "text.h"

#define MOST 3000    /* hits sorted out by type; beyond that names are looked up as well, so that no type is crowded out */
#define COMPARED 300 /* hits of a type that are put in order */

static void
free_found (gpointer data)
{
  KinFound *found = data;

  g_free (found->title);
  g_free (found->subtitle);
  g_free (found);
}

static void
free_group (gpointer data)
{
  KinFoundGroup *group = data;

  g_ptr_array_unref (group->found);
  g_free (group);
}

/* "bb17" may be "bb1 7": a space before the figure that begins the second half. NULL when it cannot be part of a postcode. */
static char *
space_postcode (const char *words)
{
  static GRegex *shape;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *first = NULL, *second = NULL;

  if (g_once_init_enter (&shape))
    g_once_init_leave (&shape, g_regex_new ("^\\s*([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{0,2})\\s*$", G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));
  if (!g_regex_match (shape, words, 0, &match))
    return NULL;
  first = g_match_info_fetch (match, 1);
  second = g_match_info_fetch (match, 2);
  return g_strdup_printf ("%s %s", first, second);
}

static GArray *
seek (KinReader *reader, const KinType *type, const char *words, guint limit)
{
  GArray *numbers = kin_reader_seek (reader, type, words, limit);
  g_autofree char *spaced = space_postcode (words);
  g_autoptr (KinMarks) seen = NULL;
  g_autoptr (GArray) more = NULL;

  if (spaced == NULL)
    return numbers;
  seen = kin_marks_new ();
  for (guint i = 0; i < numbers->len; i++)
    kin_marks_add (seen, g_array_index (numbers, gint64, i));
  more = kin_reader_seek (reader, type, spaced, limit);
  for (guint i = 0; i < more->len; i++)
    if (!kin_marks_has (seen, g_array_index (more, gint64, i)))
      g_array_append_val (numbers, g_array_index (more, gint64, i));
  return numbers;
}

static char *
child_line (KinReader *reader, gint64 child, guint scopes, KinDay day)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT born, protected_address, child_code FROM child WHERE no = ?1");
  GString *line = g_string_new (NULL);
  g_autofree char *age = NULL, *where = NULL;
  gboolean shut;

  kin_query_int (query, 1, child);
  if (!kin_query_step (query))
    return g_string_free (line, FALSE);
  age = kin_age_in_words ((KinDay) kin_query_get_int (query, 0), day);
  shut = kin_query_get_int (query, 1) != 0 && (scopes & (1u << KIN_RESTRICTED)) == 0;
  g_string_append (line, age);
  if (kin_query_get_text (query, 2) != NULL)
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", kin_query_get_text (query, 2));
  kin_query_end (g_steal_pointer (&query));
  query = kin_reader_query (reader, "SELECT coalesce (household, establishment), placement_type FROM placement WHERE child = ?1 AND period_start <= ?2 "
                                    "AND (period_end IS NULL OR period_end > ?2) ORDER BY period_start DESC, no DESC LIMIT 1");
  kin_query_int (query, 1, child);
  kin_query_int (query, 2, day);
  if (!shut && kin_query_step (query))
    {
      where = kin_placement_where (reader, kin_query_get_int (query, 0), kin_query_get_text (query, 1));
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", where);
    }
  return g_string_free (line, FALSE);
}

static void
append (GString *line, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
}

static char *
home_line (KinReader *reader, gint64 home)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT kind, address, address_postcode, coalesce (telephone, mobile) FROM household WHERE no = ?1");
  GString *line = g_string_new (NULL);
  g_autofree char *address = NULL;

  kin_query_int (query, 1, home);
  if (!kin_query_step (query))
    return g_string_free (line, FALSE);
  append (line, kin_code_label ("household_kind", kin_query_get_text (query, 0)));
  address = g_strdelimit (g_strdup (kin_query_get_text (query, 1) != NULL ? kin_query_get_text (query, 1) : ""), "\n", ' ');
  append (line, address);
  append (line, kin_query_get_text (query, 2));
  append (line, kin_query_get_text (query, 3));
  return g_string_free (line, FALSE);
}

/* What any other record belongs to: the titles of its first two links. */
static char *
other_line (KinReader *reader, const KinType *type, gint64 no)
{
  g_autoptr (KinRecord) record = kin_reader_get (reader, type, no);
  GString *line = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; record != NULL && i < type->n_fields && n < 2; i++)
    if (type->fields[i].kind == KIN_LINK && kin_record_link (record, i) != 0)
      {
        g_autofree char *title = kin_reader_title (reader, kin_record_link (record, i));

        append (line, title);
        n++;
      }
  return g_string_free (line, FALSE);
}

static char *
subtitle_of (KinReader *reader, const KinType *type, gint64 no, guint scopes, KinDay day)
{
  if (strcmp (type->name, "child") == 0)
    return child_line (reader, no, scopes, day);
  if (strcmp (type->name, "household") == 0)
    return home_line (reader, no);
  return other_line (reader, type, no);
}

/* 0: the title is just this; 1: it begins so, or one of its words does; 2: found elsewhere in the record. */
static int
rank (const char *title, const char *key)
{
  g_autofree char *own = kin_text_key (title), *inner = g_strconcat (" ", key, NULL);

  if (strcmp (own, key) == 0)
    return 0;
  return g_str_has_prefix (own, key) || strstr (own, inner) != NULL ? 1 : 2;
}

/* What was merged into another leads to that one, under whichever name it is sought. */
static gint64
survivor_of (KinReader *reader, const KinType *type, gint64 no)
{
  g_autofree char *sql = NULL;

  if (kin_type_field (type, "merged_into") < 0)
    return no;
  sql = g_strdup_printf ("SELECT merged_into FROM \"%s\" WHERE no = ?1", type->name);
  for (guint i = 0; i < 8; i++) /* merged again and again; also ends a circle */
    {
      gint64 into = kin_reader_number (reader, sql, 1, no);

      if (into == 0)
        break;
      no = into;
    }
  return no;
}

typedef struct
{
  gint64 no;
  int    rank;
  char  *title;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *x = a, *y = b;

  if (x->rank != y->rank)
    return x->rank - y->rank;
  return g_strcmp0 (x->title, y->title);
}

static void
clear_hit (gpointer data)
{
  g_free (((Hit *) data)->title);
}

static KinFoundGroup *
make_group (KinReader *reader, const KinType *type, GArray *numbers, const char *key, guint scopes, guint limit, KinDay day)
{
  KinFoundGroup *group = g_new0 (KinFoundGroup, 1);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autoptr (KinMarks) seen = kin_marks_new ();

  g_array_set_clear_func (hits, clear_hit);
  for (guint i = 0; i < MIN (numbers->len, MAX (limit, COMPARED)); i++)
    {
      Hit hit = { survivor_of (reader, type, g_array_index (numbers, gint64, i)), 2, NULL };

      if (kin_marks_has (seen, hit.no))
        continue;
      kin_marks_add (seen, hit.no);
      hit.title = kin_reader_title (reader, hit.no);
      hit.rank = rank (hit.title, key);
      g_array_append_val (hits, hit);
    }
  g_array_sort (hits, compare_hits);
  group->type = type;
  group->found = g_ptr_array_new_with_free_func (free_found);
  group->more = numbers->len > limit;
  for (guint i = 0; i < MIN (hits->len, limit); i++)
    {
      Hit *hit = &g_array_index (hits, Hit, i);
      KinFound *found = g_new0 (KinFound, 1);

      found->record = hit->no;
      found->title = g_steal_pointer (&hit->title);
      found->subtitle = subtitle_of (reader, type, hit->no, scopes, day);
      g_ptr_array_add (group->found, found);
    }
  return group;
}

static GPtrArray *
types_in_order (guint scopes)
{
  static const char *const first[] = { "child", "household", "carer" };
  GPtrArray *types = g_ptr_array_new ();
  guint n;
  const KinType *const *all = kin_types (&n);

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    if (kin_type_find (first[i]) != NULL)
      g_ptr_array_add (types, (gpointer) kin_type_find (first[i]));
  for (guint i = 0; i < n; i++)
    if ((scopes & (1u << all[i]->scope)) != 0 && !g_ptr_array_find (types, all[i], NULL))
      g_ptr_array_add (types, (gpointer) all[i]);
  return types;
}

/* Numbers by type, in the order found. */
static GHashTable *
sort_out (KinReader *reader, GArray *numbers)
{
  GHashTable *by_type = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 no = g_array_index (numbers, gint64, i);
      const KinType *type = kin_reader_type_of (reader, no);
      GArray *own = type != NULL ? g_hash_table_lookup (by_type, type) : NULL;

      if (type == NULL)
        continue;
      if (own == NULL)
        {
          own = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_hash_table_insert (by_type, (gpointer) type, own);
        }
      g_array_append_val (own, no);
    }
  return by_type;
}

static const struct
{
  const char *type, *sql;
} beginnings[] = {
  { "child", "SELECT no FROM child WHERE kin_key (surname) >= ?1 AND kin_key (surname) < ?2 LIMIT ?3" },
  { "child", "SELECT no FROM child WHERE kin_key (forename) >= ?1 AND kin_key (forename) < ?2 LIMIT ?3" },
  { "household", "SELECT no FROM household WHERE kin_key (name) >= ?1 AND kin_key (name) < ?2 LIMIT ?3" },
  { "carer", "SELECT no FROM carer WHERE kin_key (surname) >= ?1 AND kin_key (surname) < ?2 LIMIT ?3" },
};

/* Records of a type whose name begins so, along its index, and those found before. */
static GArray *
seek_names (KinReader *reader, const KinType *type, const char *key, GArray *before)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KinMarks) seen = kin_marks_new ();
  g_autofree char *end = g_strconcat (key, "\xf4\x8f\xbf\xbf", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (KinQuery) query = NULL;

      if (strcmp (beginnings[i].type, type->name) != 0)
        continue;
      query = kin_reader_query (reader, beginnings[i].sql);
      kin_query_text (query, 1, key);
      kin_query_text (query, 2, end);
      kin_query_int (query, 3, COMPARED);
      while (kin_query_step (query))
        {
          gint64 no = kin_query_get_int (query, 0);

          if (!kin_marks_has (seen, no))
            g_array_append_val (numbers, no);
          kin_marks_add (seen, no);
        }
    }
  for (guint i = 0; before != NULL && i < before->len; i++)
    if (!kin_marks_has (seen, g_array_index (before, gint64, i)))
      g_array_append_val (numbers, g_array_index (before, gint64, i));
  return numbers;
}

GPtrArray *
kin_book_search (KinReader *reader, const char *words, guint scopes, guint limit, KinDay day)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autofree char *key = kin_text_key (words != NULL ? words : "");
  GPtrArray *groups = g_ptr_array_new_with_free_func (free_group);
  g_autoptr (GPtrArray) types = types_in_order (scopes);
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GHashTable) by_type = NULL;

  if (*key == '\0')
    return groups;
  numbers = seek (reader, NULL, words, MOST);
  by_type = sort_out (reader, numbers);
  for (guint i = 0; i < types->len; i++)
    {
      const KinType *type = types->pdata[i];
      GArray *own = g_hash_table_lookup (by_type, type);
      g_autoptr (GArray) asked = NULL;

      if (numbers->len >= MOST && i < 3)
        own = asked = seek_names (reader, type, key, own);
      if (own != NULL && own->len > 0)
        g_ptr_array_add (groups, make_group (reader, type, own, key, scopes, limit, day));
    }
  return groups;
}
