/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading who did what when, and which action undo and redo would take next. */
#include "history.h"

#include "heads.h"
#include "log_prefix.h"
#include "log_read.h"
#include "store_private.h"

void
kin_action_free (KinAction *action)
{
  if (action == NULL)
    return;
  g_free (action->kind);
  g_free (action->label);
  g_free (action->by);
  g_free (action);
}

void
kin_change_free (KinChange *change)
{
  if (change == NULL)
    return;
  g_free (change->type);
  g_free (change->op);
  g_free (change->field);
  g_free (change->value);
  g_free (change->by);
  g_free (change->label);
  g_free (change);
}

#define ACTION_SQL                                                                                                     \
  "SELECT a.no, a.kind, a.label, (SELECT name FROM person p WHERE p.no = a.\"by\"), a.at, coalesce (a.undoes, 0),"     \
  " a.last - a.first + 1, (SELECT seq IS NULL FROM change c WHERE c.no = a.last) FROM deed a"

static KinAction *
read_action (KinQuery *query)
{
  KinAction *action = g_new0 (KinAction, 1);

  action->no = kin_query_get_int (query, 0);
  action->kind = g_strdup (kin_query_get_text (query, 1));
  action->label = g_strdup (kin_query_get_text (query, 2));
  action->by = g_strdup (kin_query_get_text (query, 3));
  action->at = kin_query_get_int (query, 4);
  action->undoes = kin_query_get_int (query, 5);
  action->n_changes = (guint64) kin_query_get_int (query, 6);
  action->pending = kin_query_get_int (query, 7) != 0;
  return action;
}

/* The action that undid this one and was not itself undone; 0: it stands. */
static gint64
find_undoer (KinReader *reader, gint64 action)
{
  g_autoptr (GArray) undoers = kin_reader_numbers (reader, "SELECT no FROM deed WHERE undoes = ?1 ORDER BY no DESC", 1, action);

  for (guint i = 0; i < undoers->len; i++)
    if (find_undoer (reader, g_array_index (undoers, gint64, i)) == 0)
      return g_array_index (undoers, gint64, i);
  return 0;
}

#define IN_PREFIX KIN_SQL_IN_PREFIX ("a.last", "(SELECT seq FROM change c WHERE c.no = a.last)", "?3", "?4")

static GPtrArray *
list_actions (KinReader *reader, const char *sql, gint64 before, guint limit)
{
  GPtrArray *actions = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_action_free);
  KinLogPrefix prefix = kin_reader_prefix (reader);
  g_autoptr (KinQuery) query = kin_reader_query (reader, sql);

  kin_query_int (query, 1, before > 0 ? before : G_MAXINT64);
  kin_query_int (query, 2, limit);
  kin_query_int (query, 3, prefix.no);
  kin_query_int (query, 4, prefix.seq);
  while (kin_query_step (query))
    g_ptr_array_add (actions, read_action (query));
  kin_query_end (g_steal_pointer (&query));
  for (guint i = 0; i < actions->len; i++)
    {
      KinAction *action = actions->pdata[i];

      action->undone_by = find_undoer (reader, action->no);
    }
  return actions;
}

GPtrArray *
kin_reader_actions (KinReader *reader, gint64 before, guint limit)
{
  return list_actions (reader, ACTION_SQL " WHERE a.no < ?1 AND " IN_PREFIX " ORDER BY a.no DESC LIMIT ?2", before, limit);
}

/* What is sent is sent in order, so what is not lies behind the last receipt; an action may lie on both sides of it. */
GPtrArray *
kin_reader_unsent (KinReader *reader, gint64 before, guint limit)
{
  return list_actions (reader, ACTION_SQL " WHERE a.device = " KIN_SQL_DEVICE
                                          " AND a.n >= coalesce ((SELECT max (n) FROM deed WHERE device = " KIN_SQL_DEVICE " AND n <= " KIN_SQL_ACKED "), 0)"
                                          " AND a.no < ?1 AND " IN_PREFIX " AND (SELECT seq IS NULL AND n > " KIN_SQL_ACKED " FROM change c WHERE c.no = a.last)"
                                          " ORDER BY a.n DESC LIMIT ?2", before, limit);
}

KinAction *
kin_reader_action (KinReader *reader, gint64 no)
{
  KinAction *action = NULL;
  {
    g_autoptr (KinQuery) query = kin_reader_query (reader, ACTION_SQL " WHERE a.no = ?1");

    kin_query_int (query, 1, no);
    if (kin_query_step (query))
      action = read_action (query);
  }
  if (action != NULL)
    action->undone_by = find_undoer (reader, no);
  return action;
}

