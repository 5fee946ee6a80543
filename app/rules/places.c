/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A night's places in words: the numbers, what is not as it must be, and when it changes next. */
#include "places.h"

#include <glib/gi18n-lib.h>

#include "because.h"
#include "places-day.h"

#define LOOK_AHEAD 366
#define EMERGENCY_DAYS 6

KinDay
kin_places_approval_end (const KinPlacesApproval *approval)
{
  KinDay end;

  if (approval->kind == KIN_APPROVAL_FULL)
    return approval->to;
  end = approval->from + (approval->kind == KIN_APPROVAL_TEMPORARY_EXTENDED ? 24 : 16) * 7;
  return approval->to == KIN_NO_DAY ? end : MIN (end, approval->to);
}

KinDay
kin_places_emergency_end (KinDay placed)
{
  return kin_day_add_working (placed, EMERGENCY_DAYS);
}

static gboolean
are_siblings (const KinPlacesChild *const *children, guint n)
{
  /* One group that all of them are in: siblings of siblings are not enough. */
  for (int g = 0; g < KIN_PLACES_GROUPS; g++)
    {
      gint64 group = children[0]->groups[g];
      gboolean all = group != 0;

      for (guint i = 1; i < n && all; i++)
        {
          all = FALSE;
          for (int h = 0; h < KIN_PLACES_GROUPS; h++)
            all = all || children[i]->groups[h] == group;
        }
      if (all)
        return TRUE;
    }
  return FALSE;
}

static gboolean
names_all (const KinPlacesExemption *exemption, const KinPlacesChild *const *children, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean named = FALSE;

      for (guint k = 0; k < exemption->n_children; k++)
        named = named || exemption->children[k] == children[i]->id;
      if (!named)
        return FALSE;
    }
  return TRUE;
}

KinLaw
kin_places_usual_limit (const KinPlacesChild *const *children, guint n_children,
                        const KinPlacesExemption *exemptions, guint n_exemptions, KinDay on)
{
  if (n_children <= KIN_PLACES_USUAL_LIMIT)
    return KIN_LAW_USUAL_LIMIT;
  if (are_siblings (children, n_children))
    return KIN_LAW_SIBLINGS;
  for (guint i = 0; i < n_exemptions; i++)
    if (kin_night_live (exemptions[i].from, exemptions[i].to, on) && names_all (&exemptions[i], children, n_children))
      return KIN_LAW_EXEMPTION;
  return KIN_LAW_NONE;
}

static const char *
get_name (const KinPlacesChild *child)
{
  return child->name ? child->name : _("a child");
}

static void
add_breach (KinPlacesResult *result, KinLaw law, gint64 child, KinDay ends, char *text)
{
  KinPlacesBreach *breach = g_new (KinPlacesBreach, 1);

  *breach = (KinPlacesBreach) { law, child, ends, text };
  g_ptr_array_add (result->breaches, breach);
  kin_because_add (result->because, "%s", text);
}

static void
free_breach (gpointer data)
{
  KinPlacesBreach *breach = data;

  g_free (breach->text);
  g_free (breach);
}

static void
explain_terms (KinPlacesResult *result, const KinPlacesFacts *facts)
{
  if (result->terms > 0)
    kin_because_add (result->because, _("approved for %d"), result->terms);
  else
    kin_because_add (result->because, "%s", _("no terms of approval on this day"));
  for (guint a = 0; a < facts->n_approvals; a++)
    {
      const KinPlacesApproval *approval = &facts->approvals[a];

      if (approval->kind != KIN_APPROVAL_FULL && kin_night_approval_live (approval, result->on))
        {
          g_autofree char *end = kin_day_to_words (kin_places_approval_end (approval));

          kin_because_add (result->because, _("temporary approval until %s"), end);
        }
      else if (approval->kind != KIN_APPROVAL_FULL && approval->from <= result->on
               && kin_places_approval_end (approval) != approval->to)
        {
          g_autofree char *end = kin_day_to_words (kin_places_approval_end (approval));

          kin_because_add (result->because, _("temporary approval ended on %s"), end);
        }
    }
}

