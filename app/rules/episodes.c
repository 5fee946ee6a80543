/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One child's episodes, walked once for each question. */
#include "episodes.h"

#include <string.h>

static const char *
get_text (const char *code)
{
  return code ? code : "";
}

gboolean
kin_code_equal (const char *a, const char *b)
{
  return a == b || strcmp (get_text (a), get_text (b)) == 0;
}

gboolean
kin_code_is_short_break (const char *ls)
{
  return kin_code_equal (ls, "V3") || kin_code_equal (ls, "V4");
}

static gboolean
is_family (const char *code, char letter, char first, char last)
{
  code = get_text (code);
  return code[0] == letter && code[1] >= first && code[1] <= last && code[2] == '\0';
}

gboolean
kin_code_is_temporary (const char *place)
{
  return is_family (place, 'T', '0', '4');
}

gboolean
kin_code_is_foster (const char *place)
{
  return is_family (place, 'U', '1', '6');
}

gboolean
kin_code_is_adoption (const char *place)
{
  return is_family (place, 'A', '3', '6');
}

gboolean
kin_episode_same_placement (const KinEpisode *a, const KinEpisode *b)
{
  return kin_code_equal (a->place, b->place) && kin_code_equal (a->pl_post, b->pl_post)
         && kin_code_equal (a->urn, b->urn) && kin_code_equal (a->provider, b->provider);
}

static int
compare_episodes (gconstpointer a, gconstpointer b)
{
  const KinEpisode *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

void
kin_episodes_sort (KinEpisode *episodes, guint n)
{
  if (n > 1)
    qsort (episodes, n, sizeof *episodes, compare_episodes);
}

static KinDay
get_end (const KinEpisode *episode)
{
  return episode->end == KIN_NO_DAY ? KIN_DAY_MAX : episode->end;
}

static gboolean
counts (const KinEpisode *episode)
{
  return episode->start != KIN_NO_DAY && get_end (episode) > episode->start && !kin_code_is_short_break (episode->ls);
}

/* The period of care ends here, by its own word. */
static gboolean
ends_care (const KinEpisode *episode)
{
  return episode->end != KIN_NO_DAY && *get_text (episode->rec) && !kin_code_equal (episode->rec, "X1");
}

int
kin_episodes_at (const KinEpisode *episodes, guint n, KinDay on)
{
  for (guint i = n; i-- > 0;)
    if (episodes[i].start <= on && on < get_end (&episodes[i]) && counts (&episodes[i]))
      return (int) i;
  return -1;
}

gboolean
kin_episodes_looked_after (const KinEpisode *episodes, guint n, KinDay on)
{
  return kin_episodes_at (episodes, n, on) >= 0;
}

GArray *
kin_episodes_spells (const KinEpisode *episodes, guint n)
{
  GArray *spells = g_array_new (FALSE, FALSE, sizeof (KinSpell));
  KinSpell spell = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const KinEpisode *episode = &episodes[i];
      KinDay end = get_end (episode);

      if (!counts (episode))
        continue;
      if (any && (episode->start < spell.to || (episode->start == spell.to && !ends_care (&episodes[spell.last]))))
        {
          /* Where episodes overlap, the one that lasts longest says how the spell ends. */
          if (end >= spell.to)
            {
              spell.to = end;
              spell.last = i;
            }
          continue;
        }
      if (any)
        g_array_append_val (spells, spell);
      spell = (KinSpell) { episode->start, end, i, i };
      any = TRUE;
    }
  if (any)
    g_array_append_val (spells, spell);
  for (guint i = 0; i < spells->len; i++)
    {
      KinSpell *done = &g_array_index (spells, KinSpell, i);

      if (done->to == KIN_DAY_MAX)
        done->to = KIN_NO_DAY;
    }
  return spells;
}

static guint
count_spells (const KinEpisode *episodes, guint n, KinDay a, KinDay b, gboolean starts)
{
  g_autoptr (GArray) spells = kin_episodes_spells (episodes, n);
  guint count = 0;

  for (guint i = 0; i < spells->len; i++)
    {
      const KinSpell *spell = &g_array_index (spells, KinSpell, i);
      KinDay day = starts ? spell->from : spell->to;

      count += day != KIN_NO_DAY && a <= day && day <= b;
    }
  return count;
}

