/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms and states in the words of a duty desk. */
#include "home-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
kin_home_state_to_text (KinHomeState state)
{
  static const char *const texts[KIN_N_HOME_STATES] = {
    [KIN_HOME_HAS_PLACE] = N_("Has a place"),        [KIN_HOME_UNCONFIRMED] = N_("Unconfirmed"),
    [KIN_HOME_FULL] = N_("Full"),                    [KIN_HOME_RESTRICTED] = N_("Restricted"),
    [KIN_HOME_NOT_AVAILABLE] = N_("Not available"),  [KIN_HOME_NOT_APPROVED] = N_("Not approved"),
    [KIN_HOME_OVER] = N_("Over"),                    [KIN_HOME_CONTESTED] = N_("Contested"),
  };

  return state < KIN_N_HOME_STATES ? _(texts[state]) : "";
}

static gboolean
is_live (KinDay from, KinDay to, KinDay day)
{
  return from <= day && (to == KIN_NO_DAY || to >= day);
}

static void
add_ages (GString *text, const KinPlacesApproval *approval)
{
  if (approval->age_min >= 0 && approval->age_max >= 0)
    /* Translators: the ages for which a home is approved, after the number of children: "3, aged 0–12" */
    g_string_append_printf (text, _(", aged %d–%d"), approval->age_min, approval->age_max);
  else if (approval->age_min > 0)
    g_string_append_printf (text, _(", aged %d and over"), approval->age_min);
  else if (approval->age_max >= 0)
    g_string_append_printf (text, _(", aged up to %d"), approval->age_max);
}

/* As at home: the board is printed and lies about, so no surname is on it. */
static char *
call_child (KinReader *reader, gint64 child)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT coalesce (forename, known_as) FROM child WHERE no = ?1");

  kin_query_int (query, 1, child);
  if (kin_query_step (query) && !kin_query_is_null (query, 0))
    return g_strdup (kin_query_get_text (query, 0));
  return g_strdup (_("a named child"));
}

static void
add_terms (KinReader *reader, GString *text, const KinPlacesApproval *approval)
{
  g_autofree char *name = approval->named_child != 0 ? call_child (reader, approval->named_child) : NULL;
  KinDay end = kin_places_approval_end (approval);

  if (name != NULL)
    /* Translators: terms of approval for one child: "Lee only" */
    g_string_append_printf (text, _("%s only"), name);
  else
    g_string_append_printf (text, "%d", approval->places);
  if (approval->siblings_only)
    g_string_append (text, _(", siblings only"));
  add_ages (text, approval);
  if (approval->sex != KIN_SEX_ANY)
    g_string_append (text, approval->sex == KIN_SEX_FEMALE ? _(", girls") : _(", boys"));
  if (approval->categories != NULL && approval->categories[0] != NULL && approval->categories[1] == NULL &&
      strcmp (approval->categories[0], "parent_child") == 0)
    g_string_append (text, _(", parent and child"));
  if (approval->kind != KIN_APPROVAL_FULL)
    {
      g_autofree char *until = kin_day_to_words (end);

      g_string_append_printf (text, _(", temporary to %s"), until);
    }
}

char *
kin_home_terms_in_words (KinReader *reader, const KinHomeFacts *home, KinDay day)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < home->approvals->len; i++)
    {
      const KinPlacesApproval *approval = &g_array_index (home->approvals, KinPlacesApproval, i);

      if (!is_live (approval->from, kin_places_approval_end (approval), day))
        continue;
      if (text->len > 0)
        g_string_append (text, " + ");
      add_terms (reader, text, approval);
    }
  return g_string_free (text, FALSE);
}

KinHomeState
kin_home_judge (const KinHome *home)
{
  const KinPlacesResult *places = home->places;

  for (guint i = 0; i < home->occupants->len; i++)
    if (g_array_index (home->occupants, KinOccupant, i).state == KIN_OCCUPANT_ELSEWHERE)
      return KIN_HOME_CONTESTED;
  if (places->over > 0 || places->breaches->len > 0)
    return KIN_HOME_OVER;
  if (places->terms == 0)
    return KIN_HOME_NOT_APPROVED;
  if (places->vacant_firm > 0)
    return KIN_HOME_HAS_PLACE;
  if (places->vacant_unconfirmed > 0)
    return KIN_HOME_UNCONFIRMED;
  if (places->not_available > 0)
    return KIN_HOME_NOT_AVAILABLE;
  return places->restricted > 0 ? KIN_HOME_RESTRICTED : KIN_HOME_FULL;
}

static char *
confirmed_in_words (KinDay confirmed, KinDay day)
{
  int days = day - confirmed;

  if (confirmed == KIN_NO_DAY || confirmed > day)
    return g_strdup (_("never confirmed"));
  if (days == 0)
    return g_strdup (_("confirmed today"));
  if (days <= KIN_PLACES_CONFIRM_DAYS)
    return g_strdup_printf (ngettext ("confirmed %d day ago", "confirmed %d days ago", (gulong) days), days);
  return g_strdup_printf (ngettext ("not confirmed for %d day", "not confirmed for %d days", (gulong) days), days);
}

static char *
unavailable_in_words (const KinHomeFacts *facts, KinDay day)
{
  KinDay until = KIN_NO_DAY;
  gboolean open = FALSE;
  g_autofree char *words = NULL;

  for (guint i = 0; i < facts->unavailabilities->len; i++)
    {
      const KinPlacesUnavailability *un = &g_array_index (facts->unavailabilities, KinPlacesUnavailability, i);

      if (!is_live (un->from, un->to, day))
        continue;
      open = open || un->to == KIN_NO_DAY;
      until = MAX (until, un->to);
    }
  words = open ? NULL : kin_day_to_words (until);
  return words != NULL ? g_strdup_printf (_("not available until %s"), words) : g_strdup (_("not available"));
}

char *
kin_home_state_in_words (const KinHomeFacts *facts, const KinHome *home, KinDay day)
{
  switch (home->state)
    {
    case KIN_HOME_HAS_PLACE:
    case KIN_HOME_UNCONFIRMED:
      return confirmed_in_words (home->confirmed, day);
    case KIN_HOME_NOT_AVAILABLE:
      return unavailable_in_words (facts, day);
    case KIN_HOME_OVER:
      if (home->places->over > 0)
        return g_strdup_printf (_("%d over"), home->places->over);
      return g_strdup (home->places->usual_ok ? _("outside the terms") : _("over three"));
    case KIN_HOME_NOT_APPROVED:
      return g_strdup (g_strcmp0 (home->status, "prospective") == 0 ? _("in assessment") : _("no terms of approval"));
    case KIN_HOME_RESTRICTED:
      return g_strdup (_("named child or siblings only"));
    case KIN_HOME_FULL:
      return g_strdup (home->places->held > 0 ? _("full, a place is held") : _("full"));
    default:
      if (home->places->over > 0)
        /* Translators: nobody has decided about it: "contested: 1 over" */
        return g_strdup_printf (_("contested: %d over"), home->places->over);
      if (home->places->breaches->len > 0)
        return g_strdup (home->places->usual_ok ? _("contested: outside the terms") : _("contested: over three"));
      return g_strdup (_("contested: a child here and elsewhere"));
    }
}
