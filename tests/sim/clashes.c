/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clashes: the same on every laptop that holds the same, the same when they are asked again as when they are asked first; and those
 * of pairs (a child in two places, two prices for one thing, one child entered twice) are what the definition gives, by trying all. */
#include "clashes.h"

#include <string.h>

#include "buying.h"
#include "children.h"
#include "sim.h"
#include "text.h"

static char *
hex_of (KinReader *reader, gint64 no)
{
  GString *hex = g_string_new (NULL);
  KinId id = { { 0 } };

  kin_reader_id_of (reader, no, &id);
  for (guint i = 0; i < sizeof id.bytes; i++)
    g_string_append_printf (hex, "%02X", id.bytes[i]);
  return g_string_free (hex, FALSE);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_lines (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_text);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
line_of_pair (KinClashRule rule, const char *a, const char *b, KinDay from, KinDay to)
{
  gboolean in_order = strcmp (a, b) < 0;

  return g_strdup_printf ("%s %s %s %d %d", kin_clash_rule_name (rule), in_order ? a : b, in_order ? b : a, from, to);
}

static gboolean
is_of_pair (KinClashRule rule)
{
  return rule == KIN_CLASH_TWO_PLACES || rule == KIN_CLASH_PRICES || rule == KIN_CLASH_SAME_CHILD;
}

/* Those of pairs, as all laptops must name them; and all, with what is open of them. */
static char *
tell (KinReader *reader, gboolean pairs)
{
  g_autoptr (GPtrArray) clashes = kin_book_clashes (reader);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < clashes->len; i++)
    {
      const KinClash *clash = clashes->pdata[i];
      g_autofree char *a = clash->records->len > 0 ? hex_of (reader, g_array_index (clash->records, gint64, 0)) : NULL;
      g_autofree char *b = clash->records->len > 1 ? hex_of (reader, g_array_index (clash->records, gint64, 1)) : NULL;

      if (!pairs)
        g_ptr_array_add (lines, g_strdup_printf ("%s %s %u %d %d %d %d %s %s", kin_clash_rule_name (clash->rule), clash->id, clash->field, clash->from, clash->to, clash->is_open,
                                                 clash->open_from, a, b));
      else if (is_of_pair (clash->rule))
        g_ptr_array_add (lines, line_of_pair (clash->rule, a, b, clash->from, clash->to));
    }
  return join_lines (lines);
}

/* What the rule asks of a record; all from its JSON. */
typedef struct
{
  const char *id;
  char   *of;    /* only those of one are compared */
  char   *place; /* NULL: not known */
  KinDay  from, to;
} Span;

static void
clear_span (gpointer data)
{
  Span *span = data;

  g_free (span->of);
  g_free (span->place);
}

static gboolean
take (const OracleRecord *record, const KinType *type, guint field, KinValue *value)
{
  struct json_object *json = g_hash_table_lookup (record->values, type->fields[field].name);

  kin_value_clear (value);
  return json != NULL && kin_field_from_json (&type->fields[field], json, value) && value->is_set;
}

/* As it stands; NULL: it is empty. New string. */
static char *
text_of (const OracleRecord *record, const KinType *type, guint field)
{
  g_auto (KinValue) value = KIN_VALUE_NONE;

  return take (record, type, field, &value) ? g_strdup (value.s) : NULL;
}

static gboolean
span_of_placement (const OracleRecord *record, Span *span)
{
  g_auto (KinValue) period = KIN_VALUE_NONE;
  g_autofree char *kind = text_of (record, &kin_placement, KIN_PLACEMENT_PLACEMENT_TYPE);

  span->of = text_of (record, &kin_placement, KIN_PLACEMENT_CHILD);
  span->place = text_of (record, &kin_placement, KIN_PLACEMENT_HOUSEHOLD);
  if (span->place == NULL)
    span->place = text_of (record, &kin_placement, KIN_PLACEMENT_ESTABLISHMENT);
  if (span->of == NULL || !take (record, &kin_placement, KIN_PLACEMENT_PERIOD, &period) || period.a == KIN_NO_DAY || (kind != NULL && strlen (kind) == 2 && g_ascii_toupper (*kind) == 'T'))
    return FALSE;
  span->from = (KinDay) period.a;
  span->to = (KinDay) period.b;
  return TRUE;
}

static gboolean
span_of_price (const OracleRecord *record, Span *span)
{
  g_auto (KinValue) period = KIN_VALUE_NONE, price = KIN_VALUE_NONE;
  g_autofree char *placement = text_of (record, &kin_price_line, KIN_PRICE_LINE_PLACEMENT);
  g_autofree char *kind = text_of (record, &kin_price_line, KIN_PRICE_LINE_KIND);
  g_autofree char *purpose = text_of (record, &kin_price_line, KIN_PRICE_LINE_PURPOSE);

  if (placement == NULL || g_strcmp0 (kind, "core") != 0 || (take (record, &kin_price_line, KIN_PRICE_LINE_PRICE, &price) && g_strcmp0 (price.s, "once") == 0))
    return FALSE;
  take (record, &kin_price_line, KIN_PRICE_LINE_PERIOD, &period);
  span->of = g_strdup_printf ("%s %s", placement, purpose != NULL ? purpose : "");
  span->from = period.a != 0 ? (KinDay) period.a : KIN_DAY_MIN;
  span->to = period.b != 0 ? (KinDay) period.b + 1 : KIN_NO_DAY;
  return TRUE;
}

