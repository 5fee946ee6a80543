/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One function a matter; each asks once for all records, never record by record. */
#include "agenda.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "agenda-due.h"
#include "clashes.h"
#include "conflicts.h"
#include "homes.h"
#include "moment.h"
#include "ours.h"
#include "prices.h"

#define ENDING_SOON 28
#define MOST_CONFLICTS 500

static void
free_item (gpointer data)
{
  KinAgendaItem *item = data;

  g_free (item->title);
  g_free (item->sentence);
  g_free (item);
}

static void
free_matter (gpointer data)
{
  KinMatter *matter = data;

  g_free (matter->sum);
  g_ptr_array_unref (matter->items);
  g_free (matter);
}

void
kin_agenda_add (GPtrArray *items, KinReader *reader, gint64 record, KinDay due, KinDay today, char *sentence)
{
  KinAgendaItem *item = g_new0 (KinAgendaItem, 1);

  item->record = record;
  item->title = kin_reader_title (reader, record);
  item->sentence = sentence;
  item->due = due;
  item->overdue = due != KIN_NO_DAY && due < today;
  item->scope = KIN_GENERAL;
  g_ptr_array_add (items, item);
}

static KinAgendaItem *
last_of (GPtrArray *items)
{
  return items->pdata[items->len - 1];
}

static char *
since_words (KinDay day)
{
  g_autofree char *words = kin_day_to_words (day);

  return words != NULL ? g_strdup_printf (_("since %s"), words) : g_strdup ("");
}

/* Of a record, and of a field of it that is an amount. */
static KinScope
conflict_scope (const KinConflict *conflict)
{
  const KinType *type = conflict->type != NULL ? kin_type_find (conflict->type) : NULL;
  int field = type != NULL ? kin_type_field (type, conflict->field) : -1;

  if (type == NULL || type->scope != KIN_GENERAL || field < 0)
    return type != NULL ? type->scope : KIN_GENERAL;
  return type->fields[field].kind == KIN_MONEY || type->fields[field].kind == KIN_PRICE ? KIN_FOR_MONEY : KIN_GENERAL;
}

static void
find_conflicts (KinReader *reader, KinDay today, GPtrArray *items)
{
  g_autoptr (GPtrArray) conflicts = kin_reader_open_conflicts (reader, MOST_CONFLICTS);
  gint64 last = 0;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const KinConflict *conflict = conflicts->pdata[i];

      if (conflict->record != last)
        {
          kin_agenda_add (items, reader, conflict->record, KIN_NO_DAY, today,
                          g_strdup (conflict->edited != NULL ? _("changed by somebody after somebody else deleted it") : _("two different values; one of them is to be chosen")));
          last_of (items)->scope = conflict_scope (conflict);
        }
      last = conflict->record;
    }
}

/* One task for each home, child or placement that it is about, however many nights and rules. */
static void
find_clashes (const GPtrArray *clashes, KinReader *reader, KinDay today, GPtrArray *items)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < clashes->len; i++)
    {
      KinClash *clash = clashes->pdata[i];
      g_autofree char *sentence = NULL, *title = NULL;

      if (!clash->is_open || !g_hash_table_add (seen, &clash->about))
        continue;
      sentence = kin_clash_sentence (reader, clash);
      title = kin_clash_title (reader, clash);
      kin_agenda_add (items, reader, clash->about, clash->open_from, today, g_strdup_printf ("%s: %s", kin_clash_rule_text (clash->rule), sentence));
      g_free (last_of (items)->title);
      last_of (items)->title = g_steal_pointer (&title);
      last_of (items)->scope = kin_clash_scope (reader, clash);
    }
}

/* A home that has a task already needs no second. */
static gboolean
clashes_tonight (const GPtrArray *clashes, gint64 home)
{
  for (guint i = 0; i < clashes->len; i++)
    if (((KinClash *) clashes->pdata[i])->is_open && ((KinClash *) clashes->pdata[i])->about == home)
      return TRUE;
  return FALSE;
}

static void
find_homes (const KinHomes *homes, const GPtrArray *clashes, KinReader *reader, KinDay today, gboolean over, GPtrArray *items)
{
  for (guint i = 0; i < homes->homes->len; i++)
    {
      const KinHome *home = homes->homes->pdata[i];
      gboolean is_over = home->state == KIN_HOME_OVER || home->state == KIN_HOME_CONTESTED;

      if (over ? is_over && !clashes_tonight (clashes, home->household) : home->state == KIN_HOME_UNCONFIRMED)
        kin_agenda_add (items, reader, home->household, over ? KIN_NO_DAY : home->confirmed, today, g_strdup (home->state_text));
    }
}

