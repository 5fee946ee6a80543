/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a file and keeping it: init, demo, check, history, undo, redo, backup, restore. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>

#include "backup.h"
#include "codes.h"
#include "command.h"
#include "demo.h"
#include "history.h"
#include "text_table.h"

static void
tell_recovery (KinTool *tool, const char *recovery)
{
  if (kin_tool_flag (tool, "json"))
    return;
  kin_tool_say (_("Made %s. Its recovery key, shown only now; print it and lock it away:"), tool->path);
  kin_tool_say ("%s", recovery);
}

static struct json_object *
made_json (KinTool *tool, const char *recovery)
{
  struct json_object *json = json_object_new_object ();

  json_object_object_add (json, "file", json_object_new_string (tool->path));
  json_object_object_add (json, "recovery", recovery != NULL ? json_object_new_string (recovery) : NULL);
  return json;
}

static gboolean
set_fact (KinTool *tool, const char *option, const char *fact, GError **error)
{
  const char *value = kin_tool_option (tool, option);

  return value == NULL || kin_store_set_fact (tool->store, fact, value, error);
}

KinExit
kin_run_init (KinTool *tool)
{
  const char *authority = kin_tool_option (tool, "authority");
  g_autofree char *recovery = NULL;
  g_autoptr (GError) error = NULL;
  KinExit code;

  if (authority != NULL && kin_code_find ("local_authority", authority) == NULL)
    return kin_tool_usage (_("“%s” is not the code of an authority (--authority): it has three figures."), authority);
  code = kin_tool_create (tool, &recovery);
  if (code != KIN_EXIT_DONE)
    return code;
  if (!set_fact (tool, "authority", "authority", &error) || !set_fact (tool, "name", "authority-name", &error))
    return kin_tool_fail (error);
  tell_recovery (tool, recovery);
  if (kin_tool_flag (tool, "json"))
    kin_tool_json (made_json (tool, recovery));
  return KIN_EXIT_DONE;
}

KinExit
kin_run_demo (KinTool *tool)
{
  g_autofree char *recovery = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seed, scale;
  KinExit code;

  if (!kin_tool_number (tool, "seed", 0, G_MAXINT64, 1, &seed) || !kin_tool_number (tool, "scale", 1, KIN_DEMO_MAX_SCALE, 1, &scale))
    return KIN_EXIT_USAGE;
  code = g_file_test (tool->path, G_FILE_TEST_EXISTS) ? kin_tool_open (tool, KIN_NEED_WRITE) : kin_tool_create (tool, &recovery);
  if (code != KIN_EXIT_DONE)
    return code;
  if (recovery != NULL)
    tell_recovery (tool, recovery);
  if (!kin_demo_fill (tool->store, (guint64) seed, (guint) scale, tool->today, NULL, &error))
    return kin_tool_fail (error);
  if (kin_tool_flag (tool, "json"))
    kin_tool_json (made_json (tool, recovery));
  else
    kin_tool_say (_("%s holds the made-up authority (seed %" PRId64 ", scale %" PRId64 ")."), tool->path, seed, scale);
  return KIN_EXIT_DONE;
}

KinExit
kin_run_check (KinTool *tool)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gboolean sound = kin_store_check (tool->store, problems, &error);

  if (error != NULL)
    return kin_tool_fail (error);
  if (kin_tool_flag (tool, "json"))
    {
      struct json_object *json = json_object_new_object (), *array = json_object_new_array ();

      for (guint i = 0; i < problems->len; i++)
        json_object_array_add (array, json_object_new_string (problems->pdata[i]));
      json_object_object_add (json, "sound", json_object_new_boolean (sound));
      json_object_object_add (json, "problems", array);
      kin_tool_json (json);
    }
  else
    {
      kin_tool_say (sound ? _("%s is sound.") : _("%s is damaged. Restore the newest backup. This was found:"), tool->path);
      kin_tool_say_lines (problems, "  ");
    }
  return sound ? KIN_EXIT_DONE : KIN_EXIT_FOUND;
}

static struct json_object *
action_json (const KinAction *action)
{
  struct json_object *json = json_object_new_object ();

  json_object_object_add (json, "no", json_object_new_int64 (action->no));
  json_object_object_add (json, "at", kin_tool_moment_json (action->at));
  json_object_object_add (json, "by", action->by != NULL ? json_object_new_string (action->by) : NULL);
  json_object_object_add (json, "kind", json_object_new_string (action->kind));
  json_object_object_add (json, "label", json_object_new_string (action->label));
  json_object_object_add (json, "changes", json_object_new_int64 ((gint64) action->n_changes));
  json_object_object_add (json, "undoes", action->undoes != 0 ? json_object_new_int64 (action->undoes) : NULL);
  json_object_object_add (json, "undone_by", action->undone_by != 0 ? json_object_new_int64 (action->undone_by) : NULL);
  return json;
}

static void
actions_text (GPtrArray *actions)
{
  static const char *const headings[] = { N_("Action"), N_("When"), N_("By"), N_("Changes"), N_("What") };
  KinTextTable *table = kin_text_table_new ();

  kin_text_table_head (table, headings, G_N_ELEMENTS (headings));
  for (guint i = 0; i < actions->len; i++)
    {
      const KinAction *action = actions->pdata[i];

      kin_text_table_add_right (table, g_strdup_printf ("%" G_GINT64_FORMAT, action->no));
      kin_text_table_add (table, kin_tool_moment_text (action->at));
      kin_text_table_add (table, g_strdup (action->by));
      kin_text_table_add_right (table, g_strdup_printf ("%" G_GUINT64_FORMAT, action->n_changes));
      kin_text_table_add (table, action->undone_by != 0 ? g_strdup_printf (_("%s (undone)"), action->label) : g_strdup (action->label));
      kin_text_table_end_row (table);
    }
  kin_text_table_print (table);
}

