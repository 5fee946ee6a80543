/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of all records of a type: a table of what the type lists, with filters, sorted by SQL.
 * Signal "title": the subtitle has changed. */
#pragma once

#include "desk.h"
#include "lists.h"
#include "table.h"

G_BEGIN_DECLS

#define KIN_TYPE_TABLE_PAGE (kin_table_page_get_type ())
G_DECLARE_FINAL_TYPE (KinTablePage, kin_table_page, KIN, TABLE_PAGE, GtkBox)

GtkWidget  *kin_table_page_new      (KinDesk *desk, const KinType *type);
/* New string: "183 homes". */
char       *kin_table_page_subtitle (KinTablePage *page);
KinTable   *kin_table_page_table    (KinTablePage *page);
KinRowList *kin_table_page_rows     (KinTablePage *page);
/* What the rows were chosen and sorted by. */
const KinListSpec *kin_table_page_spec (KinTablePage *page);
/* Puts the keyboard into the list, or its filter. */
void        kin_table_page_focus    (KinTablePage *page);
/* Only what holds these words; "" for all. */
void        kin_table_page_filter   (KinTablePage *page, const char *words);

/* A chip: a toggle button that narrows a list. */
GtkWidget  *kin_chip_new           (const char *label);
/* A search entry of the chip row. */
GtkWidget  *kin_filter_new         (const char *label);

G_END_DECLS
