/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tables are awake. */
#include "resting.h"

#define AWAKE 3

typedef struct
{
  GtkWidget         *table; /* not owned: it owns this */
  KinRowList        *rows;
  GtkSelectionModel *selection;
  GtkAdjustment     *scrolled;
} Sleeper;

static GQueue awake = G_QUEUE_INIT; /* Sleeper, the one that was shown last first */

static void
free_sleeper (gpointer data)
{
  Sleeper *sleeper = data;

  g_queue_remove (&awake, sleeper);
  g_object_unref (sleeper->rows);
  g_object_unref (sleeper->selection);
  g_object_unref (sleeper->scrolled);
  g_free (sleeper);
}

static gboolean
may_rest (const Sleeper *sleeper)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (sleeper->selection);

  return !gtk_widget_get_mapped (sleeper->table) && gtk_bitset_is_empty (selected) &&
         gtk_adjustment_get_value (sleeper->scrolled) <= gtk_adjustment_get_lower (sleeper->scrolled);
}

static void
on_map (GtkWidget *table, Sleeper *sleeper)
{
  GList *older;

  g_queue_remove (&awake, sleeper);
  g_queue_push_head (&awake, sleeper);
  kin_row_list_wake (sleeper->rows);
  for (older = g_queue_peek_nth_link (&awake, AWAKE); older != NULL;)
    {
      Sleeper *other = older->data;
      GList   *next = older->next;

      if (may_rest (other))
        {
          kin_row_list_rest (other->rows);
          g_queue_delete_link (&awake, older);
        }
      older = next;
    }
}

void
kin_resting_follow (GtkWidget *table, KinRowList *rows, GtkSelectionModel *selection, GtkAdjustment *scrolled)
{
  Sleeper *sleeper = g_new0 (Sleeper, 1);

  sleeper->table = table;
  sleeper->rows = g_object_ref (rows);
  sleeper->selection = g_object_ref (selection);
  sleeper->scrolled = g_object_ref (scrolled);
  g_object_set_data_full (G_OBJECT (table), "kin-sleeper", sleeper, free_sleeper);
  g_signal_connect (table, "map", G_CALLBACK (on_map), sleeper);
}
