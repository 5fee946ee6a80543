/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duty board: facts in, the rule's answer and a page's words out. */
#include "homes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fit.h"
#include "because.h"
#include "clashes.h"
#include "home-facts.h"
#include "home-words.h"
#include "moment.h"
#include "ours.h"

void
kin_home_free (KinHome *home)
{
  if (home == NULL)
    return;
  g_free (home->name);
  g_free (home->reference);
  g_free (home->telephone);
  g_free (home->kind);
  g_free (home->status);
  g_free (home->worker);
  g_free (home->terms);
  g_free (home->state_text);
  g_array_unref (home->occupants);
  kin_places_result_free (home->places);
  g_free (home);
}

void
kin_homes_free (KinHomes *homes)
{
  if (homes == NULL)
    return;
  g_ptr_array_unref (homes->homes);
  g_free (homes);
}

static void
mark_breaches (KinHome *home)
{
  for (guint i = 0; i < home->places->breaches->len; i++)
    {
      const KinPlacesBreach *breach = home->places->breaches->pdata[i];

      for (guint k = 0; k < home->occupants->len; k++)
        if (g_array_index (home->occupants, KinOccupant, k).child == breach->child)
          g_array_index (home->occupants, KinOccupant, k).breach = TRUE;
    }
}

static gboolean
could_take (const KinPlacesFacts *facts, KinDay day, guint n, int age)
{
  KinPlacesChild children[KIN_HOME_MOST_TOGETHER] = { 0 };
  g_autoptr (KinFitResult) fit = NULL;

  for (guint i = 0; i < n; i++)
    {
      children[i].id = -1 - (gint64) i; /* numbers that no child and no group has */
      children[i].groups[0] = -1;
      children[i].born = age >= 0 ? kin_day_add_months (day, -12 * age) : KIN_NO_DAY;
    }
  fit = kin_fit_compute (facts, children, n, day);
  return fit->fits;
}

/* Between the bounds of its terms a home answers alike for all ages. */
static guint32
find_ages (const KinPlacesFacts *facts, KinDay day)
{
  guint32 ages = 0, bounds = 1;
  gboolean fits = FALSE;

  for (guint i = 0; i < facts->n_approvals; i++)
    {
      bounds |= 1u << CLAMP (facts->approvals[i].age_min, 0, 18);
      bounds |= 1u << CLAMP (facts->approvals[i].age_max + 1, 0, 18);
    }
  for (int age = 0; age < 18; age++)
    {
      if ((bounds & (1u << age)) != 0)
        fits = could_take (facts, day, 1, age);
      if (fits)
        ages |= 1u << age;
    }
  return ages;
}

static void
find_room (KinHome *home, const KinPlacesFacts *facts, KinDay day)
{
  if (home->places->vacant_firm + home->places->vacant_unconfirmed + home->places->restricted == 0)
    return;
  home->ages = find_ages (facts, day);
  while (home->together < KIN_HOME_MOST_TOGETHER && could_take (facts, day, home->together + 1, -1))
    home->together++;
}

/* Over, and nobody has decided it: everybody who competes for the bed is marked, and the home says so. By forename, as every line
 * that explains a home: it is printed, too. */
static void
mark_contested (KinReader *reader, KinHome *home, KinDay day)
{
  g_autoptr (GPtrArray) clashes = NULL;

  if (home->state != KIN_HOME_OVER)
    return;
  clashes = kin_book_clashes_of (reader, home->household);
  for (int rule = KIN_CLASH_TERMS; rule <= KIN_CLASH_THREE; rule++)
    {
      const KinClash *clash = kin_clashes_on (clashes, home->household, (KinClashRule) rule, day);
      g_autoptr (GString) names = g_string_new (NULL);

      if (clash == NULL)
        continue;
      home->state = KIN_HOME_CONTESTED;
      for (guint i = 0; i < home->occupants->len; i++)
        {
          KinOccupant *occupant = &g_array_index (home->occupants, KinOccupant, i);

          if (!kin_clash_contests (clash, occupant->child))
            continue;
          occupant->breach = TRUE;
          g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", occupant->name != NULL ? occupant->name : "?");
        }
      kin_because_add (home->places->because, _("nobody has decided yet: %s"), names->str);
    }
}

