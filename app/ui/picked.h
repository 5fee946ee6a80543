/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that a list shows, for whoever takes them elsewhere or does something to many: the rows in their order, the columns in
 * theirs, and what they were chosen by. */
#pragma once

#include <gtk/gtk.h>

#include "lists.h"
#include "table.h"

G_BEGIN_DECLS

typedef struct
{
  const KinType     *type;
  KinTable          *table;    /* borrowed */
  GArray            *ids;      /* gint64, all rows from the top */
  GArray            *selected; /* gint64 */
  GArray            *places;   /* guint: where those stand */
  char             **columns;  /* names of fields and of told columns (book/told.h) */
  const KinListSpec *spec;     /* borrowed; NULL: the page has filters of its own */
} KinPicked;

/* NULL: the page is no list. */
KinPicked *kin_picked_of   (GtkWidget *page);
void      kin_picked_free (KinPicked *picked);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPicked, kin_picked_free)

G_END_DECLS
