/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may see what. */
#include "sight.h"

#include <glib/gi18n-lib.h>
#include <json-c/json.h>
#include <string.h>

#include "codes.h"
#include "office.h"

#define ALL ((1u << KIN_GENERAL) | (1u << KIN_FOR_MONEY) | (1u << KIN_RESTRICTED))

KinSight
kin_book_sight (KinReader *reader, const char *account, KinDay today)
{
  KinSight sight = { ALL, KIN_NO_DAY };
  g_autoptr (GPtrArray) users = kin_reader_list (reader, &kin_user, "account IS NOT NULL /* scan: users are few */", 0);

  for (guint i = 0; account != NULL && i < users->len; i++)
    {
      KinRecord *user = users->pdata[i];
      KinDay started = kin_record_day (user, KIN_USER_STARTED), left = kin_record_day (user, KIN_USER_LEFT);

      if (g_strcmp0 (kin_record_text (user, KIN_USER_ACCOUNT), account) != 0)
        continue;
      sight.scopes = 1u << KIN_GENERAL;
      sight.until = started != KIN_NO_DAY && started > today ? started : KIN_NO_DAY;
      if (sight.until != KIN_NO_DAY || (left != KIN_NO_DAY && left <= today))
        return sight;
      if (kin_record_has_code (user, KIN_USER_MAY_SEE, "money"))
        sight.scopes |= 1u << KIN_FOR_MONEY;
      if (kin_record_has_code (user, KIN_USER_MAY_SEE, "restricted"))
        sight.scopes |= 1u << KIN_RESTRICTED;
      return sight;
    }
  return sight;
}

gboolean
kin_sight_sees_type (const KinSight *sight, const KinType *type)
{
  return (sight->scopes & (1u << type->scope)) != 0;
}

gboolean
kin_sight_sees_money (const KinSight *sight)
{
  return (sight->scopes & (1u << KIN_FOR_MONEY)) != 0;
}

gboolean
kin_sight_sees_field (const KinSight *sight, const KinType *type, guint field)
{
  KinKind kind = type->fields[field].kind;

  return kin_sight_sees_type (sight, type) && ((kind != KIN_MONEY && kind != KIN_PRICE) || kin_sight_sees_money (sight));
}

gboolean
kin_sight_is_open (const char *list, const char *code)
{
  return strcmp (kin_code_extra (list, code, "scope"), "restricted") != 0;
}

gboolean
kin_sight_sees (const KinSight *sight, KinRecord *record)
{
  const KinType *type = kin_record_type (record);

  if (!kin_sight_sees_type (sight, type))
    return FALSE;
  if ((sight->scopes & (1u << KIN_RESTRICTED)) != 0)
    return TRUE;
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_CODE && kin_record_has (record, i) && !kin_sight_is_open (type->fields[i].choices, kin_record_text (record, i)))
      return FALSE;
  return TRUE;
}

/* A value as JSON that may be a restricted code. */
static gboolean
is_open_json (const KinField *field, const char *json)
{
  struct json_object *object = field->kind == KIN_CODE && json != NULL ? json_tokener_parse (json) : NULL;
  gboolean open = object == NULL || !json_object_is_type (object, json_type_string) || kin_sight_is_open (field->choices, json_object_get_string (object));

  json_object_put (object);
  return open;
}

gboolean
kin_sight_sees_value (const KinSight *sight, const KinType *type, guint field, const char *json)
{
  return kin_sight_sees_field (sight, type, field) && ((sight->scopes & (1u << KIN_RESTRICTED)) != 0 || is_open_json (&type->fields[field], json));
}

gboolean
kin_sight_sees_conflict (const KinSight *sight, const KinConflict *conflict)
{
  const KinType *type = conflict->type != NULL ? kin_type_find (conflict->type) : NULL;
  int field = type != NULL ? kin_type_field (type, conflict->edited != NULL ? conflict->edited : conflict->field) : -1;

  if (type == NULL || field < 0)
    return type == NULL || kin_sight_sees_type (sight, type);
  for (guint i = 0; i < conflict->sides->len; i++)
    {
      const KinConflictSide *side = conflict->sides->pdata[i];

      if (!kin_sight_sees_value (sight, type, (guint) field, side->value) || !kin_sight_sees_value (sight, type, (guint) field, side->seen))
        return FALSE;
    }
  return TRUE;
}

char *
kin_sight_words (const KinSight *sight, KinRecord *record)
{
  int period = record != NULL ? kin_type_period (kin_record_type (record)) : -1;
  KinDay end = period >= 0 ? kin_record_end (record, (guint) period) : KIN_NO_DAY;
  /* Of a record with a restricted code the period is no secret: the board shows it. */
  KinDay until = record != NULL && kin_sight_sees_type (sight, kin_record_type (record)) ? end : sight->until;
  g_autofree char *day = kin_day_to_words (until);

  return day != NULL ? g_strdup_printf (_("Not available until %s"), day) : g_strdup (_("Not available"));
}

gboolean
kin_book_sees_action (KinReader *reader, const KinSight *sight, gint64 action)
{
  g_autoptr (KinQuery) query = NULL;

  if (sight->scopes == ALL)
    return TRUE;
  query = kin_reader_query (reader, "SELECT DISTINCT r.type FROM deed a JOIN change c ON c.no BETWEEN a.first AND a.last JOIN record r ON r.no = c.record "
                                    "WHERE a.no = ?1 /* scan: one action */");
  kin_query_int (query, 1, action);
  while (kin_query_step (query))
    {
      const KinType *type = kin_type_find (kin_query_get_text (query, 0));

      if (type != NULL && !kin_sight_sees_type (sight, type))
        return FALSE;
    }
  return TRUE;
}