KinExit
kin_run_history (KinTool *tool)
{
  g_autoptr (GPtrArray) actions = NULL;
  struct json_object *array;
  gint64 limit;

  if (!kin_tool_number (tool, "limit", 1, G_MAXINT, 50, &limit))
    return KIN_EXIT_USAGE;
  actions = kin_reader_actions (tool->reader, 0, (guint) limit);
  if (!kin_tool_flag (tool, "json"))
    {
      actions_text (actions);
      return KIN_EXIT_DONE;
    }
  array = json_object_new_array ();
  for (guint i = 0; i < actions->len; i++)
    json_object_array_add (array, action_json (actions->pdata[i]));
  kin_tool_json (array);
  return KIN_EXIT_DONE;
}

/* what: the label of what is undone or done again. */
static KinExit
take_back (KinTool *tool, KinAction *action)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 undo = 0;

  if (!kin_store_undo (tool->store, action->no, left, &undo, NULL, &error))
    return kin_tool_fail (error);
  if (kin_tool_flag (tool, "json"))
    {
      struct json_object *json = json_object_new_object (), *array = json_object_new_array ();

      json_object_object_add (json, "action", json_object_new_int64 (undo));
      json_object_object_add (json, "undoes", json_object_new_int64 (action->no));
      for (guint i = 0; i < left->len; i++)
        json_object_array_add (array, json_object_new_string (left->pdata[i]));
      json_object_object_add (json, "left", array);
      kin_tool_json (json);
    }
  else
    {
      g_autoptr (KinAction) done = kin_reader_action (tool->reader, undo);

      if (done != NULL)
        kin_tool_say ("%s", done->label);
      for (guint i = 0; i < left->len; i++)
        kin_tool_say ("%s", (char *) left->pdata[i]);
    }
  return left->len > 0 ? KIN_EXIT_FOUND : KIN_EXIT_DONE;
}

KinExit
kin_run_undo (KinTool *tool)
{
  const char *word = kin_tool_word (tool, 0);
  g_autoptr (KinAction) action = NULL;
  gint64 no = 0;

  if (word != NULL && !g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, &no, NULL))
    return kin_tool_usage (_("“%s” is not the number of an action. “history” shows them."), word);
  action = word != NULL ? kin_reader_action (tool->reader, no) : kin_reader_undoable (tool->reader);
  if (action == NULL || g_strcmp0 (action->kind, "access") == 0)
    {
      if (word != NULL)
        kin_tool_warn (_("There is no action %s that can be taken back."), word);
      else
        kin_tool_warn (_("There is nothing to undo."));
      return KIN_EXIT_FAILED;
    }
  return take_back (tool, action);
}

KinExit
kin_run_redo (KinTool *tool)
{
  g_autoptr (KinAction) action = kin_reader_redoable (tool->reader);

  if (action != NULL)
    return take_back (tool, action);
  kin_tool_warn (_("There is nothing to redo."));
  return KIN_EXIT_FAILED;
}

KinExit
kin_run_backup (KinTool *tool)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kin_store_backup (tool->store, kin_tool_word (tool, 0), &error);

  if (path == NULL)
    return kin_tool_fail (error);
  if (kin_tool_flag (tool, "json"))
    {
      struct json_object *json = json_object_new_object ();

      json_object_object_add (json, "path", json_object_new_string (path));
      kin_tool_json (json);
    }
  else
    kin_tool_say (_("Copied to %s"), path);
  return KIN_EXIT_DONE;
}

static void
tell_backup (KinTool *tool, const KinBackup *backup)
{
  g_autofree char *at = kin_tool_moment_text (backup->at);
  struct json_object *json;

  if (!kin_tool_flag (tool, "json"))
    {
      kin_tool_say (_("%s was made %s and holds %" PRId64 " records; the last thing done in it: %s."), backup->path, at, backup->n_records,
                    backup->last_label != NULL ? backup->last_label : _("nothing"));
      return;
    }
  json = json_object_new_object ();
  json_object_object_add (json, "path", json_object_new_string (backup->path));
  json_object_object_add (json, "at", kin_tool_moment_json (backup->at));
  json_object_object_add (json, "records", json_object_new_int64 (backup->n_records));
  json_object_object_add (json, "changes", json_object_new_int64 (backup->n_changes));
  json_object_object_add (json, "last_change", kin_tool_moment_json (backup->last_change));
  json_object_object_add (json, "last_label", backup->last_label != NULL ? json_object_new_string (backup->last_label) : NULL);
  kin_tool_json (json);
}

/* The copy has a sidecar of its own, so a passphrase is tried on that. */
KinExit
kin_run_restore (KinTool *tool)
{
  const char *path = kin_tool_word (tool, 0);
  g_autoptr (KinBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  guint8 key[KIN_KEY_BYTES];
  KinExit code;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      kin_tool_warn (_("There is no file %s."), path);
      return KIN_EXIT_FAILED;
    }
  code = kin_tool_key (tool, path, key);
  if (code != KIN_EXIT_DONE)
    return code;
  backup = kin_backup_look (path, key, &error);
  if (backup == NULL)
    return kin_tool_fail (error);
  tell_backup (tool, backup);
  if (kin_tool_flag (tool, "dry-run"))
    return KIN_EXIT_DONE;
  if (!kin_backup_restore (path, tool->path, key, &error))
    return kin_tool_fail (error);
  sodium_memzero (key, sizeof key);
  if (!kin_tool_flag (tool, "json"))
    kin_tool_say (_("It is now %s."), tool->path);
  return KIN_EXIT_DONE;
}
