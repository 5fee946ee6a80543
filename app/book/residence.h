/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a child lives, from placements that may overlap: on each day in the one that began last (moves share a day in the
 * SSDA903, and a child in two episodes on one day lives at the later). A temporary
 * placement (T0 to T4) keeps the place in the home before it. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   placement, child;
  gint64   household, establishment; /* 0: none */
  KinDay   from, to;                 /* to: the day of leaving; KIN_NO_DAY: open */
  KinDay   expected;                 /* end, KIN_NO_DAY: not known */
  gboolean temporary;
} KinStayRow;

typedef struct
{
  guint  row;      /* index of the KinStayRow lived in; of a hold: the one whose place is kept */
  guint  because;  /* of a hold: the temporary row */
  KinDay from, to;
} KinResidence;

/* Rows of one child, sorted by kin_residence_sort (). New arrays of KinResidence, by day; nights on which the child lives nowhere
 * are in none. holds may be NULL. */
GArray *kin_residence_of      (const KinStayRow *rows, guint n, GArray **holds);
/* The row in which the child lives on a day; -1: none. */
int     kin_residence_on      (const KinStayRow *rows, guint n, KinDay on);
/* The row whose place a temporary row keeps; -1: none. */
int     kin_residence_kept_by (const KinStayRow *rows, guint n, guint temporary);
/* By child, then first day, then id, which is the same in every file. */
void    kin_residence_sort    (KinReader *reader, GArray *rows);

G_END_DECLS
