/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking back a whole action: the opposite is appended, nothing is removed (app/DESIGN.md, "The idea").
 *
 * What is put back is decided register by register: where the value that the action left is still the one in force, and no
 * other device has spoken since, the value before the action is appended. What others have changed since stays, and is said. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "heads.h"
#include "history.h"
#include "log_read.h"
#include "store_private.h"

typedef struct
{
  KinWriter *writer;
  gint64     action, first, last; /* first and last of it in the log, where another laptop's lies between others' */
  GPtrArray *left;        /* sentences, or NULL */
} Undo;

typedef struct
{
  gint64 record;
  KinOp  op;
  char  *field;
} Register;

static void
clear_register (gpointer data)
{
  g_free (((Register *) data)->field);
}

/* Each register that the action touched, once, the last first. A create or delete speaks for the whole record. */
static GArray *
touched_registers (KinReader *reader, gint64 action, gint64 first, gint64 last)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT record, min(op), field, max(no) AS newest FROM change WHERE no BETWEEN ?1 AND ?2 AND action = ?3"
                                                         " AND op < 4 AND record NOT IN (SELECT no FROM temp.going)"
                                                         " GROUP BY record, CASE WHEN op = 1 THEN field ELSE '_exists' END"
                                                         " ORDER BY newest DESC /* scan: one action */");
  GArray *registers = g_array_new (FALSE, FALSE, sizeof (Register));

  g_array_set_clear_func (registers, clear_register);
  kin_query_int (query, 1, first);
  kin_query_int (query, 2, last);
  kin_query_int (query, 3, action);
  while (kin_query_step (query))
    {
      Register reg = { kin_query_get_int (query, 0), (KinOp) kin_query_get_int (query, 1), g_strdup (kin_query_get_text (query, 2)) };

      g_array_append_val (registers, reg);
    }
  return registers;
}

static void
say_left (Undo *undo, gint64 record, const char *field, gint64 change)
{
  KinReader *reader = undo->writer->reader;
  g_autofree char *title = kin_reader_title (reader, record);
  const KinType *type = kin_reader_type_of (reader, record);
  int number = type != NULL && field != NULL ? kin_type_field (type, field) : -1;
  g_autofree char *by = NULL;
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *when = NULL;
  {
    g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT (SELECT name FROM person p WHERE p.no = c.\"by\"), c.at FROM change c WHERE c.no = ?1");

    kin_query_int (query, 1, change);
    if (kin_query_step (query))
      {
        by = g_strdup (kin_query_get_text (query, 0));
        at = g_date_time_new_from_unix_local (kin_query_get_int (query, 1) / 1000);
      }
  }
  when = at != NULL ? g_date_time_format (at, "%d/%m/%Y %H:%M") : g_strdup ("?");
  if (undo->left == NULL)
    return;
  /* Translators: left as it is by undo: "Ada Example, Social worker: changed since by P. Example, 03/05/2024 10:12" */
  g_ptr_array_add (undo->left, g_strdup_printf (_("%s, %s: changed since by %s, %s"), title, number >= 0 ? _(type->fields[number].label) : _("the whole record"),
                                                by != NULL ? by : "?", when));
}

/* Does the register still say what the action left? Speaks of it where it does not. */
static gboolean
still_stands (Undo *undo, gint64 record, const char *field)
{
  KinReader *reader = undo->writer->reader;
  g_autoptr (GArray) heads = NULL;
  struct json_object *now = kin_log_register_at (reader, record, field, G_MAXINT64, &heads);
  g_auto (KinActionOn) on = { 0 };
  gboolean stands;
  gint64 other = 0;

  kin_log_action_on (reader, record, field, undo->action, &on);
  if (!on.is_there) /* its record was, as a whole */
    on.left = kin_log_register_at (reader, record, field, undo->last, NULL);
  stands = heads->len == 1 && json_object_equal (now, on.left);
  for (guint i = 0; i < heads->len; i++)
    {
      gint64 head = g_array_index (heads, gint64, i);

      if (head != on.last)
        other = head;
      if (head != on.last && kin_reader_number (reader, "SELECT coalesce (d.mine, 1) FROM change c LEFT JOIN deed d ON d.no = c.action WHERE c.no = ?1", 1, head) != 1)
        stands = FALSE;
    }
  if (!stands)
    say_left (undo, record, field, other != 0 ? other : undo->last);
  json_object_put (now);
  return stands;
}

static GArray *
numbers_of_parts (KinReader *reader, const KinPart *part, gint64 owner)
{
  g_autofree char *sql = g_strdup_printf ("SELECT no FROM \"%s\" WHERE %s", part->type->name, part->condition); /* names from the tables */

  return kin_reader_numbers (reader, sql, 1, owner);
}

