/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change as a person would tell it: the field by its label, the value as a form shows it. */
#include "history_words.h"

#include <glib/gi18n-lib.h>
#include <json-c/json.h>

/* A link is the id of another record: its title. */
char *
kin_value_words (KinDesk *desk, const KinField *field, const char *json)
{
  struct json_object *object = json != NULL ? json_tokener_parse (json) : NULL;
  g_auto (KinValue)   value = KIN_VALUE_NONE;
  char               *words = NULL;

  if (object != NULL && kin_field_from_json (field, object, &value))
    {
      KinId id;

      if (field->kind == KIN_LINK && value.s != NULL && kin_id_parse (&id, value.s))
        words = g_strdup (kin_titles_get (kin_desk_titles (desk), kin_reader_no_of (kin_desk_reader (desk), &id)));
      else
        words = kin_field_to_text (field, &value);
    }
  json_object_put (object);
  return words;
}

char *
kin_action_words (KinDesk *desk, const KinAction *action)
{
  if (!kin_book_sees_action (kin_desk_reader (desk), kin_desk_sight (desk), action->no))
    return kin_sight_words (kin_desk_sight (desk), NULL);
  if (action->label != NULL && *action->label == '\0')
    return g_strdup (_("Erased, as the office has decided"));
  return g_strdup (action->label != NULL ? action->label : action->kind);
}

char *
kin_change_words (KinDesk *desk, const KinChange *change)
{
  const KinType   *type = kin_type_find (change->type);
  int              number = type != NULL && change->field != NULL ? kin_type_field (type, change->field) : -1;
  const char      *what = type != NULL ? _(type->label) : change->type;
  g_autofree char *value = NULL;

  if (type != NULL && !kin_sight_sees_type (kin_desk_sight (desk), type))
    return kin_sight_words (kin_desk_sight (desk), NULL);
  if (g_strcmp0 (change->op, "create") == 0)
    return g_strdup_printf (_("%s added"), what);
  if (g_strcmp0 (change->op, "delete") == 0)
    return g_strdup_printf (_("%s deleted"), what);
  if (g_strcmp0 (change->op, "restore") == 0)
    return g_strdup_printf (_("%s brought back"), what);
  if (number < 0)
    return g_strdup_printf (_("%s changed"), change->field != NULL ? change->field : what);
  value = kin_value_words (desk, &type->fields[number], change->value);
  if (!kin_sight_sees_value (kin_desk_sight (desk), type, (guint) number, change->value))
    return g_strdup_printf (_("%s changed"), _(type->fields[number].label));
  if (value == NULL || *value == '\0')
    return g_strdup_printf (_("%s emptied"), _(type->fields[number].label));
  /* Translators: a field, and its new value: "Telephone: 01254 000001" */
  return g_strdup_printf (_("%s: %s"), _(type->fields[number].label), value);
}
