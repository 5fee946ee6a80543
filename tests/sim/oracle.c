/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fold again, by brute force. */
#include "oracle.h"

#include <string.h>

#define EXISTS "_exists"

OracleChange *
oracle_change_new (void)
{
  OracleChange *change = g_new0 (OracleChange, 1);

  change->base = g_ptr_array_new_with_free_func (g_free);
  return change;
}

void
oracle_change_free (OracleChange *change)
{
  g_free (change->id);
  g_free (change->record);
  g_free (change->type);
  g_free (change->op);
  g_free (change->field);
  g_free (change->device);
  g_ptr_array_unref (change->base);
  json_object_put (change->value);
  g_free (change);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  g_ptr_array_sort (words, compare_text);
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " | " : "", (char *) words->pdata[i]);
  return g_string_free (text, FALSE);
}

/* Objects with their members in order, so that what is equal is written equal. */
char *
oracle_text (struct json_object *value)
{
  g_autoptr (GPtrArray) members = NULL;
  g_autofree char *joined = NULL;

  if (!json_object_is_type (value, json_type_object))
    return g_strdup (json_object_to_json_string_ext (value, JSON_C_TO_STRING_PLAIN));
  members = g_ptr_array_new_with_free_func (g_free);
  {
    json_object_object_foreach (value, key, member)
      {
        g_autofree char *text = oracle_text (member);

        g_ptr_array_add (members, g_strdup_printf ("%s: %s", key, text));
      }
  }
  joined = join_sorted (members);
  return g_strdup_printf ("{%s}", joined);
}

static gboolean
is_about (const OracleChange *change, const char *field)
{
  if (change->skipped)
    return FALSE;
  if (strcmp (change->op, "create") == 0)
    return TRUE;
  if (strcmp (change->op, "set") == 0)
    return strcmp (change->field, field) == 0;
  return (strcmp (change->op, "delete") == 0 || strcmp (change->op, "restore") == 0) && strcmp (field, EXISTS) == 0;
}

static gboolean
is_named (const OracleChange *change, const GPtrArray *changes, const char *field)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const OracleChange *other = changes->pdata[i];

      for (guint b = 0; is_about (other, field) && b < other->base->len; b++)
        if (strcmp (other->base->pdata[b], change->id) == 0)
          return TRUE;
    }
  return FALSE;
}

/* Marks what no fold may take. */
static void
mark_skipped (const GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      OracleChange *change = changes->pdata[i];

      change->skipped = change->held;
      for (guint a = 0; change->skipped && a < changes->len; a++)
        {
          const OracleChange *admit = changes->pdata[a];

          if (strcmp (admit->op, "admit") == 0 && !admit->held && g_ptr_array_find_with_equal_func (admit->base, change->id, g_str_equal, NULL))
            change->skipped = FALSE;
        }
    }
}

