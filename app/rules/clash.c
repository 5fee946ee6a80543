/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between two days on which something changes all nights of a home are alike, so one of each stretch is looked at. */
#include "clash.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "places-day.h"
#include "simulated.h"

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
lives (KinDay from, KinDay to, KinDay on)
{
  return from <= on && (to == KIN_NO_DAY || on < to);
}

/* The home as the rule looks at it, night by night. */
typedef struct
{
  const KinPlacesFacts *facts;
  GArray *stays, *holds; /* copies whose children have the age that they had when they came */
  int    *ages;          /* of stays, then holds; -1: not known */
  gboolean *came;        /* of the same: came when there were terms */
  KinDay  known;         /* the first day of any terms; KIN_NO_DAY: there are none */
} Look;

/* The day on which the child of a stay or hold came without having left since. */
static KinDay
find_arrival (const Look *look, gint64 child, KinDay since)
{
  for (gboolean moved = TRUE; moved;)
    {
      moved = FALSE;
      for (guint i = 0; i < look->stays->len; i++)
        {
          const KinPlacesStay *stay = &g_array_index (look->stays, KinPlacesStay, i);

          moved = moved || (stay->child.id == child && stay->from < since && (stay->to == KIN_NO_DAY || stay->to >= since));
          if (stay->child.id == child && stay->from < since && (stay->to == KIN_NO_DAY || stay->to >= since))
            since = stay->from;
        }
      for (guint i = 0; i < look->holds->len; i++)
        {
          const KinPlacesHold *hold = &g_array_index (look->holds, KinPlacesHold, i);

          moved = moved || (hold->child.id == child && hold->from < since && (hold->to == KIN_NO_DAY || hold->to >= since));
          if (hold->child.id == child && hold->from < since && (hold->to == KIN_NO_DAY || hold->to >= since))
            since = hold->from;
        }
    }
  return since;
}

static int
age_of (const KinPlacesChild *child, KinDay on)
{
  return child->born == KIN_NO_DAY || child->born > on ? -1 : kin_day_age (child->born, on);
}

static gboolean
has_terms (const KinPlacesFacts *facts, KinDay on)
{
  for (guint a = 0; a < facts->n_approvals; a++)
    if (kin_night_approval_live (&facts->approvals[a], on))
      return TRUE;
  return FALSE;
}

static void
begin_look (Look *look, const KinPlacesFacts *facts)
{
  look->facts = facts;
  look->stays = g_array_sized_new (FALSE, FALSE, sizeof (KinPlacesStay), facts->n_stays);
  g_array_append_vals (look->stays, facts->stays, facts->n_stays);
  look->holds = g_array_new (FALSE, FALSE, sizeof (KinPlacesHold));
  for (guint i = 0; i < facts->n_holds; i++)
    if (facts->holds[i].kind != KIN_HOLD_PLANNED) /* that lasts from today */
      g_array_append_val (look->holds, facts->holds[i]);
  look->ages = g_new (int, look->stays->len + look->holds->len + 1);
  look->came = g_new (gboolean, look->stays->len + look->holds->len + 1);
  for (guint i = 0; i < look->stays->len + look->holds->len; i++)
    {
      const KinPlacesStay *stay = i < look->stays->len ? &g_array_index (look->stays, KinPlacesStay, i) : NULL;
      const KinPlacesHold *hold = stay == NULL ? &g_array_index (look->holds, KinPlacesHold, i - look->stays->len) : NULL;
      const KinPlacesChild *child = stay != NULL ? &stay->child : &hold->child;
      KinDay arrival = find_arrival (look, child->id, stay != NULL ? stay->from : hold->from);

      look->ages[i] = age_of (child, arrival);
      look->came[i] = has_terms (facts, arrival);
    }
  for (guint a = 0; a < facts->n_approvals; a++)
    if (look->known == KIN_NO_DAY || facts->approvals[a].from < look->known)
      look->known = facts->approvals[a].from;
}

