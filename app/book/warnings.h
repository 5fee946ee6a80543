/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person should know before (and after) a placement is saved. Nothing here ever blocks: a child may be in the car already. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

/* Sentences, each with its law: outside the terms of approval, over three, not available, already placed elsewhere (with where and
 * since when). Empty when nothing speaks against it. household or child 0: only what can be said without. New array of strings. */
GPtrArray *kin_book_would_fit        (KinReader *reader, gint64 household, gint64 child, KinDay day);

G_END_DECLS
