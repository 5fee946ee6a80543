/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between two days on which something changes all nights of a home are alike, so one of each stretch is looked at. */
#include "clash.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "places-day.h"

#define GROWN_UP 18

static const char *const rule_names[KIN_N_CLASH_RULES] = {
  [KIN_CLASH_TERMS] = "terms", [KIN_CLASH_THREE] = "three", [KIN_CLASH_TWO_PLACES] = "two-places",
  [KIN_CLASH_PRICES] = "prices", [KIN_CLASH_SAME_CHILD] = "same-child", [KIN_CLASH_GONE] = "gone",
};

static const char *const rule_texts[KIN_N_CLASH_RULES] = {
  [KIN_CLASH_TERMS] = N_("Outside the terms of approval"), [KIN_CLASH_THREE] = N_("Over the usual limit of three"),
  [KIN_CLASH_TWO_PLACES] = N_("A child in two places"),    [KIN_CLASH_PRICES] = N_("Two prices for the same thing"),
  [KIN_CLASH_SAME_CHILD] = N_("One child entered twice"),  [KIN_CLASH_GONE] = N_("Leads to a record that is gone"),
};

const char *
kin_clash_rule_name (KinClashRule rule)
{
  g_return_val_if_fail ((guint) rule < KIN_N_CLASH_RULES, "");
  return rule_names[rule];
}

const char *
kin_clash_rule_text (KinClashRule rule)
{
  g_return_val_if_fail ((guint) rule < KIN_N_CLASH_RULES, "");
  return _(rule_texts[rule]);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (KinId));
}

void
kin_clash_identify (KinId *id, KinClashRule rule, KinId *records, guint n)
{
  g_autoptr (GString) words = g_string_new ("clash ");

  qsort (records, n, sizeof *records, compare_ids);
  g_string_append (words, kin_clash_rule_name (rule));
  for (guint i = 0; i < n; i++)
    {
      char text[KIN_ID_TEXT];

      kin_id_to_text (&records[i], text);
      g_string_append_printf (words, " %s", text);
    }
  kin_id_of_words (id, words->str);
}

static void
free_nights (gpointer data)
{
  KinClashNights *nights = data;

  g_array_unref (nights->children);
  g_free (nights);
}

static KinClashNights *
add_nights (GPtrArray *found, KinClashRule rule, KinDay from, KinDay to)
{
  KinClashNights *nights = g_new0 (KinClashNights, 1);

  nights->rule = rule;
  nights->from = from;
  nights->to = to;
  nights->children = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (found, nights);
  return nights;
}

static const KinNightChild *
child_at (const KinNight *night, guint i)
{
  return &g_array_index (night->children, KinNightChild, i);
}

/* Who came on the day of the one at that place, or later, competes for his bed: nobody says who was first on one day. */
static gboolean
competes (const KinNight *night, guint i, int place)
{
  return place < 0 || child_at (night, i)->since >= child_at (night, (guint) place)->since;
}

static void
find_terms (const KinNight *night, KinDay from, KinDay to, GPtrArray *found)
{
  KinClashNights *nights = NULL;
  int last_in_number = (int) night->children->len - night->over - 1;
  gboolean any = FALSE;

  for (guint i = 0; i < night->children->len; i++)
    any = any || !child_at (night, i)->in_terms;
  if (!any)
    return;
  nights = add_nights (found, KIN_CLASH_TERMS, from, to);
  for (guint i = 0; i < night->children->len; i++)
    if (!child_at (night, i)->in_terms || (night->over > 0 && competes (night, i, last_in_number)))
      g_array_append_val (nights->children, child_at (night, i)->child->id);
}

static gboolean
is_counted (const KinNightChild *entry, KinDay on)
{
  return entry->child->born == KIN_NO_DAY || kin_day_age (entry->child->born, on) < GROWN_UP;
}

static void
find_three (const KinNight *night, KinDay from, KinDay to, GPtrArray *found)
{
  KinClashNights *nights;
  int third = -1, n = 0;

  if (night->usual != KIN_LAW_NONE)
    return;
  nights = add_nights (found, KIN_CLASH_THREE, from, to);
  for (guint i = 0; i < night->children->len; i++)
    if (is_counted (child_at (night, i), night->on) && ++n == KIN_PLACES_USUAL_LIMIT)
      third = (int) i;
  for (guint i = 0; i < night->children->len; i++)
    {
      if (!is_counted (child_at (night, i), night->on))
        continue;
      if (!competes (night, i, third))
        nights->contested++;
      g_array_append_val (nights->children, child_at (night, i)->child->id);
    }
}

