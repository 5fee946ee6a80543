/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding what the log holds of one record. */
#include "log_read.h"

#include <string.h>

#include "log_prefix.h"
#include "rows.h"

static void
clear_change (gpointer data)
{
  kin_log_change_clear (data);
}

void
kin_log_take (KinQuery *query, KinLogChange *change)
{
  *change = (KinLogChange) {
    .no = kin_query_get_int (query, 0),
    .seq = kin_query_get_int (query, 1),
    .device = kin_query_get_int (query, 2),
    .n = kin_query_get_int (query, 3),
    .op = (KinOp) kin_query_get_int (query, 4),
    .held = kin_query_get_int (query, 5) != 0,
    .field = g_strdup (kin_query_get_text (query, 6)),
    .base = g_strdup (kin_query_get_text (query, 7)),
    .value = g_strdup (kin_query_get_text (query, 8)),
    .first_device = kin_query_get_int (query, 9),
    .first_n = kin_query_get_int (query, 10),
  };
}

/* "device.n" where that is the first name of a change that goes by another, and no change's own. New string or NULL. */
static char *
name_by_first (const GArray *changes, const char *token)
{
  const char *dot = strchr (token, '.');
  gint64 device = g_ascii_strtoll (token, NULL, 10), n = dot != NULL ? g_ascii_strtoll (dot + 1, NULL, 10) : 0;
  const KinLogChange *found = NULL;

  for (guint i = 0; n != 0 && i < changes->len; i++)
    {
      const KinLogChange *change = &g_array_index (changes, KinLogChange, i);

      if (change->device == device && change->n == n)
        return NULL;
      if (change->first_device == device && change->first_n == n)
        found = change;
    }
  return found != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, found->device, found->n) : NULL;
}

/* A base that names what had not come yet by its id ("i0192..."), or by the name it had then: by now it may have. */
static void
find_named (KinReader *reader, gint64 record, const GArray *changes, KinLogChange *change)
{
  g_auto (GStrv) names = g_strsplit (change->base, " ", -1);
  g_autoptr (GString) base = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *found = *names[i] == 'i' ? kin_log_name_of (reader, record, names[i]) : name_by_first (changes, names[i]);

      g_string_append_printf (base, "%s%s", base->len > 0 ? " " : "", found != NULL ? found : names[i]);
    }
  g_free (change->base);
  change->base = g_string_free (g_steal_pointer (&base), FALSE);
}

char *
kin_log_name_of (KinReader *reader, gint64 record, const char *token)
{
  KinId id;
  g_autoptr (KinQuery) query = NULL;

  if (*token != 'i' || !kin_id_parse (&id, token + 1))
    return NULL;
  query = kin_reader_query (reader, "SELECT device, n FROM change WHERE record = ?1 AND id = ?2");
  kin_query_int (query, 1, record);
  kin_query_blob (query, 2, &id, sizeof id);
  return kin_query_step (query) ? g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, kin_query_get_int (query, 0), kin_query_get_int (query, 1)) : NULL;
}

void
kin_log_settle (KinReader *reader, gint64 record, GArray *changes)
{
  gboolean renamed = FALSE;

  for (guint i = 0; i < changes->len; i++)
    renamed = renamed || g_array_index (changes, KinLogChange, i).first_n != 0;
  for (guint i = 0; i < changes->len; i++)
    {
      KinLogChange *change = &g_array_index (changes, KinLogChange, i);

      if (change->base != NULL && (renamed || strchr (change->base, 'i') != NULL))
        find_named (reader, record, changes, change);
    }
  kin_fold_sift (changes);
}

GArray *
kin_log_changes_of (KinReader *reader, gint64 record, gint64 until)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (KinLogChange));
  KinLogPrefix prefix = kin_reader_prefix (reader);

  g_array_set_clear_func (changes, clear_change);
  {
    g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT " KIN_LOG_COLUMNS " FROM change WHERE record = ?1 AND " KIN_SQL_IN_PREFIX ("no", "seq", "?2", "?3") " ORDER BY no");

    kin_query_int (query, 1, record);
    kin_query_int (query, 2, MIN (until, prefix.no));
    kin_query_int (query, 3, prefix.seq);
    while (kin_query_step (query))
      {
        KinLogChange change;

        kin_log_take (query, &change);
        g_array_append_val (changes, change);
      }
  }
  kin_log_settle (reader, record, changes);
  return changes;
}

