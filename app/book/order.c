/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that has an index on its key is sorted by SQL. Everything else is read in one sweep (of a covering index where there is one)
 * and sorted here: other texts by the place of their key, codes by that of their label, links by that of the title, all else by its
 * number. */
#include "order.h"

#include <string.h>

#include "codes.h"
#include "text.h"

typedef struct
{
  gint64 key;
  gint64 no;
} Entry;

/* What is put in order: a type, or those of it that have to do with one record. */
typedef struct
{
  KinReader     *reader;
  const KinType *type;
  const char    *where; /* names from the tables, ?1 is `to`; few, and found along an index. NULL: all */
  gint64         to;
} Sweep;

/* "SELECT no, what FROM ..." */
static KinQuery *
sweep_query (const Sweep *sweep, const char *what, const char *order)
{
  /* names from the tables */
  g_autofree char *sql = g_strdup_printf ("SELECT no, %s FROM \"%s\"%s%s%s /* scan: a list */", what, sweep->type->name,
                                          sweep->where != NULL ? " WHERE " : "", sweep->where != NULL ? sweep->where : "", order);
  KinQuery *query = kin_reader_query (sweep->reader, sql);

  kin_query_int (query, 1, sweep->to);
  return query;
}

static KinQuery *
sweep_column (const Sweep *sweep, const char *column)
{
  g_autofree char *what = g_strdup_printf ("\"%s\"", column);

  return sweep_query (sweep, what, "");
}

static gboolean
has_field (const KinType *type, const char *name)
{
  return kin_type_field (type, name) >= 0;
}

const char *
kin_order_of_titles (const KinType *type)
{
  if (has_field (type, "surname"))
    return "kin_key (\"surname\"), kin_key (\"forename\")";
  if (has_field (type, "name"))
    return "kin_key (\"name\")";
  if (has_field (type, "title"))
    return "kin_key (\"title\")";
  return NULL;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->no < y->no ? -1 : x->no > y->no;
}

/* numbers is in rising order with `empty` records that have no value in front: they go to the end, the others turn round. */
static GArray *
arrange (GArray *numbers, guint empty, gboolean descending)
{
  GArray *arranged = g_array_sized_new (FALSE, FALSE, sizeof (gint64), numbers->len);
  guint n = numbers->len;

  for (guint i = empty; i < n; i++)
    g_array_append_val (arranged, g_array_index (numbers, gint64, descending ? n - 1 - (i - empty) : i));
  if (empty > 0)
    g_array_append_vals (arranged, numbers->data, empty);
  return arranged;
}

static GArray *
order_by_keys (const Sweep *sweep, const char *keys, const char *first, gboolean descending)
{
  g_autofree char *what = g_strdup_printf ("%s IS NULL", first);
  /* names from the tables */
  g_autofree char *order = g_strdup_printf (" ORDER BY %s, no", keys);
  g_autoptr (GArray) numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), 64);
  g_autoptr (KinQuery) query = sweep_query (sweep, what, order);
  guint empty = 0;

  while (kin_query_step (query))
    {
      gint64 no = kin_query_get_int (query, 0);

      empty += kin_query_get_int (query, 1) != 0;
      g_array_append_val (numbers, no);
    }
  return arrange (numbers, empty, descending);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

#define FEW 512   /* up to here comparing is as quick */
#define DIGIT 11  /* bits of a number that are sorted by at a time */

/* One digit of the keys, or of the numbers; those that have the same stay in their order. Only digits that differ cost anything. */
static void
sort_by_digit (Entry *from, Entry *to, guint n, int shift, gint64 least, gboolean by_key)
{
  guint starts[1 << DIGIT] = { 0 }, sum = 0;

  for (guint i = 0; i < n; i++)
    starts[(((guint64) (by_key ? from[i].key : from[i].no) - (guint64) least) >> shift) & ((1 << DIGIT) - 1)]++;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      guint many = starts[i];

      starts[i] = sum;
      sum += many;
    }
  for (guint i = 0; i < n; i++)
    to[starts[(((guint64) (by_key ? from[i].key : from[i].no) - (guint64) least) >> shift) & ((1 << DIGIT) - 1)]++] = from[i];
}

static void
sort_by (GArray *entries, GArray *spare, gboolean by_key)
{
  Entry *all = (Entry *) (gpointer) entries->data, *other = (Entry *) (gpointer) spare->data, *last = all;
  gint64 least = G_MAXINT64, most = G_MININT64;
  gboolean sorted = TRUE;

  for (guint i = 0; i < entries->len; i++)
    {
      gint64 value = by_key ? all[i].key : all[i].no;

      sorted = sorted && value >= most;
      least = MIN (least, value);
      most = MAX (most, value);
    }
  for (int shift = 0; !sorted && shift < 64 && ((guint64) most - (guint64) least) >> shift > 0; shift += DIGIT)
    {
      sort_by_digit (last, last == all ? other : all, entries->len, shift, least, by_key);
      last = last == all ? other : all;
    }
  if (last != all)
    memcpy (all, last, entries->len * sizeof (Entry));
}