static void
find_nowhere (KinReader *reader, KinDay today, GPtrArray *items)
{
  g_autoptr (GHashTable) foreign = kin_book_foreign (reader);
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT child, period_start FROM care_period WHERE period_end IS NULL AND period_start <= ?1"
                                                         " AND child NOT IN (SELECT child FROM placement WHERE period_end IS NULL AND period_start <= ?1 AND child IS NOT NULL"
                                                         " UNION ALL SELECT child FROM placement WHERE period_end > ?1 AND period_start <= ?1 AND child IS NOT NULL)"
                                                         " /* scan: one row a child in care */");

  kin_query_int (query, 1, today);
  while (kin_query_step (query))
    {
      gint64 child = kin_query_get_int (query, 0);
      KinDay start = (KinDay) kin_query_get_int (query, 1);

      if (!g_hash_table_contains (foreign, &child))
        kin_agenda_add (items, reader, child, start, today, since_words (start));
    }
}

static void
find_paid_after (const KinCosts *costs, KinReader *reader, KinDay today, GPtrArray *items)
{
  for (guint i = 0; i < costs->uncovered->len; i++)
    {
      const KinCostUncovered *uncovered = &g_array_index (costs->uncovered, KinCostUncovered, i);
      g_autofree char *since = since_words (uncovered->since);
      g_autofree char *weekly = kin_pence_to_text (uncovered->weekly);

      if (uncovered->on_purpose)
        continue;
      kin_agenda_add (items, reader, uncovered->price_line, uncovered->since, today, g_strdup_printf (_("%s, %s a week"), since, weekly));
      g_free (last_of (items)->title);
      last_of (items)->title = kin_reader_title (reader, uncovered->child);
      last_of (items)->scope = KIN_FOR_MONEY;
    }
}

static void
find_unpriced (const KinCosts *costs, KinReader *reader, KinDay today, GPtrArray *items)
{
  for (guint i = 0; i < costs->unpriced->len; i++)
    {
      gint64 placement = g_array_index (costs->unpriced, gint64, i);
      gint64 child = kin_reader_number (reader, "SELECT child FROM placement WHERE no = ?1", 1, placement);
      KinDay start = (KinDay) kin_reader_number (reader, "SELECT period_start FROM placement WHERE no = ?1", 1, placement);

      kin_agenda_add (items, reader, placement, start, today, since_words (start));
      g_free (last_of (items)->title);
      last_of (items)->title = kin_reader_title (reader, child);
      last_of (items)->scope = KIN_FOR_MONEY;
    }
}

static void
find_not_linked (KinReader *reader, KinDay today, GPtrArray *items)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no, child, period_start FROM placement WHERE period_end IS NULL AND period_start <= ?1"
                                                         " AND household IS NULL AND provider IS NULL AND placement_type IN ('U1', 'U2', 'U3', 'U4', 'U5', 'U6')"
                                                         " /* scan: one row a child in care */");

  kin_query_int (query, 1, today);
  while (kin_query_step (query))
    {
      gint64 child = kin_query_get_int (query, 1);
      KinDay start = (KinDay) kin_query_get_int (query, 2);

      kin_agenda_add (items, reader, kin_query_get_int (query, 0), start, today, since_words (start));
      g_free (last_of (items)->title);
      last_of (items)->title = kin_reader_title (reader, child);
    }
}

static void
find_look_again (KinReader *reader, KinDay today, GPtrArray *items)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT household, review FROM unavailability WHERE review <= ?1"
                                                         " AND (period_end IS NULL OR period_end >= ?1) /* scan: few are not available */");

  kin_query_int (query, 1, today);
  while (kin_query_step (query))
    {
      KinDay review = (KinDay) kin_query_get_int (query, 1);
      g_autofree char *words = kin_day_to_words (review);

      kin_agenda_add (items, reader, kin_query_get_int (query, 0), review, today, g_strdup_printf (_("to be looked at on %s"), words));
    }
}

static int
oldest_first (gconstpointer a, gconstpointer b)
{
  const KinAgendaItem *x = *(KinAgendaItem *const *) a, *y = *(KinAgendaItem *const *) b;

  if (x->due != y->due)
    return x->due < y->due ? -1 : 1;
  return x->record < y->record ? -1 : x->record > y->record;
}

typedef struct
{
  const char *heading, *rule;
  gboolean    urgent;
} Words;

