/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles shared by the tables. */
#include "person.h"

#include <glib/gi18n-lib.h>

char *
kin_person_title (KinRecord *record, guint forename, guint surname)
{
  const char *first = kin_record_text (record, forename);
  const char *last = kin_record_text (record, surname);

  if (first != NULL && last != NULL)
    return g_strconcat (first, " ", last, NULL);
  return g_strdup (first != NULL ? first : last != NULL ? last : "");
}

char *
kin_period_title (KinRecord *record, const char *what, guint period)
{
  g_autofree char *start = kin_day_to_words (kin_record_day (record, period));
  g_autofree char *end = kin_day_to_words (kin_record_end (record, period));

  if (start == NULL)
    return g_strdup (what);
  if (end == NULL)
    /* Translators: "Placement from 3 May 2024" */
    return g_strdup_printf (_("%s from %s"), what, start);
  /* Translators: "Placement from 3 May 2024 to 9 June 2024" */
  return g_strdup_printf (_("%s from %s to %s"), what, start, end);
}
