/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small pieces of language that several pages say. All return new strings. */
#pragma once

#include "day.h"

G_BEGIN_DECLS

/* "today 09:41", "yesterday 16:20", "3 Nov 16:20", "3 Nov 2024 16:20". */
char *kin_moment_words  (gint64 ms, KinDay today);
/* "3 May 2024 – 9 Jun 2024", "since 3 May 2024", "from 3 May 2027". */
char *kin_period_words  (KinDay start, KinDay end, KinDay today);
/* "Friday 20 November 2026". */
char *kin_long_day      (KinDay day);
/* "children" of "Children": a heading inside a sentence. Abbreviations keep their capitals. */
char *kin_lower_first   (const char *heading);

G_END_DECLS
