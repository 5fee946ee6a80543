/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what other devices made. Each record touched is folded again once, whatever came and in what order. */
#include "receive.h"

#include <string.h>

#include "base.h"
#include "erase.h"
#include "log_read.h"
#include "refold.h"
#include "renumber.h"
#include "simulated.h"
#include "store_private.h"

/* What a page says again and again is looked up once. */
typedef struct
{
  gint64 no;
  gint64 last_n;    /* the greatest that is here */
  gint64 action, deed; /* of its latest change */
  gint64 deed_last; /* no to extend the deed to; 0: it is told already */
} Device;

typedef struct
{
  gint64   no;
  gboolean has_type, is_new, is_purged;
  gboolean refold;
  guint    n; /* changes that came now */
  const KinWireChange *only;
} Met;

typedef struct
{
  KinWriter  *writer;
  const KinIntake *receipt;
  GHashTable *devices; /* KinId -> Device */
  GHashTable *records; /* KinId -> Met */
  GHashTable *people;  /* text -> no */
  gboolean    any_renumbered;
  gint64      acked, founded;
} Receiving;

static gint64
find_id (KinReader *reader, const char *sql, const KinId *id)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, sql);

  kin_query_blob (query, 1, id, sizeof *id);
  return kin_query_step (query) ? kin_query_get_int (query, 0) : 0;
}

static Device *
meet_device (Receiving *receiving, const KinId *id, GError **error)
{
  KinReader *reader = receiving->writer->reader;
  Device *device = g_hash_table_lookup (receiving->devices, id);
  gint64 no;

  if (device != NULL)
    return device;
  no = find_id (reader, "SELECT no FROM device WHERE id = ?1", id);
  if (no == 0)
    {
      KinQuery *query = kin_reader_query (reader, "INSERT INTO device (id) VALUES (?1)");

      kin_query_blob (query, 1, id, sizeof *id);
      if (!kin_query_done (query, error))
        return NULL;
      no = sqlite3_last_insert_rowid (reader->db);
    }
  device = g_new0 (Device, 1);
  device->no = no;
  device->last_n = kin_reader_number (reader, "SELECT max(n) FROM change WHERE device = ?1", 1, no);
  g_hash_table_insert (receiving->devices, g_memdup2 (id, sizeof *id), device);
  return device;
}

static gboolean
register_record (KinReader *reader, const KinWireChange *change, Met *met, GError **error)
{
  KinQuery *query = kin_reader_query (reader, "INSERT INTO record (id, type) VALUES (?1, ?2)");

  kin_query_blob (query, 1, &change->record, sizeof change->record);
  kin_query_text (query, 2, change->type);
  if (!kin_query_done (query, error))
    return FALSE;
  met->no = sqlite3_last_insert_rowid (reader->db);
  met->is_new = TRUE;
  met->has_type = change->type != NULL;
  return TRUE;
}

static gboolean
learn_type (KinReader *reader, const KinWireChange *change, Met *met, GError **error)
{
  KinQuery *query;

  if (met->has_type || change->type == NULL)
    return TRUE;
  met->has_type = TRUE;
  query = kin_reader_query (reader, "UPDATE record SET type = ?1 WHERE no = ?2");
  kin_query_text (query, 1, change->type);
  kin_query_int (query, 2, met->no);
  return kin_query_done (query, error);
}

static Met *
meet_record (Receiving *receiving, const KinWireChange *change, GError **error)
{
  KinReader *reader = receiving->writer->reader;
  Met *met = g_hash_table_lookup (receiving->records, &change->record);

  if (met == NULL)
    {
      met = g_new0 (Met, 1);
      g_hash_table_insert (receiving->records, g_memdup2 (&change->record, sizeof change->record), met);
      {
        g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no, type IS NOT NULL FROM record WHERE id = ?1");

        kin_query_blob (query, 1, &change->record, sizeof change->record);
        if (kin_query_step (query))
          {
            met->no = kin_query_get_int (query, 0);
            met->has_type = kin_query_get_int (query, 1) != 0;
          }
      }
      if (met->no == 0 && !register_record (reader, change, met, error))
        return NULL;
      if (!met->is_new)
        met->is_new = kin_reader_number (reader, "SELECT 1 FROM change WHERE record = ?1 LIMIT 1", 1, met->no) == 0;
      met->is_purged = !met->is_new && kin_record_is_purged (reader, met->no);
    }
  return learn_type (reader, change, met, error) ? met : NULL;
}

