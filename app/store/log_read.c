/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding what the log holds of one record. */
#include "log_read.h"

#include "rows.h"

static void
clear_change (gpointer data)
{
  kin_log_change_clear (data);
}

GArray *
kin_log_changes_of (KinReader *reader, gint64 record, gint64 until)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no, seq, device, n, op, field, base, value FROM change"
                                                         " WHERE record = ?1 AND no <= ?2 ORDER BY no");
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (KinLogChange));

  g_array_set_clear_func (changes, clear_change);
  kin_query_int (query, 1, record);
  kin_query_int (query, 2, until);
  while (kin_query_step (query))
    {
      KinLogChange change = {
        .no = kin_query_get_int (query, 0),
        .seq = kin_query_get_int (query, 1),
        .device = kin_query_get_int (query, 2),
        .n = kin_query_get_int (query, 3),
        .op = (KinOp) kin_query_get_int (query, 4),
        .field = g_strdup (kin_query_get_text (query, 5)),
        .base = g_strdup (kin_query_get_text (query, 6)),
        .value = g_strdup (kin_query_get_text (query, 7)),
      };

      g_array_append_val (changes, change);
    }
  return changes;
}

static gint64
resolve (const KinId *id, gpointer reader)
{
  return kin_reader_no_of (reader, id);
}

static KinRecord *
state (KinReader *reader, const KinType *type, gint64 no, gint64 until, gboolean even_deleted)
{
  g_autoptr (GArray) changes = kin_log_changes_of (reader, no, until);
  const KinLogChange *first = &g_array_index (changes, KinLogChange, 0);
  struct json_object *folded = even_deleted ? kin_fold_record_even_deleted (first, changes->len) : kin_fold_record (first, changes->len);
  KinRecord *record = NULL;
  KinId id;

  if (folded != NULL && kin_reader_id_of (reader, no, &id))
    record = kin_row_from_state (type, &id, no, folded, resolve, reader);
  json_object_put (folded);
  return record;
}

KinRecord *
kin_log_state_at (KinReader *reader, const KinType *type, gint64 no, gint64 until)
{
  return state (reader, type, no, until, FALSE);
}

KinRecord *
kin_log_last_state (KinReader *reader, const KinType *type, gint64 no)
{
  return state (reader, type, no, G_MAXINT64, TRUE);
}

struct json_object *
kin_log_register_at (KinReader *reader, gint64 record, const char *field, gint64 until, GArray **numbers)
{
  g_autoptr (GArray) changes = kin_log_changes_of (reader, record, until);
  const KinLogChange *all = &g_array_index (changes, KinLogChange, 0);
  g_autoptr (GArray) heads = kin_fold_heads (all, changes->len, field);

  if (numbers != NULL)
    {
      *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (guint i = 0; i < heads->len; i++)
        g_array_append_val (*numbers, all[g_array_index (heads, guint, i)].no);
    }
  return heads->len > 0 ? kin_fold_value (&all[g_array_index (heads, guint, 0)], field) : NULL;
}
