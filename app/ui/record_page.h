/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one record, of any type: what the rules say of it, its parts, the form, its history. The same page fills in a new
 * record; then there is a bar below with the button that adds it.
 *
 * Signals:
 *   "title"         the title or subtitle has changed
 *   "gone"          the record is deleted: leave the page
 *   "added" (gint64 no)  the new record is written
 *   "cancelled"     the person does not want it after all */
#pragma once

#include <adwaita.h>

#include "desk.h"
#include "form.h"

G_BEGIN_DECLS

#define KIN_TYPE_RECORD_PAGE (kin_record_page_get_type ())
G_DECLARE_FINAL_TYPE (KinRecordPage, kin_record_page, KIN, RECORD_PAGE, GtkBox)

GtkWidget  *kin_record_page_new      (KinDesk *desk, KinRecord *record);
KinForm    *kin_record_page_form     (KinRecordPage *page);
KinRecord  *kin_record_page_record   (KinRecordPage *page);
/* New strings. */
char       *kin_record_page_title    (KinRecordPage *page);
char       *kin_record_page_subtitle (KinRecordPage *page);
gboolean    kin_record_page_is_new   (KinRecordPage *page);
/* The record that it is a part of, 0: none. */
gint64      kin_record_page_owner    (KinRecordPage *page);
void        kin_record_page_add      (KinRecordPage *page);
void        kin_record_page_cancel   (KinRecordPage *page);

/* For somebody else's table (kitchen.h): without the history and what is restricted. */
void        kin_record_page_set_alone (KinRecordPage *page, gboolean alone);

/* All cards are there, and not only the first of them. */
gboolean    kin_record_page_is_complete (KinRecordPage *page);

G_END_DECLS
