/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole type in its order, cut down by each thing asked for. Every step is one sweep over few columns, so the time does not
 * depend on how much is left; no combination of filters needs an index of its own. */
#include "lists.h"

#include <string.h>

#include "marks.h"
#include "moment.h"
#include "order.h"

/* A link by words: the title is these words. */
static char *
match_link (const KinField *field, const char *column)
{
  const KinType *target = field->link != NULL ? kin_type_find (field->link) : NULL;

  if (target == NULL || kin_order_of_titles (target) == NULL)
    return g_strdup ("0");
  if (kin_type_field (target, "surname") >= 0)
    /* names from the tables */
    return g_strdup_printf ("\"%s\" IN (SELECT no FROM \"%s\" WHERE kin_key (coalesce (\"forename\", '') || ' ' || coalesce (\"surname\", '')) = "
                            "kin_key (?1))",
                            column, target->name);
  /* names from the tables */
  return g_strdup_printf ("\"%s\" IN (SELECT no FROM \"%s\" WHERE %s = kin_key (?1))", column, target->name, kin_order_of_titles (target));
}

/* The day that an approval, an exemption, an unavailability or a price ends on is counted; a child's day of leaving is not. */
static const char *
compare_end (const KinType *type)
{
  static const char *const counted[] = { "approval", "exemption", "unavailability", "price_line", "funding_split", NULL };

  return g_strv_contains (counted, type->name) ? ">=" : ">";
}

static char *
match_period (const KinType *type, const KinField *field)
{
  /* names from the tables */
  return g_strdup_printf ("\"%s_start\" <= ?2 AND (\"%s_end\" IS NULL OR \"%s_end\" %s ?2)", field->name, field->name, field->name, compare_end (type));
}

/* The condition for one filter. ?1 is the value's text, ?2 its number. */
static char *
match (const KinType *type, const KinField *field, const KinValue *value)
{
  const char *name = field->name;

  if (!value->is_set)
    return field->kind == KIN_PERIOD ? g_strdup_printf ("\"%s_start\" IS NULL", name)
           : field->kind == KIN_FLAG ? g_strdup_printf ("coalesce (\"%s\", 0) = 0", name)
                                     : g_strdup_printf ("\"%s\" IS NULL", name);
  switch (field->kind)
    {
    case KIN_DATE:
    case KIN_TIME:
    case KIN_NUMBER:
    case KIN_MONEY:
    case KIN_PRICE:
      return g_strdup_printf ("\"%s\" = ?2", name);
    case KIN_FLAG:
      return g_strdup_printf ("coalesce (\"%s\", 0) = ?2", name);
    case KIN_PERIOD:
      /* names from the tables */
      return value->b != 0 ? g_strdup_printf ("\"%s_start\" = ?2 AND \"%s_end\" = ?3", name, name) : match_period (type, field);
    case KIN_CODE:
      return g_strdup_printf ("instr (' ' || ?1 || ' ', ' ' || \"%s\" || ' ') > 0", name);
    case KIN_CODES:
      return g_strdup_printf ("instr (' ' || \"%s\" || ' ', ' ' || ?1 || ' ') > 0", name);
    case KIN_LINK:
      return value->a != 0 ? g_strdup_printf ("\"%s\" = ?2", name) : match_link (field, name);
    case KIN_POSTCODE:
      return g_strdup_printf ("(\"%s\" = ?1 OR instr (\"%s\" || ' ', upper (?1) || ' ') = 1)", name, name);
    case KIN_ADDRESS:
      return g_strdup_printf ("(instr (kin_key (\"%s\"), kin_key (?1)) > 0 OR instr (\"%s_postcode\" || ' ', upper (?1) || ' ') = 1 "
                              "OR \"%s_postcode\" = ?4)",
                              name, name, name);
    default:
      return g_strdup_printf ("kin_key (\"%s\") = kin_key (?1)", name);
    }
}

static KinMarks *
read_filter (KinReader *reader, const KinType *type, const KinListFilter *filter)
{
  const KinField *field = &type->fields[filter->field];
  g_auto (KinValue) value = KIN_VALUE_NONE;
  g_autofree char *condition = NULL, *sql = NULL;
  g_autoptr (KinQuery) query = NULL;
  KinMarks *marks = kin_marks_new ();
  KinId id;

  kin_value_copy (&value, &filter->value);
  if (field->kind == KIN_LINK && value.s != NULL && kin_id_parse (&id, value.s))
    {
      value.a = kin_reader_no_of (reader, &id);
      if (value.a == 0)
        return marks;
    }
  condition = match (type, field, &value);
  /* names from the tables */
  sql = g_strdup_printf ("SELECT no FROM \"%s\" WHERE %s /* scan: a filter */", type->name, condition);
  query = kin_reader_query (reader, sql);
  /* SQLite gives a statement as many parameters as its highest number; binding one that it has not is without effect. */
  kin_query_text (query, 1, value.s != NULL ? value.s : value.t);
  kin_query_int (query, 2, value.a);
  kin_query_int (query, 3, value.b);
  kin_query_text (query, 4, value.t);
  kin_marks_fill (marks, query);
  return marks;
}

