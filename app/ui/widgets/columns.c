/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards in two columns, or one: what a width gives is decided when the size is given. Making all the cards of a child's page, and
 * measuring their words, takes a third of a second: so what lies across, the first of all and the first on the left are there at once, and the others
 * follow between frames, each below what is there of its column. */
#include "columns.h"

#define SLICE_US 8000 /* for making cards before a frame, which then takes twice that for their styles and words */
#define GAP 18
#define TWO 720 /* from this width on, two columns */

/* A card whose turn has not come. */
typedef struct
{
  guint           turn;
  KinColumnsPlace place;
  GtkWidget      *card; /* NULL: to be made */
  KinColumnsMake  make;
  gpointer        data;
} Waiting;

struct _KinColumns
{
  GtkWidget parent_instance;

  gboolean   has_one, has_left; /* of the two columns */
  guint      turn;      /* of the next card: they stand by it */
  GPtrArray *waiting;   /* Waiting, by turn */
  guint      following, n_unseen;
  gboolean   moving;    /* those that were unseen have no places yet */
  gboolean   one;       /* column, at the width last given */
  int        bottom[2]; /* of the columns, when they were last laid out */
};

G_DEFINE_FINAL_TYPE (KinColumns, kin_columns, GTK_TYPE_WIDGET)

static void
free_waiting (gpointer data)
{
  Waiting *waiting = data;

  g_clear_object (&waiting->card);
  g_free (waiting);
}

static KinColumnsPlace
place_of (GtkWidget *child)
{
  return (KinColumnsPlace) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "kin-place"));
}

static guint
turn_of (GtkWidget *child)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "kin-turn"));
}

static void
put (KinColumns *self, GtkWidget *card, guint turn, KinColumnsPlace place)
{
  GtkWidget *next = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (next != NULL && turn_of (next) < turn)
    next = gtk_widget_get_next_sibling (next);
  g_object_set_data (G_OBJECT (card), "kin-place", GINT_TO_POINTER (place));
  g_object_set_data (G_OBJECT (card), "kin-turn", GUINT_TO_POINTER (turn));
  gtk_widget_insert_before (card, GTK_WIDGET (self), next);
}

/* The shorter column is filled first; in one column all stand in their order. */
static guint
find_next (KinColumns *self)
{
  KinColumnsPlace wanted = self->bottom[1] < self->bottom[0] ? KIN_COLUMN_RIGHT_HAND : KIN_COLUMN_LEFT;

  for (guint i = 0; i < self->waiting->len && !self->one; i++)
    {
      const Waiting *waiting = self->waiting->pdata[i];

      if (waiting->place == wanted)
        return i;
    }
  return 0;
}

/* Its styles are found out in the frame to come. Whoever measures it before does so twice. */
static void
put_unseen (KinColumns *self, GtkWidget *card, guint turn, KinColumnsPlace place)
{
  g_object_set_data (G_OBJECT (card), "kin-unseen", self);
  gtk_widget_set_child_visible (card, FALSE);
  put (self, card, turn, place);
  self->n_unseen++;
}

static void
put_next (KinColumns *self)
{
  Waiting *waiting = g_ptr_array_steal_index (self->waiting, find_next (self));

  put_unseen (self, waiting->card != NULL ? waiting->card : waiting->make (waiting->data), waiting->turn, waiting->place);
  free_waiting (waiting);
}

static gboolean
is_shown (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), "kin-hidden") == NULL && g_object_get_data (G_OBJECT (child), "kin-unseen") == NULL;
}

