/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Syncing from a shell: join if a code is given, send, fetch, and say how it stands. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "command.h"
#include "sync.h"
#include "wipe.h"

static const char *
name_of (KinSyncState state)
{
  static const char *const names[] = { "not-joined", "connected", "working", "no-network", "refused", "signed-out" };

  return names[state];
}

static struct json_object *
status_json (const KinSyncStatus *status)
{
  struct json_object *json = json_object_new_object ();

  json_object_object_add (json, "state", json_object_new_string (name_of (status->state)));
  json_object_object_add (json, "pending", json_object_new_int64 (status->n_pending));
  json_object_object_add (json, "held", json_object_new_int64 (status->n_held));
  json_object_object_add (json, "confirmed_until", kin_tool_moment_json (status->confirmed_until));
  json_object_object_add (json, "alone_since", kin_tool_moment_json (status->alone_since));
  json_object_object_add (json, "trouble", status->trouble != NULL ? json_object_new_string (status->trouble) : NULL);
  return json;
}

static void
say_status (const KinSyncStatus *status)
{
  g_autofree char *until = kin_tool_moment_text (status->confirmed_until);

  if (status->n_pending > 0)
    kin_tool_say (g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " change to send.", "%" PRId64 " changes to send.", (gulong) status->n_pending), status->n_pending);
  if (status->n_held > 0)
    kin_tool_say (g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " change waits for a manager's approval.", "%" PRId64 " changes wait for a manager's approval.",
                               (gulong) status->n_held),
                  status->n_held);
  if (status->n_pending == 0 && status->confirmed_until != 0)
    kin_tool_say (_("The office has everything up to %s."), until);
}

/* What was typed to join; NULL when it was not. FALSE, with the exit code, when it does not go together. */
static gboolean
read_join (KinTool *tool, KinJoin **join, KinExit *code)
{
  const char *endpoint = kin_tool_option (tool, "endpoint"), *word = kin_tool_option (tool, "code"), *certificate = kin_tool_option (tool, "authority-certificate");
  g_autoptr (KinJoin) made = NULL;
  g_autoptr (GError) error = NULL;

  *join = NULL;
  *code = KIN_EXIT_USAGE;
  if (word == NULL)
    {
      if (endpoint == NULL && certificate == NULL)
        return TRUE;
      kin_tool_usage ("%s", _("To join, give --code too: whoever keeps the endpoint has it. A record that has joined needs neither."));
      return FALSE;
    }
  if (endpoint == NULL)
    {
      kin_tool_usage ("%s", _("To join, give the address: --endpoint https://office.example.gov.uk/v1/example."));
      return FALSE;
    }
  made = g_new0 (KinJoin, 1);
  made->address = g_strdup (endpoint);
  made->code = g_strdup (word);
  if (certificate != NULL && !g_file_get_contents (certificate, &made->authorities, NULL, &error))
    {
      *code = kin_tool_fail (error);
      return FALSE;
    }
  *join = g_steal_pointer (&made);
  return TRUE;
}

/* The office has told this laptop to keep nothing. */
static KinExit
wipe (KinTool *tool)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = kin_sync_wipe (tool->store, &error);

  if (sentence == NULL)
    return kin_tool_fail (error);
  g_printerr ("%s\n", sentence);
  return KIN_EXIT_FAILED;
}

KinExit
kin_run_sync (KinTool *tool)
{
  g_autoptr (KinJoin) join = NULL;
  g_autoptr (KinSyncStatus) status = NULL;
  g_autoptr (GError) error = NULL;
  KinExit code;
  gboolean good;

  if (!read_join (tool, &join, &code))
    return code;
  good = kin_sync_once (tool->store, join, KIN_TOOL_PATIENCE, &status, &error);
  if (kin_tool_flag (tool, "json"))
    kin_tool_json (status_json (status));
  else
    say_status (status);
  if (status->wipe)
    return wipe (tool);
  if (good && !kin_tool_flag (tool, "json"))
    kin_tool_say ("%s", _("What the office has is here."));
  return good ? KIN_EXIT_DONE : kin_tool_fail (error);
}
