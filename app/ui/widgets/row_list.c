/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list: an array of numbers, and those rows that somebody holds.
 *
 * A GtkColumnView makes 205 rows of widgets for any longer list, whatever the window shows of it, and that takes three tenths of a
 * second: so a list that is new to it begins with a screen of rows and grows between frames until the view has all that it ever
 * makes; the rest comes in one go and costs nothing. In a new order the view would make all of them again: so the rows that it holds
 * stay where they are and stand for other records. */
#include "row_list.h"

/* Above this, a change is a new order. */
#define SMALL 300
/* More than a view has widgets for. */
#define MADE 256
/* What a usual screen shows, and what is made between two frames. */
#define FIRST 24
#define STEP 10
#define WAKE_MS 50

struct _KinRow
{
  GObject parent_instance;

  KinRowList *list; /* NULL when the list is gone */
  gint64      no;
  gpointer    value;
  gboolean    is_read;
};

struct _KinRowList
{
  GObject parent_instance;

  KinRowRead     read;
  GDestroyNotify free_value;
  gpointer       data;
  GArray        *ids;
  guint          shown;   /* the model's length: of ids, the first */
  guint          growing; /* or shrinking */
  gboolean       resting;
  GHashTable    *rows; /* those that are held: number -> KinRow, not owned */
};

static void kin_row_list_model_init (GListModelInterface *model);

G_DEFINE_FINAL_TYPE (KinRow, kin_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (KinRowList, kin_row_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, kin_row_list_model_init))

static guint row_changed, list_turning;

static void
forget_value (KinRow *self)
{
  if (self->value != NULL && self->list != NULL && self->list->free_value != NULL)
    self->list->free_value (self->value);
  self->value = NULL;
  self->is_read = FALSE;
}

static void
kin_row_finalize (GObject *object)
{
  KinRow *self = KIN_ROW (object);

  forget_value (self);
  if (self->list != NULL && g_hash_table_lookup (self->list->rows, &self->no) == self)
    g_hash_table_remove (self->list->rows, &self->no);
  G_OBJECT_CLASS (kin_row_parent_class)->finalize (object);
}

