/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tables of dated entries share: how an entry is called, and how its fields are held against each other. */
#pragma once

#include "record.h"

G_BEGIN_DECLS

#define KIN_NO_FIELD G_MAXUINT

/* "Review on 3 May 2024"; without a day only what it is. New string. */
char *kin_dated_title (KinRecord *record, const char *what, guint day);
/* The label of the code instead of what, where there is one: "First aid on 3 May 2024". The day may be KIN_NO_FIELD. */
char *kin_coded_title (KinRecord *record, guint code, const char *what, guint day);
/* The text of a field; what when it is empty. */
char *kin_text_title  (KinRecord *record, guint field, const char *what);
/* "Health, year ending 31 March 2024". */
char *kin_year_title  (KinRecord *record, const char *what, guint year);

/* Each tells problem when it is wrong, and nothing when a field is empty. */
void  kin_check_order (KinRecord *record, guint first, guint second, const char *sentence, KinProblemFunc problem, gpointer data);
void  kin_check_range (KinRecord *record, guint number, gint64 least, gint64 most, const char *sentence,
                       KinProblemFunc problem, gpointer data);
/* The year in which a financial year ends. */
void  kin_check_year  (KinRecord *record, guint year, KinProblemFunc problem, gpointer data);
void  kin_check_share (KinRecord *record, guint numerator, guint denominator, KinProblemFunc problem, gpointer data);
void  kin_check_ages  (KinRecord *record, guint youngest, guint oldest, KinProblemFunc problem, gpointer data);

G_END_DECLS
