/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For each child two questions: in the denominator, in the numerator. */
#include "indicators.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "because.h"

#define MILES_20 200
#define UNKNOWN_DISTANCE 9999

static const struct {
  const char *numerator, *denominator;
} meanings[KIN_N_INDICATORS] = {
  [KIN_INDICATOR_LOOKED_AFTER] = { N_("looked after on the day"), N_("looked after on the day") },
  [KIN_INDICATOR_FOSTERED] = { N_("in a foster placement (U1 to U6)"), N_("looked after") },
  [KIN_INDICATOR_IN_HOUSE] = { N_("fostered with the authority's own carers (PR1)"), N_("fostered") },
  [KIN_INDICATOR_AGENCY] = { N_("fostered through an agency (PR4, PR5)"), N_("fostered") },
  [KIN_INDICATOR_IN_HOUSE_OF_ALL] = { N_("fostered with the authority's own carers (PR1)"), N_("looked after") },
  [KIN_INDICATOR_AGENCY_OF_ALL] = { N_("fostered through an agency (PR4, PR5)"), N_("looked after") },
  [KIN_INDICATOR_THREE_PLACEMENTS] = { N_("three or more placements in the 12 months to the day; temporary stays and moves with the same carer are not counted"), N_("looked after") },
  [KIN_INDICATOR_TWO_PLACEMENTS] = { N_("two placements in the 12 months to the day"), N_("looked after") },
  [KIN_INDICATOR_LONG_TERM] = { N_("in the same placement for two years"), N_("under 16 and looked after for two and a half years") },
  [KIN_INDICATOR_UASC] = { N_("unaccompanied asylum-seeking"), N_("looked after") },
  [KIN_INDICATOR_OVER_20_MILES] = { N_("more than 20 miles from home"), N_("looked after, distance known") },
};

static void
judge_placements (KinIndicatorKind kind, const KinIndicatorChild *child, KinDay on, gboolean *in)
{
  guint n = kin_episodes_placements (child->episodes, child->n_episodes, kin_day_add_months (on, -12) + 1, on, FALSE);

  *in = kind == KIN_INDICATOR_THREE_PLACEMENTS ? n >= 3 : n == 2;
}

/* TRUE when the child is in the denominator; *in when in the numerator, too. */
static gboolean
judge_child (KinIndicatorKind kind, const KinIndicatorChild *child, const KinEpisode *now, KinDay on, gboolean *in)
{
  gboolean fostered = kin_code_is_foster (now->place);
  gboolean in_house = fostered && kin_code_equal (now->provider, "PR1");
  gboolean agency = fostered && (kin_code_equal (now->provider, "PR4") || kin_code_equal (now->provider, "PR5"));

  switch (kind)
    {
    case KIN_INDICATOR_LOOKED_AFTER: *in = TRUE; return TRUE;
    case KIN_INDICATOR_FOSTERED: *in = fostered; return TRUE;
    case KIN_INDICATOR_IN_HOUSE: *in = in_house; return fostered;
    case KIN_INDICATOR_AGENCY: *in = agency; return fostered;
    case KIN_INDICATOR_IN_HOUSE_OF_ALL: *in = in_house; return TRUE;
    case KIN_INDICATOR_AGENCY_OF_ALL: *in = agency; return TRUE;
    case KIN_INDICATOR_THREE_PLACEMENTS:
    case KIN_INDICATOR_TWO_PLACEMENTS: judge_placements (kind, child, on, in); return TRUE;
    case KIN_INDICATOR_LONG_TERM: return kin_episodes_long_term (child->episodes, child->n_episodes, child->born, on, in);
    case KIN_INDICATOR_UASC: *in = child->uasc && (child->uasc_ceased == KIN_NO_DAY || child->uasc_ceased > on); return TRUE;
    case KIN_INDICATOR_OVER_20_MILES:
      *in = child->distance > MILES_20;
      return child->distance >= 0 && child->distance < UNKNOWN_DISTANCE;
    case KIN_N_INDICATORS:
    default: return FALSE;
    }
}

int
kin_indicator_permille (guint numerator, guint denominator)
{
  return denominator == 0 ? -1 : (int) (((guint64) numerator * 2000 + denominator) / ((guint64) denominator * 2));
}

