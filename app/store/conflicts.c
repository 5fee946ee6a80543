/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registers whose heads hold two values, and records that were changed by somebody who did not know that they were deleted. */
#include "conflicts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "log_read.h"
#include "store_private.h"

static void
free_side (gpointer data)
{
  KinConflictSide *side = data;

  g_free (side->value);
  g_free (side->by);
  g_free (side->seen);
  g_free (side);
}

void
kin_conflict_free (KinConflict *conflict)
{
  if (conflict == NULL)
    return;
  g_free (conflict->type);
  g_free (conflict->field);
  g_free (conflict->edited);
  g_ptr_array_unref (conflict->sides);
  g_free (conflict);
}

KinConflict *
kin_conflict_copy (const KinConflict *conflict)
{
  KinConflict *copy = g_memdup2 (conflict, sizeof *conflict);

  copy->type = g_strdup (conflict->type);
  copy->field = g_strdup (conflict->field);
  copy->edited = g_strdup (conflict->edited);
  copy->sides = g_ptr_array_new_with_free_func (free_side);
  for (guint i = 0; i < conflict->sides->len; i++)
    {
      KinConflictSide *side = g_memdup2 (conflict->sides->pdata[i], sizeof *side);

      side->value = g_strdup (side->value);
      side->by = g_strdup (side->by);
      side->seen = g_strdup (side->seen);
      g_ptr_array_add (copy->sides, side);
    }
  return copy;
}

static char *
value_of (const KinLogChange *change, const char *field)
{
  struct json_object *json = kin_fold_value (change, field);
  char *text = json != NULL ? g_strdup (json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE)) : NULL;

  json_object_put (json);
  return text;
}

/* What the author of a change had before him: the first change of the register that his base names. */
static char *
seen_of (const GArray *changes, const KinLogChange *change, const char *field)
{
  for (guint i = changes->len; i-- > 0;)
    {
      const KinLogChange *earlier = &g_array_index (changes, KinLogChange, i);
      const char *about = kin_log_change_register (earlier);

      if ((about == NULL || strcmp (about, field) == 0) && kin_base_names (change->base, earlier->device, earlier->n, earlier->seq))
        return value_of (earlier, field);
    }
  return NULL;
}

static void
add_side (KinReader *reader, KinConflict *conflict, const GArray *changes, const KinLogChange *change, const char *field, char *value)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT p.name, c.at, coalesce (d.mine, 1) FROM change c LEFT JOIN person p ON p.no = c.\"by\" LEFT JOIN deed d ON d.no = c.action WHERE c.no = ?1");
  KinConflictSide *side = g_new0 (KinConflictSide, 1);

  kin_query_int (query, 1, change->no);
  if (kin_query_step (query))
    {
      side->by = g_strdup (kin_query_get_text (query, 0));
      side->at = kin_query_get_int (query, 1);
      side->here = kin_query_get_int (query, 2) != 0;
    }
  side->value = value;
  side->seen = seen_of (changes, change, field);
  side->pending = change->seq == 0;
  g_ptr_array_add (conflict->sides, side);
}

static KinConflict *
new_conflict (KinReader *reader, gint64 record, const char *field)
{
  KinConflict *conflict = g_new0 (KinConflict, 1);
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT type FROM record WHERE no = ?1");

  kin_query_int (query, 1, record);
  conflict->type = kin_query_step (query) ? g_strdup (kin_query_get_text (query, 0)) : NULL;
  conflict->record = record;
  conflict->field = g_strdup (field);
  conflict->sides = g_ptr_array_new_with_free_func (free_side);
  conflict->seen = kin_reader_number (reader, "SELECT max(no) FROM change", 0);
  return conflict;
}

static gboolean
has_value (const KinConflict *conflict, const char *value)
{
  for (guint i = 0; i < conflict->sides->len; i++)
    if (g_strcmp0 (((KinConflictSide *) conflict->sides->pdata[i])->value, value) == 0)
      return TRUE;
  return FALSE;
}

/* Equal values agree. */
static void
look_at_register (KinReader *reader, const GArray *changes, gint64 record, const char *field, GPtrArray *conflicts)
{
  const KinLogChange *all = &g_array_index (changes, KinLogChange, 0);
  g_autoptr (GArray) heads = kin_fold_heads (all, changes->len, field);
  g_autoptr (KinConflict) conflict = new_conflict (reader, record, field);

  for (guint i = 0; i < heads->len; i++)
    {
      const KinLogChange *head = &all[g_array_index (heads, guint, i)];
      char *value = value_of (head, field);

      if (i > 0 && has_value (conflict, value))
        g_free (value);
      else
        add_side (reader, conflict, changes, head, field, value);
    }
  if (conflict->sides->len > 1)
    g_ptr_array_add (conflicts, g_steal_pointer (&conflict));
}

/* A deletion over a deletion was a decision about it, or the undo of one. */
static gboolean
is_over_deletion (const GArray *changes, const KinLogChange *deletion)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const KinLogChange *earlier = &g_array_index (changes, KinLogChange, i);

      if (earlier->op == KIN_OP_DELETE && kin_base_names (deletion->base, earlier->device, earlier->n, earlier->seq))
        return TRUE;
    }
  return FALSE;
}