static gint64
meet_person (Receiving *receiving, const KinWireChange *change, GError **error)
{
  KinReader *reader = receiving->writer->reader;
  const char *by = change->by != NULL ? change->by : "";
  gint64 no = GPOINTER_TO_SIZE (g_hash_table_lookup (receiving->people, by));
  KinQuery *query;

  if (no != 0 && change->by_name == NULL)
    return no;
  query = kin_reader_query (reader, "INSERT INTO person (id, name) VALUES (?1, ?2)"
                                    " ON CONFLICT (id) DO UPDATE SET name = coalesce (nullif (excluded.name, ''), name)");
  kin_query_text (query, 1, by);
  kin_query_text (query, 2, change->by_name != NULL ? change->by_name : "");
  if (!kin_query_done (query, error))
    return 0;
  {
    g_autoptr (KinQuery) find = kin_reader_query (reader, "SELECT no FROM person WHERE id = ?1");

    kin_query_text (find, 1, by);
    no = kin_query_step (find) ? kin_query_get_int (find, 0) : 0;
  }
  g_hash_table_insert (receiving->people, g_strdup (by), GSIZE_TO_POINTER (no));
  return no;
}

typedef struct
{
  gint64   no, seq, device;
  gboolean is_same; /* the very change, not another that goes by its name */
} Found;

static gboolean
find_named (KinReader *reader, const char *sql, gint64 device, gint64 n, const KinId *id, Found *found)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, sql);

  kin_query_int (query, 1, device);
  kin_query_int (query, 2, n);
  while (kin_query_step (query))
    {
      gsize length;
      const void *blob = kin_query_get_blob (query, 3, &length);

      found->no = kin_query_get_int (query, 0);
      found->seq = kin_query_get_int (query, 1);
      found->device = kin_query_get_int (query, 2);
      found->is_same = length == sizeof *id && memcmp (blob, id, length) == 0;
      if (found->is_same)
        break;
    }
  return found->no != 0;
}

#define BY_NAME "SELECT no, coalesce (seq, 0), device, id FROM change WHERE device = ?1 AND n = ?2"
#define BY_FIRST "SELECT no, coalesce (seq, 0), device, id FROM change WHERE first_device = ?1 AND first_n = ?2"

/* Under its name, or under one that it had before, here or there. */
static Found
find_known (Receiving *receiving, const Device *device, const KinWireChange *change)
{
  KinReader *reader = receiving->writer->reader;
  Found found = { 0 }, other = { 0 };

  if (change->n <= device->last_n)
    find_named (reader, BY_NAME, device->no, change->n, &change->id, &found);
  if (!found.is_same && receiving->any_renumbered && find_named (reader, BY_FIRST, device->no, change->n, &change->id, &other) && other.is_same)
    return other;
  if (!found.is_same && change->first_n != 0)
    {
      gint64 first = find_id (reader, "SELECT no FROM device WHERE id = ?1", &change->first_device);

      other.no = 0;
      if (first != 0 && find_named (reader, BY_NAME, first, change->first_n, &change->id, &other) && other.is_same)
        return other;
      other.no = 0;
      if (first != 0 && find_named (reader, BY_FIRST, first, change->first_n, &change->id, &other) && other.is_same)
        return other;
    }
  return found;
}

/* Only the office purges: one that was set back does again what its ledger says, and the older one goes. */
static gboolean
forget_purge (KinReader *reader, gint64 no, GError **error)
{
  KinQuery *query = kin_reader_query (reader, "DELETE FROM change WHERE no = ?1 AND op = 5");

  kin_query_int (query, 1, no);
  return kin_query_done (query, error);
}