static void
kin_row_class_init (KinRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kin_row_finalize;
  row_changed = g_signal_new ("changed", KIN_TYPE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_row_init (KinRow *self)
{
}

gint64
kin_row_no (KinRow *self)
{
  return self->no;
}

gpointer
kin_row_value (KinRow *self)
{
  if (!self->is_read && self->list != NULL)
    {
      self->is_read = TRUE;
      self->value = self->list->read (self->no, self->list->data);
    }
  return self->value;
}

static GType
get_item_type (GListModel *model)
{
  return KIN_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return KIN_ROW_LIST (model)->shown;
}

static gpointer
get_item (GListModel *model, guint position)
{
  KinRowList *self = KIN_ROW_LIST (model);
  KinRow     *row;
  gint64      no;

  if (position >= self->shown)
    return NULL;
  no = g_array_index (self->ids, gint64, position);
  row = g_hash_table_lookup (self->rows, &no);
  if (row != NULL)
    return g_object_ref (row);
  row = g_object_new (KIN_TYPE_ROW, NULL);
  row->list = self;
  row->no = no;
  g_hash_table_insert (self->rows, &row->no, row);
  return row;
}

static void
kin_row_list_model_init (GListModelInterface *model)
{
  model->get_item_type = get_item_type;
  model->get_n_items = get_n_items;
  model->get_item = get_item;
}

static void
kin_row_list_finalize (GObject *object)
{
  KinRowList    *self = KIN_ROW_LIST (object);
  GHashTableIter iter;
  gpointer       row;

  g_clear_handle_id (&self->growing, g_source_remove);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      forget_value (row);
      KIN_ROW (row)->list = NULL;
    }
  g_hash_table_unref (self->rows);
  g_array_unref (self->ids);
  G_OBJECT_CLASS (kin_row_list_parent_class)->finalize (object);
}

static void
kin_row_list_class_init (KinRowListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kin_row_list_finalize;
  list_turning = g_signal_new ("turning", KIN_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_row_list_init (KinRowList *self)
{
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

KinRowList *
kin_row_list_new (KinRowRead read, GDestroyNotify free_value, gpointer data)
{
  KinRowList *self = g_object_new (KIN_TYPE_ROW_LIST, NULL);

  self->read = read;
  self->free_value = free_value;
  self->data = data;
  return self;
}

static void
tell (KinRowList *self, guint position, guint removed, guint added)
{
  self->shown = self->shown - removed + added;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

void
kin_row_list_show_all (KinRowList *self)
{
  self->resting = FALSE;
  g_clear_handle_id (&self->growing, g_source_remove);
  tell (self, self->shown, 0, self->ids->len - self->shown);
}

static gboolean
on_grow (gpointer data)
{
  KinRowList *self = data;

  tell (self, self->shown, 0, MIN (STEP, self->ids->len - self->shown));
  if (self->shown < MADE && self->shown < self->ids->len)
    return G_SOURCE_CONTINUE;
  self->growing = 0;
  kin_row_list_show_all (self);
  return G_SOURCE_REMOVE;
}

static void
grow (KinRowList *self)
{
  if (self->shown < self->ids->len && !self->resting && self->growing == 0)
    self->growing = g_idle_add (on_grow, self);
}

static gboolean
on_shrink (gpointer data)
{
  KinRowList *self = data;
  guint       gone = self->shown > MADE ? self->shown - MADE : self->shown > FIRST ? MIN (STEP, self->shown - FIRST) : 0;

  tell (self, self->shown - gone, gone, 0);
  if (self->shown > FIRST)
    return G_SOURCE_CONTINUE;
  self->growing = 0;
  return G_SOURCE_REMOVE;
}

/* To unmake two hundred rows takes as long as to make them. */
void
kin_row_list_rest (KinRowList *self)
{
  g_clear_handle_id (&self->growing, g_source_remove);
  self->resting = TRUE;
  self->growing = g_idle_add_full (G_PRIORITY_LOW, on_shrink, self, NULL);
}

static gboolean
on_woken (gpointer data)
{
  KinRowList *self = data;

  self->growing = 0;
  grow (self);
  return G_SOURCE_REMOVE;
}

/* The first frame is of the rows that are there. */
void
kin_row_list_wake (KinRowList *self)
{
  if (self->resting)
    g_clear_handle_id (&self->growing, g_source_remove);
  self->resting = FALSE;
  if (self->shown < self->ids->len && self->growing == 0)
    self->growing = g_timeout_add (WAKE_MS, on_woken, self);
}

/* The first n rows, as far as somebody holds them, stand for what ids has there. */
static void
turn_rows (KinRowList *self, GArray *ids, guint n)
{
  g_autoptr (GPtrArray) turned = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree KinRow **rows = g_new0 (KinRow *, n + 1);

  for (guint i = 0; i < n; i++)
    if (g_hash_table_steal_extended (self->rows, &g_array_index (self->ids, gint64, i), NULL, (gpointer *) &rows[i]))
      g_ptr_array_add (turned, g_object_ref (rows[i]));
  self->ids = ids;
  for (guint i = 0; i < n; i++)
    if (rows[i] != NULL)
      {
        forget_value (rows[i]);
        rows[i]->no = g_array_index (ids, gint64, i);
        g_hash_table_insert (self->rows, &rows[i]->no, rows[i]);
      }
  for (guint i = 0; i < turned->len; i++)
    g_signal_emit (turned->pdata[i], row_changed, 0);
}

static void
tell_new_order (KinRowList *self, GArray *ids)
{
  guint turned = MIN (MIN (self->shown, MADE), ids->len);

  g_clear_handle_id (&self->growing, g_source_remove);
  g_signal_emit (self, list_turning, 0);
  tell (self, turned, self->shown - turned, 0);
  turn_rows (self, ids, turned);
  if (turned == MADE)
    kin_row_list_show_all (self);
  else if (turned < MIN (FIRST, ids->len))
    tell (self, turned, 0, MIN (FIRST, ids->len) - turned);
  grow (self);
}

/* The rows before and behind stay, and a person among them stays where he is. */
static void
tell_new_order_within (KinRowList *self, GArray *ids, guint head, guint foot)
{
  GArray           *old = self->ids;
  g_autoptr (GArray) between = g_array_sized_new (FALSE, FALSE, sizeof (gint64), head + foot);

  g_array_append_vals (between, old->data, head);
  g_array_append_vals (between, &g_array_index (old, gint64, old->len - foot), foot);
  self->ids = between;
  tell (self, head, old->len - head - foot, 0);
  self->ids = ids;
  tell (self, head, 0, ids->len - head - foot);
}

void
kin_row_list_set_ids (KinRowList *self, GArray *ids)
{
  g_autoptr (GArray) old = self->ids;
  const gint64      *a = (const gint64 *) (gpointer) old->data, *b = (const gint64 *) (gpointer) ids->data;
  guint              head = 0, foot = 0, removed, added;

  while (head < old->len && head < ids->len && a[head] == b[head])
    head++;
  while (foot < old->len - head && foot < ids->len - head && a[old->len - 1 - foot] == b[ids->len - 1 - foot])
    foot++;
  removed = old->len - head - foot;
  added = ids->len - head - foot;
  if (self->growing != 0 || self->resting || (old->len == 0 && added > FIRST) || ((removed > SMALL || added > SMALL) && head < MADE))
    tell_new_order (self, ids);
  else if (removed > 0 && added > SMALL)
    tell_new_order_within (self, ids, head, foot);
  else
    {
      self->ids = ids;
      tell (self, head, removed, added);
    }
}

guint
kin_row_list_count (KinRowList *self)
{
  return self->ids->len;
}

gint64
kin_row_list_id (KinRowList *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

guint
kin_row_list_find (KinRowList *self, gint64 no)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == no)
      return i;
  return G_MAXUINT;
}

void
kin_row_list_changed (KinRowList *self, gint64 no)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter        iter;
  gpointer              row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (no == 0 || KIN_ROW (row)->no == no)
      g_ptr_array_add (told, g_object_ref (row));
  /* All forget before any is told: values may hang together. */
  for (guint i = 0; i < told->len; i++)
    forget_value (told->pdata[i]);
  for (guint i = 0; i < told->len; i++)
    g_signal_emit (told->pdata[i], row_changed, 0);
}
