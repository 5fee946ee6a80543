/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Homes with their terms, exemptions and times not available. */
#include "home-facts.h"

#include <string.h>

#include "codes.h"
#include "due.h"
#include "residence.h"
#include "sight.h"

static void
free_facts (gpointer data)
{
  KinHomeFacts *home = data;

  g_clear_pointer (&home->home, kin_home_free);
  g_array_unref (home->approvals);
  g_array_unref (home->stays);
  g_array_unref (home->holds);
  g_array_unref (home->exemptions);
  g_array_unref (home->unavailabilities);
  g_free (home);
}

void
kin_homes_facts_free (KinHomesFacts *facts)
{
  if (facts == NULL)
    return;
  g_hash_table_unref (facts->by_number);
  g_ptr_array_unref (facts->homes);
  g_ptr_array_unref (facts->kept);
  g_ptr_array_unref (facts->lists);
  g_clear_pointer (&facts->people, g_hash_table_unref);
  g_free (facts);
}

static void
clear_occupant (gpointer data)
{
  KinOccupant *occupant = data;

  g_free ((char *) occupant->name);
  g_free ((char *) occupant->surname);
  g_free ((char *) occupant->group_name);
}

#define HOME_COLUMNS \
  "SELECT no, name, reference, coalesce (telephone, mobile), kind, status, supervising_worker, confirmed, provider, bedrooms, may_share FROM household "

/* Over the years most homes close; what was approved, and who lived there, is not read for the board. */
static gboolean
is_left (KinQuery *query, GHashTable *lived_in)
{
  gint64 no = kin_query_get_int (query, 0);

  return g_strcmp0 (kin_query_get_text (query, 5), "closed") == 0 && !g_hash_table_contains (lived_in, &no);
}

static GHashTable *
find_lived_in (GArray *rows)
{
  GHashTable *homes = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (homes, &g_array_index (rows, KinStayRow, i).household);
  return homes;
}

static void
read_homes (KinReader *reader, KinHomesFacts *facts, gint64 household, GArray *rows)
{
  g_autoptr (GHashTable) lived_in = rows != NULL && household == 0 ? find_lived_in (rows) : NULL;
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, household != 0 ? HOME_COLUMNS "WHERE no = ?1"
                                                   : HOME_COLUMNS "WHERE merged_into IS NULL ORDER BY kin_key (name), no /* scan: all homes */");
  kin_query_int (query, 1, household);
  while (kin_query_step (query))
    {
      KinHomeFacts *home;

      if (lived_in != NULL && is_left (query, lived_in))
        continue;
      home = g_new0 (KinHomeFacts, 1);
      home->household = kin_query_get_int (query, 0);
      home->home = g_new0 (KinHome, 1);
      home->home->household = home->household;
      home->home->name = g_strdup (kin_query_get_text (query, 1));
      home->home->reference = g_strdup (kin_query_get_text (query, 2));
      home->home->telephone = g_strdup (kin_query_get_text (query, 3));
      home->home->kind = g_strdup (kin_query_get_text (query, 4));
      home->home->status = g_strdup (kin_query_get_text (query, 5));
      home->home->worker = g_strdup (kin_query_get_text (query, 6));
      home->home->confirmed = (KinDay) kin_query_get_int (query, 7);
      home->home->occupants = g_array_new (FALSE, FALSE, sizeof (KinOccupant));
      g_array_set_clear_func (home->home->occupants, clear_occupant);
      home->agency = !kin_query_is_null (query, 8) || g_strcmp0 (home->home->kind, "agency") == 0;
      home->bedrooms = kin_query_is_null (query, 9) ? -1 : (int) kin_query_get_int (query, 9);
      home->may_share = kin_query_get_int (query, 10) != 0;
      home->approvals = g_array_new (FALSE, TRUE, sizeof (KinPlacesApproval));
      home->stays = g_array_new (FALSE, TRUE, sizeof (KinPlacesStay));
      home->holds = g_array_new (FALSE, TRUE, sizeof (KinPlacesHold));
      home->exemptions = g_array_new (FALSE, TRUE, sizeof (KinPlacesExemption));
      home->unavailabilities = g_array_new (FALSE, TRUE, sizeof (KinPlacesUnavailability));
      g_ptr_array_add (facts->homes, home);
      g_hash_table_insert (facts->by_number, &home->household, home);
    }
}

static KinHomeFacts *
find_home (KinHomesFacts *facts, KinQuery *query, int column)
{
  gint64 no = kin_query_get_int (query, column);

  return g_hash_table_lookup (facts->by_number, &no);
}

static gpointer
keep (KinHomesFacts *facts, gpointer data)
{
  g_ptr_array_add (facts->kept, data);
  return data;
}

