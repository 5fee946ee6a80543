/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small pieces of language that several pages say. */
#include "words.h"

#include <glib/gi18n-lib.h>

char *
kin_moment_words (gint64 ms, KinDay today)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/London");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local = zone != NULL && utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  KinDay                day = kin_day_of_ms (ms);
  int                   year = 0, this_year = 0;

  if (local == NULL)
    return g_strdup ("");
  if (day == today)
    return g_date_time_format (local, _("today %H:%M"));
  if (day == today - 1)
    return g_date_time_format (local, _("yesterday %H:%M"));
  kin_day_split (day, &year, NULL, NULL);
  kin_day_split (today, &this_year, NULL, NULL);
  return g_date_time_format (local, year == this_year ? _("%-d %b %H:%M") : _("%-d %b %Y %H:%M"));
}

char *
kin_period_words (KinDay start, KinDay end, KinDay today)
{
  g_autofree char *from = kin_day_to_words (start);
  g_autofree char *to = kin_day_to_words (end);

  if (from == NULL)
    return g_strdup ("");
  if (to != NULL)
    return g_strdup_printf (_("%s – %s"), from, to);
  return g_strdup_printf (start > today ? _("from %s") : _("since %s"), from);
}

char *
kin_long_day (KinDay day)
{
  static const char *const weekdays[] = {
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
  };
  g_autofree char *words = kin_day_to_words (day);

  if (words == NULL)
    return g_strdup ("");
  /* Translators: "Friday 20 November 2026" */
  return g_strdup_printf (_("%s %s"), _(weekdays[kin_day_weekday (day) - 1]), words);
}

char *
kin_lower_first (const char *heading)
{
  const char      *second = *heading != '\0' ? g_utf8_next_char (heading) : heading;
  g_autofree char *first = NULL;

  if (*second == '\0' || g_unichar_isupper (g_utf8_get_char (second)))
    return g_strdup (heading);
  first = g_utf8_strdown (heading, second - heading);
  return g_strconcat (first, second, NULL);
}