static gboolean
forget_older_purge (KinReader *reader, gint64 record, GError **error)
{
  gint64 no = kin_reader_number (reader, "SELECT no FROM change WHERE record = ?1 AND op = 5 AND seq IS NULL", 1, record);

  return no == 0 || forget_purge (reader, no, error);
}

/* Another change goes by the name of one that is here: another machine has this device's identity, or the office forgot. */
static gboolean
make_way (Receiving *receiving, const Found *found, GError **error)
{
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));

  receiving->any_renumbered = TRUE;
  if (kin_reader_number (receiving->writer->reader, "SELECT op FROM change WHERE no = ?1", 1, found->no) == KIN_OP_PURGE)
    return forget_purge (receiving->writer->reader, found->no, error);
  if (found->device == receiving->writer->device && found->seq == 0)
    {
      if (!kin_writer_fork (receiving->writer, error))
        return FALSE;
      receiving->acked = 0;
      if (kin_reader_number (receiving->writer->reader, "SELECT device FROM change WHERE no = ?1", 1, found->no) != found->device)
        return TRUE;
    }
  g_array_append_val (one, found->no);
  return kin_writer_renumber (receiving->writer, one, error);
}

/* What a change names may have lost its numbers when an office was set back (identity.h), here or with whoever sent it again in its
 * author's place: what the office says is the same for all. */
static gboolean
take_base (Receiving *receiving, const Device *device, const Found *found, Met *met, const KinWireChange *change, GError **error)
{
  KinReader *reader = receiving->writer->reader;
  g_autofree char *base = NULL;
  KinQuery *query;

  if (change->base == NULL || (!receiving->any_renumbered &&
                               kin_reader_number (reader, "SELECT coalesce (d.mine, 0) FROM change c LEFT JOIN deed d ON d.no = c.action WHERE c.no = ?1", 1, found->no) != 0))
    return TRUE;
  base = kin_base_from_wire (reader, device->no, met->no, change->base);
  met->refold = TRUE;
  query = kin_reader_query (reader, "UPDATE change SET base = ?1 WHERE no = ?2");
  kin_query_text (query, 1, base);
  kin_query_int (query, 2, found->no);
  return kin_query_done (query, error);
}

/* Its number is noted if it had none. In a conflict the lowest number is in force, so the order may turn. */
static gboolean
confirm (Receiving *receiving, const Device *device, const Found *found, const KinWireChange *change, GError **error)
{
  KinReader *reader = receiving->writer->reader;
  KinQuery *query;
  Met *met;

  if (change->seq == 0 || found->seq != 0)
    return TRUE;
  query = kin_reader_query (reader, "UPDATE change SET seq = ?1, held = ?2, known = iif (no <= ?4, min (known, ?5), ?5) WHERE no = ?3");
  kin_query_int (query, 1, change->seq);
  kin_query_int (query, 2, change->held);
  kin_query_int (query, 3, found->no);
  kin_query_int (query, 4, receiving->founded);
  kin_query_int (query, 5, change->received != 0 ? change->received : receiving->writer->at);
  if (!kin_query_done (query, error))
    return FALSE;
  met = meet_record (receiving, change, error);
  if (met != NULL && !met->refold)
    met->refold = change->held || change->op >= KIN_OP_ADMIT ||
                  kin_reader_number (reader, "SELECT 1 FROM head WHERE record = ?1 GROUP BY field HAVING count(*) > 1 LIMIT 1", 1, met->no) != 0;
  return met != NULL && take_base (receiving, device, found, met, change, error);
}

static gint64
scan_deed (KinReader *reader, const KinId *device_id, gint64 n, char **awaits)
{
  gint64 device = find_id (reader, "SELECT no FROM device WHERE id = ?1", device_id);
  gint64 deed = device == 0 ? 0 : kin_reader_number (reader, "SELECT no FROM deed WHERE device = ?1 AND n = ?2", 2, device, n);

  if (deed == 0 && device != 0)
    deed = kin_reader_number (reader, "SELECT action FROM change WHERE first_device = ?1 AND first_n = ?2", 2, device, n);
  if (deed == 0 && device != 0)
    *awaits = g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, device, n);
  return deed;
}

