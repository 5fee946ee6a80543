/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the rows of a record to those that stand. */
#include "standing.h"

#include <string.h>

/* Of a record: more of them are worked with and not kept. */
#define BODIES_KEPT 2000
#define READ_AT_ONCE 5000 /* rows */

#define ROW(rows, i) (&g_array_index ((rows), KinStandingRow, (i)))

static void
clear_row (gpointer data)
{
  KinStandingRow *row = data;

  g_free (row->body);
  g_free (row->named);
  g_free (row->field);
  g_free (row->base);
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (KinStandingRow));

  g_array_set_clear_func (rows, clear_row);
  return rows;
}

#define ROWS "SELECT c.record, c.seq, c.received, c.device, d.id, c.held, c.scope, c.op, c.id, c.body, c.n FROM change c LEFT JOIN device d ON d.no = c.device"

static void
understand_row (KinStandingRow *row)
{
  g_autoptr (KinWireChange) change = kin_wire_change_parse (row->body, row->length, NULL);

  if (change == NULL) /* cannot be: it was parsed when it came */
    return;
  row->field = g_steal_pointer (&change->field);
  row->base = g_steal_pointer (&change->base);
}

static void
read_row (KinAsk *ask, GArray *rows)
{
  KinStandingRow row = { .seq = kin_ask_get_int (ask, 1), .received = kin_ask_get_int (ask, 2), .device_no = kin_ask_get_int (ask, 3),
                         .held = kin_ask_get_int (ask, 5) != 0, .scope = (int) kin_ask_get_int (ask, 6), .op = (KinOp) kin_ask_get_int (ask, 7) };
  const char *body;

  row.n = kin_ask_get_int (ask, 10);
  kin_ask_get_id (ask, 4, &row.device); /* the office has none: all zero */
  kin_ask_get_id (ask, 8, &row.id);
  body = kin_ask_get_long (ask, 9, &row.length);
  row.body = g_strndup (body != NULL ? body : "{}", row.length);
  if (rows->len >= BODIES_KEPT)
    {
      understand_row (&row);
      g_clear_pointer (&row.body, g_free);
    }
  g_array_append_val (rows, row);
}

static gboolean
always_stands (const KinStandingRow *row)
{
  return (row->held && !row->admitted) || (row->op != KIN_OP_SET && row->op != KIN_OP_DELETE && row->op != KIN_OP_RESTORE);
}

static gboolean
is_live (const KinStandingRow *row)
{
  return (!row->held || row->admitted) && row->op <= KIN_OP_RESTORE;
}

static const char *
register_of (const KinStandingRow *row)
{
  return row->op == KIN_OP_SET && row->field != NULL ? row->field : KIN_REGISTER_EXISTS;
}

static guint
hash_row (gconstpointer data)
{
  const KinStandingRow *row = data;

  return (guint) row->n * 31 + (guint) row->device_no;
}

static gboolean
same_row (gconstpointer a, gconstpointer b)
{
  const KinStandingRow *one = a, *other = b;

  return one->n == other->n && one->device_no == other->device_no;
}

/* Rows by what a base may call them. Records are small, but nobody has to keep them so: no step here may be a search through all. */
typedef struct
{
  const GArray *rows;
  GHashTable   *by_n, *by_id; /* to rows; made when they are asked */
} Names;

static guint
find_seq (const GArray *rows, gint64 seq)
{
  guint from = 0, to = rows->len;

  while (from < to)
    {
      guint middle = (from + to) / 2;

      if (ROW (rows, middle)->seq < seq)
        from = middle + 1;
      else
        to = middle;
    }
  return from < rows->len && ROW (rows, from)->seq == seq ? from : G_MAXUINT;
}

static guint
find_in (GHashTable **table, const GArray *rows, gboolean by_id, gconstpointer key)
{
  gpointer found;

  if (*table == NULL)
    {
      *table = by_id ? g_hash_table_new (kin_id_hash, (GEqualFunc) kin_id_equal) : g_hash_table_new (hash_row, same_row);
      for (guint i = rows->len; i > 0; i--) /* the first of that name stays */
        g_hash_table_insert (*table, by_id ? (gpointer) &ROW (rows, i - 1)->id : ROW (rows, i - 1), GUINT_TO_POINTER (i - 1));
    }
  return g_hash_table_lookup_extended (*table, key, NULL, &found) ? GPOINTER_TO_UINT (found) : G_MAXUINT;
}

