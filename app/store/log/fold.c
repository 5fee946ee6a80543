/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the changes of one record to its state, register by register. */
#include "fold.h"

#include <string.h>

#include "simulated.h"

static gboolean
is_about (const KinLogChange *change, const char *field)
{
  const char *about = kin_log_change_register (change);

  return about == NULL || g_strcmp0 (about, field) == 0;
}

static gboolean
is_admitted (const KinLogChange *all, guint n, const KinLogChange *change)
{
  for (guint i = 0; i < n; i++)
    if (all[i].op == KIN_OP_ADMIT && !all[i].held && kin_base_names (all[i].base, change->device, change->n, change->seq))
      return TRUE;
  return FALSE;
}

void
kin_fold_sift (GArray *changes)
{
  KinLogChange *all = &g_array_index (changes, KinLogChange, 0);
  g_autofree gboolean *stays = g_new (gboolean, changes->len + 1);
  gboolean all_stay = TRUE, erased = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      stays[i] = all[i].op < KIN_OP_ADMIT && (!all[i].held || is_admitted (all, changes->len, &all[i]));
      all_stay = all_stay && stays[i];
      erased = erased || all[i].op == KIN_OP_PURGE;
    }
  for (guint i = changes->len; !all_stay && i-- > 0;)
    if (!stays[i] || erased)
      g_array_remove_index (changes, i);
}

static gboolean
comes_first (const KinLogChange *a, const KinLogChange *b)
{
  if (KIN_MUTATED ("arrival-order"))
    return a->no < b->no;
  if ((a->seq == 0) != (b->seq == 0))
    return a->seq != 0;
  return a->seq != b->seq ? a->seq < b->seq : a->no < b->no;
}

GArray *
kin_fold_heads (const KinLogChange *changes, guint n, const char *field)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    {
      gboolean named = FALSE;

      if (!is_about (&changes[i], field))
        continue;
      for (guint j = 0; j < n && !named; j++)
        named = j != i && is_about (&changes[j], field) && kin_base_names (changes[j].base, changes[i].device, changes[i].n, changes[i].seq);
      if (!named)
        g_array_append_val (heads, i);
    }
  for (guint i = 1; i < heads->len; i++)
    if (comes_first (&changes[g_array_index (heads, guint, i)], &changes[g_array_index (heads, guint, 0)]))
      {
        guint first = g_array_index (heads, guint, i);

        memmove (&g_array_index (heads, guint, 1), &g_array_index (heads, guint, 0), i * sizeof (guint));
        g_array_index (heads, guint, 0) = first;
      }
  if (KIN_MUTATED ("last-write-wins") && heads->len > 1)
    g_array_remove_range (heads, 0, heads->len - 1);
  return heads;
}

struct json_object *
kin_fold_value (const KinLogChange *change, const char *field)
{
  struct json_object *json, *value = NULL;

  if (change->op == KIN_OP_DELETE)
    return json_object_new_boolean (FALSE);
  if (strcmp (field, KIN_REGISTER_EXISTS) == 0)
    return json_object_new_boolean (TRUE);
  json = change->value != NULL ? json_tokener_parse (change->value) : NULL;
  if (change->op == KIN_OP_SET)
    return json;
  json_object_object_get_ex (json, field, &value);
  value = json_object_get (value);
  json_object_put (json);
  return value;
}

/* All registers that any change speaks of. */
static void
collect_fields (const KinLogChange *changes, guint n, GHashTable *fields, guint *creates)
{
  *creates = 0;
  for (guint i = 0; i < n; i++)
    if (changes[i].op == KIN_OP_SET)
      g_hash_table_add (fields, g_strdup (changes[i].field));
    else if (changes[i].op == KIN_OP_CREATE)
      ++*creates;
}

static void
fold_field (const KinLogChange *changes, guint n, const char *field, struct json_object *state)
{
  g_autoptr (GArray) heads = kin_fold_heads (changes, n, field);
  struct json_object *value = heads->len > 0 ? kin_fold_value (&changes[g_array_index (heads, guint, 0)], field) : NULL;

  if (value != NULL)
    json_object_object_add (state, field, value);
  else
    json_object_object_del (state, field);
}

struct json_object *
kin_fold_record_even_deleted (const KinLogChange *changes, guint n)
{
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  struct json_object *state = NULL;
  GHashTableIter iter;
  gpointer field;
  guint creates;

  collect_fields (changes, n, fields, &creates);
  if (creates == 0)
    return NULL;
  for (guint i = 0; i < n; i++)
    if (changes[i].op == KIN_OP_CREATE)
      {
        struct json_object *first = json_tokener_parse (changes[i].value != NULL ? changes[i].value : "{}");

        if (creates == 1)
          state = g_steal_pointer (&first);
        else if (json_object_is_type (first, json_type_object)) /* not so from a program that errs */
          {
            json_object_object_foreach (first, key, value)
              {
                (void) value;
                g_hash_table_add (fields, g_strdup (key));
              }
          }
        json_object_put (first);
      }
  if (state == NULL || !json_object_is_type (state, json_type_object))
    {
      json_object_put (state);
      state = json_object_new_object ();
    }
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    fold_field (changes, n, field, state);
  return state;
}

struct json_object *
kin_fold_record (const KinLogChange *changes, guint n)
{
  g_autoptr (GArray) heads = kin_fold_heads (changes, n, KIN_REGISTER_EXISTS);

  if (heads->len == 0 || changes[g_array_index (heads, guint, 0)].op == KIN_OP_DELETE)
    return NULL;
  return kin_fold_record_even_deleted (changes, n);
}
