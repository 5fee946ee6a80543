/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list, show and fields. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>

#include "codes.h"
#include "history.h"
#include "spec_words.h"
#include "text_table.h"
#include "titles.h"

/* The record's id and every field asked for, empty ones as null, so that a script finds each key. */
static struct json_object *
record_json (KinTool *tool, KinRecord *record, const GArray *fields)
{
  const KinType *type = kin_record_type (record);
  struct json_object *json = json_object_new_object (), *values = kin_reader_json (tool->reader, record);
  char id[KIN_ID_TEXT];

  kin_id_to_text (kin_record_id (record), id);
  json_object_object_add (json, "id", json_object_new_string (id));
  for (guint i = 0; i < fields->len; i++)
    {
      const char *name = type->fields[g_array_index (fields, guint, i)].name;
      struct json_object *value = NULL;

      if (json_object_object_get_ex (values, name, &value))
        json_object_get (value);
      json_object_object_add (json, name, value);
    }
  json_object_put (values);
  return json;
}

/* One object a line between the brackets: a hundred thousand records need no memory. */
static void
list_json (KinTool *tool, const KinType *type, const GArray *numbers, const GArray *fields)
{
  gboolean first = TRUE;

  fputs ("[", stdout);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (KinRecord) record = kin_reader_get (tool->reader, type, g_array_index (numbers, gint64, i));
      struct json_object *json;

      if (record == NULL)
        continue;
      json = record_json (tool, record, fields);
      printf ("%s\n%s", first ? "" : ",", json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
      json_object_put (json);
      first = FALSE;
    }
  fputs ("\n]\n", stdout);
}

static void
list_text (KinTool *tool, const KinType *type, const GArray *numbers, const GArray *fields)
{
  g_autoptr (KinTitles) titles = kin_titles_new (tool->reader);
  KinTextTable *table = kin_text_table_new ();

  kin_text_table_add_right (table, g_strdup ("#"));
  for (guint i = 0; i < fields->len; i++)
    kin_text_table_add (table, g_strdup (_(type->fields[g_array_index (fields, guint, i)].label)));
  kin_text_table_end_row (table);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (KinRecord) record = kin_reader_get (tool->reader, type, g_array_index (numbers, gint64, i));

      if (record == NULL)
        continue;
      kin_text_table_add_right (table, g_strdup_printf ("#%" G_GINT64_FORMAT, kin_record_no (record)));
      for (guint k = 0; k < fields->len; k++)
        kin_text_table_add (table, kin_titles_cell (titles, record, g_array_index (fields, guint, k)));
      kin_text_table_end_row (table);
    }
  kin_text_table_print (table);
}

KinExit
kin_run_list (KinTool *tool)
{
  const KinType *type = kin_tool_type (tool, kin_tool_word (tool, 0));
  gboolean json = kin_tool_flag (tool, "json");
  g_autoptr (KinListSpec) spec = type != NULL ? kin_tool_spec (tool, type) : NULL;
  g_autoptr (GArray) fields = spec != NULL ? kin_tool_fields (tool, type, json) : NULL;
  g_autoptr (GArray) numbers = NULL;
  gint64 limit;
  guint all;

  if (fields == NULL || !kin_tool_number (tool, "limit", 0, G_MAXINT, G_MAXINT, &limit))
    return KIN_EXIT_USAGE;
  numbers = kin_book_list (tool->reader, spec);
  all = numbers->len;
  if (numbers->len > limit)
    g_array_set_size (numbers, (guint) limit);
  if (json)
    {
      list_json (tool, type, numbers, fields);
      return KIN_EXIT_DONE;
    }
  list_text (tool, type, numbers, fields);
  kin_tool_say (_("%u of %" PRId64 " %s"), all, kin_book_count (tool->reader, type), _(type->plural));
  return KIN_EXIT_DONE;
}

static struct json_object *
string_or_null (const char *text)
{
  return text != NULL ? json_object_new_string (text) : NULL;
}

static struct json_object *
changes_json (GPtrArray *changes)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; i < changes->len; i++)
    {
      const KinChange *change = changes->pdata[i];
      struct json_object *json = json_object_new_object ();

      json_object_object_add (json, "no", json_object_new_int64 (change->no));
      json_object_object_add (json, "action", json_object_new_int64 (change->action));
      json_object_object_add (json, "at", kin_tool_moment_json (change->at));
      json_object_object_add (json, "by", string_or_null (change->by));
      json_object_object_add (json, "op", string_or_null (change->op));
      json_object_object_add (json, "field", string_or_null (change->field));
      json_object_object_add (json, "value", change->value != NULL ? json_tokener_parse (change->value) : NULL);
      json_object_object_add (json, "label", string_or_null (change->label));
      json_object_array_add (array, json);
    }
  return array;
}

static void
changes_text (GPtrArray *changes)
{
  KinTextTable *table = kin_text_table_new ();
  static const char *const headings[] = { N_("When"), N_("By"), N_("What"), N_("Field"), N_("Value"), N_("Part of") };

  kin_text_table_head (table, headings, G_N_ELEMENTS (headings));
  for (guint i = 0; i < changes->len; i++)
    {
      const KinChange *change = changes->pdata[i];

      kin_text_table_add (table, kin_tool_moment_text (change->at));
      kin_text_table_add (table, g_strdup (change->by));
      kin_text_table_add (table, g_strdup (change->op));
      kin_text_table_add (table, g_strdup (change->field));
      kin_text_table_add (table, g_strdup (change->value));
      kin_text_table_add (table, g_strdup (change->label));
      kin_text_table_end_row (table);
    }
  kin_text_table_print (table);
}