/* Which row a row names so in its base; G_MAXUINT: none that is here. */
static guint
find_named (Names *names, const KinStandingRow *by, const char *name, gsize length)
{
  gint64 number = g_ascii_strtoll (name + 1, NULL, 10);
  char text[KIN_ID_TEXT];
  KinId id;

  if (*name == 's')
    return find_seq (names->rows, number);
  if (*name == 'n')
    return find_in (&names->by_n, names->rows, FALSE, &(KinStandingRow){ .device_no = by->device_no, .n = number });
  if (length != KIN_ID_TEXT)
    return G_MAXUINT;
  memcpy (text, name + 1, KIN_ID_TEXT - 1);
  text[KIN_ID_TEXT - 1] = '\0';
  return kin_id_parse (&id, text) ? find_in (&names->by_id, names->rows, TRUE, &id) : G_MAXUINT;
}

static void
resolve_base (Names *names, KinStandingRow *row)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *p = row->base;

  while (p != NULL && *p != '\0')
    {
      gsize length = strcspn (p, " ");
      guint i = find_named (names, row, p, length);

      if (i != G_MAXUINT)
        g_array_append_val (named, i);
      p += length;
      while (*p == ' ')
        p++;
    }
  row->n_named = named->len;
  row->named = named->len > 0 ? g_memdup2 (named->data, named->len * sizeof (guint)) : NULL;
  g_clear_pointer (&row->base, g_free);
}

/* Parses the rows and follows their bases. */
static void
understand (GArray *rows)
{
  Names names = { rows, NULL, NULL };

  for (guint i = 0; i < rows->len; i++)
    {
      KinStandingRow *row = ROW (rows, i);

      if (row->body != NULL)
        understand_row (row);
      resolve_base (&names, row);
    }
  g_clear_pointer (&names.by_n, g_hash_table_unref);
  g_clear_pointer (&names.by_id, g_hash_table_unref);
}

static void
note_admitted (GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (ROW (rows, i)->op == KIN_OP_ADMIT && !ROW (rows, i)->held)
      for (guint k = 0; k < ROW (rows, i)->n_named; k++)
        {
          KinStandingRow *named = ROW (rows, ROW (rows, i)->named[k]);

          named->admitted = named->held;
        }
}

static gboolean
is_about (const KinStandingRow *row, const char *about)
{
  return row->op == KIN_OP_CREATE || (row->op <= KIN_OP_RESTORE && g_strcmp0 (register_of (row), about) == 0);
}

static void
judge (GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    ROW (rows, i)->stands = TRUE;
  if (rows->len < 2)
    return;
  understand (rows);
  note_admitted (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const KinStandingRow *row = ROW (rows, i);

      for (guint k = 0; k < row->n_named && is_live (row); k++)
        {
          KinStandingRow *named = ROW (rows, row->named[k]);

          if (named != row && !always_stands (named) && (row->op == KIN_OP_CREATE || is_about (named, register_of (row))))
            named->stands = FALSE;
        }
    }
}

/* Some at a time: a backend may have to hold all that one statement answers. */
GArray *
kin_standing_of_record (KinLog *log, const KinId *record, gint64 until)
{
  GArray *rows = new_rows ();
  gint64 after = 0;
  guint n;

  do
    {
      g_autoptr (KinAsk) ask = kin_log_ask (log, ROWS " WHERE c.record = ?1 AND c.seq <= ?2 AND c.seq > ?3 ORDER BY c.seq LIMIT ?4");

      kin_ask_id (ask, 1, record);
      kin_ask_int (ask, 2, until);
      kin_ask_int (ask, 3, after);
      kin_ask_int (ask, 4, READ_AT_ONCE);
      for (n = 0; kin_ask_next (ask); n++)
        read_row (ask, rows);
      after = rows->len > 0 ? ROW (rows, rows->len - 1)->seq : 0;
    }
  while (n == READ_AT_ONCE);
  judge (rows);
  return rows;
}

/* Up to where a page goes. */
typedef struct
{
  KinId    before, last; /* the last record but one, and the last */
  gboolean any_before, large; /* large: the last has so many rows that it is read by itself */
  gboolean more;         /* records follow it */
} End;

/* FALSE when none follows `after`. */
static gboolean
find_end (KinLog *log, const KinId *after, guint wished, End *end)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT record, count(*) FROM change WHERE record > ?1 GROUP BY record ORDER BY record LIMIT ?2 /* scan: a page of an index */");
  gint64 rows = 0, count;
  gboolean any = FALSE;

  *end = (End){ .more = FALSE };
  kin_ask_id (ask, 1, after);
  kin_ask_int (ask, 2, (gint64) wished + 1);
  while (kin_ask_next (ask))
    {
      if (rows >= wished)
        {
          end->more = TRUE;
          break;
        }
      end->before = end->last;
      end->any_before = any;
      any = kin_ask_get_id (ask, 0, &end->last);
      count = kin_ask_get_int (ask, 1);
      end->large = count > BODIES_KEPT;
      rows += end->large ? MAX (count, wished) : count;
    }
  return any;
}