static void
end_look (Look *look)
{
  g_clear_pointer (&look->stays, g_array_unref);
  g_clear_pointer (&look->holds, g_array_unref);
  g_clear_pointer (&look->ages, g_free);
  g_clear_pointer (&look->came, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, end_look)

/* Whoever is there on the night, a child and his age when he came. */
static KinPlacesChild *
there_at (Look *look, guint i, KinDay on)
{
  if (i < look->stays->len)
    {
      KinPlacesStay *stay = &g_array_index (look->stays, KinPlacesStay, i);

      return lives (stay->from, stay->to, on) ? &stay->child : NULL;
    }
  else
    {
      KinPlacesHold *hold = &g_array_index (look->holds, KinPlacesHold, i - look->stays->len);

      return lives (hold->from, hold->to, on) ? &hold->child : NULL;
    }
}

/* The same child with that age on the night. */
static void
make_as_old (KinPlacesChild *child, int age, KinDay on)
{
  child->born = age >= 0 ? kin_day_add_months (on, -12 * age) : KIN_NO_DAY;
}

/* Terms that ran out by their own date while a child is there are a matter for the agenda, which says so weeks before. What
 * clashes is a child who came without terms, or approval that somebody ended. */
static gboolean
are_terms_tested (Look *look, KinDay on)
{
  if (look->known == KIN_NO_DAY || on < look->known)
    return FALSE;
  if (has_terms (look->facts, on) || (look->facts->ended != KIN_NO_DAY && look->facts->ended <= on))
    return TRUE;
  for (guint i = 0; i < look->stays->len + look->holds->len; i++)
    if (there_at (look, i, on) != NULL && !look->came[i])
      return TRUE;
  return FALSE;
}

/* Most nights: at most three children, one set of terms that takes them all. What this lets pass needs no closer look. */
static gboolean
is_plain (Look *look, KinDay on, gboolean test_terms)
{
  const KinPlacesApproval *terms = NULL;
  int n = 0;

  for (guint a = 0; a < look->facts->n_approvals && test_terms; a++)
    if (kin_night_approval_live (&look->facts->approvals[a], on))
      {
        if (terms != NULL)
          return FALSE;
        terms = &look->facts->approvals[a];
      }
  for (guint i = 0; i < look->stays->len + look->holds->len; i++)
    {
      KinPlacesChild *child = there_at (look, i, on);

      if (child == NULL)
        continue;
      if (++n > KIN_PLACES_USUAL_LIMIT)
        return FALSE;
      if (!test_terms)
        continue;
      make_as_old (child, look->ages[i], on);
      if (terms == NULL || terms->siblings_only || n > terms->places || kin_night_shuts_out (terms, child, on) != 0)
        return FALSE;
    }
  return TRUE;
}

/* By what he is now, not by what he was. */
static gboolean
is_counted (const Look *look, gint64 child, KinDay on)
{
  for (guint i = 0; i < look->facts->n_stays + look->facts->n_holds; i++)
    {
      const KinPlacesChild *each = i < look->facts->n_stays ? &look->facts->stays[i].child : &look->facts->holds[i - look->facts->n_stays].child;

      if (each->id == child)
        return each->born == KIN_NO_DAY || kin_day_age (each->born, on) < GROWN_UP;
    }
  return TRUE;
}

static void
find_three (const Look *look, const KinNight *night, KinDay from, KinDay to, GPtrArray *found)
{
  g_autofree const KinPlacesChild **counted = g_new (const KinPlacesChild *, night->children->len + 1);
  KinClashNights *nights;
  int third = -1;
  guint n = 0;

  for (guint i = 0; i < night->children->len; i++)
    if (is_counted (look, child_at (night, i)->child->id, from))
      {
        if (n + 1 == KIN_PLACES_USUAL_LIMIT)
          third = (int) i;
        counted[n++] = child_at (night, i)->child;
      }
  if (kin_places_usual_limit (counted, n, look->facts->exemptions, look->facts->n_exemptions, from) != KIN_LAW_NONE)
    return;
  nights = add_nights (found, KIN_CLASH_THREE, from, to);
  for (guint i = 0; i < night->children->len; i++)
    {
      if (!is_counted (look, child_at (night, i)->child->id, from))
        continue;
      nights->contested += !competes (night, i, third);
      g_array_append_val (nights->children, child_at (night, i)->child->id);
    }
}

static void
look_at_night (Look *look, KinDay from, KinDay to, GPtrArray *found)
{
  g_auto (KinNight) night = { 0 };
  gboolean test_terms = are_terms_tested (look, from);
  KinPlacesFacts then = *look->facts;

  if (is_plain (look, from, test_terms))
    return;
  for (guint i = 0; i < look->stays->len + look->holds->len; i++)
    if (there_at (look, i, from) != NULL)
      make_as_old (there_at (look, i, from), look->ages[i], from);
  then.stays = (const KinPlacesStay *) (gpointer) look->stays->data;
  then.holds = (const KinPlacesHold *) (gpointer) look->holds->data;
  then.n_holds = look->holds->len;
  kin_night_fill (&night, &then, from);
  if (test_terms)
    find_terms (&night, from, to, found);
  find_three (look, &night, from, to, found);
}

GPtrArray *
kin_clash_night (const KinPlacesFacts *facts, KinDay on)
{
  g_auto (Look) look = { 0 };
  GPtrArray *found = g_ptr_array_new_with_free_func (free_nights);

  begin_look (&look, facts);
  look_at_night (&look, on, on + 1, found);
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

/* Only the limit of three counts by what a child is by now. */
static void
add_coming_of_age (GArray *days, const KinPlacesChild *child, KinDay from, KinDay to)
{
  KinDay grown = child->born != KIN_NO_DAY ? kin_day_birthday (child->born, GROWN_UP) : KIN_NO_DAY;

  if (grown != KIN_NO_DAY && lives (from, to, grown))
    add_day (days, grown);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const KinDay *) a - *(const KinDay *) b;
}

static GArray *
find_days (const Look *look)
{
  const KinPlacesFacts *facts = look->facts;
  GArray *days = g_array_sized_new (FALSE, FALSE, sizeof (KinDay), 2 * (facts->n_stays + facts->n_approvals) + 8);

  for (guint i = 0; i < facts->n_approvals; i++)
    {
      add_day (days, facts->approvals[i].from);
      add_after (days, kin_places_approval_end (&facts->approvals[i]));
    }
  add_day (days, facts->ended);
  for (guint i = 0; i < facts->n_exemptions; i++)
    {
      add_day (days, facts->exemptions[i].from);
      add_after (days, facts->exemptions[i].to);
    }
  for (guint i = 0; i < facts->n_stays; i++)
    {
      add_day (days, facts->stays[i].from);
      add_day (days, facts->stays[i].to);
      add_coming_of_age (days, &facts->stays[i].child, facts->stays[i].from, facts->stays[i].to);
    }
  for (guint i = 0; i < look->holds->len; i++)
    {
      const KinPlacesHold *hold = &g_array_index (look->holds, KinPlacesHold, i);

      add_day (days, hold->from);
      add_day (days, hold->to);
      add_coming_of_age (days, &hold->child, hold->from, hold->to);
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

gboolean
kin_clash_home_may (const KinPlacesFacts *facts)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_nights);
  g_auto (Look) look = { 0 };
  g_autoptr (GArray) days = NULL;

  if (facts->n_stays == 0)
    return FALSE;
  begin_look (&look, facts);
  days = find_days (&look);
  for (guint i = 0; i < days->len && found->len == 0; i++)
    if (i == 0 || g_array_index (days, KinDay, i) != g_array_index (days, KinDay, i - 1))
      look_at_night (&look, g_array_index (days, KinDay, i), KIN_NO_DAY, found);
  return found->len > 0;
}

GPtrArray *
kin_clash_home (const KinPlacesFacts *facts)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (free_nights);
  g_auto (Look) look = { 0 };
  g_autoptr (GArray) days = NULL;

  begin_look (&look, facts);
  days = find_days (&look);
  for (guint i = 0; i < days->len; i++)
    {
      KinDay from = g_array_index (days, KinDay, i), to = i + 1 < days->len ? g_array_index (days, KinDay, i + 1) : KIN_NO_DAY;
      guint before = found->len;

      if (from == to)
        continue;
      look_at_night (&look, from, to, found);
      if (before > 0 && found->len > before)
        join (found, before);
    }
  return found;
}

GArray *
kin_clash_overlaps (const KinClashSpan *spans, guint n, gboolean places)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (KinClashPair));

  for (guint i = 0; i < n && !KIN_MUTATED ("clash-rule-off"); i++)
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