/* What was added to a record since would go with it, unasked. */
static gboolean
has_no_new_parts (Undo *undo, gint64 record)
{
  KinReader *reader = undo->writer->reader;
  const KinType *type = kin_reader_type_of (reader, record);
  const GArray *parts = kin_parts_all ();

  for (guint i = 0; i < parts->len; i++)
    {
      const KinPart *part = &g_array_index (parts, KinPart, i);
      g_autoptr (GArray) numbers = NULL;

      if ((part->owner != NULL && strcmp (part->owner, type->name) != 0) || kin_reader_number (reader, part->any, 1, record) == 0)
        continue;
      numbers = numbers_of_parts (reader, part, record);
      for (guint p = 0; p < numbers->len; p++)
        {
          gint64 made = kin_reader_number (reader, "SELECT min(no) FROM change WHERE record = ?1", 1, g_array_index (numbers, gint64, p));

          if (made > undo->last)
            {
              say_left (undo, record, NULL, made);
              return FALSE;
            }
        }
    }
  return TRUE;
}

/* A created record goes only when nobody has written in it since; heads later than the action tell. */
static gboolean
is_untouched_since (Undo *undo, gint64 record)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  gboolean untouched = TRUE;
  {
    g_autoptr (KinQuery) query = kin_reader_query (undo->writer->reader, "SELECT field FROM head WHERE record = ?1 AND change > ?2");

    kin_query_int (query, 1, record);
    kin_query_int (query, 2, undo->last);
    while (kin_query_step (query))
      g_ptr_array_add (fields, g_strdup (kin_query_get_text (query, 0)));
  }
  for (guint i = 0; i < fields->len; i++)
    untouched = still_stands (undo, record, fields->pdata[i]) && untouched;
  return has_no_new_parts (undo, record) && untouched;
}

static gboolean
was_deleted (Undo *undo, gint64 record)
{
  struct json_object *before = kin_log_register_at (undo->writer->reader, record, KIN_REGISTER_EXISTS, undo->first - 1, NULL);
  gboolean deleted = before != NULL && !json_object_get_boolean (before);

  json_object_put (before);
  return deleted;
}

static gboolean
undo_existence (Undo *undo, gint64 record, GError **error)
{
  KinReader *reader = undo->writer->reader;
  gboolean decided = kin_reader_number (reader, "SELECT kind = 'decide' FROM deed WHERE no = ?1", 1, undo->action) != 0;
  const KinType *type = kin_reader_type_of (reader, record);
  gint64 first = kin_reader_number (reader, "SELECT op FROM change WHERE record = ?1 AND action = ?2 AND op <> 1 ORDER BY no LIMIT 1", 2, record, undo->action);
  gboolean existed = first == KIN_OP_DELETE;
  g_autoptr (KinRecord) living = type != NULL ? kin_reader_get (reader, type, record) : NULL;

  if (type == NULL)
    return TRUE; /* a type of a newer version: its own program undoes it */
  /* Deleted it was before, and that it stays so was a decision: the question is open again. */
  if (existed && living == NULL && decided && still_stands (undo, record, KIN_REGISTER_EXISTS) && was_deleted (undo, record))
    return kin_writer_delete_again (undo->writer, type, record, -1, error);
  if (existed)
    return living != NULL || !still_stands (undo, record, KIN_REGISTER_EXISTS) || kin_writer_restore (undo->writer, record, error);
  if (living == NULL || !is_untouched_since (undo, record))
    return TRUE;
  if (!kin_writer_delete (undo->writer, living, error))
    return FALSE;
  /* That it was brought back was a decision: it is deleted as it was before, by somebody who did not know of the change. */
  return !decided || kin_writer_delete_again (undo->writer, type, record, -1, error);
}

/* base NULL: what stands. What does not fit its field (of another version) is left. */
static gboolean
put_back (Undo *undo, KinRecord *living, guint field, struct json_object *before, const char *base, GError **error)
{
  g_auto (KinValue) value = KIN_VALUE_NONE;

  if (!kin_field_from_json (&kin_record_type (living)->fields[field], before, &value))
    return TRUE;
  return base == NULL ? kin_writer_set (undo->writer, living, field, &value, error) : kin_writer_set_over (undo->writer, living, field, &value, base, error);
}

