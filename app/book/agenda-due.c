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

/* For each child in care: the latest placement, who the carer is in law, and the visits in it. */
#define VISITS                                                                                                         \
  "SELECT p.child, p.period_start, p.placement_type, coalesce (p.long_term, 0),"                                       \
  " (SELECT max(visited) FROM visit v WHERE v.child = p.child AND v.visited >= p.period_start AND coalesce (v.seen, 1) = 1)," \
  " (SELECT min(held) FROM review r WHERE r.child = p.child AND r.held >= c.period_start),"                            \
  " (SELECT status FROM legal_status l WHERE l.child = p.child AND +l.period_end IS NULL LIMIT 1),"                  \
  " EXISTS (SELECT 1 FROM approval a WHERE a.household = p.household AND a.kind IN ('temporary', 'temporary_extended') AND a.period_end IS NULL)" \
  " FROM placement p JOIN care_period c ON c.child = p.child AND c.period_end IS NULL"                                 \
  " WHERE p.period_end IS NULL AND p.period_start <= ?1 /* scan: one row a child in care */"

void
kin_agenda_visits (KinReader *reader, KinDay today, GPtrArray *items)
{
  g_autoptr (GHashTable) foreign = kin_book_foreign (reader);
  g_autoptr (KinQuery) query = NULL;

  if (kin_reader_number (reader, "SELECT EXISTS (SELECT 1 FROM visit)", 0) == 0)
    return;
  query = kin_reader_query (reader, VISITS);
  kin_query_int (query, 1, today);
  while (kin_query_step (query))
    {
      gint64 child = kin_query_get_int (query, 0);
      const char *place = kin_query_get_text (query, 2), *status = kin_query_get_text (query, 6);
      gboolean with_parent = g_strcmp0 (place, "P1") == 0;
      KinVisitFacts facts = {
        .start = (KinDay) kin_query_get_int (query, 1),
        .last_visit = (KinDay) kin_query_get_int (query, 4),
        .first_review = (KinDay) kin_query_get_int (query, 5),
        .temporary = kin_query_get_int (query, 7) != 0,
        .interim_with_parent = with_parent && g_strcmp0 (status, "C1") == 0,
        .long_term = kin_query_get_int (query, 3) != 0,
        .long_term_foster = g_strcmp0 (place, "U1") == 0 || g_strcmp0 (place, "U4") == 0,
      };
      g_autoptr (KinDue) due = NULL;

      if (g_hash_table_contains (foreign, &child))
        continue;
      due = kin_due_visit (&facts, today);
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
      due = kin_due_review (&facts, today);
      add_due (reader, child, due, today, soon, items);
    }
}