/* What the first change of an action tells of the whole. */
static gboolean
tell_deed (Receiving *receiving, gint64 deed, gint64 device, const KinWireChange *change, GError **error)
{
  KinReader *reader = receiving->writer->reader;
  g_autofree char *awaits = NULL;
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, device, change->action);
  gint64 undoes = change->undoes_n != 0 ? scan_deed (reader, &change->undoes_device, change->undoes_n, &awaits) : 0;
  KinQuery *query = kin_reader_query (reader, "UPDATE deed SET kind = ?1, label = ?2, undoes = nullif (?3, 0), awaits = ?4 WHERE no = ?5");

  kin_query_text (query, 1, change->kind != NULL ? change->kind : "edit");
  kin_query_text (query, 2, change->label != NULL ? change->label : "");
  kin_query_int (query, 3, undoes);
  kin_query_text (query, 4, awaits);
  kin_query_int (query, 5, deed);
  if (!kin_query_done (query, error))
    return FALSE;
  query = kin_reader_query (reader, "UPDATE deed SET undoes = ?1, awaits = NULL WHERE awaits = ?2 AND awaits IS NOT NULL");
  kin_query_int (query, 1, deed);
  kin_query_text (query, 2, name);
  return kin_query_done (query, error);
}

static gboolean
extend_deed (KinReader *reader, Device *device, GError **error)
{
  KinQuery *query;

  if (device->deed_last == 0)
    return TRUE;
  query = kin_reader_query (reader, "UPDATE deed SET last = max (last, ?1) WHERE no = ?2");
  kin_query_int (query, 1, device->deed_last);
  kin_query_int (query, 2, device->deed);
  device->deed_last = 0;
  return kin_query_done (query, error);
}

/* The deed that a foreign change belongs to. 0 on error. */
static gint64
deed_number (Receiving *receiving, Device *device, gint64 person, const KinWireChange *change, GError **error)
{
  KinWriter *writer = receiving->writer;
  gint64 no;
  KinQuery *query;

  if (device->deed != 0 && device->action == change->action && change->kind == NULL)
    {
      device->deed_last = writer->no;
      return device->deed;
    }
  if (!extend_deed (writer->reader, device, error))
    return 0;
  no = kin_reader_number (writer->reader, "SELECT no FROM deed WHERE device = ?1 AND n = ?2", 2, device->no, change->action);
  device->action = change->action;
  device->deed_last = no != 0 ? writer->no : 0;
  device->deed = no != 0 ? no : writer->action;
  if (no == 0)
    {
      query = kin_reader_query (writer->reader, "INSERT INTO deed (no, device, n, kind, label, \"by\", at, first, last, mine) VALUES (?1, ?2, ?3, 'edit', '', ?4, ?5, ?6, ?6, ?7)");
      kin_query_int (query, 1, writer->action++);
      kin_query_int (query, 2, device->no);
      kin_query_int (query, 3, change->action);
      kin_query_int (query, 4, person);
      kin_query_int (query, 5, change->at);
      kin_query_int (query, 6, writer->no);
      kin_query_int (query, 7, device->no == writer->device ? 2 : 0); /* this device's, before this file was restored from a backup, or a copy's: nobody here typed it */
      if (!kin_query_done (query, error))
        return 0;
    }
  if (change->kind != NULL && !tell_deed (receiving, device->deed, device->no, change, error))
    return 0;
  return device->deed;
}

static void
bind_first (Receiving *receiving, KinQuery *query, const KinWireChange *change)
{
  const Device *first = change->first_n != 0 ? meet_device (receiving, &change->first_device, NULL) : NULL;

  if (first == NULL)
    return;
  kin_query_int (query, 17, first->no);
  kin_query_int (query, 18, change->first_n);
  receiving->any_renumbered = TRUE;
}

