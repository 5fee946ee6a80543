/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts for the rules of due days, one pass each over those who are looked after now. */
#include "agenda-due.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "due.h"
#include "ours.h"

#define VISIT_SOON 7

static char *
due_words (KinDay due, KinDay today)
{
  g_autofree char *words = kin_day_to_words (due);

  return g_strdup_printf (due < today ? _("was due %s") : _("due by %s"), words);
}

static void
add_due (KinReader *reader, gint64 record, KinDue *due, KinDay today, int soon, GPtrArray *items)
{
  if (due->due != KIN_NO_DAY && due->due <= today + soon)
    kin_agenda_add (items, reader, record, due->due, today, due_words (due->due, today));
}

void
kin_agenda_temporary (KinReader *reader, KinDay today, int soon, GPtrArray *items)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT household, period_start, kind FROM approval a WHERE kind IN ('temporary', 'temporary_extended')"
                                                         " AND period_start <= ?1 AND (period_end IS NULL OR period_end >= ?1)"
                                                         " AND EXISTS (SELECT 1 FROM placement p WHERE p.household = a.household AND p.period_start <= ?1"
                                                         " AND (p.period_end IS NULL OR p.period_end > ?1)) /* scan: approvals, one pass */");

  kin_query_int (query, 1, today);
  while (kin_query_step (query))
    {
      g_autoptr (KinDue) due = kin_due_temporary ((KinDay) kin_query_get_int (query, 1), strcmp (kin_query_get_text (query, 2), "temporary_extended") == 0, today);

      add_due (reader, kin_query_get_int (query, 0), due, today, soon, items);
    }
}

/* What a visit depends on besides the placement, each read in one sweep. */
typedef struct
{
  GHashTable *foreign;
  GHashTable *care;      /* child -> first day of the period of care that is open */
  GHashTable *interim;   /* children under an interim care order, C1 */
  GHashTable *temporary; /* homes with a temporary approval that is open */
} Around;

static void
clear_around (Around *around)
{
  g_hash_table_unref (around->foreign);
  g_hash_table_unref (around->care);
  g_hash_table_unref (around->interim);
  g_hash_table_unref (around->temporary);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Around, clear_around)

/* Of two columns the second is kept by the first; of one, itself. */
static GHashTable *
read_pairs (KinReader *reader, const char *sql, gboolean two)
{
  GHashTable *pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (KinQuery) query = kin_reader_query (reader, sql);

  while (kin_query_step (query))
    {
      gint64 first = kin_query_get_int (query, 0);

      g_hash_table_insert (pairs, g_memdup2 (&first, sizeof first), GINT_TO_POINTER (two ? kin_query_get_int (query, 1) : 1));
    }
  return pairs;
}

static Around
look_around (KinReader *reader)
{
  return (Around) {
    kin_book_foreign (reader),
    read_pairs (reader, "SELECT child, period_start FROM care_period WHERE period_end IS NULL /* scan: one row a child in care */", TRUE),
    read_pairs (reader, "SELECT child FROM legal_status WHERE period_end IS NULL AND status = 'C1' /* scan: one row a child in care */", FALSE),
    read_pairs (reader, "SELECT household FROM approval WHERE kind IN ('temporary', 'temporary_extended') AND period_end IS NULL"
                        " /* scan: approvals, one pass */", FALSE),
  };
}

/* For each child in care: the placement, and the visits in it. */
#define VISITS                                                                                                         \
  "SELECT child, period_start, placement_type, coalesce (long_term, 0), household,"                                    \
  " (SELECT max(visited) FROM visit v WHERE v.child = p.child AND v.visited >= p.period_start AND coalesce (v.seen, 1) = 1)" \
  " FROM placement p WHERE period_end IS NULL AND period_start <= ?1 /* scan: one row a child in care */"

/* Only where visits are counted from it. */
static KinDay
first_review (KinReader *reader, const KinVisitFacts *facts, gint64 child, KinDay from)
{
  if (!facts->temporary && !facts->interim_with_parent)
    return KIN_NO_DAY;
  return (KinDay) kin_reader_number (reader, "SELECT min(held) FROM review WHERE child = ?1 AND held >= ?2", 2, child, (gint64) from);
}

void
kin_agenda_visits (KinReader *reader, KinDay today, GPtrArray *items)
{
  g_auto (Around) around = look_around (reader);
  g_autoptr (KinQuery) query = NULL;

  if (kin_reader_number (reader, "SELECT EXISTS (SELECT 1 FROM visit)", 0) == 0)
    return;
  query = kin_reader_query (reader, VISITS);
  kin_query_int (query, 1, today);
  while (kin_query_step (query))
    {
      gint64 child = kin_query_get_int (query, 0), household = kin_query_get_int (query, 4);
      const char *place = kin_query_get_text (query, 2);
      KinDay care = (KinDay) GPOINTER_TO_INT (g_hash_table_lookup (around.care, &child));
      KinVisitFacts facts = {
        .start = (KinDay) kin_query_get_int (query, 1),
        .last_visit = (KinDay) kin_query_get_int (query, 5),
        .temporary = g_hash_table_contains (around.temporary, &household),
        .interim_with_parent = g_strcmp0 (place, "P1") == 0 && g_hash_table_contains (around.interim, &child),
        .long_term = kin_query_get_int (query, 3) != 0,
        .long_term_foster = g_strcmp0 (place, "U1") == 0 || g_strcmp0 (place, "U4") == 0,
      };
      g_autoptr (KinDue) due = NULL;

      if (care == KIN_NO_DAY || g_hash_table_contains (around.foreign, &child))
        continue;
      facts.first_review = first_review (reader, &facts, child, care);
      due = kin_due_visit (&facts, KIN_NO_DAY);
      add_due (reader, child, due, today, VISIT_SOON, items);
    }
}

void
kin_agenda_reviews (KinReader *reader, KinDay today, int soon, GPtrArray *items)
{
  g_autoptr (GHashTable) foreign = kin_book_foreign (reader);
  g_autoptr (KinQuery) query = NULL;

  if (kin_reader_number (reader, "SELECT EXISTS (SELECT 1 FROM review)", 0) == 0)
    return;
  query = kin_reader_query (reader, "SELECT c.child, c.period_start,"
                                    " (SELECT max(held) FROM review r WHERE r.child = c.child AND r.held >= c.period_start),"
                                    " (SELECT count(*) FROM review r WHERE r.child = c.child AND r.held >= c.period_start)"
                                    " FROM care_period c WHERE c.period_end IS NULL AND c.period_start <= ?1 /* scan: one row a child in care */");
  kin_query_int (query, 1, today);
  while (kin_query_step (query))
    {
      gint64 child = kin_query_get_int (query, 0);
      KinReviewFacts facts = { (KinDay) kin_query_get_int (query, 1), (KinDay) kin_query_get_int (query, 2), (guint) kin_query_get_int (query, 3) };
      g_autoptr (KinDue) due = NULL;

      if (g_hash_table_contains (foreign, &child))
        continue;
      due = kin_due_review (&facts, KIN_NO_DAY);
      add_due (reader, child, due, today, soon, items);
    }
}
