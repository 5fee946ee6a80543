/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lists tell besides fields. */
#include "told.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "children.h"
#include "clashes.h"
#include "where.h"

typedef enum { CHILD_AGE, CHILD_TONIGHT } ChildColumn;
typedef enum { PLACEMENT_WEEKLY } PlacementColumn;

/* clang-format off */
static const KinToldColumn of_child[] = {
  [CHILD_AGE] = { "age", N_("Age"), KIN_TOLD_NUMBER, FALSE },
  [CHILD_TONIGHT] = { "tonight", N_("Lives tonight at"), KIN_TOLD_TEXT, TRUE },
};
static const KinToldColumn of_placement[] = {
  [PLACEMENT_WEEKLY] = { "weekly", N_("A week"), KIN_TOLD_PENCE, FALSE },
};
/* clang-format on */

struct _KinTold
{
  KinReader      *reader;
  const KinType  *type;
  KinDay          day;
  const KinCosts *costs; /* given */
  gboolean        given;
  KinCosts       *own_costs;
  GHashTable     *contested; /* given */
  gboolean        contested_given;
  GHashTable     *own_contested;
};

const KinToldColumn *
kin_told_columns (const KinType *type, guint *n)
{
  *n = type == &kin_child ? G_N_ELEMENTS (of_child) : type == &kin_placement ? G_N_ELEMENTS (of_placement) : 0;
  return type == &kin_child ? of_child : of_placement;
}

int
kin_told_find (const KinType *type, const char *name)
{
  guint                n;
  const KinToldColumn *columns = kin_told_columns (type, &n);

  for (guint i = 0; i < n; i++)
    if (strcmp (columns[i].name, name) == 0)
      return (int) i;
  return -1;
}

KinTold *
kin_told_new (KinReader *reader, const KinType *type, KinDay day)
{
  KinTold *told = g_new0 (KinTold, 1);

  told->reader = reader;
  told->type = type;
  told->day = day;
  return told;
}

void
kin_told_free (KinTold *told)
{
  g_clear_pointer (&told->own_costs, kin_costs_free);
  g_clear_pointer (&told->own_contested, g_hash_table_unref);
  g_free (told);
}

void
kin_told_set_costs (KinTold *told, const KinCosts *costs)
{
  told->given = TRUE;
  told->costs = costs;
}

void
kin_told_set_contested (KinTold *told, GHashTable *contested)
{
  told->contested_given = TRUE;
  told->contested = contested;
}

static gboolean
is_contested (KinTold *told, gint64 child)
{
  GHashTable *contested = told->contested;

  if (!told->contested_given && told->own_contested == NULL)
    told->own_contested = kin_book_contested (told->reader, told->day);
  if (!told->contested_given)
    contested = told->own_contested;
  return contested != NULL && g_hash_table_contains (contested, &child);
}

static char *
tonight (KinTold *told, gint64 child)
{
  gint64 placement = kin_book_placement_on (told->reader, child, told->day);
  g_autofree char *where = placement != 0 ? kin_book_where (told->reader, placement) : NULL;

  if (where == NULL || !is_contested (told, child))
    return g_steal_pointer (&where);
  /* Translators: where a child lives, when two have the last bed or one is in two places: "▲ contested: Ashdown" */
  return g_strdup_printf (_("▲ contested: %s"), where);
}

static gboolean
tell_child (KinTold *told, ChildColumn column, KinRecord *record, gint64 *number, char **text)
{
  KinDay born = kin_record_day (record, KIN_CHILD_BORN);

  if (column == CHILD_AGE)
    {
      *number = born != KIN_NO_DAY && born <= told->day ? kin_day_age (born, told->day) : -1;
      return *number >= 0;
    }
  *text = tonight (told, kin_record_no (record));
  return *text != NULL && **text != '\0';
}

static gboolean
tell_placement (KinTold *told, KinRecord *record, gint64 *number, char **text)
{
  const KinCostRow *cost;

  if (!told->given && told->own_costs == NULL)
    told->own_costs = kin_book_costs_at (told->reader, told->day);
  cost = told->given ? (told->costs != NULL ? kin_costs_find (told->costs, kin_record_no (record)) : NULL)
                     : kin_costs_find (told->own_costs, kin_record_no (record));
  if (cost == NULL)
    return FALSE;
  if (cost->priced)
    *number = cost->weekly[KIN_COSTS_TOTAL];
  else
    *text = g_strdup (cost->no_price_on_purpose ? _("none is expected") : _("no price"));
  return TRUE;
}

gboolean
kin_told_cell (KinTold *told, guint column, KinRecord *record, gint64 *number, char **text)
{
  gboolean told_it = FALSE;

  *text = NULL;
  *number = 0;
  if (told->type == &kin_child)
    told_it = tell_child (told, (ChildColumn) column, record, number, text);
  else if (told->type == &kin_placement)
    told_it = tell_placement (told, record, number, text);
  if (!told_it)
    g_clear_pointer (text, g_free);
  return told_it;
}
