/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before it is saved the rule is asked whether the child fits; after, what is not as it must be. Both in the rule's own words. */
#include "warnings.h"

#include <glib/gi18n-lib.h>

#include "fit.h"
#include "home-facts.h"
#include "lanes.h"
#include "moment.h"
#include "ours.h"

static gboolean
is_here (const KinHomeFacts *home, gint64 child)
{
  for (guint i = 0; i < home->home->occupants->len; i++)
    {
      const KinOccupant *occupant = &g_array_index (home->home->occupants, KinOccupant, i);

      if (occupant->child == child && (occupant->state == KIN_OCCUPANT_HERE || occupant->state == KIN_OCCUPANT_PLANNED))
        return TRUE;
    }
  return FALSE;
}

static void
add_breaches (const KinPlacesFacts *facts, gint64 child, KinDay day, GPtrArray *sentences)
{
  g_autoptr (KinPlacesResult) places = kin_places_compute (facts, day);

  for (guint i = 0; i < places->breaches->len; i++)
    {
      const KinPlacesBreach *breach = places->breaches->pdata[i];

      if (breach->child == 0 || breach->child == child)
        g_ptr_array_add (sentences, g_strdup (breach->text));
    }
}

static void
add_reasons (const KinPlacesFacts *facts, const KinPlacesChild *child, KinDay day, GPtrArray *sentences)
{
  g_autoptr (KinFitResult) fit = kin_fit_compute (facts, child, 1, day);

  for (guint i = 0; i < fit->reasons->len; i++)
    {
      const KinFitReason *reason = fit->reasons->pdata[i];

      if (reason->no == KIN_FIT_ALREADY_HERE)
        continue;
      if (reason->law != KIN_LAW_NONE)
        g_ptr_array_add (sentences, g_strdup_printf ("%s (%s)", reason->text, kin_law_to_text (reason->law)));
      else
        g_ptr_array_add (sentences, g_strdup (reason->text));
    }
}

static void
judge_home (KinReader *reader, gint64 household, gint64 child, KinDay day, GPtrArray *sentences)
{
  g_autoptr (KinHomesFacts) homes = kin_homes_facts_read (reader, household, day, kin_book_today (reader));
  KinPlacesFacts facts;

  if (homes->homes->len == 0)
    return;
  facts = kin_home_facts_for_rule (homes->homes->pdata[0]);
  if (is_here (homes->homes->pdata[0], child))
    add_breaches (&facts, child, day, sentences);
  else
    add_reasons (&facts, kin_homes_facts_child (reader, homes, child), day, sentences);
}

/* A temporary placement beside a lasting one is as it should be. */
static void
find_elsewhere (KinReader *reader, gint64 household, gint64 child, KinDay day, GPtrArray *sentences)
{
  g_autofree char *name = kin_reader_title (reader, child);
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT coalesce (household, establishment), placement_type, period_start FROM placement WHERE child = ?1 "
                                    "AND period_start <= ?2 AND (period_end IS NULL OR period_end > ?2) AND (household IS NULL OR household <> ?3) "
                                    "AND coalesce (placement_type, '') NOT LIKE 'T%'");
  kin_query_int (query, 1, child);
  kin_query_int (query, 2, day);
  kin_query_int (query, 3, household);
  while (kin_query_step (query))
    {
      g_autofree char *where = kin_placement_where (reader, kin_query_get_int (query, 0), kin_query_get_text (query, 1));
      g_autofree char *since = kin_day_to_words ((KinDay) kin_query_get_int (query, 2));

      g_ptr_array_add (sentences, g_strdup_printf (_("%s is already placed elsewhere: %s, since %s. End that placement on the day of the move."), name,
                                                   where, since));
    }
}

GPtrArray *
kin_book_would_fit (KinReader *reader, gint64 household, gint64 child, KinDay day)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  if (child == 0 || day == KIN_NO_DAY)
    return sentences;
  if (household != 0)
    judge_home (reader, household, child, day, sentences);
  find_elsewhere (reader, household, child, day, sentences);
  return sentences;
}
