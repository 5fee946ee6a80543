/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this child on record already? Asked while somebody adds one. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  child;
  int     likeness; /* 100: the same names and birth date; 60 and more is shown */
  char   *text;     /* "Ada Example, born 3 May 2016, number 1234" */
} KinSimilar;

/* Children who may be the same one, most alike first. Any of the three may be NULL or KIN_NO_DAY. Array of KinSimilar *, owned. */
GPtrArray *kin_book_similar_children (KinReader *reader, const char *surname, const char *forename, KinDay born);

G_END_DECLS
