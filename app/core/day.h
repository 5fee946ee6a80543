/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar day, and the calendar that the law counts in.
 *
 * A day is a number: 1 is 1 January of year 1 (proleptic Gregorian), so subtraction counts days and 0 can mean "no day".
 * A day is a day in Europe/London. Nothing here reads a clock but kin_day_today (). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint32 KinDay;

#define KIN_NO_DAY ((KinDay) 0)
#define KIN_DAY_MIN ((KinDay) 1)       /* 1 January 1 */
#define KIN_DAY_MAX ((KinDay) 3652059) /* 31 December 9999 */

KinDay   kin_day             (int year, int month, int day); /* KIN_NO_DAY when there is no such day */
void     kin_day_split       (KinDay day, int *year, int *month, int *dom); /* any out pointer may be NULL */
int      kin_day_weekday     (KinDay day); /* 1 Monday ... 7 Sunday */
KinDay   kin_day_today       (void);
/* The last millisecond (Unix time) of a day in Europe/London, and the day in which a moment falls there. */
gint64   kin_day_end_ms      (KinDay day);
KinDay   kin_day_of_ms       (gint64 ms);

/* Same day of the month, clamped to the month's end: 30/11/2017 + 3 = 28/02/2018. */
KinDay   kin_day_add_months  (KinDay day, int months);
/* Steps one day at a time and counts it unless it is a Saturday, a Sunday or a bank holiday in England; day 0 is not counted. */
KinDay   kin_day_add_working (KinDay day, int n);
gboolean kin_day_is_working  (KinDay day);
/* Bank holidays in England: the fixed rules, and the exceptions by royal proclamation (a table in day.c:
 * they are law, not a code list). */
gboolean kin_day_is_bank_holiday (KinDay day);
/* Completed years. Someone born on 29 February turns a year older on 1 March in common years. */
int      kin_day_age         (KinDay born, KinDay on);
/* The day on which that age is reached. */
KinDay   kin_day_birthday    (KinDay born, int age);
/* First and last day of the financial year (1 April to 31 March) that ENDS in that year. */
KinDay   kin_day_year_start  (int year_ending);
KinDay   kin_day_year_end    (int year_ending);
/* The year in which the financial year containing the day ends. */
int      kin_day_year_ending (KinDay day);

/* What people type: 3/5/2024, 03.05.24, 2024-05-03, 3 may 2024, 3 may (the year nearest to today), today, yesterday,
 * tomorrow, +7, -1. Two-figure years: the century that puts the day at most 20 years ahead of today.
 * Returns KIN_NO_DAY when it is not a day. */
KinDay   kin_day_from_typed  (const char *text, KinDay today);
KinDay   kin_day_from_iso    (const char *text);             /* exactly 2024-05-03 */
KinDay   kin_day_from_return (const char *text);             /* SSDA903: exactly 03/05/2024 */
/* A new string; NULL for KIN_NO_DAY. */
char    *kin_day_to_iso      (KinDay day);                   /* 2024-05-03 */
char    *kin_day_to_return   (KinDay day);                   /* 03/05/2024 */
char    *kin_day_to_words    (KinDay day);                   /* 3 May 2024, translated */

G_END_DECLS
