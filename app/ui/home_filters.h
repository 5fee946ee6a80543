/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What narrows the duty board: chips with their counts, how many together, which age, which kind, and words.
 *
 * Signal "changed". */
#pragma once

#include <gtk/gtk.h>

#include "homes.h"

G_BEGIN_DECLS

#define KIN_TYPE_HOME_FILTERS (kin_home_filters_get_type ())
G_DECLARE_FINAL_TYPE (KinHomeFilters, kin_home_filters, KIN, HOME_FILTERS, GtkBox)

GtkWidget *kin_home_filters_new   (void);
/* Says on each chip how many homes it lets pass. */
void       kin_home_filters_count (KinHomeFilters *filters, const KinHomes *homes);
gboolean   kin_home_filters_pass  (KinHomeFilters *filters, const KinHome *home);
/* Only homes with a place tonight for a child of that age; -1: of any. */
void       kin_home_filters_seek  (KinHomeFilters *filters, int age);
/* What is chosen, in words: "a place tonight; can take 3 together"; "" for nothing. New string. */
char      *kin_home_filters_words (KinHomeFilters *filters);

G_END_DECLS