static gboolean
undo_field (Undo *undo, gint64 record, const char *name, GError **error)
{
  KinReader *reader = undo->writer->reader;
  const KinType *type = kin_reader_type_of (reader, record);
  int field = type != NULL ? kin_type_field (type, name) : -1;
  g_autoptr (KinRecord) living = field >= 0 ? kin_reader_get (reader, type, record) : NULL;
  g_autofree char *base = NULL;
  g_auto (KinActionOn) on = { 0 };
  gboolean contested;

  if (living == NULL || !still_stands (undo, record, name))
    return TRUE;
  kin_log_action_on (reader, record, name, undo->action, &on);
  kin_record_set_seen (living, undo->writer->no);
  if (on.before->len < 2)
    return put_back (undo, living, (guint) field, on.before->len > 0 ? on.before->pdata[0] : NULL, NULL, error);
  /* It decided between two: each is said again beside the other, and the question is open as it was. */
  base = kin_heads_seen (reader, record, name, G_MAXINT64, &contested);
  for (guint i = 0; i < on.before->len; i++)
    if (!put_back (undo, living, (guint) field, on.before->pdata[i], base, error))
      return FALSE;
  return TRUE;
}

static gboolean
undo_action (KinWriter *writer, gint64 action, GPtrArray *left, GError **error)
{
  Undo undo = { .writer = writer, .action = action, .left = left };
  g_autoptr (GArray) registers = NULL;

  undo.first = kin_reader_number (writer->reader, "SELECT first FROM deed WHERE no = ?1", 1, action);
  undo.last = kin_reader_number (writer->reader, "SELECT last FROM deed WHERE no = ?1", 1, action);
  if (!kin_undo_creates (writer, action, undo.first, undo.last, error))
    return FALSE;
  registers = touched_registers (writer->reader, action, undo.first, undo.last);
  for (guint i = 0; i < registers->len; i++)
    {
      const Register *reg = &g_array_index (registers, Register, i);

      if (!kin_writer_progress (writer, i, registers->len, error))
        return FALSE;
      if (!(reg->op == KIN_OP_SET ? undo_field (&undo, reg->record, reg->field, error) : undo_existence (&undo, reg->record, error)))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  gint64     action;
  GPtrArray *left;
} UndoJob;

static gboolean
run_undo (KinWriter *writer, gpointer data, GError **error)
{
  UndoJob *job = data;

  return undo_action (writer, job->action, job->left, error);
}

static gboolean
may_undo (KinStore *store, KinReader *reader, gint64 no, KinAction **action, GError **error)
{
  *action = kin_reader_action (reader, no);
  if (*action != NULL && (*action)->undone_by == 0)
    return TRUE;
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER,
                       *action == NULL ? _("There is nothing to undo.") : _("That has been undone already."));
  return FALSE;
}

/* What was done at first, however often it was undone and redone since. New string. */
static char *
find_first (KinReader *reader, const KinAction *action)
{
  g_autoptr (KinAction) earlier = action->undoes != 0 ? kin_reader_action (reader, action->undoes) : NULL;

  return earlier != NULL ? find_first (reader, earlier) : g_strdup (action->label);
}

gboolean
kin_store_undo (KinStore *store, gint64 no, GPtrArray *left, gint64 *undo, GCancellable *cancellable, GError **error)
{
  g_autoptr (KinReader) reader = NULL;
  g_autoptr (KinAction) action = NULL;
  UndoJob job = { no, left };
  gboolean redo;
  g_autofree char *first = NULL;
  g_autofree char *label = NULL;

  kin_store_flush (store);
  reader = kin_store_new_reader (store, error); /* this may be any thread */
  if (reader == NULL || !may_undo (store, reader, no, &action, error))
    return FALSE;
  redo = strcmp (action->kind, "undo") == 0;
  first = find_first (reader, action);
  label = g_strdup_printf (redo ? _("Redone: %s") : _("Undone: %s"), first);
  return kin_store_write_undo (store, redo ? "redo" : "undo", label, no, run_undo, &job, cancellable, undo, error);
}

typedef struct
{
  gint64     action, undo;
  GPtrArray *left;
} AsyncUndo;

static void
free_async (gpointer data)
{
  AsyncUndo *async = data;

  g_ptr_array_unref (async->left);
  g_free (async);
}

static void
undo_thread (GTask *task, gpointer store, gpointer data, GCancellable *cancellable)
{
  AsyncUndo *async = data;
  GError *error = NULL;

  if (kin_store_undo (store, async->action, async->left, &async->undo, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
kin_store_undo_async (KinStore *store, gint64 action, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  AsyncUndo *async = g_new0 (AsyncUndo, 1);

  async->action = action;
  async->left = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, async, free_async);
  g_task_set_return_on_cancel (task, FALSE);
  g_task_run_in_thread (task, undo_thread);
}

gboolean
kin_store_undo_finish (KinStore *store, GAsyncResult *result, GPtrArray **left, gint64 *undo, GError **error)
{
  AsyncUndo *async = g_task_get_task_data (G_TASK (result));

  if (left != NULL)
    *left = g_ptr_array_ref (async->left);
  if (undo != NULL)
    *undo = async->undo;
  return g_task_propagate_boolean (G_TASK (result), error);
}
