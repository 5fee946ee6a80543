/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From episodes to a life: each row continues what runs, or ends it and begins something new. What does not add up is
 * resolved by the dates, and said. */
#include "overlay.h"

#include <string.h>

typedef struct {
  KinLife *life;
  GArray *rows;
  const KinEpisode *last; /* the last row that went into facts */
  int last_row;
  int care, status, stay;
} Taker;

#define CARE(taker) (&g_array_index ((taker)->life->cares, KinCareFact, (taker)->care))
#define STATUS(taker) (&g_array_index ((taker)->life->statuses, KinStatusFact, (taker)->status))
#define STAY(taker) (&g_array_index ((taker)->life->stays, KinStayFact, (taker)->stay))

static gboolean
is_blank (const char *code)
{
  return !code || !*code;
}

static const char *
get_code (const char *code)
{
  return is_blank (code) ? NULL : code;
}

static gboolean
is_x1 (const char *rec)
{
  return kin_code_equal (rec, "X1");
}

static void
mark (Taker *taker, int row, KinOdd odd)
{
  g_array_index (taker->rows, KinTakenRow, row).odd |= odd;
}

/* Ends what runs on the day a row starts that overlaps it. */
static void
cut (Taker *taker, KinDay day, gboolean care_too)
{
  STATUS (taker)->to = MAX (STATUS (taker)->from, day);
  STAY (taker)->to = MAX (STAY (taker)->from, day);
  if (care_too)
    CARE (taker)->to = MAX (CARE (taker)->from, day);
}

/* Whether the row goes on in the period of care that runs. */
static gboolean
continues_care (Taker *taker, const KinEpisode *episode, int row)
{
  gboolean starts = kin_code_equal (episode->rne, "S");
  const KinEpisode *last = taker->last;
  KinDay last_end;
  gboolean left;

  if (!last)
    return FALSE;
  last_end = last->end == KIN_NO_DAY ? KIN_NO_DAY : MAX (last->start, last->end);
  left = last_end != KIN_NO_DAY && !is_blank (last->rec) && !is_x1 (last->rec);
  if (last_end == episode->start)
    {
      if (left || (starts && is_blank (last->rec)))
        return FALSE;
      if (starts)
        mark (taker, row, KIN_ODD_START_INSIDE);
      return TRUE;
    }
  if (last_end != KIN_NO_DAY && last_end < episode->start)
    {
      if (!starts)
        mark (taker, row, KIN_ODD_GAP);
      if (is_x1 (last->rec))
        mark (taker, taker->last_row, KIN_ODD_NOT_CONTINUED);
      return FALSE;
    }
  mark (taker, row, KIN_ODD_OVERLAP);
  mark (taker, taker->last_row, KIN_ODD_CUT);
  cut (taker, episode->start, starts || left);
  return !starts && !left;
}

static void
take_care (Taker *taker, const KinEpisode *episode, int row, gboolean goes_on, KinDay end)
{
  gboolean left = end != KIN_NO_DAY && !is_blank (episode->rec) && !is_x1 (episode->rec);

  if (!goes_on)
    {
      KinCareFact care = { .from = episode->start, .cin = get_code (episode->cin) };

      g_array_append_val (taker->life->cares, care);
      taker->care = (int) taker->life->cares->len - 1;
      if (!kin_code_equal (episode->rne, "S"))
        mark (taker, row, KIN_ODD_NO_START_CODE);
    }
  else if (!kin_code_equal (episode->cin, CARE (taker)->cin))
    mark (taker, row, KIN_ODD_CIN);
  CARE (taker)->to = end;
  CARE (taker)->rec = left ? episode->rec : NULL;
}

/* TRUE when the legal status is a new one. */
static gboolean
take_status (Taker *taker, const KinEpisode *episode, gboolean goes_on, KinDay end)
{
  KinStatusFact status = { .from = episode->start, .to = end, .ls = get_code (episode->ls) };

  if (goes_on && STATUS (taker)->to == episode->start && kin_code_equal (STATUS (taker)->ls, episode->ls))
    {
      STATUS (taker)->to = end;
      return FALSE;
    }
  g_array_append_val (taker->life->statuses, status);
  taker->status = (int) taker->life->statuses->len - 1;
  return TRUE;
}

static gboolean
is_move (const char *rne)
{
  return !is_blank (rne) && strchr ("PBTU", rne[0]) && !rne[1];
}

static gboolean
take_stay (Taker *taker, const KinEpisode *episode, gboolean goes_on, KinDay end)
{
  gboolean fresh = !goes_on || is_move (episode->rne) || STAY (taker)->to != episode->start
                   || !kin_episode_same_placement (taker->last, episode);

  if (fresh)
    {
      KinStayFact stay = {
        .from = episode->start,
        .place = get_code (episode->place),
        .provider = get_code (episode->provider),
        .pl_post = get_code (episode->pl_post),
        .urn = get_code (episode->urn),
        .same_carer = kin_code_equal (episode->rne, "T") || kin_code_equal (episode->rne, "U"),
      };

      g_array_append_val (taker->life->stays, stay);
      taker->stay = (int) taker->life->stays->len - 1;
    }
  STAY (taker)->to = end;
  STAY (taker)->reason = get_code (episode->reason);
  return fresh;
}

