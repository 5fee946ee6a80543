/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clash as a person would tell it. */
#include <glib/gi18n-lib.h>

#include "buying.h"
#include "children.h"
#include "clashes.h"

/* "since 3 May 2026", "on the night of 3 May 2026", "from 3 May 2026 to 5 May 2026"; NULL without nights. */
static char *
nights_in_words (const KinClash *clash)
{
  g_autofree char *first = kin_day_to_words (clash->from), *last = clash->to != KIN_NO_DAY ? kin_day_to_words (clash->to - 1) : NULL;

  if (clash->from <= KIN_DAY_MIN)
    return NULL;
  if (last == NULL)
    return g_strdup_printf (_("since %s"), first);
  if (clash->to == clash->from + 1)
    return g_strdup_printf (_("on the night of %s"), first);
  return g_strdup_printf (_("from %s to %s"), first, last);
}

static char *
join_names (GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        /* Translators: between the last two names of a list, and between the others */
        g_string_append (text, i == names->len - 1 ? _(" and ") : _(", "));
      g_string_append (text, names->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
place_of (KinReader *reader, gint64 placement)
{
  gint64 place = kin_reader_number (reader, "SELECT coalesce (household, establishment) FROM placement WHERE no = ?1", 1, placement);

  return kin_reader_title (reader, place);
}

static char *
price_of (KinReader *reader, gint64 no)
{
  g_autoptr (KinRecord) price = kin_reader_get (reader, &kin_price_line, no);

  return price != NULL ? kin_field_to_text (&kin_price_line.fields[KIN_PRICE_LINE_PRICE], kin_record_get (price, KIN_PRICE_LINE_PRICE)) : kin_reader_title (reader, no);
}

char *
kin_clash_name (KinReader *reader, const KinClash *clash, gint64 record)
{
  switch (clash->rule)
    {
    case KIN_CLASH_TWO_PLACES:
      return place_of (reader, record);
    case KIN_CLASH_PRICES:
      return price_of (reader, record);
    default:
      return kin_reader_title (reader, record);
    }
}

static char *
gone_in_words (KinReader *reader, const KinClash *clash)
{
  gint64 leads = g_array_index (clash->records, gint64, 0);
  const KinType *type = kin_reader_type_of (reader, leads);
  g_autofree char *title = kin_reader_title (reader, leads);

  /* Translators: a record, and its field that leads to one that was deleted: "Placement since 3 May 2026, Home" */
  return g_strdup_printf (_("%s, %s"), title, type != NULL ? _(type->fields[clash->field].label) : "");
}

KinScope
kin_clash_scope (KinReader *reader, const KinClash *clash)
{
  const KinType *type;

  if (clash->rule != KIN_CLASH_GONE)
    return clash->rule == KIN_CLASH_PRICES ? KIN_FOR_MONEY : KIN_GENERAL;
  type = kin_reader_type_of (reader, g_array_index (clash->records, gint64, 0));
  return type != NULL ? type->scope : KIN_GENERAL;
}

static char *
twins_in_words (KinReader *reader, const KinClash *clash)
{
  KinDay born = (KinDay) kin_reader_number (reader, "SELECT born FROM child WHERE no = ?1", 1, clash->about);
  g_autofree char *day = kin_day_to_words (born);

  return g_strdup_printf (_("two records of one name, born %s"), day);
}

char *
kin_clash_sentence (KinReader *reader, const KinClash *clash)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *who = NULL, *when = NULL;

  if (clash->rule == KIN_CLASH_GONE)
    return gone_in_words (reader, clash);
  if (clash->rule == KIN_CLASH_SAME_CHILD)
    return twins_in_words (reader, clash);
  for (guint i = 0; i < clash->records->len; i++)
    g_ptr_array_add (names, kin_clash_name (reader, clash, g_array_index (clash->records, gint64, i)));
  who = join_names (names);
  when = nights_in_words (clash);
  /* Translators: who or what clashes, and when: "Ada Example and Ben Example, since 3 May 2026" */
  return when != NULL ? g_strdup_printf (_("%s, %s"), who, when) : g_steal_pointer (&who);
}

char *
kin_clash_title (KinReader *reader, const KinClash *clash)
{
  if (clash->rule == KIN_CLASH_PRICES)
    return kin_reader_title (reader, kin_reader_number (reader, "SELECT child FROM placement WHERE no = ?1", 1, clash->about));
  return kin_reader_title (reader, clash->about);
}
