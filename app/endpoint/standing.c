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
  kin_wire_change_free (row->change);
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (KinStandingRow));

  g_array_set_clear_func (rows, clear_row);
  return rows;
}

#define ROWS "SELECT c.record, c.seq, c.received, c.device, d.id, c.held, c.scope, c.op, c.id, c.body FROM change c LEFT JOIN device d ON d.no = c.device"

static void
read_row (KinAsk *ask, GArray *rows)
{
  KinStandingRow row = { .seq = kin_ask_get_int (ask, 1), .received = kin_ask_get_int (ask, 2), .device_no = kin_ask_get_int (ask, 3),
                         .held = kin_ask_get_int (ask, 5) != 0, .scope = (int) kin_ask_get_int (ask, 6), .op = (KinOp) kin_ask_get_int (ask, 7) };
  const char *body;
  KinId id;

  kin_ask_get_id (ask, 4, &row.device); /* the office has none: all zero */
  kin_ask_get_id (ask, 8, &id);
  for (guint i = 8; i < sizeof id.bytes; i++)
    row.mark = row.mark << 8 | id.bytes[i];
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

/* Is this what a row names so in its base? */
static gboolean
is_named (const KinStandingRow *row, const KinStandingRow *by, const char *name)
{
  char text[KIN_ID_TEXT];

  if (*name == 's')
    return row->seq == g_ascii_strtoll (name + 1, NULL, 10);
  if (row->change == NULL)
    return FALSE;
  if (*name == 'n')
    return row->device_no == by->device_no && row->change->n == g_ascii_strtoll (name + 1, NULL, 10);
  kin_id_to_text (&row->change->id, text);
  return strncmp (name + 1, text, KIN_ID_TEXT - 1) == 0;
}

/* The next of the rows that a row's base names. p: where to go on; i: which. FALSE: no more. */
static gboolean
next_named (const GArray *rows, const KinStandingRow *row, const char **p, guint *i)
{
  while (*p != NULL && **p != '\0')
    {
      const char *name = *p;

      *p += strcspn (*p, " ");
      while (**p == ' ')
        ++*p;
      for (*i = 0; *i < rows->len; ++*i)
        if (is_named (ROW (rows, *i), row, name))
          return TRUE;
    }
  return FALSE;
}

static void
note_admitted (GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const KinStandingRow *row = ROW (rows, i);
      const char *p = row->op == KIN_OP_ADMIT && !row->held ? row->change->base : NULL;
      guint named;

      while (next_named (rows, row, &p, &named))
        ROW (rows, named)->admitted = ROW (rows, named)->held;
    }
}

static void
judge (GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      KinStandingRow *row = ROW (rows, i);

      row->stands = TRUE;
      if (rows->len > 1 && row->change == NULL)
        row->change = kin_wire_change_parse (row->body, row->length, NULL);
      if (rows->len > 1 && row->change == NULL) /* cannot be: it was parsed when it came */
        row->change = g_new0 (KinWireChange, 1);
    }
  if (rows->len < 2)
    return;
  note_admitted (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const KinStandingRow *row = ROW (rows, i);
      const char *p = is_live (row) ? row->change->base : NULL;
      guint named;

      while (next_named (rows, row, &p, &named))
        if (named != i && !always_stands (ROW (rows, named)) &&
            (row->op == KIN_OP_CREATE || g_strcmp0 (register_of (row), register_of (ROW (rows, named))) == 0))
          ROW (rows, named)->stands = FALSE;
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
      each (&at, rows, data);
    }
  *after = going ? last : at;
  return more || !going;
}

/* Marks everything that a row supersedes, also through others. */
static void
mark_superseded (const GArray *rows, guint i, const char *about, gboolean *reached)
{
  const char *p = ROW (rows, i)->change->base;
  guint named;

  while (next_named (rows, ROW (rows, i), &p, &named))
    if (!reached[named] && named != i)
      {
        gboolean is_about = ROW (rows, named)->op == KIN_OP_CREATE || (ROW (rows, named)->op <= KIN_OP_RESTORE && g_strcmp0 (register_of (ROW (rows, named)), about) == 0);

        if (!is_about)
          continue;
        reached[named] = TRUE;
        if (is_live (ROW (rows, named))) /* what is held supersedes nothing */
          mark_superseded (rows, named, about, reached);
      }
}

static gboolean
names (const GArray *rows, guint i, guint other)
{
  const char *p = ROW (rows, i)->change->base;
  guint named;

  while (next_named (rows, ROW (rows, i), &p, &named))
    if (named == other)
      return TRUE;
  return FALSE;
}

char *
kin_standing_body (const GArray *rows, guint i)
{
  const KinStandingRow *row = ROW (rows, i);
  g_autofree gboolean *reached = g_new0 (gboolean, rows->len);
  g_autoptr (GString) base = NULL;
  char *old_base;
  GString *body;

  if (rows->len < 2 || !is_live (row) || row->op == KIN_OP_CREATE || row->change->base == NULL)
    return NULL;
  base = g_string_new (row->change->base);
  mark_superseded (rows, i, register_of (row), reached);
  for (guint other = 0; other < rows->len; other++)
    if (reached[other] && always_stands (ROW (rows, other)) && !names (rows, i, other))
      g_string_append_printf (base, " s%" G_GINT64_FORMAT, ROW (rows, other)->seq);
  if (strcmp (base->str, row->change->base) == 0)
    return NULL;
  old_base = row->change->base;
  row->change->base = base->str;
  body = g_string_sized_new (row->length + 32);
  kin_wire_change_append (body, row->change);
  row->change->base = old_base;
  return g_string_free (body, FALSE);
}