static void
show_unseen (KinColumns *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    g_object_set_data (G_OBJECT (child), "kin-unseen", NULL);
  self->n_unseen = 0;
  self->moving = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
on_follow (gpointer data)
{
  KinColumns *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;

  self->following = 0;
  if (self->n_unseen > 0)
    {
      show_unseen (self);
      return G_SOURCE_REMOVE;
    }
  do
    put_next (self);
  while (self->waiting->len > 0 && g_get_monotonic_time () < end);
  gtk_widget_queue_allocate (GTK_WIDGET (self)); /* also where none of these has anything to show */
  return G_SOURCE_REMOVE; /* the next when these have got their places */
}

/* Goes through the cards as they will lie in a width; returns the height. With allocate, puts them there. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocate)
{
  KinColumns *self = KIN_COLUMNS (widget);
  gboolean    two = width >= TWO;
  int         half = two ? (width - GAP) / 2 : width;
  guint       known = two || self->waiting->len == 0 ? G_MAXUINT : ((Waiting *) self->waiting->pdata[0])->turn;
  int         y[2] = { 0, 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      KinColumnsPlace place = place_of (child);
      gboolean        across = !two || place == KIN_COLUMN_BOTH;
      int             column = !across && place == KIN_COLUMN_RIGHT_HAND ? 1 : 0;
      int             wide = across ? width : half;
      int             height = 0;

      if (allocate) /* in one column nobody stands where another will be put */
        gtk_widget_set_child_visible (child, is_shown (child) && turn_of (child) < known);
      if (!gtk_widget_get_visible (child) || !is_shown (child) || turn_of (child) >= known)
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
  if (allocate)
    {
      self->one = !two;
      self->bottom[0] = y[0];
      self->bottom[1] = y[1];
    }
  return MAX (0, MAX (y[0], y[1]) - GAP);
}

static void
kin_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  KinColumns *self = KIN_COLUMNS (widget);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0)
    {
      /* Whoever shows columns scrolls them, and asks for the height without a width only in passing. */
      *natural = MAX (self->bottom[0], self->bottom[1]);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, usual = 0;

      if (!is_shown (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &usual, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, usual);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*natural * 2 + GAP, TWO);
  else
    *minimum = *natural = lay_out (widget, MAX (for_size, *minimum), FALSE);
}

static void
kin_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KinColumns *self = KIN_COLUMNS (widget);

  lay_out (widget, width, TRUE);
  self->moving = FALSE;
  if ((self->waiting->len > 0 || self->n_unseen > 0) && self->following == 0)
    self->following = g_idle_add (on_follow, self);
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
  g_ptr_array_set_size (KIN_COLUMNS (object)->waiting, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kin_columns_parent_class)->dispose (object);
}

static void
kin_columns_finalize (GObject *object)
{
  g_ptr_array_unref (KIN_COLUMNS (object)->waiting);
  G_OBJECT_CLASS (kin_columns_parent_class)->finalize (object);
}

static void
kin_columns_class_init (KinColumnsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = kin_columns_dispose;
  G_OBJECT_CLASS (class)->finalize = kin_columns_finalize;
  widget_class->measure = kin_columns_measure;
  widget_class->size_allocate = kin_columns_size_allocate;
  widget_class->get_request_mode = kin_columns_get_request_mode;
}

static void
kin_columns_init (KinColumns *self)
{
  self->waiting = g_ptr_array_new_with_free_func (free_waiting);
}

GtkWidget *
kin_columns_new (void)
{
  return g_object_new (KIN_TYPE_COLUMNS, NULL);
}

static void
append (KinColumns *self, GtkWidget *card, KinColumnsMake make, gpointer data, KinColumnsPlace place)
{
  Waiting *waiting;

  if (place == KIN_COLUMN_BOTH || !self->has_one || (place == KIN_COLUMN_LEFT && !self->has_left))
    {
      self->has_one = self->has_one || place != KIN_COLUMN_BOTH;
      self->has_left = self->has_left || place == KIN_COLUMN_LEFT;
      put (self, card != NULL ? card : make (data), self->turn++, place);
      return;
    }
  waiting = g_new0 (Waiting, 1);
  *waiting = (Waiting) { self->turn++, place, card != NULL ? g_object_ref_sink (card) : NULL, make, data };
  g_ptr_array_add (self->waiting, waiting);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

gboolean
kin_columns_are_complete (KinColumns *self)
{
  return self->waiting->len == 0 && self->n_unseen == 0 && !self->moving;
}

void
kin_columns_append (KinColumns *self, GtkWidget *card, KinColumnsPlace place)
{
  append (self, card, NULL, NULL, place);
}

void
kin_columns_append_later (KinColumns *self, KinColumnsMake make, gpointer data, KinColumnsPlace place)
{
  append (self, NULL, make, data, place);
}

void
kin_columns_hide (KinColumns *self, GtkWidget *card, gboolean hide)
{
  /* Not "visible": that is the card's own, which hides itself when it has nothing to show. */
  g_object_set_data (G_OBJECT (card), "kin-hidden", hide ? self : NULL);
  gtk_widget_set_child_visible (card, is_shown (card)); /* at once: not for other people's eyes */
  gtk_accessible_update_state (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_STATE_HIDDEN, hide, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
