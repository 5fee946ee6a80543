/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of 1, 2 and 5 times a power of ten, and the calendar's own. */
#include "axis.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
clear_tick (gpointer data)
{
  g_free (((KinTick *) data)->label);
}

static GArray *
new_ticks (void)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (KinTick));

  g_array_set_clear_func (ticks, clear_tick);
  return ticks;
}

static void
add_tick (GArray *ticks, gint64 value, char *label)
{
  KinTick tick = { value, label };

  g_array_append_val (ticks, tick);
}

static gint64
floor_to (gint64 value, gint64 step)
{
  gint64 down = value / step * step;

  return down > value ? down - step : down;
}

static gint64
ceiling_to (gint64 value, gint64 step)
{
  return -floor_to (-value, step);
}

/* A whole number with commas between the thousands. */
static char *
count_to_text (gint64 value)
{
  g_autofree char *money = kin_pence_to_text (value * 100);
  GString *text = g_string_new (money);

  g_string_replace (text, "£", "", 1);
  g_string_replace (text, ".00", "", 1);
  return g_string_free (text, FALSE);
}

char *
kin_unit_to_text (KinUnit unit, gint64 value)
{
  if (value == G_MININT64)
    return g_strdup (_("not known"));
  if (unit == KIN_UNIT_PENCE)
    return kin_pence_to_text (value);
  if (unit == KIN_UNIT_PERMILLE)
    /* Translators: a share in per cent with one decimal: whole number, tenths. */
    return g_strdup_printf (_("%s%d.%d %%"), value < 0 ? "−" : "", (int) (ABS (value) / 10), (int) (ABS (value) % 10));
  return count_to_text (value);
}

/* The same, without what is nought at every tick. */
static char *
tick_to_text (KinUnit unit, gint64 value)
{
  char *text = kin_unit_to_text (unit, value);

  if (unit == KIN_UNIT_PENCE && g_str_has_suffix (text, ".00"))
    text[strlen (text) - 3] = '\0';
  if (unit == KIN_UNIT_PERMILLE && value % 10 == 0)
    {
      g_free (text);
      text = g_strdup_printf (_("%d %%"), (int) (value / 10));
    }
  return text;
}

GArray *
kin_ticks_of_numbers (gint64 low, gint64 high, KinUnit unit, guint most)
{
  static const int factors[] = { 1, 2, 5 };
  GArray *ticks = new_ticks ();
  gint64 step = 0, power = unit == KIN_UNIT_PENCE ? 100 : unit == KIN_UNIT_PERMILLE ? 10 : 1;

  if (high <= low)
    high = low + power;
  for (; step == 0; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors) && step == 0; i++)
      if ((ceiling_to (high, power * factors[i]) - floor_to (low, power * factors[i])) / (power * factors[i]) <= MAX (2, most))
        step = power * factors[i];
  for (gint64 value = floor_to (low, step); value <= ceiling_to (high, step); value += step)
    add_tick (ticks, value, tick_to_text (unit, value));
  return ticks;
}

static const char *
month_name (int month)
{
  static const char *const names[] = { NC_ ("month", "Jan"), NC_ ("month", "Feb"), NC_ ("month", "Mar"), NC_ ("month", "Apr"), NC_ ("month", "May"), NC_ ("month", "Jun"),
                                       NC_ ("month", "Jul"), NC_ ("month", "Aug"), NC_ ("month", "Sep"), NC_ ("month", "Oct"), NC_ ("month", "Nov"), NC_ ("month", "Dec") };

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", names[month - 1]);
}

/* The tick of a month, counted from year 0. */
static gboolean
tick_day (gint64 month, gboolean end, KinDay *day)
{
  KinDay first = kin_day ((int) (month / 12), (int) (month % 12) + 1, 1);

  if (first == KIN_NO_DAY)
    return FALSE;
  *day = end ? kin_day_add_months (first, 1) - 1 : first;
  return TRUE;
}

static char *
name_month (gint64 n, int step, gboolean first_of_year)
{
  if (step >= 12 && (n % 12 == 0 || n % 12 == 11)) /* the first or the last day of a year */
    return g_strdup_printf ("%d", (int) (n / 12));
  if (first_of_year || step >= 12)
    return g_strdup_printf ("%s %d", month_name ((int) (n % 12) + 1), (int) (n / 12));
  return g_strdup (month_name ((int) (n % 12) + 1));
}

static guint
add_days (GArray *ticks, KinDay from, KinDay to, int step, KinDay ends)
{
  int year, month, named = -1;
  guint count = 0;
  gint64 first;
  KinDay day;

  kin_day_split (ends != KIN_NO_DAY ? ends : kin_day (1, 1, 1), &year, &month, NULL);
  first = ends != KIN_NO_DAY ? ((gint64) year * 12 + month - 1) % step : 0;
  kin_day_split (from, &year, &month, NULL);
  for (gint64 n = (gint64) year * 12 / step * step + first - step; n < 12 || tick_day (n, ends != KIN_NO_DAY, &day); n += step)
    {
      if (n < 12 || day < from)
        continue;
      if (day > to)
        break;
      count++;
      if (ticks != NULL)
        add_tick (ticks, day, name_month (n, step, named != (int) (n / 12)));
      named = (int) (n / 12);
    }
  return count;
}

GArray *
kin_ticks_of_days (KinDay from, KinDay to, guint most, KinDay ends)
{
  static const int steps[] = { 1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000 };
  GArray *ticks = new_ticks ();
  guint i = 0;

  if (from == KIN_NO_DAY || to < from)
    return ticks;
  while (i + 1 < G_N_ELEMENTS (steps) && add_days (NULL, from, to, steps[i], ends) > MAX (1, most))
    i++;
  add_days (ticks, from, to, steps[i], ends);
  return ticks;
}

double
kin_axis_share (gint64 value, gint64 low, gint64 high)
{
  return high <= low ? 0.5 : (double) (value - low) / (double) (high - low);
}