/* Nobody changes what he knows to be deleted: a head of another device that the deletion does not name was made without knowing. */
static void
look_at_deleted (KinReader *reader, const GArray *changes, gint64 record, const KinLogChange *deletion, GPtrArray *conflicts)
{
  const KinLogChange *all = &g_array_index (changes, KinLogChange, 0);
  gboolean decided = is_over_deletion (changes, deletion);

  for (guint i = 0; i < changes->len; i++)
    {
      const KinLogChange *edit = &all[i];
      KinConflict *conflict;
      gboolean replaced = FALSE;

      if (edit->op != KIN_OP_SET || (edit->device == deletion->device && !decided) || kin_base_names (deletion->base, edit->device, edit->n, edit->seq))
        continue;
      for (guint k = 0; k < changes->len; k++)
        replaced = replaced || (all[k].op == KIN_OP_SET && strcmp (all[k].field, edit->field) == 0 && kin_base_names (all[k].base, edit->device, edit->n, edit->seq));
      if (replaced)
        continue;
      conflict = new_conflict (reader, record, KIN_REGISTER_EXISTS);
      conflict->edited = g_strdup (edit->field);
      add_side (reader, conflict, changes, deletion, KIN_REGISTER_EXISTS, g_strdup ("false"));
      add_side (reader, conflict, changes, edit, edit->field, g_strdup ("true"));
      g_ptr_array_add (conflicts, conflict);
      return;
    }
}

static void
look_at_record (KinReader *reader, gint64 record, GPtrArray *conflicts)
{
  g_autoptr (GArray) changes = kin_log_changes_of (reader, record, G_MAXINT64);
  const KinLogChange *all = &g_array_index (changes, KinLogChange, 0);
  g_autoptr (GArray) existence = kin_fold_heads (all, changes->len, KIN_REGISTER_EXISTS);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  guint before = conflicts->len;

  look_at_register (reader, changes, record, KIN_REGISTER_EXISTS, conflicts);
  if (existence->len > 0 && all[g_array_index (existence, guint, 0)].op == KIN_OP_DELETE)
    {
      if (conflicts->len == before)
        look_at_deleted (reader, changes, record, &all[g_array_index (existence, guint, 0)], conflicts);
      return;
    }
  {
    g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT field FROM head WHERE record = ?1 AND field <> '_exists' GROUP BY field HAVING count(*) > 1");

    kin_query_int (query, 1, record);
    while (kin_query_step (query))
      g_ptr_array_add (fields, g_strdup (kin_query_get_text (query, 0)));
  }
  for (guint i = 0; i < fields->len; i++)
    look_at_register (reader, changes, record, fields->pdata[i], conflicts);
}

GPtrArray *
kin_reader_conflicts_of (KinReader *reader, gint64 record)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_conflict_free);

  look_at_record (reader, record, conflicts);
  return conflicts;
}

GPtrArray *
kin_reader_open_conflicts (KinReader *reader, guint limit)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_conflict_free);
  g_autoptr (GArray) records = kin_reader_numbers (reader,
    "SELECT record FROM (SELECT record FROM head GROUP BY record, field HAVING count(*) > 1"
    " UNION SELECT h.record FROM head e JOIN change d ON d.no = e.change AND d.op = 2 JOIN head h ON h.record = e.record AND h.field <> '_exists'"
    " JOIN change s ON s.no = h.change WHERE e.field = '_exists' AND (s.device <> d.device OR"
    " (SELECT count(*) FROM change x WHERE x.record = e.record AND x.op = 2) > 1)) ORDER BY record /* scan: the heads */", 0);

  for (guint i = 0; i < records->len && conflicts->len < limit; i++)
    look_at_record (reader, g_array_index (records, gint64, i), conflicts);
  if (conflicts->len > limit)
    g_ptr_array_set_size (conflicts, (gint) limit);
  return conflicts;
}

static gboolean
say_settled (GError **error)
{
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, _("This has been settled meanwhile. Look at the history of the record."));
  return FALSE;
}

/* Still open about the same register. */
static gboolean
is_open (KinReader *reader, const KinConflict *conflict)
{
  g_autoptr (GPtrArray) now = kin_reader_conflicts_of (reader, conflict->record);

  for (guint i = 0; i < now->len; i++)
    if (strcmp (((KinConflict *) now->pdata[i])->field, conflict->field) == 0)
      return TRUE;
  return FALSE;
}

gboolean
kin_writer_decide (KinWriter *writer, const KinConflict *conflict, guint side, GError **error)
{
  const KinConflictSide *chosen = conflict->sides->pdata[side];
  const KinType *type = conflict->type != NULL ? kin_type_find (conflict->type) : NULL;
  int field = type != NULL ? kin_type_field (type, conflict->field) : -1;
  g_autoptr (KinRecord) record = NULL;
  struct json_object *json;
  g_auto (KinValue) value = KIN_VALUE_NONE;
  gboolean fits;

  if (!is_open (writer->reader, conflict))
    return say_settled (error);
  if (type != NULL && strcmp (conflict->field, KIN_REGISTER_EXISTS) == 0)
    return strcmp (chosen->value, "true") == 0 ? kin_writer_restore (writer, conflict->record, error) : kin_writer_delete_again (writer, type, conflict->record, conflict->seen, error);
  record = field >= 0 ? kin_reader_get (writer->reader, type, conflict->record) : NULL;
  json = chosen->value != NULL ? json_tokener_parse (chosen->value) : NULL;
  fits = record != NULL && kin_field_from_json (&type->fields[field], json, &value);
  json_object_put (json);
  if (!fits)
    {
      g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, _("This version of the program does not know the field. Decide it with the newer one."));
      return FALSE;
    }
  kin_record_set_seen (record, conflict->seen);
  return kin_writer_set (writer, record, (guint) field, &value, error);
}
