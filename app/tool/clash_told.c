/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clashes: what cannot all be true, and who has to decide. */
#include <glib/gi18n-lib.h>

#include "clashes.h"
#include "command.h"
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
