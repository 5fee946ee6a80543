/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person types into a field, of every kind: the first byte chooses the field. What was understood must come back the
 * same through the two ways in which it is kept. */
#include <stddef.h>
#include <stdint.h>

#include "type.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const KinField *
choose_field (guint choice)
{
  guint n;
  const KinType *const *types = kin_types (&n);
  KinKind kind = choice % KIN_N_KINDS;
  guint skip = choice / KIN_N_KINDS;
  const KinField *found = NULL;

  for (guint t = 0; t < n; t++)
    for (guint i = 0; i < types[t]->n_fields; i++)
      if (types[t]->fields[i].kind == kind)
        {
          found = &types[t]->fields[i];
          if (skip-- == 0)
            return found;
        }
  return found; /* the last one; NULL when no type has that kind */
}

static void
keep_and_read (const KinField *field, const KinValue *value)
{
  g_autofree char *plain = kin_field_to_plain (field, value);
  g_autofree char *shown = kin_field_to_text (field, value);
  struct json_object *json = field->kind != KIN_LINK ? kin_field_to_json (field, value) : NULL;
  g_auto (KinValue) back = KIN_VALUE_NONE;

  g_assert_nonnull (plain);
  g_assert_nonnull (shown);
  if (json != NULL)
    {
      g_assert_true (kin_field_from_json (field, json, &back));
      g_assert_true (kin_value_equal (&back, value));
    }
  json_object_put (json);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const KinField *field = size > 0 ? choose_field (data[0]) : NULL;
  g_autofree char *text = size > 0 ? g_strndup ((const char *) data + 1, size - 1) : NULL;
  KinDay today = kin_day (2024, 5, 3);

  if (field == NULL)
    return 0;
  for (guint way = 0; way < 2; way++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (KinValue) value = KIN_VALUE_NONE;
      gboolean read = way == 0 ? kin_field_from_typed (field, text, today, &value, &error) : kin_field_from_plain (field, text, today, &value, &error);

      if (!read)
        g_assert_true (error != NULL && *error->message != '\0');
      else if (value.is_set)
        keep_and_read (field, &value);
    }
  return 0;
}
