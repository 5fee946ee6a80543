/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and birth dates are mistyped in few ways: a letter, two letters changed about, day and month, one figure. Candidates come
 * along the indexes of surname, forename and birth date, so a child who differs in all three is not found, and should not be. */
#include "similar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "children.h"
#include "moment.h"
#include "people.h"
#include "text.h"

#define SHOWN 60
#define MOST 2000 /* of one surname */

static void
free_similar (gpointer data)
{
  KinSimilar *similar = data;

  g_free (similar->text);
  g_free (similar);
}

/* At most one letter put in, left out or changed, or two neighbours changed about. */
static gboolean
is_slip (const char *a, const char *b)
{
  gsize la = strlen (a), lb = strlen (b), head = 0, tail = 0;

  if (la > lb + 1 || lb > la + 1 || MIN (la, lb) < 3)
    return FALSE;
  while (head < la && head < lb && a[head] == b[head])
    head++;
  while (tail < la - head && tail < lb - head && a[la - 1 - tail] == b[lb - 1 - tail])
    tail++;
  if (la - head - tail <= 1 && lb - head - tail <= 1)
    return TRUE;
  return la == lb && la - head - tail == 2 && a[head] == b[head + 1] && a[head + 1] == b[head];
}

static int
compare_names (const char *a, const char *b, int same)
{
  if (*a == '\0' || *b == '\0')
    return 0;
  if (strcmp (a, b) == 0)
    return same;
  if (is_slip (a, b) || (strlen (a) >= 3 && g_str_has_prefix (b, a)) || (strlen (b) >= 3 && g_str_has_prefix (a, b)))
    return same * 3 / 4;
  return 0;
}

static int
compare_days (KinDay a, KinDay b)
{
  int ya, ma, da, yb, mb, db, same;

  if (a == KIN_NO_DAY || b == KIN_NO_DAY)
    return 0;
  if (a == b)
    return 35;
  kin_day_split (a, &ya, &ma, &da);
  kin_day_split (b, &yb, &mb, &db);
  same = (ya == yb) + (ma == mb) + (da == db);
  if (same == 2 || (ya == yb && ma == db && da == mb))
    return 25;
  return 0;
}

static char *
describe (KinReader *reader, gint64 child, KinDay born, const char *code)
{
  g_autofree char *title = kin_reader_title (reader, child), *day = kin_day_to_words (born);
  GString *text = g_string_new (title);

  if (day != NULL)
    g_string_append_printf (text, _(", born %s"), day);
  if (code != NULL)
    g_string_append_printf (text, _(", number %s"), code);
  return g_string_free (text, FALSE);
}

typedef struct
{
  KinReader  *reader;
  char       *surname, *forename; /* keys */
  KinDay      born;
  GHashTable *seen;
  GPtrArray  *found;
} Looking;

static void
take (Looking *looking, KinQuery *query)
{
  while (kin_query_step (query))
    {
      gint64 child = kin_query_get_int (query, 0);
      KinDay born = (KinDay) kin_query_get_int (query, 4);
      g_autofree char *forename = kin_text_key (kin_query_get_text (query, 1) != NULL ? kin_query_get_text (query, 1) : "");
      g_autofree char *surname = kin_text_key (kin_query_get_text (query, 2) != NULL ? kin_query_get_text (query, 2) : "");
      g_autofree char *known_as = kin_text_key (kin_query_get_text (query, 3) != NULL ? kin_query_get_text (query, 3) : "");
      int likeness = compare_names (looking->surname, surname, 35) + compare_days (looking->born, born) +
                     MAX (compare_names (looking->forename, forename, 30), compare_names (looking->forename, known_as, 30));
      KinSimilar *similar;

      if (likeness < SHOWN || !g_hash_table_add (looking->seen, g_memdup2 (&child, sizeof child)))
        continue;
      similar = g_new0 (KinSimilar, 1);
      similar->record = child;
      similar->likeness = likeness;
      similar->text = describe (looking->reader, child, born, kin_query_get_text (query, 5));
      g_ptr_array_add (looking->found, similar);
    }
}

static int
compare_similar (gconstpointer a, gconstpointer b)
{
  const KinSimilar *x = *(KinSimilar *const *) a, *y = *(KinSimilar *const *) b;

  if (x->likeness != y->likeness)
    return y->likeness - x->likeness;
  return x->record < y->record ? -1 : x->record > y->record;
}

#define COLUMNS "SELECT no, forename, surname, known_as, born, child_code FROM child "

static void
ask (Looking *looking, const char *sql, const char *text, KinDay day)
{
  g_autoptr (KinQuery) query = kin_reader_query (looking->reader, sql);

  kin_query_text (query, 1, text);
  kin_query_int (query, 2, day);
  kin_query_int (query, 3, MOST);
  take (looking, query);
}