static gboolean
span_of_child (const OracleRecord *record, Span *span)
{
  g_auto (KinValue) born = KIN_VALUE_NONE;
  g_autofree char *forename = text_of (record, &kin_child, KIN_CHILD_FORENAME), *surname = text_of (record, &kin_child, KIN_CHILD_SURNAME);
  g_autofree char *merged = text_of (record, &kin_child, KIN_CHILD_MERGED_INTO);
  g_autofree char *one = forename != NULL ? kin_text_key (forename) : NULL, *other = surname != NULL ? kin_text_key (surname) : NULL;

  if (one == NULL || other == NULL || merged != NULL || !take (record, &kin_child, KIN_CHILD_BORN, &born))
    return FALSE;
  span->of = g_strdup_printf ("%s|%s|%" G_GINT64_FORMAT, one, other, born.a);
  return TRUE;
}

static GArray *
spans_of (GHashTable *records, const KinType *type, gboolean (*span_of) (const OracleRecord *, Span *))
{
  GArray *spans = g_array_new (FALSE, TRUE, sizeof (Span));
  GHashTableIter iter;
  gpointer id, record;

  g_array_set_clear_func (spans, clear_span);
  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &id, &record))
    {
      Span span = { .id = id };

      if (((OracleRecord *) record)->exists && g_strcmp0 (((OracleRecord *) record)->type, type->name) == 0 && span_of (record, &span))
        g_array_append_val (spans, span);
      else
        clear_span (&span);
    }
  return spans;
}

/* Nights that both have. FALSE: none. */
static gboolean
meet (const Span *a, const Span *b, KinDay *from, KinDay *to)
{
  *from = MAX (a->from, b->from);
  *to = a->to == KIN_NO_DAY ? b->to : b->to == KIN_NO_DAY ? a->to : MIN (a->to, b->to);
  return *to == KIN_NO_DAY || *from < *to;
}

static void
add_pairs (GPtrArray *lines, KinClashRule rule, GArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    for (guint k = i + 1; k < spans->len; k++)
      {
        const Span *a = &g_array_index (spans, Span, i), *b = &g_array_index (spans, Span, k);
        KinDay from = KIN_NO_DAY, to = KIN_NO_DAY;

        if (strcmp (a->of, b->of) != 0 || (rule != KIN_CLASH_SAME_CHILD && !meet (a, b, &from, &to)))
          continue;
        if (rule == KIN_CLASH_TWO_PLACES && (a->place == NULL || b->place == NULL || strcmp (a->place, b->place) == 0))
          continue;
        g_ptr_array_add (lines, line_of_pair (rule, a->id, b->id, from, to));
      }
  g_array_unref (spans);
}

/* By trying every pair. */
static char *
find_by_force (const GPtrArray *changes)
{
  g_autoptr (GHashTable) records = oracle_fold (changes);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  add_pairs (lines, KIN_CLASH_TWO_PLACES, spans_of (records, &kin_placement, span_of_placement));
  add_pairs (lines, KIN_CLASH_PRICES, spans_of (records, &kin_price_line, span_of_price));
  add_pairs (lines, KIN_CLASH_SAME_CHILD, spans_of (records, &kin_child, span_of_child));
  return join_lines (lines);
}

void
judge_clashes_kept (Laptop *laptop)
{
  g_autoptr (KinReader) fresh = NULL;
  g_autofree char *kept = NULL, *new = NULL;

  if (sim_roll (laptop->sim, 3) != 0)
    return;
  kept = tell (laptop_reader (laptop), FALSE);
  fresh = kin_store_new_reader (laptop->store, NULL);
  new = tell (fresh, FALSE);
  if (strcmp (kept, new) != 0)
    sim_fail (laptop->sim, "laptop %u: asked again it tells of the clashes\n%s\nand asked anew of\n%s", laptop->number, kept, new);
}

void
judge_clashes (Sim *sim)
{
  g_autoptr (GHashTable) by_mask = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < sim->laptops->len; i++)
    {
      Laptop *laptop = sim->laptops->pdata[i];
      g_autoptr (GPtrArray) changes = laptop_changes (laptop);
      g_autofree char *wanted = find_by_force (changes), *pairs = tell (laptop_reader (laptop), TRUE);
      char *all = tell (laptop_reader (laptop), FALSE), *before = g_hash_table_lookup (by_mask, GINT_TO_POINTER (laptop_mask (laptop)));

      if (strcmp (wanted, pairs) != 0)
        sim_fail (sim, "laptop %u tells of the clashes\n%s\nand its log says\n%s", laptop->number, pairs, wanted);
      if (before != NULL && !rights_is_out (laptop) && strcmp (before, all) != 0)
        sim_fail (sim, "laptop %u tells of the clashes\n%s\nand another of\n%s", laptop->number, all, before);
      for (const char *at = all; *at != '\0'; at = strchr (at, '\n') != NULL ? strchr (at, '\n') + 1 : "")
        sim->counts[SIM_CLASHES]++;
      if (before == NULL && !rights_is_out (laptop))
        g_hash_table_insert (by_mask, GINT_TO_POINTER (laptop_mask (laptop)), all);
      else
        g_free (all);
    }
}