static int
take_home (Taker *taker, const KinEpisode *episode)
{
  GArray *homes = taker->life->homes;
  KinHomeFact home = { .from = episode->start, .post = get_code (episode->home_post) };
  const char *now = homes->len > 0 ? g_array_index (homes, KinHomeFact, homes->len - 1).post : NULL;

  if (!kin_code_equal (now, home.post))
    g_array_append_val (homes, home);
  return (int) homes->len - 1;
}

static void
judge_row (Taker *taker, const KinEpisode *episode, int row, gboolean goes_on, gboolean new_status, gboolean new_stay)
{
  const char *rne = episode->rne;

  if (episode->end == KIN_NO_DAY && !is_blank (episode->rec))
    mark (taker, row, KIN_ODD_OPEN_WITH_REC);
  if (episode->end != KIN_NO_DAY && is_blank (episode->rec))
    mark (taker, row, KIN_ODD_CLOSED_WITHOUT_REC);
  if (!goes_on)
    return;
  if (!new_status && !new_stay)
    {
      mark (taker, row, KIN_ODD_NO_CHANGE);
      mark (taker, taker->last_row, KIN_ODD_JOINED);
    }
  else if (kin_code_equal (rne, "L") ? !new_status || new_stay
           : is_move (rne)           ? (rne[0] == 'B' || rne[0] == 'U') != new_status
                                     : TRUE)
    mark (taker, row, KIN_ODD_CODES_DIFFER);
}

static void
take_row (Taker *taker, const KinEpisode *episode, int row)
{
  KinTakenRow *taken;
  gboolean goes_on, new_status, new_stay;
  KinDay end = episode->end;

  if (episode->start == KIN_NO_DAY)
    {
      mark (taker, row, KIN_ODD_NO_START);
      return;
    }
  if (end != KIN_NO_DAY && end <= episode->start)
    {
      mark (taker, row, end < episode->start ? KIN_ODD_END_BEFORE_START : KIN_ODD_NO_LENGTH);
      end = episode->start;
    }
  goes_on = continues_care (taker, episode, row);
  take_care (taker, episode, row, goes_on, end);
  new_status = take_status (taker, episode, goes_on, end);
  new_stay = take_stay (taker, episode, goes_on, end);
  judge_row (taker, episode, row, goes_on, new_status, new_stay);
  taken = &g_array_index (taker->rows, KinTakenRow, row);
  taken->home = take_home (taker, episode);
  taken->care = taker->care;
  taken->status = taker->status;
  taken->stay = taker->stay;
  taker->last = episode;
  taker->last_row = row;
}

/* An episode without a night is not derived, so its neighbours meet each other instead. */
static void
judge_same_days (Taker *taker, const KinEpisode *episodes, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean same = i + 1 < n && episodes[i].start == episodes[i + 1].start;
      gboolean empty = episodes[i].end != KIN_NO_DAY && episodes[i].end <= episodes[i].start;

      for (guint k = i > 0 ? i - 1 : 0; (same || empty) && k < n && k <= i + 1; k++)
        if (episodes[k].start != KIN_NO_DAY)
          mark (taker, (int) k, KIN_ODD_SAME_DAY);
    }
}

/* A reason for a change belongs where the next row of the same care is another placement, and neither is temporary. */
static void
judge_reasons (Taker *taker, const KinEpisode *episodes, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const KinTakenRow *row = &g_array_index (taker->rows, KinTakenRow, i);
      const KinTakenRow *next = i + 1 < n ? &g_array_index (taker->rows, KinTakenRow, i + 1) : NULL;

      if (is_blank (episodes[i].reason) || row->care < 0)
        continue;
      if (!next || next->care != row->care || next->stay == row->stay || kin_code_is_temporary (episodes[i].place)
          || kin_code_is_temporary (episodes[i + 1].place))
        mark (taker, (int) i, KIN_ODD_REASON);
    }
}

KinLife *
kin_life_take_apart (const KinEpisode *episodes, guint n, GArray **rows)
{
  Taker taker = { kin_life_new (), g_array_new (FALSE, FALSE, sizeof (KinTakenRow)), NULL, -1, -1, -1, -1 };

  for (guint i = 0; i < n; i++)
    {
      KinTakenRow row = { -1, -1, -1, -1, 0 };

      g_array_append_val (taker.rows, row);
    }
  for (guint i = 0; i < n; i++)
    take_row (&taker, &episodes[i], (int) i);
  if (taker.last && taker.last->end != KIN_NO_DAY && is_x1 (taker.last->rec))
    mark (&taker, taker.last_row, KIN_ODD_NOT_CONTINUED);
  judge_same_days (&taker, episodes, n);
  judge_reasons (&taker, episodes, n);
  if (rows)
    *rows = taker.rows;
  else
    g_array_unref (taker.rows);
  return taker.life;
}
