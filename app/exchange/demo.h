/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up authority: a record to try the program on, to show it, and to measure it.
 *
 * Its figures on 18 December 2017, and who entered and left care in each year from 2001, are those that a council published
 * (minutes of that day, a summary of July 2018); nothing else about it is true of anywhere. Everybody is called Example. The
 * same seed, scale and today give the same records, with the same ids. A scale of N is N such boroughs in one record: every
 * count is N times as large. */
#pragma once

#include <gio/gio.h>

#include "record.h"
#include "store.h"

G_BEGIN_DECLS

#define KIN_DEMO_MAX_SCALE 1000
/* The day whose figures are fixed, and the first day of the table of entering and leaving. */
#define KIN_DEMO_DAY (kin_day (2017, 12, 18))

/* Fills an empty store, as one action that can be undone, and sets the facts "authority", "authority-name" and "demo".
 * today: how far the history goes; at least 1 January 2019. Blocks; the store's progress function is told of each borough.
 * FALSE with a sentence (G_IO_ERROR_INVALID_ARGUMENT, KIN_STORE_ERROR) when it cannot be done: nothing is written then. */
gboolean kin_demo_fill (KinStore *store, guint64 seed, guint scale, KinDay today, GCancellable *cancellable, GError **error);

/* The scale at which there are at least so many placements. */
guint    kin_demo_scale_for_placements (guint64 placements);

/* Where records go. It must give each its number (kin_record_set_no) before it returns: later ones link to it. The record is
 * borrowed. FALSE with an error ends the work. */
typedef gboolean (*KinDemoSink) (KinRecord *record, gpointer data, GError **error);
/* Called after each borough. */
typedef gboolean (*KinDemoProgress) (guint done, guint total, gpointer data, GError **error);

/* The same without a store. progress may be NULL. */
gboolean kin_demo_make (guint64 seed, guint scale, KinDay today, KinDemoSink sink, KinDemoProgress progress, gpointer data, GError **error);

G_END_DECLS
