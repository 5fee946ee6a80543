/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good: one manager asks for a record and all that goes with it, another approves. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "command.h"
#include "sync.h"
#include "together.h"

static struct json_object *
record_json (KinReader *reader, gint64 no)
{
  struct json_object *json = json_object_new_object ();
  g_autofree char *title = kin_reader_title (reader, no);
  char text[KIN_ID_TEXT] = "";
  KinId id;

  if (kin_reader_id_of (reader, no, &id))
    kin_id_to_text (&id, text);
  json_object_object_add (json, "id", json_object_new_string (text));
  json_object_object_add (json, "type", json_object_new_string (kin_reader_type_of (reader, no)->name));
  json_object_object_add (json, "title", json_object_new_string (title));
  return json;
}

static struct json_object *
records_json (KinReader *reader, const GArray *numbers)
{
  struct json_object *json = json_object_new_array ();

  for (guint i = 0; i < numbers->len; i++)
    json_object_array_add (json, record_json (reader, g_array_index (numbers, gint64, i)));
  return json;
}

/* "Placements: 2", a line for each type in the order in which they go. */
static void
say_types (KinReader *reader, const GArray *numbers)
{
  g_autoptr (GPtrArray) types = g_ptr_array_new ();

  for (guint i = 0; i < numbers->len; i++)
    {
      const KinType *type = kin_reader_type_of (reader, g_array_index (numbers, gint64, i));

      if (!g_ptr_array_find (types, type, NULL))
        g_ptr_array_add (types, (gpointer) type);
    }
  for (guint t = 0; t < types->len; t++)
    {
      guint n = 0;

      for (guint i = 0; i < numbers->len; i++)
        n += kin_reader_type_of (reader, g_array_index (numbers, gint64, i)) == types->pdata[t];
      kin_tool_say ("  %s: %u", _(((const KinType *) types->pdata[t])->plural), n);
    }
}

static void
say_staying (KinReader *reader, const GArray *numbers)
{
  if (numbers->len > 0)
    kin_tool_say ("%s", _("These have a link to it and stay, since they are about others as well. Change what they say of it, or ask for them, too:"));
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 no = g_array_index (numbers, gint64, i);
      g_autofree char *title = kin_reader_title (reader, no);

      kin_tool_say ("  #%" G_GINT64_FORMAT " %s: %s", no, _(kin_reader_type_of (reader, no)->label), title);
    }
}

/* no 0: nothing has been asked for. */
static void
tell_extent (KinTool *tool, const KinExtent *extent, gint64 no)
{
  gboolean partial = kin_together_is_partial (tool->reader);
  guint n = extent->going->len;
  struct json_object *json;

  if (kin_tool_flag (tool, "json"))
    {
      json = json_object_new_object ();
      json_object_object_add (json, "no", no != 0 ? json_object_new_int64 (no) : NULL);
      json_object_object_add (json, "dry_run", json_object_new_boolean (no == 0));
      json_object_object_add (json, "records", records_json (tool->reader, extent->going));
      json_object_object_add (json, "staying", records_json (tool->reader, extent->staying));
      json_object_object_add (json, "partial", json_object_new_boolean (partial));
      kin_tool_json (json);
      return;
    }
  if (no == 0)
    kin_tool_say (g_dngettext (GETTEXT_PACKAGE, "%u record would be erased for good:", "%u records would be erased for good:", n), n);
  else
    kin_tool_say (g_dngettext (GETTEXT_PACKAGE, "Asked for %u record to be erased for good:", "Asked for %u records to be erased for good:", n), n);
  say_types (tool->reader, extent->going);
  say_staying (tool->reader, extent->staying);
  if (partial)
    kin_tool_say ("%s", _("This laptop may not hold all of the record (money, restricted), so there may be more. A manager who may hold all should ask."));
  if (no != 0)
    kin_tool_say (_("Another manager approves it: erase approve %" PRId64), no);
}

/* Also what was deleted, by its id or "#" and its number: the log has its words yet. */
static gint64
find_record (KinTool *tool, const KinType *type, const char *word)
{
  gint64 no = 0;
  KinId id;

  if (*word == '#')
    no = g_ascii_strtoll (word + 1, NULL, 10);
  else if (kin_id_parse (&id, word))
    no = kin_reader_no_of (tool->reader, &id);
  return no > 0 && kin_reader_type_of (tool->reader, no) == type ? no : kin_tool_record (tool, type, word);
}

/* What is not sent is not known at the office, and cannot be erased there; what has not come would be forgotten. So it is synced first, except
 * for a dry run, which writes nothing. */
static KinErrands *
go_to_office (KinTool *tool, GError **error)
{
  g_autoptr (KinErrands) errands = kin_errands_new (tool->store, error);

  if (errands == NULL || (!kin_tool_flag (tool, "dry-run") && !kin_sync_once (tool->store, NULL, KIN_TOOL_PATIENCE, NULL, error)))
    return NULL;
  return g_steal_pointer (&errands);
}

