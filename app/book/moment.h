/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several questions about one moment: while it is held, all answers are of the same state, whatever the writer does meanwhile, and
 * thousands of small questions cost one lock. Never held across turns of the main loop. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

/* A statement that has begun and not ended: end it with kin_query_end (), or g_autoptr (KinQuery). */
KinQuery *kin_book_moment (KinReader *reader);

G_END_DECLS
