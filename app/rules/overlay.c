/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a life to episodes: between two days on which anything changes there is one episode. */
#include "overlay.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  KinOdd odd;
  const char *text;
} odd_texts[] = {
  { KIN_ODD_NO_START, N_("The row has no start date that can be read.") },
  { KIN_ODD_END_BEFORE_START, N_("The episode ends before it starts; it was taken to end on the day it starts.") },
  { KIN_ODD_NO_LENGTH, N_("The episode starts and ends on the same day, so no night is spent in it.") },
  { KIN_ODD_OVERLAP, N_("The episode starts before the last one ended; the last one was taken to end here.") },
  { KIN_ODD_GAP, N_("The episode is said to continue, but does not start when the last one ended; it starts a new period of care.") },
  { KIN_ODD_START_INSIDE, N_("The episode is said to start care, but the last one continues here.") },
  { KIN_ODD_NO_START_CODE, N_("A period of care starts here, but the reason for the new episode is not S.") },
  { KIN_ODD_OPEN_WITH_REC, N_("The episode has a reason for ending and no end; the reason was left out.") },
  { KIN_ODD_NOT_CONTINUED, N_("The episode is said to go on in another (X1), but none starts on that day.") },
  { KIN_ODD_CODES_DIFFER, N_("The reason for the new episode does not say what changed.") },
  { KIN_ODD_NO_CHANGE, N_("Nothing changed: the episode was joined to the last one.") },
  { KIN_ODD_CIN, N_("The category of need differs within one period of care; the first was kept.") },
  { KIN_ODD_REASON, N_("A reason for a change of placement stands where no placement changes.") },
  { KIN_ODD_CLOSED_WITHOUT_REC, N_("The episode has an end and no reason for ending.") },
  { KIN_ODD_CUT, N_("The next episode starts before this one ends; this one was taken to end there.") },
  { KIN_ODD_JOINED, N_("The next episode changes nothing; it was joined to this one.") },
  { KIN_ODD_SAME_DAY, N_("This episode or one next to it lasts no night, or starts on the same day as another.") },
};

const char *
kin_odd_to_text (KinOdd odd)
{
  for (gsize i = 0; i < G_N_ELEMENTS (odd_texts); i++)
    if (odd_texts[i].odd == odd)
      return _(odd_texts[i].text);
  return "";
}

KinLife *
kin_life_new (void)
{
  KinLife *life = g_new (KinLife, 1);

  life->cares = g_array_new (FALSE, FALSE, sizeof (KinCareFact));
  life->statuses = g_array_new (FALSE, FALSE, sizeof (KinStatusFact));
  life->stays = g_array_new (FALSE, FALSE, sizeof (KinStayFact));
  life->homes = g_array_new (FALSE, FALSE, sizeof (KinHomeFact));
  return life;
}

void
kin_life_free (KinLife *life)
{
  if (!life)
    return;
  g_array_unref (life->cares);
  g_array_unref (life->statuses);
  g_array_unref (life->stays);
  g_array_unref (life->homes);
  g_free (life);
}

static KinDay
get_end (KinDay day)
{
  return day == KIN_NO_DAY ? KIN_DAY_MAX : day;
}

/* Of the facts that hold on a day the one that began last; the later entry among those of one day. */
static int
find_status (const KinLife *life, KinDay on)
{
  int found = -1;

  for (guint i = 0; i < life->statuses->len; i++)
    {
      const KinStatusFact *status = &g_array_index (life->statuses, KinStatusFact, i);

      if (status->from <= on && on < get_end (status->to)
          && (found < 0 || status->from >= g_array_index (life->statuses, KinStatusFact, found).from))
        found = (int) i;
    }
  return found;
}

static int
find_stay (const KinLife *life, KinDay on)
{
  int found = -1;

  for (guint i = 0; i < life->stays->len; i++)
    {
      const KinStayFact *stay = &g_array_index (life->stays, KinStayFact, i);

      if (stay->from <= on && on < get_end (stay->to)
          && (found < 0 || stay->from >= g_array_index (life->stays, KinStayFact, found).from))
        found = (int) i;
    }
  return found;
}

static int
find_home (const KinLife *life, KinDay on)
{
  int found = -1;

  for (guint i = 0; i < life->homes->len; i++)
    {
      const KinHomeFact *home = &g_array_index (life->homes, KinHomeFact, i);

      if (home->from <= on && (found < 0 || home->from >= g_array_index (life->homes, KinHomeFact, found).from))
        found = (int) i;
    }
  return found;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const KinDay *) a - *(const KinDay *) b;
}

