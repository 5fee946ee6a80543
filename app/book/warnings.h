/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person should know before (and after) a placement is saved. Nothing here ever blocks: a child may be in the car already.
 * And: is this child on record already? */
#pragma once

#include "query.h"

G_BEGIN_DECLS

/* Sentences, each with its law: outside the terms of approval, over three, not available, already placed elsewhere (with where and
 * since when). Empty when nothing speaks against it. household or child 0: only what can be said without. New array of strings. */
GPtrArray *kin_book_would_fit        (KinReader *reader, gint64 household, gint64 child, KinDay day);

typedef struct
{
  gint64  child;
  int     likeness; /* 100: the same names and birth date; 60 and more is shown */
  char   *text;     /* "Ada Example, born 3 May 2016, in care since …" */
} KinSimilar;

/* Children who may be the same one, most alike first. Any of the three may be NULL or KIN_NO_DAY. Array of KinSimilar *, owned. */
GPtrArray *kin_book_similar_children (KinReader *reader, const char *surname, const char *forename, KinDay born);

G_END_DECLS
