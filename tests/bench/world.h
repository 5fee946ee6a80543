/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of a given size to measure on, the same at every pass, and a store in a folder of its own. */
#pragma once

#include "children.h"
#include "history.h"
#include "people.h"
#include "store.h"
#include "write.h"

G_BEGIN_DECLS

typedef struct
{
  char     *folder, *path;
  guint8    key[KIN_KEY_BYTES];
  gint64    now; /* what the store's clock says, ms */
  KinStore *store;
  guint     n_children; /* each with two placements */
  GArray   *children, *placements; /* gint64, in the order they were made */
} World;

void     world_set_up    (World *world, guint n_placements);
void     world_open      (World *world, gboolean create);
void     world_close     (World *world);
void     world_tear_down (World *world);

/* One action each; they return milliseconds. */
double   world_create    (World *world);                     /* homes, children, placements */
double   world_import    (World *world, guint n, gint64 *action); /* n children with all that a return holds of them, and some changes */
double   world_change    (World *world, guint n, guint seed);     /* n sets of fields, spread over all */

/* Aborts with the error. */
void     must            (gboolean done, GError *error);

G_END_DECLS
