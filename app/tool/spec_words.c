/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that choose records. */
#include "spec_words.h"

#include <glib/gi18n-lib.h>

GPtrArray *
kin_tool_wheres (KinTool *tool)
{
  return g_hash_table_lookup (tool->options, "where");
}

static gboolean
find_field (const KinType *type, const char *name, const char *option, guint *field)
{
  int number = kin_type_field (type, name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (number >= 0)
    {
      *field = (guint) number;
      return TRUE;
    }
  for (guint i = 0; i < type->n_fields; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", type->fields[i].name);
  kin_tool_usage (_("“%s” is not a field of %s (--%s). It has: %s."), name, type->name, option, names->str);
  return FALSE;
}

KinListSpec *
kin_tool_spec (KinTool *tool, const KinType *type)
{
  g_autoptr (KinListSpec) spec = kin_list_spec_new (type);
  GPtrArray *wheres = kin_tool_wheres (tool);
  const char *sort = kin_tool_option (tool, "sort");
  g_autoptr (GError) error = NULL;
  guint field;

  for (guint i = 0; wheres != NULL && i < wheres->len; i++)
    if (!kin_list_spec_where (spec, wheres->pdata[i], tool->today, &error))
      {
        kin_tool_usage ("%s", error->message);
        return NULL;
      }
  kin_list_spec_set_words (spec, kin_tool_option (tool, "find"));
  if (kin_tool_option (tool, "on") != NULL && !kin_tool_day (tool, "on", &spec->open_on))
    return NULL;
  if (sort != NULL && !find_field (type, sort, "sort", &field))
    return NULL;
  if (sort != NULL)
    spec->sort = (int) field;
  spec->descending = kin_tool_flag (tool, "descending");
  return g_steal_pointer (&spec);
}

GArray *
kin_tool_fields (KinTool *tool, const KinType *type, gboolean all)
{
  const char *wanted = kin_tool_option (tool, "fields");
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) names = wanted != NULL ? g_strsplit (wanted, ",", -1) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      guint field;

      if (!find_field (type, g_strstrip (names[i]), "fields", &field))
        return NULL;
      g_array_append_val (fields, field);
    }
  for (guint i = 0; names == NULL && i < type->n_fields; i++)
    if ((type->fields[i].flags & KIN_HIDDEN) == 0 && (all || (type->fields[i].flags & KIN_LISTED) != 0))
      g_array_append_val (fields, i);
  return g_steal_pointer (&fields);
}