/* Hundreds of thousands are sorted digit by digit: a fifth of the time. */
static void
sort_entries (GArray *entries)
{
  g_autoptr (GArray) spare = NULL;

  if (entries->len <= FEW)
    {
      g_array_sort (entries, compare_entries);
      return;
    }
  spare = g_array_sized_new (FALSE, FALSE, sizeof (Entry), entries->len);
  sort_by (entries, spare, FALSE);
  sort_by (entries, spare, TRUE);
}

/* Those without a value were met in the order of whatever index was read. */
static GArray *
order_entries (GArray *entries, GArray *empty, gboolean descending)
{
  GArray *numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), entries->len + empty->len);

  sort_entries (entries);
  g_array_sort (empty, compare_numbers);
  for (guint i = 0; i < entries->len; i++)
    g_array_append_val (numbers, g_array_index (entries, Entry, descending ? entries->len - 1 - i : i).no);
  g_array_append_vals (numbers, empty->data, empty->len);
  return numbers;
}

static GArray *
order_by_number (const Sweep *sweep, const char *column, gboolean descending)
{
  g_autoptr (GArray) entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), 64);
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KinQuery) query = sweep_column (sweep, column);

  while (kin_query_step (query))
    {
      Entry entry = { kin_query_get_int (query, 1), kin_query_get_int (query, 0) };

      if (kin_query_is_null (query, 1))
        g_array_append_val (empty, entry.no);
      else
        g_array_append_val (entries, entry);
    }
  return order_entries (entries, empty, descending);
}

/* A code or a text that was met on the way, and by what it is sorted. */
typedef struct
{
  const char *text;
  char *key;
  guint64 head; /* the first of the key, so that most are told apart by it */
  gint64 place;
} Met;

static guint64
head_of (const char *key)
{
  guint64 head = 0;

  for (int i = 0; i < 8; i++)
    {
      head = head << 8 | (guchar) *key;
      key += *key != '\0';
    }
  return head;
}

static int
compare_met (gconstpointer a, gconstpointer b)
{
  const Met *x = *(const Met *const *) a, *y = *(const Met *const *) b;
  int order;

  if (x->head != y->head)
    return x->head < y->head ? -1 : 1;
  order = strcmp (x->key, y->key);
  return order != 0 ? order : strcmp (x->text, y->text);
}

/* The place of each that was met. Codes of one label stand together, texts of one key are the same. */
static void
give_places (GArray *met, const char *list)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (met->len);

  for (guint i = 0; i < met->len; i++)
    {
      Met *each = &g_array_index (met, Met, i);

      each->key = kin_text_key (list != NULL ? kin_code_label (list, each->text) : each->text);
      each->head = head_of (each->key);
      g_ptr_array_add (sorted, each);
    }
  g_ptr_array_sort (sorted, compare_met);
  for (guint i = 0; i < sorted->len; i++)
    {
      Met *each = sorted->pdata[i], *before = i > 0 ? sorted->pdata[i - 1] : NULL;

      each->place = before != NULL && list == NULL && strcmp (before->key, each->key) == 0 ? before->place : i;
    }
}

/* The key of each becomes the number of what it says, which is in met. */
static void
meet (const Sweep *sweep, const char *column, GStringChunk *texts, GArray *met, GArray *entries, GArray *empty)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (KinQuery) query = sweep_column (sweep, column);

  while (kin_query_step (query))
    {
      Entry entry = { 0, kin_query_get_int (query, 0) };
      const char *text = kin_query_get_text (query, 1);
      gpointer number = NULL;

      if (text == NULL || *text == '\0')
        {
          g_array_append_val (empty, entry.no);
          continue;
        }
      if (!g_hash_table_lookup_extended (numbers, text, NULL, &number))
        {
          Met fresh = { .text = g_string_chunk_insert (texts, text) };

          number = GUINT_TO_POINTER (met->len);
          g_hash_table_insert (numbers, (gpointer) fresh.text, number);
          g_array_append_val (met, fresh);
        }
      entry.key = GPOINTER_TO_UINT (number);
      g_array_append_val (entries, entry);
    }
}

/* Where few are different each is looked at once: the rows first get the number of what they say, and then its place. */
static GArray *
order_by_what_is_said (const Sweep *sweep, const char *column, const char *list, gboolean descending)
{
  g_autoptr (GArray) entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), 64);
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) met = g_array_new (FALSE, FALSE, sizeof (Met));
  GStringChunk *texts = g_string_chunk_new (4096);
  GArray *numbers;

  meet (sweep, column, texts, met, entries, empty);
  give_places (met, list);
  for (guint i = 0; i < entries->len; i++)
    g_array_index (entries, Entry, i).key = g_array_index (met, Met, g_array_index (entries, Entry, i).key).place;
  numbers = order_entries (entries, empty, descending);
  for (guint i = 0; i < met->len; i++)
    g_free (g_array_index (met, Met, i).key);
  g_string_chunk_free (texts);
  return numbers;
}

