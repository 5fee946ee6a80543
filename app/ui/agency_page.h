/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agency and in-house: how many children, what they cost a week and what one costs, by category and by whose provision, drawn over a
 * year and as tables, on any day and as known then; and why outside (book/agency.h).
 *
 * Signal "title": the subtitle has changed. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"
#include "shown.h"

G_BEGIN_DECLS

#define KIN_TYPE_AGENCY_PAGE (kin_agency_page_get_type ())
G_DECLARE_FINAL_TYPE (KinAgencyPage, kin_agency_page, KIN, AGENCY_PAGE, GtkBox)

GtkWidget *kin_agency_page_new      (KinDesk *desk);
/* New string: the day, and as known when. */
char      *kin_agency_page_subtitle (KinAgencyPage *page);
gboolean   kin_agency_page_is_ready (KinAgencyPage *page);
/* All its figures as one table; new reference, NULL: there are none yet. */
KinShown  *kin_agency_page_shown    (KinAgencyPage *page);

G_END_DECLS
