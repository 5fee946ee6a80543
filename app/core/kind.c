/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each kind is in columns and in JSON. What people type and read is in typed.c. */
#include "kind.h"

#include <string.h>

#include "type.h"

/* clang-format off */
static const KinKindInfo infos[KIN_N_KINDS] = {
  [KIN_TEXT]         = { "text",         1, { { "", KIN_SLOT_S } } },
  [KIN_NOTE]         = { "note",         1, { { "", KIN_SLOT_S } } },
  [KIN_DATE]         = { "date",         1, { { "", KIN_SLOT_A } } },
  [KIN_PARTIAL_DATE] = { "partial date", 1, { { "", KIN_SLOT_S } } },
  [KIN_TIME]         = { "time",         1, { { "", KIN_SLOT_A } } },
  [KIN_PERIOD]       = { "period",       2, { { "_start", KIN_SLOT_A }, { "_end", KIN_SLOT_B } } },
  [KIN_NUMBER]       = { "number",       1, { { "", KIN_SLOT_A } } },
  [KIN_MONEY]        = { "money",        1, { { "", KIN_SLOT_A } } },
  [KIN_PRICE]        = { "price",        2, { { "", KIN_SLOT_A }, { "_basis", KIN_SLOT_S } } },
  [KIN_FLAG]         = { "flag",         1, { { "", KIN_SLOT_A } } },
  [KIN_CODE]         = { "code",         1, { { "", KIN_SLOT_S } } },
  [KIN_CODES]        = { "codes",        1, { { "", KIN_SLOT_S } } },
  [KIN_LINK]         = { "link",         1, { { "", KIN_SLOT_A } } },
  [KIN_POSTCODE]     = { "postcode",     1, { { "", KIN_SLOT_S } } },
  [KIN_ADDRESS]      = { "address",      2, { { "", KIN_SLOT_S }, { "_postcode", KIN_SLOT_T } } },
  [KIN_IDENTIFIER]   = { "identifier",   1, { { "", KIN_SLOT_S } } },
};
/* clang-format on */

const KinKindInfo *
kin_kind_info (KinKind kind)
{
  g_assert (kind < KIN_N_KINDS);
  return &infos[kind];
}

gboolean
kin_value_slot_is_set (const KinValue *value, KinSlot slot, KinKind kind)
{
  if (!value->is_set)
    return FALSE;
  switch (slot)
    {
    case KIN_SLOT_A:
      return value->a != 0 || (kind != KIN_PERIOD && kind != KIN_DATE && kind != KIN_LINK);
    case KIN_SLOT_B:
      return value->b != 0;
    case KIN_SLOT_S:
      return value->s != NULL;
    default:
      return value->t != NULL;
    }
}

static struct json_object *
day_json (gint64 day)
{
  g_autofree char *iso = kin_day_to_iso ((KinDay) day);

  return iso != NULL ? json_object_new_string_len (iso, 10) : NULL;
}

static void
add (struct json_object *object, const char *key, struct json_object *value)
{
  if (value != NULL)
    json_object_object_add_ex (object, key, value, JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY);
}

static struct json_object *
string_json (const char *text)
{
  return text != NULL ? json_object_new_string (text) : NULL;
}

struct json_object *
kin_field_to_json (const KinField *field, const KinValue *value)
{
  struct json_object *json;

  if (!value->is_set)
    return NULL;
  switch (field->kind)
    {
    case KIN_DATE:
      return day_json (value->a);
    case KIN_TIME:
    case KIN_NUMBER:
    case KIN_MONEY:
      return json_object_new_int64 (value->a);
    case KIN_FLAG:
      return json_object_new_boolean (value->a != 0);
    case KIN_PERIOD:
      json = json_object_new_object ();
      add (json, "start", day_json (value->a));
      add (json, "end", day_json (value->b));
      return json;
    case KIN_PRICE:
      json = json_object_new_object ();
      add (json, "amount", json_object_new_int64 (value->a));
      add (json, "basis", string_json (value->s));
      return json;
    case KIN_ADDRESS:
      json = json_object_new_object ();
      add (json, "lines", string_json (value->s));
      add (json, "postcode", string_json (value->t));
      return json;
    case KIN_CODES:
      {
        g_auto (GStrv) codes = g_strsplit (value->s, " ", -1);

        json = json_object_new_array ();
        for (guint i = 0; codes[i] != NULL; i++)
          json_object_array_add (json, json_object_new_string (codes[i]));
        return json;
      }
    default:
      return string_json (value->s);
    }
}