static KinMarks *
read_open (KinReader *reader, const KinType *type, KinDay day)
{
  g_autofree char *sql = NULL, *condition = NULL;
  g_autoptr (KinQuery) query = NULL;
  KinMarks *marks = kin_marks_new ();

  if (strcmp (type->name, "child") == 0)
    sql = g_strdup ("SELECT child FROM care_period WHERE period_start <= ?2 AND (period_end IS NULL OR period_end > ?2) /* scan: who is in care */");
  else if (strcmp (type->name, "household") == 0)
    sql = g_strdup ("SELECT household FROM approval WHERE period_start <= ?2 AND (period_end IS NULL OR period_end >= ?2) /* scan: who is approved */");
  for (guint i = 0; sql == NULL && i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_PERIOD)
      {
        condition = match_period (type, &type->fields[i]);
        /* names from the tables */
        sql = g_strdup_printf ("SELECT no FROM \"%s\" WHERE %s /* scan: what is in force */", type->name, condition);
      }
  if (sql == NULL)
    {
      kin_marks_free (marks);
      return NULL;
    }
  query = kin_reader_query (reader, sql);
  kin_query_int (query, 2, day);
  kin_marks_fill (marks, query);
  return marks;
}

/* A placement is found by the names of its child and its home, so what links to something found is found as well: all links of the
 * type are looked at in one sweep. */
static void
follow_links (KinReader *reader, const KinType *type, const KinMarks *found, KinMarks *marks)
{
  g_autoptr (GString) links = g_string_new (NULL);
  g_autofree char *sql = NULL;
  g_autoptr (KinQuery) query = NULL;
  int n = 0;

  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_LINK && (type->fields[i].flags & KIN_LISTED) != 0)
      {
        g_string_append_printf (links, ", \"%s\"", type->fields[i].name);
        n++;
      }
  if (n == 0 || found->n == 0)
    return;
  /* names from the tables */
  sql = g_strdup_printf ("SELECT no%s FROM \"%s\" /* scan: what was found */", links->str, type->name);
  query = kin_reader_query (reader, sql);
  while (kin_query_step (query))
    for (int i = 1; i <= n; i++)
      if (kin_marks_has (found, kin_query_get_int (query, i)))
        {
          kin_marks_add (marks, kin_query_get_int (query, 0));
          break;
        }
}

static KinMarks *
read_words (KinReader *reader, const KinType *type, const char *words)
{
  g_autoptr (GArray) numbers = kin_reader_seek (reader, NULL, words, G_MAXINT);
  g_autoptr (KinMarks) found = kin_marks_new ();
  KinMarks *marks = kin_marks_new ();

  for (guint i = 0; i < numbers->len; i++)
    {
      kin_marks_add (found, g_array_index (numbers, gint64, i));
      kin_marks_add (marks, g_array_index (numbers, gint64, i));
    }
  follow_links (reader, type, found, marks);
  return marks;
}

static void
keep (KinMarks *marks, GArray *numbers)
{
  if (marks == NULL)
    return;
  kin_marks_keep (marks, numbers, TRUE);
  kin_marks_free (marks);
}

static void
drop_merged (KinReader *reader, const KinType *type, GArray *numbers)
{
  g_autoptr (KinMarks) merged = kin_marks_new ();
  g_autoptr (KinQuery) query = NULL;
  g_autofree char *sql = NULL;

  if (kin_type_field (type, "merged_into") < 0)
    return;
  sql = g_strdup_printf ("SELECT no FROM \"%s\" WHERE merged_into IS NOT NULL /* scan: few are merged */", type->name);
  query = kin_reader_query (reader, sql);
  kin_marks_fill (merged, query);
  if (merged->n > 0)
    kin_marks_keep (merged, numbers, FALSE);
}

/* The filter that leaves what belongs to one record: few, found along an index. NULL: there is none. */
static const KinListFilter *
find_owner (const KinListSpec *spec)
{
  for (guint i = 0; i < spec->filters->len; i++)
    {
      const KinListFilter *filter = &g_array_index (spec->filters, KinListFilter, i);

      if (spec->type->fields[filter->field].kind == KIN_LINK && filter->value.is_set && filter->value.a != 0 && filter->value.s == NULL)
        return filter;
    }
  return NULL;
}

GArray *
kin_book_list (KinReader *reader, const KinListSpec *spec)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  const KinListFilter *owner = find_owner (spec);
  GArray *numbers = owner != NULL ? kin_order_list_of (reader, spec->type, owner->field, owner->value.a, spec->sort, spec->descending)
                                  : kin_order_list (reader, spec->type, spec->sort, spec->descending);

  drop_merged (reader, spec->type, numbers);
  for (guint i = 0; i < spec->filters->len; i++)
    if (&g_array_index (spec->filters, KinListFilter, i) != owner)
      keep (read_filter (reader, spec->type, &g_array_index (spec->filters, KinListFilter, i)), numbers);
  if (spec->words != NULL)
    keep (read_words (reader, spec->type, spec->words), numbers);
  if (spec->open_on != KIN_NO_DAY)
    keep (read_open (reader, spec->type, spec->open_on), numbers);
  return numbers;
}

gint64
kin_book_count (KinReader *reader, const KinType *type)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\" /* scan: a count */", type->name);
  g_autofree char *merged = NULL;
  gint64 all = kin_reader_number (reader, sql, 0);

  if (kin_type_field (type, "merged_into") < 0)
    return all;
  merged = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE merged_into IS NOT NULL /* scan: few are merged */", type->name);
  return all - kin_reader_number (reader, merged, 0);
}