static gboolean
insert (Receiving *receiving, const Device *device, const Met *met, gint64 person, gint64 deed, const KinWireChange *change, GError **error)
{
  KinWriter *writer = receiving->writer;
  gint64 received = change->received != 0 ? change->received : writer->at;
  g_autofree char *base = change->base != NULL ? kin_base_from_wire (receiving->writer->reader, device->no, met->no, change->base) : NULL;
  KinQuery *query = kin_reader_query (writer->reader, "INSERT INTO change (no, seq, device, n, id, txn, action, record, scope, op, field, base, value, \"by\", at, known,"
                                                      " first_device, first_n, held) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)");

  kin_query_int (query, 1, writer->no);
  if (change->seq != 0)
    kin_query_int (query, 2, change->seq);
  kin_query_int (query, 3, device->no);
  kin_query_int (query, 4, change->n);
  kin_query_blob (query, 5, &change->id, sizeof change->id);
  kin_query_int (query, 6, change->txn);
  kin_query_int (query, 7, deed);
  kin_query_int (query, 8, met->no);
  kin_query_int (query, 9, change->scope);
  kin_query_int (query, 10, change->op);
  kin_query_text (query, 11, change->field);
  kin_query_text (query, 12, base);
  kin_query_text (query, 13, change->value);
  kin_query_int (query, 14, person);
  kin_query_int (query, 15, change->at);
  kin_query_int (query, 16, change->seq != 0 ? received : (writer->known = MAX (writer->known, received)));
  bind_first (receiving, query, change);
  kin_query_int (query, 19, change->held);
  return kin_query_done (query, error);
}

/* This device's own, and not here: made before this file was restored from a backup, or by a copy of it. What is unsent here
 * cannot go on under the same name. */
static gboolean
take_over (Receiving *receiving, const Device *device, const KinWireChange *change, GError **error)
{
  KinWriter *writer = receiving->writer;

  if (device->no != writer->device)
    return TRUE;
  if (kin_reader_number (writer->reader, "SELECT 1 FROM change WHERE device = ?1 AND n > " KIN_SQL_ACKED " AND seq IS NULL LIMIT 1 /* scan: the outbox */", 1, device->no) != 0)
    {
      receiving->acked = 0;
      receiving->any_renumbered = TRUE;
      return kin_writer_fork (writer, error);
    }
  writer->n = MAX (writer->n, change->n);
  receiving->acked = MAX (receiving->acked, change->seq != 0 ? change->n : 0);
  return TRUE;
}

static gboolean
append (Receiving *receiving, Device *device, const KinWireChange *change, GError **error)
{
  KinWriter *writer = receiving->writer;
  Met *met = meet_record (receiving, change, error);
  gint64 person = met != NULL ? meet_person (receiving, change, error) : 0;
  gint64 deed;

  if (person == 0 || !take_over (receiving, device, change, error) || (change->op == KIN_OP_PURGE && !forget_older_purge (writer->reader, met->no, error)))
    return FALSE;
  writer->no++;
  deed = deed_number (receiving, device, person, change, error);
  if (deed == 0 || !insert (receiving, device, met, person, deed, change, error))
    return FALSE;
  device->last_n = MAX (device->last_n, change->n);
  met->is_purged = met->is_purged || change->op == KIN_OP_PURGE;
  met->refold = TRUE;
  met->only = change;
  met->n++;
  return TRUE;
}

static gboolean
take_in (Receiving *receiving, const KinWireChange *change, GError **error)
{
  Device *device = meet_device (receiving, &change->device, error);
  Found found = { 0 };

  if (device == NULL)
    return FALSE;
  found = find_known (receiving, device, change);
  if (found.is_same && found.device == device->no && device->no == receiving->writer->device)
    receiving->acked = MAX (receiving->acked, change->seq != 0 ? change->n : 0);
  if (found.is_same)
    return confirm (receiving, device, &found, change, error);
  return (found.no == 0 || make_way (receiving, &found, error)) && append (receiving, device, change, error);
}