KinIndicator *
kin_indicator_compute (KinIndicatorKind kind, const KinIndicatorChild *children, guint n, KinDay on)
{
  KinIndicator *result;
  int permille;

  g_return_val_if_fail ((guint) kind < KIN_N_INDICATORS, NULL);
  result = g_new (KinIndicator, 1);
  result->kind = kind;
  result->on = on;
  result->numerator = g_array_new (FALSE, FALSE, sizeof (gint64));
  result->denominator = g_array_new (FALSE, FALSE, sizeof (gint64));
  result->because = kin_because_new ();
  for (guint i = 0; i < n; i++)
    {
      int now = kin_episodes_at (children[i].episodes, children[i].n_episodes, on);
      gboolean in = FALSE;

      if (now < 0 || !judge_child (kind, &children[i], &children[i].episodes[now], on, &in))
        continue;
      g_array_append_val (result->denominator, children[i].id);
      if (in)
        g_array_append_val (result->numerator, children[i].id);
    }
  kin_because_add (result->because, "%u %s", result->numerator->len, _(meanings[kind].numerator));
  if (kind != KIN_INDICATOR_LOOKED_AFTER)
    kin_because_add (result->because, _("of %u %s"), result->denominator->len, _(meanings[kind].denominator));
  permille = kin_indicator_permille (result->numerator->len, result->denominator->len);
  if (kind != KIN_INDICATOR_LOOKED_AFTER && permille >= 0)
    kin_because_add (result->because, _("so %d.%d %%"), permille / 10, permille % 10);
  return result;
}

void
kin_indicator_free (KinIndicator *indicator)
{
  if (!indicator)
    return;
  g_array_unref (indicator->numerator);
  g_array_unref (indicator->denominator);
  g_ptr_array_unref (indicator->because);
  g_free (indicator);
}

static const char *const age_bands[] = { "0", "1-4", "5-9", "10-15", "16+" };

static const char *
get_code (KinMixBy by, const KinIndicatorChild *child, const KinEpisode *now, KinDay on)
{
  const char *code = NULL;
  int age;

  switch (by)
    {
    case KIN_MIX_PLACE: code = now->place; break;
    case KIN_MIX_PROVIDER: code = now->provider; break;
    case KIN_MIX_LEGAL_STATUS: code = now->ls; break;
    case KIN_MIX_NEED: code = now->cin; break;
    case KIN_MIX_AGE_BAND:
    default:
      age = kin_day_age (child->born, on);
      if (child->born != KIN_NO_DAY)
        code = age_bands[age < 1 ? 0 : age < 5 ? 1 : age < 10 ? 2 : age < 16 ? 3 : 4];
    }
  return code ? code : "";
}

static int
get_rank (const char *code)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (age_bands); i++)
    if (strcmp (age_bands[i], code) == 0)
      return i;
  return -1;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const KinMixRow *x = *(KinMixRow *const *) a, *y = *(KinMixRow *const *) b;
  int rank = get_rank (x->code), other = get_rank (y->code);

  return rank != other ? rank - other : strcmp (x->code, y->code);
}

static void
free_row (gpointer data)
{
  KinMixRow *row = data;

  g_array_unref (row->children);
  g_free (row);
}

GPtrArray *
kin_indicator_mix (KinMixBy by, const KinIndicatorChild *children, guint n, KinDay on)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);

  for (guint i = 0; i < n; i++)
    {
      int now = kin_episodes_at (children[i].episodes, children[i].n_episodes, on);
      const char *code;
      KinMixRow *row = NULL;

      if (now < 0)
        continue;
      code = get_code (by, &children[i], &children[i].episodes[now], on);
      for (guint k = 0; k < rows->len && !row; k++)
        if (strcmp (((KinMixRow *) g_ptr_array_index (rows, k))->code, code) == 0)
          row = g_ptr_array_index (rows, k);
      if (!row)
        {
          row = g_new (KinMixRow, 1);
          *row = (KinMixRow) { code, g_array_new (FALSE, FALSE, sizeof (gint64)) };
          g_ptr_array_add (rows, row);
        }
      g_array_append_val (row->children, children[i].id);
    }
  g_ptr_array_sort (rows, compare_rows);
  return rows;
}
