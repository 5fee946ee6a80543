/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unsent work that a laptop could not send and saved to a file, sealed to the authority: taken in as if the laptop had pushed it, also
 * when it has been signed out. In the seal stand pushes (sync/wire.h, KinPush), one a line. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "append.h"
#include "authority.h"
#include "job.h"

static gboolean
not_taken (const char *why, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The work in the file was not taken in: %s."), why);
  return FALSE;
}

static gboolean
take_line (KinLog *log, const char *line, gint64 *n, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (line, strlen (line));
  g_autoptr (KinPush) push = kin_push_parse (body, error);
  g_autoptr (KinReceipt) receipt = NULL;
  g_autoptr (KinProblem) problem = NULL;
  g_auto (KinDevice) device = { 0 };

  if (push == NULL)
    return FALSE;
  if (!kin_device_by_id (log, &push->device, &device))
    return not_taken (_("no laptop of its identity has ever joined"), error);
  receipt = kin_append (log, &device, push, kin_job_now (), &problem, error);
  if (problem != NULL)
    return not_taken (problem->title, error);
  if (receipt == NULL)
    return FALSE;
  *n += receipt->first_seq != 0 ? receipt->head - receipt->first_seq + 1 : 0;
  return TRUE;
}

gboolean
kin_run_hand_in (KinJob *job, GError **error)
{
  g_autoptr (KinLog) log = kin_job_log (job, job->words[0], error);
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GBytes) sealed = NULL, plain = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 n = 0;

  if (log == NULL || !g_file_get_contents (job->words[1], &contents, &length, error))
    return FALSE;
  sealed = g_bytes_new_take (g_steal_pointer (&contents), length);
  plain = kin_authority_unseal (log, sealed, error);
  if (plain == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && !take_line (log, lines[i], &n, error))
      return FALSE;
  kin_job_say (g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " change was taken in; the rest was here already.",
                            "%" PRId64 " changes were taken in; the rest was here already.", (gulong) n), n);
  return TRUE;
}