/* FALSE: each did not want more; at is then the record after which it said so. */
static gboolean
walk_small (KinLog *log, const KinId *after, const KinId *last, KinStandingFunc each, gpointer data, KinId *at)
{
  g_autoptr (GArray) rows = new_rows ();
  g_autoptr (KinAsk) ask = kin_log_ask (log, ROWS " WHERE c.record > ?1 AND c.record <= ?2 ORDER BY c.record, c.seq");
  KinId record;

  kin_ask_id (ask, 1, after);
  kin_ask_id (ask, 2, last);
  while (kin_ask_next (ask))
    {
      kin_ask_get_id (ask, 0, &record);
      if (rows->len > 0 && !kin_id_equal (&record, at))
        {
          judge (rows);
          if (!each (at, rows, data))
            return FALSE;
          g_array_set_size (rows, 0);
        }
      *at = record;
      read_row (ask, rows);
    }
  judge (rows);
  return rows->len == 0 || each (at, rows, data);
}

gboolean
kin_standing_walk (KinLog *log, KinId *after, guint wished, KinStandingFunc each, gpointer data)
{
  KinId at = { { 0 } };
  gboolean going = TRUE;
  End end;

  if (!find_end (log, after, wished, &end))
    return FALSE;
  if (!end.large || end.any_before)
    going = walk_small (log, after, end.large ? &end.before : &end.last, each, data, &at);
  if (going && end.large)
    {
      g_autoptr (GArray) rows = kin_standing_of_record (log, &end.last, G_MAXINT64);

      at = end.last;
      going = each (&at, rows, data);
    }
  *after = going ? end.last : at;
  return end.more || !going;
}

/* Everything that a row supersedes, also through others, each once. What is held supersedes nothing. A walk without recursion: a
 * chain may be long. */
static GArray *
superseded_by (const GArray *rows, guint i)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *reached = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *about = register_of (ROW (rows, i));
  guint at = i;

  g_hash_table_add (seen, GUINT_TO_POINTER (i));
  for (guint done = 0;; at = g_array_index (reached, guint, done++))
    {
      const KinStandingRow *row = ROW (rows, at);

      for (guint k = 0; k < row->n_named && is_live (row); k++)
        if (is_about (ROW (rows, row->named[k]), about) && g_hash_table_add (seen, GUINT_TO_POINTER (row->named[k])))
          g_array_append_val (reached, row->named[k]);
      if (done == reached->len)
        return reached;
    }
}

char *
kin_standing_text (KinLog *log, const KinStandingRow *row)
{
  g_autoptr (KinAsk) ask = NULL;

  if (row->body != NULL)
    return g_strndup (row->body, row->length);
  ask = kin_log_ask (log, "SELECT body FROM change WHERE seq = ?1");
  kin_ask_int (ask, 1, row->seq);
  return g_strdup (kin_ask_next (ask) ? kin_ask_get_text (ask, 0) : "{}");
}

char *
kin_standing_body (KinLog *log, const GArray *rows, guint i)
{
  const KinStandingRow *row = ROW (rows, i);
  g_autoptr (GHashTable) direct = NULL;
  g_autoptr (GArray) reached = NULL;
  g_autoptr (KinWireChange) change = NULL;
  g_autoptr (GString) base = NULL;
  g_autofree char *text = NULL;
  GString *body;

  if (rows->len < 2 || !is_live (row) || row->op == KIN_OP_CREATE || row->n_named == 0)
    return NULL;
  direct = g_hash_table_new (NULL, NULL);
  for (guint k = 0; k < row->n_named; k++)
    g_hash_table_add (direct, GUINT_TO_POINTER (row->named[k]));
  text = kin_standing_text (log, row);
  change = kin_wire_change_parse (text, strlen (text), NULL);
  if (change == NULL)
    return NULL;
  base = g_string_new (change->base);
  reached = superseded_by (rows, i);
  for (guint k = 0; k < reached->len; k++)
    {
      guint other = g_array_index (reached, guint, k);

      if (always_stands (ROW (rows, other)) && !g_hash_table_contains (direct, GUINT_TO_POINTER (other)))
        g_string_append_printf (base, " s%" G_GINT64_FORMAT, ROW (rows, other)->seq);
    }
  if (g_strcmp0 (base->str, change->base) == 0)
    return NULL;
  g_free (change->base);
  change->base = g_strdup (base->str);
  body = g_string_sized_new (row->length + 32);
  kin_wire_change_append (body, change);
  return g_string_free (body, FALSE);
}
