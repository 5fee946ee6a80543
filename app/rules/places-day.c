/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children in order of arrival are matched to approved places, so that who came last is who is over. */
#include "places-day.h"

#include <string.h>

#define MOST_PLACES 99

gboolean
kin_night_live (KinDay from, KinDay last, KinDay on)
{
  return from <= on && (last == KIN_NO_DAY || on <= last);
}

gboolean
kin_night_approval_live (const KinPlacesApproval *approval, KinDay on)
{
  return kin_night_live (approval->from, kin_places_approval_end (approval), on);
}

static int
get_places (const KinPlacesApproval *approval, KinDay on)
{
  return kin_night_approval_live (approval, on) ? CLAMP (approval->places, 0, MOST_PLACES) : 0;
}

static gboolean
has_group (const KinPlacesChild *child, gint64 group)
{
  for (int i = 0; i < KIN_PLACES_GROUPS; i++)
    if (group != 0 && child->groups[i] == group)
      return TRUE;
  return FALSE;
}

gboolean
kin_night_share_group (const KinPlacesChild *a, const KinPlacesChild *b)
{
  for (int i = 0; i < KIN_PLACES_GROUPS; i++)
    if (has_group (b, a->groups[i]))
      return TRUE;
  return FALSE;
}

char
kin_night_shuts_out (const KinPlacesApproval *approval, const KinPlacesChild *child, KinDay on)
{
  int age = kin_day_age (child->born, on);
  gboolean allowed = FALSE;

  if (approval->named_child != 0 && approval->named_child != child->id)
    return 'n';
  if (child->born != KIN_NO_DAY
      && ((approval->age_min >= 0 && age < approval->age_min) || (approval->age_max >= 0 && age > approval->age_max)))
    return 'a';
  if (approval->sex != KIN_SEX_ANY && child->sex != KIN_SEX_ANY && approval->sex != child->sex)
    return 's';
  if (approval->categories && approval->categories[0] && child->category)
    {
      for (guint i = 0; approval->categories[i] && !allowed; i++)
        allowed = g_str_equal (approval->categories[i], child->category);
      if (!allowed)
        return 'c';
    }
  return 0;
}

static void
add_child (KinNight *night, const KinPlacesChild *child, KinDay from, KinDay until, gboolean held, gboolean planned, gboolean respite)
{
  KinNightChild entry = { child, from, until, held, planned, respite, -1, FALSE };

  for (guint i = 0; i < night->children->len; i++)
    {
      KinNightChild *there = &g_array_index (night->children, KinNightChild, i);

      if (there->child->id == child->id)
        {
          /* Away wins over a stay that is still open; a child who is here needs no planned arrival. */
          if (held && !planned && !there->held)
            {
              there->held = TRUE;
              there->until = until;
            }
          there->since = MIN (there->since, from);
          return;
        }
    }
  g_array_append_val (night->children, entry);
}

static int
compare_arrival (gconstpointer a, gconstpointer b)
{
  const KinNightChild *x = a, *y = b;

  if (x->planned != y->planned)
    return x->planned - y->planned;
  if (x->since != y->since)
    return x->since < y->since ? -1 : 1;
  return x->child->id < y->child->id ? -1 : x->child->id > y->child->id;
}

static void
find_children (KinNight *night, const KinPlacesFacts *facts)
{
  KinDay on = night->on;

  for (guint i = 0; i < facts->n_stays; i++)
    {
      const KinPlacesStay *stay = &facts->stays[i];

      if (stay->from <= on && (stay->to == KIN_NO_DAY || on < stay->to))
        add_child (night, &stay->child, stay->from, stay->to, FALSE, FALSE, stay->respite);
    }
  for (guint i = 0; i < facts->n_holds; i++)
    {
      const KinPlacesHold *hold = &facts->holds[i];

      if (hold->from <= on && (hold->to == KIN_NO_DAY || on < hold->to))
        add_child (night, &hold->child, hold->from, hold->to, TRUE, hold->kind == KIN_HOLD_PLANNED, FALSE);
    }
  g_array_sort (night->children, compare_arrival);
}

/* Siblings-only terms are for the group of the first child who has one. */
static const KinPlacesChild *
find_leading_sibling (const KinNight *night)
{
  for (guint i = 0; i < night->children->len; i++)
    {
      const KinPlacesChild *child = g_array_index (night->children, KinNightChild, i).child;

      if (child->groups[0] || child->groups[1] || child->groups[2] || child->groups[3])
        return child;
    }
  return NULL;
}

typedef struct {
  const KinPlacesFacts *facts;
  KinNight *night;
  const KinPlacesChild *leader;
  int *left;        /* places left, by approval */
  gboolean *tried;  /* by approval, in one search */
} Match;

static gboolean
may_take (const Match *match, const KinNightChild *entry, guint a)
{
  const KinPlacesApproval *approval = &match->facts->approvals[a];

  if (!kin_night_approval_live (approval, match->night->on) || kin_night_shuts_out (approval, entry->child, match->night->on))
    return FALSE;
  return !approval->siblings_only || (match->leader && kin_night_share_group (match->leader, entry->child));
}

/* Kuhn's augmenting path: a child already in may move to another approval, but never out. The narrow approvals come first,
 * so that a named child does not take a place that anybody could have. */