GPtrArray *
kin_reader_changes (KinReader *reader, gint64 record, guint limit)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_change_free);
  KinLogPrefix prefix = kin_reader_prefix (reader);
  g_autoptr (KinQuery) query = kin_reader_query (reader, record != 0
    ? "SELECT c.no, c.action, c.record, r.type, c.op, c.field, c.value, p.name, c.at, a.label FROM change c JOIN record r ON r.no = c.record"
      " LEFT JOIN person p ON p.no = c.\"by\" LEFT JOIN deed a ON a.no = c.action WHERE c.record = ?1 AND " KIN_SQL_IN_PREFIX ("c.no", "c.seq", "?2", "?4") " ORDER BY c.no DESC LIMIT ?3"
    : "SELECT c.no, c.action, c.record, r.type, c.op, c.field, c.value, p.name, c.at, a.label FROM change c JOIN record r ON r.no = c.record"
      " LEFT JOIN person p ON p.no = c.\"by\" LEFT JOIN deed a ON a.no = c.action WHERE ?1 = 0 AND " KIN_SQL_IN_PREFIX ("c.no", "c.seq", "?2", "?4") " ORDER BY c.no DESC LIMIT ?3");

  kin_query_int (query, 1, record);
  kin_query_int (query, 2, prefix.no);
  kin_query_int (query, 3, limit);
  kin_query_int (query, 4, prefix.seq);
  while (kin_query_step (query))
    {
      KinChange *change = g_new0 (KinChange, 1);

      change->no = kin_query_get_int (query, 0);
      change->action = kin_query_get_int (query, 1);
      change->record = kin_query_get_int (query, 2);
      change->type = g_strdup (kin_query_get_text (query, 3));
      change->op = g_strdup (kin_op_name ((KinOp) kin_query_get_int (query, 4)));
      change->field = g_strdup (kin_query_get_text (query, 5));
      change->value = g_strdup (kin_query_get_text (query, 6));
      change->by = g_strdup (kin_query_get_text (query, 7));
      change->at = kin_query_get_int (query, 8);
      change->label = g_strdup (kin_query_get_text (query, 9));
      g_ptr_array_add (changes, change);
    }
  return changes;
}

/* That somebody opened, printed or erased something stays said; and nobody means the whole example when they press Ctrl+Z. */
static gboolean
may_be_taken_back (const char *kind)
{
  return g_strcmp0 (kind, "access") != 0 && g_strcmp0 (kind, "demo") != 0 && g_strcmp0 (kind, "purged") != 0;
}

/* Newest first: an action stands unless one that stands undid it. Undo takes the newest that stands and is not itself an undo;
 * redo the newest undo that stands, unless something new was done since. */
static KinAction *
find_newest (KinReader *reader, gboolean redo)
{
  g_autoptr (GHashTable) undone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 found = 0;
  {
    g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no, kind, coalesce (undoes, 0) FROM deed WHERE mine = 1"
                                                           " ORDER BY no DESC /* scan: it stops at the first that serves */");
    while (found == 0 && kin_query_step (query))
      {
        gint64 no = kin_query_get_int (query, 0);
        gint64 undoes = kin_query_get_int (query, 2);
        gboolean is_undo = g_strcmp0 (kin_query_get_text (query, 1), "undo") == 0;

        if (g_hash_table_contains (undone, &no) || !may_be_taken_back (kin_query_get_text (query, 1)))
          continue;
        if (undoes != 0)
          g_hash_table_add (undone, g_memdup2 (&undoes, sizeof undoes));
        if (is_undo == redo)
          found = no;
        else if (redo && undoes == 0)
          break;
      }
  }
  return found != 0 ? kin_reader_action (reader, found) : NULL;
}

KinAction *
kin_reader_undoable (KinReader *reader)
{
  return find_newest (reader, FALSE);
}

KinAction *
kin_reader_redoable (KinReader *reader)
{
  return find_newest (reader, TRUE);
}

gint64
kin_reader_n_pending (KinReader *reader)
{
  return kin_reader_number (reader, "SELECT count(*) FROM change WHERE device = " KIN_SQL_DEVICE " AND n > " KIN_SQL_ACKED " AND seq IS NULL /* scan: the outbox */", 0);
}

gint64
kin_reader_n_held (KinReader *reader)
{
  g_autoptr (GArray) records = kin_reader_numbers (reader, "SELECT DISTINCT c.record FROM change c JOIN deed d ON d.no = c.action WHERE c.held = 1 AND d.mine > 0", 0);
  gint64 n = 0;

  /* An admission counts as in the fold: what it names, by whatever name. */
  for (guint i = 0; i < records->len; i++)
    {
      gint64 record = g_array_index (records, gint64, i);
      g_autoptr (GArray) counting = kin_log_changes_of (reader, record, G_MAXINT64);

      n += kin_reader_number (reader, "SELECT count(*) FROM change c JOIN deed d ON d.no = c.action WHERE c.held = 1 AND c.record = ?1 AND d.mine > 0", 1, record);
      for (guint c = 0; c < counting->len; c++)
        if (g_array_index (counting, KinLogChange, c).held &&
            kin_reader_number (reader, "SELECT d.mine FROM change c JOIN deed d ON d.no = c.action WHERE c.no = ?1", 1, g_array_index (counting, KinLogChange, c).no) != 0)
          n--;
    }
  return n;
}

GPtrArray *
kin_reader_conflicts (KinReader *reader, gint64 record)
{
  g_autoptr (GPtrArray) changes = kin_reader_changes (reader, record, G_MAXINT);
  g_autoptr (GArray) heads = kin_reader_numbers (reader, "SELECT change FROM head WHERE record = ?1 AND field IN"
                                                         " (SELECT h.field FROM head h JOIN change c ON c.no = h.change WHERE h.record = ?1"
                                                         " GROUP BY h.field HAVING count(DISTINCT " KIN_SQL_HEAD_VALUE ") > 1)", 1, record);
  GPtrArray *contested = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_change_free);

  for (guint i = changes->len; i-- > 0;)
    for (guint h = 0; h < heads->len; h++)
      if (((KinChange *) changes->pdata[i])->no == g_array_index (heads, gint64, h))
        {
          g_ptr_array_add (contested, g_ptr_array_steal_index (changes, i));
          break;
        }
  return contested;
}