/* clang-format off */
static const Words words[KIN_N_MATTERS] = {
  [KIN_MATTER_CONFLICT] =    { N_("Two values for one thing"), N_("Two people changed the same field without seeing each other's change. Both are kept until somebody chooses."), TRUE },
  [KIN_MATTER_CLASH] =       { N_("To be decided: these cannot all be true"), N_("The last bed taken twice, a child in two places, two prices for one thing, one child entered twice, a link to what is gone. All of it stands until somebody decides."), TRUE },
  [KIN_MATTER_OVER] =        { N_("Homes over their limits"), N_("More children than the terms of approval or the usual limit of three allow: decided for now, or a child grew out of the terms."), TRUE },
  [KIN_MATTER_NOWHERE] =     { N_("Looked after, and no placement"), N_("A period of care is open and nothing says where the child lives."), TRUE },
  [KIN_MATTER_PAID_AFTER] =  { N_("Paid after the move"), N_("A price goes on though the placement has ended. Retainers and notice are not counted."), TRUE },
  [KIN_MATTER_TEMPORARY] =   { N_("Temporary approvals ending"), N_("16 weeks, once extended by 8 (SI 2010/959 regulations 24 and 25). After that the placement must end or the carer be approved."), TRUE },
  [KIN_MATTER_VISIT] =       { N_("Visits due"), N_("Within a week of a placement, then at most every six weeks in its first year (SI 2010/959 regulation 28)."), TRUE },
  [KIN_MATTER_REVIEW] =      { N_("Reviews due"), N_("20 working days, then 3 months, then every 6 months (SI 2010/959 regulation 33)."), TRUE },
  [KIN_MATTER_UNPRICED] =    { N_("Placements without a price"), N_("Priced placements add up to what the council pays. Placements with parents, for adoption or in custody need none."), FALSE },
  [KIN_MATTER_NOT_LINKED] =  { N_("Homes not linked"), N_("The return says that the child is fostered, not where: say which home it is."), FALSE },
  [KIN_MATTER_UNCONFIRMED] = { N_("Vacancies to confirm"), N_("Nobody has confirmed them for 14 days, so they do not count as firm. Ring, and say so: select the home, then Ctrl+R."), FALSE },
  [KIN_MATTER_LOOK_AGAIN] =  { N_("Not available: look again"), N_("The day has come on which somebody wanted to look at it again."), FALSE },
};
/* clang-format on */

static void
find (KinMatterKind kind, KinReader *reader, KinDay today, const KinHomes *homes, const KinCosts *costs, const GPtrArray *clashes, GPtrArray *items)
{
  switch (kind)
    {
    case KIN_MATTER_CONFLICT: find_conflicts (reader, today, items); break;
    case KIN_MATTER_CLASH: find_clashes (clashes, reader, today, items); break;
    case KIN_MATTER_OVER: find_homes (homes, clashes, reader, today, TRUE, items); break;
    case KIN_MATTER_NOWHERE: find_nowhere (reader, today, items); break;
    case KIN_MATTER_PAID_AFTER: find_paid_after (costs, reader, today, items); break;
    case KIN_MATTER_TEMPORARY: kin_agenda_temporary (reader, today, ENDING_SOON, items); break;
    case KIN_MATTER_VISIT: kin_agenda_visits (reader, today, items); break;
    case KIN_MATTER_REVIEW: kin_agenda_reviews (reader, today, ENDING_SOON, items); break;
    case KIN_MATTER_UNPRICED: find_unpriced (costs, reader, today, items); break;
    case KIN_MATTER_NOT_LINKED: find_not_linked (reader, today, items); break;
    case KIN_MATTER_UNCONFIRMED: find_homes (homes, clashes, reader, today, FALSE, items); break;
    default: find_look_again (reader, today, items); break;
    }
}

GPtrArray *
kin_book_agenda (KinReader *reader, KinDay today)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autoptr (KinHomes) homes = kin_book_homes (reader, today, today);
  g_autoptr (KinCosts) costs = kin_book_costs_at (reader, today);
  g_autoptr (GPtrArray) clashes = kin_book_clashes (reader);
  GPtrArray *agenda = g_ptr_array_new_with_free_func (free_matter);

  for (guint kind = 0; kind < KIN_N_MATTERS; kind++)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
      KinMatter *matter;

      find (kind, reader, today, homes, costs, clashes, items);
      if (items->len == 0)
        continue;
      g_ptr_array_sort (items, oldest_first);
      matter = g_new0 (KinMatter, 1);
      matter->kind = kind;
      matter->heading = _(words[kind].heading);
      matter->rule = _(words[kind].rule);
      matter->urgent = words[kind].urgent;
      if (kind == KIN_MATTER_PAID_AFTER)
        {
          g_autofree char *weekly = kin_pence_to_text (costs->uncovered_weekly);

          matter->sum = g_strdup_printf (_("%s a week"), weekly);
        }
      matter->items = g_steal_pointer (&items);
      g_ptr_array_add (agenda, matter);
    }
  return agenda;
}

void
kin_agenda_withhold (GPtrArray *agenda, const KinSight *sight)
{
  for (guint i = agenda->len; i-- > 0;)
    {
      KinMatter *matter = agenda->pdata[i];

      for (guint j = matter->items->len; j-- > 0;)
        if ((sight->scopes & (1u << ((const KinAgendaItem *) matter->items->pdata[j])->scope)) == 0)
          g_ptr_array_remove_index (matter->items, j);
      if (matter->items->len == 0)
        g_ptr_array_remove_index (agenda, i);
    }
}

guint
kin_agenda_urgent (const GPtrArray *agenda)
{
  guint n = 0;

  for (guint i = 0; i < agenda->len; i++)
    {
      const KinMatter *matter = agenda->pdata[i];

      n += matter->urgent ? matter->items->len : 0;
    }
  return n;
}
