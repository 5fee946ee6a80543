/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a cell of a list shows: values as people read them, and for a link the title of the record linked to.
 *
 * Titles are remembered in a KinTitles, as a list or an export asks for the same home a hundred times. Whoever keeps one forgets
 * what has changed (store's signal "changed"). */
#pragma once

#include "query.h"

G_BEGIN_DECLS

typedef struct _KinTitles KinTitles;

KinTitles  *kin_titles_new    (KinReader *reader);
void        kin_titles_free   (KinTitles *titles);
/* "" for 0. Borrowed until it is forgotten. */
const char *kin_titles_get    (KinTitles *titles, gint64 no);
void        kin_titles_forget (KinTitles *titles, gint64 no); /* 0: all */

/* New strings, never NULL. titles may be NULL in neither; kin_book_cell () remembers nothing. */
char       *kin_titles_cell   (KinTitles *titles, KinRecord *record, guint field);
char       *kin_book_cell     (KinReader *reader, KinRecord *record, guint field);
/* As files hold it: kin_field_to_plain (), and for a link the title. */
char       *kin_titles_plain  (KinTitles *titles, KinRecord *record, guint field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinTitles, kin_titles_free)

G_END_DECLS
