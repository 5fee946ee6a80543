/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards in two columns, or one: what a width gives is decided when the size is given. Measuring all the words of a child's page takes
 * a fifth of a second, so of each column the first cards are there at once and the others follow between frames, below them. */
#include "columns.h"

#define AT_ONCE 3 /* of each column: more than a screen shows */
#define GAP 18
#define TWO 720 /* from this width on, two columns */

struct _KinColumns
{
  GtkWidget parent_instance;

  guint n[KIN_COLUMN_BOTH + 1]; /* cards of each place */
  guint following;
};

G_DEFINE_FINAL_TYPE (KinColumns, kin_columns, GTK_TYPE_WIDGET)

static KinColumnsPlace
place_of (GtkWidget *child)
{
  return (KinColumnsPlace) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "kin-place"));
}

static gboolean
is_to_follow (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), "kin-to-follow") != NULL;
}

static void
show_if_due (GtkWidget *child)
{
  gtk_widget_set_child_visible (child, !is_to_follow (child) && g_object_get_data (G_OBJECT (child), "kin-hidden") == NULL);
}

static gboolean
on_follow (gpointer data)
{
  KinColumns *self = data;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (is_to_follow (child))
      {
        g_object_set_data (G_OBJECT (child), "kin-to-follow", NULL);
        show_if_due (child);
        gtk_widget_queue_resize (GTK_WIDGET (self));
        return G_SOURCE_CONTINUE;
      }
  self->following = 0;
  return G_SOURCE_REMOVE;
}

/* Goes through the cards as they will lie in a width; returns the height. With allocate, puts them there. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocate)
{
  gboolean two = width >= TWO;
  int      half = two ? (width - GAP) / 2 : width;
  int      y[2] = { 0, 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      KinColumnsPlace place = place_of (child);
      gboolean        across = !two || place == KIN_COLUMN_BOTH;
      int             column = !across && place == KIN_COLUMN_RIGHT_HAND ? 1 : 0;
      int             wide = across ? width : half;
      int             height = 0;

      if (!gtk_widget_should_layout (child) || !gtk_widget_get_child_visible (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wide, NULL, &height, NULL, NULL);
      if (across)
        y[0] = y[1] = MAX (y[0], y[1]);
      if (allocate)
        gtk_widget_size_allocate (child, &(GtkAllocation) { column * (half + GAP), y[column], wide, height }, -1);
      y[column] += height + GAP;
      if (across)
        y[1] = y[0];
    }
  return MAX (0, MAX (y[0], y[1]) - GAP);
}

static void
kin_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, usual = 0;

      if (is_to_follow (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &usual, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, usual);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*natural * 2 + GAP, TWO);
  else
    *minimum = *natural = lay_out (widget, for_size > 0 ? MAX (for_size, *minimum) : MAX (*minimum, TWO), FALSE);
}

static void
kin_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static GtkSizeRequestMode
kin_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kin_columns_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_handle_id (&KIN_COLUMNS (object)->following, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kin_columns_parent_class)->dispose (object);
}

static void
kin_columns_class_init (KinColumnsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = kin_columns_dispose;
  widget_class->measure = kin_columns_measure;
  widget_class->size_allocate = kin_columns_size_allocate;
  widget_class->get_request_mode = kin_columns_get_request_mode;
}

static void
kin_columns_init (KinColumns *self)
{
}

GtkWidget *
kin_columns_new (void)
{
  return g_object_new (KIN_TYPE_COLUMNS, NULL);
}

void
kin_columns_append (KinColumns *self, GtkWidget *card, KinColumnsPlace place)
{
  g_object_set_data (G_OBJECT (card), "kin-place", GINT_TO_POINTER (place));
  gtk_widget_insert_before (card, GTK_WIDGET (self), NULL);
  if (self->n[place]++ < AT_ONCE)
    return;
  g_object_set_data (G_OBJECT (card), "kin-to-follow", self);
  show_if_due (card);
  if (self->following == 0)
    self->following = g_idle_add (on_follow, self);
}

void
kin_columns_hide (KinColumns *self, GtkWidget *card, gboolean hide)
{
  /* Not "visible": that is the card's own, which hides itself when it has nothing to show. */
  g_object_set_data (G_OBJECT (card), "kin-hidden", hide ? self : NULL);
  show_if_due (card);
  gtk_accessible_update_state (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_STATE_HIDDEN, hide, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
