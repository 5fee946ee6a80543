/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The watcher stands where the main loop polls. */
#include "watch.h"

#include <time.h>

#include "measure.h"

#define PATIENCE_US (60 * G_USEC_PER_SEC)
#define REST_US (G_USEC_PER_SEC / 2) /* an entry's cursor blinks for ever */

static GPollFunc usual_poll;
static double    back, longest; /* ms */

static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (g_getenv ("KIN_BENCH_CPU") != NULL ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1000.0 + (double) now.tv_nsec / 1e6;
}

static int
poll_watched (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  longest = MAX (longest, thread_ms () - back);
  n = usual_poll (fds, n_fds, timeout);
  back = thread_ms ();
  return n;
}

void
watch_start (void)
{
  usual_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_watched);
  back = thread_ms ();
}

double
watch_longest (void)
{
  double was = longest;

  longest = 0;
  back = thread_ms ();
  return was;
}

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  *(double *) data = now_ms ();
}

double
watch_until (GtkWidget *window, gboolean (*holds) (gpointer data), gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  double         painted = 0;
  gint64         end = g_get_monotonic_time () + PATIENCE_US;
  gulong         handler;

  while (!holds (data) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &painted);
  gtk_widget_queue_draw (window);
  while (painted <= 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  return painted;
}

void
watch_rest (GtkWidget *window)
{
  double painted = 0;
  gint64 end = g_get_monotonic_time () + REST_US;
  gulong handler = g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), &painted);

  for (guint still = 0; still < 20 && g_get_monotonic_time () < end; still++)
    {
      painted = 0;
      while (g_main_context_iteration (NULL, FALSE))
        ;
      if (painted > 0)
        still = 0;
      g_usleep (5000);
    }
  g_signal_handler_disconnect (gtk_widget_get_frame_clock (window), handler);
}