static gint64
resolve (const KinId *id, gpointer reader)
{
  return kin_reader_no_of (reader, id);
}

static KinRecord *
state (KinReader *reader, const KinType *type, gint64 no, gint64 until, gboolean even_deleted)
{
  g_autoptr (GArray) changes = kin_log_changes_of (reader, no, until);
  const KinLogChange *first = &g_array_index (changes, KinLogChange, 0);
  struct json_object *folded = even_deleted ? kin_fold_record_even_deleted (first, changes->len) : kin_fold_record (first, changes->len);
  KinRecord *record = NULL;
  KinId id;

  if (folded != NULL && kin_reader_id_of (reader, no, &id))
    record = kin_row_from_state (type, &id, no, folded, resolve, reader);
  json_object_put (folded);
  return record;
}

KinRecord *
kin_log_state_at (KinReader *reader, const KinType *type, gint64 no, gint64 until)
{
  return state (reader, type, no, until, FALSE);
}

KinRecord *
kin_log_last_state (KinReader *reader, const KinType *type, gint64 no)
{
  return state (reader, type, no, G_MAXINT64, TRUE);
}

struct json_object *
kin_log_register_at (KinReader *reader, gint64 record, const char *field, gint64 until, GArray **numbers)
{
  g_autoptr (GArray) changes = kin_log_changes_of (reader, record, until);
  const KinLogChange *all = &g_array_index (changes, KinLogChange, 0);
  g_autoptr (GArray) heads = kin_fold_heads (all, changes->len, field);

  if (numbers != NULL)
    {
      *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (guint i = 0; i < heads->len; i++)
        g_array_append_val (*numbers, all[g_array_index (heads, guint, i)].no);
    }
  return heads->len > 0 ? kin_fold_value (&all[g_array_index (heads, guint, 0)], field) : NULL;
}

static gboolean
is_about (const KinLogChange *change, const char *field)
{
  const char *about = kin_log_change_register (change);

  return about == NULL || g_strcmp0 (about, field) == 0;
}

static gboolean
is_among (const GArray *numbers, gint64 no)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, gint64, i) == no)
      return TRUE;
  return FALSE;
}

static void
add_distinct (GPtrArray *values, struct json_object *value)
{
  for (guint i = 0; i < values->len; i++)
    if (json_object_equal (values->pdata[i], value))
      {
        json_object_put (value);
        return;
      }
  g_ptr_array_add (values, value);
}

static void
put_json (gpointer json)
{
  json_object_put (json);
}

void
kin_log_action_on (KinReader *reader, gint64 record, const char *field, gint64 action, KinActionOn *on)
{
  g_autoptr (GArray) changes = kin_log_changes_of (reader, record, G_MAXINT64);
  g_autoptr (GArray) its = kin_reader_numbers (reader, "SELECT no FROM change WHERE record = ?1 AND action = ?2", 2, record, action);
  const KinLogChange *first = NULL, *last = NULL;

  *on = (KinActionOn) { .before = g_ptr_array_new_with_free_func (put_json) };
  for (guint i = 0; i < changes->len; i++)
    {
      const KinLogChange *change = &g_array_index (changes, KinLogChange, i);

      if (!is_about (change, field) || !is_among (its, change->no))
        continue;
      first = first == NULL ? change : first;
      last = change;
    }
  on->is_there = first != NULL;
  if (first == NULL)
    return;
  on->last = last->no;
  on->left = kin_fold_value (last, field);
  for (guint i = 0; i < changes->len; i++)
    {
      const KinLogChange *change = &g_array_index (changes, KinLogChange, i);

      if (is_about (change, field) && kin_base_names (first->base, change->device, change->n, change->seq))
        add_distinct (on->before, kin_fold_value (change, field));
    }
}

void
kin_action_on_clear (KinActionOn *on)
{
  json_object_put (on->left);
  g_clear_pointer (&on->before, g_ptr_array_unref);
}
