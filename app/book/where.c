/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a child lives. A temporary placement has no home of its own as a rule: it says where the child is, and where home is. */
#include "where.h"

#include <glib/gi18n-lib.h>

#include "codes.h"
#include "episodes.h"
#include "lanes.h"
#include "prices.h"
#include "residence.h"

/* The home or residential home whose place is kept while a child is away by a placement; 0: none is known. */
static gint64
find_kept_home (KinReader *reader, gint64 child, gint64 placement)
{
  g_autoptr (KinQuery) query = NULL;
  g_autoptr (GArray)   rows = g_array_new (FALSE, FALSE, sizeof (KinStayRow));
  int                  away = -1, kept;

  query = kin_reader_query (reader, "SELECT no, household, establishment, period_start, period_end, placement_type FROM placement "
                                    "WHERE child = ?1 AND period_start IS NOT NULL");
  kin_query_int (query, 1, child);
  while (kin_query_step (query))
    {
      const char *type = kin_query_get_text (query, 5);
      KinStayRow  row = { kin_query_get_int (query, 0), child, kin_query_get_int (query, 1), kin_query_get_int (query, 2),
                          (KinDay) kin_query_get_int (query, 3), (KinDay) kin_query_get_int (query, 4), .expected = KIN_NO_DAY,
                          .temporary = type != NULL && kin_code_is_temporary (type) };

      g_array_append_val (rows, row);
    }
  kin_residence_sort (reader, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, KinStayRow, i).placement == placement)
      away = (int) i;
  kept = away >= 0 ? kin_residence_kept_by (&g_array_index (rows, KinStayRow, 0), rows->len, (guint) away) : -1;
  if (kept < 0)
    return 0;
  return g_array_index (rows, KinStayRow, kept).household != 0 ? g_array_index (rows, KinStayRow, kept).household : g_array_index (rows, KinStayRow, kept).establishment;
}

char *
kin_book_where (KinReader *reader, gint64 placement)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT child, coalesce (household, establishment), placement_type FROM placement WHERE no = ?1");
  g_autofree char     *type = NULL, *title = NULL;
  gint64               home, kept;

  kin_query_int (query, 1, placement);
  if (!kin_query_step (query))
    return g_strdup ("");
  home = kin_query_get_int (query, 1);
  type = g_strdup (kin_query_get_text (query, 2));
  if (home != 0 || type == NULL || !kin_code_is_temporary (type))
    return kin_placement_where (reader, home, type);
  kept = find_kept_home (reader, kin_query_get_int (query, 0), placement);
  if (kept == 0)
    /* Translators: a child is not at home for a while: "away: Temporary stay in hospital" */
    return g_strdup_printf (_("away: %s"), kin_code_label ("placement_type", type));
  title = kin_reader_title (reader, kept);
  /* Translators: "away: Temporary stay in hospital, home is Ashdown" */
  return g_strdup_printf (_("away: %s, home is %s"), kin_code_label ("placement_type", type), title);
}

gint64
kin_book_placement_on (KinReader *reader, gint64 child, KinDay day)
{
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT no FROM placement WHERE child = ?1 AND period_start <= ?2 AND (period_end IS NULL OR period_end > ?2) "
                                    "ORDER BY period_start DESC, no DESC LIMIT 1");
  kin_query_int (query, 1, child);
  kin_query_int (query, 2, day);
  return kin_query_step (query) ? kin_query_get_int (query, 0) : 0;
}

const char *
kin_book_no_price (KinReader *reader, gint64 placement, KinDay day)
{
  g_autoptr (KinCostsOn)      cost = kin_book_placement_cost (reader, placement, day);
  g_autoptr (KinCostsBetween) days = NULL;

  if (cost == NULL || !cost->live || cost->weekly[KIN_COSTS_TOTAL] != 0)
    return NULL;
  days = kin_book_placement_cost_between (reader, placement, day, day);
  if (days == NULL)
    return NULL;
  return days->unpriced_days > 0 ? _("no price") : _("none is expected");
}
