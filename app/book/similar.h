/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this child, home, carer or provider on record already? Asked while somebody adds one, and of those that are there. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  record;
  int     likeness; /* 100: the same names and birth date; 60 and more is shown */
  char   *text;     /* "Ada Example, born 3 May 2016, number 1234"; "Ashdown, BB1 1AA, 01254 000001" */
} KinSimilar;

/* Children who may be the same one, most alike first. Any of the three may be NULL or KIN_NO_DAY. Array of KinSimilar *, owned. */
GPtrArray *kin_book_similar_children (KinReader *reader, const char *surname, const char *forename, KinDay born);

/* Those that may be the same as a record, itself and those merged away left out. Homes and providers: of the same name, whatever its
 * case and marks, or with the same telephone; carers: of the same names. Empty for other types. */
GPtrArray *kin_book_similar (KinReader *reader, KinRecord *record);

G_END_DECLS
