/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where this laptop and the office stand, in words. Times are absolute: "since Tuesday" needs no second look at a clock. */
#pragma once

#include "day.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean joined;          /* the file belongs to an authority */
  gboolean signed_out;      /* it has, and needs a new code */
  gboolean refused;         /* the office no longer takes this laptop */
  gint64   n_pending;       /* changes that the office does not have */
  gint64   n_held;          /* that it has and holds until a manager admits them */
  gint64   confirmed_until; /* ms: the office has everything that was done until then; 0: not known */
  gint64   alone_since;     /* ms: without network since; 0: it is there */
  gboolean copying;         /* what the authority has is being fetched for the first time ... */
  int      percent;         /* ... so far */
  const char *trouble;      /* a sentence: why it does not get on; NULL: it does. Borrowed */
} KinOfficeState;

/* A few words for the window's edge, then a sentence that says what it means. New strings. */
char *kin_office_words    (const KinOfficeState *state, KinDay today);
char *kin_office_sentence (const KinOfficeState *state, KinDay today);
/* Why what is unsent waits. New string. */
char *kin_office_why      (const KinOfficeState *state, KinDay today);

G_END_DECLS
