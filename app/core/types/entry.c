/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A problem is told at the later, or the larger, of two fields: that is the one a person has just typed. */
#include "entry.h"

#include <glib/gi18n-lib.h>

#include "codes.h"

char *
kin_dated_title (KinRecord *record, const char *what, guint day)
{
  g_autofree char *on = day == KIN_NO_FIELD ? NULL : kin_day_to_words (kin_record_day (record, day));

  if (on == NULL)
    return g_strdup (what);
  /* Translators: "Review on 3 May 2024" */
  return g_strdup_printf (_("%s on %s"), what, on);
}

char *
kin_coded_title (KinRecord *record, guint code, const char *what, guint day)
{
  const char *label = kin_code_label (kin_record_type (record)->fields[code].choices, kin_record_text (record, code));

  return kin_dated_title (record, *label != '\0' ? label : what, day);
}

char *
kin_text_title (KinRecord *record, guint field, const char *what)
{
  const char *text = kin_record_text (record, field);

  return g_strdup (text != NULL ? text : what);
}

char *
kin_year_title (KinRecord *record, const char *what, guint year)
{
  if (!kin_record_has (record, year))
    return g_strdup (what);
  /* Translators: "Health, year ending 31 March 2024" */
  return g_strdup_printf (_("%s, year ending 31 March %d"), what, (int) kin_record_number (record, year));
}

void
kin_check_order (KinRecord *record, guint first, guint second, const char *sentence, KinProblemFunc problem, gpointer data)
{
  if (kin_record_has (record, first) && kin_record_has (record, second)
      && kin_record_day (record, second) < kin_record_day (record, first))
    problem (second, sentence, data);
}

void
kin_check_range (KinRecord *record, guint number, gint64 least, gint64 most, const char *sentence,
                 KinProblemFunc problem, gpointer data)
{
  gint64 n = kin_record_number (record, number);

  if (kin_record_has (record, number) && (n < least || n > most))
    problem (number, sentence, data);
}

void
kin_check_year (KinRecord *record, guint year, KinProblemFunc problem, gpointer data)
{
  kin_check_range (record, year, 1990, 2100, _("Give the year in which it ends, in four figures."), problem, data);
}

void
kin_check_share (KinRecord *record, guint numerator, guint denominator, KinProblemFunc problem, gpointer data)
{
  if (kin_record_has (record, numerator) && kin_record_has (record, denominator)
      && kin_record_number (record, numerator) > kin_record_number (record, denominator))
    problem (numerator, _("A part cannot be larger than the whole."), data);
}

void
kin_check_ages (KinRecord *record, guint youngest, guint oldest, KinProblemFunc problem, gpointer data)
{
  if (kin_record_has (record, oldest) && kin_record_number (record, oldest) < kin_record_number (record, youngest))
    problem (oldest, _("The oldest age is below the youngest."), data);
}