static gboolean
lives (KinDay from, KinDay to, KinDay on)
{
  return from <= on && (to == KIN_NO_DAY || on < to);
}

/* Most nights: at most three children, one set of terms that takes them all. What this lets pass needs no closer look. */
static gboolean
is_plain (const KinPlacesFacts *facts, KinDay on, gboolean test_terms)
{
  const KinPlacesApproval *terms = NULL;
  int n = 0;

  for (guint a = 0; a < facts->n_approvals; a++)
    if (kin_night_approval_live (&facts->approvals[a], on))
      {
        if (terms != NULL)
          return FALSE;
        terms = &facts->approvals[a];
      }
  for (guint i = 0; i < facts->n_stays + facts->n_holds; i++)
    {
      gboolean is_stay = i < facts->n_stays;
      const KinPlacesHold *hold = is_stay ? NULL : &facts->holds[i - facts->n_stays];

      if (is_stay ? !lives (facts->stays[i].from, facts->stays[i].to, on) : hold->kind == KIN_HOLD_PLANNED || !lives (hold->from, hold->to, on))
        continue;
      if (++n > KIN_PLACES_USUAL_LIMIT)
        return FALSE;
      if (test_terms && (terms == NULL || terms->siblings_only || n > terms->places ||
                         kin_night_shuts_out (terms, is_stay ? &facts->stays[i].child : &hold->child, on) != 0))
        return FALSE;
    }
  return TRUE;
}

static void
look_at_night (const KinPlacesFacts *facts, KinDay known, KinDay from, KinDay to, GPtrArray *found)
{
  g_auto (KinNight) night = { 0 };
  gboolean test_terms = known != KIN_NO_DAY && known <= from;

  if (is_plain (facts, from, test_terms))
    return;
  kin_night_fill (&night, facts, from);
  if (test_terms)
    find_terms (&night, from, to, found);
  find_three (&night, from, to, found);
}

/* Without the planned: their hold lasts from today. */
static KinPlacesFacts
without_planned (const KinPlacesFacts *facts, GArray *holds)
{
  KinPlacesFacts kept = *facts;

  for (guint i = 0; i < facts->n_holds; i++)
    if (facts->holds[i].kind != KIN_HOLD_PLANNED)
      g_array_append_val (holds, facts->holds[i]);
  kept.holds = (const KinPlacesHold *) (gpointer) holds->data;
  kept.n_holds = holds->len;
  return kept;
}

static KinDay
first_terms (const KinPlacesFacts *facts)
{
  KinDay first = KIN_NO_DAY;

  for (guint a = 0; a < facts->n_approvals; a++)
    if (first == KIN_NO_DAY || facts->approvals[a].from < first)
      first = facts->approvals[a].from;
  return first;
}

GPtrArray *
kin_clash_night (const KinPlacesFacts *facts, KinDay on)
{
  g_autoptr (GArray) holds = g_array_new (FALSE, FALSE, sizeof (KinPlacesHold));
  KinPlacesFacts kept = without_planned (facts, holds);
  GPtrArray *found = g_ptr_array_new_with_free_func (free_nights);

  look_at_night (&kept, first_terms (&kept), on, on + 1, found);
  return found;
}

static void
add_day (GArray *days, KinDay day)
{
  if (day != KIN_NO_DAY)
    g_array_append_val (days, day);
}

static void
add_after (GArray *days, KinDay last)
{
  add_day (days, last == KIN_NO_DAY ? KIN_NO_DAY : last + 1);
}

/* A child grows out of, or into, an age that counts while he is there. */
static void
add_birthdays (GArray *days, const KinPlacesFacts *facts, const KinPlacesChild *child, KinDay from, KinDay to)
{
  KinDay grown;

  if (child->born == KIN_NO_DAY)
    return;
  grown = kin_day_birthday (child->born, GROWN_UP);
  if (lives (from, to, grown))
    add_day (days, grown);
  for (guint a = 0; a < facts->n_approvals; a++)
    {
      const KinPlacesApproval *terms = &facts->approvals[a];
      KinDay old_enough = terms->age_min > 0 ? kin_day_birthday (child->born, terms->age_min) : KIN_NO_DAY;
      KinDay too_old = terms->age_max >= 0 ? kin_day_birthday (child->born, terms->age_max + 1) : KIN_NO_DAY;

      if (lives (from, to, old_enough))
        add_day (days, old_enough);
      if (lives (from, to, too_old))
        add_day (days, too_old);
    }
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const KinDay *) a - *(const KinDay *) b;
}

