/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same child in the returns of several years: an episode left open in one is sent again, closed, in the next. Every step
 * that changes what a row says is a proposal; one that was declined leaves the rows as they are. Within one year nothing is
 * merged. The steps are those of the open tools with which councils join their yearly returns. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "return_plan.h"

typedef struct
{
  KinReturnContext *context;
  const char       *child;
  GArray           *episodes;
  GPtrArray        *rows;
} Merge;

#define AT(merge, i) (&g_array_index ((merge)->episodes, KinEpisode, (i)))

static const KinReturnRow *
get_row (Merge *merge, guint i)
{
  return merge->rows->pdata[AT (merge, i)->row];
}

static int
get_year (Merge *merge, guint i)
{
  return get_row (merge, i)->year;
}

/* What earlier imports brought together was proposed then; it is told again only where it is decided otherwise now. */
static gboolean
is_news (const KinReturnContext *context, const char *key, gboolean accepted)
{
  return context->plan == NULL || !g_hash_table_contains (context->told, key) || accepted == g_hash_table_contains (context->plan->was_declined, key);
}

/* Asks whether to do it. text may be NULL when nobody is told. */
static gboolean
propose (Merge *merge, KinReturnProposalKind kind, guint i, const char *text)
{
  KinReturnContext *context = merge->context;
  g_autofree char *start = kin_day_to_iso (AT (merge, i)->start);
  g_autofree char *key = g_strdup_printf ("%s %s %s %d", kin_proposal_kind_name (kind), merge->child, start, get_year (merge, i));
  gboolean accepted = context->plan != NULL       ? kin_return_plan_decide (context->plan, kind, key)
                      : context->declined != NULL ? !g_hash_table_contains (context->declined, key)
                                                  : TRUE;
  KinReturnProposal *proposal;

  if (context->plan == NULL && context->told != NULL)
    g_hash_table_add (context->told, g_strdup (key));
  if (context->proposals == NULL || !is_news (context, key, accepted))
    return accepted;
  proposal = g_new (KinReturnProposal, 1);
  *proposal = (KinReturnProposal) { kind, kin_return_set_keep (context->set, key), kin_return_set_keep (context->set, merge->child),
                                    kin_return_set_keep (context->set, text), accepted };
  g_ptr_array_add (context->proposals, proposal);
  return accepted;
}

static int
compare_episodes (gconstpointer a, gconstpointer b, gpointer data)
{
  const KinEpisode *x = a, *y = b;
  Merge *merge = data;
  const KinReturnRow *rx = merge->rows->pdata[x->row], *ry = merge->rows->pdata[y->row];

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (rx->year != ry->year)
    return rx->year < ry->year ? -1 : 1;
  return x->row < y->row ? -1 : 1;
}

