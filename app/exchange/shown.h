/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page shows, as a table of typed cells: figures that are no list of one type of record. It is made once, from the rows that
 * are on the screen, and goes into every file and onto paper as it is. */
#pragma once

#include "table_out.h"

G_BEGIN_DECLS

/* scope: what the rows were chosen by and of when they are, in words. */
KinShown   *kin_shown_new       (const char *title, const char *scope);
KinShown   *kin_shown_ref       (KinShown *shown);
void        kin_shown_unref     (KinShown *shown);
/* All columns first. name: for programs ("weekly_gross"). withheld: who or where a person is; it stays out for an outsider. */
void        kin_shown_column    (KinShown *shown, const char *name, const char *label, gboolean withheld);
/* The next cell, row by row. NULL and "" are empty cells. */
void        kin_shown_text      (KinShown *shown, const char *text);
void        kin_shown_pence     (KinShown *shown, gint64 pence);
void        kin_shown_number    (KinShown *shown, gint64 number);
void        kin_shown_day       (KinShown *shown, KinDay day);
void        kin_shown_empty     (KinShown *shown);

/* Only these rows, by their place. New. */
KinShown   *kin_shown_pick      (const KinShown *shown, const guint *rows, guint n);
/* Only these columns, in that order; unknown names are left out. New. */
KinShown   *kin_shown_keep      (const KinShown *shown, const char *const *names);

const char *kin_shown_title     (const KinShown *shown);
const char *kin_shown_scope     (const KinShown *shown);
guint       kin_shown_n_rows    (const KinShown *shown);
guint       kin_shown_n_columns (const KinShown *shown);
const char *kin_shown_name      (const KinShown *shown, guint column);
const char *kin_shown_label     (const KinShown *shown, guint column);
gboolean    kin_shown_is_withheld (const KinShown *shown, guint column);
/* Borrowed. */
const KinOutCell *kin_shown_cell (const KinShown *shown, guint row, guint column);
/* What a cell says to a person: "3 May 2026", "£912.00". New string. */
char       *kin_out_cell_words  (const KinOutCell *cell);
/* FALSE for the public: rows of single children, and small counts, are not for publishing; the committee's page hides them. */
gboolean    kin_shown_may_go    (const char *for_whom);
/* The labels that stay out for them, with commas between; "" for none. New string. */
char       *kin_shown_withheld  (const KinShown *shown, const char *for_whom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinShown, kin_shown_unref)

G_END_DECLS
