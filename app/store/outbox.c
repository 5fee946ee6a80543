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
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT id FROM device WHERE no = " KIN_SQL_DEVICE);

  if (!kin_query_step (query))
    return FALSE;
  take_id (query, 0, device);
  return TRUE;
}

gint64
kin_reader_acked (KinReader *reader)
{
  return kin_reader_number (reader, "SELECT " KIN_SQL_ACKED, 0);
}

/* "device.n" in the wire's terms: by the office's number where there is one. Own changes without one go before this one on the
 * wire, by n; where the office may know it under another name, by its id. New string; NULL: nothing of the kind is here. */
static char *
name_by (KinReader *reader, const char *sql, gint64 own, gint64 device, gint64 n)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, sql);
  char text[KIN_ID_TEXT];
  KinId id = { { 0 } };

  kin_query_int (query, 1, device);
  kin_query_int (query, 2, n);
  if (!kin_query_step (query))
    return NULL;
  if (kin_query_get_int (query, 0) != 0)
    return g_strdup_printf ("s%" G_GINT64_FORMAT, kin_query_get_int (query, 0));
  if (device == own && kin_query_get_int (query, 1) == 0)
    return g_strdup_printf ("n%" G_GINT64_FORMAT, n);
  take_id (query, 2, &id);
  kin_id_to_text (&id, text);
  return g_strdup_printf ("i%s", text);
}

static char *
name_for_wire (KinReader *reader, gint64 own, gint64 device, gint64 n)
{
  char *name = name_by (reader, "SELECT coalesce (seq, 0), first_n IS NOT NULL, id FROM change WHERE device = ?1 AND n = ?2", own, device, n);

  return name != NULL ? name : name_by (reader, "SELECT coalesce (seq, 0), 1, id FROM change WHERE first_device = ?1 AND first_n = ?2", own, device, n);
}

static char *
base_for_wire (KinReader *reader, gint64 own, const char *base)
{
  g_auto (GStrv) names = g_strsplit (base, " ", -1);
  GString *wire = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      char *dot = strchr (names[i], '.');
      g_autofree char *name = dot == NULL ? g_strdup (names[i]) /* as it came */
                                          : name_for_wire (reader, own, g_ascii_strtoll (names[i], NULL, 10), g_ascii_strtoll (dot + 1, NULL, 10));

      if (name != NULL && *name != '\0')
        g_string_append_printf (wire, "%s%s", wire->len > 0 ? " " : "", name);
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
  if (change->value == NULL && change->op == KIN_OP_CREATE) /* it was purged before it was sent */
    change->value = g_strdup ("{}");
  change->base = g_strdup (kin_query_get_text (query, 13));
  change->by = g_strdup (kin_query_get_text (query, 14));
  change->by_name = g_strdup (kin_query_get_text (query, 15));
  change->at = kin_query_get_int (query, 16);
  if (!kin_query_is_null (query, 18))
    {
      take_id (query, 17, &change->first_device);
      change->first_n = kin_query_get_int (query, 18);
    }
  if (change->kind != NULL && !kin_query_is_null (query, 20))
    {
      take_id (query, 19, &change->undoes_device);
      change->undoes_n = kin_query_get_int (query, 20);
    }
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

/* An action is known by its first change, and that by the first name it had. */
#define OUTBOX_SQL                                                                                                     \
  "SELECT c.n, c.id, r.id, c.seq, c.txn, a.n, a.kind, a.label, r.type, c.scope, c.op, c.field, c.value, c.base,"      \
  " p.id, p.name, c.at, (SELECT d.id FROM device d WHERE d.no = c.first_device), c.first_n,"                           \
  " (SELECT d.id FROM device d WHERE d.no = coalesce (uc.first_device, u.device)), coalesce (uc.first_n, u.n)"         \
  " FROM change c JOIN record r ON r.no = c.record JOIN deed a ON a.no = c.action LEFT JOIN person p ON p.no = c.\"by\""  \
  " LEFT JOIN deed u ON u.no = a.undoes AND a.n = c.n LEFT JOIN change uc ON uc.device = u.device AND uc.n = u.n"     \
  " WHERE c.device = " KIN_SQL_DEVICE " AND c.n > ?1 ORDER BY c.n LIMIT ?2 /* scan: the outbox */"

GPtrArray *
kin_reader_outbox (KinReader *reader, gint64 after_n, guint limit)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  gint64 own = kin_reader_number (reader, "SELECT " KIN_SQL_DEVICE, 0);
  KinId device = { { 0 } };
  {
    g_autoptr (KinQuery) query = kin_reader_query (reader, OUTBOX_SQL);

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
      change->base = base != NULL ? base_for_wire (reader, own, base) : NULL;
    }
  return changes;
}
