/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Giving changes another identity, with the bases, txns and actions that speak of them. */
#include "renumber.h"

#include <string.h>

#include "store_private.h"

typedef struct
{
  gint64 no, device, n, txn, action, record;
  gint64 new_n, new_txn, new_action;
} Moved;

typedef struct
{
  gint64 device, n;
} Name;

static guint
hash_name (gconstpointer key)
{
  const Name *name = key;

  return (guint) (name->n * 31 + name->device);
}

static gboolean
names_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Name)) == 0;
}

gboolean
kin_writer_new_device (KinWriter *writer, GError **error)
{
  KinId id;
  KinQuery *query = kin_reader_query (writer->reader, "INSERT INTO device (id) VALUES (?1)");
  g_autofree char *number = NULL;

  kin_id_make (&id, writer->at);
  kin_query_blob (query, 1, &id, sizeof id);
  if (!kin_query_done (query, error))
    return FALSE;
  writer->device = sqlite3_last_insert_rowid (writer->reader->db);
  writer->n = 0;
  writer->txn = 0;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, writer->device);
  return kin_writer_fact (writer, "device", number, error) && kin_writer_fact (writer, "acked", "0", error);
}

/* What goes on, and under which number of this device. */
static GArray *
read_moved (KinWriter *writer, const GArray *numbers)
{
  GArray *moved = g_array_new (FALSE, TRUE, sizeof (Moved));

  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (KinQuery) query = kin_reader_query (writer->reader, "SELECT no, device, n, txn, action, record FROM change WHERE no = ?1");
      const Moved *before = moved->len > 0 ? &g_array_index (moved, Moved, moved->len - 1) : NULL;
      Moved m = { 0 };

      kin_query_int (query, 1, g_array_index (numbers, gint64, i));
      if (!kin_query_step (query))
        continue;
      m.no = kin_query_get_int (query, 0);
      m.device = kin_query_get_int (query, 1);
      m.n = kin_query_get_int (query, 2);
      m.txn = kin_query_get_int (query, 3);
      m.action = kin_query_get_int (query, 4);
      m.record = kin_query_get_int (query, 5);
      m.new_n = ++writer->n;
      m.new_txn = before != NULL && before->device == m.device && before->txn == m.txn ? before->new_txn : m.new_n;
      g_array_append_val (moved, m);
    }
  return moved;
}

static gboolean
copy_deed (KinWriter *writer, gint64 action, gint64 first, gint64 last, gint64 n, gint64 *copy, GError **error)
{
  KinQuery *query = kin_reader_query (writer->reader, "INSERT INTO deed (no, device, n, kind, label, undoes, \"by\", at, first, last, mine)"
                                                      " SELECT ?1, ?2, ?3, kind, label, undoes, \"by\", at, ?4, ?5, mine FROM deed WHERE no = ?6");

  *copy = writer->action++;
  kin_query_int (query, 1, *copy);
  kin_query_int (query, 2, writer->device);
  kin_query_int (query, 3, n);
  kin_query_int (query, 4, first);
  kin_query_int (query, 5, last);
  kin_query_int (query, 6, action);
  return kin_query_done (query, error);
}

/* An action that goes on as a whole takes the new name; of one of which a part stays, the rest becomes an action of its own. */
static gboolean
move_deed (KinWriter *writer, GArray *moved, guint from, GError **error)
{
  gint64 action = g_array_index (moved, Moved, from).action, first = 0, last = 0, count = 0, whole, target = action;
  KinQuery *query;

  for (guint i = from; i < moved->len; i++)
    if (g_array_index (moved, Moved, i).action == action)
      {
        first = first == 0 ? g_array_index (moved, Moved, i).no : first;
        last = g_array_index (moved, Moved, i).no;
        count++;
      }
  whole = kin_reader_number (writer->reader, "SELECT count(*) FROM change c JOIN deed d ON d.no = ?1 WHERE c.no BETWEEN d.first AND d.last AND c.action = ?1"
                                             " /* scan: one action */", 1, action);
  if (whole != count && !copy_deed (writer, action, first, last, g_array_index (moved, Moved, from).new_n, &target, error))
    return FALSE;
  for (guint i = from; i < moved->len; i++)
    if (g_array_index (moved, Moved, i).action == action)
      g_array_index (moved, Moved, i).new_action = target;
  if (whole != count)
    return TRUE;
  query = kin_reader_query (writer->reader, "UPDATE deed SET device = ?1, n = ?2 WHERE no = ?3");
  kin_query_int (query, 1, writer->device);
  kin_query_int (query, 2, g_array_index (moved, Moved, from).new_n);
  kin_query_int (query, 3, action);
  return kin_query_done (query, error);
}

