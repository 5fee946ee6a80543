/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of record numbers, one bit each: numbers are small and dense, so a list of 100,000 is cut down by another in a millisecond. */
#pragma once

#include <glib.h>

#include "query.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *words; /* guint64 */
  guint   n;     /* how many are in it */
} KinMarks;

KinMarks *kin_marks_new   (void);
void      kin_marks_free  (KinMarks *marks);
void      kin_marks_add   (KinMarks *marks, gint64 no);
gboolean  kin_marks_has   (const KinMarks *marks, gint64 no);
/* Adds the first column of what is left of the query. */
void      kin_marks_fill  (KinMarks *marks, KinQuery *query);
/* Leaves in the array (of gint64) those that are (or are not) in the set. */
void      kin_marks_keep  (const KinMarks *marks, GArray *numbers, gboolean in);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinMarks, kin_marks_free)

G_END_DECLS