static int
compare_met (gconstpointer a, gconstpointer b)
{
  gint64 x = (*(Met *const *) a)->no, y = (*(Met *const *) b)->no;

  return x < y ? -1 : x > y;
}

/* In the order of the tables. */
static gboolean
refold_all (Receiving *receiving, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer of;

  g_hash_table_iter_init (&iter, receiving->records);
  while (g_hash_table_iter_next (&iter, NULL, &of))
    g_ptr_array_add (all, of);
  g_ptr_array_sort (all, compare_met);
  for (guint i = 0; i < all->len; i++)
    {
      const Met *met = all->pdata[i];
      gboolean ok = TRUE;

      if (!met->refold)
        continue;
      if (met->is_purged)
        ok = kin_purge_record (receiving->writer, met->no, error);
      else if (met->is_new && met->n == 1 && met->only->op == KIN_OP_CREATE && !met->only->held)
        ok = kin_refold_create (receiving->writer, met->no, met->only, error);
      else
        ok = kin_refold_record (receiving->writer, met->no, met->is_new, error);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

/* Of this device, what came back is confirmed. */
static gboolean
finish (Receiving *receiving, GError **error)
{
  KinReader *reader = receiving->writer->reader;
  GHashTableIter iter;
  gpointer device;

  g_hash_table_iter_init (&iter, receiving->devices);
  while (g_hash_table_iter_next (&iter, NULL, &device))
    if (!extend_deed (reader, device, error))
      return FALSE;
  if (receiving->acked > kin_reader_acked (reader))
    {
      g_autofree char *acked = g_strdup_printf ("%" G_GINT64_FORMAT, receiving->acked);

      if (!kin_writer_fact (receiving->writer, "acked", acked, error))
        return FALSE;
    }
  return refold_all (receiving, error) && (receiving->receipt == NULL || kin_writer_facts (receiving->writer, receiving->receipt->facts, error));
}

typedef struct
{
  GPtrArray        *changes;
  const KinIntake *receipt;
} Page;

static gboolean
receive_all (KinWriter *writer, gpointer data, GError **error)
{
  const Page *page = data;
  g_autoptr (GHashTable) devices = g_hash_table_new_full (kin_id_hash, (GEqualFunc) kin_id_equal, g_free, g_free);
  g_autoptr (GHashTable) records = g_hash_table_new_full (kin_id_hash, (GEqualFunc) kin_id_equal, g_free, g_free);
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Receiving receiving = { writer, page->receipt, devices, records, people, FALSE, 0, 0 };
  g_autofree char *founded = kin_reader_fact (writer->reader, "founded");

  writer->known = writer->store->last_known; /* the office's clock counts for these */
  receiving.founded = founded != NULL ? g_ascii_strtoll (founded, NULL, 10) : 0;
  receiving.any_renumbered = kin_reader_number (writer->reader, "SELECT 1 FROM change WHERE first_n IS NOT NULL LIMIT 1", 0) != 0;
  for (guint i = 0; i < page->changes->len; i++)
    if (!take_in (&receiving, page->changes->pdata[i], error))
      return FALSE;
  return finish (&receiving, error);
}

/* Only as a mutation: whoever dies after it believes to have what never came. */
static gboolean
remember_first (KinWriter *writer, gpointer data, GError **error)
{
  return kin_writer_facts (writer, ((const Page *) data)->receipt->facts, error);
}

gboolean
kin_store_receive_as (KinStore *store, GPtrArray *changes, const KinIntake *receipt, GError **error)
{
  Page page = { changes, receipt };

  if (KIN_MUTATED ("cursor-before-data") && receipt != NULL && !kin_store_write_quietly (store, remember_first, &page, error))
    return FALSE;
  return kin_store_write_receive (store, receive_all, &page, error);
}

gboolean
kin_store_receive (KinStore *store, GPtrArray *changes, GError **error)
{
  return kin_store_receive_as (store, changes, NULL, error);
}