static void
explain_children (KinPlacesResult *result, const KinNight *night)
{
  int staying = 0;

  for (guint i = 0; i < night->children->len; i++)
    {
      const KinNightChild *entry = &g_array_index (night->children, KinNightChild, i);

      staying += !entry->held && !(entry->respite && entry->until);
    }
  if (staying > 0 || night->filled == 0)
    kin_because_add (result->because, _("%d placed"), staying);
  for (guint i = 0; i < night->children->len; i++)
    {
      const KinNightChild *entry = &g_array_index (night->children, KinNightChild, i);
      g_autofree char *until = kin_day_to_words (entry->until);

      if (entry->held && entry->planned)
        kin_because_add (result->because, until ? _("1 held for %s, who comes on %s") : _("1 held for %s, who is to come"),
                         get_name (entry->child), until);
      else if (entry->held)
        kin_because_add (result->because, until ? _("1 held for %s, away until %s") : _("1 held for %s, who is away"),
                         get_name (entry->child), until);
      else if (entry->respite && until)
        kin_because_add (result->because, _("1 respite returning %s"), until);
    }
}

static void
explain_rest (KinPlacesResult *result, const KinPlacesFacts *facts, const KinNight *night)
{
  if (night->named_left > 0)
    kin_because_add (result->because, _("%d only for a named child"), night->named_left);
  if (night->siblings_left > 0)
    kin_because_add (result->because, _("%d only for siblings"), night->siblings_left);
  if (night->usual_left > 0)
    kin_because_add (result->because, _("%d beyond the usual limit of three: only siblings of all, or children an exemption names"),
                     night->usual_left);
  for (guint i = 0; i < facts->n_unavailabilities && night->not_available > night->no_bedroom; i++)
    {
      const KinPlacesUnavailability *un = &facts->unavailabilities[i];
      g_autofree char *until = kin_day_to_words (un->to);

      if (!kin_night_live (un->from, un->to, result->on))
        continue;
      if (until)
        kin_because_add (result->because, _("not available until %s: %s"), until, un->reason ? un->reason : _("no reason given"));
      else
        kin_because_add (result->because, _("not available: %s"), un->reason ? un->reason : _("no reason given"));
    }
  if (night->no_bedroom > 0)
    kin_because_add (result->because, _("%d without a bedroom"), night->no_bedroom);
}

static void
judge_terms (KinPlacesResult *result, const KinPlacesFacts *facts, const KinNight *night)
{
  for (guint i = 0; i < night->children->len; i++)
    {
      const KinNightChild *entry = &g_array_index (night->children, KinNightChild, i);
      KinDay ends = kin_places_emergency_end (entry->since);
      g_autofree char *day = kin_day_to_words (ends);
      char shut;

      if (entry->planned || (entry->approval >= 0 && entry->in_terms))
        continue;
      shut = entry->approval >= 0 ? kin_night_shuts_out (&facts->approvals[entry->approval], entry->child, result->on) : 'o';
      add_breach (result, ends >= result->on ? KIN_LAW_REG23 : KIN_LAW_TERMS, entry->child->id, ends,
                  g_strdup_printf (shut == 'a'   ? _("%s is outside the ages approved: vary the terms, or regulation 23 until %s")
                                   : shut == 's' ? _("%s is outside the gender approved: vary the terms, or regulation 23 until %s")
                                   : shut == 'c' ? _("%s is outside the categories approved: vary the terms, or regulation 23 until %s")
                                                 : _("%s is over the number approved: vary the terms, or regulation 23 until %s"),
                                   get_name (entry->child), day ? day : "?"));
    }
}

static void
judge_usual_limit (KinPlacesResult *result, const KinNight *night)
{
  result->children = night->counted;
  result->usual_ok = night->usual != KIN_LAW_NONE;
  if (night->usual == KIN_LAW_SIBLINGS)
    kin_because_add (result->because, _("%d children, all siblings of each other"), night->counted);
  else if (night->usual == KIN_LAW_EXEMPTION)
    kin_because_add (result->because, _("%d children, an exemption names them"), night->counted);
  else if (night->usual == KIN_LAW_NONE)
    add_breach (result, KIN_LAW_USUAL_LIMIT, 0, KIN_NO_DAY,
                g_strdup_printf (_("%d children, not all siblings, and no exemption names them all"), night->counted));
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const KinDay *) a - *(const KinDay *) b;
}

static void
add_event (GArray *days, KinDay on, KinDay day)
{
  if (day > on && day <= on + LOOK_AHEAD && day <= KIN_DAY_MAX)
    g_array_append_val (days, day);
}

