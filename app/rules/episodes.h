/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Episodes of the looked-after children's return (SSDA903), and what they say about one child.
 *
 * An episode is as the return has it: codes as text, NULL or "" for blank; end KIN_NO_DAY for an open one. All functions
 * want one child's episodes sorted by kin_episodes_sort (). The child lives in an episode on `start` and not on `end`.
 * Sources: the DfE's guide to the SSDA903; its data set on stability of placements; NI 63 (long-term stability). How T0 to T4,
 * T and U count among three placements is our reading: no written rule was found. */
#pragma once

#include "day.h"

G_BEGIN_DECLS

typedef struct {
  KinDay start, end;
  const char *rne, *ls, *cin, *place, *provider, *rec, *reason; /* reason: REASON_PLACE_CHANGE */
  const char *home_post, *pl_post, *urn;
  guint row; /* whatever the caller likes; kept, and the order among equal starts */
} KinEpisode;

/* A spell of being looked after, short breaks left out: first day, day of leaving, and the episodes that begin and end it. */
typedef struct {
  KinDay from, to;
  guint first, last;
} KinSpell;

void     kin_episodes_sort          (KinEpisode *episodes, guint n);
gboolean kin_code_equal             (const char *a, const char *b); /* blank equals blank */
gboolean kin_code_is_short_break    (const char *ls);               /* V3, V4 */
gboolean kin_code_is_temporary      (const char *place);            /* T0 to T4 */
gboolean kin_code_is_foster         (const char *place);            /* U1 to U6 */
gboolean kin_code_is_adoption       (const char *place);            /* A3 to A6 */
/* PLACE, PL_POST, URN and PLACE_PROVIDER are all the same. */
gboolean kin_episode_same_placement (const KinEpisode *a, const KinEpisode *b);

/* The episode (short breaks left out) in which the child is looked after on that day: the latest; -1 when not. */
int      kin_episodes_at            (const KinEpisode *episodes, guint n, KinDay on);
gboolean kin_episodes_looked_after  (const KinEpisode *episodes, guint n, KinDay on);
/* KinSpell: chains joined without a gap, by X1 or by dates that meet. Free with g_array_unref (). */
GArray  *kin_episodes_spells        (const KinEpisode *episodes, guint n);
/* Periods of care that start, or end, in a..b, both counted. */
guint    kin_episodes_starts        (const KinEpisode *episodes, guint n, KinDay a, KinDay b);
guint    kin_episodes_ceases        (const KinEpisode *episodes, guint n, KinDay a, KinDay b);
/* Placements open at any time in a..b: temporary ones and the return from them are none, the same carer is the same. */
guint    kin_episodes_placements    (const KinEpisode *episodes, guint n, KinDay a, KinDay b, gboolean count_same_carer);
/* 4.7: TRUE when the child is in the cohort on that day; *stable tells if in the same placement for two years. */
gboolean kin_episodes_long_term     (const KinEpisode *episodes, guint n, KinDay born, KinDay on, gboolean *stable);
/* 4.13: continuously looked after for the financial year that ends in that year. */
gboolean kin_episodes_whole_year    (const KinEpisode *episodes, guint n, int year_ending);

G_END_DECLS