static GArray *
find_edges (const KinLife *life, const KinCareFact *care)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (KinDay));
  KinDay last = get_end (care->to);

  g_array_append_val (edges, care->from);
  for (guint i = 0; i < life->statuses->len + life->stays->len; i++)
    {
      const KinStatusFact *status = i < life->statuses->len ? &g_array_index (life->statuses, KinStatusFact, i) : NULL;
      const KinStayFact *stay = status ? NULL : &g_array_index (life->stays, KinStayFact, i - life->statuses->len);
      KinDay edge[2] = { status ? status->from : stay->from, status ? status->to : stay->to };

      for (int k = 0; k < 2; k++)
        if (edge[k] > care->from && edge[k] < last)
          g_array_append_val (edges, edge[k]);
    }
  g_array_sort (edges, compare_days);
  return edges;
}

static const char *
get_rne (gboolean status_changed, gboolean stay_changed, gboolean same_carer)
{
  if (!stay_changed)
    return "L";
  if (same_carer)
    return status_changed ? "U" : "T";
  return status_changed ? "B" : "P";
}

static void
fill_codes (KinDerived *derived, const KinLife *life, const KinCareFact *care, KinDay on)
{
  KinEpisode *episode = &derived->episode;

  derived->status = find_status (life, on);
  derived->stay = find_stay (life, on);
  derived->home = find_home (life, on);
  episode->start = on;
  episode->cin = care->cin;
  if (derived->status >= 0)
    episode->ls = g_array_index (life->statuses, KinStatusFact, derived->status).ls;
  if (derived->home >= 0)
    episode->home_post = g_array_index (life->homes, KinHomeFact, derived->home).post;
  if (derived->stay >= 0)
    {
      const KinStayFact *stay = &g_array_index (life->stays, KinStayFact, derived->stay);

      episode->place = stay->place;
      episode->provider = stay->provider;
      episode->pl_post = stay->pl_post;
      episode->urn = stay->urn;
    }
}

static void
derive_care (const KinLife *life, int index, GArray *out)
{
  const KinCareFact *care = &g_array_index (life->cares, KinCareFact, index);
  g_autoptr (GArray) edges = find_edges (life, care);
  guint first = out->len;

  for (guint k = 0; k < edges->len; k++)
    {
      KinDerived next = { .care = index };
      KinDerived *last = out->len > first ? &g_array_index (out, KinDerived, out->len - 1) : NULL;
      gboolean status_changed, stay_changed, same_carer = FALSE;

      fill_codes (&next, life, care, g_array_index (edges, KinDay, k));
      next.episode.rne = "S";
      if (last)
        {
          status_changed = !kin_code_equal (last->episode.ls, next.episode.ls);
          stay_changed = last->stay != next.stay;
          if (!status_changed && !stay_changed)
            continue;
          if (next.stay >= 0)
            {
              const KinStayFact *stay = &g_array_index (life->stays, KinStayFact, next.stay);

              same_carer = stay->same_carer && stay->from == next.episode.start;
            }
          next.episode.rne = get_rne (status_changed, stay_changed, same_carer);
          last->episode.end = next.episode.start;
          last->episode.rec = "X1";
          if (stay_changed && last->stay >= 0 && !kin_code_is_temporary (last->episode.place) && !kin_code_is_temporary (next.episode.place))
            last->episode.reason = g_array_index (life->stays, KinStayFact, last->stay).reason;
        }
      g_array_append_val (out, next);
    }
  g_array_index (out, KinDerived, out->len - 1).episode.end = care->to;
  if (care->to != KIN_NO_DAY)
    g_array_index (out, KinDerived, out->len - 1).episode.rec = care->rec;
}

static int
compare_cares (gconstpointer a, gconstpointer b, gpointer data)
{
  const KinLife *life = data;
  int x = *(const int *) a, y = *(const int *) b;
  KinDay from = g_array_index (life->cares, KinCareFact, x).from, other = g_array_index (life->cares, KinCareFact, y).from;

  return from != other ? from - other : x - y;
}

GArray *
kin_life_derive (const KinLife *life)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (KinDerived));
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < (int) life->cares->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_cares, (gpointer) life);
  for (guint i = 0; i < order->len; i++)
    {
      int index = g_array_index (order, int, i);
      const KinCareFact *care = &g_array_index (life->cares, KinCareFact, index);

      if (care->from != KIN_NO_DAY && get_end (care->to) > care->from)
        derive_care (life, index, out);
    }
  for (guint i = 0; i < out->len; i++)
    g_array_index (out, KinDerived, i).episode.row = i;
  return out;
}