KinExit
kin_run_erase_ask (KinTool *tool)
{
  const KinType *type = kin_tool_type (tool, kin_tool_word (tool, 0));
  const char *reason = kin_tool_option (tool, "reason");
  gboolean dry = kin_tool_flag (tool, "dry-run");
  g_autoptr (KinErrands) errands = NULL;
  g_autoptr (KinExtent) extent = NULL;
  g_autoptr (GError) error = NULL;
  gint64 record, no = 0;

  if (type == NULL)
    return KIN_EXIT_USAGE;
  if (!dry && (reason == NULL || *reason == '\0' || strlen (reason) > KIN_TOGETHER_REASON))
    return kin_tool_usage (_("Say why, in at most %d letters and without a name, since the reason is kept: --reason TEXT."), KIN_TOGETHER_REASON);
  errands = dry ? NULL : go_to_office (tool, &error);
  if (!dry && errands == NULL)
    return kin_tool_fail (error);
  record = find_record (tool, type, kin_tool_word (tool, 1));
  if (record == 0)
    return KIN_EXIT_FAILED;
  extent = kin_reader_extent (tool->reader, record);
  if (!dry && !kin_together_ask (errands, tool->reader, extent, reason, &no, &error))
    return kin_tool_fail (error);
  tell_extent (tool, extent, no);
  return extent->staying->len > 0 || kin_together_is_partial (tool->reader) ? KIN_EXIT_FOUND : KIN_EXIT_DONE;
}

static void
tell_approved (KinTool *tool, const KinPurgeSaid *purge, const GPtrArray *together, const GArray *left)
{
  gboolean dry = kin_tool_flag (tool, "dry-run");
  guint n = together->len;
  struct json_object *json;

  if (kin_tool_flag (tool, "json"))
    {
      json = json_object_new_object ();
      json_object_object_add (json, "no", json_object_new_int64 (purge->no));
      json_object_object_add (json, "dry_run", json_object_new_boolean (dry));
      json_object_object_add (json, "records", json_object_new_int64 (n));
      json_object_object_add (json, "left_out", records_json (tool->reader, left));
      kin_tool_json (json);
      return;
    }
  if (dry)
    kin_tool_say (g_dngettext (GETTEXT_PACKAGE, "%u record would be erased for good.", "%u records would be erased for good.", n), n);
  else
    kin_tool_say (g_dngettext (GETTEXT_PACKAGE, "%u record is erased at the office, and on every laptop when it syncs next. “erase list” shows which have.",
                               "%u records are erased at the office, and on every laptop when it syncs next. “erase list” shows which have.", n), n);
  if (left->len > 0)
    kin_tool_say ("%s", _("These go with it, but were not asked for with it. Ask for them, or approve them by their own number:"));
  say_types (tool->reader, left);
}

/* The waiting purge of that number. NULL, with the exit code, when there is nothing to approve. */
static const KinPurgeSaid *
find_waiting (KinTool *tool, const GPtrArray *purges, gint64 no, KinExit *code)
{
  g_autofree char *user = kin_reader_fact (tool->reader, "sync-user");
  const KinPurgeSaid *purge = NULL;

  for (guint i = 0; i < purges->len; i++)
    if (((const KinPurgeSaid *) purges->pdata[i])->no == no)
      purge = purges->pdata[i];
  *code = KIN_EXIT_FAILED;
  if (purge == NULL)
    kin_tool_warn (_("Nobody has asked for an erasure of number %" PRId64 ". “erase list” shows them."), no);
  else if (!kin_purge_waits (purge))
    kin_tool_warn (_("Erasure %" PRId64 " is approved already."), no);
  else if (g_strcmp0 (purge->asked, user) == 0)
    kin_tool_warn (_("You asked for erasure %" PRId64 " yourself, so another manager has to approve it."), no);
  else
    return purge;
  return NULL;
}

KinExit
kin_run_erase_approve (KinTool *tool)
{
  const char *word = kin_tool_word (tool, 0);
  gboolean dry = kin_tool_flag (tool, "dry-run");
  const KinPurgeSaid *purge;
  g_autoptr (KinErrands) errands = NULL;
  g_autoptr (GPtrArray) purges = NULL;
  g_autoptr (KinExtent) extent = NULL;
  g_autoptr (GPtrArray) together = NULL;
  g_autoptr (GArray) left = NULL;
  g_autoptr (GError) error = NULL;
  KinExit code;
  gint64 no;

  if (!g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, &no, NULL))
    return kin_tool_usage (_("“%s” is not the number of an erasure. “erase list” shows them."), word);
  errands = go_to_office (tool, &error);
  purges = errands != NULL ? kin_errands_purges (errands, &error) : NULL;
  if (purges == NULL)
    return kin_tool_fail (error);
  purge = find_waiting (tool, purges, no, &code);
  if (purge == NULL)
    return code;
  extent = kin_purge_extent (tool->reader, purge);
  together = kin_together (tool->reader, purges, purge, extent);
  left = kin_together_left (tool->reader, purges, together, extent);
  if (!dry && !kin_together_approve (errands, together, &error))
    return kin_tool_fail (error);
  tell_approved (tool, purge, together, left);
  if (!dry)
    kin_sync_once (tool->store, NULL, KIN_TOOL_PATIENCE, NULL, NULL); /* here, too; else the next sync does it */
  return left->len > 0 ? KIN_EXIT_FOUND : KIN_EXIT_DONE;
}
