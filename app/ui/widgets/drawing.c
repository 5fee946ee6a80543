/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widget round a drawing. */
#include "drawing.h"

#include <adwaita.h>

struct _KinDrawing
{
  GtkWidget parent_instance;

  char            *label;
  int              height;
  KinDrawingFunc   draw;
  KinDrawingHeight measure;
  gpointer         data;
  GArray          *hits; /* of the last drawing */
  int              chosen; /* -1: none */
};

G_DEFINE_FINAL_TYPE (KinDrawing, kin_drawing, GTK_TYPE_WIDGET)

static guint open_signal;

static KinStyle
style_of (KinDrawing *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  int dpi = 96 * 1024;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return (KinStyle) {
    .theme = adw_style_manager_get_dark (manager) ? KIN_THEME_DARK : KIN_THEME_LIGHT,
    .contrast = adw_style_manager_get_high_contrast (manager),
    .scale = dpi > 0 ? 1.3 * dpi / (96 * 1024) : 1.3, /* a screen's ordinary text is 13 units high */
  };
}

static void
kin_drawing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KinDrawing *self = KIN_DRAWING (widget);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  KinStyle style = style_of (self);

  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = self->draw (cr, &style, (double) width, (double) height, self->data);
  if (self->hits != NULL && self->chosen >= (int) self->hits->len)
    self->chosen = -1;
  if (self->hits != NULL && self->chosen >= 0)
    kin_hit_draw (cr, &g_array_index (self->hits, KinHit, self->chosen), &style);
  cairo_destroy (cr);
}

static void
kin_drawing_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  KinDrawing *self = KIN_DRAWING (widget);
  KinStyle style = style_of (self);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = 480;
      return;
    }
  *minimum = *natural = self->measure != NULL ? (int) (self->measure (&style, for_size > 0 ? for_size : 480, self->data) + 0.5) : self->height;
}

static GtkSizeRequestMode
kin_drawing_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What is chosen is what a screen reader says. */
static void
choose (KinDrawing *self, int hit)
{
  const char *text;

  if (self->chosen == hit)
    return;
  self->chosen = hit;
  text = kin_drawing_chosen (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  KinDrawing *self = KIN_DRAWING (widget);
  int hit = self->hits == NULL ? -1 : keyboard ? self->chosen : kin_hits_at (self->hits, x, y);

  if (hit < 0)
    return FALSE;
  gtk_tooltip_set_text (tooltip, g_array_index (self->hits, KinHit, hit).text);
  return TRUE;
}

static void
open_chosen (KinDrawing *self)
{
  gint64 record = self->hits != NULL && self->chosen >= 0 ? g_array_index (self->hits, KinHit, self->chosen).record : 0;

  if (record != 0)
    g_signal_emit (self, open_signal, 0, record);
}

static void
on_clicked (GtkGestureClick *gesture, int n, double x, double y, KinDrawing *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  choose (self, self->hits != NULL ? kin_hits_at (self->hits, x, y) : -1);
  open_chosen (self);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KinDrawing *self)
{
  int rows = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0, columns = key == GDK_KEY_Right ? 1 : key == GDK_KEY_Left ? -1 : 0;

  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      open_chosen (self);
      return TRUE;
    }
  if ((rows == 0 && columns == 0) || self->hits == NULL)
    return FALSE;
  choose (self, kin_hits_beside (self->hits, self->chosen, rows, columns));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  return TRUE;
}

static void
on_focus_in (GtkEventControllerFocus *controller, KinDrawing *self)
{
  if (self->chosen < 0 && self->hits != NULL && self->hits->len > 0)
    choose (self, 0);
}

static void
on_focus_out (GtkEventControllerFocus *controller, KinDrawing *self)
{
  choose (self, -1);
}

static void
kin_drawing_finalize (GObject *object)
{
  KinDrawing *self = KIN_DRAWING (object);

  g_clear_pointer (&self->hits, g_array_unref);
  g_free (self->label);
  G_OBJECT_CLASS (kin_drawing_parent_class)->finalize (object);
}

static void
kin_drawing_class_init (KinDrawingClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = kin_drawing_finalize;
  widget_class->snapshot = kin_drawing_snapshot;
  widget_class->measure = kin_drawing_measure;
  widget_class->get_request_mode = kin_drawing_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  open_signal = g_signal_new ("open", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
kin_drawing_init (KinDrawing *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *key = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->chosen = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_tooltip), NULL);
  g_signal_connect (click, "released", G_CALLBACK (on_clicked), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (focus, "enter", G_CALLBACK (on_focus_in), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_out), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
kin_drawing_new (const char *label, int height, KinDrawingFunc draw, KinDrawingHeight measure, gpointer data)
{
  KinDrawing *self = g_object_new (KIN_TYPE_DRAWING, NULL);

  self->label = g_strdup (label);
  self->height = height;
  self->draw = draw;
  self->measure = measure;
  self->data = data;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

void
kin_drawing_refresh (KinDrawing *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
kin_drawing_chosen (KinDrawing *self)
{
  return self->hits != NULL && self->chosen >= 0 && self->chosen < (int) self->hits->len ? g_array_index (self->hits, KinHit, self->chosen).text : NULL;
}