static void
show_text (KinTool *tool, KinRecord *record, const GArray *fields)
{
  const KinType *type = kin_record_type (record);
  g_autofree char *title = kin_reader_title (tool->reader, kin_record_no (record));
  KinTextTable *table = kin_text_table_new ();
  char id[KIN_ID_TEXT];

  kin_id_to_text (kin_record_id (record), id);
  kin_tool_say ("%s: %s", _(type->label), title);
  kin_text_table_add (table, g_strdup ("id"));
  kin_text_table_add (table, g_strdup (id));
  kin_text_table_end_row (table);
  for (guint i = 0; i < fields->len; i++)
    {
      guint field = g_array_index (fields, guint, i);

      if (!kin_record_has (record, field))
        continue;
      kin_text_table_add (table, g_strdup (_(type->fields[field].label)));
      kin_text_table_add (table, kin_book_cell (tool->reader, record, field));
      kin_text_table_end_row (table);
    }
  kin_text_table_print (table);
}

KinExit
kin_run_show (KinTool *tool)
{
  const KinType *type = kin_tool_type (tool, kin_tool_word (tool, 0));
  g_autoptr (GArray) fields = type != NULL ? kin_tool_fields (tool, type, TRUE) : NULL;
  g_autoptr (KinRecord) record = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  gint64 no;

  if (fields == NULL)
    return KIN_EXIT_USAGE;
  no = kin_tool_record (tool, type, kin_tool_word (tool, 1));
  record = no != 0 ? kin_reader_get (tool->reader, type, no) : NULL;
  if (record == NULL)
    return KIN_EXIT_FAILED;
  if (kin_tool_flag (tool, "history"))
    changes = kin_reader_changes (tool->reader, no, G_MAXINT);
  if (kin_tool_flag (tool, "json"))
    {
      struct json_object *json = record_json (tool, record, fields);

      if (changes != NULL)
        json_object_object_add (json, "history", changes_json (changes));
      kin_tool_json (json);
      return KIN_EXIT_DONE;
    }
  show_text (tool, record, fields);
  if (changes != NULL)
    {
      putchar ('\n');
      changes_text (changes);
    }
  return KIN_EXIT_DONE;
}

static void
add_field_row (KinTextTable *table, struct json_object *array, const KinField *field)
{
  const char *choices = field->kind == KIN_LINK ? field->link : field->choices;

  if (array != NULL)
    {
      struct json_object *json = json_object_new_object ();

      json_object_object_add (json, "name", json_object_new_string (field->name));
      json_object_object_add (json, "label", json_object_new_string (_(field->label)));
      json_object_object_add (json, "kind", json_object_new_string (kin_kind_info (field->kind)->name));
      json_object_object_add (json, "choices", string_or_null (choices));
      json_object_object_add (json, "required", json_object_new_boolean ((field->flags & KIN_REQUIRED) != 0));
      json_object_object_add (json, "withheld", json_object_new_boolean ((field->flags & KIN_WITHHELD) != 0));
      json_object_array_add (array, json);
      return;
    }
  kin_text_table_add (table, g_strdup (field->name));
  kin_text_table_add (table, g_strdup (_(field->label)));
  kin_text_table_add (table, g_strdup (kin_kind_info (field->kind)->name));
  kin_text_table_add (table, g_strdup (choices));
  kin_text_table_end_row (table);
}

static void
add_type_row (KinTextTable *table, struct json_object *array, const KinType *type)
{
  if (array != NULL)
    {
      struct json_object *json = json_object_new_object ();

      json_object_object_add (json, "name", json_object_new_string (type->name));
      json_object_object_add (json, "label", json_object_new_string (_(type->label)));
      json_object_array_add (array, json);
      return;
    }
  kin_text_table_add (table, g_strdup (type->name));
  kin_text_table_add (table, g_strdup (_(type->label)));
  kin_text_table_end_row (table);
}

KinExit
kin_run_fields (KinTool *tool)
{
  const char *word = kin_tool_word (tool, 0);
  const KinType *type = word != NULL ? kin_tool_type (tool, word) : NULL;
  struct json_object *array = kin_tool_flag (tool, "json") ? json_object_new_array () : NULL;
  KinTextTable *table = kin_text_table_new ();
  guint n;
  const KinType *const *types = kin_types (&n);

  for (guint i = 0; word == NULL && i < n; i++)
    add_type_row (table, array, types[i]);
  for (guint i = 0; type != NULL && i < type->n_fields; i++)
    if ((type->fields[i].flags & KIN_HIDDEN) == 0)
      add_field_row (table, array, &type->fields[i]);
  kin_text_table_print (table);
  if (word != NULL && type == NULL)
    {
      json_object_put (array);
      return KIN_EXIT_USAGE;
    }
  if (array != NULL)
    kin_tool_json (array);
  return KIN_EXIT_DONE;
}
