/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days are numbers because figures split and compare them by the million; everything a person reads or types is made of them here. */
#include "day.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_OF_1970 719163 /* 1 January 1970 */
#define DAY_OF_1_MARCH_0 (-305)
#define DAYS_IN_400_YEARS 146097
#define SECONDS_A_DAY G_GINT64_CONSTANT (86400)

static const char *const month_names[12] = {
  N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
  N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
};

static gboolean
is_leap (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
count_month_days (int year, int month)
{
  static const guint8 days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

KinDay
kin_day (int year, int month, int day)
{
  int from_march, era_year, era, in_year;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > count_month_days (year, month))
    return KIN_NO_DAY;
  /* A year that begins in March has its odd day at the end, so the months before it are a straight line. */
  from_march = month > 2 ? month - 3 : month + 9;
  era_year = month > 2 ? year : year - 1;
  era = era_year / 400;
  era_year -= era * 400;
  in_year = (153 * from_march + 2) / 5 + day - 1;
  return era * DAYS_IN_400_YEARS + era_year * 365 + era_year / 4 - era_year / 100 + in_year + DAY_OF_1_MARCH_0;
}

void
kin_day_split (KinDay day, int *year, int *month, int *dom)
{
  int from_march_0, era, in_era, era_year, in_year, from_march, m, y, d;

  if (G_UNLIKELY (day < KIN_DAY_MIN || day > KIN_DAY_MAX))
    {
      y = m = d = 0;
    }
  else
    {
      from_march_0 = day - DAY_OF_1_MARCH_0;
      era = from_march_0 / DAYS_IN_400_YEARS;
      in_era = from_march_0 - era * DAYS_IN_400_YEARS;
      era_year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
      in_year = in_era - (365 * era_year + era_year / 4 - era_year / 100);
      from_march = (5 * in_year + 2) / 153;
      d = in_year - (153 * from_march + 2) / 5 + 1;
      m = from_march < 10 ? from_march + 3 : from_march - 9;
      y = era * 400 + era_year + (m <= 2);
    }
  if (year)
    *year = y;
  if (month)
    *month = m;
  if (dom)
    *dom = d;
}

int
kin_day_weekday (KinDay day)
{
  /* 1 January 1 was a Monday. */
  return day >= KIN_DAY_MIN ? (day - 1) % 7 + 1 : 0;
}

static GTimeZone *
get_london (void)
{
  static GTimeZone *london = NULL;

  if (g_once_init_enter (&london))
    {
      GTimeZone *zone = g_time_zone_new_identifier ("Europe/London");

      if (!zone) /* a machine without the time zone database */
        zone = g_time_zone_new_identifier ("GMT0BST,M3.5.0/1,M10.5.0/2");
      if (!zone)
        zone = g_time_zone_new_utc ();
      g_once_init_leave (&london, zone);
    }
  return london;
}

KinDay
kin_day_today (void)
{
  return kin_day_of_ms (g_get_real_time () / 1000);
}

gint64
kin_day_end_ms (KinDay day)
{
  GTimeZone *london = get_london ();
  gint64 midnight = ((gint64) day + 1 - DAY_OF_1970) * SECONDS_A_DAY;
  int interval = g_time_zone_find_interval (london, G_TIME_TYPE_STANDARD, midnight);

  if (interval >= 0)
    midnight -= g_time_zone_get_offset (london, interval);
  return midnight * 1000 - 1;
}

KinDay
kin_day_of_ms (gint64 ms)
{
  GTimeZone *london = get_london ();
  gint64 seconds = ms / 1000 - (ms % 1000 < 0);
  gint64 days;
  int interval = g_time_zone_find_interval (london, G_TIME_TYPE_UNIVERSAL, seconds);

  if (interval >= 0)
    seconds += g_time_zone_get_offset (london, interval);
  days = seconds / SECONDS_A_DAY - (seconds % SECONDS_A_DAY < 0) + DAY_OF_1970;
  return days < KIN_DAY_MIN || days > KIN_DAY_MAX ? KIN_NO_DAY : (KinDay) days;
}

KinDay
kin_day_add_months (KinDay day, int months)
{
  int year, month, dom;
  gint64 count;

  if (day < KIN_DAY_MIN || day > KIN_DAY_MAX)
    return KIN_NO_DAY;
  kin_day_split (day, &year, &month, &dom);
  count = (gint64) year * 12 + month - 1 + months;
  if (count < 12 || count >= 10000 * 12)
    return KIN_NO_DAY;
  year = (int) (count / 12);
  month = (int) (count % 12) + 1;
  return kin_day (year, month, MIN (dom, count_month_days (year, month)));
}

/* Royal proclamations: a day that is a holiday, and the ordinary one that it replaces if any. */
static const struct {
  gint16 year;
  gint8 month, day;
  gint8 not_month, not_day;
} exceptions[] = {
  { 1995, 5, 8, 5, 1 },
  { 1999, 12, 31, 0, 0 },
  { 2002, 6, 4, 5, 27 },
  { 2002, 6, 3, 0, 0 },
  { 2011, 4, 29, 0, 0 },
  { 2012, 6, 4, 5, 28 },
  { 2012, 6, 5, 0, 0 },
  { 2020, 5, 8, 5, 4 },
  { 2022, 6, 2, 5, 30 },
  { 2022, 6, 3, 0, 0 },
  { 2022, 9, 19, 0, 0 },
  { 2023, 5, 8, 0, 0 },
};

static KinDay
find_easter (int year)
{
  /* The anonymous Gregorian computus. */
  int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
  int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;

  return kin_day (year, n / 31, n % 31 + 1);
}

static gboolean
is_christmas_holiday (int dom, int weekday_of_25)
{
  switch (weekday_of_25)
    {
    case 5: return dom == 25 || dom == 28;
    case 6: return dom == 27 || dom == 28;
    case 7: return dom == 26 || dom == 27;
    default: return dom == 25 || dom == 26;
    }
}

gboolean
kin_day_is_bank_holiday (KinDay day)
{
  int year, month, dom, weekday = kin_day_weekday (day);

  if (weekday == 0 || weekday > 5)
    return FALSE;
  kin_day_split (day, &year, &month, &dom);
  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (exceptions[i].year == year)
      {
        if (exceptions[i].month == month && exceptions[i].day == dom)
          return TRUE;
        if (exceptions[i].not_month == month && exceptions[i].not_day == dom)
          return FALSE;
      }
  switch (month)
    {
    case 1: return dom == 1 || (weekday == 1 && dom <= 3);
    case 3:
    case 4:
      {
        KinDay easter = find_easter (year);

        return day == easter - 2 || day == easter + 1;
      }
    case 5: return weekday == 1 && (dom <= 7 || dom >= 25);
    case 8: return weekday == 1 && dom >= 25;
    case 12: return dom >= 25 && dom <= 28 && is_christmas_holiday (dom, kin_day_weekday (kin_day (year, 12, 25)));
    default: return FALSE;
    }
}

gboolean
kin_day_is_working (KinDay day)
{
  int weekday = kin_day_weekday (day);

  return weekday >= 1 && weekday <= 5 && !kin_day_is_bank_holiday (day);
}

KinDay
kin_day_add_working (KinDay day, int n)
{
  int step = n < 0 ? -1 : 1;

  if (day < KIN_DAY_MIN || day > KIN_DAY_MAX)
    return KIN_NO_DAY;
  while (n != 0)
    {
      day += step;
      if (day < KIN_DAY_MIN || day > KIN_DAY_MAX)
        return KIN_NO_DAY;
      if (kin_day_is_working (day))
        n -= step;
    }
  return day;
}

int
kin_day_age (KinDay born, KinDay on)
{
  int by, bm, bd, y, m, d;

  if (born == KIN_NO_DAY || on == KIN_NO_DAY)
    return -1;
  kin_day_split (born, &by, &bm, &bd);
  kin_day_split (on, &y, &m, &d);
  return y - by - (m < bm || (m == bm && d < bd));
}

KinDay
kin_day_birthday (KinDay born, int age)
{
  int year, month, dom;

  if (born == KIN_NO_DAY)
    return KIN_NO_DAY;
  kin_day_split (born, &year, &month, &dom);
  year += age;
  if (month == 2 && dom == 29 && !is_leap (year))
    return kin_day (year, 3, 1);
  return kin_day (year, month, dom);
}

KinDay
kin_day_year_start (int year_ending)
{
  return kin_day (year_ending - 1, 4, 1);
}

KinDay
kin_day_year_end (int year_ending)
{
  return kin_day (year_ending, 3, 31);
}

int
kin_day_year_ending (KinDay day)
{
  int year, month;

  kin_day_split (day, &year, &month, NULL);
  return month >= 4 ? year + 1 : year;
}

/* Reads n figures; -1 when one of them is none. */
static int
read_figures (const char *text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

KinDay
kin_day_from_iso (const char *text)
{
  if (!text || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return KIN_NO_DAY;
  return kin_day (read_figures (text, 4), read_figures (text + 5, 2), read_figures (text + 8, 2));
}

KinDay
kin_day_from_return (const char *text)
{
  if (!text || strlen (text) != 10 || text[2] != '/' || text[5] != '/')
    return KIN_NO_DAY;
  return kin_day (read_figures (text + 6, 4), read_figures (text + 3, 2), read_figures (text, 2));
}

char *
kin_day_to_iso (KinDay day)
{
  int year, month, dom;

  if (day == KIN_NO_DAY)
    return NULL;
  kin_day_split (day, &year, &month, &dom);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, dom);
}

char *
kin_day_to_return (KinDay day)
{
  int year, month, dom;

  if (day == KIN_NO_DAY)
    return NULL;
  kin_day_split (day, &year, &month, &dom);
  return g_strdup_printf ("%02d/%02d/%04d", dom, month, year);
}

char *
kin_day_to_words (KinDay day)
{
  int year, month, dom;

  if (day < KIN_DAY_MIN || day > KIN_DAY_MAX)
    return NULL;
  kin_day_split (day, &year, &month, &dom);
  /* Translators: a date: 1 is the day of the month, 2 the name of the month, 3 the year. */
  return g_strdup_printf (_("%1$d %2$s %3$d"), dom, _(month_names[month - 1]), year);
}

static gboolean
starts_name (const char *name, const char *word)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_str_has_prefix (folded, word);
}

/* At least three letters of a month in English or in the person's language; 0 when it is none or more than one. */
static int
read_month_name (const char *word)
{
  int found = 0;

  if (g_utf8_strlen (word, -1) < 3)
    return 0;
  for (int i = 0; i < 12; i++)
    if (starts_name (month_names[i], word))
      return i + 1;
  for (int i = 0; i < 12; i++)
    if (starts_name (_(month_names[i]), word))
      {
        if (found)
          return 0;
        found = i + 1;
      }
  return found;
}

typedef struct {
  char text[32];
  gboolean number;
} Token;

/* Runs of figures and runs of letters, separated by spaces and / . - , or by nothing ("3may"). -1 when there is anything else. */
static int
split_tokens (const char *text, Token tokens[4])
{
  int n = 0;

  while (*text)
    {
      gunichar c = g_utf8_get_char (text);
      const char *from = text;
      gboolean number = g_ascii_isdigit (*text);

      if (g_unichar_isspace (c) || strchr ("/.-,", *text))
        {
          text = g_utf8_next_char (text);
          continue;
        }
      if (!number && !g_unichar_isalpha (c))
        return -1;
      while (*text && (number ? g_ascii_isdigit (*text) : g_unichar_isalpha (g_utf8_get_char (text))))
        text = g_utf8_next_char (text);
      if (text - from >= (int) sizeof tokens[0].text)
        return -1;
      if (!number && n > 0 && tokens[n - 1].number && text - from == 2
          && (!strncmp (from, "st", 2) || !strncmp (from, "nd", 2) || !strncmp (from, "rd", 2) || !strncmp (from, "th", 2)))
        continue;
      if (n == 4)
        return -1;
      g_strlcpy (tokens[n].text, from, (gsize) (text - from) + 1);
      tokens[n++].number = number;
    }
  return n;
}

static int
read_number (const Token *token, gsize most_figures)
{
  gsize n = strlen (token->text);

  return token->number && n <= most_figures ? read_figures (token->text, (int) n) : -1;
}

/* The year that puts the day nearest to today; a leap day may have to look some years around. */
static KinDay
choose_nearest_year (int month, int dom, KinDay today)
{
  int year;
  KinDay best = KIN_NO_DAY;

  kin_day_split (today, &year, NULL, NULL);
  for (int y = year - 8; y <= year + 8; y++)
    {
      KinDay day = kin_day (y, month, dom);

      if (day && (!best || ABS (day - today) < ABS (best - today)))
        best = day;
    }
  return best;
}

static KinDay
choose_century (int figures, int month, int dom, KinDay today)
{
  KinDay latest = kin_day_add_months (today, 20 * 12);
  int year;
  KinDay day;

  kin_day_split (latest, &year, NULL, NULL);
  year += ((figures - year) % 100 + 100) % 100;
  day = kin_day (year, month, dom);
  /* 29 February 2000 exists and 1900 does not: take the day that there is. */
  if (!day || day > latest)
    day = kin_day (year - 100, month, dom);
  return day;
}

static KinDay
read_tokens (const Token *tokens, int n, KinDay today)
{
  int dom, month, year;

  if (n == 3 && tokens[0].number && strlen (tokens[0].text) == 4)
    {
      month = tokens[1].number ? read_number (&tokens[1], 2) : read_month_name (tokens[1].text);
      return kin_day (read_number (&tokens[0], 4), month, read_number (&tokens[2], 2));
    }
  if ((n != 2 && n != 3) || !tokens[0].number)
    return KIN_NO_DAY;
  dom = read_number (&tokens[0], 2);
  month = tokens[1].number ? read_number (&tokens[1], 2) : read_month_name (tokens[1].text);
  if (dom < 1 || dom > 31 || month < 1 || month > 12)
    return KIN_NO_DAY;
  if (n == 2)
    return choose_nearest_year (month, dom, today);
  year = read_number (&tokens[2], 4);
  if (year < 0 || (strlen (tokens[2].text) != 2 && strlen (tokens[2].text) != 4))
    return KIN_NO_DAY;
  return strlen (tokens[2].text) == 2 ? choose_century (year, month, dom, today) : kin_day (year, month, dom);
}

static gboolean
is_word (const char *text, const char *word, const char *translated)
{
  g_autofree char *folded = g_utf8_casefold (translated, -1);

  return g_str_equal (text, word) || g_str_equal (text, folded);
}

KinDay
kin_day_from_typed (const char *text, KinDay today)
{
  g_autofree char *stripped = NULL;
  g_autofree char *folded = NULL;
  Token tokens[4];
  int n;

  if (!text || !g_utf8_validate (text, -1, NULL))
    return KIN_NO_DAY;
  stripped = g_strstrip (g_strdup (text));
  folded = g_utf8_casefold (stripped, -1);
  if (is_word (folded, "today", _("today")))
    return today;
  if (is_word (folded, "yesterday", _("yesterday")))
    return today - 1;
  if (is_word (folded, "tomorrow", _("tomorrow")))
    return today + 1;
  if (*folded == '+' || *folded == '-')
    {
      gsize figures = strlen (folded + 1);
      int days = figures >= 1 && figures <= 5 ? read_figures (folded + 1, (int) figures) : -1;
      KinDay day = *folded == '+' ? today + days : today - days;

      return days < 0 || day < KIN_DAY_MIN || day > KIN_DAY_MAX ? KIN_NO_DAY : day;
    }
  n = split_tokens (folded, tokens);
  return n < 0 ? KIN_NO_DAY : read_tokens (tokens, n, today);
}