static void
add_birthdays (GArray *days, KinDay on, const KinPlacesChild *child)
{
  int age = kin_day_age (child->born, on);

  if (child->born == KIN_NO_DAY)
    return;
  add_event (days, on, kin_day_birthday (child->born, age + 1));
  add_event (days, on, kin_day_birthday (child->born, age + 2));
}

/* Between these days nothing can change, so only they are looked at. */
static GArray *
find_events (const KinPlacesFacts *facts, KinDay on)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (KinDay));

  for (guint i = 0; i < facts->n_approvals; i++)
    {
      KinDay end = kin_places_approval_end (&facts->approvals[i]);

      add_event (days, on, facts->approvals[i].from);
      add_event (days, on, end == KIN_NO_DAY ? KIN_NO_DAY : end + 1);
    }
  for (guint i = 0; i < facts->n_stays; i++)
    {
      add_event (days, on, facts->stays[i].from);
      add_event (days, on, facts->stays[i].to);
      add_birthdays (days, on, &facts->stays[i].child);
    }
  for (guint i = 0; i < facts->n_holds; i++)
    {
      add_event (days, on, facts->holds[i].from);
      add_event (days, on, facts->holds[i].to);
      add_birthdays (days, on, &facts->holds[i].child);
    }
  for (guint i = 0; i < facts->n_unavailabilities; i++)
    {
      add_event (days, on, facts->unavailabilities[i].from);
      add_event (days, on, facts->unavailabilities[i].to == KIN_NO_DAY ? KIN_NO_DAY : facts->unavailabilities[i].to + 1);
    }
  g_array_sort (days, compare_days);
  return days;
}

static void
find_next_change (KinPlacesResult *result, const KinPlacesFacts *facts)
{
  g_autoptr (GArray) days = find_events (facts, result->on);
  int now = result->vacant_firm + result->vacant_unconfirmed;
  KinDay last = result->on;

  for (guint i = 0; i < days->len; i++)
    {
      KinDay day = g_array_index (days, KinDay, i);
      g_auto (KinNight) night = { 0 };

      if (day == last)
        continue;
      last = day;
      kin_night_fill (&night, facts, day);
      if (night.vacant != now)
        {
          result->next_change = day;
          result->next_vacant = night.vacant;
          return;
        }
    }
}

static void
explain_vacancies (KinPlacesResult *result, const KinPlacesFacts *facts)
{
  g_autofree char *next = kin_day_to_words (result->next_change);
  int vacant = result->vacant_firm + result->vacant_unconfirmed;

  if (next)
    kin_because_add (result->because, _("so %d tonight, %d from %s"), vacant, result->next_vacant, next);
  else
    kin_because_add (result->because, _("so %d tonight"), vacant);
  if (result->vacant_unconfirmed > 0)
    {
      g_autofree char *asked = facts->confirmed <= result->on ? kin_day_to_words (facts->confirmed) : NULL;

      if (asked)
        kin_because_add (result->because, _("last confirmed on %s: ring first"), asked);
      else
        kin_because_add (result->because, "%s", _("never confirmed: ring first"));
    }
}

KinPlacesResult *
kin_places_compute (const KinPlacesFacts *facts, KinDay on)
{
  KinPlacesResult *result = g_new0 (KinPlacesResult, 1);
  g_auto (KinNight) night = { 0 };
  int days = facts->confirm_days > 0 ? facts->confirm_days : KIN_PLACES_CONFIRM_DAYS;
  gboolean firm = facts->confirmed != KIN_NO_DAY && facts->confirmed <= on && on - facts->confirmed <= days;

  kin_night_fill (&night, facts, on);
  result->on = on;
  result->terms = night.terms;
  result->over = night.over;
  result->filled = night.filled;
  result->held = night.held;
  result->not_available = night.not_available;
  result->restricted = night.restricted;
  result->vacant_firm = firm ? night.vacant : 0;
  result->vacant_unconfirmed = firm ? 0 : night.vacant;
  result->breaches = g_ptr_array_new_with_free_func (free_breach);
  result->because = kin_because_new ();
  explain_terms (result, facts);
  explain_children (result, &night);
  explain_rest (result, facts, &night);
  judge_terms (result, facts, &night);
  judge_usual_limit (result, &night);
  find_next_change (result, facts);
  explain_vacancies (result, facts);
  return result;
}

void
kin_places_result_free (KinPlacesResult *result)
{
  if (!result)
    return;
  g_ptr_array_unref (result->breaches);
  g_ptr_array_unref (result->because);
  g_free (result);
}