static GArray *
find_days (const KinPlacesFacts *facts)
{
  GArray *days = g_array_sized_new (FALSE, FALSE, sizeof (KinDay), 2 * (facts->n_stays + facts->n_approvals) + 8);

  for (guint i = 0; i < facts->n_approvals; i++)
    {
      add_day (days, facts->approvals[i].from);
      add_after (days, kin_places_approval_end (&facts->approvals[i]));
    }
  for (guint i = 0; i < facts->n_exemptions; i++)
    {
      add_day (days, facts->exemptions[i].from);
      add_after (days, facts->exemptions[i].to);
    }
  for (guint i = 0; i < facts->n_stays; i++)
    {
      add_day (days, facts->stays[i].from);
      add_day (days, facts->stays[i].to);
      add_birthdays (days, facts, &facts->stays[i].child, facts->stays[i].from, facts->stays[i].to);
    }
  for (guint i = 0; i < facts->n_holds; i++)
    {
      add_day (days, facts->holds[i].from);
      add_day (days, facts->holds[i].to);
      add_birthdays (days, facts, &facts->holds[i].child, facts->holds[i].from, facts->holds[i].to);
    }
  g_array_sort (days, compare_days);
  return days;
}

static gboolean
holds_child (const GArray *children, gint64 child)
{
  for (guint i = 0; i < children->len; i++)
    if (g_array_index (children, gint64, i) == child)
      return TRUE;
  return FALSE;
}

static gboolean
are_same (const KinClashNights *a, const KinClashNights *b)
{
  if (a->rule != b->rule || a->to != b->from || a->children->len != b->children->len)
    return FALSE;
  for (guint i = 0; i < a->children->len; i++)
    if (!holds_child (b->children, g_array_index (a->children, gint64, i)))
      return FALSE;
  return TRUE;
}

/* A stretch goes on where the next is about the same children. */
static void
join (GPtrArray *found, guint fresh)
{
  for (guint i = fresh; i < found->len;)
    {
      gboolean joined = FALSE;

      for (guint k = 0; k < fresh && !joined; k++)
        if (are_same (found->pdata[k], found->pdata[i]))
          {
            ((KinClashNights *) found->pdata[k])->to = ((KinClashNights *) found->pdata[i])->to;
            joined = TRUE;
          }
      if (joined)
        g_ptr_array_remove_index (found, i);
      else
        i++;
    }
}

GPtrArray *
kin_clash_home (const KinPlacesFacts *facts)
{
  g_autoptr (GArray) holds = g_array_new (FALSE, FALSE, sizeof (KinPlacesHold));
  KinPlacesFacts kept = without_planned (facts, holds);
  g_autoptr (GArray) days = find_days (&kept);
  GPtrArray *found = g_ptr_array_new_with_free_func (free_nights);
  KinDay known = first_terms (&kept);

  for (guint i = 0; i < days->len; i++)
    {
      KinDay from = g_array_index (days, KinDay, i), to = i + 1 < days->len ? g_array_index (days, KinDay, i + 1) : KIN_NO_DAY;
      guint before = found->len;

      if (from == to)
        continue;
      look_at_night (&kept, known, from, to, found);
      if (before > 0 && found->len > before)
        join (found, before);
    }
  return found;
}

GArray *
kin_clash_overlaps (const KinClashSpan *spans, guint n, gboolean places)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (KinClashPair));

  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n && spans[k].of == spans[i].of && (spans[i].to == KIN_NO_DAY || spans[k].from < spans[i].to); k++)
      {
        KinDay to = spans[i].to == KIN_NO_DAY ? spans[k].to : spans[k].to == KIN_NO_DAY ? spans[i].to : MIN (spans[i].to, spans[k].to);
        KinClashPair pair = { i, k, spans[k].from, to };

        if (to != KIN_NO_DAY && to <= pair.from)
          continue;
        if (places && (spans[i].place == 0 || spans[k].place == 0 || spans[i].place == spans[k].place))
          continue;
        g_array_append_val (pairs, pair);
      }
  return pairs;
}

KinDay
kin_clash_uncovered (KinDay from, KinDay to, const KinDay *covers, guint n)
{
  KinDay open = from;

  for (gboolean moved = TRUE; moved;)
    {
      moved = FALSE;
      for (guint i = 0; i < n; i++)
        {
          KinDay first = covers[2 * i], last = covers[2 * i + 1];

          if (first > open || (last != KIN_NO_DAY && last < open))
            continue;
          if (last == KIN_NO_DAY)
            return KIN_NO_DAY;
          open = last + 1;
          moved = TRUE;
        }
    }
  return to != KIN_NO_DAY && open >= to ? KIN_NO_DAY : open;
}
