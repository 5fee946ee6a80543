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
clear_idle (gpointer data)
{
  g_object_unref (((Idle *) data)->settings);
}

static void
release_idle (gpointer data, GClosure *closure)
{
  g_rc_box_release_full (data, clear_idle);
}

static void
end_idle (gpointer data)
{
  Idle *idle = data;

  g_source_remove (idle->timer);
  release_idle (idle, NULL);
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

/* A dialog is another window, and may have been opened since: what happens there counts as well. */
static void
watch (Idle *idle, GtkWidget *window)
{
  GtkEventController *events;

  if (g_object_get_data (G_OBJECT (window), "kin-watched") != NULL)
    return;
  events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_data (events, "event", G_CALLBACK (on_event), g_rc_box_acquire (idle), (GClosureNotify) release_idle, 0);
  gtk_widget_add_controller (window, events);
  g_object_set_data (G_OBJECT (window), "kin-watched", idle);
}

static void
watch_dialogs (Idle *idle)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (all, i);

      if (gtk_window_get_transient_for (each) == GTK_WINDOW (idle->window) && g_object_get_data (G_OBJECT (each), "kin-watched") == NULL)
        {
          idle->touched = g_get_monotonic_time (); /* somebody has just opened it */
          watch (idle, GTK_WIDGET (each));
        }
    }
}

static gboolean
look (gpointer data)
{
  Idle  *idle = data;
  guint  minutes = g_settings_get_uint (idle->settings, "lock-after-minutes");
  gint64 now = g_get_monotonic_time ();

  watch_dialogs (idle);
  if (minutes > 0 && now - idle->touched >= (gint64) minutes * 60 * G_USEC_PER_SEC)
    {
      kin_window_cover (idle->window, TRUE);
      idle->touched = now;
    }
  return G_SOURCE_CONTINUE;
}

void
kin_window_lock_when_idle (KinWindow *window)
{
  Idle *idle = g_rc_box_new0 (Idle);

  idle->window = window;
  idle->settings = g_settings_new (KIN_APP_ID);
  idle->touched = g_get_monotonic_time ();
  watch (idle, GTK_WIDGET (window));
  idle->timer = g_timeout_add_seconds (LOOK_EVERY_SECONDS, look, idle);
  g_object_set_data_full (G_OBJECT (window), "kin-idle", idle, end_idle);
}
