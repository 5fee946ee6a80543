/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A child's page: who, how old, where, and for how long. The lanes are in lanes.c. */
#include "life.h"

#include <glib/gi18n-lib.h>

#include "codes.h"
#include "in-care.h"
#include "lanes.h"
#include "moment.h"
#include "ours.h"
#include "prices.h"
#include "where.h"

static void
clear_bar (gpointer data)
{
  KinBar *bar = data;

  g_free (bar->text);
  g_free (bar->code);
}

GArray *
kin_bars_new (void)
{
  GArray *bars = g_array_new (FALSE, FALSE, sizeof (KinBar));

  g_array_set_clear_func (bars, clear_bar);
  return bars;
}

static void
free_lane (gpointer data)
{
  KinLane *lane = data;

  g_free (lane->label);
  g_array_unref (lane->bars);
  g_free (lane);
}

void
kin_child_life_free (KinChildLife *life)
{
  if (life == NULL)
    return;
  g_free (life->name);
  g_free (life->age);
  g_free (life->care);
  g_free (life->where);
  g_ptr_array_unref (life->lanes);
  g_clear_pointer (&life->groups, g_ptr_array_unref);
  g_free (life);
}

/* "7 years 2 months", "5 months", "12 days". */
static char *
span_in_words (KinDay from, KinDay to)
{
  int months = 0, years;
  g_autofree char *in_years = NULL, *in_months = NULL;

  while (kin_day_add_months (from, (months + 12)) <= to)
    months += 12;
  while (kin_day_add_months (from, months + 1) <= to)
    months++;
  if (months == 0)
    return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) (to - from)), to - from);
  years = months / 12;
  months %= 12;
  in_years = g_strdup_printf (ngettext ("%d year", "%d years", (gulong) years), years);
  in_months = g_strdup_printf (ngettext ("%d month", "%d months", (gulong) months), months);
  if (years == 0)
    return g_steal_pointer (&in_months);
  if (months == 0)
    return g_steal_pointer (&in_years);
  return g_strdup_printf ("%s %s", in_years, in_months);
}

char *
kin_age_in_words (KinDay born, KinDay on)
{
  return born == KIN_NO_DAY || born > on ? g_strdup ("") : span_in_words (born, on);
}

static char *
age_of (KinQuery *query, KinDay day)
{
  KinDay born = (KinDay) kin_query_get_int (query, 2), expected = (KinDay) kin_query_get_int (query, 3);
  g_autofree char *when = kin_day_to_words (expected);

  if (born != KIN_NO_DAY && born <= day)
    return span_in_words (born, day);
  if (when != NULL && born == KIN_NO_DAY)
    return g_strdup_printf (_("not born yet, expected %s"), when);
  return g_strdup ("");
}

static void
find_care (KinReader *reader, KinChildLife *life)
{
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT min (period_start) FROM care_period WHERE child = ?1 AND period_start <= ?2 "
                                    "AND (period_end IS NULL OR period_end > ?2)");
  kin_query_int (query, 1, life->child);
  kin_query_int (query, 2, life->day);
  life->in_care = kin_query_step (query) && !kin_query_is_null (query, 0);
  if (life->in_care)
    {
      g_autofree char *span = span_in_words ((KinDay) kin_query_get_int (query, 0), life->day);

      life->care = g_strdup_printf (_("looked after for %s"), span);
    }
  else
    life->care = g_strdup (_("not looked after"));
}

char *
kin_placement_where (KinReader *reader, gint64 home, const char *place)
{
  if (home != 0)
    return kin_reader_title (reader, home);
  if (place != NULL && (place[0] == 'U' || place[0] == 'A'))
    return g_strdup_printf (_("Home not linked · %s"), kin_code_label ("placement_type", place));
  return g_strdup (place != NULL ? kin_code_label ("placement_type", place) : _("Home not known"));
}

static void
find_placement (KinReader *reader, KinChildLife *life, gboolean money)
{
  g_autoptr (KinQuery) query = NULL;
  g_autoptr (KinCostsOn) cost = NULL;

  life->weekly = -1;
  life->placement = kin_book_placement_on (reader, life->child, life->day);
  query = kin_reader_query (reader, "SELECT coalesce (household, establishment), period_start FROM placement WHERE no = ?1");
  kin_query_int (query, 1, life->placement);
  if (!kin_query_step (query))
    {
      life->where = g_strdup ("");
      return;
    }
  life->home = kin_query_get_int (query, 0);
  life->where = kin_book_where (reader, life->placement);
  life->since = (KinDay) kin_query_get_int (query, 1);
  cost = money ? kin_book_placement_cost (reader, life->placement, life->day) : NULL;
  if (cost != NULL && cost->weekly[KIN_COSTS_TOTAL] != 0)
    life->weekly = cost->weekly[KIN_COSTS_TOTAL];
}

KinChildLife *
kin_book_child (KinReader *reader, gint64 child, KinDay day, gboolean money)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autoptr (KinQuery) query = NULL;
  KinChildLife *life;

  query = kin_reader_query (reader, "SELECT forename, surname, born, expected, protected_address FROM child WHERE no = ?1");
  kin_query_int (query, 1, child);
  if (!kin_query_step (query))
    return NULL;
  life = g_new0 (KinChildLife, 1);
  life->child = child;
  life->day = day;
  life->name = kin_reader_title (reader, child);
  life->age = age_of (query, day);
  life->protected_address = kin_query_get_int (query, 4) != 0;
  life->ours = kin_book_is_ours (reader, child);
  life->lanes = g_ptr_array_new_with_free_func (free_lane);
  find_care (reader, life);
  find_placement (reader, life, money);
  life->groups = kin_book_child_groups (reader, child, day);
  kin_lanes_add (reader, life, money);
  return life;
}
