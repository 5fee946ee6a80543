/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preview. While pages are made for one recipient another may be chosen: only the last one asked for is shown. */
#include "print_preview.h"

#include <glib/gi18n-lib.h>

#define LONGEST 5000 /* rows; more take longer than anybody looks */
#define LARGER 1.7

struct _KinPreview
{
  GtkBox parent_instance;

  GtkWidget *area, *scrolled, *previous, *next, *words, *larger;
  KinPrint  *print; /* made; NULL: nothing is shown */
  guint      page, asked;
};

G_DEFINE_FINAL_TYPE (KinPreview, kin_preview, GTK_TYPE_BOX)

static void
kin_preview_dispose (GObject *object)
{
  g_clear_pointer (&KIN_PREVIEW (object)->print, kin_print_unref);
  G_OBJECT_CLASS (kin_preview_parent_class)->dispose (object);
}

static void
kin_preview_class_init (KinPreviewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kin_preview_dispose;
}

guint
kin_preview_n_pages (KinPreview *self)
{
  return self->print != NULL ? kin_document_n_pages (self->print->document) : 0;
}

static void
show_page (KinPreview *self, const char *instead)
{
  guint            n = kin_preview_n_pages (self);
  g_autofree char *words = instead != NULL ? g_strdup (instead) : g_strdup_printf (_("Page %u of %u"), self->page + 1, n);
  g_autofree char *name = g_strdup_printf (_("Preview: %s"), words);

  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (self->previous, n > 0 && self->page > 0);
  gtk_widget_set_sensitive (self->next, self->page + 1 < n);
  gtk_widget_set_sensitive (self->larger, n > 0);
  gtk_widget_queue_resize (self->area);
  gtk_widget_queue_draw (self->area);
}

static void
turn (KinPreview *self, int by)
{
  guint n = kin_preview_n_pages (self);

  if ((by < 0 && self->page == 0) || (by > 0 && self->page + 1 >= n))
    return;
  self->page = (guint) ((int) self->page + by);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
  show_page (self, NULL);
}

static void
on_previous (GtkButton *button, KinPreview *self)
{
  turn (self, -1);
}

static void
on_next (GtkButton *button, KinPreview *self)
{
  turn (self, 1);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, KinPreview *self)
{
  if (key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Page_Down)
    turn (self, 1);
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up)
    turn (self, -1);
  else
    return FALSE;
  return TRUE;
}

/* The page as high as its width makes it. */
static void
size_area (KinPreview *self)
{
  double width = 1, height = 1, zoom = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->larger)) ? LARGER : 1;
  int    wide = gtk_widget_get_width (self->scrolled) - 4;

  if (self->print == NULL || wide <= 4)
    return;
  kin_document_size (self->print->document, &width, &height);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->area), zoom > 1 ? (int) (wide * zoom) : 0);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->area), (int) (wide * zoom * height / width));
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int wide, int high, gpointer data)
{
  KinPreview *self = data;
  double      width, height, scale;

  if (self->print == NULL)
    return;
  size_area (self);
  kin_document_size (self->print->document, &width, &height);
  scale = MIN (wide / width, high / height);
  cairo_translate (cr, (wide - width * scale) / 2, 0);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  kin_document_draw (self->print->document, cr, self->page);
}

static void
on_larger (GtkToggleButton *button, KinPreview *self)
{
  size_area (self);
  gtk_widget_queue_draw (self->area);
}

static GtkWidget *
make_button (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static void
kin_preview_init (KinPreview *self)
{
  GtkWidget          *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->area = gtk_drawing_area_new ();
  self->scrolled = gtk_scrolled_window_new ();
  self->previous = make_button ("go-previous-symbolic", _("The page before"));
  self->next = make_button ("go-next-symbolic", _("The next page"));
  self->words = gtk_label_new (NULL);
  self->larger = gtk_toggle_button_new_with_label (_("Larger"));
  gtk_widget_set_focusable (self->area, TRUE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw, self, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->area);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  gtk_widget_add_css_class (self->scrolled, "kin-preview");
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_add_css_class (self->larger, "flat");
  gtk_box_append (GTK_BOX (bar), self->previous);
  gtk_box_append (GTK_BOX (bar), self->words);
  gtk_box_append (GTK_BOX (bar), self->next);
  gtk_box_append (GTK_BOX (bar), self->larger);
  gtk_box_append (GTK_BOX (self), self->scrolled);
  gtk_box_append (GTK_BOX (self), bar);
  g_signal_connect (self->previous, "clicked", G_CALLBACK (on_previous), self);
  g_signal_connect (self->next, "clicked", G_CALLBACK (on_next), self);
  g_signal_connect (self->larger, "toggled", G_CALLBACK (on_larger), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
kin_preview_new (void)
{
  return g_object_new (KIN_TYPE_PREVIEW, NULL);
}

typedef struct
{
  KinPrint *print;
  guint     asked;
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_clear_pointer (&look->print, kin_print_unref);
  g_free (look);
}

static void
make_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kin_print_make (((Look *) data)->print, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  KinPreview        *self = KIN_PREVIEW (source);
  Look              *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean           made = g_task_propagate_boolean (G_TASK (result), &error);

  if (look->asked != self->asked || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (made)
    self->print = g_steal_pointer (&look->print);
  self->page = 0;
  size_area (self);
  show_page (self, made ? NULL : error->message);
}

void
kin_preview_look (KinPreview *self, KinPrint *print, const char *for_whom)
{
  g_autoptr (GTask) task = NULL;
  Look             *look;

  self->asked++;
  g_clear_pointer (&self->print, kin_print_unref);
  if (!kin_print_may_go (print, for_whom))
    show_page (self, _("Nothing of this goes to them"));
  else if (kin_print_n_rows (print) > LONGEST)
    show_page (self, _("Too long to be looked at here: save it as PDF"));
  else
    {
      show_page (self, _("The pages are being made…"));
      look = g_new0 (Look, 1);
      look->print = kin_print_copy (print);
      look->print->for_whom = for_whom;
      look->asked = self->asked;
      task = g_task_new (self, NULL, on_made, NULL);
      g_task_set_task_data (task, look, free_look);
      g_task_run_in_thread (task, make_on_thread);
    }
}
