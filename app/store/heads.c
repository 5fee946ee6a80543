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
#define COLUMNS \
  "c.no, c.device, c.n, coalesce ((SELECT a.mine = 1 AND a.kind NOT IN ('import', 'demo') FROM deed a WHERE a.no = c.action), 1)"

static GArray *
current_heads (KinReader *reader, gint64 record, const char *field)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (Head));

  read_heads (reader, "SELECT " COLUMNS " FROM head h JOIN change c ON c.no = h.change WHERE h.record = ?1 AND h.field = ?2", record, field, heads);
  if (heads->len == 0)
    read_heads (reader, "SELECT " COLUMNS " FROM change c WHERE c.record = ?1 AND c.op = 0", record, NULL, heads);
  return heads;
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
    {
      /* What stood when it was read: the rest was not seen, and stays beside what is saved now. */
      g_autoptr (GArray) then = NULL;

      json_object_put (kin_log_register_at (reader, record, field, seen, &then));
      g_array_set_size (heads, 0);
      for (guint i = 0; i < then->len; i++)
        read_heads (reader, "SELECT " COLUMNS " FROM change c WHERE c.no = ?1", g_array_index (then, gint64, i), NULL, heads);
    }
  for (guint i = 0; i < heads->len; i++)
    {
      const Head *head = &g_array_index (heads, Head, i);

      g_string_append_printf (base, "%s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, i > 0 ? " " : "", head->device, head->n);
    }
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