guint
kin_episodes_starts (const KinEpisode *episodes, guint n, KinDay a, KinDay b)
{
  return count_spells (episodes, n, a, b, TRUE);
}

guint
kin_episodes_ceases (const KinEpisode *episodes, guint n, KinDay a, KinDay b)
{
  return count_spells (episodes, n, a, b, FALSE);
}

static gboolean
is_one_of (const char *code, const char *letters)
{
  code = get_text (code);
  return code[0] && !code[1] && strchr (letters, code[0]);
}

guint
kin_episodes_placements (const KinEpisode *episodes, guint n, KinDay a, KinDay b, gboolean count_same_carer)
{
  const KinEpisode *current = NULL, *last = NULL;
  KinDay end = KIN_NO_DAY;
  guint count = 0;

  for (guint i = 0; i < n; i++)
    {
      const KinEpisode *episode = &episodes[i];
      gboolean fresh, differs;

      if (!counts (episode) || kin_code_is_temporary (episode->place))
        continue;
      if (episode->start > b)
        break;
      differs = current && !kin_episode_same_placement (current, episode);
      fresh = !current || (is_one_of (episode->rne, "SPB") && differs) || (count_same_carer && is_one_of (episode->rne, "TU") && differs)
              || (is_one_of (episode->rne, "S") && ends_care (last));
      if (fresh)
        {
          count += current && end >= a;
          end = KIN_NO_DAY;
        }
      current = episode;
      last = episode;
      end = MAX (end, get_end (episode));
    }
  return count + (current && end >= a);
}

/* The episode before, if this one continues it. */
static int
find_previous (const KinEpisode *episodes, int i)
{
  for (int k = i - 1; k >= 0; k--)
    if (counts (&episodes[k]))
      return episodes[k].end == episodes[i].start && !ends_care (&episodes[k]) ? k : -1;
  return -1;
}

/* The first episode of the placement, or with the carer, that episode i is part of. */
static int
walk_back (const KinEpisode *episodes, int i)
{
  for (;;)
    {
      int before = find_previous (episodes, i), other;

      if (before < 0)
        return i;
      if (is_one_of (episodes[i].rne, "LTU") || kin_code_is_temporary (episodes[i].place))
        {
          i = before;
          continue;
        }
      /* Back from a temporary stay to where the child was before it. */
      for (other = before; other >= 0 && kin_code_is_temporary (episodes[other].place);)
        other = find_previous (episodes, other);
      if (other < 0 || other == before || !kin_episode_same_placement (&episodes[other], &episodes[i]))
        return i;
      i = other;
    }
}

gboolean
kin_episodes_long_term (const KinEpisode *episodes, guint n, KinDay born, KinDay on, gboolean *stable)
{
  int i = kin_episodes_at (episodes, n, on), first;
  g_autoptr (GArray) spells = NULL;
  gboolean cohort = FALSE;

  *stable = FALSE;
  if (i < 0 || born == KIN_NO_DAY || kin_day_age (born, on) >= 16)
    return FALSE;
  spells = kin_episodes_spells (episodes, n);
  for (guint k = 0; k < spells->len; k++)
    {
      const KinSpell *spell = &g_array_index (spells, KinSpell, k);

      if (spell->from <= on && (spell->to == KIN_NO_DAY || on < spell->to))
        cohort = spell->from <= kin_day_add_months (on, -30);
    }
  if (!cohort)
    return FALSE;
  first = walk_back (episodes, i);
  if (kin_code_is_adoption (episodes[i].place))
    {
      int before = find_previous (episodes, first);

      if (before >= 0)
        first = walk_back (episodes, before);
    }
  *stable = episodes[first].start <= kin_day_add_months (on, -24);
  return TRUE;
}

gboolean
kin_episodes_whole_year (const KinEpisode *episodes, guint n, int year_ending)
{
  KinDay start = kin_day_year_start (year_ending), end = kin_day_year_end (year_ending);
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const KinEpisode *episode = &episodes[i];

      if (episode->start == KIN_NO_DAY || episode->start > end || get_end (episode) < start)
        continue;
      any = TRUE;
      if (kin_code_is_short_break (episode->ls)
          || (is_one_of (episode->rne, "S") && start < episode->start)
          || (ends_care (episode) && episode->end < end))
        return FALSE;
    }
  return any;
}
