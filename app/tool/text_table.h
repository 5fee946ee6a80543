/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Aligned columns of text for people. On a terminal cells are cut so that lines stay readable; into a file or a pipe they are whole. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KinTextTable KinTextTable;

KinTextTable *kin_text_table_new   (void);
/* The first row: N_() headings, translated here. */
void          kin_text_table_head  (KinTextTable *table, const char *const *headings, guint n);
/* Takes the string (NULL is empty). The first row is the heading. */
void          kin_text_table_add   (KinTextTable *table, char *cell);
/* The same; numbers stand to the right. */
void          kin_text_table_add_right (KinTextTable *table, char *cell);
void          kin_text_table_end_row (KinTextTable *table);
/* To stdout, and frees it. */
void          kin_text_table_print (KinTextTable *table);

G_END_DECLS
