/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the page of agency and in-house, on the screen and on their way out. */
#pragma once

#include <gtk/gtk.h>

#include "agency.h"
#include "shown.h"

G_BEGIN_DECLS

typedef enum { KIN_MEASURE_CHILDREN, KIN_MEASURE_WEEKLY, KIN_MEASURE_PER_CHILD, KIN_N_MEASURES } KinMeasure;

/* The day, by category. */
GtkWidget *kin_agency_lines_new   (const KinAgency *agency);
/* Each month's end, by whose provision it is. */
GtkWidget *kin_agency_months_new  (const KinAgency *agency, KinMeasure measure);
/* "20.4 %", "–". New string. */
char      *kin_agency_share_text  (guint part, guint whole);
/* Everything, one line a row; scope in words. New reference. */
KinShown  *kin_agency_shown       (const KinAgency *agency, const char *scope);

G_END_DECLS