/* Takes the home out of its facts. */
static KinHome *
judge (KinReader *reader, KinHomeFacts *facts, KinDay day)
{
  KinPlacesFacts for_rule = kin_home_facts_for_rule (facts);
  KinHome *home = g_steal_pointer (&facts->home);

  home->places = kin_places_compute (&for_rule, day);
  find_room (home, &for_rule, day);
  mark_breaches (home);
  home->terms = kin_home_terms_in_words (reader, facts, day);
  home->state = kin_home_judge (home);
  mark_contested (reader, home, day);
  home->state_text = kin_home_state_in_words (facts, home, day);
  return home;
}

void
kin_homes_balance_add (KinHomesBalance *balance, const KinPlacesResult *places)
{
  balance->homes++;
  balance->terms += places->terms;
  balance->over += places->over;
  balance->filled += places->filled;
  balance->held += places->held;
  balance->not_available += places->not_available;
  balance->restricted += places->restricted;
  balance->vacant_firm += places->vacant_firm;
  balance->vacant_unconfirmed += places->vacant_unconfirmed;
}

static gboolean
has_terms (const KinHomeFacts *facts, KinDay day)
{
  for (guint i = 0; i < facts->approvals->len; i++)
    {
      const KinPlacesApproval *approval = &g_array_index (facts->approvals, KinPlacesApproval, i);
      KinDay end = kin_places_approval_end (approval);

      if (approval->from <= day && (end == KIN_NO_DAY || end >= day))
        return TRUE;
    }
  return FALSE;
}

/* Homes of agencies whose terms we do not have, closed ones that nobody lives in, and on a day in the past those that were not
 * approved then, are not the duty desk's. */
static gboolean
belongs (const KinHomeFacts *facts, KinDay day, KinDay today)
{
  if (day < today && facts->home->occupants->len == 0 && !has_terms (facts, day))
    return FALSE;
  if (facts->agency && facts->approvals->len == 0)
    return FALSE;
  return g_strcmp0 (facts->home->status, "closed") != 0 || facts->home->occupants->len > 0;
}

KinHomes *
kin_book_homes (KinReader *reader, KinDay day, KinDay today)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autoptr (KinHomesFacts) facts = NULL;
  KinHomes *homes = g_new0 (KinHomes, 1);

  facts = kin_homes_facts_read (reader, 0, day, today != KIN_NO_DAY ? today : kin_book_today (reader));
  homes->day = day;
  homes->homes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_home_free);
  for (guint i = 0; i < facts->homes->len; i++)
    {
      KinHomeFacts *each = facts->homes->pdata[i];
      KinHome *home;

      if (!belongs (each, day, facts->today))
        continue;
      home = judge (reader, each, day);
      kin_homes_balance_add (&homes->balance, home->places);
      g_ptr_array_add (homes->homes, home);
    }
  return homes;
}

KinHome *
kin_book_home (KinReader *reader, gint64 household, KinDay day, KinDay today)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  g_autoptr (KinHomesFacts) facts = NULL;

  if (household == 0)
    return NULL;
  facts = kin_homes_facts_read (reader, household, day, today != KIN_NO_DAY ? today : kin_book_today (reader));
  return facts->homes->len > 0 ? judge (reader, facts->homes->pdata[0], day) : NULL;
}

KinPlacesResult *
kin_book_home_places (KinReader *reader, gint64 household, KinDay day)
{
  g_autoptr (KinHome) home = kin_book_home (reader, household, day, KIN_NO_DAY);

  return home != NULL ? g_steal_pointer (&home->places) : NULL;
}

char *
kin_homes_balance_to_text (const KinHomesBalance *balance)
{
  return g_strdup_printf (_("%d in terms + %d over = %d filled + %d held + %d not available + %d restricted + %d vacant, firm + %d vacant, unconfirmed"),
                          (int) balance->terms, (int) balance->over, (int) balance->filled, (int) balance->held, (int) balance->not_available,
                          (int) balance->restricted, (int) balance->vacant_firm, (int) balance->vacant_unconfirmed);
}
