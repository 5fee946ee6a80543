/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clashes and conflicts: what cannot all be true, and what two people wrote into one field. */
#include <glib/gi18n-lib.h>

#include "clashes.h"
#include "command.h"
#include "conflicts.h"
#include "text_table.h"

static struct json_object *
id_json (KinTool *tool, gint64 no)
{
  char text[KIN_ID_TEXT];
  KinId id;

  if (!kin_reader_id_of (tool->reader, no, &id))
    return NULL;
  kin_id_to_text (&id, text);
  return json_object_new_string (text);
}

static struct json_object *
day_json (KinDay day)
{
  g_autofree char *iso = kin_day_to_iso (day);

  return iso != NULL ? json_object_new_string (iso) : NULL;
}

static struct json_object *
clash_json (KinTool *tool, const KinClash *clash)
{
  struct json_object *json = json_object_new_object (), *records = json_object_new_array (), *contested = json_object_new_array ();
  g_autofree char *title = kin_clash_title (tool->reader, clash), *sentence = kin_clash_sentence (tool->reader, clash);

  for (guint i = 0; i < clash->records->len; i++)
    {
      gint64 no = g_array_index (clash->records, gint64, i);

      json_object_array_add (records, id_json (tool, no));
      if (kin_clash_contests (clash, no))
        json_object_array_add (contested, id_json (tool, no));
    }
  json_object_object_add (json, "id", json_object_new_string (clash->id));
  json_object_object_add (json, "rule", json_object_new_string (kin_clash_rule_name (clash->rule)));
  json_object_object_add (json, "about", id_json (tool, clash->about));
  json_object_object_add (json, "records", records);
  json_object_object_add (json, "contested", contested);
  json_object_object_add (json, "from", day_json (clash->from));
  json_object_object_add (json, "to", day_json (clash->to));
  json_object_object_add (json, "open", json_object_new_boolean (clash->is_open));
  json_object_object_add (json, "open_from", day_json (clash->open_from));
  json_object_object_add (json, "title", json_object_new_string (title));
  json_object_object_add (json, "sentence", json_object_new_string (sentence));
  return json;
}

static void
tell (KinTool *tool, const GPtrArray *clashes)
{
  static const char *const headings[] = { N_("Clash"), N_("About"), N_("What"), N_("State") };
  KinTextTable *table = kin_text_table_new ();

  kin_text_table_head (table, headings, G_N_ELEMENTS (headings));
  for (guint i = 0; i < clashes->len; i++)
    {
      const KinClash *clash = clashes->pdata[i];
      g_autofree char *since = clash->is_open ? kin_day_to_words (clash->open_from) : NULL;

      kin_text_table_add (table, g_strdup (kin_clash_rule_text (clash->rule)));
      kin_text_table_add (table, kin_clash_title (tool->reader, clash));
      kin_text_table_add (table, kin_clash_sentence (tool->reader, clash));
      kin_text_table_add (table, !clash->is_open ? g_strdup (_("decided")) : since != NULL ? g_strdup_printf (_("open from %s"), since) : g_strdup (_("open")));
      kin_text_table_end_row (table);
    }
  kin_text_table_print (table);
}

KinExit
kin_run_clashes (KinTool *tool)
{
  g_autoptr (GPtrArray) clashes = kin_book_clashes (tool->reader);

  if (kin_tool_flag (tool, "json"))
    {
      struct json_object *json = json_object_new_array ();

      for (guint i = 0; i < clashes->len; i++)
        json_object_array_add (json, clash_json (tool, clashes->pdata[i]));
      kin_tool_json (json);
    }
  else if (clashes->len > 0)
    tell (tool, clashes);
  else
    kin_tool_say (_("Nothing clashes."));
  return kin_clashes_n_open (clashes) > 0 ? KIN_EXIT_FOUND : KIN_EXIT_DONE;
}

static struct json_object *
value_json (const char *value)
{
  return value != NULL ? json_tokener_parse (value) : NULL;
}

static struct json_object *
conflict_json (KinTool *tool, const KinConflict *conflict)
{
  struct json_object *json = json_object_new_object (), *sides = json_object_new_array ();

  json_object_object_add (json, "record", id_json (tool, conflict->record));
  json_object_object_add (json, "type", conflict->type != NULL ? json_object_new_string (conflict->type) : NULL);
  json_object_object_add (json, "field", json_object_new_string (conflict->field));
  json_object_object_add (json, "edited", conflict->edited != NULL ? json_object_new_string (conflict->edited) : NULL);
  for (guint i = 0; i < conflict->sides->len; i++)
    {
      const KinConflictSide *side = conflict->sides->pdata[i];
      struct json_object *each = json_object_new_object ();

      json_object_object_add (each, "value", value_json (side->value));
      json_object_object_add (each, "by", side->by != NULL ? json_object_new_string (side->by) : NULL);
      json_object_object_add (each, "at", kin_tool_moment_json (side->at));
      json_object_object_add (each, "seen", value_json (side->seen));
      json_object_object_add (each, "pending", json_object_new_boolean (side->pending));
      json_object_array_add (sides, each);
    }
  json_object_object_add (json, "sides", sides);
  return json;
}

static void
tell_conflicts (KinTool *tool, const GPtrArray *conflicts)
{
  static const char *const headings[] = { N_("Record"), N_("Field"), N_("Value"), N_("By"), N_("When") };
  KinTextTable *table = kin_text_table_new ();

  kin_text_table_head (table, headings, G_N_ELEMENTS (headings));
  for (guint i = 0; i < conflicts->len; i++)
    {
      const KinConflict *conflict = conflicts->pdata[i];

      for (guint k = 0; k < conflict->sides->len; k++)
        {
          const KinConflictSide *side = conflict->sides->pdata[k];

          kin_text_table_add (table, kin_reader_title (tool->reader, conflict->record));
          kin_text_table_add (table, g_strdup (conflict->edited != NULL ? conflict->edited : conflict->field));
          kin_text_table_add (table, conflict->edited != NULL ? g_strdup (k == 0 ? _("deleted") : _("changed")) : g_strdup (side->value != NULL ? side->value : ""));
          kin_text_table_add (table, g_strdup (side->by != NULL ? side->by : ""));
          kin_text_table_add (table, kin_tool_moment_text (side->at));
          kin_text_table_end_row (table);
        }
    }
  kin_text_table_print (table);
}

KinExit
kin_run_conflicts (KinTool *tool)
{
  g_autoptr (GPtrArray) conflicts = kin_reader_open_conflicts (tool->reader, G_MAXUINT);

  if (kin_tool_flag (tool, "json"))
    {
      struct json_object *json = json_object_new_array ();

      for (guint i = 0; i < conflicts->len; i++)
        json_object_array_add (json, conflict_json (tool, conflicts->pdata[i]));
      kin_tool_json (json);
    }
  else if (conflicts->len > 0)
    tell_conflicts (tool, conflicts);
  else
    kin_tool_say (_("Nobody disagrees."));
  return conflicts->len > 0 ? KIN_EXIT_FOUND : KIN_EXIT_DONE;
}
