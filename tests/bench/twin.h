/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limit: a twin that writes the rows which the store wrote, to the same tables with the same indexes, under the same cipher
 * and in the same transactions, with prepared statements and nothing else: no JSON, no fold, no looking up, no objects. */
#pragma once

#include "world.h"

G_BEGIN_DECLS

typedef struct _Twin Twin;

Twin    *twin_new      (void);
void     twin_free     (Twin *twin);
/* Learns what the log of the world's store says since it last learned, as bytes ready to be bound. */
void     twin_learn    (Twin *twin, World *world);
guint    twin_n_steps  (Twin *twin);
/* A new, empty file beside the world's own. */
void     twin_open     (Twin *twin, World *world);
void     twin_close    (Twin *twin);
/* Writes the steps from first up to (not with) last, one transaction for each action. Milliseconds; each action's own are added
 * to actions when that is not NULL. */
double   twin_write    (Twin *twin, guint first, guint last, GArray *actions);
/* Empties the record tables and writes them again, without the log. */
double   twin_rebuild  (Twin *twin, guint last);

G_END_DECLS