static gboolean
take_day (struct json_object *json, gint64 *day)
{
  if (json == NULL)
    return TRUE;
  if (!json_object_is_type (json, json_type_string))
    return FALSE;
  *day = kin_day_from_iso (json_object_get_string (json));
  return *day != KIN_NO_DAY;
}

static gboolean
take_string (struct json_object *json, char **text)
{
  if (json == NULL)
    return TRUE;
  if (!json_object_is_type (json, json_type_string))
    return FALSE;
  *text = g_strdup (json_object_get_string (json));
  return TRUE;
}

/* TRUE when the object holds nothing but these two keys: what a later version adds to it would be lost otherwise. */
static gboolean
holds_only (struct json_object *json, const char *first, const char *second)
{
  if (!json_object_is_type (json, json_type_object))
    return FALSE;
  {
    json_object_object_foreach (json, key, value)
      {
        (void) value;
        if (strcmp (key, first) != 0 && strcmp (key, second) != 0)
          return FALSE;
      }
  }
  return TRUE;
}

static gboolean
take_integer (struct json_object *json, gint64 *number)
{
  if (!json_object_is_type (json, json_type_int))
    return FALSE;
  *number = json_object_get_int64 (json);
  return TRUE;
}

static gboolean
take_codes (struct json_object *json, char **text)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  if (!json_object_is_type (json, json_type_array))
    return FALSE;
  for (size_t i = 0; i < json_object_array_length (json); i++)
    {
      struct json_object *code = json_object_array_get_idx (json, i);

      if (!json_object_is_type (code, json_type_string) || strchr (json_object_get_string (code), ' ') != NULL)
        return FALSE;
      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", json_object_get_string (code));
    }
  *text = g_string_free (g_steal_pointer (&codes), FALSE);
  return TRUE;
}

static gboolean
take (const KinField *field, struct json_object *json, KinValue *value)
{
  switch (field->kind)
    {
    case KIN_DATE:
      return take_day (json, &value->a);
    case KIN_TIME:
    case KIN_NUMBER:
    case KIN_MONEY:
      return take_integer (json, &value->a);
    case KIN_FLAG:
      value->a = json_object_get_boolean (json);
      return json_object_is_type (json, json_type_boolean);
    case KIN_PERIOD:
      return holds_only (json, "start", "end") && take_day (json_object_object_get (json, "start"), &value->a) &&
             take_day (json_object_object_get (json, "end"), &value->b);
    case KIN_PRICE:
      return holds_only (json, "amount", "basis") && take_integer (json_object_object_get (json, "amount"), &value->a) &&
             take_string (json_object_object_get (json, "basis"), &value->s);
    case KIN_ADDRESS:
      return holds_only (json, "lines", "postcode") && take_string (json_object_object_get (json, "lines"), &value->s) &&
             take_string (json_object_object_get (json, "postcode"), &value->t);
    case KIN_CODES:
      return take_codes (json, &value->s);
    case KIN_LINK:
      {
        KinId id;

        return take_string (json, &value->s) && kin_id_parse (&id, value->s);
      }
    default:
      return take_string (json, &value->s);
    }
}

gboolean
kin_field_from_json (const KinField *field, struct json_object *json, KinValue *value)
{
  kin_value_clear (value);
  if (json == NULL)
    return TRUE;
  if (!take (field, json, value))
    {
      kin_value_clear (value);
      return FALSE;
    }
  value->is_set = TRUE;
  return TRUE;
}