GPtrArray *
kin_book_similar_children (KinReader *reader, const char *surname, const char *forename, KinDay born)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autofree char *surname_key = kin_text_key (surname != NULL ? surname : "");
  g_autofree char *forename_key = kin_text_key (forename != NULL ? forename : "");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func (free_similar);
  Looking looking = { reader, surname_key, forename_key, born, seen, found };

  if (born != KIN_NO_DAY)
    ask (&looking, COLUMNS "WHERE born = ?2 AND merged_into IS NULL LIMIT ?3", NULL, born);
  if (*surname_key != '\0')
    ask (&looking, COLUMNS "WHERE kin_key (surname) = ?1 AND merged_into IS NULL LIMIT ?3", surname_key, 0);
  if (*forename_key != '\0' && born != KIN_NO_DAY)
    ask (&looking, COLUMNS "WHERE kin_key (forename) = ?1 AND born BETWEEN ?2 - 400 AND ?2 + 400 AND merged_into IS NULL LIMIT ?3", forename_key, born);
  g_ptr_array_sort (found, compare_similar);
  return found;
}

/* What stands on the record beside its name, to tell it from another of that name. */
static char *
describe_other (KinReader *reader, KinRecord *record)
{
  static const char *const told[] = { "address", "telephone", "reference", "email", NULL };
  const KinType *type = kin_record_type (record);
  char *title = kin_record_title (record);
  GString *text = g_string_new (title);

  g_free (title);
  for (guint i = 0; told[i] != NULL; i++)
    {
      int field = kin_type_field (type, told[i]);
      g_autofree char *words = field >= 0 ? kin_field_to_text (&type->fields[field], kin_record_get (record, (guint) field)) : NULL;

      if (words != NULL && *words != '\0')
        g_string_append_printf (text, ", %s", g_strdelimit (words, "\n", ' '));
    }
  if (type == &kin_carer && kin_record_link (record, KIN_CARER_HOUSEHOLD) != 0)
    {
      g_autofree char *home = kin_reader_title (reader, kin_record_link (record, KIN_CARER_HOUSEHOLD));

      g_string_append_printf (text, ", %s", home);
    }
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *type, *one, *two; /* fields; two NULL: one alone tells; else both must be the same */
  int         likeness;
} alike[] = {
  { "household", "name", NULL, 90 },
  { "household", "telephone", NULL, 80 },
  { "provider", "name", NULL, 90 },
  { "carer", "surname", "forename", 90 },
};

static void
add_alike (KinReader *reader, KinRecord *record, const char *one, const char *two, int likeness, GPtrArray *found)
{
  const KinType *type = kin_record_type (record);
  int first = kin_type_field (type, one), second = two != NULL ? kin_type_field (type, two) : -1;
  const char *value = first >= 0 ? kin_record_text (record, (guint) first) : NULL, *other = second >= 0 ? kin_record_text (record, (guint) second) : NULL;
  g_autofree char *sql = NULL;
  g_autoptr (KinQuery) query = NULL;

  if (value == NULL || (two != NULL && other == NULL))
    return;
  /* names from the tables */
  sql = g_strdup_printf ("SELECT no FROM \"%s\" WHERE kin_key (\"%s\") = kin_key (?1) AND kin_key (\"%s\") = kin_key (?2) AND no <> ?3 "
                         "AND merged_into IS NULL LIMIT ?4 /* scan: homes and carers are few */",
                         type->name, one, two != NULL ? two : one);
  query = kin_reader_query (reader, sql);
  kin_query_text (query, 1, value);
  kin_query_text (query, 2, other != NULL ? other : value);
  kin_query_int (query, 3, kin_record_no (record));
  kin_query_int (query, 4, 20);
  while (kin_query_step (query))
    {
      KinSimilar *similar = g_new0 (KinSimilar, 1);

      similar->record = kin_query_get_int (query, 0);
      similar->likeness = likeness;
      g_ptr_array_add (found, similar);
    }
}

static GPtrArray *
similar_others (KinReader *reader, KinRecord *record)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (free_similar);

  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    if (strcmp (alike[i].type, kin_record_type (record)->name) == 0)
      add_alike (reader, record, alike[i].one, alike[i].two, alike[i].likeness, found);
  g_ptr_array_sort (found, compare_similar);
  for (guint i = 0; i < found->len; i++)
    {
      KinSimilar *similar = found->pdata[i];
      g_autoptr (KinRecord) other = kin_reader_get (reader, kin_record_type (record), similar->record);

      similar->text = other != NULL ? describe_other (reader, other) : g_strdup ("");
      /* By name and by telephone it is still one. */
      for (guint j = found->len - 1; j > i; j--)
        if (((KinSimilar *) found->pdata[j])->record == similar->record)
          g_ptr_array_remove_index (found, j);
    }
  return found;
}

GPtrArray *
kin_book_similar (KinReader *reader, KinRecord *record)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  GPtrArray *found;

  if (kin_record_type (record) != &kin_child)
    return similar_others (reader, record);
  found = kin_book_similar_children (reader, kin_record_text (record, KIN_CHILD_SURNAME), kin_record_text (record, KIN_CHILD_FORENAME), kin_record_day (record, KIN_CHILD_BORN));
  for (guint i = found->len; i > 0; i--)
    if (((KinSimilar *) found->pdata[i - 1])->record == kin_record_no (record))
      g_ptr_array_remove_index (found, i - 1);
  return found;
}
