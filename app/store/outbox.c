/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this device made, in the wire's terms. */
#include <string.h>

#include "receive.h"
#include "store_private.h"

static void
take_id (KinQuery *query, int column, KinId *id)
{
  gsize n;
  const void *blob = kin_query_get_blob (query, column, &n);

  if (n == sizeof *id)
    memcpy (id, blob, n);
}

gboolean
kin_reader_device (KinReader *reader, KinId *device)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT id FROM device WHERE no = 1");

  if (!kin_query_step (query))
    return FALSE;
  take_id (query, 0, device);
  return TRUE;
}

/* "1.417 2.3": by the office's number where there is one. Own changes without one go before this one on the wire. */
static char *
base_for_wire (KinReader *reader, const char *base)
{
  g_auto (GStrv) names = g_strsplit (base, " ", -1);
  GString *wire = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      char *dot = strchr (names[i], '.');
      gint64 device = g_ascii_strtoll (names[i], NULL, 10);
      gint64 n = dot != NULL ? g_ascii_strtoll (dot + 1, NULL, 10) : 0;
      gint64 seq = kin_reader_number (reader, "SELECT seq FROM change WHERE device = ?1 AND n = ?2", 2, device, n);

      if (seq != 0)
        g_string_append_printf (wire, "%ss%" G_GINT64_FORMAT, wire->len > 0 ? " " : "", seq);
      else if (device == KIN_OWN_DEVICE)
        g_string_append_printf (wire, "%sn%" G_GINT64_FORMAT, wire->len > 0 ? " " : "", n);
    }
  return g_string_free (wire, FALSE);
}

static KinWireChange *
read_change (KinQuery *query)
{
  KinWireChange *change = g_new0 (KinWireChange, 1);

  change->n = kin_query_get_int (query, 0);
  take_id (query, 1, &change->id);
  take_id (query, 2, &change->record);
  change->seq = kin_query_get_int (query, 3);
  change->txn = kin_query_get_int (query, 4);
  change->action = kin_query_get_int (query, 5);
  if (change->action == change->n)
    {
      change->kind = g_strdup (kin_query_get_text (query, 6));
      change->label = g_strdup (kin_query_get_text (query, 7));
    }
  change->type = g_strdup (kin_query_get_text (query, 8));
  change->scope = (int) kin_query_get_int (query, 9);
  change->op = (KinOp) kin_query_get_int (query, 10);
  change->field = g_strdup (kin_query_get_text (query, 11));
  change->value = g_strdup (kin_query_get_text (query, 12));
  change->base = g_strdup (kin_query_get_text (query, 13));
  change->by = g_strdup (kin_query_get_text (query, 14));
  change->by_name = g_strdup (kin_query_get_text (query, 15));
  change->at = kin_query_get_int (query, 16);
  return change;
}

/* Ends at the end of a txn: what a reader must see together travels together. */
static void
cut_at_txn (GPtrArray *changes, guint limit)
{
  guint keep = limit;

  if (changes->len <= limit)
    return;
  while (keep > 0 && ((KinWireChange *) changes->pdata[keep])->txn == ((KinWireChange *) changes->pdata[keep - 1])->txn)
    keep--;
  if (keep == 0) /* one txn larger than the limit goes whole */
    for (keep = limit; keep < changes->len && ((KinWireChange *) changes->pdata[keep])->txn == ((KinWireChange *) changes->pdata[0])->txn; keep++)
      ;
  g_ptr_array_set_size (changes, (gint) keep);
}

GPtrArray *
kin_reader_outbox (KinReader *reader, gint64 after_n, guint limit)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  KinId device = { { 0 } };
  {
    g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT c.n, c.id, r.id, c.seq, c.txn, a.n, a.kind, a.label, r.type, c.scope, c.op, c.field, c.value, c.base,"
                                                           " p.id, p.name, c.at FROM change c JOIN record r ON r.no = c.record JOIN deed a ON a.no = c.action"
                                                           " LEFT JOIN person p ON p.no = c.\"by\" WHERE c.device = 1 AND c.n > ?1 ORDER BY c.n LIMIT ?2");

    kin_query_int (query, 1, after_n);
    kin_query_int (query, 2, (gint64) limit + 500);
    while (kin_query_step (query))
      g_ptr_array_add (changes, read_change (query));
  }
  cut_at_txn (changes, limit);
  kin_reader_device (reader, &device);
  for (guint i = 0; i < changes->len; i++)
    {
      KinWireChange *change = changes->pdata[i];
      g_autofree char *base = g_steal_pointer (&change->base);

      change->device = device;
      change->base = base != NULL ? base_for_wire (reader, base) : NULL;
    }
  return changes;
}