static gboolean
is_purged (const GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (strcmp (((OracleChange *) changes->pdata[i])->op, "purge") == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
oracle_heads (const GPtrArray *changes, const char *record, const char *field, gint64 before)
{
  g_autoptr (GPtrArray) its = g_ptr_array_new ();
  GPtrArray *heads = g_ptr_array_new ();

  mark_skipped (changes);
  for (guint i = 0; i < changes->len; i++)
    {
      OracleChange *change = changes->pdata[i];

      if (change->order < before && strcmp (change->record, record) == 0 && is_about (change, field))
        g_ptr_array_add (its, change);
    }
  for (guint i = 0; i < its->len; i++)
    if (!is_named (its->pdata[i], its, field))
      g_ptr_array_add (heads, its->pdata[i]);
  return heads;
}

gboolean
oracle_descends (const GPtrArray *changes, const OracleChange *change, const OracleChange *ancestor)
{
  for (guint b = 0; b < change->base->len; b++)
    for (guint i = 0; i < changes->len; i++)
      if (strcmp (((OracleChange *) changes->pdata[i])->id, change->base->pdata[b]) == 0 &&
          (changes->pdata[i] == ancestor || oracle_descends (changes, changes->pdata[i], ancestor)))
        return TRUE;
  return FALSE;
}

static int
compare_rank (gconstpointer a, gconstpointer b)
{
  const OracleChange *x = *(const OracleChange *const *) a;
  const OracleChange *y = *(const OracleChange *const *) b;
  gint64 left = x->seq != 0 ? x->seq : G_MAXINT64;
  gint64 right = y->seq != 0 ? y->seq : G_MAXINT64;

  if (left != right)
    return left < right ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

/* Borrowed. */
static struct json_object *
value_of (const OracleChange *change, const char *field, struct json_object *yes, struct json_object *no)
{
  struct json_object *value = NULL;

  if (strcmp (field, EXISTS) == 0)
    return strcmp (change->op, "delete") == 0 ? no : yes;
  if (strcmp (change->op, "set") == 0)
    return change->value;
  json_object_object_get_ex (change->value, field, &value);
  return value;
}

static void
fold_register (OracleRecord *record, const GPtrArray *changes, const char *field)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  struct json_object *yes = json_object_new_boolean (TRUE);
  struct json_object *no = json_object_new_boolean (FALSE);
  struct json_object *in_force;

  for (guint i = 0; i < changes->len; i++)
    if (is_about (changes->pdata[i], field) && !is_named (changes->pdata[i], changes, field))
      g_ptr_array_add (heads, changes->pdata[i]);
  g_ptr_array_sort (heads, compare_rank);
  for (guint i = 0; i < heads->len; i++)
    {
      g_autofree char *text = oracle_text (value_of (heads->pdata[i], field, yes, no));

      g_ptr_array_add (ids, ((OracleChange *) heads->pdata[i])->id);
      if (!g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  in_force = heads->len > 0 ? value_of (heads->pdata[0], field, yes, no) : NULL;
  if (texts->len > 1)
    g_hash_table_insert (record->conflicts, g_strdup (field), join_sorted (texts));
  if (heads->len > 1 || (heads->len == 1 && strcmp (((OracleChange *) heads->pdata[0])->op, "create") != 0))
    g_hash_table_insert (record->heads, g_strdup (field), join_sorted (ids));
  if (strcmp (field, EXISTS) == 0)
    record->exists = record->exists && in_force == yes;
  else if (in_force != NULL)
    g_hash_table_insert (record->values, g_strdup (field), json_object_get (in_force));
  json_object_put (yes);
  json_object_put (no);
}

static void
free_value (gpointer value)
{
  json_object_put (value);
}

static void
free_record (gpointer data)
{
  OracleRecord *record = data;

  g_free (record->type);
  g_hash_table_unref (record->values);
  g_hash_table_unref (record->conflicts);
  g_hash_table_unref (record->heads);
  g_free (record);
}

static void
add_keys (GHashTable *fields, struct json_object *values)
{
  json_object_object_foreach (values, key, value)
    {
      (void) value;
      g_hash_table_add (fields, key);
    }
}

static OracleRecord *
fold_record (const GPtrArray *changes)
{
  OracleRecord *record = g_new0 (OracleRecord, 1);
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer field;

  record->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
  record->conflicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  record->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_add (fields, (gpointer) EXISTS);
  mark_skipped (changes);
  for (guint i = 0; i < changes->len; i++)
    {
      const OracleChange *change = changes->pdata[i];

      if (record->type == NULL)
        record->type = g_strdup (change->type);
      if (change->skipped || is_purged (changes))
        continue;
      if (strcmp (change->op, "set") == 0)
        g_hash_table_add (fields, change->field);
      if (strcmp (change->op, "create") != 0)
        continue;
      record->exists = TRUE; /* unless the register says otherwise */
      add_keys (fields, change->value);
    }
  g_hash_table_iter_init (&iter, fields);
  while (!is_purged (changes) && g_hash_table_iter_next (&iter, &field, NULL))
    fold_register (record, changes, field);
  return record;
}

GHashTable *
oracle_fold (const GPtrArray *changes)
{
  g_autoptr (GHashTable) by_record = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTable *records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_record);
  GHashTableIter iter;
  gpointer id, its;

  for (guint i = 0; i < changes->len; i++)
    {
      OracleChange *change = changes->pdata[i];

      its = g_hash_table_lookup (by_record, change->record);
      if (its == NULL)
        g_hash_table_insert (by_record, change->record, its = g_ptr_array_new ());
      g_ptr_array_add (its, change);
    }
  g_hash_table_iter_init (&iter, by_record);
  while (g_hash_table_iter_next (&iter, &id, &its))
    g_hash_table_insert (records, g_strdup (id), fold_record (its));
  return records;
}
