/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the rows of a record to those that stand. */
#include "standing.h"

#include <string.h>

#define ROW(rows, i) (&g_array_index ((rows), KinStandingRow, (i)))

static void
clear_row (gpointer data)
{
  KinStandingRow *row = data;

  g_free (row->body);
  g_free (row->named);
  kin_wire_change_free (row->change);
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
  return row->op == KIN_OP_SET ? row->change->field : KIN_REGISTER_EXISTS;
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
  const char *p = row->change->base;

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
}

/* Parses the rows and follows their bases. */
static void
understand (GArray *rows)
{
  Names names = { rows, NULL, NULL };

  for (guint i = 0; i < rows->len; i++)
    {
      KinStandingRow *row = ROW (rows, i);

      row->change = kin_wire_change_parse (row->body, row->length, NULL);
      if (row->change == NULL) /* cannot be: it was parsed when it came */
        row->change = g_new0 (KinWireChange, 1);
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

GArray *
kin_standing_of_record (KinLog *log, const KinId *record, gint64 until)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, ROWS " WHERE c.record = ?1 AND c.seq <= ?2 ORDER BY c.seq");
  GArray *rows = new_rows ();

  kin_ask_id (ask, 1, record);
  kin_ask_int (ask, 2, until);
  while (kin_ask_next (ask))
    read_row (ask, rows);
  judge (rows);
  return rows;
}

/* The last record of a page; FALSE when none follows `after`. more: records follow it. */
static gboolean
find_end (KinLog *log, const KinId *after, guint wished, KinId *last, gboolean *more)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT record, count(*) FROM change WHERE record > ?1 GROUP BY record ORDER BY record LIMIT ?2 /* scan: a page of an index */");
  gint64 rows = 0;
  gboolean any = FALSE;

  kin_ask_id (ask, 1, after);
  kin_ask_int (ask, 2, (gint64) wished + 1);
  *more = FALSE;
  while (kin_ask_next (ask))
    {
      if (rows >= wished)
        {
          *more = TRUE;
          break;
        }
      any = kin_ask_get_id (ask, 0, last);
      rows += kin_ask_get_int (ask, 1);
    }
  return any;
}

gboolean
kin_standing_walk (KinLog *log, KinId *after, guint wished, KinStandingFunc each, gpointer data)
{
  g_autoptr (GArray) rows = new_rows ();
  KinId last, record, at = { { 0 } };
  gboolean more, going = TRUE;

  if (!find_end (log, after, wished, &last, &more))
    return FALSE;
  {
    g_autoptr (KinAsk) ask = kin_log_ask (log, ROWS " WHERE c.record > ?1 AND c.record <= ?2 ORDER BY c.record, c.seq");

    kin_ask_id (ask, 1, after);
    kin_ask_id (ask, 2, &last);
    while (kin_ask_next (ask))
      {
        kin_ask_get_id (ask, 0, &record);
        if (rows->len > 0 && !kin_id_equal (&record, &at))
          {
            judge (rows);
            going = each (&at, rows, data);
            g_array_set_size (rows, 0);
            if (!going)
              break;
          }
        at = record;
        read_row (ask, rows);
      }
  }
  if (rows->len > 0)
    {
      judge (rows);
      going = each (&at, rows, data);
    }
  *after = going ? last : at;
  return more || !going;
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
kin_standing_body (const GArray *rows, guint i)
{
  const KinStandingRow *row = ROW (rows, i);
  g_autoptr (GHashTable) direct = NULL;
  g_autoptr (GArray) reached = NULL;
  g_autoptr (GString) base = NULL;
  char *old_base;
  GString *body;

  if (rows->len < 2 || !is_live (row) || row->op == KIN_OP_CREATE || row->n_named == 0)
    return NULL;
  direct = g_hash_table_new (NULL, NULL);
  for (guint k = 0; k < row->n_named; k++)
    g_hash_table_add (direct, GUINT_TO_POINTER (row->named[k]));
  base = g_string_new (row->change->base);
  reached = superseded_by (rows, i);
  for (guint k = 0; k < reached->len; k++)
    {
      guint other = g_array_index (reached, guint, k);

      if (always_stands (ROW (rows, other)) && !g_hash_table_contains (direct, GUINT_TO_POINTER (other)))
        g_string_append_printf (base, " s%" G_GINT64_FORMAT, ROW (rows, other)->seq);
    }
  if (strcmp (base->str, row->change->base) == 0)
    return NULL;
  old_base = row->change->base;
  row->change->base = base->str;
  body = g_string_sized_new (row->length + 32);
  kin_wire_change_append (body, row->change);
  row->change->base = old_base;
  return g_string_free (body, FALSE);
}
