/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lanes of care periods, legal statuses and placements as they were recorded, and of being together with each sibling as it comes
 * out of them. */
#include "lanes.h"

#include <glib/gi18n-lib.h>

#include "codes.h"
#include "prices.h"
#include "sibling-stays.h"

static KinLane *
add_lane (KinChildLife *life, KinLaneKind kind, char *label)
{
  KinLane *lane = g_new0 (KinLane, 1);

  lane->kind = kind;
  lane->label = label;
  lane->bars = kin_bars_new ();
  g_ptr_array_add (life->lanes, lane);
  return lane;
}

/* From a row of number, first day, last day and code. */
static KinBar
read_bar (KinQuery *query)
{
  return (KinBar) { .record = kin_query_get_int (query, 0), .from = (KinDay) kin_query_get_int (query, 1),
                    .to = (KinDay) kin_query_get_int (query, 2), .code = g_strdup (kin_query_get_text (query, 3)) };
}

static char *
code_text (const char *list, const char *code)
{
  const char *label;

  if (code == NULL)
    return g_strdup ("");
  label = kin_code_label (list, code);
  return g_strcmp0 (label, code) == 0 ? g_strdup (code) : g_strdup_printf ("%s %s", code, label);
}

static void
add_care (KinReader *reader, KinChildLife *life)
{
  KinLane *lane = add_lane (life, KIN_LANE_CARE, g_strdup (_("Looked after")));
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT no, period_start, period_end, reason_ceased FROM care_period WHERE child = ?1 AND period_start IS NOT NULL "
                                    "ORDER BY period_start, no");
  kin_query_int (query, 1, life->child);
  while (kin_query_step (query))
    {
      KinBar bar = read_bar (query);
      g_autofree char *from = kin_day_to_words (bar.from);

      bar.text = bar.to == KIN_NO_DAY ? g_strdup_printf (_("since %s"), from) : g_strdup (bar.code != NULL ? kin_code_label ("reason_ceased", bar.code) : "");
      g_array_append_val (lane->bars, bar);
    }
}

static void
add_statuses (KinReader *reader, KinChildLife *life)
{
  KinLane *lane = add_lane (life, KIN_LANE_STATUS, g_strdup (_("Legal status")));
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT no, period_start, period_end, status FROM legal_status WHERE child = ?1 AND period_start IS NOT NULL "
                                    "ORDER BY period_start, no");
  kin_query_int (query, 1, life->child);
  while (kin_query_step (query))
    {
      KinBar bar = read_bar (query);

      bar.text = code_text ("legal_status", bar.code);
      g_array_append_val (lane->bars, bar);
    }
}

static KinBarTone
tone_of (const char *place, const char *whose, KinDay from, KinDay day)
{
  if (from > day)
    return KIN_BAR_PLANNED;
  if (place != NULL && place[0] == 'T')
    return KIN_BAR_TEMPORARY;
  if (g_strcmp0 (whose, "PR4") == 0 || g_strcmp0 (whose, "PR5") == 0)
    return KIN_BAR_AGENCY;
  return g_strcmp0 (whose, "PR1") == 0 ? KIN_BAR_IN_HOUSE : KIN_BAR_PLAIN;
}

/* The price of the last day that has been. */
static char *
with_price (KinReader *reader, char *where, gint64 placement, KinDay from, KinDay to, KinDay day)
{
  KinDay last = to != KIN_NO_DAY && to <= day ? MAX (from, to - 1) : MAX (from, day);
  g_autoptr (KinCostsOn) cost = kin_book_placement_cost (reader, placement, last);
  g_autofree char *taken = where, *weekly = NULL;

  if (cost == NULL || cost->weekly[KIN_COSTS_TOTAL] == 0)
    return g_steal_pointer (&taken);
  weekly = kin_pence_to_text (cost->weekly[KIN_COSTS_TOTAL]);
  return g_strdup_printf ("%s · %s", taken, weekly);
}

