/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who knew of whose change to a record. */
#include "merged.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "heads.h"
#include "log_read.h"
#include "store_private.h"

/* The head of a register: its change, and whose it is. */
typedef struct
{
  const KinLogChange *change;
  gint64   person;
  gboolean apart; /* from another: neither of the two knew */
  KinMergedPart part;
} Head;

static void
clear_head (gpointer data)
{
  Head *head = data;

  g_free (head->part.field);
  g_free (head->part.by);
}

static void
free_part (gpointer data)
{
  KinMergedPart *part = data;

  g_free (part->field);
  g_free (part->by);
  g_free (part);
}

static const KinLogChange *
find_change (const GArray *changes, gint64 no)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, KinLogChange, i).no == no)
      return &g_array_index (changes, KinLogChange, i);
  return NULL;
}

/* Settled registers that somebody set by hand: what came with an import nobody wrote by himself, and two values are a conflict. */
static GArray *
read_heads (KinReader *reader, gint64 record, const GArray *changes)
{
  GArray *heads = g_array_new (FALSE, TRUE, sizeof (Head));
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT max (h.change), h.field, c.\"by\", p.name, c.at, coalesce (a.mine, 1) FROM head h JOIN change c ON c.no = h.change"
                                                         " LEFT JOIN person p ON p.no = c.\"by\" LEFT JOIN deed a ON a.no = c.action"
                                                         " WHERE h.record = ?1 AND h.field <> '_exists' AND c.op = 1 AND coalesce (a.kind, '') NOT IN ('import', 'demo')"
                                                         " GROUP BY h.field HAVING count(*) = 1 ORDER BY h.field");

  g_array_set_clear_func (heads, clear_head);
  kin_query_int (query, 1, record);
  while (kin_query_step (query))
    {
      Head head = { .change = find_change (changes, kin_query_get_int (query, 0)), .person = kin_query_get_int (query, 2) };

      if (head.change == NULL)
        continue;
      head.part = (KinMergedPart) { g_strdup (kin_query_get_text (query, 1)), g_strdup (kin_query_get_text (query, 3)), kin_query_get_int (query, 4),
                                    kin_query_get_int (query, 5) != 0 };
      g_array_append_val (heads, head);
    }
  return heads;
}

/* Up to which of the office's numbers the author of a change had seen the record: what other devices made arrives in that order. */
static gint64
seen_by (const GArray *changes, const KinLogChange *change)
{
  gint64 seen = 0;

  for (guint i = 0; change->base != NULL && i < changes->len; i++)
    {
      const KinLogChange *named = &g_array_index (changes, KinLogChange, i);

      if (named->device != change->device && named->seq > seen && kin_base_names (change->base, named->device, named->n, named->seq))
        seen = named->seq;
    }
  return seen;
}

static gboolean
is_aware (const GArray *changes, const KinLogChange *one, const KinLogChange *of)
{
  if (one->device == of->device)
    return one->n >= of->n;
  return of->seq != 0 && seen_by (changes, one) >= of->seq;
}

/* Somebody has changed the record since, knowing both. */
static gboolean
is_read_whole (const GArray *changes, const KinLogChange *a, const KinLogChange *b)
{
  for (guint i = changes->len; i-- > 0;)
    {
      const KinLogChange *since = &g_array_index (changes, KinLogChange, i);

      if (since != a && since != b && since->op == KIN_OP_SET && is_aware (changes, since, a) && is_aware (changes, since, b))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
kin_reader_merged (KinReader *reader, gint64 record)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (free_part);
  g_autoptr (GArray) changes = NULL, heads = NULL;

  /* Most records have been changed by one person, if at all. */
  if (kin_reader_number (reader, "SELECT count(DISTINCT c.\"by\") FROM head h JOIN change c ON c.no = h.change WHERE h.record = ?1 AND c.op = 1", 1, record) < 2)
    return parts;
  changes = kin_log_changes_of (reader, record, G_MAXINT64);
  heads = read_heads (reader, record, changes);
  for (guint i = 0; i < heads->len; i++)
    for (guint k = i + 1; k < heads->len; k++)
      {
        Head *a = &g_array_index (heads, Head, i), *b = &g_array_index (heads, Head, k);

        if (a->person == b->person || is_aware (changes, a->change, b->change) || is_aware (changes, b->change, a->change) ||
            is_read_whole (changes, a->change, b->change))
          continue;
        a->apart = b->apart = TRUE;
      }
  for (guint i = 0; i < heads->len; i++)
    {
      Head *head = &g_array_index (heads, Head, i);

      if (head->apart)
        {
          KinMergedPart *part = g_memdup2 (&head->part, sizeof head->part);

          part->field = g_strdup (head->part.field);
          part->by = g_strdup (head->part.by);
          g_ptr_array_add (parts, part);
        }
    }
  return parts;
}

gboolean
kin_writer_confirm_merged (KinWriter *writer, const KinType *type, gint64 no, gint64 seen, GError **error)
{
  g_autoptr (GPtrArray) parts = kin_reader_merged (kin_writer_reader (writer), no);
  g_autoptr (KinRecord) record = kin_reader_get (kin_writer_reader (writer), type, no);
  int field = parts->len > 0 ? kin_type_field (type, ((KinMergedPart *) parts->pdata[0])->field) : -1;
  g_autofree char *base = NULL;
  gboolean contested;

  if (record == NULL || field < 0)
    {
      g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, _("This has been settled meanwhile. Look at the history of the record."));
      return FALSE;
    }
  base = kin_heads_seen (kin_writer_reader (writer), no, type->fields[field].name, seen, &contested);
  return kin_writer_set_over (writer, record, (guint) field, kin_record_get (record, (guint) field), base, error);
}