static gboolean
place_child (Match *match, KinNightChild *entry)
{
  for (int narrow = 1; narrow >= 0; narrow--)
    for (guint a = 0; a < match->facts->n_approvals; a++)
      {
        const KinPlacesApproval *approval = &match->facts->approvals[a];

        if ((approval->named_child != 0 || approval->siblings_only) != narrow || match->tried[a] || !may_take (match, entry, a))
          continue;
        match->tried[a] = TRUE;
        if (match->left[a] > 0)
          {
            match->left[a]--;
            entry->approval = (int) a;
            entry->in_terms = TRUE;
            return TRUE;
          }
        for (guint i = 0; i < match->night->children->len; i++)
          {
            KinNightChild *other = &g_array_index (match->night->children, KinNightChild, i);

            if (other != entry && other->approval == (int) a && place_child (match, other))
              {
                /* The other found a place elsewhere: his old one is free for us. */
                entry->approval = (int) a;
                entry->in_terms = TRUE;
                return TRUE;
              }
          }
      }
  return FALSE;
}

static void
match_children (Match *match)
{
  guint n_approvals = match->facts->n_approvals;

  for (guint i = 0; i < match->night->children->len; i++)
    {
      KinNightChild *entry = &g_array_index (match->night->children, KinNightChild, i);

      memset (match->tried, 0, n_approvals * sizeof *match->tried);
      place_child (match, entry);
    }
  /* Outside the terms by age, gender or category is in somebody's bed all the same: he fills a place that is for anybody. */
  for (guint i = 0; i < match->night->children->len; i++)
    {
      KinNightChild *entry = &g_array_index (match->night->children, KinNightChild, i);

      for (guint a = 0; a < n_approvals && entry->approval < 0; a++)
        if (match->left[a] > 0 && match->facts->approvals[a].named_child == 0 && !match->facts->approvals[a].siblings_only)
          {
            match->left[a]--;
            entry->approval = (int) a;
          }
      if (entry->approval < 0)
        match->night->over++;
    }
}

static int
count_unavailable (const KinPlacesFacts *facts, KinDay on, int most)
{
  int sum = 0;

  for (guint i = 0; i < facts->n_unavailabilities; i++)
    {
      const KinPlacesUnavailability *un = &facts->unavailabilities[i];

      if (!kin_night_live (un->from, un->to, on))
        continue;
      if (un->places <= 0 || un->places >= most)
        return most;
      sum = MIN (sum + un->places, most);
    }
  return sum;
}

/* From the places that nobody has: what is for some only, what is not available, what is vacant. */
static void
divide_rest (KinNight *night, const KinPlacesFacts *facts, const int *left)
{
  int taken = night->filled + night->held, open = 0, rest, shut, cap;

  for (guint a = 0; a < facts->n_approvals; a++)
    {
      if (facts->approvals[a].named_child != 0)
        night->named_left += left[a];
      else if (facts->approvals[a].siblings_only)
        night->siblings_left += left[a];
      else
        open += left[a];
    }
  /* Beyond three a place is for siblings or for children whom an exemption names. */
  cap = MAX (0, KIN_PLACES_USUAL_LIMIT - taken);
  if (open > cap)
    {
      night->usual_left = open - cap;
      open = cap;
    }
  rest = open + night->named_left + night->siblings_left + night->usual_left;
  shut = count_unavailable (facts, night->on, rest);
  if (facts->bedroom_places >= 0)
    {
      cap = MAX (0, facts->bedroom_places - taken);
      if (rest - shut > cap)
        {
          night->no_bedroom = rest - shut - cap;
          shut = rest - cap;
        }
    }
  night->not_available = shut;
  for (int *part[] = { &open, &night->usual_left, &night->siblings_left, &night->named_left }, i = 0; i < 4; i++)
    {
      int cut = MIN (*part[i], shut);

      *part[i] -= cut;
      shut -= cut;
    }
  night->restricted = night->usual_left + night->siblings_left + night->named_left;
  night->vacant = open;
}

static void
test_usual_limit (KinNight *night, const KinPlacesFacts *facts)
{
  g_autofree const KinPlacesChild **counted = g_new (const KinPlacesChild *, night->children->len + 1);
  guint n = 0;

  for (guint i = 0; i < night->children->len; i++)
    {
      const KinNightChild *entry = &g_array_index (night->children, KinNightChild, i);

      if (!entry->planned && (entry->child->born == KIN_NO_DAY || kin_day_age (entry->child->born, night->on) < 18))
        counted[n++] = entry->child;
    }
  night->counted = (int) n;
  night->usual = kin_places_usual_limit (counted, n, facts->exemptions, facts->n_exemptions, night->on);
}

void
kin_night_fill (KinNight *night, const KinPlacesFacts *facts, KinDay on)
{
  g_autofree int *left = g_new0 (int, facts->n_approvals + 1);
  g_autofree gboolean *tried = g_new0 (gboolean, facts->n_approvals + 1);
  Match match = { facts, night, NULL, left, tried };

  memset (night, 0, sizeof *night);
  night->on = on;
  night->children = g_array_new (FALSE, FALSE, sizeof (KinNightChild));
  for (guint a = 0; a < facts->n_approvals; a++)
    {
      left[a] = get_places (&facts->approvals[a], on);
      night->terms += left[a];
    }
  find_children (night, facts);
  match.leader = find_leading_sibling (night);
  match_children (&match);
  for (guint i = 0; i < night->children->len; i++)
    {
      if (g_array_index (night->children, KinNightChild, i).held)
        night->held++;
      else
        night->filled++;
    }
  divide_rest (night, facts, left);
  test_usual_limit (night, facts);
}

void
kin_night_clear (KinNight *night)
{
  g_clear_pointer (&night->children, g_array_unref);
}
