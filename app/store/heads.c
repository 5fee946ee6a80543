/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heads, kept up to date change by change; fold.h defines what they are, and a test compares the two. */
#include "heads.h"

#include "log_read.h"
#include "simulated.h"
#include "store_private.h"

typedef struct
{
  gint64   no, device, n;
  gboolean own_edit;
} Head;

static void
read_heads (KinReader *reader, const char *sql, gint64 record, const char *field, GArray *heads)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, sql);

  kin_query_int (query, 1, record);
  if (field != NULL)
    kin_query_text (query, 2, field);
  while (kin_query_step (query))
    {
      Head head = { kin_query_get_int (query, 0), kin_query_get_int (query, 1), kin_query_get_int (query, 2), kin_query_get_int (query, 3) != 0 };

      g_array_append_val (heads, head);
    }
}

/* An import or another bulk action is not seen by whoever sits at a form; edits, undo and redo are. */
#define OWN_EDIT "coalesce ((SELECT a.mine = 1 AND a.kind NOT IN ('import', 'demo') FROM deed a WHERE a.no = c.action), 1)"
#define COLUMNS "c.no, c.device, c.n, " OWN_EDIT
/* Of a record's creates those that count (the held one of a record that nobody else created was admitted, or it would not be here). */
#define A_CREATE "c.op = 0 AND (c.held = 0 OR NOT EXISTS (SELECT 1 FROM change d WHERE d.record = c.record AND d.op = 0 AND d.held = 0))"

static GArray *
current_heads (KinReader *reader, gint64 record, const char *field)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (Head));

  read_heads (reader, "SELECT " COLUMNS " FROM head h JOIN change c ON c.no = h.change WHERE h.record = ?1 AND h.field = ?2", record, field, heads);
  if (heads->len == 0)
    read_heads (reader, "SELECT " COLUMNS " FROM change c WHERE c.record = ?1 AND " A_CREATE, record, NULL, heads);
  return heads;
}

static gboolean
is_among (const GArray *numbers, gint64 no)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, gint64, i) == no)
      return TRUE;
  return FALSE;
}

/* What stood when it was read, and what the same person has said since: the rest was not seen, and stays beside what is saved now. */
static void
take_seen (KinReader *reader, gint64 record, const char *field, gint64 seen, GArray *heads)
{
  g_autoptr (GArray) changes = kin_log_changes_of (reader, record, G_MAXINT64);
  g_autoptr (GArray) own = kin_reader_numbers (reader, "SELECT c.no FROM change c WHERE c.record = ?1 AND c.no > ?2 AND " OWN_EDIT, 2, record, seen);
  g_autoptr (GArray) then = NULL;

  for (guint i = changes->len; i-- > 0;)
    {
      gint64 no = g_array_index (changes, KinLogChange, i).no;

      if (no > seen && !is_among (own, no))
        g_array_remove_index (changes, i);
    }
  then = kin_fold_heads (&g_array_index (changes, KinLogChange, 0), changes->len, field);
  g_array_set_size (heads, 0);
  for (guint i = 0; i < then->len; i++)
    {
      const KinLogChange *change = &g_array_index (changes, KinLogChange, g_array_index (then, guint, i));
      Head head = { change->no, change->device, change->n, FALSE };

      g_array_append_val (heads, head);
    }
}

/* The newest change of the record by another device that was seen (merged.h); it replaces nothing, for it is of another register, or was
 * replaced itself. */
static void
add_witness (KinReader *reader, gint64 record, gint64 seen, GString *base)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT device, n FROM change WHERE record = ?1 AND no <= ?2 AND op = 1 AND held = 0 AND seq IS NOT NULL"
                                                         " AND device <> " KIN_SQL_DEVICE " ORDER BY seq DESC LIMIT 1");
  gint64 device, n;

  kin_query_int (query, 1, record);
  kin_query_int (query, 2, seen);
  if (!kin_query_step (query))
    return;
  device = kin_query_get_int (query, 0);
  n = kin_query_get_int (query, 1);
  if (!kin_base_names (base->str, device, n, 0))
    g_string_append_printf (base, "%s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, base->len > 0 ? " " : "", device, n);
}

char *
kin_heads_seen (KinReader *reader, gint64 record, const char *field, gint64 seen, gboolean *contested)
{
  g_autoptr (GArray) heads = current_heads (reader, record, field);
  GString *base = g_string_new (NULL);
  gboolean all_seen = TRUE;

  if (KIN_MUTATED ("base-at-save"))
    seen = G_MAXINT64;
  *contested = heads->len > 1;
  for (guint i = 0; i < heads->len; i++)
    {
      const Head *head = &g_array_index (heads, Head, i);

      all_seen = all_seen && (head->no <= seen || head->own_edit);
    }
  if (!all_seen)
    take_seen (reader, record, field, seen, heads);
  for (guint i = 0; i < heads->len; i++)
    {
      const Head *head = &g_array_index (heads, Head, i);

      g_string_append_printf (base, "%s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, i > 0 ? " " : "", head->device, head->n);
    }
  if (g_strcmp0 (field, KIN_REGISTER_EXISTS) != 0)
    add_witness (reader, record, seen, base);
  return g_string_free (base, FALSE);
}

static gboolean
put_head (KinReader *writer, gint64 record, const char *field, gint64 change, GError **error)
{
  KinQuery *query = kin_reader_query (writer, "INSERT OR IGNORE INTO head (record, field, change) VALUES (?1, ?2, ?3)");

  kin_query_int (query, 1, record);
  kin_query_text (query, 2, field);
  kin_query_int (query, 3, change);
  return kin_query_done (query, error);
}

gboolean
kin_heads_replace (KinReader *writer, gint64 record, const char *field, const char *base, gint64 change, gboolean *contested, GError **error)
{
  g_autoptr (GArray) heads = current_heads (writer, record, field);
  KinQuery *query = kin_reader_query (writer, "DELETE FROM head WHERE record = ?1 AND field = ?2");

  kin_query_int (query, 1, record);
  kin_query_text (query, 2, field);
  if (!kin_query_done (query, error))
    return FALSE;
  *contested = FALSE;
  for (guint i = 0; i < heads->len; i++)
    {
      const Head *head = &g_array_index (heads, Head, i);

      if (head->no == change || kin_base_names (base, head->device, head->n, 0))
        continue;
      *contested = TRUE;
      if (!put_head (writer, record, field, head->no, error))
        return FALSE;
    }
  return put_head (writer, record, field, change, error);
}
