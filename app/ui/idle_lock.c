/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every key, click and move in the window, and in a dialog in front of it, counts as somebody being there. */
#include "idle_lock.h"

#include "window_actions.h"

#define LOOK_EVERY_SECONDS 5

typedef struct
{
  KinWindow *window;
  GSettings *settings;
  gint64     touched; /* monotonic, µs */
  guint      timer;
} Idle;

static void
free_idle (gpointer data)
{
  Idle *idle = data;

  g_source_remove (idle->timer);
  g_object_unref (idle->settings);
  g_free (idle);
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, Idle *idle)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
      idle->touched = g_get_monotonic_time ();
      break;
    default:
      break;
    }
  return FALSE;
}

/* A dialog is another window: while it has the keyboard, somebody may be typing there. */
static gboolean
is_elsewhere (Idle *idle)
{
  GtkWindow *active = gtk_application_get_active_window (gtk_window_get_application (GTK_WINDOW (idle->window)));

  return active != NULL && gtk_window_is_active (active) && gtk_window_get_transient_for (active) == GTK_WINDOW (idle->window);
}

static gboolean
look (gpointer data)
{
  Idle  *idle = data;
  guint  minutes = g_settings_get_uint (idle->settings, "lock-after-minutes");
  gint64 now = g_get_monotonic_time ();

  if (is_elsewhere (idle))
    idle->touched = now;
  else if (minutes > 0 && now - idle->touched >= (gint64) minutes * 60 * G_USEC_PER_SEC)
    {
      kin_window_cover (idle->window, TRUE);
      idle->touched = now;
    }
  return G_SOURCE_CONTINUE;
}

void
kin_window_lock_when_idle (KinWindow *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  Idle               *idle = g_new0 (Idle, 1);

  idle->window = window;
  idle->settings = g_settings_new (KIN_APP_ID);
  idle->touched = g_get_monotonic_time ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_event), idle);
  gtk_widget_add_controller (GTK_WIDGET (window), events);
  idle->timer = g_timeout_add_seconds (LOOK_EVERY_SECONDS, look, idle);
  g_object_set_data_full (G_OBJECT (window), "kin-idle", idle, free_idle);
}
