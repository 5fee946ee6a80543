/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A child has few placements at a time, so every stretch between two days on which something changes is looked at. */
#include "residence.h"

#include <string.h>

/* Few begin on one day, so ids are asked for then only. */
static int
compare_ids (KinReader *reader, gint64 a, gint64 b)
{
  KinId x, y;

  if (a == b || !kin_reader_id_of (reader, a, &x) || !kin_reader_id_of (reader, b, &y))
    return a < b ? -1 : a > b;
  return memcmp (&x, &y, sizeof x);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer reader)
{
  const KinStayRow *x = a, *y = b;

  if (x->child != y->child)
    return x->child < y->child ? -1 : 1;
  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return compare_ids (reader, x->placement, y->placement);
}

void
kin_residence_sort (KinReader *reader, GArray *rows)
{
  g_array_sort_with_data (rows, compare_rows, reader);
}

static gboolean
covers (const KinStayRow *row, KinDay on)
{
  return row->from <= on && (row->to == KIN_NO_DAY || row->to > on);
}

int
kin_residence_on (const KinStayRow *rows, guint n, KinDay on)
{
  for (int i = (int) n - 1; i >= 0; i--)
    if (covers (&rows[i], on))
      return i;
  return -1;
}

int
kin_residence_kept_by (const KinStayRow *rows, guint n, guint temporary)
{
  KinDay since = rows[temporary].from;

  for (int i = (int) temporary - 1; i >= 0; i--)
    {
      if (rows[i].to != KIN_NO_DAY && rows[i].to < since)
        continue;
      if (!rows[i].temporary)
        return i;
      since = rows[i].from;
    }
  return -1;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const KinDay *) a - *(const KinDay *) b;
}

static void
add_stretch (GArray *stretches, KinResidence stretch)
{
  KinResidence *last = stretches->len > 0 ? &g_array_index (stretches, KinResidence, stretches->len - 1) : NULL;

  if (last != NULL && last->row == stretch.row && last->because == stretch.because && last->to == stretch.from)
    last->to = stretch.to;
  else
    g_array_append_val (stretches, stretch);
}

/* A place is kept until the child is back or goes elsewhere; when neither is recorded yet, without an end. */
static void
add_hold (const KinStayRow *rows, guint n, KinResidence stay, GArray *holds)
{
  int kept = kin_residence_kept_by (rows, n, stay.row);
  KinResidence hold;

  if (kept < 0 || (rows[kept].household == rows[stay.row].household && rows[kept].establishment == rows[stay.row].establishment))
    return;
  hold = (KinResidence) { (guint) kept, stay.row, stay.from, stay.to };
  if (stay.row == n - 1)
    hold.to = KIN_NO_DAY;
  add_stretch (holds, hold);
}

GArray *
kin_residence_of (const KinStayRow *rows, guint n, GArray **holds)
{
  GArray *stays = g_array_new (FALSE, FALSE, sizeof (KinResidence));
  g_autoptr (GArray) days = g_array_sized_new (FALSE, FALSE, sizeof (KinDay), 2 * n);

  if (holds != NULL)
    *holds = g_array_new (FALSE, FALSE, sizeof (KinResidence));
  for (guint i = 0; i < n; i++)
    {
      g_array_append_val (days, rows[i].from);
      if (rows[i].to != KIN_NO_DAY)
        g_array_append_val (days, rows[i].to);
    }
  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++)
    {
      KinDay from = g_array_index (days, KinDay, i);
      KinDay to = i + 1 < days->len ? g_array_index (days, KinDay, i + 1) : KIN_NO_DAY;
      int row = from == to ? -1 : kin_residence_on (rows, n, from);

      if (row >= 0)
        add_stretch (stays, (KinResidence) { (guint) row, 0, from, to });
    }
  for (guint i = 0; i < stays->len && holds != NULL; i++)
    if (rows[g_array_index (stays, KinResidence, i).row].temporary)
      add_hold (rows, n, g_array_index (stays, KinResidence, i), *holds);
  return stays;
}