/* Is there an index that has the texts in order already? */
static gboolean
has_order (const Sweep *sweep, const char *key)
{
  g_autoptr (KinQuery) query = kin_reader_query (sweep->reader, "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 "
                                                                "AND instr (sql, ?2) > 0 /* scan: the schema */");
  g_autofree char *first = g_strdup_printf ("(%s", key);

  kin_query_text (query, 1, sweep->type->name);
  kin_query_text (query, 2, first);
  return kin_query_step (query);
}

static GArray *
order_by_text (const Sweep *sweep, const char *column, gboolean descending)
{
  g_autofree char *key = g_strdup_printf ("kin_key (\"%s\")", column);

  if (sweep->where == NULL && has_order (sweep, key))
    return order_by_keys (sweep, key, key, descending);
  return order_by_what_is_said (sweep, column, NULL, descending);
}

static GArray *order_sweep (const Sweep *sweep, int number, gboolean descending);

/* What the swept ones link to, in the order of titles: of few not the whole type is read. */
static GArray *
order_targets (const Sweep *sweep, const KinField *field)
{
  /* names from the tables */
  g_autofree char *where = sweep->where != NULL ? g_strdup_printf ("no IN (SELECT \"%s\" FROM \"%s\" WHERE %s)", field->name, sweep->type->name, sweep->where) : NULL;
  const Sweep targets = { sweep->reader, field->link != NULL ? kin_type_find (field->link) : NULL, where, sweep->to };

  return targets.type != NULL ? order_sweep (&targets, -1, FALSE) : g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* A link to a record that is gone, or of a type without names, sorts by its number behind the others. */
static GArray *
order_by_link (const Sweep *sweep, const KinField *field, gboolean descending)
{
  g_autoptr (GArray) titles = order_targets (sweep, field);
  g_autoptr (GArray) entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), 64);
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree guint32 *places = NULL;
  gint64 most = 0;
  g_autoptr (KinQuery) query = NULL;

  for (guint i = 0; i < titles->len; i++)
    most = MAX (most, g_array_index (titles, gint64, i));
  places = g_new0 (guint32, most + 1);
  for (guint i = 0; i < titles->len; i++)
    places[g_array_index (titles, gint64, i)] = i + 1;
  query = sweep_column (sweep, field->name);
  while (kin_query_step (query))
    {
      Entry entry = { 0, kin_query_get_int (query, 0) };
      gint64 to = kin_query_get_int (query, 1);

      entry.key = to > 0 && to <= most && places[to] > 0 ? places[to] : (gint64) G_MAXUINT32 + to;
      if (to == 0)
        g_array_append_val (empty, entry.no);
      else
        g_array_append_val (entries, entry);
    }
  return order_entries (entries, empty, descending);
}

static GArray *
order_as_usual (const Sweep *sweep, gboolean descending)
{
  const char *keys = kin_order_of_titles (sweep->type);
  g_autofree char *first = NULL;
  int period = kin_type_period (sweep->type);

  if (keys != NULL)
    {
      first = g_strndup (keys, strcspn (keys, ","));
      return order_by_keys (sweep, keys, first, descending);
    }
  return order_sweep (sweep, MAX (period, 0), period >= 0 ? !descending : descending);
}

static GArray *
order_sweep (const Sweep *sweep, int number, gboolean descending)
{
  const KinField *field = number >= 0 ? &sweep->type->fields[number] : NULL;
  g_autofree char *column = NULL;

  if (field == NULL)
    return order_as_usual (sweep, descending);
  column = g_strconcat (field->name, kin_kind_info (field->kind)->columns[0].suffix, NULL);
  switch (field->kind)
    {
    case KIN_DATE:
    case KIN_TIME:
    case KIN_PERIOD:
    case KIN_NUMBER:
    case KIN_MONEY:
    case KIN_PRICE:
    case KIN_FLAG:
      return order_by_number (sweep, column, descending);
    case KIN_CODE:
      return order_by_what_is_said (sweep, field->name, field->choices != NULL ? field->choices : "", descending);
    case KIN_LINK:
      return order_by_link (sweep, field, descending);
    default:
      /* Among people of one surname the forename decides, by the same index as titles. */
      if (strcmp (field->name, "surname") == 0)
        return order_as_usual (sweep, descending);
      return order_by_text (sweep, column, descending);
    }
}

GArray *
kin_order_list (KinReader *reader, const KinType *type, int number, gboolean descending)
{
  const Sweep sweep = { reader, type, NULL, 0 };

  return order_sweep (&sweep, number, descending);
}

GArray *
kin_order_list_of (KinReader *reader, const KinType *type, guint link, gint64 to, int number, gboolean descending)
{
  /* names from the tables */
  g_autofree char *where = g_strdup_printf ("\"%s\" = ?1", type->fields[link].name);
  const Sweep sweep = { reader, type, where, to };

  return order_sweep (&sweep, number, descending);
}
