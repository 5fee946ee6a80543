/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the sidebar: a row of one table each. A new page is a new row.
 *
 * A page may emit "title" when its subtitle has changed. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"
#include "shown.h"

G_BEGIN_DECLS

typedef struct
{
  const char    *name;
  const char    *title; /* N_() */
  const char    *icon;
  const KinType *type;  /* what Ctrl+N adds there; NULL: nothing */
  GtkWidget   *(*make) (KinDesk *desk); /* NULL: the table of the type */
  char        *(*subtitle) (GtkWidget *page); /* new string; NULL: the table's */
  gboolean     (*is_ready) (GtkWidget *page); /* NULL: always */
  KinShown    *(*shown) (GtkWidget *page); /* new reference; NULL: it shows a list of records, or nothing to take away */
  GtkWidget   *(*number) (KinDesk *desk, GtkWidget *row, const char *title); /* beside its title in the sidebar; NULL: none */
  KinScope       scope; /* who may not see money is not shown a page of it */
} KinPlace;

/* In the sidebar's order, ended by one without a name. */
const KinPlace *kin_places (void);

GtkWidget *kin_place_make     (const KinPlace *place, KinDesk *desk);
gboolean   kin_place_is_ready (const KinPlace *place, GtkWidget *page);
KinShown  *kin_place_shown    (const KinPlace *place, GtkWidget *page); /* NULL: nothing to take away */
char      *kin_place_subtitle (const KinPlace *place, GtkWidget *page);

G_END_DECLS
