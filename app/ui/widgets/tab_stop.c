/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tab, once. */
#include "tab_stop.h"

struct _KinTabStop
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (KinTabStop, kin_tab_stop, GTK_TYPE_BOX)

gboolean
kin_tab_leaves (GtkWidget *widget, GtkDirectionType direction)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD) && focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static gboolean
kin_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return !kin_tab_leaves (widget, direction) && GTK_WIDGET_CLASS (kin_tab_stop_parent_class)->focus (widget, direction);
}

static void
kin_tab_stop_class_init (KinTabStopClass *class)
{
  GTK_WIDGET_CLASS (class)->focus = kin_tab_stop_focus;
}

static void
kin_tab_stop_init (KinTabStop *self)
{
}

GtkWidget *
kin_tab_stop_new (GtkWidget *child)
{
  GtkWidget *self = g_object_new (KIN_TYPE_TAB_STOP, NULL);

  gtk_widget_set_hexpand (child, TRUE);
  gtk_box_append (GTK_BOX (self), child);
  return self;
}
