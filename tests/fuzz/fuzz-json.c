/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What another program's log may hold: any JSON as a value of any field, and any lines as the changes of a record.
 *
 * A line is OP BASE VALUE by tabs: a figure for the operation, "device.n device.n", JSON; a set is of the field "note". */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "fold.h"
#include "type.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
fit_all_fields (const char *text)
{
  guint n;
  const KinType *const *types = kin_types (&n);
  struct json_object *json = json_tokener_parse (text);

  for (guint t = 0; t < n; t++)
    for (guint i = 0; i < types[t]->n_fields; i++)
      {
        const KinField *field = &types[t]->fields[i];
        g_auto (KinValue) value = KIN_VALUE_NONE;
        struct json_object *again;

        if (!kin_field_from_json (field, json, &value) || !value.is_set || field->kind == KIN_LINK)
          continue;
        again = kin_field_to_json (field, &value);
        g_assert_nonnull (again);
        json_object_put (again);
      }
  json_object_put (json);
}

static void
fold_lines (char **lines)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (KinLogChange));
  struct json_object *state;

  g_array_set_clear_func (changes, (GDestroyNotify) kin_log_change_clear);
  for (guint i = 0; lines[i] != NULL && i < 64; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);
      KinLogChange change = { .no = i + 1, .seq = i % 3 == 0 ? 0 : 64 - i, .device = 1 + i % 2, .n = 1 + i / 2 };

      if (g_strv_length (parts) < 3)
        continue;
      change.op = (KinOp) (parts[0][0] & 3);
      change.field = change.op == KIN_OP_SET ? g_strdup (parts[0][0] != '\0' && parts[0][1] != '\0' ? parts[0] + 1 : "note") : NULL;
      change.base = g_strdup (parts[1]);
      change.value = *parts[2] != '\0' ? g_strdup (parts[2]) : NULL;
      g_array_append_val (changes, change);
    }
  if (changes->len == 0)
    return;
  state = kin_fold_record (&g_array_index (changes, KinLogChange, 0), changes->len);
  g_assert_true (state == NULL || json_object_is_type (state, json_type_object));
  json_object_put (state);
  state = kin_fold_record_even_deleted (&g_array_index (changes, KinLogChange, 0), changes->len);
  json_object_put (state);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return 0; /* SQLite's text, and a server's, is checked before */
  fit_all_fields (text);
  lines = g_strsplit (text, "\n", -1);
  fold_lines (lines);
  return 0;
}
