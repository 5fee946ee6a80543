/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells are filled now, and which wait. */
#include "cells.h"

#define FILL_US 8000 /* at a time, so that no frame is late */
#define NEAR 10      /* rows beyond what is seen */
#define USUAL 34     /* the height of a row of text */

struct _KinCells
{
  KinRowList    *rows;
  GtkAdjustment *adjustment;
  double         row_height;
  GHashTable    *waiting; /* Bound * */
  guint          filling, scrolled;
};

typedef struct
{
  KinCells    *cells;
  GtkListItem *item;
  KinRow      *row;
  KinCellsFill fill;
  gpointer     data;
  gulong       changed;
} Bound;

/* Rows are counted by the height that the view has given them, or will give them. */
static gboolean
is_near (KinCells *self, guint position)
{
  double from = gtk_adjustment_get_value (self->adjustment) / self->row_height;
  double seen = gtk_adjustment_get_page_size (self->adjustment) / self->row_height;

  return position + NEAR >= from && position <= from + MAX (seen, 2 * NEAR) + NEAR;
}

static void
fill (Bound *bound)
{
  g_hash_table_remove (bound->cells->waiting, bound);
  bound->fill (gtk_list_item_get_child (bound->item), bound->row, bound->data);
}

static gboolean
on_fill (gpointer data)
{
  KinCells *self = data;
  gint64 end = g_get_monotonic_time () + FILL_US;
  GHashTableIter iter;
  gpointer bound;

  while (g_hash_table_size (self->waiting) > 0 && g_get_monotonic_time () < end)
    {
      g_hash_table_iter_init (&iter, self->waiting);
      g_hash_table_iter_next (&iter, &bound, NULL);
      fill (bound);
    }
  if (g_hash_table_size (self->waiting) > 0)
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

static void
fill_in_turn (Bound *bound)
{
  KinCells *self = bound->cells;

  if (is_near (self, gtk_list_item_get_position (bound->item)))
    {
      fill (bound);
      return;
    }
  g_hash_table_add (self->waiting, bound);
  if (self->filling == 0)
    self->filling = g_idle_add (on_fill, self);
}

static gboolean
fill_seen (gpointer data)
{
  KinCells *self = data;
  g_autoptr (GPtrArray) near = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer bound;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &bound, NULL))
    if (is_near (self, gtk_list_item_get_position (((Bound *) bound)->item)))
      g_ptr_array_add (near, bound);
  for (guint i = 0; i < near->len; i++)
    fill (near->pdata[i]);
  self->scrolled = 0;
  return G_SOURCE_REMOVE;
}

/* Before the next frame, but not in the midst of one: the view also scrolls while it gives out places. */
static void
on_scrolled (GtkAdjustment *adjustment, KinCells *self)
{
  if (self->scrolled == 0 && g_hash_table_size (self->waiting) > 0)
    self->scrolled = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_seen, self, NULL);
}

static void
on_measured (GtkAdjustment *adjustment, KinCells *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (n > 0 && gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment))
    self->row_height = CLAMP (gtk_adjustment_get_upper (adjustment) / n, 20, 120);
}

KinCells *
kin_cells_new (KinRowList *rows, GtkAdjustment *adjustment)
{
  KinCells *self = g_new0 (KinCells, 1);

  self->rows = g_object_ref (rows);
  self->adjustment = g_object_ref (adjustment);
  self->row_height = USUAL;
  self->waiting = g_hash_table_new (NULL, NULL);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (on_scrolled), self);
  g_signal_connect (adjustment, "changed", G_CALLBACK (on_measured), self);
  return self;
}

void
kin_cells_free (KinCells *self)
{
  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_handle_id (&self->scrolled, g_source_remove);
  g_hash_table_unref (self->waiting);
  g_object_unref (self->adjustment);
  g_object_unref (self->rows);
  g_free (self);
}

static void
on_row_changed (KinRow *row, Bound *bound)
{
  fill_in_turn (bound);
}

void
kin_cells_bind (KinCells *self, GtkListItem *item, KinCellsFill fill_cell, gpointer data)
{
  Bound *bound = g_new0 (Bound, 1);

  bound->cells = self;
  bound->item = item;
  bound->row = g_object_ref (gtk_list_item_get_item (item));
  bound->fill = fill_cell;
  bound->data = data;
  bound->changed = g_signal_connect (bound->row, "changed", G_CALLBACK (on_row_changed), bound);
  g_object_set_data (G_OBJECT (item), "kin-bound", bound);
  fill_in_turn (bound);
}

void
kin_cells_unbind (KinCells *self, GtkListItem *item)
{
  Bound *bound = g_object_steal_data (G_OBJECT (item), "kin-bound");

  g_hash_table_remove (self->waiting, bound);
  g_signal_handler_disconnect (bound->row, bound->changed);
  g_object_unref (bound->row);
  g_free (bound);
}