static const char *const *
split_codes (KinHomesFacts *facts, const char *codes)
{
  GPtrArray *list;
  g_auto (GStrv) each = NULL;

  if (codes == NULL || *codes == '\0')
    return NULL;
  each = g_strsplit (codes, " ", -1);
  list = g_ptr_array_new ();
  for (guint i = 0; each[i] != NULL; i++)
    g_ptr_array_add (list, keep (facts, g_strdup (each[i])));
  g_ptr_array_add (list, NULL);
  return keep (facts, g_ptr_array_free (list, FALSE));
}

/* A review or a variation says what the terms are from now on; so does the end of approval, which has none. Terms for a named
 * child and temporary approvals are decisions of their own and go on. */
static void
replace_earlier (GArray *approvals, const char *kind, KinDay from)
{
  if (g_strcmp0 (kind, "review") != 0 && g_strcmp0 (kind, "variation") != 0 && g_strcmp0 (kind, "ended") != 0)
    return;
  for (guint i = 0; i < approvals->len; i++)
    {
      KinPlacesApproval *earlier = &g_array_index (approvals, KinPlacesApproval, i);
      gboolean ended = g_strcmp0 (kind, "ended") == 0;

      if ((ended || (earlier->named_child == 0 && earlier->kind == KIN_APPROVAL_FULL)) && (earlier->to == KIN_NO_DAY || earlier->to >= from))
        earlier->to = from - 1;
    }
}

static KinDay
end_of_notice (KinDay notice, KinDay to)
{
  g_autoptr (KinDue) due = kin_due_resignation (notice, notice);

  return to == KIN_NO_DAY ? due->due : MIN (to, due->due);
}

/* One row of terms: kinds and genders are few, so they are interned. */
typedef struct
{
  gint64      no, household, named_child;
  KinDay      from, to, notice;
  int         places, age_min, age_max;
  gboolean    siblings_only;
  const char *kind, *gender, *categories; /* categories is kept by the facts */
} Terms;

static int
limit_of_age (KinQuery *query, int column)
{
  return kin_query_is_null (query, column) ? -1 : (int) kin_query_get_int (query, column);
}

static Terms
take_terms (KinHomesFacts *facts, KinQuery *query)
{
  const char *categories = kin_query_get_text (query, 9);
  Terms terms = { .household = kin_query_get_int (query, 0), .no = kin_query_get_int (query, 1), .named_child = kin_query_get_int (query, 10) };

  terms.kind = g_intern_string (kin_query_get_text (query, 2));
  terms.from = (KinDay) kin_query_get_int (query, 3);
  terms.to = (KinDay) kin_query_get_int (query, 4);
  terms.places = (int) CLAMP (kin_query_get_int (query, 5), 0, 99);
  terms.age_min = limit_of_age (query, 6);
  terms.age_max = limit_of_age (query, 7);
  terms.gender = g_intern_string (kin_query_get_text (query, 8));
  terms.categories = categories != NULL ? keep (facts, g_strdup (categories)) : NULL;
  terms.siblings_only = kin_query_get_int (query, 11) != 0;
  terms.notice = (KinDay) kin_query_get_int (query, 12);
  return terms;
}

static void
add_approval (KinHomesFacts *facts, KinHomeFacts *home, const Terms *terms)
{
  KinPlacesApproval approval = { .id = terms->no, .from = terms->from, .to = terms->to };

  replace_earlier (home->approvals, terms->kind, approval.from);
  /* An emergency placement outside the terms is not a term: it is what "over" speaks of. */
  if (g_strcmp0 (terms->kind, "ended") == 0)
    home->ended = MAX (home->ended, approval.from);
  if (g_strcmp0 (terms->kind, "ended") == 0 || g_strcmp0 (terms->kind, "emergency") == 0)
    return;
  approval.kind = g_strcmp0 (terms->kind, "temporary") == 0            ? KIN_APPROVAL_TEMPORARY
                  : g_strcmp0 (terms->kind, "temporary_extended") == 0 ? KIN_APPROVAL_TEMPORARY_EXTENDED
                                                                       : KIN_APPROVAL_FULL;
  approval.places = terms->places;
  approval.age_min = terms->age_min;
  approval.age_max = terms->age_max;
  approval.sex = g_strcmp0 (terms->gender, "male") == 0 ? KIN_SEX_MALE : g_strcmp0 (terms->gender, "female") == 0 ? KIN_SEX_FEMALE : KIN_SEX_ANY;
  approval.categories = split_codes (facts, terms->categories);
  approval.named_child = terms->named_child;
  approval.siblings_only = terms->siblings_only;
  if (terms->notice != KIN_NO_DAY)
    {
      approval.to = end_of_notice (terms->notice, approval.to);
      home->ended = MAX (home->ended, approval.to + 1);
    }
  /* A temporary approval's end counts from its own start (reg 25 extends the one before: 24 weeks from there). */
  if (approval.kind == KIN_APPROVAL_TEMPORARY_EXTENDED && home->approvals->len > 0)
    {
      KinPlacesApproval *last = &g_array_index (home->approvals, KinPlacesApproval, home->approvals->len - 1);

      if (last->kind == KIN_APPROVAL_TEMPORARY && approval.from > last->from)
        {
          KinDay end = last->from + 24 * 7;

          last->to = last->to == KIN_NO_DAY ? approval.from - 1 : MIN (last->to, approval.from - 1);
          approval.to = approval.to == KIN_NO_DAY ? end : MIN (approval.to, end);
        }
    }
  g_array_append_val (home->approvals, approval);
}