static gboolean
move_change (KinWriter *writer, const Moved *m, GError **error)
{
  KinQuery *query = kin_reader_query (writer->reader, "UPDATE change SET first_device = coalesce (first_device, device), first_n = coalesce (first_n, n),"
                                                      " device = ?1, n = ?2, txn = ?3, action = ?4 WHERE no = ?5");

  kin_query_int (query, 1, writer->device);
  kin_query_int (query, 2, m->new_n);
  kin_query_int (query, 3, m->new_txn);
  kin_query_int (query, 4, m->new_action);
  kin_query_int (query, 5, m->no);
  return kin_query_done (query, error);
}

/* The base with the new names in it; NULL when it names nothing that has moved. */
static char *
follow (KinWriter *writer, const char *base, GHashTable *names)
{
  g_auto (GStrv) tokens = g_strsplit (base, " ", -1);
  gboolean any = FALSE;

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      char *dot = strchr (tokens[i], '.');
      Name name = { 0, 0 };
      const Moved *m;

      if (dot == NULL)
        continue;
      name.device = g_ascii_strtoll (tokens[i], NULL, 10);
      name.n = g_ascii_strtoll (dot + 1, NULL, 10);
      m = g_hash_table_lookup (names, &name);
      if (m == NULL)
        continue;
      any = TRUE;
      g_free (tokens[i]);
      tokens[i] = g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, writer->device, m->new_n);
    }
  return any ? g_strjoinv (" ", tokens) : NULL;
}

static gboolean
follow_in_record (KinWriter *writer, gint64 record, GHashTable *names, GError **error)
{
  g_autoptr (GArray) numbers = kin_reader_numbers (writer->reader, "SELECT no FROM change WHERE record = ?1 AND base IS NOT NULL", 1, record);

  for (guint i = 0; i < numbers->len; i++)
    {
      g_autofree char *base = NULL;
      KinQuery *query;
      {
        g_autoptr (KinQuery) old = kin_reader_query (writer->reader, "SELECT base FROM change WHERE no = ?1");

        kin_query_int (old, 1, g_array_index (numbers, gint64, i));
        if (kin_query_step (old))
          base = follow (writer, kin_query_get_text (old, 0), names);
      }
      if (base == NULL)
        continue;
      query = kin_reader_query (writer->reader, "UPDATE change SET base = ?1 WHERE no = ?2");
      kin_query_text (query, 1, base);
      kin_query_int (query, 2, g_array_index (numbers, gint64, i));
      if (!kin_query_done (query, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
follow_everywhere (KinWriter *writer, GArray *moved, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (hash_name, names_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < moved->len; i++)
    {
      Moved *m = &g_array_index (moved, Moved, i);
      Name name = { m->device, m->n };

      g_hash_table_insert (names, g_memdup2 (&name, sizeof name), m);
    }
  for (guint i = 0; i < moved->len; i++)
    {
      gint64 record = g_array_index (moved, Moved, i).record;

      if (g_hash_table_add (seen, g_memdup2 (&record, sizeof record)) && !follow_in_record (writer, record, names, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kin_writer_renumber (KinWriter *writer, const GArray *numbers, GError **error)
{
  g_autoptr (GArray) moved = read_moved (writer, numbers);

  for (guint i = 0; i < moved->len; i++)
    if (g_array_index (moved, Moved, i).new_action == 0 && !move_deed (writer, moved, i, error))
      return FALSE;
  for (guint i = 0; i < moved->len; i++)
    if (!move_change (writer, &g_array_index (moved, Moved, i), error))
      return FALSE;
  writer->txn = 0;
  return follow_everywhere (writer, moved, error);
}

gboolean
kin_writer_fork (KinWriter *writer, GError **error)
{
  g_autoptr (GArray) numbers = kin_reader_numbers (writer->reader, "SELECT no FROM change WHERE device = ?1 AND seq IS NULL ORDER BY n /* scan: rare */", 1, writer->device);

  return kin_writer_new_device (writer, error) && kin_writer_renumber (writer, numbers, error);
}
