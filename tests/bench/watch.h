/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop is away from its events: a person sees each stretch over three frames as a program that hangs.
 *
 * A stretch is from the end of one poll to the beginning of the next: all that is dispatched in one turn, the painting of a frame
 * included. With KIN_BENCH_CPU in the environment it is the processor time of the main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WATCH_MOST_MS 50

/* Once, from the main thread. */
void   watch_start   (void);
/* The longest stretch since it was last asked, ms. */
double watch_longest (void);
/* Turns the loop until holds () is TRUE and then until the frame is painted that shows it; at most a minute. Returns the time of
 * that frame, by now_ms (). */
double watch_until   (GtkWidget *window, gboolean (*holds) (gpointer data), gpointer data);
/* Turns the loop until nothing was painted for a tenth of a second; at most half a second. */
void   watch_rest    (GtkWidget *window);

G_END_DECLS
