/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layout of one line, or of lines below each other. */
#include "beside.h"

/* What libadwaita gives a row, and the title above the subtitle in it. */
#define ROW_SPACING 6
#define TITLE_SPACING 3

struct _KinBeside
{
  GtkLayoutManager parent_instance;

  int      spacing;
  gboolean below; /* each other, not beside */
};

G_DEFINE_FINAL_TYPE (KinBeside, kin_beside, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *child;
  int        minimum, natural;
  gboolean   expands;
} Piece;

static GArray *
measure_pieces (GtkWidget *widget)
{
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (Piece));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        Piece piece = { .child = child, .expands = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) };

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &piece.minimum, &piece.natural, NULL, NULL);
        g_array_append_val (pieces, piece);
      }
  return pieces;
}

/* Those that do not expand get what they wish, as far as it is there; the others share the rest. Each minimum becomes its width. */
static void
share (GArray *pieces, int width)
{
  int expanding = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      width -= g_array_index (pieces, Piece, i).minimum;
      expanding += g_array_index (pieces, Piece, i).expands;
    }
  width = MAX (0, width);
  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);
      int    more = piece->expands ? 0 : MIN (piece->natural - piece->minimum, width);

      piece->minimum += more;
      width -= more;
    }
  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index (pieces, Piece, i).expands)
      {
        int more = width / expanding--;

        g_array_index (pieces, Piece, i).minimum += more;
        width -= more;
      }
}

static int
all_spacing (KinBeside *self, const GArray *pieces)
{
  return pieces->len > 1 ? (int) (pieces->len - 1) * self->spacing : 0;
}

/* One of the two sizes of all. */
typedef struct
{
  int minimum, natural;
} Size;

static void
take_size (Size *size, int minimum, int natural, gboolean add)
{
  size->minimum = add ? size->minimum + minimum : MAX (size->minimum, minimum);
  size->natural = add ? size->natural + natural : MAX (size->natural, natural);
}

static void
kin_beside_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  KinBeside         *self = KIN_BESIDE (manager);
  g_autoptr (GArray) pieces = measure_pieces (widget);
  gboolean           along = self->below == (orientation == GTK_ORIENTATION_VERTICAL);
  Size               all = { 0, 0 };

  if (!self->below && orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    share (pieces, for_size - all_spacing (self, pieces));
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      Size         size = { piece->minimum, piece->natural };

      if (orientation == GTK_ORIENTATION_VERTICAL)
        gtk_widget_measure (piece->child, GTK_ORIENTATION_VERTICAL, for_size < 0 ? -1 : self->below ? for_size : piece->minimum, &size.minimum, &size.natural,
                            NULL, NULL);
      take_size (&all, size.minimum, size.natural, along);
    }
  *minimum = all.minimum + (along ? all_spacing (self, pieces) : 0);
  *natural = all.natural + (along ? all_spacing (self, pieces) : 0);
}

static void
allocate_below (const GArray *pieces, int width, int spacing)
{
  int y = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      GtkWidget *child = g_array_index (pieces, Piece, i).child;
      int        height = 0;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation) { 0, y, width, height }, -1);
      y += height + spacing;
    }
}

static void
kin_beside_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  KinBeside         *self = KIN_BESIDE (manager);
  g_autoptr (GArray) pieces = measure_pieces (widget);
  gboolean           mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int                x = 0;

  if (self->below)
    {
      allocate_below (pieces, width, self->spacing);
      return;
    }
  share (pieces, width - all_spacing (self, pieces));
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      gtk_widget_size_allocate (piece->child, &(GtkAllocation) { mirrored ? width - x - piece->minimum : x, 0, piece->minimum, height }, -1);
      x += piece->minimum + self->spacing;
    }
}

static GtkSizeRequestMode
kin_beside_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kin_beside_class_init (KinBesideClass *class)
{
  GTK_LAYOUT_MANAGER_CLASS (class)->measure = kin_beside_measure;
  GTK_LAYOUT_MANAGER_CLASS (class)->allocate = kin_beside_allocate;
  GTK_LAYOUT_MANAGER_CLASS (class)->get_request_mode = kin_beside_get_request_mode;
}

static void
kin_beside_init (KinBeside *self)
{
}

static KinBeside *
use (GtkWidget *box, int spacing)
{
  KinBeside *self = g_object_new (KIN_TYPE_BESIDE, NULL);

  self->spacing = spacing;
  gtk_widget_set_layout_manager (box, GTK_LAYOUT_MANAGER (self));
  return self;
}

void
kin_beside_use (GtkWidget *box, int spacing)
{
  use (box, spacing);
}

/* Should libadwaita ever build it otherwise, it stays as it is. */
GtkWidget *
kin_beside_row (GtkWidget *row)
{
  GtkWidget *header = gtk_widget_get_first_child (row);

  if (!GTK_IS_BOX (header) || !gtk_widget_has_css_class (header, "header"))
    return row;
  use (header, ROW_SPACING);
  for (GtkWidget *part = gtk_widget_get_first_child (header); part != NULL; part = gtk_widget_get_next_sibling (part))
    if (GTK_IS_BOX (part) && gtk_widget_has_css_class (part, "title"))
      use (part, TITLE_SPACING)->below = TRUE;
  return row;
}