/* Of two that begin on one day the one that comes later here replaces the other: the order of ids is the same in every file. */
static int
compare_terms (gconstpointer a, gconstpointer b, gpointer reader)
{
  const Terms *x = a, *y = b;
  KinId i, k;

  if (x->household != y->household)
    return x->household < y->household ? -1 : 1;
  if (x->from != y->from || x->no == y->no)
    return x->from - y->from;
  if (!kin_reader_id_of (reader, x->no, &i) || !kin_reader_id_of (reader, y->no, &k))
    return x->no < y->no ? -1 : 1;
  return memcmp (&i, &k, sizeof i);
}

#define APPROVAL_COLUMNS \
  "SELECT household, no, kind, period_start, period_end, places, age_from, age_to, gender, categories, named_child, siblings_only, notice FROM approval "

static void
read_approvals (KinReader *reader, KinHomesFacts *facts, gint64 household)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Terms));
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, household != 0 ? APPROVAL_COLUMNS "WHERE household = ?1 AND period_start IS NOT NULL"
                                                   : APPROVAL_COLUMNS "WHERE period_start IS NOT NULL /* scan: all terms */");
  kin_query_int (query, 1, household);
  while (kin_query_step (query))
    {
      Terms terms = take_terms (facts, query);

      g_array_append_val (all, terms);
    }
  kin_query_end (g_steal_pointer (&query));
  g_array_sort_with_data (all, compare_terms, reader);
  for (guint i = 0; i < all->len; i++)
    {
      const Terms *terms = &g_array_index (all, Terms, i);
      KinHomeFacts *home = g_hash_table_lookup (facts->by_number, &terms->household);

      if (home != NULL)
        add_approval (facts, home, terms);
    }
}

/* The children that an exemption names come as rows beside it. */
#define EXEMPTION_COLUMNS \
  "SELECT e.household, e.no, e.period_start, e.period_end, c.child FROM exemption e LEFT JOIN exemption_child c ON c.exemption = e.no "

static void
read_exemptions (KinReader *reader, KinHomesFacts *facts, gint64 household)
{
  g_autoptr (KinQuery) query = NULL;
  gint64 last = 0;
  GArray *children = NULL;

  query = kin_reader_query (reader, household != 0 ? EXEMPTION_COLUMNS "WHERE e.household = ?1 ORDER BY e.no"
                                                   : EXEMPTION_COLUMNS "ORDER BY e.no /* scan: all exemptions */");
  kin_query_int (query, 1, household);
  while (kin_query_step (query))
    {
      KinHomeFacts *home = find_home (facts, query, 0);
      gint64 child = kin_query_get_int (query, 4);
      KinPlacesExemption *exemption;

      if (home == NULL)
        continue;
      if (kin_query_get_int (query, 1) != last)
        {
          KinPlacesExemption fresh = { (KinDay) kin_query_get_int (query, 2), (KinDay) kin_query_get_int (query, 3), NULL, 0 };

          last = kin_query_get_int (query, 1);
          g_array_append_val (home->exemptions, fresh);
          children = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_ptr_array_add (facts->lists, children);
        }
      if (child != 0)
        g_array_append_val (children, child);
      /* The array's data may move while it grows. */
      exemption = &g_array_index (home->exemptions, KinPlacesExemption, home->exemptions->len - 1);
      exemption->children = (const gint64 *) (gpointer) children->data;
      exemption->n_children = children->len;
    }
}

#define UNAVAILABILITY_COLUMNS "SELECT household, period_start, period_end, places, reason FROM unavailability "