static void
add_placements (KinReader *reader, KinChildLife *life, gboolean money)
{
  KinLane *lane = add_lane (life, KIN_LANE_PLACEMENT, g_strdup (_("Placement")));
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT no, period_start, period_end, placement_type, placement_provider, coalesce (household, establishment) "
                                    "FROM placement WHERE child = ?1 AND period_start IS NOT NULL ORDER BY period_start, no");
  kin_query_int (query, 1, life->child);
  while (kin_query_step (query))
    {
      KinBar bar = read_bar (query);
      char *where = kin_placement_where (reader, kin_query_get_int (query, 5), kin_query_get_text (query, 3));

      bar.tone = tone_of (bar.code, kin_query_get_text (query, 4), bar.from, life->day);
      bar.text = money ? with_price (reader, where, bar.record, bar.from, bar.to, life->day) : where;
      g_array_append_val (lane->bars, bar);
    }
}

static void
add_stretch (GArray *bars, KinDay from, KinDay to, gboolean together)
{
  KinBar *last = bars->len > 0 ? &g_array_index (bars, KinBar, bars->len - 1) : NULL;
  KinBarTone tone = together ? KIN_BAR_TOGETHER : KIN_BAR_APART;
  KinBar bar = { .from = from, .to = to, .tone = tone };

  if (last != NULL && last->tone == tone && last->to == from)
    {
      last->to = to;
      return;
    }
  bar.text = g_strdup (together ? _("together") : _("apart"));
  g_array_append_val (bars, bar);
}

static KinDay
earlier (KinDay a, KinDay b)
{
  return a == KIN_NO_DAY ? b : b == KIN_NO_DAY ? a : MIN (a, b);
}

/* Two sorted rows of stays, walked side by side: a bar wherever both are in care. */
static void
compare_stays (GArray *mine, GArray *theirs, GArray *bars)
{
  guint i = 0, k = 0;

  while (i < mine->len && k < theirs->len)
    {
      const KinSiblingStay *a = &g_array_index (mine, KinSiblingStay, i), *b = &g_array_index (theirs, KinSiblingStay, k);
      KinDay from = MAX (a->from, b->from), to = earlier (a->to, b->to);

      if (to == KIN_NO_DAY || from < to)
        add_stretch (bars, from, to, a->home != 0 && a->home == b->home);
      if (to == KIN_NO_DAY)
        return;
      if (to == a->to)
        i++;
      if (to == b->to)
        k++;
    }
}

static void
add_siblings (KinReader *reader, KinChildLife *life)
{
  g_autoptr (GArray) mine = kin_book_sibling_stays (reader, life->child, life->day, NULL);
  g_autoptr (GHashTable) done = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < life->groups->len; i++)
    {
      KinGroup *group = life->groups->pdata[i];

      for (guint k = 0; k < group->members->len; k++)
        {
          KinGroupMember *member = &g_array_index (group->members, KinGroupMember, k);
          g_autoptr (GArray) theirs = NULL;
          KinLane *lane;

          if (member->child == 0 || member->child == life->child || !g_hash_table_add (done, &member->child))
            continue;
          theirs = kin_book_sibling_stays (reader, member->child, life->day, NULL);
          /* Translators: the lane of a brother or sister: "With Ben, 5" */
          lane = add_lane (life, KIN_LANE_SIBLING,
                           member->born != KIN_NO_DAY && member->born <= life->day
                             ? g_strdup_printf (_("With %s, %d"), member->called, kin_day_age (member->born, life->day))
                             : g_strdup_printf (_("With %s"), member->called));
          lane->sibling = member->child;
          compare_stays (mine, theirs, lane->bars);
        }
    }
}

void
kin_lanes_add (KinReader *reader, KinChildLife *life, gboolean money)
{
  add_care (reader, life);
  add_statuses (reader, life);
  add_placements (reader, life, money);
  add_siblings (reader, life);
}
