/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import ssda903. */
#include <glib/gi18n-lib.h>

#include "command.h"
#include "return_import.h"

#define FIRST_YEAR 1992 /* the return has been kept since 1991-92 */

/* --accept and --decline: a kind of proposal, or the key of one. */
static void
settle (KinTool *tool, KinReturnPlan *plan, const char *option, gboolean accept)
{
  GPtrArray *words = g_hash_table_lookup (tool->options, option);

  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      int kind = kin_proposal_kind_find (words->pdata[i]);

      if (kind >= 0)
        kin_return_plan_accept_kind (plan, (KinReturnProposalKind) kind, accept);
      else
        kin_return_plan_accept (plan, words->pdata[i], accept);
    }
}

static gboolean
write_rejected (KinTool *tool, KinReturnPlan *plan, GError **error)
{
  const char *path = kin_tool_option (tool, "rejected");
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_commandline_arg (path) : NULL;

  return file == NULL || kin_return_plan_write_rejected (plan, file, error);
}

static void
tell (KinTool *tool, KinReturnPlan *plan, gint64 action)
{
  g_autofree char *text = NULL;
  struct json_object *json;

  if (!kin_tool_flag (tool, "json"))
    {
      text = kin_return_plan_to_text (plan);
      kin_tool_say ("%s", g_strchomp (text));
      return;
    }
  json = kin_return_plan_to_json (plan);
  json_object_object_add (json, "dry_run", json_object_new_boolean (kin_tool_flag (tool, "dry-run")));
  json_object_object_add (json, "action", action != 0 ? json_object_new_int64 (action) : NULL);
  kin_tool_json (json);
}

KinExit
kin_run_import_return (KinTool *tool)
{
  g_autoptr (KinReturnPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  gint64 year, action = 0;
  gboolean settled = kin_tool_flag (tool, "accept") || kin_tool_flag (tool, "decline");

  if (!kin_tool_number (tool, "year", FIRST_YEAR, 2100, 0, &year))
    return KIN_EXIT_USAGE;
  if (year == 0)
    return kin_tool_usage (_("Say of which year the return is: --year YYYY, the year that ends on 31 March of it."));
  plan = kin_return_plan_new (tool->reader, (const char *const *) tool->words->pdata, tool->words->len, (int) year, tool->today, NULL, &error);
  if (plan == NULL)
    return kin_tool_fail (error);
  settle (tool, plan, "accept", TRUE);
  settle (tool, plan, "decline", FALSE);
  if ((settled && !kin_return_plan_compare (plan, tool->reader, &error)) || !write_rejected (tool, plan, &error))
    return kin_tool_fail (error);
  if (!kin_tool_flag (tool, "dry-run") && !kin_return_plan_apply (plan, tool->store, NULL, &action, &error))
    return kin_tool_fail (error);
  tell (tool, plan, action);
  return kin_return_plan_rejected (plan)->len > 0 || kin_return_plan_differences (plan)->len > 0 ? KIN_EXIT_FOUND : KIN_EXIT_DONE;
}