static void
read_unavailabilities (KinReader *reader, KinHomesFacts *facts, gint64 household)
{
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, household != 0 ? UNAVAILABILITY_COLUMNS "WHERE household = ?1"
                                                   : UNAVAILABILITY_COLUMNS "/* scan: all that is not available */");
  kin_query_int (query, 1, household);
  while (kin_query_step (query))
    {
      KinHomeFacts *home = find_home (facts, query, 0);
      const char *reason = kin_query_get_text (query, 4);
      KinPlacesUnavailability un = { (KinDay) kin_query_get_int (query, 1), (KinDay) kin_query_get_int (query, 2),
                                     (int) CLAMP (kin_query_get_int (query, 3), 0, 99), NULL };

      if (home == NULL)
        continue;
      if (reason != NULL && kin_code_find ("unavailability_reason", reason) != NULL)
        /* Lists say until when, and never why, where why is nobody's business: an allegation, an illness (sight.h). */
        un.reason = kin_sight_is_open ("unavailability_reason", reason) ? kin_code_label ("unavailability_reason", reason) : NULL;
      else if (reason != NULL)
        un.reason = keep (facts, g_strdup (reason));
      g_array_append_val (home->unavailabilities, un);
    }
}

#define MEMBER_COLUMNS \
  "SELECT household FROM member WHERE uses_room = 1 AND (period_start IS NULL OR period_start <= ?2) AND (period_end IS NULL OR period_end > ?2)"

static void
read_members (KinReader *reader, KinHomesFacts *facts, gint64 household)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, household != 0 ? MEMBER_COLUMNS " AND household = ?1" : MEMBER_COLUMNS " /* scan: all members */");

  kin_query_int (query, 1, household);
  kin_query_int (query, 2, facts->day);
  while (kin_query_step (query))
    {
      KinHomeFacts *home = find_home (facts, query, 0);

      if (home != NULL)
        home->rooms_used++;
    }
}

/* A status has no date, so it speaks of now and what comes, never of the past. */
static void
heed_status (KinHomesFacts *facts)
{
  for (guint i = 0; i < facts->homes->len; i++)
    {
      KinHomeFacts *home = facts->homes->pdata[i];
      KinPlacesUnavailability un = { facts->today, KIN_NO_DAY, 0, NULL };

      if (g_strcmp0 (home->home->status, "on_hold") != 0 && g_strcmp0 (home->home->status, "closed") != 0)
        continue;
      un.reason = kin_code_label ("household_status", home->home->status);
      g_array_append_val (home->unavailabilities, un);
    }
}

/* rows NULL: closed homes as well. */
static KinHomesFacts *
read_terms (KinReader *reader, gint64 household, GArray *rows)
{
  KinHomesFacts *facts = g_new0 (KinHomesFacts, 1);

  facts->homes = g_ptr_array_new_with_free_func (free_facts);
  facts->by_number = g_hash_table_new (g_int64_hash, g_int64_equal);
  facts->kept = g_ptr_array_new_with_free_func (g_free);
  facts->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  read_homes (reader, facts, household, rows);
  if (facts->homes->len == 0)
    return facts;
  read_approvals (reader, facts, household);
  read_exemptions (reader, facts, household);
  return facts;
}

KinHomesFacts *
kin_homes_facts_read_terms (KinReader *reader, gint64 household)
{
  return read_terms (reader, household, NULL);
}

KinHomesFacts *
kin_homes_facts_read (KinReader *reader, gint64 household, KinDay day, KinDay today)
{
  g_autoptr (GArray) rows = kin_homes_facts_rows (reader, household, day, today);
  KinHomesFacts *facts = read_terms (reader, household, rows);

  facts->day = day;
  facts->today = today;
  if (facts->homes->len == 0)
    return facts;
  read_unavailabilities (reader, facts, household);
  read_members (reader, facts, household);
  heed_status (facts);
  kin_homes_facts_take_rows (reader, facts, rows);
  return facts;
}

KinPlacesFacts
kin_home_facts_for_rule (const KinHomeFacts *home)
{
  KinPlacesFacts facts = { 0 };
  int rooms = home->bedrooms < 0 ? -1 : MAX (home->bedrooms - home->rooms_used, 0);

  facts.approvals = (const KinPlacesApproval *) (gpointer) home->approvals->data;
  facts.n_approvals = home->approvals->len;
  facts.stays = (const KinPlacesStay *) (gpointer) home->stays->data;
  facts.n_stays = home->stays->len;
  facts.holds = (const KinPlacesHold *) (gpointer) home->holds->data;
  facts.n_holds = home->holds->len;
  facts.exemptions = (const KinPlacesExemption *) (gpointer) home->exemptions->data;
  facts.n_exemptions = home->exemptions->len;
  facts.unavailabilities = (const KinPlacesUnavailability *) (gpointer) home->unavailabilities->data;
  facts.n_unavailabilities = home->unavailabilities->len;
  facts.bedroom_places = rooms < 0 ? -1 : home->may_share ? 2 * rooms : rooms;
  facts.confirmed = home->home->confirmed;
  facts.ended = home->ended;
  return facts;
}
