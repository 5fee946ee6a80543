/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export ssda903. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "access_log.h"
#include "command.h"
#include "return_export.h"

/* Of a file that was just written: its lines but the heading. FALSE with an error. */
static gboolean
count_rows (const char *path, guint *rows, GError **error)
{
  g_autofree char *bytes = NULL;
  guint lines = 0;

  if (!g_file_get_contents (path, &bytes, NULL, error))
    return FALSE;
  for (const char *p = bytes; *p != '\0'; p++)
    lines += *p == '\n';
  *rows = lines - (lines > 0);
  return TRUE;
}

/* One access record a file, all in one action. When they cannot be left, the files are taken away again. */
static gboolean
leave_access (KinTool *tool, KinReturnExport *export, const char *whom, int year, GError **error)
{
  GPtrArray *files = kin_return_export_files (export);
  g_autofree char *what = g_strdup_printf (_("SSDA903 return, year ending 31 March %d"), year);
  g_autofree KinAccessNote *notes = g_new0 (KinAccessNote, files->len);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean good = TRUE;

  for (guint i = 0; i < files->len && good; i++)
    {
      char *name = g_path_get_basename (files->pdata[i]);

      g_ptr_array_add (names, name);
      notes[i] = (KinAccessNote) { .kind = "exported", .what = what, .for_whom = whom, .recipient = kin_tool_option (tool, "recipient"),
                                   .name = name, .path = files->pdata[i] };
      good = count_rows (files->pdata[i], &notes[i].rows, error);
    }
  good = good && kin_access_leave_all (tool->store, notes, files->len, error);
  for (guint i = 0; i < files->len && !good; i++)
    g_unlink (files->pdata[i]);
  return good;
}

/* What went out as it came is told, but it is no difference to what came in. */
static gboolean
differs (KinReturnExport *export)
{
  GPtrArray *changes = kin_return_export_changes (export);

  for (guint i = 0; i < changes->len; i++)
    if (!((KinReturnChange *) changes->pdata[i])->sent_as_it_came)
      return TRUE;
  return FALSE;
}

KinExit
kin_run_export_return (KinTool *tool)
{
  const char *whom = kin_tool_option (tool, "for") != NULL ? kin_tool_option (tool, "for") : "internal";
  g_autoptr (KinReturnExport) export = NULL;
  g_autoptr (GError) error = NULL;
  gint64 year;

  if (!kin_tool_number (tool, "year", 1992, 2100, 0, &year))
    return KIN_EXIT_USAGE;
  if (year == 0)
    return kin_tool_usage (_("Say which year: --year YYYY, the year that ends on 31 March of it."));
  if (strcmp (whom, "internal") != 0)
    {
      kin_tool_warn (_("The return holds home addresses as postcodes, so it is exported for internal use only. Export lists for others."));
      return KIN_EXIT_FAILED;
    }
  export = kin_return_export (tool->reader, (int) year, kin_tool_word (tool, 0), &error);
  if (export == NULL || !leave_access (tool, export, whom, (int) year, &error))
    return kin_tool_fail (error);
  if (kin_tool_flag (tool, "json"))
    kin_tool_json (kin_return_export_to_json (export));
  else
    {
      g_autofree char *text = kin_return_export_to_text (export);

      kin_tool_say ("%s", g_strchomp (text));
    }
  return differs (export) ? KIN_EXIT_FOUND : KIN_EXIT_DONE;
}
