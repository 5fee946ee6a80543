/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list: an array of numbers, and those rows that somebody holds. */
#include "row_list.h"

/* Above this, a change is a new order. */
#define SMALL 300

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
  GHashTable    *rows; /* those that are held: number -> KinRow, not owned */
};

static void kin_row_list_model_init (GListModelInterface *model);

G_DEFINE_FINAL_TYPE (KinRow, kin_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (KinRowList, kin_row_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, kin_row_list_model_init))

static guint row_changed;

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
  if (self->list != NULL)
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
  return KIN_ROW_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  KinRowList *self = KIN_ROW_LIST (model);
  KinRow     *row;
  gint64      no;

  if (position >= self->ids->len)
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
  if (removed > SMALL && added > SMALL)
    {
      g_autoptr (GArray) between = g_array_sized_new (FALSE, FALSE, sizeof (gint64), head + foot);

      g_array_append_vals (between, a, head);
      g_array_append_vals (between, a + old->len - foot, foot);
      self->ids = between;
      g_list_model_items_changed (G_LIST_MODEL (self), head, removed, 0);
      self->ids = ids;
      g_list_model_items_changed (G_LIST_MODEL (self), head, 0, added);
      return;
    }
  self->ids = ids;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, removed, added);
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
