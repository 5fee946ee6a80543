/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What placements cost: lines from April 2017 on, a new one each April, the old one ended; and who else pays.
 *
 * In-house: an allowance by the child's age band and a fee by the carers' level (National Minimum Standards 2011, 28). Bought:
 * a weekly price, apart from it education, which the education budget pays; a specialist school is half paid by health. */
#include "buying.h"
#include "demo_plan.h"
#include "money.h"

#define FIRST_YEAR 2018 /* the year ending 31 March 2018: nothing is kept of earlier prices */

/* Pounds a week in 2025-26: 0-2, 3-4, 5-10, 11-15, 16-17 (the rest of England), and thousandths of it in other years. */
static const struct { int until; int pounds; } allowances[] = { { 3, 170 }, { 5, 176 }, { 11, 194 }, { 16, 220 }, { 99, 258 } };
static const int levels[] = { 720, 735, 750, 762, 778, 812, 904, 966, 1000 }; /* 2018 to 2026 */
static const int fees[] = { 105, 210, 210, 315 };

static int
age_band (int age)
{
  int band = 0;

  while (age >= allowances[band].until)
    band++;
  return band;
}

static KinPence
allowance (int band, int year)
{
  int at = year - FIRST_YEAR, last = G_N_ELEMENTS (levels) - 1;
  int level = at <= last ? levels[MAX (at, 0)] : levels[last] + 30 * (at - last);

  return (KinPence) ((allowances[band].pounds * level + 500) / 1000) * 100;
}

static KinPence
bought (const DemoStay *stay, int pounds, int year)
{
  int growth = stay->kind == DEMO_AGENCY || stay->kind == DEMO_CONCURRENT || stay->kind == DEMO_SUPPORTED ? 12 : 40;

  return (KinPence) ((pounds * (1000 + growth * (year - FIRST_YEAR)) + 500) / 1000) * 100;
}

static gboolean
write_line (DemoOut *out, gint64 placement, const char *kind, const char *purpose, KinPence pence, KinDay from, KinDay to)
{
  KinRecord *line = kin_demo_record (out, &kin_price_line);

  kin_record_set_link (line, KIN_PRICE_LINE_PLACEMENT, placement);
  kin_record_set_text (line, KIN_PRICE_LINE_KIND, kind);
  kin_record_set_text (line, KIN_PRICE_LINE_PURPOSE, purpose);
  kin_record_set_price (line, KIN_PRICE_LINE_PRICE, pence, "week");
  kin_record_set_period (line, KIN_PRICE_LINE_PERIOD, from, to);
  return kin_demo_put (out, line) != 0;
}

static gboolean
write_split (DemoOut *out, gint64 placement, const char *funder, int share, KinPence amount, KinDay from, KinDay to)
{
  KinRecord *split = kin_demo_record (out, &kin_funding_split);

  kin_record_set_link (split, KIN_FUNDING_SPLIT_PLACEMENT, placement);
  kin_record_set_text (split, KIN_FUNDING_SPLIT_FUNDER, funder);
  if (share > 0)
    kin_record_set_number (split, KIN_FUNDING_SPLIT_SHARE, share);
  else
    kin_record_set_number (split, KIN_FUNDING_SPLIT_AMOUNT, amount);
  kin_record_set_period (split, KIN_FUNDING_SPLIT_PERIOD, from, to);
  return kin_demo_put (out, split) != 0;
}

/* One line a year and age band: the allowance changes on the birthday. */
static gboolean
write_allowances (DemoUnit *unit, DemoOut *out, const DemoSpell *spell, const DemoStay *stay, gint64 placement, KinDay from)
{
  KinDay born = DEMO_CHILD (unit, spell->child)->born, end = kin_demo_end (unit, stay->to), day = from;

  while (day < end)
    {
      int      year = kin_day_year_ending (day), band = age_band (kin_day_age (born, day));
      KinDay   next = MIN (kin_day_year_end (year) + 1, end);
      gboolean last;

      if (allowances[band].until < 99)
        next = MIN (next, kin_day_birthday (born, allowances[band].until));
      last = next >= end && stay->to == KIN_NO_DAY;
      if (!write_line (out, placement, "core", "allowance", allowance (band, year), day, last ? KIN_NO_DAY : next - 1))
        return FALSE;
      day = next;
    }
  if (stay->kind == DEMO_KIN || stay->home == DEMO_NONE)
    return TRUE;
  return write_line (out, placement, "core", "fee", fees[stay->home % 4] * 100, from, stay->to == KIN_NO_DAY ? KIN_NO_DAY : end - 1);
}

static gboolean
write_bought (DemoUnit *unit, DemoOut *out, const DemoStay *stay, gint64 placement, KinDay from)
{
  KinDay end = kin_demo_end (unit, stay->to), day = from;

  while (day < end)
    {
      int    year = kin_day_year_ending (day);
      KinDay next = MIN (kin_day_year_end (year) + 1, end);
      KinDay to = next >= end && stay->to == KIN_NO_DAY ? KIN_NO_DAY : next - 1;

      if (!write_line (out, placement, "core", "care", bought (stay, stay->base, year), day, to))
        return FALSE;
      if (stay->education > 0 &&
          (!write_line (out, placement, "additional", "education", bought (stay, stay->education, year), day, to) ||
           !write_split (out, placement, "education", 0, bought (stay, stay->education, year), day, to)))
        return FALSE;
      day = next;
    }
  if (stay->kind == DEMO_SCHOOL || (stay->kind == DEMO_DISABILITY && stay->from >= kin_day (2019, 1, 1) && stay->spot % 3 == 0))
    return write_split (out, placement, "health", stay->kind == DEMO_SCHOOL ? 5000 : 2500, 0, from, stay->to == KIN_NO_DAY ? KIN_NO_DAY : end - 1);
  return TRUE;
}

gboolean
kin_demo_write_prices (DemoUnit *unit, DemoOut *out, const DemoSpell *spell, const DemoStay *stay, gint64 placement)
{
  KinDay from = MAX (stay->from, kin_day_year_start (FIRST_YEAR));

  if (from >= kin_demo_end (unit, stay->to) || spell->kind == DEMO_OTHER_AUTHORITY)
    return TRUE; /* the other authority pays */
  if (stay->kind == DEMO_MAIN || stay->kind == DEMO_KIN || stay->kind == DEMO_BREAK)
    return write_allowances (unit, out, spell, stay, placement, from);
  return stay->base == 0 || write_bought (unit, out, stay, placement, from);
}