static char *
make_text (const char *format, KinDay day, int year, int other_year)
{
  g_autofree char *words = kin_day_to_words (day);
  g_autoptr (GString) text = g_string_new (format);
  g_autofree char *a = g_strdup_printf ("%d", year);
  g_autofree char *b = g_strdup_printf ("%d", other_year);

  g_string_replace (text, "{day}", words, 0);
  g_string_replace (text, "{year}", a, 0);
  g_string_replace (text, "{other}", b, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Episodes i and i + 1 start on the same day. TRUE when one of them was removed. */
static gboolean
merge_same_start (Merge *merge, guint i)
{
  const KinEpisode *earlier = AT (merge, i), *later = AT (merge, i + 1);
  int year = get_year (merge, i), other = get_year (merge, i + 1);
  gboolean keep_later = later->end != KIN_NO_DAY || earlier->end == KIN_NO_DAY;
  g_autofree char *text = NULL;

  if (earlier->start != later->start)
    return FALSE;
  if (kin_return_row_same (get_row (merge, i), get_row (merge, i + 1)))
    {
      g_array_remove_index (merge->episodes, i);
      return TRUE;
    }
  if (year == other)
    return FALSE;
  text = make_text (keep_later ? _("The returns of {year} and {other} both have the episode from {day}: take it as {other} gives it.")
                               : _("The returns of {year} and {other} both have the episode from {day}: take it as {year} gives it, which closed it."),
                    earlier->start, year, other);
  if (!propose (merge, KIN_PROPOSAL_SAME_START, i + 1, text))
    keep_later = FALSE;
  g_array_remove_index (merge->episodes, keep_later ? i : i + 1);
  return TRUE;
}

/* Two years end the same stay on the same day and start it on different ones: the longer. */
static void
merge_same_ends (Merge *merge)
{
  for (guint i = 0; i < merge->episodes->len; i++)
    for (guint j = i + 1; j < merge->episodes->len; j++)
      {
        g_autofree char *text = NULL;

        if (AT (merge, i)->end == KIN_NO_DAY || AT (merge, i)->end != AT (merge, j)->end || get_year (merge, i) == get_year (merge, j))
          continue;
        text = make_text (_("The returns of {year} and {other} both have an episode to {day}: take the longer, of {year}."),
                          AT (merge, i)->end, get_year (merge, i), get_year (merge, j));
        if (propose (merge, KIN_PROPOSAL_SAME_END, j, text))
          g_array_remove_index (merge->episodes, j--);
      }
}

static gboolean
has_code (const char *code, const char *is)
{
  return code != NULL && strcmp (code, is) == 0;
}

/* The earlier year left it open, and something follows. */
static void
close_episode (Merge *merge, guint i)
{
  KinEpisode *episode = AT (merge, i), *next = AT (merge, i + 1);
  gboolean goes_on = !has_code (next->rne, "S");
  KinDay end = goes_on ? next->start : MIN (kin_day_year_end (get_year (merge, i)), next->start - 1);
  g_autofree char *text = NULL;

  end = MAX (end, episode->start + 1);
  text = make_text (goes_on ? _("Open in the return of {year}, and the one of {other} goes on from {day}: end it on that day.")
                            : _("Open in the return of {year}, and the one of {other} starts anew: end it on {day}."),
                    end, get_year (merge, i), get_year (merge, i + 1));
  if (!propose (merge, KIN_PROPOSAL_CLOSE, i, text))
    return;
  episode->end = end;
  episode->rec = goes_on ? "X1" : NULL;
}

static void
move_end (Merge *merge, guint i, KinReturnProposalKind kind)
{
  KinEpisode *episode = AT (merge, i);
  KinDay day = AT (merge, i + 1)->start;
  g_autofree char *text = make_text (kind == KIN_PROPOSAL_SHORTEN
                                       ? _("The episode of {year} runs into the one of {other}: end it on {day}, when that starts.")
                                       : _("The episode of {year} goes on in the one of {other} after a gap: let it end on {day}, when that starts."),
                                     day, get_year (merge, i), get_year (merge, i + 1));

  if (propose (merge, kind, i, text))
    episode->end = day;
}

static void
join_chain (Merge *merge)
{
  for (guint i = 0; i + 1 < merge->episodes->len; i++)
    {
      const KinEpisode *episode = AT (merge, i), *next = AT (merge, i + 1);

      if (get_year (merge, i) == get_year (merge, i + 1))
        continue;
      if (episode->end == KIN_NO_DAY)
        close_episode (merge, i);
      else if (episode->end > next->start && next->start > episode->start)
        move_end (merge, i, KIN_PROPOSAL_SHORTEN);
      else if (episode->end < next->start && has_code (episode->rec, "X1"))
        move_end (merge, i, KIN_PROPOSAL_EXTEND);
    }
}

/* Nothing of the child in later returns: it has left, nobody knows when. */
static void
close_last (Merge *merge)
{
  guint last = merge->episodes->len - 1;
  KinEpisode *episode = AT (merge, last);
  int year = get_year (merge, last);
  KinDay end = MAX (kin_day_year_end (year), episode->start + 1);
  g_autofree char *text = NULL;

  if (episode->end != KIN_NO_DAY || year >= merge->context->latest)
    return;
  text = make_text (_("Open in the return of {year}, and the child is not in that of {other}: end it on {day}."), end, year, merge->context->latest);
  if (!propose (merge, KIN_PROPOSAL_CLOSE_LAST, last, text))
    return;
  episode->end = end;
  episode->rec = NULL;
}

void
kin_return_merge (KinReturnContext *context, const char *child, GArray *episodes, GPtrArray *rows)
{
  Merge merge = { context, child, episodes, rows };

  if (episodes->len == 0)
    return;
  g_array_sort_with_data (episodes, compare_episodes, &merge);
  for (guint i = 0; i + 1 < episodes->len;)
    if (!merge_same_start (&merge, i))
      i++;
  merge_same_ends (&merge);
  join_chain (&merge);
  close_last (&merge);
}
